package report

import (
	"cmp"
	"regexp"
	"strings"
	"time"
)

// unless gives words where the fact was seen, and says so where it was not.
func (s sight) unless(seen bool, words string) string {
	if seen {
		return cmp.Or(words, wordNotSeen)
	}
	return wordNotSeen
}

// maxOwners is how many owners a cell names.
const maxOwners = 3

// owners names the first owners and counts the others; "None" is said only where they were seen.
func (s sight) owners(names []string, seen bool) string {
	if len(names) == 0 {
		return s.unless(seen, "None")
	}
	var list []string
	for _, name := range names[:min(maxOwners, len(names))] {
		list = append(list, accountName(name))
	}
	text := strings.Join(list, ", ")
	if more := len(names) - len(list); more > 0 {
		return s.Say("sites.owners.more", With{"owners": text, "more": more})
	}
	return text
}

// deletedPrefix is what Microsoft Entra ID puts before the name of an account when it is deleted: its id in hexadecimal.
var deletedPrefix = regexp.MustCompile(`^[0-9a-f]{32}(.+@)`)

// accountName is a user principal name for people to read: whether its account is deleted or a guest's stands behind it,
// who goes by the mail address where that can be told.
func accountName(upn string) string {
	if name := deletedPrefix.ReplaceAllString(upn, "$1"); name != upn {
		return name + " (deleted)"
	}
	if guestName(upn) {
		return guestMail(upn) + " (guest)"
	}
	return upn
}

const guestMark = "#EXT#"

// guestName reports whether a user principal name is of the kind that Microsoft Entra ID gives to guests.
func guestName(upn string) bool { return strings.Contains(strings.ToUpper(upn), guestMark) }

// guestMail is the mail address that a guest's user principal name was made of: its "@" became "_", which no domain has.
// https://learn.microsoft.com/entra/external-id/user-properties
func guestMail(upn string) string {
	mail := upn[:strings.Index(strings.ToUpper(upn), guestMark)]
	at := strings.LastIndex(mail, "_")
	if at <= 0 || !strings.Contains(mail[at:], ".") {
		return upn
	}
	return mail[:at] + "@" + mail[at+1:]
}

// day gives a date; where there is none, the words for that, if it was seen.
func day(t time.Time, seen bool, none string) any {
	switch {
	case !t.IsZero():
		return t
	case seen:
		return none
	}
	return wordNotSeen
}

// yes writes a fact.
func yes(is bool) string {
	if is {
		return "Yes"
	}
	return "No"
}

// maybe writes a fact that may not have been seen.
func maybe(is *bool) string {
	if is == nil {
		return wordNotSeen
	}
	return yes(*is)
}

// storeName says where an item lies.
func storeName(personal bool) string {
	if personal {
		return "OneDrive"
	}
	return "Site"
}

// folder names the folder of an item; the root of a library has no name.
func folder(path string) string { return cmp.Or(strings.Trim(path, "/"), "/") }

// address is an address with a hyperlink to itself.
func address(url string) hyper { return hyper{text: cmp.Or(url, wordNotSeen), url: url} }

// read says whether the libraries of the site or OneDrive with that key were read.
func (s sight) read(key string, seen, archived bool) string {
	switch {
	case s.excluded[key]:
		return "Left out by agreement"
	case archived:
		return "Archived"
	case seen:
		return "Wholly"
	}
	return "Not wholly"
}
