package report

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/color/palette"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"os"
	"strings"
	"testing"
)

var (
	navyLike = color.NRGBA{R: 0x12, G: 0x29, B: 0x4B, A: 0xFF}
	redLike  = color.NRGBA{R: 0xC0, A: 0xFF}
)

// painted is a picture whose left half has a colour.
func painted(img interface {
	image.Image
	Set(x, y int, c color.Color)
}, c color.Color) image.Image {
	size := img.Bounds()
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < (size.Min.X+size.Max.X)/2; x++ {
			img.Set(x, y, c)
		}
	}
	return img
}

func pngOf(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// chunk is a chunk of a PNG.
func chunk(name string, data []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(append(out, name...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// pngHeader is the beginning of a PNG: signature and size.
func pngHeader(w, h int, depth, kind, interlace byte) []byte {
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(w)), uint32(h))
	return append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", append(size, depth, kind, 0, 0, interlace))...)
}

// interlaced is a grey PNG of 8 by 8 pixels in seven passes, dark on its left half.
func interlaced() []byte {
	var raw bytes.Buffer
	z := zlib.NewWriter(&raw)
	for _, pass := range [7][4]int{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}} {
		for y := pass[1]; y < 8; y += pass[3] {
			z.Write([]byte{0})
			for x := pass[0]; x < 8; x += pass[2] {
				grey := byte(255)
				if x < 4 {
					grey = 20
				}
				z.Write([]byte{grey})
			}
		}
	}
	z.Close()
	return append(append(pngHeader(8, 8, 8, 0, 1), chunk("IDAT", raw.Bytes())...), chunk("IEND", nil)...)
}

// exif puts an orientation into a JPEG.
func exif(jpeg []byte, o byte, order string) []byte {
	tiff := "II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00" + string(o) + "\x00\x00\x00\x00\x00\x00\x00"
	if order == "MM" {
		tiff = "MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(o) + "\x00\x00\x00\x00\x00\x00"
	}
	segment := append([]byte("Exif\x00\x00"), tiff...)
	head := append([]byte{0xFF, 0xD8, 0xFF, 0xE1}, binary.BigEndian.AppendUint16(nil, uint16(len(segment)+2))...)
	return append(append(head, segment...), jpeg[2:]...)
}

// Pictures of every kind come out as plain 8-bit PNG on white, no larger than is printed, of the parity asked for.
func TestLogo(t *testing.T) {
	cmyk, err := os.ReadFile("testdata/logo-cmyk.jpg")
	if err != nil {
		t.Fatal(err)
	}
	half := func(w, h int) image.Rectangle { return image.Rect(0, 0, w, h) }
	for _, test := range []struct {
		name string
		data []byte
		w, h int // with evenWidth
		left color.NRGBA
	}{
		{"8-bit PNG", pngOf(t, painted(image.NewNRGBA(half(40, 10)), navyLike)), 40, 10, navyLike},
		{"odd width", pngOf(t, painted(image.NewNRGBA(half(41, 10)), navyLike)), 42, 10, navyLike},
		{"16-bit PNG, transparent", pngOf(t, painted(image.NewNRGBA64(half(2000, 500)), navyLike)), 730, 182, navyLike},
		{"half transparent", pngOf(t, painted(image.NewNRGBA(half(40, 10)), color.NRGBA{A: 0x80})), 40, 10, color.NRGBA{0x7F, 0x7F, 0x7F, 0xFF}},
		{"grey PNG", pngOf(t, painted(image.NewGray(half(40, 10)), navyLike)), 40, 10, color.NRGBA{0x26, 0x26, 0x26, 0xFF}},
		{"16-bit grey PNG", pngOf(t, painted(image.NewGray16(half(40, 10)), navyLike)), 40, 10, color.NRGBA{0x26, 0x26, 0x26, 0xFF}},
		{"palette PNG", pngOf(t, painted(image.NewPaletted(half(40, 10), palette.Plan9), navyLike)), 40, 10, color.NRGBA{0, 0x44, 0x44, 0xFF}},
		{"interlaced PNG", interlaced(), 8, 8, color.NRGBA{20, 20, 20, 0xFF}},
		{"JPEG", jpegOf(t, painted(image.NewNRGBA(half(40, 16)), redLike)), 40, 16, redLike},
		{"CMYK JPEG", cmyk, 24, 8, redLike},
		{"very wide", pngOf(t, painted(image.NewNRGBA(half(19_000, 10)), navyLike)), 730, 1, navyLike},
		{"very high", pngOf(t, painted(image.NewNRGBA(half(10, 19_000)), navyLike)), 2, 480, color.NRGBA{}},
		{"one pixel", pngOf(t, painted(image.NewGray(half(1, 1)), navyLike)), 2, 1, color.NRGBA{}},
		{"moved bounds", pngOf(t, painted(image.NewNRGBA(image.Rect(-20, 5, 20, 15)), navyLike)), 40, 10, navyLike},
	} {
		for _, p := range []parity{evenWidth, oddWidth} {
			made, err := makePicture(test.data, p)
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
				continue
			}
			w := test.w
			if p == oddWidth {
				w = made.w // one more or one less
			}
			if made.w != w || made.h != test.h || made.w%2 != int(p) || made.w > logoWidth || made.h > logoHeight {
				t.Errorf("%s: %d by %d, want %d by %d", test.name, made.w, made.h, test.w, test.h)
			}
			if made.data[24] != 8 || made.data[25] != 2 || made.data[28] != 0 { // bits, true colour without alpha, no interlace
				t.Errorf("%s: PNG of %d bits, type %d, interlace %d", test.name, made.data[24], made.data[25], made.data[28])
			}
			if test.left == (color.NRGBA{}) {
				continue
			}
			img, err := png.Decode(bytes.NewReader(made.data))
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
				continue
			}
			if got := img.At(test.w/4, test.h/2); far(got, test.left) {
				t.Errorf("%s: the left half is %v, want %v", test.name, got, test.left)
			}
		}
	}
}

