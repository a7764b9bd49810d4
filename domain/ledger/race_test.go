package ledger_test

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"suivi/adapters/eventlog/sqlite"
	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/audit"
	"suivi/projections/followup"
	"suivi/projections/register"
)

// people is how many use the ledger at once.
const people = 64

// onEachLog runs a test on a log in memory and on one on disk.
func onEachLog(t *testing.T, test func(t *testing.T, h *house)) {
	t.Run("memory", func(t *testing.T) { test(t, inMemory(t)) })
	t.Run("sqlite", func(t *testing.T) {
		log, err := sqlite.Open(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = log.Close() })
		test(t, founded(t, log))
	})
}

// atOnce lets everybody go together.
func atOnce(go1 func(person int)) {
	var ready, done sync.WaitGroup
	start := make(chan struct{})
	ready.Add(people)
	for person := range people {
		done.Go(func() {
			ready.Done()
			<-start
			go1(person)
		})
	}
	ready.Wait()
	close(start)
	done.Wait()
}

// whole asks that every inscription has its consequence, once, and that no
// stream lost or doubled an event.
func (h *house) whole() {
	h.t.Helper()
	causes, seen := map[string]int{}, map[string]bool{}
	inscribed := 0
	for _, e := range h.events("") {
		if seen[e.ID.String()] {
			h.t.Errorf("event %s is there twice", e.ID)
		}
		seen[e.ID.String()] = true
		if strings.HasPrefix(e.Stream, "recommandation-") {
			causes[e.Cause.String()]++
		}
	}
	for _, e := range h.events("") {
		if _, is := e.Payload.(session.Inscribed); is {
			inscribed++
			if n := causes[e.ID.String()]; n != 1 {
				h.t.Errorf("inscription %s has %d consequences", e.ID, n)
			}
		}
	}
	if n, err := h.CompleteSteps(h.t.Context()); n != 0 || err != nil {
		h.t.Errorf("%d of %d inscriptions are not followed, %v", n, inscribed, err)
	}
	h.listsAgree()
	h.sameTables(open(h.t, h.Log))
}

// TestManyCorrectTheSameList leaves one list, in both streams.
func TestManyCorrectTheSameList(t *testing.T) {
	onEachLog(t, func(t *testing.T, h *house) {
		s := set(h)
		atOnce(func(person int) {
			c := ledger.Relisting{Number: fmt.Sprint(person % 6), Void: person%8 == 7, Reason: "mal lu"}
			_, err := h.RectifyListing(t.Context(), command(fmt.Sprint("rectify", person)), s.of2023, s.made[person%4], c)
			if err != nil && fault.KindOf(err) == fault.Internal {
				t.Error(err)
			}
		})
		h.whole()
	})
}

func TestOneOfManyTakesANumber(t *testing.T) {
	onEachLog(t, func(t *testing.T, h *house) {
		s := h.held(comite, "2023-1", in2023, "")
		var won atomic.Int32
		atOnce(func(person int) {
			_, _, err := h.Formulate(t.Context(), command(fmt.Sprint("make", person)), s, items("1"))
			switch fault.CodeOf(err) {
			case "":
				won.Add(1)
				if err != nil {
					t.Error(err)
				}
			case session.RefusedNumberTaken:
			default:
				t.Error(err)
			}
		})
		if won.Load() != 1 {
			t.Errorf("%d took the numéro", won.Load())
		}
		h.whole()
	})
}

func TestManyTakeTheNextPlace(t *testing.T) {
	onEachLog(t, func(t *testing.T, h *house) {
		s := h.held(comite, "2023-1", in2023, "")
		var places [people + 1]atomic.Int32
		atOnce(func(person int) {
			listed, _, err := h.Formulate(t.Context(), command(fmt.Sprint("make", person)), s, items(""))
			if err != nil {
				t.Error(err)
				return
			}
			places[listed[0].Place].Add(1)
		})
		for place := 1; place <= people; place++ {
			if n := places[place].Load(); n != 1 {
				t.Errorf("place %d was given %d times", place, n)
			}
		}
		h.whole()
	})
}

// TestTheSameCommandFromEverywhere: a client that sends again before the first
// answer came.
func TestTheSameCommandFromEverywhere(t *testing.T) {
	onEachLog(t, func(t *testing.T, h *house) {
		s := set(h)
		var positions sync.Map
		atOnce(func(person int) {
			var r ledger.Receipt
			var err error
			if person%2 == 0 {
				_, r, err = h.CarryOver(t.Context(), command("carry"), s.of2024, s.made[0], carried("1"))
			} else {
				_, r, err = h.Validate(t.Context(), command("validate"), s.political, s.proposed[0], recommendation.Validated{})
			}
			if err != nil || len(r.Events) != 1 {
				t.Error(r, err)
			}
			positions.Store(r.Position, true)
		})
		n := 0
		positions.Range(func(any, any) bool { n++; return true })
		if n != 2 {
			t.Errorf("%d answers to two commands", n)
		}
		h.whole()
	})
}

