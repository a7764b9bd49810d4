package ledger_test

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/eventlog/sqlite"
	"suivi/adapters/eventlog/sqlite/powerloss"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/domain/session"
)

var (
	powerLossDisks = flag.Int("powerloss.disks", 40, "disks whose power TestPowerLossOnTheWholeLedger cuts")
	cutsOfADisk    = 10
)

// TestPowerLossOnTheWholeLedger has people use a ledger whose power fails at
// chance moments, and looks each morning at what is left: all that was
// answered, appends whole or absent, no inscription without its consequence,
// and tables that are those of the events.
func TestPowerLossOnTheWholeLedger(t *testing.T) {
	var sum tally
	for seed := range *powerLossDisks {
		l := newLife(t, uint64(seed))
		for range cutsOfADisk {
			if err := l.day(); err != nil {
				t.Fatalf("disk %d, cut %d: %v", seed, l.cuts, err)
			}
		}
		sum.add(l.tally)
	}
	t.Log(sum)
	if sum.underWay == 0 || sum.duringOpen == 0 || sum.completed == 0 || sum.kept == 0 || sum.absent == 0 {
		t.Errorf("the cuts missed the moments that matter: %v", sum)
	}
}

type tally struct {
	cuts, underWay, duringOpen int
	commands, events           int // accepted; there in the end
	kept, absent               int // commands without an answer, found recorded or not
	completed                  int // steps that a cut had left undone
}

func (a *tally) add(b tally) {
	a.cuts += b.cuts
	a.underWay += b.underWay
	a.duringOpen += b.duringOpen
	a.commands += b.commands
	a.events += b.events
	a.kept += b.kept
	a.absent += b.absent
	a.completed += b.completed
}

func (a tally) String() string {
	return fmt.Sprintf("%d cuts, %d while commands were under way, %d while the ledger opened; what %d commands recorded is among the %d events; "+
		"of those without an answer %d were found recorded and %d not; %d steps left undone were completed",
		a.cuts, a.underWay, a.duringOpen, a.commands, a.events, a.kept, a.absent, a.completed)
}

// life is a ledger on a disk whose power fails, and what its users know of it.
type life struct {
	tally
	t      *testing.T
	disk   *powerloss.Disk
	dir    string
	chance *rand.Rand
	town   *town
	known  []ulid.ULID // events seen, in order: they stay
}

func newLife(t *testing.T, seed uint64) *life {
	disk := powerloss.New(t, seed)
	return &life{t: t, disk: disk, dir: t.TempDir(), chance: rand.New(rand.NewPCG(seed, 3)), town: newTown(seed)}
}

// day opens the ledger, looks at it, and works until the power fails.
func (l *life) day() error {
	l.cuts++
	early := l.chance.IntN(6) == 0
	if early {
		l.disk.CutAfter(1 + l.chance.IntN(40))
	}
	log, err := sqlite.Open(l.t.Context(), l.dir, sqlite.WithVFS(l.disk.Name()))
	if err == nil {
		err = l.live(log, early)
		if l.chance.IntN(2) == 0 {
			l.disk.Cut() // else the close may still write
		}
		_ = log.Close()
	} else if l.disk.Off() {
		l.duringOpen++
		err = nil
	}
	l.disk.PowerOn()
	return err
}

func (l *life) live(log *sqlite.Log, early bool) error {
	h := open(l.t, log)
	if err := l.morning(h); err != nil {
		if l.disk.Off() {
			l.duringOpen++
			return nil
		}
		return errors.Join(err, log.Close())
	}
	if !early {
		l.disk.CutAfter(1 + l.chance.IntN([]int{20, 80, 300}[l.chance.IntN(3)]))
	}
	l.commands += l.town.work(h, l.chance.Uint64())
	if len(l.town.doubts) > 0 {
		l.underWay++
	}
	return nil
}

// morning checks the ledger against what its users know, completes what was
// left undone, and has them send again what was not answered.
func (l *life) morning(h *house) error {
	present, err := l.check(h)
	if err != nil {
		return err
	}
	n, err := h.CompleteSteps(l.t.Context())
	if err != nil {
		return err
	}
	l.completed += n
	if left, err := h.CompleteSteps(l.t.Context()); err != nil || left != 0 {
		return errors.Join(err, fmt.Errorf("%d steps are left", left))
	}
	for len(l.town.doubts) > 0 {
		d := l.town.doubts[0]
		err := d.issue(h)
		switch {
		case err == nil:
		case !answeredByRule(err):
			return err
		case present[d.command]:
			return fmt.Errorf("what was recorded is refused when sent again: %w", err)
		}
		if present[d.command] {
			l.kept++
		} else {
			l.absent++
		}
		l.town.doubts = l.town.doubts[1:]
	}
	if _, err := l.check(h); err != nil {
		return err
	}
	return l.rebuild(h)
}

// check asks that all that was seen or answered is there, in its place, and
// appends are whole. It gives the commands of which something is recorded.
func (l *life) check(h *house) (map[ulid.ULID]bool, error) {
	there, commands := map[ulid.ULID]bool{}, map[ulid.ULID]bool{}
	inscribed := map[ulid.ULID]int{}
	fixed, closed := map[ulid.ULID]bool{}, map[ulid.ULID]bool{}
	var order []ulid.ULID
	for rec, err := range h.Log.Read(l.t.Context(), event.Position{}) {
		if err != nil {
			return nil, err
		}
		e, err := h.Registry.Decode(rec)
		if err != nil {
			return nil, err
		}
		there[e.ID], commands[e.Command] = true, true
		order = append(order, e.ID)
		switch p := e.Payload.(type) {
		case session.Inscribed:
			inscribed[e.Command]++
		case session.ListFixed:
			fixed[e.Command] = p.Origin == session.ByRule
		case session.Closed:
			closed[e.Command] = true
		}
	}
	for i, id := range l.known {
		if i >= len(order) || order[i] != id {
			return nil, fmt.Errorf("event %s, seen at position %d, is lost or moved", id, i+1)
		}
	}
	l.known, l.events = order, len(order)
	for _, id := range l.town.answered {
		if !there[id] {
			return nil, fmt.Errorf("event %s was acknowledged and is lost", id)
		}
	}
	for command, n := range inscribed {
		if want, known := l.town.items[command]; known && n != want {
			return nil, fmt.Errorf("%d of %d items of one append", n, want)
		}
	}
	for command := range fixed {
		if !closed[command] {
			return nil, errors.New("a list was fixed by a close that is not there")
		}
	}
	return commands, nil
}

// rebuild asks that the tables of h, kept in step, are those made from nothing
// from the same events.
func (l *life) rebuild(h *house) error {
	copied := memory.New()
	for rec, err := range h.Log.Read(l.t.Context(), event.Position{}) {
		if err != nil {
			return err
		}
		if _, err := copied.Append(l.t.Context(), rec.Stream, rec.Version-1, []event.Record{rec}); err != nil {
			return err
		}
	}
	if err := h.views.CatchUp(l.t.Context(), nil); err != nil {
		return err
	}
	h.listsAgree()
	h.sameTables(open(l.t, ledger.EventLog(copied)))
	return nil
}