// far reports whether two colours differ by more than a lossy format makes of one.
func far(a color.Color, b color.NRGBA) bool {
	r, g, bl, _ := a.RGBA()
	off := func(x uint32, y uint8) float64 { return math.Abs(float64(x>>8) - float64(y)) }
	return max(off(r, b.R), off(g, b.G), off(bl, b.B)) > 12
}

// A camera's picture is turned upright, in all eight ways in which it may lie.
func TestLogoTurned(t *testing.T) {
	stored := image.NewNRGBA(image.Rect(0, 0, 64, 32)) // its upper left corner is red
	for i := range stored.Pix {
		stored.Pix[i] = 0xFF
	}
	for y := range 16 {
		for x := range 16 {
			stored.Set(x, y, redLike)
		}
	}
	plain := jpegOf(t, stored)
	for o, want := range map[byte]struct{ w, h, x, y int }{
		1: {64, 32, 4, 4}, 2: {64, 32, 60, 4}, 3: {64, 32, 60, 28}, 4: {64, 32, 4, 28},
		5: {32, 64, 4, 4}, 6: {32, 64, 28, 4}, 7: {32, 64, 28, 60}, 8: {32, 64, 4, 60},
		0: {64, 32, 4, 4}, 9: {64, 32, 4, 4},
	} {
		for _, order := range []string{"II", "MM"} {
			made, err := makePicture(exif(plain, o, order), evenWidth)
			if err != nil {
				t.Fatal(err)
			}
			if made.w != want.w || made.h != want.h || far(made.image.At(want.x, want.y), redLike) {
				t.Errorf("orientation %d (%s): %d by %d, %v at %d, %d", o, order, made.w, made.h, made.image.At(want.x, want.y), want.x, want.y)
			}
		}
	}
	cut := exif(plain, 6, "II")
	for n := range 48 { // a segment that lies about its length is no reason to fail
		if o := orientationOf(cut[:n]); o != upright && n < 38 {
			t.Errorf("%d bytes tell orientation %d", n, o)
		}
	}
}

