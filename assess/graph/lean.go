package graph

import (
	"context"
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// A DeltaPage is one page of a delta query. Exactly one of Next and Delta is set; both are absolute links on the Graph
// host, fit to be kept and asked again.
type DeltaPage[T any] struct {
	Items []T    // without those that came as null; the next page overwrites them
	Nulls int    // how many did
	Next  string // what asks for the next page
	Delta string // on the last page: what asks for the changes from here on
}

// DeltaPages calls yield for every page of the delta query r, with r's headers on each. decode fills one element, which
// is zero before, from what comes next in the page. A page is decoded whole before it is handed out.
//
// Elements that come as null are left out and reported by a *NullElementError after the last page. Any other error ends
// the query where it stands, and what was yielded before is true. Where the link that a page ends with is missing or
// cannot be followed, the page is handed out all the same, before the *LinkError, with its own address as Next: who
// keeps that and goes on later asks for the same page again. https://learn.microsoft.com/graph/delta-query-overview
func DeltaPages[T any](ctx context.Context, c *Client, r Request, decode func(*jsontext.Decoder, *T) error, yield func(DeltaPage[T]) error) error {
	w := newWalk(c, r)
	return eachPage(ctx, w, r, nil, decode, func(p *Page[T]) (string, error) {
		asked := w.asked
		page := DeltaPage[T]{Items: p.Items, Nulls: p.Nulls}
		var broken error
		if p.Next != "" {
			page.Next, broken = w.follow(p.Next)
		} else {
			page.Delta, broken = w.last(p.Delta)
		}
		if broken != nil {
			page.Next = asked
		}
		if err := yield(page); err != nil {
			return "", err
		}
		return page.Next, broken
	})
}

// EachPartLean is EachPart with a decoder of the caller's own, which fills one element as that of DeltaPages does.
func EachPartLean[T any](ctx context.Context, c *Client, r Response, decode func(*jsontext.Decoder, *T) error, yield func(T) error) error {
	if r.Err != nil {
		return r.Err
	}
	if len(r.Body) == 0 {
		return &DecodeError{Path: pathOf(r.request.URL), Err: errors.New("it is empty")}
	}
	w := newWalk(c, r.request)
	return eachPage(ctx, w, r.request, r.Body, decode, func(p *Page[T]) (string, error) {
		for _, element := range p.Items {
			if err := yield(element); err != nil {
				return "", err
			}
		}
		if p.Next == "" {
			return "", nil
		}
		return w.follow(p.Next)
	})
}

// eachPage calls yield for every page of a list and asks next what it returns, until that is empty. first is the body
// of the first page where the caller already has it.
func eachPage[T any](ctx context.Context, w *walk, r Request, first []byte, decode func(*jsontext.Decoder, *T) error, yield func(*Page[T]) (string, error)) error {
	var page Page[T]
	nulls := 0
	for body := first; ; body = nil {
		if body == nil {
			var err error
			if body, err = w.client.Get(ctx, r); err != nil {
				return err
			}
		}
		if err := page.Decode(body, decode); err != nil {
			return &DecodeError{Path: w.path, Err: err}
		}
		nulls += page.Nulls
		next, err := yield(&page)
		if err != nil {
			return err
		}
		if next == "" {
			break
		}
		r.URL = next
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	if nulls > 0 {
		return &NullElementError{Path: w.path, Count: nulls}
	}
	return nil
}

// A Page is one page of a list as Graph gave it.
type Page[T any] struct {
	Items []T    // without those that came as null
	Nulls int    // how many did
	Next  string // not checked: it may lead anywhere
	Delta string // not checked
}

// Decode reads the body of a page into p, element by element and in p's own memory: what p held before is overwritten,
// and after an error means nothing. https://learn.microsoft.com/graph/paging
func (p *Page[T]) Decode(body []byte, decode func(*jsontext.Decoder, *T) error) error {
	*p = Page[T]{Items: p.Items[:0]}
	dec := newDecoder(body)
	found := false
	for name, err := range Members(dec) {
		if err != nil {
			return err
		}
		switch string(name) {
		case "value":
			found = dec.PeekKind() != jsontext.KindNull
			err = p.decodeItems(dec, decode)
		case "@odata.nextLink":
			p.Next, err = Text(dec)
		case "@odata.deltaLink":
			p.Delta, err = Text(dec)
		default:
			err = dec.SkipValue()
		}
		if err != nil {
			return err
		}
	}
	if _, err := dec.ReadToken(); err != io.EOF {
		return errors.New("something follows its end")
	}
	if !found {
		return errors.New("it holds no list")
	}
	return nil
}

func (p *Page[T]) decodeItems(dec *jsontext.Decoder, decode func(*jsontext.Decoder, *T) error) error {
	for err := range Elements(dec) {
		if err != nil {
			return err
		}
		if dec.PeekKind() == jsontext.KindNull {
			p.Nulls++
			if err := dec.SkipValue(); err != nil {
				return err
			}
			continue
		}
		var zero T
		p.Items = append(p.Items, zero)
		if err := decode(dec, &p.Items[len(p.Items)-1]); err != nil {
			return err
		}
	}
	return nil
}
