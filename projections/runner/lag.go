package runner

import (
	"context"
	"time"
)

// maxLag is how many waiting events Lag counts at most.
const maxLag = 10_000

// Lag is how far the register is behind the log.
type Lag struct {
	// Events are those that the log holds beyond what queries see.
	Events int
	// More tells that there are more than Events.
	More bool
	// Age is for how long the oldest of them has been recorded; 0 for none.
	Age time.Duration
}

// Lag tells how far the register is behind the log at the time now. It costs
// nothing where it is not; else it reads what is waiting, up to 10,000 events.
func (r *Runner) Lag(ctx context.Context, now time.Time) (Lag, error) {
	seen := r.Seen()
	head, err := r.log.Head(ctx)
	if err != nil || head.Compare(seen) <= 0 {
		return Lag{}, err
	}
	var l Lag
	for rec, err := range r.log.Read(ctx, seen) {
		if err != nil {
			return Lag{}, err
		}
		if rec.Position.Compare(seen) <= 0 {
			continue
		}
		if l.Events == maxLag {
			l.More = true
			break
		}
		if l.Events++; l.Events == 1 {
			l.Age = max(0, now.Sub(rec.RecordedAt))
		}
	}
	return l, nil
}
