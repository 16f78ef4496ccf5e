package emulator

import (
	"encoding/xml"
	"os"
	"strings"
	"testing"
)

// types are the entity and complex types of Microsoft's metadata document, by name.
type types map[string]*csdlType

type csdlType struct {
	Name       string         `xml:"Name,attr"`
	Base       string         `xml:"BaseType,attr"`
	Open       bool           `xml:"OpenType,attr"`
	Properties []csdlProperty `xml:"Property"`
	Relations  []csdlProperty `xml:"NavigationProperty"`
}

type csdlProperty struct {
	Name string `xml:"Name,attr"`
	Type string `xml:"Type,attr"`
}

func readMetadata(t *testing.T) types {
	t.Helper()
	path := os.Getenv("PREFLIGHT_METADATA")
	if path == "" {
		path = "../../../shared/graph/metadata.xml"
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skip("Microsoft's metadata document is not here: PREFLIGHT_METADATA names it")
	}
	var doc struct {
		Schemas []struct {
			Namespace string      `xml:"Namespace,attr"`
			Entities  []*csdlType `xml:"EntityType"`
			Complex   []*csdlType `xml:"ComplexType"`
		} `xml:"DataServices>Schema"`
	}
	if err := xml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	all := types{}
	for _, schema := range doc.Schemas {
		if schema.Namespace != "microsoft.graph" {
			continue
		}
		for _, list := range [][]*csdlType{schema.Entities, schema.Complex} {
			for _, typ := range list {
				all[typ.Name] = typ
			}
		}
	}
	return all
}

// property finds a property of a type or of those it is based on; open says that the type takes any.
func (all types) property(typ, name string) (found string, known, open bool) {
	for t := all[typ]; t != nil; t = all[local(t.Base)] {
		open = open || t.Open
		for _, list := range [][]csdlProperty{t.Properties, t.Relations} {
			for _, p := range list {
				if p.Name == name {
					return local(p.Type), true, open
				}
			}
		}
		if t.Base == "" {
			break
		}
	}
	return "", false, open
}

func local(name string) string {
	name = strings.TrimSuffix(strings.TrimPrefix(name, "Collection("), ")")
	return name[strings.LastIndexByte(name, '.')+1:]
}

// beyond are properties that the service or its page has and the metadata document has not.
var beyond = map[string]bool{
	"sensitivityLabel.isEnabled":    true, // in the example of the page
	"sensitivityLabel.applicableTo": true, // the same
}

func (all types) check(t *testing.T, where, typ string, v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			all.check(t, where, typ, e)
		}
	case map[string]any:
		if named, is := v["@odata.type"].(string); is {
			typ = local(named)
		}
		if all[typ] == nil {
			t.Errorf("%s: no type %q", where, typ)
			return
		}
		for name, value := range v {
			if strings.HasPrefix(name, "@") || beyond[typ+"."+name] {
				continue
			}
			next, known, open := all.property(typ, name)
			if !known && !open {
				t.Errorf("%s: %s has no property %s", where, typ, name)
			}
			if known {
				all.check(t, where+"."+name, next, value)
			}
		}
	}
}

// TestMetadata: each property that the emulator serves is one of Microsoft's.
func TestMetadata(t *testing.T) {
	all := readMetadata(t)
	entity := map[string]string{
		"/organization": "organization", "/subscribedSkus": "subscribedSku", "/users": "user",
		"/directory/deletedItems/microsoft.graph.user": "user",
		"/groups": "group", "/groups/{group}/owners": "directoryObject", "/groups/{group}/transitiveMembers": "directoryObject",
		"/groupSettings": "groupSetting", patternSites: "site", "/sites/{site}/sites": "site", "/groups/{group}/sites/root": "site",
		"/sites/{site}/drives": "drive", patternDelta: "driveItem", patternItem: "driveItem", patternPermissions: "permission",
		"/admin/sharepoint/settings": "sharepointSettings", "/admin/reportSettings": "adminReportSettings",
		"/teams": "team", "/teams/{team}": "team", "/teams/{team}/channels": "channel",
		"/teams/{team}/channels/{channel}/members":              "conversationMember",
		"/security/dataSecurityAndGovernance/sensitivityLabels": "sensitivityLabel",
		patternSublabels: "sensitivityLabel",
	}
	c := connect(t, tiny(), Options{})
	for _, r := range routes() {
		typ := entity[r.pattern]
		if typ == "" {
			if !strings.Contains(r.pattern, "/reports/") {
				t.Errorf("%s: no type named", r.pattern)
			}
			continue
		}
		whole, _, _ := strings.Cut(asked[r.pattern], "?")
		for _, target := range []string{asked[r.pattern], whole} {
			body := c.must(target)
			if value, list := body["value"].([]any); list {
				all.check(t, r.pattern, typ, value)
			} else {
				all.check(t, r.pattern, typ, body)
			}
		}
		for _, name := range r.properties {
			if _, known, open := all.property(typ, name); !known && !open && typ != "directoryObject" {
				t.Errorf("%s: $select takes %s, which %s does not have", r.pattern, name, typ)
			}
		}
	}
}
