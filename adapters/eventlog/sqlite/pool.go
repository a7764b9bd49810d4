package sqlite

import (
	"context"
	"errors"
	"sync"

	"suivi/domain/ledger"
)

// readers is how many pages are read at once; more wait for their turn.
const readers = 4

// pool keeps the connections that read.
type pool struct {
	connect func() (*reader, error)
	turns   chan struct{} // holds one for each connection in use
	closed  chan struct{}

	mu   sync.Mutex
	idle []*reader
}

func newPool(connect func() (*reader, error)) *pool {
	return &pool{connect: connect, turns: make(chan struct{}, readers), closed: make(chan struct{})}
}

// use runs read with a connection, which is dropped where read fails.
func (p *pool) use(ctx context.Context, read func(*reader) error) error {
	if p.isClosed() {
		return ledger.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case p.turns <- struct{}{}:
		defer func() { <-p.turns }()
	case <-p.closed:
		return ledger.ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	r, err := p.get()
	if err != nil {
		return err
	}
	if err := read(r); err != nil {
		return errors.Join(err, closeConn(r.conn))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, r)
	return nil
}

func (p *pool) get() (*reader, error) {
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		r := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mu.Unlock()
		return r, nil
	}
	p.mu.Unlock()
	return p.connect()
}

func (p *pool) isClosed() bool {
	select {
	case <-p.closed:
		return true
	default:
		return false
	}
}

// close lets the reads under way end and closes every connection. It is called
// once.
func (p *pool) close() (err error) {
	close(p.closed)
	for range readers {
		p.turns <- struct{}{}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range p.idle {
		err = errors.Join(err, closeConn(r.conn))
	}
	p.idle = nil
	return err
}
