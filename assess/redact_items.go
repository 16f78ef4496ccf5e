package assess

import (
	"path"
	"slices"
	"strings"
)

// asFolders replaces the folders of a path one by one.
func asFolders(r *Redactor, text string, in []any) string {
	parts := strings.Split(text, "/")
	for i, p := range parts {
		if p != "" {
			parts[i] = called("Folder")(r, p, in)
		}
	}
	return strings.Join(parts, "/")
}

// asSite replaces the name of a site or OneDrive.
func asSite(r *Redactor, text string, in []any) string {
	kind := "Site"
	switch row := in[len(in)-1].(type) {
	case *LinkRow:
		kind = placeKind(row.Personal)
	case *GrantRow:
		kind = placeKind(row.Personal)
	case *NameRow:
		kind = placeKind(row.Personal)
	case *SiteExposure:
		kind = placeKind(row.Personal)
	case *SiteNames:
		kind = placeKind(row.Personal)
	}
	return called(kind)(r, text, in)
}

func placeKind(personal bool) string {
	if personal {
		return "OneDrive"
	}
	return "Site"
}

// extensions are the ends of file names that tell of no tenant.
var extensions = strings.Fields(`
	.7z .accdb .aspx .avi .bak .bmp .cer .csv .doc .docm .docx .dotx .dwg .dxf .eml .exe .gif .heic .htm .html .ics .iso .jpeg .jpg .json
	.kdbx .log .md .mdb .mov .mp3 .mp4 .mpp .msg .odp .ods .odt .one .onetoc2 .pdf .pem .pfx .png .pot .potx .pps .ppsx .ppt .pptm .pptx .ps1 .psd
	.pst .pub .py .rar .rdp .rtf .rvt .sql .svg .tif .tiff .ts .txt .url .vcf .vsd .vsdx .wav .webp .xls .xlsb .xlsm .xlsx .xltx .xml .zip`)

// asItem replaces the name of an item. A file keeps an ending that says its type; a library as a whole has no name.
func asItem(r *Redactor, text string, in []any) string {
	kind := KindFile
	switch row := in[len(in)-1].(type) {
	case *LinkRow:
		kind = row.Kind
	case *GrantRow:
		kind = row.Kind
	case *Object: // which does not say what it is
		kind = ""
	}
	if text == (Holder{Kind: KindRoot}).title() && (kind == KindRoot || kind == "") {
		return text
	}
	end := strings.ToLower(path.Ext(text))
	if !slices.Contains(extensions, end) {
		end = ""
	}
	switch {
	case kind == KindFile, kind == "" && end != "":
		return called("File")(r, text, in) + end
	case kind == "":
		return called("Item")(r, text, in)
	case kind == KindRoot:
		return asLibrary(r, text, in)
	case kind == KindPackage:
		return called("Notebook")(r, text, in)
	}
	return called("Folder")(r, text, in)
}

// listOf replaces a list in one text name by name. A name that holds a comma itself becomes two.
func listOf(each treatment) treatment {
	return func(r *Redactor, text string, in []any) string {
		names := strings.Split(text, ", ")
		for i, name := range names {
			if names[i] = ""; name != "" {
				names[i] = each(r, name, in)
			}
		}
		return strings.Join(distinct(names), ", ")
	}
}

// asEveryone replaces the name of a claim that stands for everybody, which Graph gives in the tenant's language.
func asEveryone(_ *Redactor, text string, _ []any) string {
	if strings.EqualFold(text, "everyone except external users") {
		return "Everyone except external users"
	}
	return "Everyone"
}

// asGrantee replaces the names of those to whom a grant opens something.
func asGrantee(r *Redactor, text string, in []any) string {
	each := asAccount
	switch in[len(in)-1].(*GrantRow).Class {
	case ClassEveryone:
		each = asEveryone
	case ClassBroadGroup:
		each = asGroup
	}
	return listOf(each)(r, text, in)
}
