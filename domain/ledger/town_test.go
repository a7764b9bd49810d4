package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// town is people who use a ledger by chance, and what they were answered.
type town struct {
	seed uint64
	days int

	mu       sync.Mutex
	sessions []domain.SessionID
	made     []domain.RecommendationID
	answered []ulid.ULID       // events that were acknowledged
	items    map[ulid.ULID]int // by command, how many it makes in one append
	doubts   []doubt
}

// doubt is a command that got no answer.
type doubt struct {
	command ulid.ULID
	issue   func(*house) error
}

func newTown(seed uint64) *town { return &town{seed: seed, items: map[ulid.ULID]int{}} }

// answeredByRule reports whether err is a refusal, and not a failure.
func answeredByRule(err error) bool {
	_, is := errors.AsType[*fault.Fault](err)
	return is
}

// work has three people issue commands until one gets no answer, or the day
// is done. It says how many were accepted.
func (w *town) work(h *house, seed uint64) (commands int) {
	w.days++
	var everybody sync.WaitGroup
	done := make([]int, 3)
	for person := range done {
		everybody.Go(func() {
			chance := rand.New(rand.NewPCG(seed, uint64(person)))
			for n := range 12 {
				m := command(fmt.Sprintf("%d/%d/%d/%d", w.seed, w.days, person, n))
				issue := w.choose(chance, m)
				err := issue(h)
				if err != nil && !answeredByRule(err) {
					w.mu.Lock()
					w.doubts = append(w.doubts, doubt{m.Command, issue})
					w.mu.Unlock()
					return
				}
				if err == nil {
					done[person]++
				}
			}
		})
	}
	everybody.Wait()
	for _, n := range done {
		commands += n
	}
	return commands
}

// choose gives a command by chance; issued again it is the same.
func (w *town) choose(chance *rand.Rand, m ledger.Meta) func(*house) error {
	ctx := context.Background()
	w.mu.Lock()
	defer w.mu.Unlock()
	number := fmt.Sprint(1 + chance.IntN(40))
	if len(w.sessions) == 0 || chance.IntN(8) == 0 {
		return w.convene(ctx, chance, m)
	}
	s := w.sessions[max(0, len(w.sessions)-1-chance.IntN(3))]
	if len(w.made) == 0 || chance.IntN(4) == 0 {
		wanted := []string{"", number, ""}[:1+chance.IntN(3)]
		w.items[m.Command] = len(wanted)
		return func(h *house) error {
			listed, r, err := h.Formulate(ctx, m, s, items(wanted...))
			w.mu.Lock()
			defer w.mu.Unlock()
			for _, l := range listed {
				w.made = append(w.made, l.Recommendation)
			}
			return w.note(r, err)
		}
	}
	rec := w.made[chance.IntN(len(w.made))]
	state := []domain.State{domain.InProgress, domain.Executed, domain.NotDone}[chance.IntN(3)]
	void := chance.IntN(3) == 0
	kind := []int{0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4}[chance.IntN(12)]
	return func(h *house) error {
		var r ledger.Receipt
		var err error
		switch kind {
		case 0:
			r, err = h.Recommendation(ctx, m, rec, finds(s, state))
		case 1:
			_, r, err = h.CarryOver(ctx, m, s, rec, carried(number))
		case 2:
			r, err = h.RectifyListing(ctx, m, s, rec, ledger.Relisting{Void: void, Number: number, Reason: "mal lu"})
		case 3:
			r, err = h.Recommendation(ctx, m, rec, recommendation.Declare{On: later, Declared: recommendation.Declared{Owner: ministry, State: state}})
		case 4:
			r, err = h.Session(ctx, m, s, session.Close{On: later})
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.note(r, err)
	}
}

// convene has the forum hold its next session.
func (w *town) convene(ctx context.Context, chance *rand.Rand, m ledger.Meta) func(*house) error {
	year := 2000 + chance.IntN(40)
	code, day := fmt.Sprint(year), domain.MustDay(year, 1, 1+chance.IntN(28))
	id := session.IDOf(comite, code)
	first := m // of the steps before the last one, by which the whole is known
	first.Command = event.StepID(m.Command, "convene")
	return func(h *house) error {
		steps := []func() (ledger.Receipt, error){
			func() (ledger.Receipt, error) {
				return h.Forum(ctx, first, "CC", forum.Record{On: 1, Event: forum.Created{Code: "CC", Name: "Comité"}})
			},
			func() (ledger.Receipt, error) {
				return h.Session(ctx, first, id, session.Plan{On: 1, Planned: session.Planned{Forum: comite, Code: code}})
			},
			func() (ledger.Receipt, error) {
				return h.Session(ctx, m, id, hold(day))
			},
		}
		for _, step := range steps {
			r, err := step()
			w.mu.Lock()
			err = w.note(r, err)
			w.mu.Unlock()
			if err != nil {
				return err
			}
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		w.sessions = append(w.sessions, id)
		return nil
	}
}

func (w *town) note(r ledger.Receipt, err error) error {
	if err == nil {
		w.answered = append(w.answered, r.Events...)
	}
	return err
}
