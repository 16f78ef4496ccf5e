package main

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"preflight/assess/emulator"
	"preflight/samples"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"preflight": func() {
			ctx, stop := interruptible(os.Stderr)
			code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
			stop()
			os.Exit(code)
		},
		// A job that takes long to write what there is.
		"stubborn": func() {
			ctx, _ := interruptible(os.Stderr)
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
