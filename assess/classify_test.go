package assess

import "testing"

func TestEveryone(t *testing.T) {
	tests := []struct {
		login string
		want  bool
	}{
		{"c:0(.s|true", true},
		{"C:0(.S|TRUE", true},
		{"c%3A0(.s%7Ctrue", true},
		{"c:0-.f|rolemanager|spo-grid-all-users/72f988bf-0000", true},
		{"c%3a0-.f%7crolemanager%7cspo-grid-all-users%2f72f988bf", true},
		{"c:0!.s|windows", true},
		{"c:0!.s|forms%3amembership", true},
		{"c:0(.s|truename@contoso.com", true}, // a claim goes on as it likes
		{"c:0-.f|rolemanager|s-1-5-21", false},
		{"i:0#.f|membership|everyone@contoso.com", false},
		{"x c:0(.s|true", false},
		{"100%", false},
		{"", false},
	}
	for _, tt := range tests {
		if got := (Grantee{Login: tt.login}).everyone(); got != tt.want {
			t.Errorf("everyone(%q) = %t", tt.login, got)
		}
	}
}

func TestExternal(t *testing.T) {
	people := newDirectory(resolved(tenant()))
	tests := []struct {
		name string
		g    Grantee
		want bool
	}{
		{"guest by id", Grantee{UserID: "G1"}, true},
		{"member by id", Grantee{UserID: "m01"}, false},
		{"login of a guest", Grantee{Login: "i:0#.f|membership|x_y.com#EXT#@contoso.onmicrosoft.com"}, true},
		{"encoded login of a guest", Grantee{Login: "i%3A0%23.f%7Cmembership%7Cx_y.com%23ext%23%40contoso.com"}, true},
		{"login of a person without an account", Grantee{Login: "i:0#.f|membership|urn%3aspo%3aguest#x@y.com"}, true},
		{"address elsewhere", Grantee{Mail: "x@fabrikam.com"}, true},
		{"address of a subdomain", Grantee{Mail: "x@mail.contoso.com"}, true},
		{"address at home, in capitals", Grantee{Mail: "X@CONTOSO.ONMICROSOFT.COM"}, false},
		{"no address", Grantee{Name: "X"}, false},
		{"a group's address", Grantee{GroupID: "x", Mail: "x@fabrikam.com"}, false},
		{"a site group", Grantee{SiteGroup: true, Mail: "x@fabrikam.com"}, false},
		{"everyone", Grantee{Login: "c:0(.s|true", Mail: "x@fabrikam.com"}, false},
	}
	for _, tt := range tests {
		if got := people.external(tt.g); got != tt.want {
			t.Errorf("%s: external = %t", tt.name, got)
		}
	}
	inv := tenant()
	inv.Gaps = []Gap{lose(PartOrganization)}
	if newDirectory(resolved(inv)).external(Grantee{Mail: "x@fabrikam.com"}) {
		t.Error("with the verified domains not seen somebody is external by domain")
	}
}

func TestEdits(t *testing.T) {
	tests := []struct {
		name string
		p    Permission
		want bool
	}{
		{"write", Permission{Roles: []string{"write"}}, true},
		{"owner", Permission{Roles: []string{"Owner"}}, true},
		{"read", Permission{Roles: []string{"read"}}, false},
		{"link: read, type edit", Permission{Link: true, Roles: []string{"read"}, Type: "edit"}, false},
		{"link: no role, type edit", Permission{Link: true, Type: "edit"}, true},
		{"link: no role, type createOnly", Permission{Link: true, Type: "createOnly"}, true},
		{"link: no role, type blocksDownload", Permission{Link: true, Type: "blocksDownload"}, false},
		{"grant: full control", Permission{Roles: []string{"sp.full control"}}, true},
		{"grant: no role, type edit", Permission{Type: "edit"}, false},
	}
	for _, tt := range tests {
		if got := tt.p.edits(); got != tt.want {
			t.Errorf("%s: edits = %t", tt.name, got)
		}
	}
}

