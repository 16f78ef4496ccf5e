package emulator

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
)

// itemFields is what $select leaves of an item.
type itemFields struct {
	created, deleted, file, folder, id, modified, name, kind, parent, root, shared, size, url bool
	download                                                                                  bool // the address that needs no token, where nothing is selected
}

func fieldsOf(q *request) itemFields {
	has := func(name string) bool { return q.selected == nil || slices.Contains(q.selected, name) }
	return itemFields{
		created: has("createdDateTime"), deleted: has("deleted"), file: has("file"), folder: has("folder"), id: has("id"), modified: has("lastModifiedDateTime"),
		name: has("name"), kind: has("package"), parent: has("parentReference"), root: has("root"), shared: has("shared"), size: has("size"), url: has("webUrl"),
		download: q.selected == nil,
	}
}

// An itemWriter writes the items of a page, the names of each in the order of the alphabet. A page of 1,000 is what a crawl asks
// for most, so it is written by hand.
type itemWriter struct {
	server       *Server
	library      *library
	fields       itemFields
	hierarchical bool
}

func (w *itemWriter) append(b []byte, e line) []byte {
	f, l, it := w.fields, w.library, e.item
	if it == nil {
		return w.appendRoot(b)
	}
	gone := e.gone || it.Deleted
	var facet *string
	if !gone {
		facet = l.facet(it, w.hierarchical)
	}
	o := objectWriter{b: append(b, '{')}
	if f.download && it.Kind == "file" && !gone {
		// A secret: who has the address needs no token. $select leaves it out.
		download := w.server.downloads.url() + "/content/" + w.server.issue()
		w.server.remember(download)
		o.text("@microsoft.graph.downloadUrl", download)
	}
	if e.shared && it.Kind == "file" { // never on folders: https://github.com/microsoftgraph/msgraph-sdk-java/issues/2548
		o.text("@microsoft.graph.sharedChanged", "True")
	}
	if f.created && !gone {
		o.time("createdDateTime", it.Modified)
	}
	if f.deleted && gone {
		o.json("deleted", `{"state":"deleted"}`)
	}
	if f.file && it.Kind != "folder" && it.Kind != "package" {
		hash := sha256.Sum256([]byte(l.drive.ID + it.ID))
		o.b = append(o.name("file"), `{"hashes":{"quickXorHash":"`...)
		o.b = base64.StdEncoding.AppendEncode(o.b, hash[:20])
		o.b = append(o.b, `"},"mimeType":"application/octet-stream"}`...)
	}
	if f.folder && it.Kind == "folder" {
		o.b = append(o.name("folder"), `{"childCount":`...)
		o.b = append(appendInt(o.b, int64(l.children[it.ID])), '}')
	}
	if f.id {
		o.text("id", it.ID)
	}
	if f.modified && !gone {
		o.time("lastModifiedDateTime", it.Modified)
	}
	if f.name && !gone {
		o.text("name", it.Name)
	}
	if f.kind && it.Kind == "package" {
		o.json("package", `{"type":"oneNote"}`)
	}
	if f.parent {
		parent := it.Parent
		if parent == "" {
			parent = l.drive.RootID
		}
		o.b = l.appendReference(o.name("parentReference"), parent)
	}
	if f.shared && facet != nil {
		o.b = append(o.name("shared"), '{')
		if *facet != "" {
			o.b = appendString(append(o.b, `"scope":`...), *facet)
			o.b = appendTime(append(o.b, `,"sharedDateTime":`...), it.Modified)
		}
		o.b = append(o.b, '}')
	}
	if f.size {
		size := it.Size
		if gone {
			size = 0
		}
		o.b = appendInt(o.name("size"), size)
	}
	if f.url && !gone {
		o.text("webUrl", l.itemURL(it))
	}
	return append(o.b, '}')
}

func (w *itemWriter) appendRoot(b []byte) []byte {
	f, l := w.fields, w.library
	o := objectWriter{b: append(b, '{')}
	if f.created {
		o.time("createdDateTime", l.drive.Created)
	}
	if f.folder {
		o.b = append(o.name("folder"), `{"childCount":`...)
		o.b = append(appendInt(o.b, int64(l.children[""])), '}')
	}
	if f.id {
		o.text("id", l.drive.RootID)
	}
	if f.modified {
		o.time("lastModifiedDateTime", l.drive.Created)
	}
	if f.name {
		o.text("name", "root")
	}
	if f.parent {
		o.b = l.appendReference(o.name("parentReference"), "")
	}
	if f.root {
		o.json("root", "{}")
	}
	if f.size {
		o.json("size", "0")
	}
	if f.url {
		o.text("webUrl", l.urls[""])
	}
	return append(o.b, '}')
}

// appendReference is where an item stands: its drive, and the folder; empty: the root, which stands in none.
func (l *library) appendReference(b []byte, parent string) []byte {
	o := objectWriter{b: append(b, '{')}
	o.text("driveId", l.drive.ID)
	o.text("driveType", driveType(l.site))
	if parent != "" {
		o.text("id", parent)
	}
	return append(o.b, '}')
}
