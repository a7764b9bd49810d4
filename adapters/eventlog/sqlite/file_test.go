package sqlite_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"suivi/adapters/eventlog/sqlite"
	"suivi/domain/event"
	"suivi/domain/ledger"

	"github.com/ncruces/go-sqlite3"
)

// tool opens the file of a log as any SQLite tool would.
func tool(t *testing.T, dir string) *sqlite3.Conn {
	t.Helper()
	c, err := sqlite3.Open(filepath.Join(dir, "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func TestEventsNeverChange(t *testing.T) {
	dir := t.TempDir()
	log := open(t, dir)
	fill(t, log, 10)
	c := tool(t, dir)
	insert := " INTO event SELECT %s, stream, %s, id, type, recorded_at, metadata, '{}' FROM event WHERE position = 3"
	for _, sql := range []string{
		"UPDATE event SET data = '{}' WHERE position = 3",
		"UPDATE event SET version = version + 100",
		"UPDATE stream SET name = 'other'",
		"DELETE FROM event WHERE position = 10",
		"DELETE FROM event",
		"DELETE FROM stream",
		"UPDATE events SET data = '{}'",
		"DELETE FROM events",
		"REPLACE" + fmt.Sprintf(insert, "position", "version"),
		"REPLACE" + fmt.Sprintf(insert, "11", "version"),
		"REPLACE" + fmt.Sprintf(insert, "position", "10"),
		"INSERT" + fmt.Sprintf(insert, "12", "10"),
		"INSERT" + fmt.Sprintf(insert, "11", "11"),
		"INSERT OR IGNORE" + fmt.Sprintf(insert, "0", "10"),
		"REPLACE INTO stream (id, name) SELECT id, 'other' FROM stream",
		"REPLACE INTO stream (id, name) SELECT 99, name FROM stream",
	} {
		if err := c.Exec(sql); err == nil || c.Changes() != 0 {
			t.Errorf("%s was not refused: %v", sql, err)
		}
	}
	if got := count(t, log); got != 10 {
		t.Fatalf("%d events are left of 10", got)
	}
	fill(t, log, 1)
}

// TestAuditorSeesPlainRows holds what doc.go promises of the view events.
func TestAuditorSeesPlainRows(t *testing.T) {
	dir := t.TempDir()
	log := open(t, dir)
	rs := sample(3)
	rs[1].RecordedAt = time.Date(1944, 8, 25, 12, 0, 0, 5_000, time.FixedZone("", 3600))
	rs[2].Data = []byte{0xff, 0}
	if _, err := log.Append(t.Context(), "recommandation-7", event.NoStream, rs); err != nil {
		t.Fatal(err)
	}
	s, _, err := tool(t, dir).Prepare(`SELECT concat_ws('|', position, stream, version, id, type, recorded_at, metadata,
		CASE typeof(data) WHEN 'text' THEN data ->> 'date' ELSE hex(data) END) FROM events ORDER BY position`)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i, want := range []string{"2026-03-04T05:06:07.891011Z|%s|2026-03-01", "1944-08-25T11:00:00.000005Z|%s|2026-03-01", "2026-03-04T05:06:07.891011Z|%s|FF00"} {
		s.Step()
		want = fmt.Sprintf("%d|recommandation-7|%d|%s|%s|", i+1, i, rs[i].ID, rs[i].Type) + fmt.Sprintf(want, rs[i].Metadata)
		if got := s.ColumnText(0); got != want {
			t.Errorf("an auditor sees %s\nwant %s", got, want)
		}
	}
}

func TestNewerFormat(t *testing.T) {
	dir := t.TempDir()
	fill(t, open(t, dir), 3, true)
	if err := tool(t, dir).Exec("PRAGMA user_version = 57"); err != nil {
		t.Fatal(err)
	}
	for _, options := range [][]sqlite.Option{nil, {sqlite.ReadOnly()}} {
		_, err := sqlite.Open(t.Context(), dir, options...)
		if !errors.Is(err, ledger.ErrNewerFormat) || !strings.Contains(err.Error(), "format 57") || !strings.Contains(err.Error(), "up to 1") {
			t.Errorf("a file of format 57 answered %v", err)
		}
	}
}

func TestForeignFile(t *testing.T) {
	for name, make := range map[string]func(t *testing.T, dir string){
		"no database": func(t *testing.T, dir string) {
			write(t, dir, bytes.Repeat([]byte("Compte rendu de la session. "), 300))
		},
		"a database of another program": func(t *testing.T, dir string) {
			if err := tool(t, dir).Exec("PRAGMA application_id = 7; CREATE TABLE t (a)"); err != nil {
				t.Fatal(err)
			}
		},
		"a database without application id": func(t *testing.T, dir string) {
			if err := tool(t, dir).Exec("CREATE TABLE t (a)"); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			make(t, dir)
			before := read(t, dir)
			for _, options := range [][]sqlite.Option{nil, {sqlite.ReadOnly()}} {
				log, err := sqlite.Open(t.Context(), dir, options...)
				if err == nil {
					log.Close()
					t.Fatal("a foreign file was opened as a log")
				}
				if !strings.Contains(err.Error(), "ledger.db") {
					t.Errorf("the error does not name the file: %v", err)
				}
			}
			if !bytes.Equal(before, read(t, dir)) {
				t.Error("a foreign file was changed")
			}
		})
	}
}

// TestDamage holds that a file that was cut short or overwritten is never read
// as a shorter log.
func TestDamage(t *testing.T) {
	whole := t.TempDir()
	fill(t, open(t, whole), 2000, true)
	good := read(t, whole)
	for name, spoil := range map[string]func([]byte) []byte{
		"cut in half":         func(b []byte) []byte { return b[:len(b)/2] },
		"cut within a page":   func(b []byte) []byte { return b[:len(b)-1000] },
		"without its header":  func(b []byte) []byte { return b[4096:] },
		"overwritten inside":  func(b []byte) []byte { clear(b[len(b)/2&^4095:][:4096]); return b },
		"overwritten by bits": func(b []byte) []byte { copy(b[40960:], bytes.Repeat([]byte{0xa5}, 8192)); return b },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, spoil(bytes.Clone(good)))
			log, err := sqlite.Open(t.Context(), dir)
			if err != nil {
				t.Logf("Open: %v", err)
				return
			}
			defer log.Close()
			n := 0
			for _, err := range log.Read(t.Context(), event.Position{}) {
				if err != nil {
					t.Logf("after %d events: %v", n, err)
					return
				}
				n++
			}
			t.Fatalf("a damaged file was read as a log of %d events", n)
		})
	}
}

