package probe

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

// TestSharingSettings: the service answers flat, Microsoft's page shows the settings wrapped.
func TestSharingSettings(t *testing.T) {
	const settings = `{"sharingCapability":"externalUserAndGuestSharing","isLegacyAuthProtocolsEnabled":true,
		"isResharingByExternalUsersEnabled":false,"isRequireAcceptingUserToMatchInvitedUserEnabled":true,"sharingAllowedDomainList":["a.com"]}`
	want := &assess.SharingSettings{Capability: "externalUserAndGuestSharing", LegacyAuthProtocols: new(true), ResharingByGuests: new(false), MatchInvitedUser: new(true), AllowedDomains: []string{"a.com"}}
	quiet := &assess.SharingSettings{Capability: "disabled", ResharingByGuests: new(true)}
	tests := []struct {
		name, body string
		want       *assess.SharingSettings
		gaps       []string
	}{
		{"flat", settings, want, nil},
		{"wrapped", `{"value":` + settings + `}`, want, nil},
		{"switches hidden", `{"sharingCapability":"disabled","isResharingByExternalUsersEnabled":true,"isLegacyAuthProtocolsEnabled":null}`, quiet, []string{"service partial"}},
		{"empty", `{}`, nil, []string{"service"}},
		{"no JSON", `<html>`, nil, []string{"service"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			faults := []emulator.Fault{{Match: "/admin/sharepoint/settings", Kind: emulator.Body(test.body)}}
			l := collect(t, fabrikam(), emulator.Options{Faults: faults}, Options{}, only("sharing")...)
			if diff := cmp.Diff(test.want, l.Sharing); diff != "" {
				t.Errorf("settings (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.gaps, l.gapsOf(assess.PartSharingSettings)); diff != "" {
				t.Errorf("gaps (-want +got):\n%s", diff)
			}
		})
	}
}
