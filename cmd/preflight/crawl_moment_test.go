package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"

	"modernc.org/sqlite"
)

// testMoment is the variable of the environment that says what befalls a preflight process in its cache.
const testMoment = "PREFLIGHT_TEST_MOMENT"

// arm prepares this process for a moment: "row N" kills it as with kill -9 when it changes the N-th row of its cache, "commit N" when
// it is about to commit for the N-th time, both of which lie within a transaction; "full N" lets the cache grow to N pages and
// no further, as a full disk does; "damage N" writes over its pages, in the log too, before the N-th commit. Without a moment nothing
// happens.
func arm(moment string) {
	if moment == "" {
		return
	}
	kind, number, _ := strings.Cut(moment, " ")
	limit, err := strconv.Atoi(number)
	if err != nil {
		panic(err)
	}
	n := 0
	count := func(strike func()) {
		if n++; n == limit {
			strike()
		}
	}
	sqlite.RegisterConnectionHook(func(conn sqlite.ExecQuerierContext, dsn string) error {
		hooks, ok := conn.(sqlite.HookRegisterer)
		switch {
		case kind == "full":
			_, err := conn.ExecContext(context.Background(), fmt.Sprintf("PRAGMA max_page_count = %d", limit), nil)
			return err
		case kind == "row" && ok:
			hooks.RegisterPreUpdateHook(func(sqlite.SQLitePreUpdateData) { count(die) })
		case kind == "commit" && ok:
			hooks.RegisterCommitHook(func() int32 { count(die); return 0 })
		case kind == "damage" && ok:
			hooks.RegisterCommitHook(func() int32 { count(func() { damage(dsn) }); return 0 })
		default:
			panic("no such moment: " + moment)
		}
		return nil
	})
}

// die kills this process: nothing that it had in mind to do is done.
func die() {
	if self, err := os.FindProcess(os.Getpid()); err == nil {
		_ = self.Kill()
	}
	select {}
}

// damage writes over all pages of a database but the first, in its log too. Without the first nobody could tell whose
// file it is, and even --fresh leaves such a one alone.
func damage(dsn string) {
	at, err := url.Parse(dsn)
	if err != nil {
		panic(err)
	}
	const page, logHeader, frameHeader = 4096, 32, 24 // https://www.sqlite.org/fileformat2.html#walformat
	file := at.Path
	spoil(file, page, page, 0, func([]byte) bool { return true })
	spoil(file+"-wal", logHeader, page, frameHeader, func(frame []byte) bool { return binary.BigEndian.Uint32(frame) != 1 })
}

// spoil writes over the pages of a file from an offset on, each behind a header, where the header is such.
func spoil(name string, from, page, header int, such func(header []byte) bool) {
	data, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		panic(err)
	}
	junk := bytes.Repeat([]byte{0xa5}, page)
	for at := from; at+header+page <= len(data) && err == nil; at += header + page {
		if such(data[at : at+header]) {
			_, err = f.WriteAt(junk, int64(at+header))
		}
	}
	if err := errors.Join(err, f.Close()); err != nil {
		panic(err)
	}
}
