package store

import (
	"database/sql"
	"encoding/json"
	"iter"
	"slices"
	"time"

	"preflight/assess"
)

// A List is the permission list of an item.
type List struct {
	ItemID      string
	Permissions []assess.Permission // settled
	Gone        bool                // Graph did not find the item any more
}

// Due yields the ids of a library's items whose permission lists are still to be read, in order. An error is the last
// thing it yields.
func (s *Store) Due(driveID string) iter.Seq2[string, error] {
	return s.idsOf("reading what is due", driveID, "SELECT id FROM item INDEXED BY item_due WHERE drive = ? AND id > ? AND due AND NOT deleted ORDER BY id LIMIT ?")
}

// idsOf yields the ids that a query gives of a library, portion by portion: after the id in its second place, as many as in
// its third.
func (s *Store) idsOf(doing, driveID, query string) iter.Seq2[string, error] {
	return inPortions(func(id string) string { return id }, func(after string) (ids []string, err error) {
		err = s.read(doing, func() error {
			l, err := s.library(driveID)
			if err != nil {
				return err
			}
			return s.each(func(rows *sql.Rows) error {
				var id string
				err := rows.Scan(&id)
				ids = append(ids, id)
				return err
			}, query, l.key, after, portion)
		})
		return ids, err
	})
}

// KeepLists keeps permission lists of a library's items, in one transaction; they are no longer due. A list stays only
// where it decides: it has an entry that is not inherited, or is the root's. Lists of items that are not known are
// dropped. An item that is gone is left out of what follows, with what lies below it; the end of the next listing either
// says that it was deleted, or makes it due again. Until then it stays in the file, because what was moved out of it
// comes with that listing too.
func (s *Store) KeepLists(driveID string, run int64, lists []List) error {
	return s.write("keeping permission lists", func() error {
		l, err := s.library(driveID)
		if err != nil {
			return err
		}
		for _, list := range lists {
			if err := s.keepList(l, run, list); err != nil {
				return err
			}
		}
		return s.unsettle(l)
	})
}

func (s *Store) keepList(l library, run int64, list List) error {
	if list.Gone {
		return s.exec("UPDATE item SET deleted = 2 WHERE drive = ? AND id = ? AND NOT deleted", l.key, list.ItemID)
	}
	own := slices.ContainsFunc(list.Permissions, func(p assess.Permission) bool { return !p.Inherited })
	if !own && list.ItemID != l.root {
		return s.exec("UPDATE item SET due = 0, read_run = ?, permissions = NULL WHERE drive = ? AND id = ?",
			run, l.key, list.ItemID)
	}
	text, err := encode(list.Permissions)
	if err != nil {
		return err
	}
	return s.exec("UPDATE item SET due = 0, read_run = ?, permissions = ? WHERE drive = ? AND id = ?", run, text, l.key, list.ItemID)
}

// permission is an assess.Permission as it is kept: what is empty takes no space.
type permission struct {
	ID        string    `json:"id,omitempty"`
	Roles     []string  `json:"roles,omitempty"`
	Link      bool      `json:"link,omitempty"`
	Type      string    `json:"type,omitempty"`
	Scope     string    `json:"scope,omitempty"`
	Inherited bool      `json:"inherited,omitempty"`
	Expires   time.Time `json:"expires,omitzero"`
	Password  *bool     `json:"password,omitempty"`
	Grantees  []grantee `json:"grantees,omitempty"`
}

type grantee struct {
	UserID    string `json:"userId,omitempty"`
	GroupID   string `json:"groupId,omitempty"`
	SiteGroup bool   `json:"siteGroup,omitempty"`
	Name      string `json:"name,omitempty"`
	Login     string `json:"login,omitempty"`
	Mail      string `json:"mail,omitempty"`
}

// encode writes a permission list as JSON.
func encode(list []assess.Permission) (string, error) {
	kept := make([]permission, len(list))
	for i, p := range list {
		kept[i] = permission{ID: p.ID, Roles: p.Roles, Link: p.Link, Type: p.Type, Scope: p.Scope, Inherited: p.Inherited,
			Expires: p.Expires, Password: p.Password}
		for _, g := range p.Grantees {
			kept[i].Grantees = append(kept[i].Grantees, grantee(g))
		}
	}
	text, err := json.Marshal(kept)
	return string(text), err
}

// decode reads a permission list; nil: it is empty.
func decode(text string) ([]assess.Permission, error) {
	var kept []permission
	if err := unmarshal(text, &kept); err != nil {
		return nil, err
	}
	var list []assess.Permission
	for _, p := range kept {
		out := assess.Permission{ID: p.ID, Roles: p.Roles, Link: p.Link, Type: p.Type, Scope: p.Scope, Inherited: p.Inherited,
			Expires: p.Expires, Password: p.Password}
		for _, g := range p.Grantees {
			out.Grantees = append(out.Grantees, assess.Grantee(g))
		}
		list = append(list, out)
	}
	return list, nil
}
