package report

import (
	"image"
	"reflect"
	"slices"
	"strings"
	"testing"

	"preflight/assess"
)

func engagementFile(t *testing.T, content string) string {
	t.Helper()
	return write(t, "engagement.yaml", content, nil)
}

// An engagement file gives the client, the target by profile, the rate, and what is left out.
func TestEngagement(t *testing.T) {
	for _, test := range []struct {
		name, content string
		want          func(Engagement) bool
	}{
		{"an empty file", "", func(e Engagement) bool {
			return e.Client == "" && e.Profile == "standard" && e.Target == Range{85, 95} && e.Rate == Rate{} && e.Excluded == nil
		}},
		{"a client", "client: 3M\nreference: 0042\nconsultant: Ana Ruiz\n", func(e Engagement) bool {
			return e.Client == "3M" && e.Reference == "0042" && e.Consultant == "Ana Ruiz"
		}},
		{"a regulated client", "profile: regulated\n", func(e Engagement) bool { return e.Target == Range{95, 100} }},
		{"another target", "profile: regulated\ntarget: {from: 90, to: 97.5}\n", func(e Engagement) bool { return e.Target == Range{90, 97.5} }},
		{"the highest rate", "rate: {hour: 100000, currency: IDR}\n", func(e Engagement) bool { return e.Rate.Hour == 100_000 }},
		{"half a target", "target:\n  from: 90\n", func(e Engagement) bool { return e.Target == Range{90, 95} }},
		{"a target of 0", "target: {from: 0}\n", func(e Engagement) bool { return e.Target == Range{0, 95} }},
		{"a rate", "rate: {hour: 180.50, currency: aud, note: excluding GST}\n", func(e Engagement) bool {
			return e.Rate == Rate{180.5, "AUD", "excluding GST"}
		}},
		{"nothing but keys", "client:\ntarget:\nrate:\nexcluded:\n", func(e Engagement) bool { return e.Target == Range{85, 95} && e.Excluded == nil }},
		{"sites", "excluded:\n  - site: https://Contoso.sharepoint.com/sites/Board/\n    reason: theirs\n  - {site: https://contoso.sharepoint.com, reason: root}\n", func(e Engagement) bool {
			return slices.Equal(e.Excluded, []assess.Exclusion{{Site: "https://contoso.sharepoint.com/sites/board", Reason: "theirs"}, {Site: "https://contoso.sharepoint.com", Reason: "root"}})
		}},
	} {
		e, err := LoadEngagement(engagementFile(t, test.content))
		if err != nil || !test.want(e) || len(e.Notices()) > 0 {
			t.Errorf("%s: %v, %q, %+v", test.name, err, e.Notices(), e)
		}
	}
	if e, err := LoadEngagement(""); err != nil || e.Profile != "standard" || e.Target != (Range{85, 95}) {
		t.Errorf("no file gives %+v, %v", e, err)
	}
}

