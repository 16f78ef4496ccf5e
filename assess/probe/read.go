package probe

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	abstractions "github.com/microsoft/kiota-abstractions-go"

	"preflight/assess"
	"preflight/assess/graph"
)

// newGap is the loss of a whole part for a reason that err knows.
func newGap(part string, err error) assess.Gap {
	return assess.Gap{Part: part, Reason: reasonOf(err), Detail: detailOf(err)}
}

// newPlaceGap is the loss of one place of a part.
func newPlaceGap(part, place, name string, err error) assess.Gap {
	g := newGap(part, err)
	g.Place, g.Name = place, name
	return g
}

// reasonOf asks an error that knows its own reason before it asks package graph.
func reasonOf(err error) assess.Reason {
	var own interface{ Reason() assess.Reason }
	if errors.As(err, &own) {
		return own.Reason()
	}
	return graph.ReasonOf(err)
}

// detailOf is the text of an error without Graph's request id, so that the same tenant gives the same words.
func detailOf(err error) string {
	var answer *graph.Error
	if errors.As(err, &answer) {
		plain := *answer
		plain.RequestID = ""
		return plain.Error()
	}
	return err.Error()
}

// A defectError is a panic in a goroutine of a probe. Its text names the type only: the value may hold what the tenant
// answered.
type defectError struct{ value any }

func (e *defectError) Error() string { return fmt.Sprintf("Preflight itself failed: %T", e.value) }

// Reason says that Preflight failed, not the tenant.
func (e *defectError) Reason() assess.Reason { return assess.ReasonDefect }

// guard runs do and turns a panic into an error, because one in a goroutine would end the program.
func guard(do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &defectError{value: v}
		}
	}()
	return do()
}

// spread calls do for every element of list, up to width at a time, and hands what goes wrong to lost. It does not
// stop at an error: every element gets its turn, and after an interruption each one says so itself.
func spread[T any](list []T, width int, do func(T) error, lost func(T, error)) {
	var group sync.WaitGroup
	next := make(chan T)
	for range min(width, len(list)) {
		group.Go(func() {
			for v := range next {
				if err := guard(func() error { return do(v) }); err != nil {
					lost(v, err)
				}
			}
		})
	}
	for _, v := range list {
		next <- v
	}
	close(next)
	group.Wait()
}

// request resolves what a request builder of the SDK wrote.
func (r *run) request(ri *abstractions.RequestInformation, err error) (graph.Request, error) {
	if err != nil {
		return graph.Request{}, fmt.Errorf("writing a request: %w", err)
	}
	return graph.FromSDK(ri, r.client)
}

// list reads a whole list and returns how many elements were delivered, with the error that ended it early.
func list[T any](ctx context.Context, r *run, request graph.Request, yield func(T) error) (n int, err error) {
	err = graph.Each(ctx, r.client, request, func(v T) error {
		if err := yield(v); err != nil {
			return err
		}
		n++
		return nil
	})
	return n, err
}

// object reads one JSON object.
func object(ctx context.Context, r *run, request graph.Request, into any) error {
	body, err := r.client.Get(ctx, request)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(body, into); err != nil {
		return &graph.DecodeError{Path: pathOf(request), Err: err}
	}
	return nil
}

// pathOf is the path of a request, for errors.
func pathOf(request graph.Request) string {
	path, _, _ := strings.Cut(request.URL, "?")
	return path
}

// notThere reports whether a part of a $batch was answered with 404, or with one of the further statuses. That the
// $batch itself was, says nothing of its parts.
func notThere(err error, further ...int) bool {
	var answer *graph.Error
	if !errors.As(err, &answer) || strings.HasSuffix(answer.Path, "/$batch") {
		return false
	}
	return answer.Status == http.StatusNotFound || slices.Contains(further, answer.Status)
}

// errHidden says that Graph left out a property because the application lacks a permission: it comes as null.
type errHidden string

func (e errHidden) Error() string { return "Graph hides " + string(e) + " from this application" }

// Reason is that a permission is missing.
func (errHidden) Reason() assess.Reason { return assess.ReasonPermission }

// errContent says that an answer lacks something that it always has.
type errContent string

func (e errContent) Error() string { return string(e) }

// Reason is that the service answered something unusable.
func (errContent) Reason() assess.Reason { return assess.ReasonService }

// stamp is a date and time that tells nothing where it is absent, null, empty or unreadable: it then is zero.
type stamp struct{ time.Time }

// UnmarshalJSON never fails: a creation date that cannot be read must not cost the object.
func (s *stamp) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) != nil {
		return nil
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		s.Time = t.UTC()
	}
	return nil
}

// present reports whether a property was there and not null.
func present(raw json.RawMessage) bool {
	return len(raw) > 0 && !bytes.Equal(raw, []byte("null"))
}

// key folds a GUID, which Graph and its reports write in either case.
func key(id string) string { return strings.ToLower(strings.TrimSpace(id)) }

// decodePart reads the object that a part of a $batch brought.
func decodePart(response graph.Response, request graph.Request, into any) error {
	if response.Err != nil {
		return response.Err
	}
	if err := json.Unmarshal(response.Body, into); err != nil {
		return &graph.DecodeError{Path: pathOf(request), Err: err}
	}
	return nil
}

// plainly undoes what escaping does to characters that Graph's own ids hold and that a path may: host,site,web and b!….
var plainly = strings.NewReplacer("%2C", ",", "%21", "!")

// segment writes an id as one segment of a path.
func segment(id string) string { return plainly.Replace(url.PathEscape(id)) }
