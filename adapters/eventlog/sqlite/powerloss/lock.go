package powerloss

import (
	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/vfs"
)

// locks are the locks that connections hold on a file.
// See https://sqlite.org/lockingv3.html.
type locks struct {
	shared            int
	reserved, pending *handle
}

func (h *handle) Lock(level vfs.LockLevel) error {
	h.disk.mu.Lock()
	defer h.disk.mu.Unlock()
	l := &h.file.locks
	if h.lock >= level {
		return nil
	}
	switch level {
	case vfs.LOCK_SHARED:
		if l.pending != nil {
			return sqlite3.BUSY
		}
		l.shared++
	case vfs.LOCK_RESERVED:
		if l.reserved != nil {
			return sqlite3.BUSY
		}
		l.reserved = h
	case vfs.LOCK_EXCLUSIVE:
		if l.pending != nil && l.pending != h || l.reserved != nil && l.reserved != h {
			return sqlite3.BUSY
		}
		l.pending = h
		if l.shared > 1 {
			if h.lock == vfs.LOCK_RESERVED {
				h.lock = vfs.LOCK_PENDING
			} else {
				l.pending = nil
			}
			return sqlite3.BUSY
		}
	}
	h.lock = level
	return nil
}

func (h *handle) Unlock(level vfs.LockLevel) error {
	h.disk.mu.Lock()
	defer h.disk.mu.Unlock()
	l := &h.file.locks
	if h.lock <= level {
		return nil
	}
	if l.reserved == h {
		l.reserved = nil
	}
	if l.pending == h {
		l.pending = nil
	}
	if level == vfs.LOCK_NONE {
		l.shared--
	}
	h.lock = level
	return nil
}

func (h *handle) CheckReservedLock() (bool, error) {
	h.disk.mu.Lock()
	defer h.disk.mu.Unlock()
	return h.file.locks.reserved != nil, nil
}
