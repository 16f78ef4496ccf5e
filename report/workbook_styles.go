package report

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"preflight/assess"
)

const cream colour = 0xFFFDF4 // the ground of what people write into

// bookStyles are the ids of the workbook's cell styles.
type bookStyles struct {
	title, about, header, headerRight, none                                                  int
	text, number, tenant, decimal, hours, date, link, address, plainAddress, key, input, due int
	band, bandSmall, note, figure, label, heading, cell, cellRight, cellWhole                int
	percent, figureDecimal, share, cellCount, cellHours, dashHeader, dashHeaderRight         int
}

// newBookStyles registers the styles. Text has the format "@", so that an edit does not turn it into a formula.
func newBookStyles(f *excelize.File, d Document) (bookStyles, error) {
	var s bookStyles
	if err := f.SetDefaultFont("Calibri"); err != nil {
		return s, err
	}
	var failed error
	add := func(style excelize.Style) int {
		id, err := f.NewStyle(&style)
		if err != nil && failed == nil {
			failed = err
		}
		return id
	}
	font := func(size float64, c colour, bold bool) *excelize.Font {
		return &excelize.Font{Family: "Calibri", Size: size, Color: rgbHex(c), Bold: bold}
	}
	align := func(side string, wrap bool) *excelize.Alignment {
		return &excelize.Alignment{Horizontal: side, Vertical: "top", Indent: 1, WrapText: wrap} // the indent keeps text and numbers apart
	}
	middle := func(side string, indent int) *excelize.Alignment {
		return &excelize.Alignment{Horizontal: side, Vertical: "center", Indent: indent, WrapText: true}
	}
	fill := func(c colour) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{rgbHex(c)}}
	}
	under := []excelize.Border{{Type: "bottom", Color: rgbHex(line), Style: 1}}
	const asText = 49
	whole, decimal, day := "#,##0", "#,##0.0", d.Say("sheet.date", nil)
	tone := d.Brand.tone()
	exact := "#,##0.00"
	count, hours := `#,##0;-#,##0;"–"`, `#,##0.00;-#,##0.00;"–"` // a dash for none, in tables of counts

	s.title = add(excelize.Style{Font: font(18, tone, true), Alignment: &excelize.Alignment{Vertical: "center"}, NumFmt: asText})
	s.about = add(excelize.Style{Font: font(10, muted, false), Alignment: &excelize.Alignment{Vertical: "center"}, NumFmt: asText})
	s.header = add(excelize.Style{Font: font(10, white, true), Fill: fill(tone), Alignment: middle("left", 1), NumFmt: asText})
	s.none = add(excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 10, Color: rgbHex(muted), Italic: true}, Border: under, Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "center", Indent: 1}, NumFmt: asText})
	s.text = add(excelize.Style{Font: font(10, ink, false), Border: under, Alignment: align("left", true), NumFmt: asText})
	s.number = add(excelize.Style{Font: font(10, ink, false), Border: under, Alignment: align("right", true), CustomNumFmt: &whole})
	tenant := `"` + d.Say("actions.tenant", nil) + `"`
	s.tenant = add(excelize.Style{Font: font(10, ink, false), Border: under, Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "top", Indent: 1, ShrinkToFit: true}, CustomNumFmt: &tenant})
	s.decimal = add(excelize.Style{Font: font(10, ink, false), Border: under, Alignment: align("right", true), CustomNumFmt: &decimal})
	s.hours = add(excelize.Style{Font: font(10, ink, false), Border: under, Alignment: align("right", true), CustomNumFmt: &exact})
	s.date = add(excelize.Style{Font: font(10, ink, false), Border: under, Alignment: align("left", false), CustomNumFmt: &day})
	s.link = add(excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 10, Color: rgbHex(accent), Underline: "single"}, Border: under, Alignment: align("left", true), NumFmt: asText})
	s.address = add(excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 10, Color: rgbHex(accent), Underline: "single"}, Border: under, Alignment: align("left", false), NumFmt: asText})
	s.plainAddress = add(excelize.Style{Font: font(10, ink, false), Border: under, Alignment: align("left", false), NumFmt: asText})
	s.key = add(excelize.Style{Font: font(8, muted, false), Border: under, Alignment: align("left", false), NumFmt: asText})
	s.input = add(excelize.Style{Font: font(10, ink, false), Fill: fill(cream), Border: under, Alignment: align("left", true), NumFmt: asText})
	s.due = add(excelize.Style{Font: font(10, ink, false), Fill: fill(cream), Border: under, Alignment: align("left", false), CustomNumFmt: &day})

	s.band = add(excelize.Style{Font: font(20, white, true), Fill: fill(tone), Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "center", Indent: 1, ShrinkToFit: true}})
	s.bandSmall = add(excelize.Style{Font: font(10, white.mix(tone, 0.2), false), Fill: fill(tone), Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "center", Indent: 1, ShrinkToFit: true}})
	s.note = add(excelize.Style{Font: font(10, ink, true), Alignment: middle("left", 1), NumFmt: asText})
	s.figure = add(excelize.Style{Font: font(22, tone, true), Fill: fill(surface), Alignment: middle("left", 1), CustomNumFmt: &whole})
	s.figureDecimal = add(excelize.Style{Font: font(22, tone, true), Fill: fill(surface), Alignment: middle("left", 1), CustomNumFmt: &decimal})
	s.percent = add(excelize.Style{Font: font(22, tone, true), Fill: fill(surface), Alignment: middle("left", 1), NumFmt: 9})
	s.label = add(excelize.Style{Font: font(9, muted, false), Fill: fill(surface), Alignment: middle("left", 1)})
	s.heading = add(excelize.Style{Font: font(12, tone, true), Alignment: &excelize.Alignment{Vertical: "center"}})
	s.cell = add(excelize.Style{Font: font(10, ink, false), Border: under, Alignment: middle("left", 1), NumFmt: asText})
	s.cellHours = add(excelize.Style{Font: font(10, ink, false), Border: under, Alignment: middle("right", 1), CustomNumFmt: &hours})
	s.cellRight = add(excelize.Style{Font: font(10, ink, false), Border: under, Alignment: middle("right", 1), CustomNumFmt: &decimal})
	s.cellWhole = add(excelize.Style{Font: font(10, ink, false), Border: under, Alignment: middle("right", 1), CustomNumFmt: &whole})
	s.share = add(excelize.Style{Font: font(10, ink, false), Border: under, Alignment: middle("right", 1), NumFmt: 9})
	s.cellCount = add(excelize.Style{Font: font(10, ink, false), Border: under, Alignment: middle("right", 1), CustomNumFmt: &count})
	s.headerRight = add(excelize.Style{Font: font(10, white, true), Fill: fill(tone), Alignment: middle("right", 1), NumFmt: asText})
	s.dashHeader = add(excelize.Style{Font: font(10, white, true), Fill: fill(tone), Alignment: middle("left", 1), NumFmt: asText})
	s.dashHeaderRight = add(excelize.Style{Font: font(10, white, true), Fill: fill(tone), Alignment: middle("right", 1), NumFmt: asText})
	return s, failed
}

// rgbHex is c as excelize wants it.
func rgbHex(c colour) string { return strings.TrimPrefix(c.String(), "#") }

// highlights are the words that stand out in a column, with their colours.
var highlights = map[string]map[string]tint{
	"Severity": {
		sheetSeverities[assess.Critical]: severityTints[assess.Critical], sheetSeverities[assess.High]: severityTints[assess.High],
		sheetSeverities[assess.Medium]: severityTints[assess.Medium], sheetSeverities[assess.Low]: severityTints[assess.Low],
	},
	"Outcome": {
		sheetOutcomes[assess.Fail]: outcomeTints[assess.Fail], sheetOutcomes[assess.NotAssessed]: outcomeTints[assess.NotAssessed],
	},
	"Status": {
		StatusDone: outcomeTints[assess.Pass], "In progress": severityTints[assess.Low], StatusWaiting: outcomeTints[assess.NotAssessed],
	},
}

// highlight is the conditional format of a tint.
func highlight(f *excelize.File, t tint) (int, error) {
	return f.NewConditionalStyle(&excelize.Style{
		Font: &excelize.Font{Color: rgbHex(t.text), Bold: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{rgbHex(t.ground)}},
	})
}
