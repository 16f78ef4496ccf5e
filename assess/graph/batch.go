package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"

	abstractions "github.com/microsoft/kiota-abstractions-go"
)

// batchSize is the most requests that one $batch takes,
// https://learn.microsoft.com/graph/json-batching.
const batchSize = 20

// A Response is the answer to one request of a batch: the body of a success, or
// an error as Get returns it.
type Response struct {
	Body []byte
	Err  error

	request Request
}

// Batch sends the requests in $batches of 20, several at a time, and returns
// one Response for each, in the order asked. Parts that were throttled or that
// failed for the moment are sent again without the others, under the policy of
// the throttle. A part that has no answer, or one that is no JSON, is an error
// of that part only. Links to next pages are the caller's: see EachPart.
func (c *Client) Batch(ctx context.Context, requests []Request) []Response {
	responses := make([]Response, len(requests))
	var all sync.WaitGroup
	for start := 0; start < len(requests); start += batchSize {
		end := min(start+batchSize, len(requests))
		select {
		case c.batches <- struct{}{}:
		case <-ctx.Done():
			for i := start; i < len(requests); i++ {
				responses[i] = Response{Err: ctx.Err(), request: requests[i]}
			}
			all.Wait()
			return responses
		}
		all.Go(func() {
			defer func() { <-c.batches }()
			c.chunk(ctx, requests[start:end], responses[start:end])
		})
	}
	all.Wait()
	return responses
}

// EachPart is Each for the answer to a part of a batch that is a list.
func EachPart[T any](ctx context.Context, c *Client, r Response, yield func(T) error) error {
	if r.Err != nil {
		return r.Err
	}
	if len(r.Body) == 0 {
		return &DecodeError{Path: pathOf(r.request.URL), Err: errors.New("it is empty")}
	}
	_, err := list(ctx, c, r.request, r.Body, yield)
	return err
}

// chunk sends up to 20 requests until each has its final answer.
func (c *Client) chunk(ctx context.Context, requests []Request, responses []Response) {
	var parts []*part
	for i, r := range requests {
		responses[i].request = r
		p, err := c.newPart(i, r)
		if err != nil {
			responses[i].Err = err
			continue
		}
		p.response = &responses[i]
		parts = append(parts, p)
	}
	ctx = context.WithValue(ctx, flightKey{}, &flight{})
	for len(parts) > 0 {
		if err := c.sendParts(ctx, parts); err != nil {
			for _, p := range parts {
				p.response.Err = err
			}
			return
		}
		f := flightOf(ctx)
		c.throttle.heed(f, lowestQuota(parts))
		var again []*part
		var wait time.Duration
		for _, p := range parts {
			d := c.judge(p, f)
			if d.retry {
				again = append(again, p)
				wait = max(wait, d.wait)
			}
		}
		if len(again) > 0 {
			if err := c.throttle.clock.Sleep(ctx, wait); err != nil {
				for _, p := range again {
					p.response.Err = fmt.Errorf("%s: %w", p.path, err)
				}
				return
			}
		}
		for _, p := range again {
			p.tally.waited += wait
		}
		parts = again
	}
}

// lowestQuota is what is left after the last of the parts was charged.
func lowestQuota(parts []*part) quota {
	var lowest quota
	for _, p := range parts {
		if p.answer == nil {
			continue
		}
		if q := readQuota(p.answer.header()); q.limit > 0 && (lowest.limit == 0 || q.remaining < lowest.remaining) {
			lowest = q
		}
	}
	return lowest
}

// A part is one request of a chunk on its way.
type part struct {
	batchPart
	path     string
	load     load
	tally    tally
	response *Response
	answer   *partAnswer // the latest; nil: there was none
}

// A partAnswer is one entry of a batch's responses.
type partAnswer struct {
	ID      string          `json:"id"`
	Status  int             `json:"status"`
	Headers map[string]any  `json:"headers"`
	Body    json.RawMessage `json:"body"`
}

