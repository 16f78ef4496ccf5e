package report

import (
	"strings"
	"unicode"
)

// nameTopics are words, and from five letters on beginnings of words, that suggest in the name of a file or folder what
// it holds. A list of words finds neither every such item nor only such items: it keeps names out of the PDF, and judges nothing.
var nameTopics = []struct {
	topic string
	words []string
}{
	{"pay", []string{"payroll", "payslip", "salar", "wage", "wages", "bonus", "remuneration", "commission", "superannuation", "pension"}},
	{"passwords", []string{"password", "passcode", "credential", "secret", "keys"}},
	{"health", []string{"medical", "health", "sick", "injur", "accident", "diagnos", "drug", "drugs", "workcover"}},
	{"identity papers", []string{"passport", "visa", "visas", "driver", "birth"}},
	{"matters of staff", []string{"disciplin", "terminat", "redundan", "grievance", "complaint", "appraisal"}},
	{"bank and tax", []string{"bank", "banking", "tax", "taxes", "iban", "loan", "loans", "credit"}},
	{"a deal or dispute", []string{"acquisition", "merger", "settlement", "litigation", "dispute", "confidential"}},
}

// nameTopic says what an item's name suggests that it holds, or "".
func nameTopic(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, t := range nameTopics {
		for _, begin := range t.words {
			for _, word := range words {
				if word == begin || len(begin) > 4 && strings.HasPrefix(word, begin) {
					return t.topic
				}
			}
		}
	}
	return ""
}

// holdsItems reports whether the rows of a sheet are files, folders and libraries, whose names may say what they hold.
func holdsItems(sheet string) bool { return sheet == "Sharing links" || sheet == "Everyone access" }
