package eventstoredb

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"suivi/domain/event"
	"suivi/domain/ledger"
)

// Log is an event log on an EventStoreDB cluster. Any number of processes may
// have one on the same streams.
type Log struct {
	options
	clients *clients
	life    context.Context // ends when the log is closed
	end     context.CancelFunc

	mu      sync.Mutex
	closed  bool
	appends sync.WaitGroup // under way
	newest  event.Position // of the last event of ours that Head saw
	looked  event.Position // up to where there is none after it
}

var _ ledger.EventLog = (*Log)(nil)

// Open opens the log that a connection string of the module leads to, such as
// esdb://user:password@one:2113,two:2113,three:2113?tlsCaFile=ca.crt. It answers
// a ledger.ErrUnavailable where the store does not answer within ctx and the log's
// patience, ErrDenied and, of a string that cannot be meant, a fault.Invalid where
// it never will.
//
// Of the string's settings, maxDiscoverAttempts, discoveryInterval and
// defaultDeadline have no effect: Patience takes their place. All is asked of
// the leader, whatever nodePreference says.
func Open(ctx context.Context, connection string, opts ...Option) (*Log, error) {
	o := options{streams: ledgerStreams, logger: slog.Default(), patience: DefaultPatience}
	for _, option := range opts {
		option(&o)
	}
	if err := o.streams.check(); err != nil {
		return nil, err
	}
	if o.patience <= 0 {
		return nil, errors.New("a log has some patience")
	}
	config, err := parse(connection, o.logger)
	if err != nil {
		return nil, err
	}
	l := &Log{options: o, clients: newClients(config, o.logger)}
	l.life, l.end = context.WithCancel(context.WithoutCancel(ctx))
	if _, err := l.Head(ctx); err != nil {
		l.end()
		l.clients.shut() // what still blocks ends by itself
		return nil, fmt.Errorf("open the event store: %w", err)
	}
	return l, nil
}

// Close implements ledger.EventLog. Where hosts neither answer nor refuse it
// waits for the client to give them up, after gossipTimeout for each.
func (l *Log) Close() error {
	l.mu.Lock()
	l.closed = true
	l.mu.Unlock()
	l.appends.Wait()
	l.end()
	l.clients.close()
	return nil
}

// bound gives a context that ends with ctx and with the log.
func (l *Log) bound(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(l.life, cancel)
	return ctx, func() { stop(); cancel() }
}

// ended is the error that ends a call of the caller's context ctx, if any does.
func (l *Log) ended(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if l.life.Err() != nil {
		return ledger.ErrClosed
	}
	return nil
}

// Pauses between attempts.
const (
	firstPause   = 10 * time.Millisecond
	longestPause = time.Second
)

// persist asks again until an answer is settled, or ctx, the log or its
// patience ends. Each attempt has half of the patience.
func (l *Log) persist(ctx context.Context, attempt func(context.Context) error) error {
	began := time.Now()
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		if err := l.ended(ctx); err != nil {
			return err
		}
		bound, stop := l.bound(ctx)
		bound, cancel := context.WithTimeout(bound, l.patience/2)
		err := attempt(bound)
		cancel()
		stop()
		if err == nil {
			return nil
		}
		if err, is := settle(err); is {
			return err
		}
		if ended := l.ended(ctx); ended != nil {
			return ended
		}
		if time.Since(began) > l.patience || l.clients.lostFor() > l.patience {
			return fmt.Errorf("%w: %w", ledger.ErrUnavailable, err)
		}
		l.logger.Debug("the event store is asked again", "pause", pause, "error", err)
		l.wait(ctx, pause)
	}
}

// wait waits about as long as pause, or until ctx or the log ends.
func (l *Log) wait(ctx context.Context, pause time.Duration) {
	timer := time.NewTimer(pause/2 + rand.N(pause))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	case <-l.life.Done():
	}
}
