package register

import (
	"context"
	"slices"
	"sync"

	"suivi/domain"
)

// pasts keep views of the past, the one asked for last first, as long as nothing that is recorded changes them. Those who
// ask of one moment at once share one view, and take turns.
type pasts struct {
	mu   sync.Mutex
	kept []*past
}

// past is the view of one moment.
type past struct {
	of   key
	view *View
	turn chan struct{} // holds one value while somebody asks
	// What follows is of pasts.mu.
	asking int  // how many ask, or wait for their turn
	whole  bool // it was worked out as a whole
	weight int  // in bytes, of what it holds
}

// key names a moment; until 0 grows with the ledger.
type key struct {
	until     uint64
	on, today domain.Day
}

// How many views are kept that were worked out as a whole, and how many others,
// and what they may weigh together, in bytes: so much, and so much for each
// recommendation of the ledger, more than one view takes.
const (
	pastsKept   = 16
	pastsWeight = 32 << 20
	pastsShare  = 1 << 10
)

// askPast is Query for v, a new view of the past, or for the one that is kept
// of that moment. A day of effect alone stays the same moment as the ledger
// grows; what was known by then is one for ever.
func (r *Register) askPast(ctx context.Context, m Moment, v *View, ask func(*View) error) (err error) {
	of := key{v.until, v.on, v.today}
	if m.KnownAt.IsZero() && m.KnownTo.IsZero() {
		of.until = 0
	}
	p := r.pasts.enter(of, v)
	defer func() { r.pasts.leave(p, pastsWeight+pastsShare*len(r.recommendations)) }()
	if err := p.take(ctx, &r.mu); err != nil {
		return err
	}
	p.view.until, p.view.rest.ctx = max(p.view.until, v.until), ctx
	if p.view.rest.held.Compare(v.rest.held) < 0 {
		p.view.rest.held = v.rest.held
	}
	defer func() {
		if p.view.rest.gone {
			_ = recover()
			p.view.rest.gone, err = false, ctx.Err()
		}
		r.pasts.note(p)
		<-p.turn
	}()
	return ask(p.view)
}

// take waits for a turn, letting who applies events in meanwhile.
func (p *past) take(ctx context.Context, of *sync.RWMutex) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	of.RUnlock()
	defer of.RLock()
	select {
	case p.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// enter gives what is kept of a moment; v where nothing is.
func (ps *pasts) enter(of key, v *View) *past {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	at := slices.IndexFunc(ps.kept, func(p *past) bool { return p.of == of })
	var p *past
	if at < 0 {
		p = &past{of: of, view: v, turn: make(chan struct{}, 1)}
	} else {
		p = ps.kept[at]
		ps.kept = slices.Delete(ps.kept, at, at+1)
	}
	ps.kept = slices.Insert(ps.kept, 0, p)
	p.asking++
	return p
}

// note is told what p holds by who has the turn.
func (ps *pasts) note(p *past) {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	p.whole, p.weight = p.view.whole != nil, p.view.rest.weight
}

// leave ends what enter began, and keeps to a weight.
func (ps *pasts) leave(p *past, weight int) {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	p.asking--
	ps.trim(weight)
}

// trim forgets, of those that nobody asks for now, what holds nothing, and
// beyond a weight and a number those that were asked for longest ago.
func (ps *pasts) trim(weight int) {
	kept := map[bool]int{}
	ps.kept = slices.DeleteFunc(ps.kept, func(p *past) bool {
		weight -= p.weight
		if p.asking == 0 && (p.weight == 0 || weight < 0 || kept[p.whole] == pastsKept) {
			return true
		}
		kept[p.whole]++
		return false
	})
}

// outdate forgets the views that an event changes which tells of no day before
// from. Who has one goes on with it, as of before the event.
func (ps *pasts) outdate(from domain.Day) {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	ps.kept = slices.DeleteFunc(ps.kept, func(p *past) bool { return p.of.until == 0 && p.of.on >= from })
}
