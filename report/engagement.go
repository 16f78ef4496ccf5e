package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/currency"

	"preflight/assess"
	"preflight/templates"
)

// An Engagement is what was agreed with one client.
type Engagement struct {
	Client     string // the name that the documents give the client; empty: the tenant's own
	Logo       string // a PNG or JPEG file, relative to the engagement file; empty: none
	Contact    string // who at the client's takes the report; empty: left out
	Consultant string // who prepares it; empty: left out
	Reference  string // the order or quote; empty: left out
	Profile    string // a key of profiles
	Target     Range  // of the score; from the profile where the file has none
	Rate       Rate
	Excluded   []assess.Exclusion // sites that were left out by agreement

	logo    picture // made from Logo
	notices []string
}

// A Range is what a score should lie in, in points of 100.
type Range struct{ From, To float64 }

// A Rate is what an hour of work costs. An Hour of 0 is none: the documents then quote nothing.
type Rate struct {
	Hour     float64
	Currency string // ISO 4217, such as AUD
	Note     string // such as "excluding GST"; empty: left out
}

// profiles are the kinds of client by what they need, with the score that they should reach.
var profiles = map[string]Range{
	"standard":  {85, 95},
	"regulated": {95, 100},
}

// form is what an engagement file may have.
func (e *Engagement) form() form {
	return form{
		{"client", `client: "Contoso Pty Ltd"`, &e.Client},
		{"logo", `logo: "client.png"`, &e.Logo},
		{"contact", `contact: "Kim Lee, Managing Director"`, &e.Contact},
		{"consultant", `consultant: "Ana Ruiz"`, &e.Consultant},
		{"reference", `reference: "Q-1042"`, &e.Reference},
		{"profile", `profile: standard`, &e.Profile},
		{"target", `target: {from: 85, to: 95}`, form{
			{"from", `from: 85`, &e.Target.From},
			{"to", `to: 95`, &e.Target.To},
		}},
		{"rate", `rate: {hour: 180, currency: AUD}`, form{
			{"hour", `hour: 180`, &e.Rate.Hour},
			{"currency", `currency: AUD`, &e.Rate.Currency},
			{"note", `note: "excluding GST"`, &e.Rate.Note},
		}},
		{"excluded", `excluded: [{site: "https://contoso.sharepoint.com/sites/board", reason: "handled by the board's office"}]`, func() form {
			e.Excluded = append(e.Excluded, assess.Exclusion{})
			x := &e.Excluded[len(e.Excluded)-1]
			return form{
				{"site", `site: "https://contoso.sharepoint.com/sites/board"`, &x.Site},
				{"reason", `reason: "handled by the board's office"`, &x.Reason},
			}
		}},
	}
}

// LoadEngagement reads an engagement file; "" is an engagement of which nothing is known. An error names the file and
// the line and says what to write instead.
func LoadEngagement(file string) (Engagement, error) {
	var e Engagement
	s, err := parseForm("the default engagement", templates.Engagement, e.form())
	if err == nil && file != "" {
		s, err = readForm(file, "engagement file", "--engagement", e.form())
	}
	if err != nil {
		return Engagement{}, err
	}
	for _, settle := range []func(written) error{e.settleTarget, e.settleRate, e.settleExcluded} {
		if err := settle(s); err != nil {
			return Engagement{}, err
		}
	}
	if e.Logo != "" {
		if e.logo, err = readLogo(s.beside(e.Logo), oddWidth); err != nil {
			return Engagement{}, s.wrong("logo", "logo: %w", err)
		}
		e.notices = append(e.notices, e.logo.notices("logo")...)
	}
	return e, nil
}

// Notices say what will look otherwise than asked for, a sentence each.
func (e Engagement) Notices() []string { return e.notices }

// LogoSize is the size of the client's logo as it is printed, in pixels; zero: there is none.
func (e Engagement) LogoSize() (w, h int) { return e.logo.w, e.logo.h }

// Unnamed is what may stay of an engagement in documents that name nobody: the profile and the target. What an hour costs
// is between the client and whoever prepares the documents.
func (e Engagement) Unnamed() Engagement {
	return Engagement{Profile: e.Profile, Target: e.Target}
}

// settleTarget takes from the profile what the file does not say of the target.
func (e *Engagement) settleTarget(s written) error {
	usual, known := profiles[e.Profile]
	if !known {
		return s.wrong("profile", "there is no profile %q: write   profile: %s", e.Profile, strings.Join(slices.Sorted(maps.Keys(profiles)), "   or   profile: "))
	}
	if s.lines["target.from"] == 0 {
		e.Target.From = usual.From
	}
	if s.lines["target.to"] == 0 {
		e.Target.To = usual.To
	}
	switch {
	case e.Target.To > 100:
		return s.wrong("target.to", "a score is at most 100: write   target: {from: %g, to: 100}", min(e.Target.From, 100))
	case e.Target.From > e.Target.To:
		return s.wrong("target", "the target begins at %g and ends at %g: write the lower one first, like   target: {from: %g, to: %g}",
			e.Target.From, e.Target.To, e.Target.To, e.Target.From)
	}
	return nil
}

// maxRate is the most that an hour may cost, of any currency: more is taken for a slip of the finger.
const maxRate = 100_000

// settleRate wants a currency beside an amount.
func (e *Engagement) settleRate(s written) error {
	r := &e.Rate
	if r.Hour > maxRate {
		return s.wrong("rate.hour", "an hour costs %g: write at most %d, like   hour: 180", r.Hour, maxRate)
	}
	r.Currency = strings.ToUpper(r.Currency)
	if r.Currency == "" {
		if r.Hour > 0 {
			return s.wrong("rate.hour", "a rate needs its currency: write   rate: {hour: %g, currency: AUD}", r.Hour)
		}
		return nil
	}
	if _, err := currency.ParseISO(r.Currency); err != nil {
		return s.wrong("rate.currency", "there is no currency %q: write its code of three letters, like   currency: AUD", r.Currency)
	}
	if r.Hour == 0 && s.lines["rate.currency"] > 0 {
		return s.wrong("rate.currency", "there is a currency and no rate: write   rate: {hour: 180, currency: %s}   or leave both out", r.Currency)
	}
	return nil
}

// settleExcluded checks the sites that are left out.
func (e *Engagement) settleExcluded(s written) error {
	at := map[string]int{}
	for i := range e.Excluded {
		x := &e.Excluded[i]
		path := fmt.Sprintf("excluded[%d]", i)
		address, err := assess.SiteAddress(x.Site)
		switch {
		case err != nil:
			return s.wrong(path+".site", "excluded: %w", err)
		case x.Reason == "":
			return s.wrong(path, "%s is left out without a reason, which the report gives: write   reason: \"handled by the board's office\"   below it", address)
		case at[address] > 0:
			return s.wrong(path+".site", "%s stands in line %d too: leave one out", address, at[address])
		}
		x.Site, at[address] = address, s.lines[path]
	}
	return nil
}
