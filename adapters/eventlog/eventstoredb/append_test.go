package eventstoredb_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"suivi/adapters/eventlog/eventstoredb"
	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

// TestAnAppendIsWrittenOnceWhateverBefalls tries each fault that can befall an
// append, twice in a row.
func TestAnAppendIsWrittenOnceWhateverBefalls(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		for _, f := range []esdbtest.Fault{
			esdbtest.NotLeader, esdbtest.NotLeaderUnnamed, esdbtest.LeaderUnknown, esdbtest.Unavailable, esdbtest.EndedEarly, esdbtest.TimedOut,
			esdbtest.TimedOutAfterCommit, esdbtest.ReplyLost, esdbtest.NoPosition,
		} {
			t.Run(f.String(), func(t *testing.T) {
				stream := "a" + f.String()
				first, second := records(1), records(300)
				write(t, log, stream, event.NoStream, first...)
				before := s.Suffered(f)
				s.Inject(f, 2)
				done := write(t, log, stream, 0, second...)
				if f == esdbtest.NoPosition {
					write(t, log, stream+"-2", event.NoStream, records(1)...)
				}
				if n := s.Suffered(f) - before; n != 2 {
					t.Fatalf("%v befell %d times, want 2", f, n)
				}
				held := load(t, log, stream)
				same(t, held, append(first, second...))
				if last := held[300]; done != (ledger.Appended{Version: 300, Position: last.Position}) {
					t.Fatalf("the answer is %+v, the last event is version %d at %v", done, last.Version, last.Position)
				}
			})
		}
	})
}

func TestAnAppendThatIsNotAnsweredInTimeIsSentAgain(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		s.Inject(esdbtest.ReplyLate, 1)
		s.Inject(esdbtest.NotReady, 1)
		rs := records(3)
		done := write(t, log, "a", event.NoStream, rs...)
		if late, silent := s.Suffered(esdbtest.ReplyLate), s.Suffered(esdbtest.NotReady); late != 1 || silent != 1 {
			t.Fatalf("%d late replies and %d times none, want one of each", late, silent)
		}
		held := load(t, log, "a")
		same(t, held, rs)
		if done.Position != held[2].Position {
			t.Fatalf("the answer is %v, the last event is at %v", done.Position, held[2].Position)
		}
	})
}

// TestAnAppendOfOursIsNoConflict: where the reply is lost and the append sent
// again, the store may say that the stream stands elsewhere: by our own events.
func TestAnAppendOfOursIsNoConflict(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		rs := records(602)
		for i, part := range [][]event.Record{rs[:1], rs[1:602]} {
			s.Inject(esdbtest.ReplyLost, 1)
			s.Inject(esdbtest.WrongVersionOfOurs, 1)
			done := write(t, log, "a", event.Version(i-1), part...)
			if n := s.Suffered(esdbtest.WrongVersionOfOurs); n != i+1 {
				t.Fatalf("an append of ours was answered as at a wrong version %d times, want %d", n, i+1)
			}
			held := load(t, log, "a")
			if last := held[len(held)-1]; done != (ledger.Appended{Version: last.Version, Position: last.Position}) {
				t.Fatalf("the answer is %+v, the last event is version %d at %v", done, last.Version, last.Position)
			}
		}
		same(t, load(t, log, "a"), rs)
	})
}

func TestAnAppendEndsWithItsContext(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		s.Inject(esdbtest.ReplyLate, 1)
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		rs := records(2)
		if _, err := log.Append(ctx, "a", event.NoStream, rs); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ledger.ErrReadOnly) {
			t.Fatalf("an append past its deadline answered %v", err)
		}
		write(t, log, "a", event.NoStream, rs...)
		same(t, load(t, log, "a"), rs)
	})
}

func TestAConflictSaysWhereTheStreamStands(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		write(t, log, "a", event.NoStream, records(5)...)
		s.Inject(esdbtest.ReadReset, 1)
		s.Inject(esdbtest.Unavailable, 1)
		_, err := log.Append(t.Context(), "a", 2, records(1))
		conflict, is := errors.AsType[*ledger.VersionConflict](err)
		if !is || *conflict != (ledger.VersionConflict{Stream: "a", Expected: 2, Actual: 4}) {
			t.Fatalf("the answer is %v, want a conflict at version 4", err)
		}
	})
}

func TestARefusedUserMayNotWrite(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		s.Inject(esdbtest.Denied, 10)
		if _, err := log.Append(t.Context(), "a", event.NoStream, records(1)); !errors.Is(err, ledger.ErrReadOnly) {
			t.Fatalf("an append of a refused user answered %v", err)
		}
		asked := s.Suffered(esdbtest.Denied)
		for _, err := range log.Load(t.Context(), "a", 0) {
			if err == nil || !strings.Contains(err.Error(), "refuses the user") {
				t.Fatalf("a load of a refused user answered %v", err)
			}
		}
		if n := s.Suffered(esdbtest.Denied) - asked; n != 1 {
			t.Fatalf("a refused user asked %d times to load, want once", n)
		}
		s.Calm()
		write(t, log, "a", event.NoStream, records(1)...)
	})
}

func TestWhatTheStoreCannotTakeIsAnInvalidAppend(t *testing.T) {
	long := records(ledger.MaxAppendCount)
	for i := range long {
		long[i].Type = event.Type("essai." + strings.Repeat("long", 40) + ".v1")
		long[i].Data = make([]byte, ledger.MaxAppendBytes/len(long)-len(long[i].Metadata))
	}
	reserved := records(1)
	reserved[0].Type = "$metadata"
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		for name, try := range map[string]struct {
			stream  string
			records []event.Record
		}{
			"more bytes than the store takes": {"a", long},
			"a type of the store's own":       {"a", reserved},
			"a stream of another log":         {"b", records(1)},
			"a stream of the store's own":     {"$a", records(1)},
		} {
			if _, err := log.Append(t.Context(), try.stream, event.NoStream, try.records); !errors.Is(err, ledger.ErrInvalidAppend) {
				t.Errorf("%s: the answer is %v", name, err)
			}
		}
		s.MaxAppendSize = 10
		if _, err := log.Append(t.Context(), "a", event.NoStream, records(2)); !errors.Is(err, ledger.ErrInvalidAppend) {
			t.Errorf("what this server in particular does not take: the answer is %v", err)
		}
		if n := len(load(t, log, "a")); n != 0 {
			t.Errorf("%d events were written", n)
		}
	})
}

// TestWhatMayHaveBeenWrittenIsNotSaidToBeRefused: the caller sends it again when
// the store answers again.
func TestWhatMayHaveBeenWrittenIsNotSaidToBeRefused(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, _ *eventstoredb.Log) {
		log := open(t, s.ConnectionString(), eventstoredb.Streams("a"), eventstoredb.Patience(100*time.Millisecond))
		s.Inject(esdbtest.ReplyLost, 1000)
		rs := records(2)
		if _, err := log.Append(t.Context(), "a", event.NoStream, rs); !errors.Is(err, ledger.ErrUnavailable) || errors.Is(err, ledger.ErrReadOnly) {
			t.Fatalf("an append whose reply is always lost answered %v", err)
		}
		s.Calm()
		write(t, log, "a", event.NoStream, rs...)
		same(t, load(t, log, "a"), rs)
	})
}
