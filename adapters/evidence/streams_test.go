package evidence_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/eventlog/sqlite"
	"suivi/adapters/evidence"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
)

const partBytes = 448 << 10

func now() time.Time { return time.Date(2024, 6, 15, 10, 30, 0, 0, time.UTC) }

// scan is a piece of that many bytes, none like the one before.
func scan(size int) []byte {
	b := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(b)
	return b
}

func keep(t *testing.T, s evidence.Streams, b []byte) string {
	t.Helper()
	e, err := s.Keep(t.Context(), "scan.pdf", bytes.NewReader(b))
	if err != nil || e.Size != int64(len(b)) || e.SHA256 != hashOf(string(b)) || e.Name != "scan.pdf" {
		t.Fatalf("%+v: %v", e, err)
	}
	return e.SHA256
}

func held(t *testing.T, log ledger.EventLog, stream string) (all []event.Record) {
	t.Helper()
	for rec, err := range log.Load(t.Context(), stream, 0) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rec)
	}
	return all
}

func TestAPieceOfAnySizeIsGivenBackFromALog(t *testing.T) {
	disk, err := sqlite.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer disk.Close()
	for name, log := range map[string]ledger.EventLog{"memory": memory.New(), "SQLite": disk} {
		s := evidence.NewStreams(log, now)
		for _, size := range []int{1, partBytes - 1, partBytes, partBytes + 1, 3*partBytes + 7} {
			t.Run(fmt.Sprint(name, " ", size), func(t *testing.T) {
				b := scan(size)
				sum := keep(t, s, b)
				kept, err := s.Open(t.Context(), sum)
				if err != nil {
					t.Fatal(err)
				}
				defer kept.Close()
				if err := iotest.TestReader(kept, b); err != nil {
					t.Error(err)
				}
				if found, err := s.Hash(t.Context(), sum); err != nil || found != sum {
					t.Errorf("%s: %v", found, err)
				}
			})
		}
	}
}

