package main

import (
	"io"
	"os"
	"sync"
)

// A console is standard error. What is written while bars are drawn on it comes to stand above them.
type console struct {
	mu    sync.Mutex
	w     io.Writer
	above io.Writer // nil while no bars are drawn
}

// consoleOn returns w as a console.
func consoleOn(w io.Writer) *console {
	if c, ok := w.(*console); ok {
		return c
	}
	return &console{w: w}
}

func (c *console) Write(data []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.above != nil {
		return c.above.Write(data)
	}
	return c.w.Write(data)
}

// draw lets what is written from now on stand above bars; nil: there are none any more.
func (c *console) draw(above io.Writer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.above = above
}

// isTerminal reports whether c is a terminal that shows bars.
func (c *console) isTerminal() bool {
	f, ok := c.w.(*os.File)
	if !ok || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
