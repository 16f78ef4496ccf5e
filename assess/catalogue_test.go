package assess

import (
	"strings"
	"testing"
	"testing/fstest"
)

const goodEntry = `
- id: TST-01
  title: All is well
  action: Make all well
  finding: "{count} are not"
  why: Because
  steps: [do it]
  proof: Look
  severity: high
  pillar: ownership
  blueprint: set up guardrails
  owner: Administrator
  decides: msp
  effort: {from: 1, to: 2, perObject: 0.5, most: 8}
  window: 0-30
  sheet: Actions
  links: [{title: A page, url: "https://learn.microsoft.com/"}]
`

func TestLoadCatalogue(t *testing.T) {
	change := func(from, to string) map[string]string {
		return map[string]string{"a.yaml": strings.Replace(goodEntry, from, to, 1)}
	}
	tests := []struct {
		name  string
		files map[string]string
		want  []string // in the error; nil: none
	}{
		{"good", map[string]string{"a.yaml": goodEntry}, nil},
		{"nothing", map[string]string{"a.txt": "x"}, nil},
		{"an unknown key", change("proof:", "prove: x\n  proof:"), []string{"a.yaml", "prove"}},
		{"no yaml", map[string]string{"a.yaml": "- [a"}, []string{"a.yaml"}},
		{"no why", change("why: Because", `why: ""`), []string{"a.yaml", "TST-01", "why"}},
		{"no action", change("action: Make all well", `action: ""`), []string{"a.yaml", "TST-01", "action"}},
		{"a long action", change("Make all well", strings.Repeat("well ", 13)+"x"), []string{"TST-01", "action", "60"}},
		{"an action with a number", change("Make all well", "Make 12 well"), []string{"TST-01", "action", "number"}},
		{"an action with a placeholder", change("Make all well", "'Make {count} well'"), []string{"TST-01", "action", "number"}},
		{"an action that names the product", change("Make all well", "Label each Microsoft 365 group"), nil},
		{"no steps", change("steps: [do it]", "steps: []"), []string{"TST-01", "steps"}},
		{"no links", change(`links: [{title: A page, url: "https://learn.microsoft.com/"}]`, "links: []"), []string{"TST-01", "links"}},
		{"another severity", change("severity: high", "severity: dire"), []string{"TST-01", "dire"}},
		{"another pillar", change("pillar: ownership", "pillar: owners"), []string{"TST-01", "owners"}},
		{"another window", change("window: 0-30", "window: soon"), []string{"TST-01", "soon"}},
		{"another who decides", change("decides: msp", "decides: nobody"), []string{"TST-01", "nobody"}},
		{"another blueprint", change("set up guardrails", "be good"), []string{"TST-01", "be good"}},
		{"no effort", change("{from: 1, to: 2, perObject: 0.5, most: 8}", "{from: 0, to: 0}"), []string{"TST-01", "effort"}},
		{"effort the wrong way round", change("{from: 1, to: 2, perObject: 0.5, most: 8}", "{from: 3, to: 2}"), []string{"TST-01", "effort"}},
		{"one id twice", map[string]string{"a.yaml": goodEntry, "b.yaml": goodEntry}, []string{"b.yaml", "TST-01", "twice"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for name, data := range tt.files {
				fsys[name] = &fstest.MapFile{Data: []byte(data)}
			}
			c, err := LoadCatalogue(fsys)
			if tt.want == nil {
				if err != nil {
					t.Fatal(err)
				}
				if tt.name == "good" && c["TST-01"].Effort.PerObject != 0.5 {
					t.Errorf("%+v", c["TST-01"])
				}
				return
			}
			for _, word := range tt.want {
				if err == nil || !strings.Contains(err.Error(), word) {
					t.Errorf("error %v does not name %q", err, word)
				}
			}
		})
	}
}

func TestHours(t *testing.T) {
	e := Effort{From: 1, To: 2, PerObject: 0.5, Most: 8}
	tests := []struct {
		e        Effort
		count    int
		from, to float64
	}{
		{e, 0, 1, 2}, {e, 1, 1, 2}, {e, 3, 2, 3}, {e, 14, 7.5, 8}, {e, 100, 8, 8},
		{Effort{From: 1, To: 2}, 100, 1, 2},
		{Effort{From: 1, To: 2, PerObject: 1}, 101, 101, 102},
	}
	for _, tt := range tests {
		if from, to := tt.e.Hours(tt.count); from != tt.from || to != tt.to {
			t.Errorf("%+v for %d: %v to %v, want %v to %v", tt.e, tt.count, from, to, tt.from, tt.to)
		}
	}
}
