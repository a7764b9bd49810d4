package sqlite_test

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"suivi/adapters/eventlog/sqlite"
	"suivi/adapters/eventlog/sqlite/powerloss"
	"suivi/domain/event"

	"github.com/oklog/ulid/v2"
)

var powerLossDisks = flag.Int("powerloss.disks", 20, "disks whose power TestPowerLoss cuts 15 times each")

// TestPowerLoss cuts the power at hundreds of chance moments of appends,
// checkpoints, recoveries and closes, and after each cut opens the log again.
func TestPowerLoss(t *testing.T) {
	var sum tally
	for seed := range *powerLossDisks {
		l := newLife(t, uint64(seed), sqlite.AutoCheckpoint(20))
		for range 15 {
			if err := l.day(); err != nil {
				t.Fatalf("seed %d, cut %d: %v", seed, l.cuts, err)
			}
		}
		sum.add(l.tally)
	}
	t.Log(sum)
	if sum.underWay == 0 || sum.duringOpen == 0 || sum.atRest == 0 || sum.kept == 0 || sum.absent == 0 {
		t.Errorf("the cuts missed the moments that matter: %v", sum)
	}
}

// TestPowerLossIsFelt shows that TestPowerLoss can fail: a log that never syncs
// loses what it acknowledged.
func TestPowerLossIsFelt(t *testing.T) {
	for seed := range uint64(50) {
		l := newLife(t, seed, sqlite.AutoCheckpoint(20), sqlite.Synchronous("OFF"))
		for range 5 {
			if err := l.day(); err != nil {
				t.Logf("without syncs, at cut %d of disk %d: %v", l.cuts, seed, err)
				return
			}
		}
	}
	t.Fatal("a log that never syncs lost nothing: the disk keeps what it should lose")
}

// life is a log on a disk whose power fails every day, and what its writers
// know of it.
type life struct {
	disk    *powerloss.Disk
	dir     string
	t       *testing.T
	options []sqlite.Option
	chance  *rand.Rand
	streams [8]memory
	tally
}

// memory is what the writer of a stream knows.
type memory struct {
	acknowledged []ulid.ULID
	doubtful     []ulid.ULID // appended without an answer
}

type tally struct {
	cuts, underWay     int // cuts; those that fell while an append was under way
	acknowledged       int // events
	kept, absent       int // appends without an answer found whole, and not found
	duringOpen, atRest int // cuts while the log was opened; after the last answer
}

func (a *tally) add(b tally) {
	a.cuts += b.cuts
	a.underWay += b.underWay
	a.acknowledged += b.acknowledged
	a.kept += b.kept
	a.absent += b.absent
	a.duringOpen += b.duringOpen
	a.atRest += b.atRest
}

func (a tally) String() string {
	return fmt.Sprintf("%d cuts: %d while appends were under way, %d while the log opened, %d at rest or at close; "+
		"all %d acknowledged events survived; of the appends without an answer %d were found whole and %d absent",
		a.cuts, a.underWay, a.duringOpen, a.atRest, a.acknowledged, a.kept, a.absent)
}

func newLife(t *testing.T, seed uint64, options ...sqlite.Option) *life {
	disk := powerloss.New(t, seed)
	return &life{
		disk: disk, dir: t.TempDir(), t: t, chance: rand.New(rand.NewPCG(seed, 2)),
		options: append(options, sqlite.WithVFS(disk.Name())),
	}
}

// day opens the log, checks it against what the writers know, and has them
// append until the power fails.
func (l *life) day() error {
	l.cuts++
	early := l.chance.IntN(8) == 0
	if early {
		l.disk.CutAfter(1 + l.chance.IntN(40))
	}
	log, err := sqlite.Open(l.t.Context(), l.dir, l.options...)
	if err == nil {
		if err = l.check(log); err != nil {
			err = errors.Join(err, log.Close())
		}
	}
	if err != nil && l.disk.Off() {
		l.duringOpen++
		l.disk.PowerOn()
		return nil
	}
	if err != nil {
		return err
	}
	if !early {
		l.disk.CutAfter(1 + l.chance.IntN([]int{30, 200, 1000}[l.chance.IntN(3)]))
	}
	if l.work(log) {
		l.underWay++
	} else {
		l.atRest++
	}
	if l.chance.IntN(2) == 0 {
		l.disk.Cut() // else the close may still write
	}
	_ = log.Close()
	l.disk.PowerOn()
	return nil
}

// work appends with a writer a stream until the power fails or a day's work is
// done. It reports whether an append was left without an answer.
func (l *life) work(log *sqlite.Log) bool {
	var doubts atomic.Int32
	var wg sync.WaitGroup
	seed := l.chance.Uint64()
	for i := range l.streams {
		m := &l.streams[i]
		wg.Go(func() {
			chance := rand.New(rand.NewPCG(seed, uint64(i)))
			for range 12 {
				rs := sample(1 + chance.IntN(5))
				if chance.IntN(10) == 0 {
					rs[0].Data = make([]byte, chance.IntN(20_000))
				}
				for j := range rs {
					rs[j].Metadata = fmt.Appendf(nil, "%d/%d", j, len(rs))
				}
				done, err := log.Append(l.t.Context(), fmt.Sprint("s-", i), event.Version(len(m.acknowledged)-1), rs)
				for _, r := range rs {
					m.doubtful = append(m.doubtful, r.ID)
				}
				if err != nil {
					doubts.Add(1)
					return
				}
				m.acknowledged = append(m.acknowledged, m.doubtful...)
				m.doubtful = nil
				if int(done.Version) != len(m.acknowledged)-1 {
					l.t.Errorf("append answered version %d, want %d", done.Version, len(m.acknowledged)-1)
				}
			}
		})
	}
	wg.Wait()
	return doubts.Load() > 0
}

// check compares the log with what the writers know, and settles their doubts.
func (l *life) check(log *sqlite.Log) error {
	held := map[string][]ulid.ULID{}
	next := uint64(1)
	for r, err := range log.Read(l.t.Context(), event.Position{}) {
		if err != nil {
			return err
		}
		if at, _ := r.Position.Halves(); at != next {
			return fmt.Errorf("position %d where %d is due", at, next)
		}
		next++
		if int(r.Version) != len(held[r.Stream]) {
			return fmt.Errorf("%s version %d where %d is due", r.Stream, r.Version, len(held[r.Stream]))
		}
		held[r.Stream] = append(held[r.Stream], r.ID)
	}
	l.acknowledged = 0
	for i := range l.streams {
		m, ids := &l.streams[i], held[fmt.Sprint("s-", i)]
		switch all := slices.Concat(m.acknowledged, m.doubtful); {
		case slices.Equal(ids, m.acknowledged):
			if m.doubtful != nil {
				l.absent++
			}
		case slices.Equal(ids, all):
			l.kept++
			m.acknowledged = all
		default:
			return fmt.Errorf("stream %d holds %d events, want the %d acknowledged ones and then all or none of the %d under way", i, len(ids), len(m.acknowledged), len(m.doubtful))
		}
		m.doubtful = nil
		l.acknowledged += len(m.acknowledged)
	}
	return nil
}
