package report

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	stddraw "image/draw"
	_ "image/jpeg" // logos may be JPEG
	"image/png"
	"io/fs"

	"golang.org/x/image/draw"
)

// A picture is a logo as a plain 8-bit PNG without transparency, which is all that the PDF library reads without fail.
// The zero picture is none.
type picture struct {
	data  []byte
	w, h  int // pixels
	image image.Image
	faint bool // hardly anything of it is seen on white
}

// The bounds of a logo. Decoding takes up to 8 bytes a pixel, and half as much again for a progressive JPEG.
const (
	maxLogoBytes  = 5 << 20
	maxLogoPixels = 16_000_000
	maxLogoSide   = 20_000
)

// Larger logos are scaled down to 300 dots an inch on a plate of 62 by 20 mm, with room for another one.
const (
	logoWidth  = 732
	logoHeight = 480
)

// parity keeps the widths of two logos apart: the PDF library orders pictures by their width alone, so that of two of one
// width now one comes first and now the other, and the same report would be other bytes.
type parity int

const (
	evenWidth parity = iota // the brand's
	oddWidth                // the client's
)

// readLogo reads a PNG or JPEG and makes it safe to print. An error says what to do.
func readLogo(name string, p parity) (picture, error) {
	data, err := readRegular(name, maxLogoBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return picture{}, fmt.Errorf("there is no file %s: give the path from this file's folder, or write   logo: \"\"", name)
	case errors.Is(err, errUnfit):
		return picture{}, fmt.Errorf("%s is no file of at most %d MB: save a smaller PNG", name, maxLogoBytes>>20)
	case err != nil:
		return picture{}, fmt.Errorf("reading it: %w", err)
	}
	made, err := makePicture(data, p)
	if err != nil {
		return picture{}, fmt.Errorf("%s %w", name, err)
	}
	return made, nil
}

// makePicture decodes a logo, turns it upright, and flattens it on white. Its size is looked at before it is decoded.
func makePicture(data []byte, p parity) (picture, error) {
	config, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if kind != "png" && kind != "jpeg" { // a format that another package has registered with the decoder counts as none
		return picture{}, fmt.Errorf("is %s: save it as PNG or JPEG", fileKind(data))
	}
	switch {
	case err != nil:
		return picture{}, fmt.Errorf("is damaged (%w): save it again as PNG", err)
	case kind == "png" && animated(data):
		return picture{}, errors.New("is an animated PNG: save one picture of it as a plain PNG")
	case config.Width < 1 || config.Height < 1 || config.Width > maxLogoSide || config.Height > maxLogoSide || config.Width*config.Height > maxLogoPixels:
		return picture{}, fmt.Errorf("is %d by %d pixels: save it with at most %d million pixels, such as 4000 by 4000", config.Width, config.Height, maxLogoPixels/1_000_000)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return picture{}, fmt.Errorf("is damaged (%w): save it again as PNG", err)
	}
	turn := upright
	if kind == "jpeg" {
		turn = orientationOf(data)
	}
	flat := fit(turn.apply(shrink(img, turn)), p)
	var buf bytes.Buffer
	if err := png.Encode(&buf, flat); err != nil {
		return picture{}, fmt.Errorf("cannot be encoded: %w", err)
	}
	size := flat.Bounds()
	return picture{data: buf.Bytes(), w: size.Dx(), h: size.Dy(), image: flat, faint: faint(flat)}, nil
}

// shrink flattens a picture on white, no larger than is printed once it is turned.
func shrink(img image.Image, turn orientation) *image.RGBA {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	mostW, mostH := logoWidth-2, logoHeight // with room for the column that fit adds
	if turn.swaps() {
		mostW, mostH = mostH, mostW
	}
	if scale := min(float64(mostW)/float64(w), float64(mostH)/float64(h)); scale < 1 {
		w, h = max(1, int(float64(w)*scale)), max(1, int(float64(h)*scale))
	}
	flat := image.NewRGBA(image.Rect(0, 0, w, h))
	stddraw.Draw(flat, flat.Bounds(), image.White, image.Point{}, stddraw.Src)
	if w == img.Bounds().Dx() && h == img.Bounds().Dy() {
		stddraw.Draw(flat, flat.Bounds(), img, img.Bounds().Min, stddraw.Over)
	} else {
		draw.CatmullRom.Scale(flat, flat.Bounds(), img, img.Bounds(), draw.Over, nil)
	}
	return flat
}

// fit adds a white column where the width has the wrong parity.
func fit(img *image.RGBA, p parity) *image.RGBA {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	if w%2 == int(p) {
		return img
	}
	wider := image.NewRGBA(image.Rect(0, 0, w+1, h))
	stddraw.Draw(wider, wider.Bounds(), image.White, image.Point{}, stddraw.Src)
	stddraw.Draw(wider, img.Bounds(), img, image.Point{}, stddraw.Src)
	return wider
}

// faint reports whether no pixel stands out against the white plate on which logos are printed.
func faint(img *image.RGBA) bool {
	for i := 0; i+3 < len(img.Pix); i += 4 {
		if contrast(colour(img.Pix[i])<<16|colour(img.Pix[i+1])<<8|colour(img.Pix[i+2]), white) >= 1.5 {
			return false
		}
	}
	return true
}

// notices says what will look otherwise than its owner thinks.
func (p picture) notices(key string) []string {
	if p.faint {
		return []string{key + ": it is white or nearly so and stands on a white plate: use its dark version"}
	}
	return nil
}

// fileKind names what a file seems to be, for somebody who took it for a PNG.
func fileKind(data []byte) string {
	for _, k := range []struct {
		at          int
		magic, name string
	}{
		{0, "GIF8", "a GIF"}, {0, "BM", "a BMP"}, {0, "II*\x00", "a TIFF"}, {0, "MM\x00*", "a TIFF"}, {0, "%PDF", "a PDF"}, {0, "%!PS", "an EPS"},
		{0, "<svg", "an SVG"}, {0, "<?xml", "an SVG or other XML"}, {0, "\x00\x00\x01\x00", "an icon"}, {8, "WEBP", "a WebP"},
		{4, "ftypavif", "an AVIF"}, {4, "ftyp", "a HEIC or other camera format"},
	} {
		if len(data) > k.at && bytes.HasPrefix(data[k.at:], []byte(k.magic)) {
			return k.name
		}
	}
	return "neither PNG nor JPEG"
}

// animated reports whether a PNG has frames, which come before the picture itself: https://www.w3.org/TR/png-3/#acTL-chunk
func animated(data []byte) bool {
	control, pixels := bytes.Index(data, []byte("acTL")), bytes.Index(data, []byte("IDAT"))
	return control > 0 && control < pixels
}
