package samples

import (
	"cmp"
	"slices"
)

// A NameCount is how many files of a site are open in each way and suggest one topic by their names. Of a site that
// refuses to be read it is what cannot be seen.
type NameCount struct {
	Site         string `json:"site"` // its address
	Topic        string `json:"topic"`
	Discoverable int    `json:"discoverable"`
	Anonymous    int    `json:"anonymous"`
	Organization int    `json:"organization"`
	Guests       int    `json:"guests"`
}

// siteTopic is what a NameCount is counted under.
type siteTopic struct{ site, topic string }

// countName counts a file for what its name suggests and for everyone who can open it.
func (l *shelf) countName(name string, opens audience) {
	topic := suggestive[name]
	discoverable := opens.everyone || l.site.public && opens.siteGroup
	if topic == "" || !discoverable && !opens.anyone && !opens.company && !opens.outsider {
		return
	}
	key := siteTopic{l.site.planted.URL, topic}
	n := l.p.named[key]
	if n == nil {
		n = &NameCount{Site: key.site, Topic: topic}
		l.p.named[key] = n
	}
	for _, way := range []struct {
		open  bool
		count *int
	}{{discoverable, &n.Discoverable}, {opens.anyone, &n.Anonymous}, {opens.company, &n.Organization}, {opens.outsider, &n.Guests}} {
		if way.open {
			*way.count++
		}
	}
}

// names is what was counted.
func (p *plan) names() []NameCount {
	list := []NameCount{}
	for _, n := range p.named {
		list = append(list, *n)
	}
	slices.SortFunc(list, func(a, b NameCount) int { return cmp.Or(cmp.Compare(a.Site, b.Site), cmp.Compare(a.Topic, b.Topic)) })
	return list
}

// suggestive are the planted names that suggest something to a reader, without their numbers. No other name is to count:
// neither "Passport to success.pptx" nor "Password reset procedure.docx" nor "Board minutes.pdf".
var suggestive = map[string]string{
	"Passwords – master list.docx":               "passwords",
	"Passwords.docx":                             "passwords",
	"Handover – passwords and contacts.xlsx":     "passwords",
	"Ghi chú bàn giao mật khẩu – Hồng Hạnh.docx": "passwords",
	"パスワード一覧 <旧>.xlsx":                           "passwords",
	"PasswortlisteWerkstatt.xlsx":                "passwords",
	"Gate codes.docx":                            "passwords",

	"Payroll FY25-26 MASTER.xlsx":                          "pay",
	"=HYPERLINK(\"http://example.com\",\"Payslips\").xlsx": "pay",
	"Payslips 2026.xlsx":                                   "pay",
	"Salary bands.xlsx":                                    "pay",
	"Salary bands 2026 – all levels.xlsx":                  "pay",
	"Commission plan.docx":                                 "pay",
	"Commission calculator.xlsx":                           "pay",
	"Superannuation clearing file.csv":                     "pay",
	"Gehaltsabrechnung März – T. Huber.pdf":                "pay",

	"Passport.jpg":                   "identity papers",
	"Upload your passport here.docx": "identity papers",

	"Medical certificate – back injury.pdf": "health",
	"Audiometric test results.pdf":          "health",
	"Return to work plan.docx":              "health",
	"Accident report.pdf":                   "health",
	"Drug and alcohol test.pdf":             "health",
	"Arrêt maladie – L. Dubois.pdf":         "health",

	"Interview record.docx":        "staff matters",
	"Interview notes.docx":         "staff matters",
	"Personal file – M. Lowe.docx": "staff matters",
	"Redundancy planning.xlsx":     "staff matters",
	"Probation review.docx":        "staff matters",
	"Exit interview form.docx":     "staff matters",

	"Bank details – suppliers (O'Neill & Sons).xlsx": "bank and tax",
	"Bank guarantee.pdf":              "bank and tax",
	"Bank reconciliation August.xlsx": "bank and tax",
	"Credit card statements.pdf":      "bank and tax",
	"Family tax return 2025.pdf":      "bank and tax",
	"Fringe benefits tax return.pdf":  "bank and tax",
	"Loan application.pdf":            "bank and tax",

	"Acquisition target list.xlsx": "deals and disputes",
	"Heads of agreement.pdf":       "deals and disputes",
	"Letter of demand.pdf":         "deals and disputes",
	"Term sheet.docx":              "deals and disputes",

	"Contract – Margaret O'Brien.docx":     "contracts",
	"Employment contract template.docx":    "contracts",
	"Enterprise agreement 2024.pdf":        "contracts",
	"Head contract – executed.pdf":         "contracts",
	"Lease.pdf":                            "contracts",
	"Contrato de trabajo – cláusulas.docx": "contracts",
	"Contratto di subappalto – Rossi.pdf":  "contracts",
	"Umowa podwykonawcza – Kowalski.pdf":   "contracts",
}
