package probe

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"preflight/assess"
	"preflight/assess/emulator"
)

func TestLicence(t *testing.T) {
	tenant := fabrikam()
	tenant.SKUs = []emulator.SKU{
		{ID: "CBDC14AB-D96C-4C30-B9F4-6ADA7CDC1D46", Part: "SPB", Status: "Enabled", Enabled: 40, Warning: 2, Consumed: 31, Plans: []emulator.ServicePlan{
			{ID: "c7699d2e-19aa-44de-8edf-1736da088ca1", Name: "SHAREPOINTSTANDARD"}, {ID: "9aaf7827-d63c-4b61-89c3-182f06f82e5c", Name: "EXCHANGE_S_STANDARD"},
		}},
		{ID: id(0x81), Part: "OFFICE_ONLINE", Status: "Enabled", Enabled: 900, Plans: []emulator.ServicePlan{{ID: "e95bec33-7c88-4a70-8e19-b10bd9d0c014", Name: "SHAREPOINTWAC"}}},
	}
	l := collect(t, tenant, emulator.Options{}, Options{}, only("licence")...)
	want := []assess.SKU{
		{ID: id(0x81), Part: "OFFICE_ONLINE", Status: "Enabled", Enabled: 900, Plans: []assess.ServicePlan{{ID: "e95bec33-7c88-4a70-8e19-b10bd9d0c014", Name: "SHAREPOINTWAC"}}},
		{ID: "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", Part: "SPB", Status: "Enabled", Enabled: 40, Warning: 2, Consumed: 31, Plans: []assess.ServicePlan{
			{ID: "9aaf7827-d63c-4b61-89c3-182f06f82e5c", Name: "EXCHANGE_S_STANDARD"}, {ID: "c7699d2e-19aa-44de-8edf-1736da088ca1", Name: "SHAREPOINTSTANDARD"},
		}},
	}
	if diff := cmp.Diff(want, l.SKUs); diff != "" {
		t.Errorf("subscriptions (-want +got):\n%s", diff)
	}
	if n := Seats(l.SKUs); n != 42 {
		t.Errorf("%d seats, want 42", n)
	}
}
