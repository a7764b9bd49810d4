package eventlog

import "sync"

// Bell wakes all who wait each time it rings. A waiter takes Next first, looks
// for what it wants, and only then waits: so it misses nothing.
type Bell struct {
	mu   sync.Mutex
	next chan struct{}
}

// Next is closed at the next Ring.
func (b *Bell) Next() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.next == nil {
		b.next = make(chan struct{})
	}
	return b.next
}

// Ring wakes those who took Next since the last Ring.
func (b *Bell) Ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.next != nil {
		close(b.next)
		b.next = nil
	}
}
