package powerloss

import (
	"io"
	"math/rand/v2"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/vfs"
)

const sector = 512

// file is a file of a disk: what a process sees of it now, what is sure to be
// left after a power loss, and what leads from one to the other.
type file struct {
	now, synced []byte
	since       []change
	entered     bool // its name in the folder has been synced
	locks       locks
}

// change is a write, or a truncation where bytes is nil.
type change struct {
	at    int64
	bytes []byte
}

func (c change) apply(to []byte) []byte {
	end := int(c.at) + len(c.bytes)
	if c.bytes == nil && end <= len(to) {
		return to[:end:end]
	}
	if grow := end - len(to); grow > 0 {
		to = append(to, make([]byte, grow)...)
	}
	copy(to[c.at:], c.bytes)
	return to
}

func (f *file) change(c change) {
	f.now = c.apply(f.now)
	f.since = append(f.since, c)
}

func (f *file) sync() {
	for _, c := range f.since {
		f.synced = c.apply(f.synced)
	}
	f.since, f.entered = nil, true
}

// lose is what a power loss does: of the changes since the last sync it keeps
// none, all, or some of their sectors.
func (f *file) lose(chance *rand.Rand) {
	kept := []float64{0, 1, chance.Float64()}[chance.IntN(3)]
	for _, c := range f.since {
		for len(c.bytes) > 0 {
			n := min(int64(len(c.bytes)), sector-c.at%sector)
			if chance.Float64() < kept {
				f.synced = change{c.at, c.bytes[:n:n]}.apply(f.synced)
			}
			c.at, c.bytes = c.at+n, c.bytes[n:]
		}
		if c.bytes == nil && chance.Float64() < kept {
			f.synced = c.apply(f.synced)
		}
	}
	f.since = nil
	f.now = append([]byte(nil), f.synced...)
}

// handle is an open file. It is dead once the power has failed or the process
// was killed.
type handle struct {
	disk *Disk
	name string
	file *file
	boot int
	lock vfs.LockLevel
	shm  vfs.SharedMemory
}

// do runs one operation of the disk. The handle of an earlier boot does
// nothing more.
func (h *handle) do(op Operation, run func() error) error {
	h.disk.mu.Lock()
	defer h.disk.mu.Unlock()
	if h.boot != h.disk.boots {
		return vfs.SystemError(ErrOff, sqlite3.IOERR)
	}
	wasOn := h.disk.on
	if err := h.disk.step(op); err != nil {
		// A write that the cut interrupts may be found in part, and a sync may
		// have been done.
		if wasOn && !h.disk.on && (op == Write || h.disk.chance.IntN(2) == 0) {
			_ = run()
		}
		return err
	}
	return run()
}

func (h *handle) ReadAt(p []byte, off int64) (n int, err error) {
	err = h.do(Read, func() error {
		if off < int64(len(h.file.now)) {
			n = copy(p, h.file.now[off:])
		}
		if n < len(p) {
			return io.EOF
		}
		return nil
	})
	return n, err
}

func (h *handle) WriteAt(p []byte, off int64) (int, error) {
	err := h.do(Write, func() error {
		d := h.disk
		if grow := off + int64(len(p)) - int64(len(h.file.now)); d.limit > 0 && grow > 0 {
			for _, f := range d.files {
				grow += int64(len(f.now))
			}
			if grow > d.limit {
				return sqlite3.FULL
			}
		}
		h.file.change(change{off, append([]byte{}, p...)})
		return nil
	})
	return len(p), err
}

func (h *handle) Truncate(size int64) error {
	return h.do(Write, func() error {
		h.file.change(change{at: size})
		return nil
	})
}

func (h *handle) Sync(vfs.SyncFlag) error {
	return h.do(Sync, func() error {
		h.file.sync()
		delete(h.disk.deleted, h.name)
		return nil
	})
}

func (h *handle) Size() (n int64, err error) {
	err = h.do(Read, func() error {
		n = int64(len(h.file.now))
		return nil
	})
	return n, err
}

func (h *handle) Close() error {
	_ = h.Unlock(vfs.LOCK_NONE)
	if h.shm != nil {
		return h.shm.Close()
	}
	return nil
}

func (h *handle) SharedMemory() vfs.SharedMemory { return h.shm }

// SectorSize and DeviceCharacteristics say what SQLite takes a disk for.
func (h *handle) SectorSize() int { return 4096 }

func (h *handle) DeviceCharacteristics() vfs.DeviceCharacteristic {
	return vfs.IOCAP_POWERSAFE_OVERWRITE
}