func TestScope(t *testing.T) {
	tests := []struct {
		in, want string
		known    bool
	}{
		{"anonymous", "anonymous", true}, {"Anonymous", "anonymous", true}, {"organization", "organization", true},
		{"existingAccess", "existingAccess", true}, {"existingaccess", "existingAccess", true},
		{"users", "users", true}, {"", "users", true}, {"galaxy", "users", false},
	}
	for _, tt := range tests {
		if got, known := (Permission{Scope: tt.in}).scope(); got != tt.want || known != tt.known {
			t.Errorf("scope(%q) = %q, %t", tt.in, got, known)
		}
	}
}

func TestPlainUPN(t *testing.T) {
	tests := []struct{ in, want string }{
		{"00112233445566778899aabbccddeeffDee@contoso.com", "dee@contoso.com"},
		{"00112233445566778899AABBCCDDEEFFdee@contoso.com", "dee@contoso.com"},
		{"dee@contoso.com", "dee@contoso.com"},
		{"00112233445566778899aabbccddeef@contoso.com", "00112233445566778899aabbccddeef@contoso.com"},   // 31 digits are a name
		{"00112233445566778899aabbccddeeff@contoso.com", "00112233445566778899aabbccddeeff@contoso.com"}, // 32 and no more are one too
		{"", ""},
	}
	for _, tt := range tests {
		if got := plainUPN(tt.in); got != tt.want {
			t.Errorf("plainUPN(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestSystemSite(t *testing.T) {
	tests := []struct{ address, want string }{
		{"https://contoso-my.sharepoint.com/", "OneDrive root"},
		{"https://contoso-my.sharepoint.com", "OneDrive root"},
		{"https://contoso-my.sharepoint.com/personal/x", ""},
		{"https://contoso.sharepoint.com/", ""},
		{"https://contoso.sharepoint.com/sites/AppCatalog", "app catalogue"},
		{"https://contoso.sharepoint.com/sites/appcatalog2", ""},
		{"https://contoso.sharepoint.com/sites/contentTypeHub/", "content type hub"},
		{"https://contoso.sharepoint.com/search", "search centre"},
		{"https://contoso.sharepoint.com/sites/search", "search centre"},
		{"https://contoso.sharepoint.com/sites/research", ""},
		{"https://contoso.sharepoint.com/sites/search/projects", ""},
		{"%zz", ""},
	}
	for _, tt := range tests {
		if got := SystemSite(tt.address); got != tt.want {
			t.Errorf("SystemSite(%q) = %q, want %q", tt.address, got, tt.want)
		}
	}
}

func TestInactive(t *testing.T) {
	tests := []struct {
		name          string
		created, last string
		want          bool
	}{
		{"90 days old, never used", "2026-08-04", "", true},
		{"89 days old, never used", "2026-08-05", "", false},
		{"old, used 91 days ago", "2020-01-01", "2026-08-03", true},
		{"old, used 90 days ago", "2020-01-01", "2026-08-04", false},
		{"of unknown age, never used", "", "", true},
	}
	for _, tt := range tests {
		s := Site{}
		if tt.created != "" {
			s.Created = date(tt.created).Add(23*60*60*1e9 + 59*60*1e9) // late in the day is the same day
		}
		if tt.last != "" {
			s.LastActivity = date(tt.last)
		}
		if got := s.Inactive(asOf, 90); got != tt.want {
			t.Errorf("%s: %t", tt.name, got)
		}
	}
}

func TestNameKey(t *testing.T) {
	same := [][2]string{{"Projects", "ＰＲＯＪＥＣＴＳ"}, {" Sales  team\t", "sales team"}, {"Straße", "STRASSE"}, {"ﬁnance", "FINANCE"}, {"℡ desk", "tel desk"}, {"Café", "Cafe\u0301"}}
	for _, pair := range same {
		if nameKey(pair[0]) != nameKey(pair[1]) {
			t.Errorf("%q and %q are told apart: %q, %q", pair[0], pair[1], nameKey(pair[0]), nameKey(pair[1]))
		}
	}
	if nameKey("Project") == nameKey("Projects") {
		t.Error("Project and Projects are one")
	}
}
