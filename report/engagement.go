package report

// An Engagement is what was agreed with the client: filled in by its file.
type Engagement struct{}
