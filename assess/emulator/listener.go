package emulator

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// A listener is one TLS host on a port of 127.0.0.1.
type listener struct {
	trust   *trust
	handler http.Handler
	address string // host and port, the same all the time

	mu     sync.Mutex
	server *http.Server
	closed bool
}

func listen(t *trust, handler http.Handler) (*listener, error) {
	port, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("opening a port on 127.0.0.1 for the emulator: %w", err)
	}
	l := &listener{trust: t, handler: handler, address: port.Addr().String()}
	l.serve(port)
	return l, nil
}

func (l *listener) serve(port net.Listener) {
	server := &http.Server{
		Handler:           l.handler,
		TLSConfig:         &tls.Config{Certificates: []tls.Certificate{l.trust.leaf}, MinVersion: tls.VersionTLS12},
		ReadHeaderTimeout: 30 * time.Second,
		ErrorLog:          log.New(io.Discard, "", 0), // handshakes that a client breaks off
	}
	go server.ServeTLS(port, "", "") // ends with Close, whose error says all there is to say
	l.server = server
}

func (l *listener) url() string {
	u := url.URL{Scheme: "https", Host: l.address}
	return u.String()
}

func (l *listener) close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	if err := l.server.Close(); err != nil {
		return fmt.Errorf("closing the emulator: %w", err)
	}
	return nil
}

// pause breaks all connections and refuses new ones for d. It returns when the port is open again.
func (l *listener) pause(d time.Duration) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return nil
	}
	err := l.server.Close()
	time.Sleep(d)
	if err != nil {
		return fmt.Errorf("pausing the emulator: %w", err)
	}
	for range 100 { // a client's attempt may hold the port for a moment
		var port net.Listener
		if port, err = net.Listen("tcp", l.address); err == nil {
			l.serve(port)
			return nil
		}
		time.Sleep(10 * time.Millisecond)
	}
	l.closed = true
	return fmt.Errorf("opening the emulator's port %s again: %w", l.address, err)
}

// Pause breaks all connections in the middle of what they carry, refuses new ones for d, and serves again at the same addresses
// with the same keys: tokens, links and counts stay good. It returns when all that is done.
func (s *Server) Pause(d time.Duration) error {
	errs := make(chan error, 1)
	go func() { errs <- s.downloads.pause(d) }()
	return errors.Join(s.graph.pause(d), <-errs)
}

// Close ends the server and its connections.
func (s *Server) Close() error {
	return errors.Join(s.graph.close(), s.downloads.close())
}
