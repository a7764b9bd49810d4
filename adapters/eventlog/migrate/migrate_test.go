package migrate_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/eventlog/migrate"
	"suivi/adapters/eventlog/sqlite"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

// appends notes how many events each append brought.
type appends struct {
	ledger.EventLog
	sizes []int
}

func (a *appends) Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (ledger.Appended, error) {
	a.sizes = append(a.sizes, len(records))
	return a.EventLog.Append(ctx, stream, expected, records)
}

// holding is a log of runs of events: so many of that size, in that stream.
func holding(t *testing.T, runs ...struct {
	stream string
	events int
	size   int
}) *memory.Log {
	t.Helper()
	log, n, last := memory.New(), 0, map[string]event.Version{}
	for _, run := range runs {
		for range run.events {
			n++
			version, some := last[run.stream]
			if !some {
				version = event.NoStream
			}
			rec := event.Record{ID: event.DeriveID(ulid.ULID{}, run.stream, n), Type: "cadre.cree.v1", RecordedAt: time.Unix(1700000000, int64(n)*1000), Metadata: []byte(`{}`), Data: make([]byte, run.size)}
			done, err := log.Append(t.Context(), run.stream, version, []event.Record{rec})
			if err != nil {
				t.Fatal(err)
			}
			last[run.stream] = done.Version
		}
	}
	return log
}

type run = struct {
	stream string
	events int
	size   int
}

func TestEventsThatFollowOneAnotherInAStreamGoTogetherAsFarAsAnAppendTakesThem(t *testing.T) {
	for name, c := range map[string]struct {
		runs []run
		want []int
	}{
		"one stream":         {[]run{{"cadre-a", 3, 1}}, []int{3}},
		"two in turn":        {[]run{{"cadre-a", 1, 1}, {"cadre-b", 2, 1}, {"cadre-a", 2, 1}}, []int{1, 2, 2}},
		"one beside it":      {[]run{{"cadre-a", 1, 1}, {"piece-b", 2, 1}, {"cadre-a", 2, 1}}, []int{3}},
		"more than go":       {[]run{{"cadre-a", 201, 1}}, []int{200, 1}},
		"larger than go":     {[]run{{"cadre-a", 3, 100 << 10}}, []int{2, 1}},
		"each as large":      {[]run{{"cadre-a", 2, ledger.MaxEventBytes - 2}}, []int{1, 1}},
		"nothing":            {nil, nil},
		"nothing of its own": {[]run{{"jeton-a", 3, 1}}, nil},
	} {
		source, target := holding(t, c.runs...), &appends{EventLog: memory.New()}
		added, err := migrate.Copy(t.Context(), source, target, event.Position{}, nil)
		if err != nil || !slices.Equal(target.sizes, c.want) {
			t.Errorf("%s: appends of %v, want %v: %v", name, target.sizes, c.want, err)
		}
		s, err := migrate.Compare(t.Context(), source, target, nil)
		if err != nil || !s.Complete() || s.Source.Events != added {
			t.Errorf("%s: %+v, %d added: %v", name, s, added, err)
		}
	}
}

func TestACopyOnDiskIsTheSameByteForByte(t *testing.T) {
	disk, err := sqlite.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer disk.Close()
	source := holding(t, run{"cadre-a", 700, 10}, run{"cadre-b", 1, 1}, run{"cadre-a", 5, 0})
	told := 0
	if _, err := migrate.Copy(t.Context(), source, disk, event.Position{}, func(n int) { told = n }); err != nil || told != 706 {
		t.Fatal(told, err)
	}
	s, err := migrate.Compare(t.Context(), source, disk, nil)
	if err != nil || !s.Complete() || s.After != event.NewPosition(706, 706) {
		t.Errorf("%+v: %v", s, err)
	}
	back := memory.New()
	if _, err := migrate.Copy(t.Context(), disk, back, event.Position{}, nil); err != nil {
		t.Fatal(err)
	}
	if again, err := migrate.Compare(t.Context(), source, back, nil); err != nil || again != s {
		t.Errorf("%+v: %v", again, err)
	}
}

// The digest is printed for people to compare, also by other means.
func TestTheDigestOfALogIsWhatItAlwaysWas(t *testing.T) {
	s, err := migrate.Compare(t.Context(), holding(t, run{"cadre-a", 2, 3}), memory.New(), nil)
	if want := "06fe81d1d9f0bda461987afdfe636450b7660ee7169b276c6b677dd3a8f7cf69"; err != nil || s.Source.SHA256 != want {
		t.Errorf("%s, want %s: %v", s.Source.SHA256, want, err)
	}
}

// failing is a log whose reading fails after some events.
type failing struct {
	ledger.EventLog
	after int
}

var errUnread = errors.New("the log cannot be read")

func (f failing) Read(ctx context.Context, from event.Position) iter.Seq2[event.Record, error] {
	return func(yield func(event.Record, error) bool) {
		n := 0
		for rec, err := range f.EventLog.Read(ctx, from) {
			if n == f.after {
				break
			}
			if !yield(rec, err) {
				return
			}
			n++
		}
		yield(event.Record{}, errUnread)
	}
}

func TestAReadingThatIsCutShortIsNoEnd(t *testing.T) {
	source, target := holding(t, run{"cadre-a", 5, 1}), holding(t, run{"cadre-a", 5, 1})
	for _, after := range []int{0, 3, 5} {
		t.Run(fmt.Sprint(after), func(t *testing.T) {
			if s, err := migrate.Compare(t.Context(), failing{source, after}, target, nil); !errors.Is(err, errUnread) {
				t.Errorf("of the source: %+v, %v", s, err)
			}
			if s, err := migrate.Compare(t.Context(), source, failing{target, after}, nil); !errors.Is(err, errUnread) {
				t.Errorf("of the target: %+v, %v", s, err)
			}
			copied := memory.New()
			if _, err := migrate.Copy(t.Context(), failing{source, after}, copied, event.Position{}, nil); !errors.Is(err, errUnread) {
				t.Errorf("copied: %v", err)
			}
		})
	}
}