func TestReadOnly(t *testing.T) {
	dir := t.TempDir()
	fill(t, open(t, dir), 5, true)
	a, b := open(t, dir, sqlite.ReadOnly()), open(t, dir, sqlite.ReadOnly())
	if count(t, a) != 5 || count(t, b) != 5 {
		t.Fatal("a read-only log does not show its events")
	}
	if _, err := a.Append(t.Context(), "b", event.NoStream, sample(1)); !errors.Is(err, ledger.ErrReadOnly) {
		t.Fatalf("append to a read-only log answered %v", err)
	}
	if _, err := sqlite.Open(t.Context(), dir); !errors.Is(err, ledger.ErrInUse) {
		t.Fatalf("Open to write beside readers answered %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Fatalf("readers left %v in the folder, %v", entries, err)
	}
	if _, err := sqlite.Open(t.Context(), t.TempDir(), sqlite.ReadOnly()); err == nil {
		t.Fatal("a log that does not exist was opened to be read")
	}
}

func TestFolderOfAnyName(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deux mots", "à 100 % #1?mode=memory&x")
	fill(t, open(t, dir), 5, true)
	if len(read(t, dir)) == 0 || count(t, open(t, dir)) != 5 {
		t.Fatal("the log is not in its folder")
	}
}

// fill appends n events to the stream "a", and closes the log if asked.
func fill(t *testing.T, log *sqlite.Log, n int, closed ...bool) {
	t.Helper()
	v := event.NoStream
	for range log.Load(t.Context(), "a", 0) {
		v++
	}
	for n > 0 {
		rs := sample(min(n, 500))
		done, err := log.Append(t.Context(), "a", v, rs)
		if err != nil {
			t.Fatal(err)
		}
		v, n = done.Version, n-len(rs)
	}
	if len(closed) > 0 {
		if err := log.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// count reads the whole log.
func count(t *testing.T, log *sqlite.Log) (n int) {
	t.Helper()
	for _, err := range log.Read(t.Context(), event.Position{}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

func read(t *testing.T, dir string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t *testing.T, dir string, b []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "ledger.db"), b, 0o600); err != nil {
		t.Fatal(err)
	}
}
