package report

import (
	"strings"
	"testing"

	"preflight/assess"
)

// A setting that Graph left out is neither on nor off.
func TestSettingsNotSeen(t *testing.T) {
	d := testDocument(t)
	d.Assessment.Sharing = &assess.SharingSettings{Capability: "externalUserSharingOnly", ResharingByGuests: new(true), LegacyAuthProtocols: new(false)}
	text := flat(pdfPages(t, writePDF(t, d))...)
	for _, want := range []string{
		"Guests may share what they do not own On",
		"Guests have to sign in with the account that was invited not seen",
		"Apps without modern authentication may connect Off",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}

// A capability that nobody knows does not switch links for anyone off.
func TestDormantWords(t *testing.T) {
	for capability, want := range map[string][2]string{
		assess.SharingExistingGuests: {"dormant: the tenant has switched such links off", "The tenant has switched links for anyone off"},
		assess.SharingAnyone:         {"open to whoever has the link", "The tenant lets links for anyone be made"},
		"unknownFutureValue":         {"whether the tenant lets them open is not known", "The tenant’s sharing setting is not known to this version"},
	} {
		a := assess.Assessment{Sharing: &assess.SharingSettings{Capability: capability}}
		if got := english.anyoneNote(a); got != want[0] {
			t.Errorf("%s: %q, want %q", capability, got, want[0])
		}
		if got := english.dormantSentence(a); !strings.HasPrefix(got, want[1]) {
			t.Errorf("%s: %q, want %q", capability, got, want[1])
		}
	}
}
