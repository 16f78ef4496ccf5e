package samples

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"preflight/assess/emulator"
)

func BenchmarkMake(b *testing.B) {
	_, plan := Large(LargeOptions{Seed: 1, Sites: 100, Items: 100_000, Links: 10_000, Inherited: 0.33, Generation: 1})
	n, i := 0, 0
	for b.Loop() {
		items, _ := plan.large.make(&plan.large.volumes[i%len(plan.large.volumes)])
		n += len(items)
		i++
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(n)*1000, "µs/1000items")
}

// BenchmarkServe measures the emulator end to end: pages of 1,000 items, and batches of 20 permission lists. What a client needs
// to read them is not in it, but TLS is.
func BenchmarkServe(b *testing.B) {
	tenant, plan := Large(LargeOptions{Seed: 1, Sites: 1, Items: 20_000, Links: 2_000, Inherited: 0.33})
	v := visit(b, tenant, emulator.Options{PageSize: 1000})
	drive := "/drives/" + url.PathEscape(plan.large.driveID(&plan.large.volumes[0]))
	b.Run("page", func(b *testing.B) {
		page := drive + "/root/delta?$top=1000&$select=id,name,webUrl,file,folder,package,root,shared,size,lastModifiedDateTime,parentReference,deleted"
		for b.Loop() {
			v.send(b, http.MethodGet, page, "", "hierarchicalsharing")
		}
	})
	b.Run("batch", func(b *testing.B) {
		var parts []string
		for i := range 20 {
			parts = append(parts, fmt.Sprintf(`{"id":"%d","method":"GET","url":"%s/items/%s/permissions"}`, i, drive, plan.large.itemID(&plan.large.volumes[0], i)))
		}
		body := `{"requests":[` + strings.Join(parts, ",") + `]}`
		for b.Loop() {
			v.send(b, http.MethodPost, "/$batch", body, "")
		}
	})
}

// send sends a request and reads the answer to its end.
func (v *visitor) send(b *testing.B, method, path, body, prefer string) {
	req, err := http.NewRequest(method, v.server.URL()+"/v1.0"+path, bytes.NewBufferString(body))
	if err != nil {
		b.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+v.token)
	if prefer != "" {
		req.Header.Set("Prefer", prefer)
	}
	resp, err := v.client.Do(req)
	if err != nil {
		b.Fatal(err)
	}
	n, err := io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	if err != nil || resp.StatusCode != 200 {
		b.Fatalf("%d %v", resp.StatusCode, err)
	}
	b.SetBytes(n)
}
