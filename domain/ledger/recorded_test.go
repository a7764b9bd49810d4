package ledger_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
)

func conflictOf(err error) *ledger.VersionConflict {
	conflict, _ := errors.AsType[*ledger.VersionConflict](err)
	return conflict
}

func TestWhatEachUseCaseRecords(t *testing.T) {
	each(t, func(t *testing.T, h *house, _ stage, c useCase) {
		before := len(h.events(""))
		m := command("the command")
		r := h.must(c.issue(h, m))
		added := h.events("")[before:]
		if d := cmp.Diff(c.want, story(added)); d != "" {
			t.Fatalf("(-want +got)\n%s", d)
		}
		ids := map[ulid.ULID]bool{}
		for i, e := range added {
			if e.Command != m.Command || e.Actor != secretariat || len(e.Hash) != 64 || e.Hash != added[0].Hash || !e.RecordedAt.Equal(recordedAt) {
				t.Errorf("event %d bears %+v", i, e.Metadata)
			}
			follows := i > 0 && strings.HasPrefix(e.Stream, "recommandation-")
			if follows && !ids[e.Cause] || !follows && (e.Cause != ulid.ULID{}) {
				t.Errorf("event %d is caused by %s", i, e.Cause)
			}
			ids[e.ID] = true
		}
		for _, id := range r.Events {
			if !ids[id] {
				t.Errorf("the receipt names %s, which is not recorded", id)
			}
		}
		if last := added[len(added)-1]; r.Position != last.Position {
			t.Errorf("the receipt says %s, the last event lies at %s", r.Position, last.Position)
		}
	})
}

func TestTheSameCommandAgainGivesTheFirstAnswer(t *testing.T) {
	each(t, func(t *testing.T, h *house, s stage, c useCase) {
		m := command("the command")
		first := h.must(c.issue(h, m))
		h.must(h.Recommendation(t.Context(), command("meanwhile"), s.made[2], recommendation.Examine{On: later, Found: recommendation.Found{State: domain.InProgress}}))
		before := len(h.events(""))
		again := h.must(c.issue(h, m))
		if d := cmp.Diff(first, again, cmp.Comparer(func(a, b event.Position) bool { return a == b })); d != "" {
			t.Errorf("answered otherwise:\n%s", d)
		}
		if n := len(h.events("")); n != before {
			t.Errorf("%d events more", n-before)
		}
	})
}

func TestACommandIdServesOneCommand(t *testing.T) {
	each(t, func(t *testing.T, h *house, s stage, c useCase) {
		m := command("the command")
		h.must(c.issue(h, m))
		before := len(h.events(""))
		stream := h.events("")[before-1].Stream
		_, err := h.other(s, m, stream)
		refused(t, err, ledger.RefusedCommandReused)
		if n := len(h.events("")); n != before {
			t.Errorf("%d events more", n-before)
		}
	})
}

func TestAClientThatSawAnotherVersionIsTold(t *testing.T) {
	each(t, func(t *testing.T, h *house, _ stage, c useCase) {
		before := len(h.events(""))
		_, err := c.issue(h, seeing(97, "the command"))
		refused(t, err, ledger.RefusedNoVersion)
		if conflict := conflictOf(err); conflict == nil || conflict.Expected != 97 || conflict.Actual == 97 {
			t.Fatalf("does not say where the stream stands: %v", err)
		}
		if n := len(h.events("")); n != before {
			t.Fatalf("%d events more", n-before)
		}
		stands := conflictOf(err).Actual
		if stands > event.NoStream {
			_, err = c.issue(h, seeing(stands-1, "the command"))
			refused(t, err, ledger.RefusedStale)
		}
		m := seeing(stands, "the command")
		first := h.must(c.issue(h, m))
		again := h.must(c.issue(h, m))
		if !slices.Equal(first.Events, again.Events) {
			t.Error("the retry of a client that named a version is refused its first answer")
		}
	})
}

func TestWhoAndWhichCommandMustBeSaid(t *testing.T) {
	each(t, func(t *testing.T, h *house, _ stage, c useCase) {
		nobody, nothing := command("the command"), command("the command")
		nobody.Actor.ID, nothing.Command = "", ulid.ULID{}
		_, err := c.issue(h, nobody)
		refused(t, err, ledger.RefusedNoActor)
		_, err = c.issue(h, nothing)
		refused(t, err, ledger.RefusedNoCommand)
	})
}
