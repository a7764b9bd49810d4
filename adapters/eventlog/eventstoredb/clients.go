package eventstoredb

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"suivi/domain/ledger"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// maxCalls is how many calls are under way at most beside the subscriptions;
// others wait for their turn. As many clients are kept when they are idle.
const maxCalls = 16

// clients are the log's connections. One goroutine inside the client owns its
// connection: it is gone for good once it finds no node, those who wait for it
// then wait for ever, and closing the client under them panics. So each client
// serves one call at a time, and is closed, never mended, after an error that
// makes it look for a node again: it then never has more to do than to answer.
type clients struct {
	logger *slog.Logger
	turns  chan struct{}

	mu     sync.Mutex
	config *esdb.Configuration // replaced, never changed: clients keep it
	idle   []*esdb.Client
	lost   time.Time // since when none could be made; zero where the last could
	closed bool
	busy   sync.WaitGroup
}

func newClients(config *esdb.Configuration, logger *slog.Logger) *clients {
	return &clients{config: config, logger: logger, turns: make(chan struct{}, maxCalls)}
}

// call has f do one thing with a client, in its turn.
func call[T any](ctx context.Context, c *clients, f func(context.Context, *esdb.Client) (T, error)) (T, error) {
	select {
	case c.turns <- struct{}{}:
		return lend(ctx, c, func() { <-c.turns }, f)
	case <-ctx.Done():
		var none T
		return none, unreached{ctx.Err()}
	}
}

// lend has f use a client for as long as it likes, and calls back once f has
// let go of it. It answers as soon as ctx ends, although a client may block in
// spite of it: f then ends by itself, or never begins. Whatever f asks, only
// the leader answers.
func lend[T any](ctx context.Context, c *clients, back func(), f func(context.Context, *esdb.Client) (T, error)) (T, error) {
	type answer struct {
		value T
		err   error
	}
	if !c.enter() {
		back()
		return answer{}.value, ledger.ErrClosed
	}
	done := make(chan answer, 1)
	var settled atomic.Bool // whether f begins, or never will
	go func() {
		defer c.busy.Done()
		defer back()
		client, err := c.take()
		if err != nil {
			done <- answer{err: unreached{err}}
			return
		}
		var a answer
		if settled.CompareAndSwap(false, true) {
			a.value, a.err = guard(metadata.AppendToOutgoingContext(ctx, "requires-leader", "true"), client, f)
		}
		if codeOf(a.err) == esdb.ErrorCodeNotLeader {
			c.gossip()
		}
		c.give(client, spoils(ctx, a.err), status.Code(a.err) == codes.Unavailable)
		done <- a
	}()
	select {
	case a := <-done:
		return a.value, a.err
	case <-ctx.Done():
		if settled.CompareAndSwap(false, true) {
			return answer{}.value, unreached{ctx.Err()}
		}
		return answer{}.value, ctx.Err()
	}
}

// guard turns a panic of the client into an error: it panics where a server
// says what it does not know.
func guard[T any](ctx context.Context, client *esdb.Client, f func(context.Context, *esdb.Client) (T, error)) (value T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the client of the event store panicked: %v", p)
		}
	}()
	return f(ctx, client)
}

// enter counts a user of the clients in, unless they are closed.
func (c *clients) enter() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.closed {
		c.busy.Add(1)
	}
	return !c.closed
}

// take gives an idle client or makes one, connected, which may take as long as
// the client's gossipTimeout for each host.
func (c *clients) take() (client *esdb.Client, err error) {
	c.mu.Lock()
	if n := len(c.idle); n > 0 {
		client, c.idle = c.idle[n-1], c.idle[:n-1]
	}
	config := c.config
	c.mu.Unlock()
	if client == nil {
		if client, err = esdb.NewClient(config); err != nil {
			return nil, err
		}
	}
	_, err = client.GetServerVersion() // connects, where it is not
	c.reached(err)
	if err != nil {
		_ = client.Close() // it never fails
		return nil, err
	}
	return client, nil
}

// gossip has new clients ask their host who leads, where the connection string
// names one host that turns out not to. Sent to the leader by that host instead,
// each client would leave a connection behind whenever the leader is gone.
func (c *clients) gossip() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.config.GossipSeeds) > 0 || c.config.DnsDiscover {
		return
	}
	seed, err := esdb.ParseEndPoint(c.config.Address)
	if err != nil {
		return // the client took it, so it is one
	}
	config := *c.config
	config.GossipSeeds = []*esdb.EndPoint{seed}
	c.config = &config
	c.logger.Warn("the connection string names one host of a cluster, which does not lead; name all, so that none is missed", "host", seed.String())
}

// reached notes whether the store could be reached.
func (c *clients) reached(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case err != nil && c.lost.IsZero():
		c.lost = time.Now()
		c.logger.Warn("the event store cannot be reached", "error", err)
	case err == nil && !c.lost.IsZero():
		c.logger.Info("the event store is reached again", "after", time.Since(c.lost).Round(time.Millisecond))
		c.lost = time.Time{}
	}
}

// lostFor is how long the store has not been reached.
func (c *clients) lostFor() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.lost.IsZero() {
		return 0
	}
	return time.Since(c.lost)
}

// give takes a client back, or closes it where it is spoilt. Where its node is
// gone the idle ones go too: they were connected to the same.
func (c *clients) give(client *esdb.Client, spoilt, gone bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if gone {
		c.closeIdle()
	}
	if spoilt || c.closed || len(c.idle) == maxCalls {
		_ = client.Close() // nobody else uses it
		return
	}
	c.idle = append(c.idle, client)
}

// closeIdle is called with mu held.
func (c *clients) closeIdle() {
	for _, client := range c.idle {
		_ = client.Close()
	}
	c.idle = nil
}

// close lets in no more users and waits for those there are.
func (c *clients) close() {
	c.shut()
	c.busy.Wait()
}

// shut lets in no more users; the last thing that those there are do is to
// close their clients.
func (c *clients) shut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	c.closeIdle()
}
