package probe

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"preflight/assess"
	"preflight/assess/graph"
)

// itemJSON is an item of a library as delta lists it. Only what is needed is named, so that an address that carries its
// own authentication is never read: https://learn.microsoft.com/graph/api/driveitem-delta
type itemJSON struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	WebURL   string    `json:"webUrl"`
	File     *struct{} `json:"file"`
	Folder   *struct{} `json:"folder"`
	Package  *struct{} `json:"package"`
	Root     *struct{} `json:"root"`
	Shared   *struct{} `json:"shared"`
	Deleted  *struct{} `json:"deleted"`
	Modified stamp     `json:"lastModifiedDateTime"`
	Parent   struct {
		ID string `json:"id"`
	} `json:"parentReference"`
}

// kind is what the item is. A notebook is a folder too; that it is a package says more.
func (i itemJSON) kind() assess.ItemKind {
	switch {
	case i.Package != nil:
		return assess.KindPackage
	case i.File != nil:
		return assess.KindFile
	}
	return assess.KindFolder
}

// deltaRequest asks for all items of a library. With hierarchicalsharing the shared facet stands on items that are
// shared themselves and not on everything below them.
func deltaRequest(driveID string) graph.Request {
	return graph.Request{URL: deltaAddress(driveID, deltaPage), Header: http.Header{"Prefer": {"hierarchicalsharing"}}}
}

// deltaPage is how many items are asked for at once.
const deltaPage = 1000

func deltaAddress(driveID string, top int) string {
	return fmt.Sprintf("/drives/%s/root/delta?$select=id,name,webUrl,file,folder,package,root,shared,size,lastModifiedDateTime,parentReference,deleted&$top=%d",
		segment(driveID), top)
}

// readItems reads the items of a library. Of an item that comes more than once the last occurrence counts. Where Graph
// asks to begin anew (410), or a link cannot be followed, it begins anew once. A listing that breaks off gives what was
// read beside the error; the tree is nil where that is nothing.
func (r *run) readItems(ctx context.Context, driveID string) (*tree, error) {
	for attempt := 1; ; attempt++ {
		t := newTree()
		_, err := graph.EachDelta(ctx, r.client, deltaRequest(driveID), func(i itemJSON) error {
			t.add(i)
			return nil
		})
		var link *graph.LinkError
		again := graph.IsStatus(err, http.StatusGone) || errors.As(err, &link)
		if again && attempt == 1 {
			continue
		}
		if err != nil && t.empty() {
			return nil, err
		}
		return t, err
	}
}
