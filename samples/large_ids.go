package samples

import (
	"encoding/binary"
	"fmt"
	"math/bits"
)

// roll is a number made from the seed and what it is for, any number of bits of which may be used.
func (l *large) roll(kind, a, b uint64) uint64 {
	x := l.Seed*0x9e3779b97f4a7c15 ^ kind*0xbf58476d1ce4e5b9 ^ bits.RotateLeft64(a*0x94d049bb133111eb, 23) ^ bits.RotateLeft64(b*0xd6e8feb86659fd93, 41)
	for range 2 {
		x ^= x >> 30
		x *= 0xbf58476d1ce4e5b9
		x ^= x >> 27
		x *= 0x94d049bb133111eb
		x ^= x >> 31
	}
	return x
}

// What is rolled for.
const (
	rollID = iota + 1
	rollWeight
	rollLinks
	rollLink
	rollGrant
	rollItem
	rollSite
)

// guid is an id in the form of a GUID.
func (l *large) guid(kind, a, b uint64) string {
	var g [16]byte
	binary.BigEndian.PutUint64(g[:], l.roll(rollID, kind<<32|b, a))
	binary.BigEndian.PutUint64(g[8:], l.roll(rollID, kind<<32|b|1<<31, a))
	g[6], g[8] = g[6]&0x0f|0x50, g[8]&0x3f|0x80 // version 5, RFC 9562
	return fmt.Sprintf("%x-%x-%x-%x-%x", g[:4], g[4:6], g[6:8], g[8:10], g[10:])
}

// Kinds of ids.
const (
	idTenant = iota + 1
	idApp
	idUser
	idGuest
	idGroup
	idSite
	idWeb
	idDrive
	idItem
	idGrant
)

// itemIDLength is that of an id as SharePoint gives drive items: 34 letters and digits that begin with 01.
const itemIDLength = 34

// rootItem is the number of a library's root, for its id.
const rootItem = 1<<32 - 1

// itemIDs are the ids of the first n items, one behind the other.
func (m *maker) itemIDs(n int) string {
	text := make([]byte, 0, n*itemIDLength)
	for i := range n {
		text = m.appendItemID(text, m.v, i)
	}
	return string(text)
}

func (l *large) itemID(v *volume, i int) string { return string(l.appendItemID(nil, v, i)) }

func (l *large) appendItemID(b []byte, v *volume, i int) []byte {
	b = append(b, "01"...)
	for part := range uint64(3) { // 60 bits make 12 letters
		r := l.roll(rollID, idItem<<32|part, uint64(v.at)<<32|uint64(i))
		for k := range 12 {
			if len(b)%itemIDLength == 0 {
				break
			}
			b = append(b, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[r>>(5*k)&31])
		}
	}
	return b
}
