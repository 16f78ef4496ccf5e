package assess

import (
	"encoding/base32"
	"encoding/hex"
	"io"
	"regexp"
	"strings"
)

// A treatment says what stands in place of a text that is not empty. The structs around it are in, the innermost last.
type treatment func(r *Redactor, text string, in []any) string

// asIs is for what is the same in every tenant: words of Preflight and of Microsoft, units, names of parts and rules.
func asIs(_ *Redactor, text string, _ []any) string { return text }

// asNothing is for what nobody needs, and for free text, which may hold any name.
func asNothing(*Redactor, string, []any) string { return "" }

// only keeps words of Preflight that a pattern describes whole, and drops the rest.
func only(pattern *regexp.Regexp) treatment {
	return func(_ *Redactor, text string, _ []any) string {
		if pattern.MatchString(text) {
			return text
		}
		return ""
	}
}

// called replaces a name by its kind and a code, "Site K7QM2XHD". The code hangs on the name alone, so that a site, its
// group and its team, or a person and his OneDrive, still show that they have one name.
func called(kind string) treatment {
	return func(r *Redactor, text string, _ []any) string { return kind + " " + r.code(text) }
}

// hash is what a text comes to under the key. The use keeps a name and an id of the same text apart.
func (r *Redactor) hash(use, text string) []byte {
	r.mac.Reset()
	io.WriteString(r.mac, use+"\x00"+text) // never fails
	return r.mac.Sum(nil)
}

// code stands for a name: 40 bits, which is enough for people to tell names apart.
func (r *Redactor) code(name string) string {
	return base32.StdEncoding.EncodeToString(r.hash("name", nameKey(name))[:5])
}

// The host of stand-ins for accounts and addresses, which nobody can own: https://www.rfc-editor.org/rfc/rfc2606
const (
	redactedHost    = "redacted.example"
	redactedAddress = "https://" + redactedHost + "/"
)

// asKey replaces the id of something. The ids that a key is put together from are replaced one by one, so that what
// belongs together still does.
func asKey(r *Redactor, text string, _ []any) string {
	parts := strings.Split(text, "/")
	for i, p := range parts {
		if p != "" {
			parts[i] = strings.ToLower(base32.StdEncoding.EncodeToString(r.hash("id", p)[:10]))
		}
	}
	return strings.Join(parts, "/")
}

// asAddress replaces a web address.
func asAddress(r *Redactor, text string, _ []any) string {
	return redactedAddress + strings.ToLower(base32.StdEncoding.EncodeToString(r.hash("address", text)[:10]))
}

// asDomain replaces the name of a domain.
func asDomain(r *Redactor, text string, _ []any) string {
	return "domain-" + strings.ToLower(r.code(text)) + ".example"
}

// deletedAccount is the name of an account in the recycle bin: its id stands before it.
var deletedAccount = regexp.MustCompile(`^[0-9a-f]{32}(.+@.*)$`)

// asAccount replaces a user principal name or mail address, or the name or id of somebody who is known by nothing better. A
// deleted account and a guest's can still be told by its form.
func asAccount(r *Redactor, text string, in []any) string {
	if !strings.Contains(text, "@") {
		return asPerson(r, text, in)
	}
	before, after := "", ""
	if m := deletedAccount.FindStringSubmatch(text); m != nil {
		before, text = hex.EncodeToString(r.hash("id", text)[:16]), m[1]
	}
	if strings.Contains(strings.ToUpper(text), "#EXT#") {
		after = "#EXT#"
	}
	return before + strings.ToLower(r.code(text)) + after + "@" + redactedHost
}

// Treatments of names that need no more than the name.
var (
	asPerson  = called("Person")
	asGroup   = called("Group")
	asTeam    = called("Team")
	asLibrary = called("Library")
	asLabel   = called("Label")
)
