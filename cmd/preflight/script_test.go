package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"preflight/assess/emulator"
	"preflight/assess/store"
	"preflight/samples"
)

func TestMain(m *testing.M) {
	otherMain()
	testscript.Main(m, map[string]func(){
		"preflight": func() {
			ctx, stop := interruptible()
			code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
			stop()
			os.Exit(code)
		},
		// A job that takes long to write what there is.
		"stubborn": func() {
			ctx, _ := interruptible()
			announce(ctx, func(_ slog.Level, text string) { fmt.Fprintln(os.Stderr, text) })
			<-ctx.Done()
			time.Sleep(time.Minute)
			os.Exit(0)
		},
	})
}

// The scripts read like a terminal. Each has the sample tenant clean in a server of its own: GRAPH is its address, CA
// its certificate, and the AZURE_ variables sign in to it. APPKEY is a certificate to sign in with instead.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"cache": spoilCache},
		Setup: func(env *testscript.Env) error {
			sample, err := samples.Load("clean")
			if err != nil {
				return err
			}
			server, err := emulator.Start(sample.Tenant, emulator.Options{})
			if err != nil {
				return err
			}
			env.Defer(func() { server.Close() })
			ca := filepath.Join(env.WorkDir, "ca.pem")
			if err := os.WriteFile(ca, server.CAPEM(), 0o600); err != nil {
				return err
			}
			key := filepath.Join(env.WorkDir, "app.pem")
			if err := writeCertificate(key); err != nil {
				return err
			}
			env.Setenv("APPKEY", key)
			env.Setenv("GRAPH", server.URL())
			env.Setenv("CA", ca)
			env.Setenv("TENANT", sample.Tenant.ID)
			env.Setenv("AZURE_TENANT_ID", sample.Tenant.ID)
			env.Setenv("AZURE_CLIENT_ID", sample.Tenant.App.ID)
			env.Setenv("AZURE_CLIENT_SECRET", sample.Tenant.App.Secret)
			env.Setenv("AZURE_AUTHORITY_HOST", server.AuthorityURL())
			return nil
		},
	})
}

// spoilCache makes a cache what a user may find it to be: cache KIND FILE.
//
//	interrupted    a new one with a run that began some days ago and did not end: cache interrupted FILE DAYS CHOICES
//	locked         open until the script ends
//	newer          of a version to come
//	foreign        no database
//	other-tenant   a new one, of somebody else
//	damaged        with its last page written over
func spoilCache(ts *testscript.TestScript, _ bool, args []string) {
	kind, file := args[0], ts.MkAbs(args[1])
	ts.Check(os.MkdirAll(filepath.Dir(file), 0o700))
	open := func(tenant string) *store.Store {
		s, err := store.Open(file, tenant)
		ts.Check(err)
		return s
	}
	patch := func(at int64, data []byte) {
		f, err := os.OpenFile(file, os.O_RDWR, 0)
		ts.Check(err)
		if at < 0 {
			info, err := f.Stat()
			ts.Check(err)
			at += info.Size()
		}
		_, err = f.WriteAt(data, at)
		ts.Check(err)
		ts.Check(f.Close())
	}
	switch kind {
	case "interrupted":
		days, err := strconv.Atoi(args[2])
		ts.Check(err)
		s := open(ts.Getenv("TENANT"))
		began := time.Now().AddDate(0, 0, -days)
		_, err = s.BeginRun(store.Run{AsOf: time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC), Started: began, Choices: args[3]})
		ts.Check(err)
		ts.Check(s.Close())
	case "locked":
		s := open(ts.Getenv("TENANT"))
		ts.Defer(func() { s.Close() })
	case "other-tenant":
		ts.Check(open("11111111-1111-1111-1111-111111111111").Close())
	case "newer":
		patch(60, []byte{0, 0, 3, 231}) // user_version in the header, https://www.sqlite.org/fileformat.html
	case "foreign":
		ts.Check(os.WriteFile(file, []byte("notes of mine\n"), 0o600))
	case "damaged":
		patch(-4096, bytes.Repeat([]byte{0xa5}, 4096))
	default:
		ts.Fatalf("cache %s: unknown", kind)
	}
}

// An interrupted run writes what there is, says interrupted and ends with 130.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	x := trial{sample: "contoso", ctx: ctx}
	x.emulator.Latency = func() time.Duration { return time.Millisecond }
	x.emulator.Record = func(e emulator.Exchange) {
		if filepath.Base(e.Path) == "delta" {
			cancel()
		}
	}
	r := x.run(t)
	if r.code != exitInterrupted {
		t.Errorf("exit code %d, want %d: %v", r.code, exitInterrupted, r.err)
	}
	if r.dir == "" {
		t.Fatal("nothing was written")
	}
	for _, name := range files {
		if _, err := os.Stat(filepath.Join(r.dir, name)); err != nil {
			t.Error(err)
		}
	}
	found := false
	for _, g := range r.Gaps {
		found = found || g.Reason == "interrupted"
	}
	if !found {
		t.Errorf("no gap says interrupted: %v", r.Gaps)
	}
	if r.Measures["sharing.links.anonymous"] != nil {
		t.Error("an interrupted crawl counted the links as if whole")
	}
}

// writeCertificate writes a self-signed certificate with its key, as an application registration takes it.
func writeCertificate(name string) error {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	data := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
	data = append(data, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate})...)
	return os.WriteFile(name, data, 0o600)
}
