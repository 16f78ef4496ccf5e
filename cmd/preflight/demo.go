package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"preflight/assess/emulator"
	"preflight/assess/graph"
	"preflight/samples"
)

// demoUnitsPerMinute lifts the budget of resource units for the emulator, which meters but does not limit.
const demoUnitsPerMinute = 10_000_000

func newDemo() *cobra.Command {
	var out, tenant string
	var look appearanceFlags
	var noPeople bool
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Do the whole job on a fictional tenant",
		Example: `  preflight demo
  preflight demo --tenant clean
  preflight demo --brand brand.yaml --engagement engagement.yaml --locale en-US
  preflight demo --tenant bare --out /tmp/demo`,
		Long: `Serves a fictional tenant on 127.0.0.1 and assesses it as a real one: with the
real SDK, the real throttle and the real sign-in over TLS. Nothing leaves this
machine. The tenants are contoso (messy in every way Preflight looks for), clean
(everything in order) and bare (few licences, concealed names, some permissions
missing, so that it ends with exit code 3).`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			sample, err := samples.Load(tenant)
			if err != nil {
				return usage("--tenant %s: choose %s", tenant, strings.Join(samples.Names(), ", "))
			}
			server, err := emulator.Start(sample.Tenant, emulator.Options{})
			if err != nil {
				return noReport(fmt.Errorf("starting the fictional tenant: %w", err))
			}
			defer server.Close()
			as, err := look.load(cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			env := map[string]string{
				"AZURE_TENANT_ID":      sample.Tenant.ID,
				"AZURE_CLIENT_ID":      sample.Tenant.App.ID,
				"AZURE_CLIENT_SECRET":  sample.Tenant.App.Secret,
				"AZURE_AUTHORITY_HOST": server.AuthorityURL(),
			}
			j := job{
				options: graph.Options{
					Tenant: sample.Tenant.ID, Endpoint: server.URL(), RootCAs: server.CAPool(), Auth: "secret",
					UnitsPerMinute: demoUnitsPerMinute, Getenv: func(name string) string { return env[name] },
				},
				out: out, asOf: sample.Tenant.AsOf, look: as, noUsers: noPeople, sample: true,
			}
			return j.run(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().StringVar(&out, "out", "preflight-out", "`folder` for the results, one folder a tenant in it")
	cmd.Flags().StringVar(&tenant, "tenant", "contoso", "the fictional tenant: contoso, clean or bare")
	look.register(cmd)
	registerNoPeople(cmd, &noPeople)
	return cmd
}