func TestTheSameBytesAreKeptOnceInALogWhoeverKeepsThem(t *testing.T) {
	log, b := memory.New(), scan(2*partBytes)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := evidence.NewStreams(log, time.Now).Keep(t.Context(), "a.pdf", bytes.NewReader(b)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := len(held(t, log, "piece-"+hashOf(string(b)))); n != 2 {
		t.Errorf("%d parts", n)
	}
}

// cut is a log whose process dies at its nth append.
type cut struct {
	ledger.EventLog
	left int
}

var errCut = errors.New("the process died")

func (c *cut) Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (ledger.Appended, error) {
	if c.left--; c.left < 0 {
		return ledger.Appended{}, errCut
	}
	return c.EventLog.Append(ctx, stream, expected, records)
}

func TestAHalfWrittenPieceDoesNotExistUntilSomebodyCompletesIt(t *testing.T) {
	log, b := memory.New(), scan(3*partBytes)
	sum := hashOf(string(b))
	if _, err := evidence.NewStreams(&cut{log, 2}, now).Keep(t.Context(), "a.pdf", bytes.NewReader(b)); !errors.Is(err, errCut) {
		t.Fatal(err)
	}
	s := evidence.NewStreams(log, now)
	if _, err := s.Open(t.Context(), sum); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if _, err := s.Hash(t.Context(), sum); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	keep(t, s, b)
	if n := len(held(t, log, "piece-"+sum)); n != 3 {
		t.Errorf("%d parts", n)
	}
	if found, err := s.Hash(t.Context(), sum); err != nil || found != sum {
		t.Error(found, err)
	}
}

func TestWhatIsNotThePieceIsNeverGivenWhole(t *testing.T) {
	b := scan(3*partBytes + 5)
	sum := hashOf(string(b))
	genuine := memory.New()
	keep(t, evidence.NewStreams(genuine, now), b)
	for name, spoil := range map[string]func([]event.Record){
		"a byte in the middle":  func(r []event.Record) { r[1].Data[9] ^= 1 },
		"a byte of the last":    func(r []event.Record) { r[3].Data[0] ^= 1 },
		"two parts exchanged":   func(r []event.Record) { r[1].Data, r[2].Data = r[2].Data, r[1].Data },
		"a part that is short":  func(r []event.Record) { r[2].Data = r[2].Data[1:] },
		"metadata that is none": func(r []event.Record) { r[2].Metadata = []byte("{") },
		"another type":          func(r []event.Record) { r[3].Type = "piece.octets.v9" },
		"another place":         func(r []event.Record) { r[2].Metadata = r[1].Metadata },
	} {
		t.Run(name, func(t *testing.T) {
			records, log := held(t, genuine, "piece-"+sum), memory.New()
			spoil(records)
			for _, rec := range records {
				if _, err := log.Append(t.Context(), rec.Stream, rec.Version-1, []event.Record{rec}); err != nil {
					t.Fatal(err)
				}
			}
			s := evidence.NewStreams(log, now)
			for _, from := range []int64{0, 2*partBytes + 1, int64(len(b)) - 1} {
				kept, err := s.Open(t.Context(), sum)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := kept.Seek(from, io.SeekStart); err != nil {
					t.Fatal(err)
				}
				if got, err := io.ReadAll(kept); fault.CodeOf(err) != evidence.RefusedAltered || int64(len(got)) >= int64(len(b))-from {
					t.Errorf("from %d: %d bytes, %v", from, len(got), err)
				}
				kept.Close()
			}
			if found, err := s.Hash(t.Context(), sum); err != nil || found == sum {
				t.Errorf("%s: %v", found, err)
			}
			if _, err := s.Keep(t.Context(), "a.pdf", bytes.NewReader(b)); fault.CodeOf(err) != evidence.RefusedAltered {
				t.Errorf("kept: %v", err)
			}
		})
	}
}

func TestOnlyAHashOpensAStream(t *testing.T) {
	log := memory.New()
	s := evidence.NewStreams(log, now)
	keep(t, s, []byte(annual))
	for _, name := range []string{"", hashOf("other"), strings.ToUpper(hashOf(annual)), "piece-" + hashOf(annual)} {
		if _, err := s.Open(t.Context(), name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q opens: %v", name, err)
		}
		if _, err := s.Hash(t.Context(), name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

type full struct{ ledger.EventLog }

func (full) Append(context.Context, string, event.Version, []event.Record) (ledger.Appended, error) {
	return ledger.Appended{}, fmt.Errorf("append: %w", ledger.ErrReadOnly)
}

func TestALogThatTakesNoWritesAndALogThatIsAwaySaySo(t *testing.T) {
	s := evidence.NewStreams(full{memory.New()}, now)
	if _, err := s.Keep(t.Context(), "a.pdf", strings.NewReader(annual)); fault.KindOf(err) != fault.Unavailable {
		t.Error(err)
	}
	log := memory.New()
	s = evidence.NewStreams(log, now)
	sum := keep(t, s, []byte(annual))
	_ = log.Close()
	if _, err := s.Open(t.Context(), sum); !errors.Is(err, ledger.ErrClosed) {
		t.Error(err)
	}
	if _, err := s.Keep(t.Context(), "a.pdf", strings.NewReader(annual)); !errors.Is(err, ledger.ErrClosed) {
		t.Error(err)
	}
}

// The stored form is a promise: testdata/piece is what was written once, and
// is written so for ever.
func TestAPieceIsStoredAsItAlwaysWas(t *testing.T) {
	want, err := os.ReadFile("testdata/piece")
	if err != nil {
		t.Fatal(err)
	}
	log := memory.New()
	s := evidence.NewStreams(log, now)
	var got strings.Builder
	for _, b := range [][]byte{[]byte(annual), bytes.Repeat([]byte("octets\n"), 100_000)} {
		for _, rec := range held(t, log, "piece-"+keep(t, s, b)) {
			fmt.Fprintf(&got, "%s %d %s %s %s %d bytes %s\n", rec.Stream, rec.Version, rec.ID, rec.Type, rec.Metadata, len(rec.Data), hashOf(string(rec.Data)))
		}
	}
	if got.String() != string(want) {
		t.Errorf("stored as\n%swas\n%s", got.String(), want)
	}
}

func TestAFileThatHasNowhereToWaitIsRefusedByName(t *testing.T) {
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "nulle-part"))
	_, err := evidence.NewStreams(memory.New(), time.Now).Keep(t.Context(), "note.txt", strings.NewReader("une note"))
	if fault.CodeOf(err) != evidence.RefusedNoRoom || fault.KindOf(err) != fault.Unavailable {
		t.Error(err)
	}
}
