package eventstoredb_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"suivi/adapters/eventlog/eventstoredb"
	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"

	"github.com/oklog/ulid/v2"
)

func TestTheLedgersStreamsAreTheDefault(t *testing.T) {
	s := esdbtest.Start(t, esdbtest.V24)
	log := open(t, s.ConnectionString())
	id := ulid.Make()
	for i, stream := range []string{
		recommendation.Stream(domain.RecommendationID{ULID: id}), session.Stream(domain.SessionID{ULID: id}),
		forum.Stream(domain.ForumID{ULID: id}), organization.Stream(domain.OrganizationID{ULID: id}),
	} {
		write(t, log, stream, event.NoStream, records(1)...)
		if n := len(all(t, log.Read(t.Context(), event.Position{}))); n != i+1 {
			t.Fatalf("after %s a read shows %d events, want %d", stream, n, i+1)
		}
	}
}

func TestEventsOfOthersNeverShow(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		other := open(t, s.ConnectionString(), eventstoredb.Streams("b"))
		var want []event.Record
		for i := range 40 {
			s.Foreign("foreign-2", i)
			rs := records(2)
			write(t, other, "b", event.Version(i-1), rs[0])
			write(t, log, fmt.Sprint("a", i%3), event.Version(i/3-1), rs[1])
			want = append(want, rs[1])
		}
		s.Foreign("foreign-2", 100)
		same(t, all(t, log.Read(t.Context(), event.Position{})), want)
		same(t, collect(t, log, event.Position{}, "", len(want)), want)
		for range log.Load(t.Context(), "b", 0) {
			t.Fatal("a stream of another log is shown")
		}
		head, err := log.Head(t.Context())
		if last := all(t, log.Read(t.Context(), head)); err != nil || len(last) != 1 || last[0].ID != want[39].ID {
			t.Fatalf("the head is %v, %v: it is not that of the last event of ours", head, err)
		}
	})
}

func TestTheHeadLooksOnlyAtWhatIsNew(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		write(t, log, "a", event.NoStream, records(1)...)
		s.Foreign("foreign-2", 5000)
		if _, err := log.Head(t.Context()); err != nil {
			t.Fatal(err)
		}
		s.Foreign("foreign-2", 10)
		before := s.Sent()
		for range 100 {
			if _, err := log.Head(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if n := s.Sent() - before; n > 300 {
			t.Fatalf("100 calls of Head had %d events sent", n)
		}
	})
}

// TestAStreamThatIsNotWholeIsAnError: nothing of ours deletes, truncates or
// writes otherwise; who does with the store's tools is found out.
func TestAStreamThatIsNotWholeIsAnError(t *testing.T) {
	onEachManner(t, func(t *testing.T, s *esdbtest.Server, log *eventstoredb.Log) {
		write(t, log, "a-cut", event.NoStream, records(5)...)
		s.Truncate("a-cut", 2)
		write(t, log, "a-gone", event.NoStream, records(5)...)
		s.EndStream("a-gone")
		write(t, log, "a-deleted", event.NoStream, records(5)...)
		s.SoftDelete("a-deleted")
		write(t, log, "a-empty", event.NoStream, records(5)...)
		s.Truncate("a-empty", 5)
		write(t, log, "a-expired", event.NoStream, records(5)...)
		s.Expire("a-expired", 5)
		s.Foreign("a-foreign", 1)
		before := s.Events("a-")
		for _, stream := range []string{"a-cut", "a-gone", "a-deleted", "a-empty", "a-expired", "a-foreign"} {
			for _, from := range []event.Version{0, 1} {
				var last error
				for _, err := range log.Load(t.Context(), stream, from) {
					last = err
				}
				if (last == nil || errors.Is(last, ledger.ErrUnavailable)) && (from == 0 || stream != "a-foreign") {
					t.Errorf("a load of %s from %d ended with %v", stream, from, last)
				}
			}
			for _, expected := range []event.Version{event.NoStream - 1, event.NoStream, 2} {
				_, err := log.Append(t.Context(), stream, expected, records(1))
				_, conflict := errors.AsType[*ledger.VersionConflict](err)
				if err == nil || errors.Is(err, ledger.ErrUnavailable) || conflict && (stream == "a-deleted" || stream == "a-empty" || stream == "a-expired") {
					t.Errorf("an append to %s at %d ended with %v", stream, expected, err)
				}
			}
		}
		if n := s.Events("a-") - before; n != 0 {
			t.Errorf("%d events were written to streams that are not whole", n)
		}
		var ends []error
		for _, err := range log.Read(t.Context(), event.Position{}) {
			ends = append(ends, err)
		}
		for _, err := range log.Subscribe(t.Context(), event.Position{}, "a-foreign") {
			ends = append(ends, err)
		}
		if n := len(ends); !errors.Is(ends[n-1], ledger.ErrNotALedger) || !slices.ContainsFunc(ends[:n-1], func(err error) bool { return errors.Is(err, ledger.ErrNotALedger) }) {
			t.Errorf("a read of what we did not write ended with %v", ends[n-1])
		}
	})
}
