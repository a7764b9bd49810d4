package projectiontest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/projectiontest"
	"suivi/projections/register"
)

const lastDay = domain.Day(750000) // beyond all that happens

func everything(t projectiontest.TB, r *register.Register, m register.Moment, log ledger.EventLog) (all projectiontest.Tables) {
	t.Helper()
	projectiontest.Ask(t, r, m, func(v *register.View) { all = projectiontest.Everything(t, v, log) })
	return all
}

// same fails where two ledgers do not say the same.
func same(t projectiontest.TB, what string, want, got projectiontest.Tables) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Fatalf("%s (-want +got):\n%s", what, d)
	}
}

func TestApplyingOneByOneIsARebuild(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := drawLedger(t).book.Records()
		today := register.Moment{Today: rapid.SampledFrom([]domain.Day{projectiontest.Day("2023-06-15"), lastDay}).Draw(t, "today")}
		rebuilt := everything(t, records.Rebuild(t), today, records)
		same(t, "each event settled", rebuilt, everything(t, records.Fold(t, func(int) bool { return true }), today, records))
		batches := records.Fold(t, func(int) bool { return rapid.IntRange(0, 4).Draw(t, "settle") == 0 })
		same(t, "random batches", rebuilt, everything(t, batches, today, records))
	})
}

func TestAsKnownAtAMomentIsALedgerThatHoldsOnlyWhatWasRecordedByThen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := drawLedger(t).book.Records()
		all := records.Rebuild(t)
		for range 3 {
			n := rapid.IntRange(1, len(records.All)).Draw(t, "known")
			m := register.Moment{Today: projectiontest.Day("2023-06-15")}
			if rapid.Bool().Draw(t, "as of a day too") {
				m = register.Moment{On: projectiontest.Day("2023-06-15")}
			}
			then := records
			then.All = records.All[:n]
			want := everything(t, then.Rebuild(t), m, then)
			m.KnownTo = then.All[n-1].Position
			same(t, "known to a position", want, everything(t, all, m, records))
		}
	})
}

func TestAsKnownAtATimeGoesByTheRunningMaximumOfRecordTimes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := drawLedger(t).book.Records()
		at := rapid.SampledFrom(records.All).Draw(t, "at").RecordedAt
		var then projectiontest.Records
		for _, rec := range records.All {
			if rec.RecordedAt.After(at) {
				break
			}
			then.All = append(then.All, rec)
		}
		m := register.Moment{Today: lastDay}
		want := everything(t, then.Rebuild(t), m, then)
		m.KnownAt = at
		same(t, "known at a time", want, everything(t, records.Rebuild(t), m, records))
	})
}

func TestTheLastDayOfEffectIsNoDate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := drawLedger(t).book.Records()
		all := records.Rebuild(t)
		same(t, "as of the last day", everything(t, all, register.Moment{Today: lastDay}, records), everything(t, all, register.Moment{On: lastDay}, records))
	})
}

// As of a day, a ledger says what one would say that holds only what takes
// effect by then: an event where what it says, as it is known today, takes
// effect by that day; a rectification where what it corrects does. What a
// session does takes effect on its last day, as known today.
func TestAsOfADayIsALedgerThatHoldsOnlyWhatTakesEffectByThen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := drawLedger(t).book.Records()
		all := records.Rebuild(t)
		days := effects(records.Envelopes(t))
		for range 3 {
			on := rapid.SampledFrom(records.Envelopes(t)).Draw(t, "as of the day of").Day + domain.Day(rapid.IntRange(-1, 1).Draw(t, "and"))
			then := records.Only(func(rec event.Record) bool { return days[rec.ID] <= on })
			want := everything(t, then.Rebuild(t), register.Moment{Today: on}, then)
			got := everything(t, all, register.Moment{On: on}, records)
			// A table as closed is that of the close, whatever day is asked.
			for _, name := range rectifiedSinceClose(t, records) {
				delete(want, name)
				delete(got, name)
			}
			same(t, "as of "+on.String(), want, got)
		}
	})
}