func (c *Client) newPart(i int, r Request) (*part, error) {
	if r.Beta {
		return nil, fmt.Errorf("%s: a batch goes to /v1.0, so what is below /beta must be asked for alone", pathOf(r.URL))
	}
	relative, err := c.relative(r.URL)
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(relative)
	if err != nil {
		return nil, err
	}
	p := &part{
		batchPart: batchPart{ID: strconv.Itoa(i + 1), Method: http.MethodGet, URL: relative},
		path:      "/v1.0" + u.Path,
		load:      load{costs: map[workload]int{}},
	}
	p.load.add(u)
	for name := range r.Header {
		if p.Headers == nil {
			p.Headers = map[string]string{}
		}
		p.Headers[name] = r.Header.Get(name)
	}
	return p, nil
}

// sendParts sends one $batch and puts each answer at its part, by id: the
// answers come in any order.
func (c *Client) sendParts(ctx context.Context, parts []*part) error {
	byID := map[string]*part{}
	var body batchBody
	for _, p := range parts {
		p.answer = nil
		byID[p.ID] = p
		body.Requests = append(body.Requests, p.batchPart)
	}
	var content bytes.Buffer
	encoder := json.NewEncoder(&content)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		return fmt.Errorf("writing a batch: %w", err)
	}
	u, err := c.resolve("/$batch")
	if err != nil {
		return err
	}
	ri := abstractions.NewRequestInformation()
	ri.Method = abstractions.POST
	ri.SetUri(*u)
	ri.Headers.Add("Accept", "application/json")
	ri.SetStreamContentAndContentType(content.Bytes(), "application/json")
	answer, err := c.send(ctx, ri, u.Path)
	if err != nil {
		return err
	}
	var answers struct {
		Responses []*partAnswer `json:"responses"`
	}
	if err := json.Unmarshal(answer, &answers); err != nil {
		return &DecodeError{Path: u.Path, Err: err}
	}
	for _, a := range answers.Responses {
		if a == nil {
			continue
		}
		if p := byID[a.ID]; p != nil && p.answer == nil {
			p.answer = a
		}
	}
	return nil
}

// judge reads the latest answer of p into its Response and says whether p is
// to be sent again. It counts and spreads a throttled answer as the throttle
// does with one that came alone.
func (c *Client) judge(p *part, f *flight) decision {
	p.response.Body, p.response.Err = nil, nil
	a := p.answer
	if a == nil || a.Status == 0 {
		p.response.Err = &DecodeError{Path: p.path, Err: errors.New("the batch brought no answer to it")}
		return decision{}
	}
	header := a.header()
	c.throttle.hear(p.load, f, a.Status, readQuota(header))
	if a.Status < 300 {
		p.response.Body, p.response.Err = partBody(p.path, a)
		return decision{}
	}
	refusal := newError(p.path, a.Status, header, a.Body)
	p.response.Err = refusal
	ended := attempt{n: p.tally.add(a.Status), status: a.Status, header: header, waited: p.tally.waited, jitter: c.throttle.jitter()}
	if isThrottled(a.Status) {
		c.throttle.countThrottled()
		ended.waited = max(ended.waited, c.throttle.dryFor(p.load))
	}
	d := decide(ended, c.throttle.wallClock())
	if d.pause {
		c.throttle.pause(slices.Collect(maps.Keys(p.load.costs)), d.wait)
	}
	if d.asked {
		refusal.Wait = d.wait
	}
	return d
}

// partBody is the body of a success, which must be a JSON object: a batch
// carries anything else as base64 within a string.
func partBody(path string, a *partAnswer) ([]byte, error) {
	body := bytes.TrimSpace(a.Body)
	if a.Status == http.StatusNoContent && (len(body) == 0 || bytes.Equal(body, []byte("null"))) {
		return nil, nil
	}
	if len(body) == 0 || body[0] != '{' {
		return nil, &DecodeError{Path: path, Err: errors.New("it is no JSON object")}
	}
	return body, nil
}

// header reads the headers of a part; their values are strings, now and then
// numbers.
func (a *partAnswer) header() http.Header {
	h := http.Header{}
	for name, value := range a.Headers {
		h.Set(name, fmt.Sprint(value))
	}
	return h
}
