package probe

import (
	"net/url"
	"strings"
)

// groupClaims are the beginnings of login names that end with a directory group's id: Microsoft 365 groups, and
// security groups of Entra.
var groupClaims = []string{"c:0o.c|federateddirectoryclaimprovider|", "c:0t.c|tenant|"}

// groupClaim returns the id of the directory group that a login name stands for, and whether only for its owners.
func groupClaim(login string) (id string, owners, ok bool) {
	if decoded, err := url.PathUnescape(login); err == nil {
		login = decoded
	}
	login = strings.ToLower(login)
	for _, prefix := range groupClaims {
		if id, ok := strings.CutPrefix(login, prefix); ok {
			id, owners := strings.CutSuffix(id, "_o")
			return id, owners, true
		}
	}
	return "", false, false
}
