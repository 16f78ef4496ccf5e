package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// properties are what a file says of itself.
type properties struct {
	title, author, subject, creator, language string
	date                                      time.Time // of the run, so that the same run gives the same file
}

// producer is what wrote the file, as distinct from what it was made with.
const producer = "Preflight (go-pdf/fpdf)"

// dictionary is the properties in their old form: ISO 32000-1, 14.3.3.
func (p properties) dictionary() string {
	var b strings.Builder
	b.WriteString("<<")
	for _, e := range [][2]string{{"Title", p.title}, {"Author", p.author}, {"Subject", p.subject}, {"Creator", p.creator}, {"Producer", producer}} {
		if e[1] != "" {
			b.WriteString("/" + e[0] + pdfText(e[1]))
		}
	}
	date := "(D:" + p.date.UTC().Format("20060102150405") + "Z)"
	return b.String() + "/CreationDate" + date + "/ModDate" + date + ">>\n"
}

// xmp is the properties in their new form: ISO 16684-1.
func (p properties) xmp() string {
	text := func(s string) string {
		var b bytes.Buffer
		_ = xml.EscapeText(&b, []byte(s)) // a buffer takes whatever is written
		return b.String()
	}
	alternatives := func(s string) string {
		return `<rdf:Alt><rdf:li xml:lang="x-default">` + text(s) + `</rdf:li></rdf:Alt>`
	}
	date := p.date.UTC().Format(time.RFC3339)
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")
	b.WriteString(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">` + "\n")
	for _, e := range [][2]string{
		{"dc:format", "application/pdf"},
		{"dc:title", alternatives(p.title)},
		{"dc:creator", "<rdf:Seq><rdf:li>" + text(p.author) + "</rdf:li></rdf:Seq>"},
		{"dc:description", alternatives(p.subject)},
		{"dc:language", "<rdf:Bag><rdf:li>" + text(p.language) + "</rdf:li></rdf:Bag>"},
		{"xmp:CreatorTool", text(p.creator)},
		{"xmp:CreateDate", date},
		{"xmp:ModifyDate", date},
		{"pdf:Producer", text(producer)},
	} {
		fmt.Fprintf(&b, "<%s>%s</%s>\n", e[0], e[1], e[0])
	}
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.String()
}
