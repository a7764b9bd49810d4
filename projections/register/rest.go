package register

import (
	"context"
	"sync"

	"suivi/domain/event"
)

// rest lets who applies events come in between, now and then, while a view of
// the past is worked out: it may take long, and what is applied meanwhile is
// not known in it. Histories only grow, so that what the view has seen stands.
// It gives up, from within, for who no longer waits for the answer.
type rest struct {
	of     *sync.RWMutex   // read-locked by who asks
	ctx    context.Context // of who asks
	held   event.Position  // what the register held last when it was asked
	gone   bool            // who asked gave up: whoever finds it unwinds to Query
	folds  int
	weight int // in bytes, of what was kept
}

// restEvery is after how many recommendations folded anew a view rests.
const restEvery = 64

func (r *rest) now() {
	if r == nil {
		return
	}
	if r.folds++; r.folds%restEvery == 0 {
		r.of.RUnlock()
		r.of.RLock()
		if r.ctx.Err() != nil {
			r.giveUp()
		}
	}
}

// await takes a turn, letting others in until it comes.
func (r *rest) await(turn chan struct{}) {
	r.of.RUnlock()
	defer r.of.RLock()
	select {
	case turn <- struct{}{}:
	case <-r.ctx.Done():
		r.giveUp()
	}
}

func (r *rest) giveUp() {
	r.gone = true
	panic(r.ctx.Err())
}

func (r *rest) weigh(bytes int) {
	if r != nil {
		r.weight += bytes
	}
}