// TestFindingsRaceTheClose: a finding precedes the close, or is refused, or
// shows in the audit as come after it, and never in the closed table.
func TestFindingsRaceTheClose(t *testing.T) {
	onEachLog(t, func(t *testing.T, h *house) {
		h.held(comite, "2023-1", in2023, "")
		of2023, of2024 := session.IDOf(comite, "2023-1"), h.held(comite, "2024-1", in2024, "")
		var numbers []string
		for i := range people {
			numbers = append(numbers, fmt.Sprint(i+1))
		}
		made := h.makes(of2023, numbers...)
		var recorded, late atomic.Int32
		atOnce(func(person int) {
			if person == people/2 {
				if _, err := h.Session(t.Context(), command("close"), of2024, session.Close{On: in2024}); err != nil {
					t.Error(err)
				}
				return
			}
			_, err := h.Recommendation(t.Context(), command(fmt.Sprint("examine", person)), made[person], finds(of2024, domain.Executed))
			switch fault.CodeOf(err) {
			case "":
				recorded.Add(1)
			case session.RefusedClosed:
				late.Add(1)
			default:
				t.Error(err)
			}
		})
		before, after := h.aroundTheClose(of2024)
		if before+after != int(recorded.Load()) || recorded.Load()+late.Load() != people-1 {
			t.Errorf("%d answered recorded, %d refused; the log holds %d before the close and %d after", recorded.Load(), late.Load(), before, after)
		}
		h.see(func(v *register.View) {
			s, _ := v.SessionOf(of2024)
			table := followup.Of(v, s)
			if !table.AsClosed || len(table.Rows) != people || table.Totals.Examined != before {
				t.Errorf("the closed table shows %d of %d examined, want %d", table.Totals.Examined, len(table.Rows), before)
			}
			report, err := audit.Of(v, register.AnyFilter(), register.Page{})
			if err != nil || len(report.TooLate) != after {
				t.Errorf("the audit shows %d after the close, want %d (%v)", len(report.TooLate), after, err)
			}
		})
		h.whole()
		t.Logf("%d before the close, %d after it, %d refused", before, after, late.Load())
	})
}

// aroundTheClose counts the findings of a session on either side of its close.
func (h *house) aroundTheClose(id domain.SessionID) (before, after int) {
	closed := false
	for _, e := range h.events("") {
		switch e.Payload.(type) {
		case session.Closed:
			closed = closed || e.Stream == session.Stream(id)
		case recommendation.Found:
			if closed {
				after++
			} else {
				before++
			}
		}
	}
	return before, after
}

// TestAFindingThatLosesTheRace is the rare interleaving of the one above, made
// certain: the session is closed between the check and the append.
func TestAFindingThatLosesTheRace(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	log := h.Log
	closing := open(t, log)
	h.Log = &interrupted{EventLog: log, before: func() { closing.closes(s.of2024, in2024) }}
	h.must(h.Recommendation(t.Context(), command("examine"), s.made[0], finds(s.of2024, domain.Executed)))
	h.Log = log
	if before, after := h.aroundTheClose(s.of2024); before != 0 || after != 1 {
		t.Errorf("%d before, %d after", before, after)
	}
	h.see(func(v *register.View) {
		i, _ := v.SessionOf(s.of2024)
		if table := followup.Of(v, i); table.Totals.Examined != 0 {
			t.Errorf("the closed table shows it: %+v", table.Totals)
		}
		report, err := audit.Of(v, register.AnyFilter(), register.Page{})
		if err != nil || len(report.TooLate) != 1 {
			t.Errorf("the audit does not: %+v, %v", report.TooLate, err)
		}
	})
}

func TestManyCloseOnce(t *testing.T) {
	onEachLog(t, func(t *testing.T, h *house) {
		s := set(h)
		atOnce(func(person int) {
			_, err := h.Session(t.Context(), command(fmt.Sprint("close", person)), s.of2024, session.Close{On: in2024})
			if err != nil {
				t.Error(err)
			}
		})
		closes := 0
		for _, e := range h.events(session.Stream(s.of2024)) {
			if _, is := e.Payload.(session.Closed); is {
				closes++
			}
		}
		if closes != 1 {
			t.Errorf("closed %d times", closes)
		}
	})
}

func TestOneOfTwoClientsThatSawTheSameVersion(t *testing.T) {
	onEachLog(t, func(t *testing.T, h *house) {
		s := set(h)
		var won atomic.Int32
		atOnce(func(person int) {
			_, err := h.Recommendation(t.Context(), seeing(0, fmt.Sprint("reassign", person)), s.made[0], recommendation.Reassign{On: later, Reassigned: recommendation.Reassigned{Reason: fmt.Sprint(person)}})
			if err == nil {
				won.Add(1)
			} else if fault.CodeOf(err) != ledger.RefusedStale {
				t.Error(err)
			}
		})
		if n := len(h.events(recommendation.Stream(s.made[0]))); won.Load() != 1 || n != 2 {
			t.Errorf("%d won, %d events", won.Load(), n)
		}
	})
}
