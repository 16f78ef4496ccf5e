package samples

import (
	"crypto/tls"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"preflight/assess/emulator"
)

// A visitor reads a served tenant with nothing but HTTP and counts what it sees.
type visitor struct {
	testing.TB
	server *emulator.Server
	client *http.Client
	token  string
}

// visit starts a server and signs in.
func visit(t testing.TB, tenant *emulator.Tenant, options emulator.Options) *visitor {
	t.Helper()
	server, err := emulator.Start(tenant, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	v := &visitor{TB: t, server: server, client: &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: server.CAPool()}, ForceAttemptHTTP2: true}}}
	t.Cleanup(v.client.CloseIdleConnections)
	resp, err := v.client.PostForm(server.AuthorityURL()+"/"+tenant.ID+"/oauth2/v2.0/token", url.Values{"grant_type": {"client_credentials"},
		"client_id": {tenant.App.ID}, "client_secret": {tenant.App.Secret}, "scope": {"https://graph.microsoft.com/.default"}})
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var answer struct {
		Token string `json:"access_token"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil || answer.Token == "" {
		t.Fatalf("sign-in: %d %v", resp.StatusCode, err)
	}
	v.token = answer.Token
	return v
}

// seen is an object of any list, as far as this test looks.
type seen struct {
	ID         string    `json:"id"`
	Personal   bool      `json:"isPersonalSite"`
	Root       *struct{} `json:"root"`
	Folder     *struct{} `json:"folder"`
	Package    *struct{} `json:"package"`
	Shared     *struct{} `json:"shared"`
	Deleted    *struct{} `json:"deleted"`
	Changed    string    `json:"@microsoft.graph.sharedChanged"`
	Collection struct {
		Archival *struct{} `json:"archivalDetails"`
	} `json:"siteCollection"`
	Inherited *struct{} `json:"inheritedFrom"`
	Expires   string    `json:"expirationDateTime"`
	Link      *struct {
		Scope string `json:"scope"`
	} `json:"link"`
	Identities []struct {
		SiteUser struct {
			Login string `json:"loginName"`
		} `json:"siteUser"`
	} `json:"grantedToIdentitiesV2"`
}

// all reads a list below /v1.0 to its end.
func (v *visitor) all(path, prefer string) []seen {
	v.Helper()
	list, _ := v.follow(v.server.URL()+"/v1.0"+path, prefer)
	return list
}

// follow reads a list to its end and returns the delta link that stands there.
func (v *visitor) follow(target, prefer string) (list []seen, link string) {
	v.Helper()
	for target != "" {
		req, err := http.NewRequest(http.MethodGet, target, nil)
		if err != nil {
			v.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+v.token)
		if prefer != "" {
			req.Header.Set("Prefer", prefer)
		}
		resp, err := v.client.Do(req)
		if err != nil {
			v.Fatal(err)
		}
		var page struct {
			Value []seen `json:"value"`
			Next  string `json:"@odata.nextLink"`
			Delta string `json:"@odata.deltaLink"`
		}
		err = json.NewDecoder(resp.Body).Decode(&page)
		resp.Body.Close()
		if err != nil || resp.StatusCode != 200 {
			v.Fatalf("%s: %d %v", target, resp.StatusCode, err)
		}
		list = append(list, page.Value...)
		target, link = page.Next, page.Delta
	}
	return list, link
}

// one asks for a single object that may not be there.
func (v *visitor) one(path string) {
	v.Helper()
	req, _ := http.NewRequest(http.MethodGet, v.server.URL()+"/v1.0"+path, nil)
	req.Header.Set("Authorization", "Bearer "+v.token)
	resp, err := v.client.Do(req)
	if err != nil {
		v.Fatal(err)
	}
	resp.Body.Close()
}

// library counts a library as a crawl does: its items, and the permission lists of its root and of what has the facet.
func (v *visitor) library(id string, a *Area) {
	const fields = "/root/delta?$select=id,name,folder,file,package,root,shared&$top=1000"
	a.Drives++
	for _, it := range v.all("/drives/"+url.PathEscape(id)+fields, "hierarchicalsharing") {
		if it.Root != nil {
			v.all("/drives/"+url.PathEscape(id)+"/items/"+it.ID+"/permissions", "")
			continue
		}
		a.Items++
		switch {
		case it.Package != nil:
			a.Packages++
		case it.Folder != nil:
			a.Folders++
		default:
			a.Files++
		}
		if it.Shared == nil {
			continue
		}
		direct := 0
		a.Owns++
		for _, p := range v.all("/drives/"+url.PathEscape(id)+"/items/"+it.ID+"/permissions", "") {
			if p.Inherited == nil {
				direct++
				a.countLink(p)
			}
		}
		if direct == 0 {
			v.Errorf("%s has the facet and nothing of its own", it.ID)
		}
	}
}

func (a *Area) countLink(p seen) {
	switch {
	case p.Link == nil:
	case strings.HasPrefix(p.Expires, "2025"):
		a.Expired++
	case p.Link.Scope == "anonymous":
		a.Anonymous++
	case p.Link.Scope == "organization":
		a.Organization++
	case p.Link.Scope == "existingAccess":
		a.Existing++
	default:
		a.Users++
		for _, set := range p.Identities {
			if strings.Contains(set.SiteUser.Login, "#ext#") {
				a.Guests++
				break
			}
		}
	}
}
