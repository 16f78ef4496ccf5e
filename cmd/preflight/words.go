package main

import (
	"sync"

	"preflight/report"
)

// words are those of the screen, which speaks English whatever the documents do.
var words = sync.OnceValue(report.English)
