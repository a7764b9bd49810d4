package runner_test

import (
	"slices"
	"testing"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/eventlog/memory"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/runner"
)

// beside is an event that no table reads, in the nth stream of its kind.
func beside(n int) event.Record {
	return event.Record{Stream: ledger.EvidencePrefix + ulid.ULID{15: byte(n)}.String(), ID: ulid.ULID{0: 1, 15: byte(n)}, Type: "piece.octets.v1", RecordedAt: recordedAt, Data: []byte("%PDF")}
}

func TestWhatLiesBesideTheLedgerIsPassedOver(t *testing.T) {
	own := created(t, 1100)
	log := memory.New()
	add(t, log, slices.Concat([]event.Record{beside(1)}, own[:600], []event.Record{beside(2), beside(3)}, own[600:1099], []event.Record{beside(4)})...)
	r := runner.New(log, ledger.NewRegistry())
	var w told
	r.Watch(w.watch)
	if err := r.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if r.Seen() != at(1103) || forums(t, r) != 1099 || len(w.all) != 1099 {
		t.Errorf("seen %s, %d forums, told of %d events", r.Seen(), forums(t, r), len(w.all))
	}
	following, stopped := t.Context(), make(chan error, 1)
	go func() { stopped <- r.Follow(following) }()
	add(t, log, beside(5), own[1099], beside(6))
	if err := r.WaitFor(t.Context(), at(1106)); err != nil || forums(t, r) != 1100 {
		t.Errorf("%d forums: %v", forums(t, r), err)
	}
	_ = log.Close()
	if err := <-stopped; err == nil {
		t.Error("a closed log is followed")
	}
	if len(w.all) != 1100 {
		t.Errorf("told of %d events", len(w.all))
	}
}

func TestOnlyTheLedgersOwnIsReadAsItsOwn(t *testing.T) {
	own, log := created(t, 2), memory.New()
	add(t, log, beside(1), own[0], beside(2), own[1], beside(3))
	var read []string
	for rec, err := range ledger.ReadOwn(t.Context(), log, event.Position{}) {
		if err != nil {
			t.Fatal(err)
		}
		read = append(read, rec.Stream)
	}
	if !slices.Equal(read, []string{own[0].Stream, own[1].Stream}) {
		t.Error(read)
	}
	_ = log.Close()
	for _, err := range ledger.ReadOwn(t.Context(), log, event.Position{}) {
		if err == nil {
			t.Error("the error of the log is not told")
		}
	}
}
