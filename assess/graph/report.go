package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
)

var reportName = regexp.MustCompile(`^[A-Za-z0-9]+$`)

// Report reads a usage report such as getSharePointSiteUsageDetail over a
// period such as D180. Graph redirects to a pre-authenticated address on another
// host, which lives for minutes: it is fetched once, over https, without the
// token, and never named in a log or an error.
// https://learn.microsoft.com/graph/api/reportroot-getsharepointsiteusagedetail
func (c *Client) Report(ctx context.Context, name, period string) (*Report, error) {
	return c.report(ctx, name, period, false)
}

// BetaReport is Report below /beta, where getSharePointSiteUsageDetail counts the links of each site.
func (c *Client) BetaReport(ctx context.Context, name, period string) (*Report, error) {
	return c.report(ctx, name, period, true)
}

func (c *Client) report(ctx context.Context, name, period string, beta bool) (*Report, error) {
	if !reportName.MatchString(name) || !reportName.MatchString(period) {
		return nil, fmt.Errorf("no name of a report: %q, period %q", name, period)
	}
	var location string
	body, err := c.Get(context.WithValue(ctx, redirectKey{}, &location), Request{
		URL:    fmt.Sprintf("/reports/%s(period='%s')", name, period),
		Header: http.Header{"Accept": {"text/csv, application/octet-stream, application/json"}},
		Beta:   beta,
	})
	if err != nil {
		return nil, err
	}
	if location != "" {
		if body, err = c.download(ctx, name, location); err != nil {
			return nil, err
		}
	}
	return parseReport(name, period, body)
}

// download fetches the file of a report. Its refusals are no refusals of the
// application: the address carries its own authentication.
func (c *Client) download(ctx context.Context, name, location string) ([]byte, error) {
	u, err := url.Parse(location)
	if err != nil || u.Host == "" || u.User != nil {
		return nil, &CSVError{Report: name, Problem: "the redirect to its file is no URL"}
	}
	local := u.Scheme == "http" && c.endpoint.Scheme == "http" && isLoopback(u.Hostname())
	if u.Scheme != "https" && !local {
		return nil, &CSVError{Report: name, Problem: "the redirect to its file is not https and was not followed"}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, location, nil)
	if err != nil {
		return nil, &CSVError{Report: name, Problem: "the redirect to its file is no URL"}
	}
	resp, err := c.guarded.RoundTrip(req)
	if err != nil {
		var network *NetworkError
		if errors.As(err, &network) || ctx.Err() != nil {
			return nil, fmt.Errorf("downloading the report %s: %w", name, err)
		}
		return nil, &CSVError{Report: name, Problem: "its file cannot be fetched"}
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusTooManyRequests:
		return nil, &Error{Path: "report " + name, Status: resp.StatusCode, Message: "the host of its file refused for load"}
	default:
		return nil, &CSVError{Report: name, Problem: fmt.Sprintf("its file was answered with %d", resp.StatusCode)}
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, fmt.Errorf("downloading the report %s: %w", name, err)
	}
	return body, nil
}
