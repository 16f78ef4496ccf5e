package report

import (
	"encoding/binary"
	"image"
	"image/color"
)

// An orientation says how a camera's picture has to be turned and mirrored, as Exif numbers it from 1 to 8.
type orientation uint16

const upright orientation = 1

// swaps reports whether turning makes width of height.
func (o orientation) swaps() bool { return o >= 5 }

// apply turns and mirrors a picture.
func (o orientation) apply(img *image.RGBA) *image.RGBA {
	if o == upright {
		return img
	}
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	size := image.Rect(0, 0, w, h)
	if o.swaps() {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			out.SetRGBA(x, y, o.from(img, x, y, w-1, h-1))
		}
	}
	return out
}

// from is the pixel of the stored picture that is seen at x, y; right and bottom are its last column and row.
func (o orientation) from(img *image.RGBA, x, y, right, bottom int) color.RGBA {
	switch o {
	case 2:
		return img.RGBAAt(right-x, y)
	case 3:
		return img.RGBAAt(right-x, bottom-y)
	case 4:
		return img.RGBAAt(x, bottom-y)
	case 5:
		return img.RGBAAt(y, x)
	case 6:
		return img.RGBAAt(y, bottom-x)
	case 7:
		return img.RGBAAt(right-y, bottom-x)
	case 8:
		return img.RGBAAt(right-y, x)
	}
	return img.RGBAAt(x, y)
}

// orientationOf finds the orientation in the Exif segment of a JPEG; what cannot be read is upright.
func orientationOf(jpeg []byte) orientation {
	const start, app1 = 0xDA, 0xE1
	for at := 2; at+4 <= len(jpeg) && jpeg[at] == 0xFF && jpeg[at+1] != start; {
		size := int(binary.BigEndian.Uint16(jpeg[at+2:]))
		end := at + 2 + size
		if size < 2 || end > len(jpeg) {
			break
		}
		if segment := jpeg[at+4 : end]; jpeg[at+1] == app1 && len(segment) > 14 && string(segment[:6]) == "Exif\x00\x00" {
			return tiffOrientation(segment[6:])
		}
		at = end
	}
	return upright
}

// tiffOrientation reads tag 0x0112 of the first directory of a TIFF header.
func tiffOrientation(tiff []byte) orientation {
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	first := order.Uint32(tiff[4:])
	if uint64(first)+2 > uint64(len(tiff)) {
		return upright
	}
	entries := tiff[first+2:]
	for range order.Uint16(tiff[first:]) {
		if len(entries) < 12 {
			break
		}
		if o := orientation(order.Uint16(entries[8:])); order.Uint16(entries) == 0x0112 && o >= 1 && o <= 8 {
			return o
		}
		entries = entries[12:]
	}
	return upright
}