// What cannot be printed safely is refused, and before its pixels are decoded.
func TestLogoRefused(t *testing.T) {
	good := pngOf(t, painted(image.NewNRGBA(image.Rect(0, 0, 40, 40)), navyLike))
	var moving bytes.Buffer
	if err := gif.Encode(&moving, image.NewPaletted(image.Rect(0, 0, 4, 4), palette.Plan9), nil); err != nil {
		t.Fatal(err)
	}
	frames := append(append([]byte{}, good[:33]...), append(chunk("acTL", make([]byte, 8)), good[33:]...)...)
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"a GIF", moving.Bytes(), "is a GIF: save it as PNG or JPEG"},
		{"a WebP", []byte("RIFF\x10\x00\x00\x00WEBPVP8 "), "is a WebP: save it as PNG or JPEG"},
		{"an SVG", []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), "is an SVG: save it"},
		{"a HEIC", []byte("\x00\x00\x00\x18ftypheic"), "is a HEIC or other camera format: save it"},
		{"nothing", nil, "is neither PNG nor JPEG: save it"},
		{"an animated PNG", frames, "is an animated PNG: save one picture of it"},
		{"cut off", good[:len(good)/2], "is damaged"},
		{"a flipped bit", append(append([]byte{}, good[:60]...), append([]byte{good[60] ^ 1}, good[61:]...)...), "is damaged"},
		{"a header alone", pngHeader(40, 40, 8, 2, 0), "is damaged"},
		{"a bomb", append(pngHeader(50_000, 50_000, 8, 2, 0), chunk("IDAT", nil)...), "is 50000 by 50000 pixels: save it with at most 16 million pixels"},
		{"a long bomb", append(pngHeader(1<<30, 1, 1, 0, 0), chunk("IDAT", nil)...), "by 1 pixels: save it"},
		{"a JPEG bomb", []byte("\xFF\xD8\xFF\xC0\x00\x11\x08\xFF\xFF\xFF\xFF\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00"), "is 65535 by 65535 pixels"},
		{"half a JPEG", jpegOf(t, painted(image.NewNRGBA(image.Rect(0, 0, 64, 64)), redLike))[:300], "is damaged"},
	} {
		if _, err := makePicture(test.data, evenWidth); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		}
	}
}

// A white logo would not be seen on its white plate, which its owner is told.
func TestLogoFaint(t *testing.T) {
	for c, want := range map[color.NRGBA]bool{{255, 255, 255, 255}: true, {240, 240, 240, 255}: true, navyLike: false} {
		name := write(t, "brand.yaml", "logo: logo.png\n", map[string][]byte{"logo.png": pngOf(t, painted(image.NewNRGBA(image.Rect(0, 0, 40, 10)), c))})
		b, err := LoadBrand(name)
		if err != nil {
			t.Fatal(err)
		}
		if told := len(b.Notices()) == 1 && strings.HasPrefix(b.Notices()[0], "logo: it is white or nearly so"); told != want {
			t.Errorf("a logo in %v: notices %q", c, b.Notices())
		}
		if w, h := b.LogoSize(); w != 40 || h != 10 {
			t.Errorf("a logo of %d by %d", w, h)
		}
	}
}

// The logo is in the PDF.
func TestLogoPrinted(t *testing.T) {
	d := testDocument(t)
	var err error
	d.Brand, err = LoadBrand(write(t, "brand.yaml", "logo: logo.png\n", map[string][]byte{"logo.png": interlaced()}))
	if err != nil {
		t.Fatal(err)
	}
	if pdf := writePDF(t, d); !strings.Contains(string(pdf), "/Subtype /Image") {
		t.Error("the logo is not in the PDF")
	}
}