// Each mistake is told with file, line and what to type; a sharing link that was typed is never repeated.
func TestEngagementErrors(t *testing.T) {
	const link = "https://contoso.sharepoint.com/:w:/s/board/SECRET?e=SECRET"
	for _, test := range []struct{ name, content, want string }{
		{"unknown key", "customer: A\n", `engagement.yaml:1: unknown key "customer": the keys are client, logo, contact, consultant, reference, profile, target, rate and excluded`},
		{"unknown key of a site", "excluded:\n  - site: https://a.sharepoint.com\n    because: x\n", `engagement.yaml:3: excluded[0]: unknown key "because": the keys are site and reason`},
		{"unknown key among numbers", "rate: {hour: 1,5}\n", `engagement.yaml:1: rate: unknown key "5": the keys are hour, currency and note`},
		{"unknown profile", "client: A\nprofile: strict\n", `engagement.yaml:2: there is no profile "strict": write   profile: regulated   or   profile: standard`},
		{"empty profile", "profile: \"\"\n", `engagement.yaml:1: there is no profile ""`},
		{"target upside down", "target:\n  from: 95\n  to: 85\n", "engagement.yaml:1: the target begins at 95 and ends at 85: write the lower one first, like   target: {from: 85, to: 95}"},
		{"target above its profile", "target: {from: 97}\n", "engagement.yaml:1: the target begins at 97 and ends at 95"},
		{"target too high", "target: {to: 120}\n", "engagement.yaml:1: a score is at most 100: write   target: {from: 85, to: 100}"},
		{"target as text", "target: high\n", "engagement.yaml:1: target: here is a single value where keys are expected: write a line like   from: 85"},
		{"no number", "target: {from: high}\n", "engagement.yaml:1: it takes a number of zero or more, with a point and no other signs: write it like   from: 85"},
		{"negative", "rate: {hour: -5, currency: AUD}\n", "it takes a number of zero or more"},
		{"not a number", "rate: {hour: .nan}\n", "it takes a number of zero or more"},
		{"endless", "rate: {hour: 1e999}\n", "it takes a number of zero or more"},
		{"a sum in words", "rate: {hour: $180}\n", "it takes a number of zero or more"},
		{"a list of numbers", "rate:\n  hour: [1]\n", "engagement.yaml:2: it takes a number"},
		{"rate without currency", "rate:\n  hour: 180\n", "engagement.yaml:2: a rate needs its currency: write   rate: {hour: 180, currency: AUD}"},
		{"too much", "rate:\n  hour: 100000.5\n  currency: AUD\n", "engagement.yaml:2: an hour costs 100000.5: write at most 100000, like   hour: 180"},
		{"no currency", "rate: {hour: 180, currency: dollars}\n", `engagement.yaml:1: there is no currency "DOLLARS": write its code of three letters, like   currency: AUD`},
		{"currency without rate", "rate: {currency: NZD}\n", "engagement.yaml:1: there is a currency and no rate: write   rate: {hour: 180, currency: NZD}"},
		{"sites as text", "excluded: https://a.sharepoint.com\n", "engagement.yaml:1: excluded takes a list: write it like   excluded: [{site:"},
		{"a site as text", "excluded:\n  - https://a.sharepoint.com\n", "engagement.yaml:2: excluded[0]: here is a single value where keys are expected: write a line like   site:"},
		{"an empty element", "excluded:\n  -\n", "an element of excluded is empty"},
		{"no address", "excluded:\n  - reason: x\n", "engagement.yaml:"},
		{"plain http", "excluded:\n  - reason: x\n    site: http://a.sharepoint.com/sites/x\n", "engagement.yaml:3: excluded: this is not the address of a site"},
		{"a page", "excluded:\n  - {site: https://a.sharepoint.com/sites/x/SitePages/Home.aspx, reason: x}\n", "engagement.yaml:2: excluded: this is not the address of a site: open the site"},
		{"a sharing link", "excluded:\n  - {site: \"" + link + "\", reason: x}\n", "engagement.yaml:2: here stands a sharing link, which opens what it is for: write a text without it, or the address of the site itself"},
		{"a sharing link in a reason", "excluded:\n  - site: https://a.sharepoint.com/sites/x\n    reason: see " + link + "\n", "engagement.yaml:3: here stands a sharing link"},
		{"a sharing link over two lines", "client: \"https://contoso.sharepoint.com/:\\\n  x:/s/SECRET\"\n", "engagement.yaml:1: here stands a sharing link"},
		{"a sharing link in escapes", "rate: {note: \"https://contoso.sharepoint.com\\x2f:b:/SECRET\"}\n", "engagement.yaml:1: here stands a sharing link"},
		{"an encoded sharing link", "contact: https://contoso.sharepoint.com/%3aF%3A/r/SECRET\n", "engagement.yaml:1: here stands a sharing link"},
		{"a sharing link as a key", "client: A\n\"" + link + "\": B\n", "engagement.yaml:2: here stands a sharing link"},
		{"a sharing link as a key in escapes", "client: A\n\"\\x2f:b:/SECRET\": B\n", "engagement.yaml:2: here stands a sharing link"},
		{"a sharing link in bad YAML", "client: [" + link + "\n", "engagement.yaml:1: here stands a sharing link"},
		{"a sharing link as a logo", "logo: " + link + "\n", "engagement.yaml:1: here stands a sharing link"},
		{"a guest link", "reference: https://contoso.sharepoint.com/sites/x/_layouts/15/GuestAccess.aspx?share=SECRET\n", "engagement.yaml:1: here stands a sharing link"},
		{"no reason", "excluded:\n  - site: https://a.sharepoint.com/sites/x\n", `engagement.yaml:2: https://a.sharepoint.com/sites/x is left out without a reason, which the report gives: write   reason:`},
		{"a site twice", "excluded:\n  - {site: https://a.sharepoint.com/sites/x, reason: a}\n  - {site: https://A.sharepoint.com/sites/X/, reason: b}\n",
			"engagement.yaml:3: https://a.sharepoint.com/sites/x stands in line 2 too: leave one out"},
		{"no logo there", "client: A\nlogo: gone.png\n", "engagement.yaml:2: logo: there is no file "},
	} {
		_, err := LoadEngagement(engagementFile(t, test.content))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		}
		if err != nil && strings.Contains(err.Error(), "SECRET") {
			t.Errorf("%s: the address of a sharing link is printed: %v", test.name, err)
		}
	}
	if _, err := LoadEngagement("none.yaml"); err == nil || !strings.Contains(err.Error(), "there is no engagement file none.yaml: name one that exists, or leave --engagement out") {
		t.Errorf("no file: %v", err)
	}
}

// The same picture as the logo of both has two widths, without which the PDF library may order them now so and now so.
func TestEngagementLogo(t *testing.T) {
	for _, w := range []int{1, 2, 300, 301, 730, 731, 732, 733, 4000} {
		files := map[string][]byte{"logo.png": pngOf(t, painted(image.NewGray(image.Rect(0, 0, w, 50)), navyLike))}
		b, err := LoadBrand(write(t, "brand.yaml", "logo: logo.png\n", files))
		if err != nil {
			t.Fatal(err)
		}
		e, err := LoadEngagement(write(t, "engagement.yaml", "logo: logo.png\n", files))
		if err != nil {
			t.Fatal(err)
		}
		brand, _ := b.LogoSize()
		client, _ := e.LogoSize()
		if brand%2 != 0 || client%2 != 1 {
			t.Errorf("%d pixels become %d for the brand and %d for the client", w, brand, client)
		}
	}
}

// Documents that name nobody tell no price either.
func TestEngagementUnnamed(t *testing.T) {
	e := Engagement{
		Client: "Contoso", Logo: "c.png", Contact: "Kim", Consultant: "Ana", Reference: "Q-1", Profile: "regulated", Target: Range{95, 100},
		Rate: Rate{180, "AUD", "for Contoso"}, Excluded: []assess.Exclusion{{Site: "https://contoso.sharepoint.com", Reason: "x"}},
		logo: picture{w: 1}, notices: []string{"x"},
	}
	if got, want := e.Unnamed(), (Engagement{Profile: "regulated", Target: Range{95, 100}}); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
