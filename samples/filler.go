package samples

import "fmt"

// A theme is what a department keeps in its library.
type theme struct {
	folders []string
	files   []string
}

// themes are the ordinary content of sites and OneDrives, the same in every sample.
var themes = map[string]theme{
	"finance": {
		folders: []string{"Month end", "BAS and tax", "Suppliers"},
		files: []string{"Budget FY2026 v3 FINAL.xlsx", "Cash flow forecast.xlsx", "BAS lodgement Q1.pdf", "Aged creditors.xlsx", "Bank reconciliation August.xlsx", "Depreciation schedule.xlsx",
			"Invoice 10442.pdf", "Invoice 10443.pdf", "Superannuation clearing file.csv", "Auditor questions 2025.docx", "Credit card statements.pdf", "Chart of accounts.xlsx", "Fringe benefits tax return.pdf"},
	},
	"people": {
		folders: []string{"Recruitment", "Onboarding", "Performance reviews"},
		files: []string{"Position description – Site Manager.docx", "Employment contract template.docx", "Leave balances.xlsx", "Induction checklist.docx", "Exit interview form.docx", "Enterprise agreement 2024.pdf",
			"Parental leave policy.docx", "Working with children checks.xlsx", "Salary bands.xlsx", "Probation review.docx", "Training matrix.xlsx", "Organisation chart.pptx"},
	},
	"sales": {
		folders: []string{"Proposals", "Pricing", "Accounts"},
		files: []string{"Proposal – Harbour View Apartments.docx", "Price list July 2026.xlsx", "Pipeline.xlsx", "Customer list.xlsx", "Quote 2291.pdf", "Quote 2292.pdf", "Sales kick-off 2026.pptx",
			"Commission plan.docx", "Win loss review.pptx", "Standard terms.pdf", "Case study – Riverside School.docx", "Discount approvals.xlsx"},
	},
	"operations": {
		folders: []string{"Rosters", "Fleet", "Subcontractors"},
		files: []string{"Roster week 44.xlsx", "Vehicle register.xlsx", "Subcontractor insurance.pdf", "Delivery schedule.xlsx", "Depot keys register.xlsx", "Plant hire rates.xlsx", "Forklift pre-start.pdf",
			"Toolbox talk.docx", "Stocktake June.xlsx", "Fuel card report.csv", "Gate codes.docx", "Warehouse layout.pdf"},
	},
	"it": {
		folders: []string{"Runbooks", "Licences", "Network"},
		files: []string{"Network diagram.vsdx", "Password reset procedure.docx", "Server inventory.xlsx", "Backup report.pdf", "Firewall rules export.csv", "Licence renewals.xlsx", "Laptop build checklist.docx",
			"MFA rollout plan.pptx", "Vendor contacts.xlsx", "Incident 2026-03 timeline.docx", "Wi-Fi survey.pdf"},
	},
	"marketing": {
		folders: []string{"Campaigns", "Photos", "Website"},
		files: []string{"Brand guidelines.pdf", "Logo pack.zip", "Spring campaign brief.docx", "Newsletter October.docx", "Trade show budget.xlsx", "Website copy – Home.docx", "Social calendar.xlsx",
			"Photo release form.docx", "Media contacts.xlsx", "Video script.docx", "Customer survey results.xlsx"},
	},
	"projects": {
		folders: []string{"Drawings", "Contracts", "Correspondence"},
		files: []string{"Site plan rev C.pdf", "Head contract – executed.pdf", "Variation 07.docx", "Programme.mpp", "Defects list.xlsx", "RFI 031.docx", "Geotechnical report.pdf", "Progress claim 5.xlsx",
			"Meeting minutes 12 May.docx", "Risk register.xlsx", "Handover manual.pdf", "Insurance certificate.pdf"},
	},
	"safety": {
		folders: []string{"SWMS", "Incidents"},
		files: []string{"SWMS – Working at heights.docx", "Incident register.xlsx", "First aid kit audit.xlsx", "Asbestos register.pdf", "Return to work plan.docx", "Emergency evacuation plan.pdf", "Hazard report.docx",
			"Safety committee minutes.docx", "Audiometric test results.pdf"},
	},
	"office": {
		folders: []string{"Shared", "Old"},
		files:   []string{"Notes.docx", "Agenda.docx", "Minutes.docx", "Contacts.xlsx", "Plan 2025.pptx", "Scan0001.pdf", "Copy of Plan 2025.pptx", "Untitled.docx", "Report.docx"},
	},
	"personal": {
		folders: []string{"Documents"},
		files:   []string{"Notes.docx", "Expenses.xlsx", "Draft report.docx", "Meeting notes.docx", "Presentation1.pptx", "Receipts.pdf"},
	},
}

// fill plants n ordinary items that nobody has shared: the theme's folders and files, with a number behind the name
// where one comes again.
func (l *shelf) fill(kind string, n int) *shelf {
	t, ok := themes[kind]
	if !ok {
		l.p.fail("there is no theme %q", kind)
		return l
	}
	var folders []*node
	start := l.p.pick(len(t.files), "start", l.site.path+l.drive.Name)
	for i := range n {
		if i%6 == 0 && len(folders) < len(t.folders) {
			folders = append(folders, l.folder(nil, t.folders[len(folders)]))
			continue
		}
		plain := t.files[(start+i)%len(t.files)]
		name := plain
		if round := i / len(t.files); round > 0 {
			name = fmt.Sprintf("%d %s", round+1, name)
		}
		var parent *node
		if k := l.p.pick(len(folders)+1, "folder", name); k < len(folders) {
			parent = folders[k]
		}
		l.numbered(parent, name, plain)
	}
	return l
}
