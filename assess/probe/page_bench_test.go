package probe

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	abstractions "github.com/microsoft/kiota-abstractions-go"
	jsonserialization "github.com/microsoft/kiota-serialization-json-go"
	"github.com/microsoftgraph/msgraph-sdk-go/drives"

	"preflight/assess"
	"preflight/assess/graph"
	"preflight/assess/store"
)

// deltaBody is a page of n items as Graph gives it for the properties that the crawl selects: a folder among ten, a
// shared item among twenty.
func deltaBody(n int) []byte {
	const driveID = "b!2cRfWxyzT0aQm1oXk3cVjP7hQ9sE4tRuYw6aBdGfHjKlZxCvBnMqWeRtYuIoP"
	start := time.Date(2024, 3, 1, 8, 0, 0, 0, time.UTC)
	var b strings.Builder
	b.WriteString(`{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#Collection(driveItem)","value":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		folder := i / 10 * 10
		fmt.Fprintf(&b, `{"@odata.type":"#microsoft.graph.driveItem","id":"01BYE5RZ6QN3ZWBTUFOFD%013d",`, i)
		fmt.Fprintf(&b, `"name":"Quarterly report %d.docx","webUrl":"https://contoso.sharepoint.com/sites/finance/Shared%%20Documents/Folder%%20%d/Quarterly%%20report%%20%d.docx",`, i, folder, i)
		fmt.Fprintf(&b, `"size":%d,"lastModifiedDateTime":%q,`, 1000+37*i, start.Add(time.Duration(i)*time.Hour).Format(time.RFC3339))
		fmt.Fprintf(&b, `"parentReference":{"driveType":"documentLibrary","driveId":%q,"id":"01BYE5RZ6QN3ZWBTUFOFD%013d","siteId":"5a58bb09-1fba-41c1-8125-69da264370a0"}`, driveID, folder)
		if i == folder {
			b.WriteString(`,"folder":{"childCount":9}`)
		} else {
			fmt.Fprintf(&b, `,"file":{"mimeType":"application/vnd.openxmlformats-officedocument.wordprocessingml.document","hashes":{"quickXorHash":"%027d="}}`, i)
		}
		if i%20 == 0 {
			b.WriteString(`,"shared":{"scope":"users"}`)
		}
		b.WriteByte('}')
	}
	b.WriteString(`],"@odata.nextLink":"https://graph.microsoft.com/v1.0/drives/` + driveID + `/root/delta?token=aTE09NjM"}`)
	return []byte(b.String())
}

// BenchmarkPage reads one page of 1,000 items: with the crawl's decoder, with encoding/json into a small struct, and
// with the SDK, which reads into its models. benchstat -col /decoder sets them side by side.
func BenchmarkPage(b *testing.B) {
	const n = 1000
	body := deltaBody(n)
	run := func(name string, read func() (int, error)) {
		b.Run("decoder="+name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				if got, err := read(); err != nil || got != n {
					b.Fatalf("%d items, %v", got, err)
				}
			}
		})
	}
	var page graph.Page[store.Item]
	run("lean", func() (int, error) {
		err := page.Decode(body, decodeItem)
		return len(page.Items), err
	})
	run("stdlib", func() (int, error) {
		var page pageRef[itemRef]
		err := json.Unmarshal(body, &page)
		return len(*page.Value), err
	})
	factory := abstractions.EnableBackingStoreForParseNodeFactory(jsonserialization.NewJsonParseNodeFactory()) // as its adapter does
	run("sdk", func() (int, error) {
		root, err := factory.GetRootParseNode("application/json", body)
		if err != nil {
			return 0, err
		}
		value, err := root.GetObjectValue(drives.CreateItemItemsItemDeltaGetResponseFromDiscriminatorValue)
		if err != nil {
			return 0, err
		}
		return len(value.(drives.ItemItemsItemDeltaGetResponseable).GetValue()), nil
	})
}

// permissionsBody is a list of ten permissions: inherited grants of a site, and links with people.
func permissionsBody() []byte {
	var b strings.Builder
	b.WriteString(`{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#drives('b')/items('1')/permissions","value":[`)
	for i := range 10 {
		if i > 0 {
			b.WriteByte(',')
		}
		user := fmt.Sprintf(`{"user":{"@odata.type":"#microsoft.graph.sharePointIdentity","id":"7F4B2C1A-0000-4000-8000-%012d","displayName":"Person %d","email":"person%d@contoso.com"},`+
			`"siteUser":{"id":"%d","displayName":"Person %d","email":"person%d@contoso.com","loginName":"i:0#.f|membership|person%d@contoso.com"}}`, i, i, i, i, i, i, i)
		old := fmt.Sprintf(`{"user":{"id":"7F4B2C1A-0000-4000-8000-%012d","displayName":"Person %d","email":"person%d@contoso.com"}}`, i, i, i)
		switch i % 2 {
		case 0:
			fmt.Fprintf(&b, `{"id":"aTowIy5mfG1lbWJlcnNoaXB8%d","roles":["read"],"inheritedFrom":{},"grantedToV2":%s,"grantedTo":%s}`, i, user, old)
		default:
			fmt.Fprintf(&b, `{"id":"4bc98a01-99c9-42c9-a2e1-%012d","roles":["write"],"shareId":"u!aHR0cHM","expirationDateTime":"2027-01-31T00:00:00Z","hasPassword":false,`+
				`"link":{"scope":"users","type":"edit","webUrl":"https://contoso.sharepoint.com/:w:/s/finance/E%d","preventsDownload":false},"grantedToIdentitiesV2":[%s],"grantedToIdentities":[%s]}`, i, i, user, old)
		}
	}
	b.WriteString(`]}`)
	return []byte(b.String())
}

// BenchmarkPermissions reads a list of ten permissions with the crawl's decoder and with encoding/json.
func BenchmarkPermissions(b *testing.B) {
	body := permissionsBody()
	b.Run("decoder=lean", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var page graph.Page[assess.Permission]
			if err := page.Decode(body, decodePermission); err != nil || len(page.Items) != 10 {
				b.Fatalf("%d permissions, %v", len(page.Items), err)
			}
		}
	})
	b.Run("decoder=stdlib", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			page, err := referencePage[permissionRef](body)
			if err != nil {
				b.Fatal(err)
			}
			for _, p := range *page.Value {
				if _, err := p.permission(); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
