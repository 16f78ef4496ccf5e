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
		switches   []string // gaps
	}{
		{"flat", settings, want, nil, nil},
		{"wrapped", `{"value":` + settings + `}`, want, nil, nil},
		{"switches hidden", `{"sharingCapability":"disabled","isResharingByExternalUsersEnabled":true,"isLegacyAuthProtocolsEnabled":null}`, quiet, nil, []string{"service partial"}},
		{"empty", `{}`, nil, []string{"service"}, nil},
		{"no JSON", `<html>`, nil, []string{"service"}, nil},
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
			if diff := cmp.Diff(test.switches, l.gapsOf(assess.PartSharingSwitches)); diff != "" {
				t.Errorf("gaps of switches (-want +got):\n%s", diff)
			}
		})
	}
}
