// Package powerloss is a disk in memory, as a file layer of SQLite, whose power
// can be cut. It is for tests.
//
// What was synced stays. What was written since, the disk may have kept or
// lost, file by file and sector by sector, in any order, by chance from a seed.
// A file that was never synced may be gone, and one that was deleted may be
// back. It goes further than most disks and no further than what SQLite
// expects: a sector is never torn, and bytes around a write never change.
package powerloss

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/vfs"
)

// ErrOff is in every error of a disk without power.
var ErrOff = errors.New("the disk has no power")

// Disk is a disk. It starts with power.
type Disk struct {
	name string
	dir  string // of the memory that connections share, which no disk keeps

	mu      sync.Mutex
	chance  *rand.Rand
	files   map[string]*file
	deleted map[string]*file // whose deletion was never synced
	on      bool
	boots   int
	left    int // writes until the power fails, where above 0
	written int
	limit   int64 // bytes the disk holds, where above 0
	faults  map[Operation]error
}

// Operation is what a disk may be told to refuse.
type Operation int

const (
	Write Operation = iota
	Sync
	Read
)

var disks atomic.Int64

// New is an empty disk for one test. The same seed brings the same chances.
func New(t testing.TB, seed uint64) *Disk {
	d := &Disk{
		name:    fmt.Sprintf("powerloss-%d", disks.Add(1)),
		dir:     t.TempDir(),
		chance:  rand.New(rand.NewPCG(seed, 1)),
		files:   map[string]*file{},
		deleted: map[string]*file{},
		on:      true,
		faults:  map[Operation]error{},
	}
	vfs.Register(d.name, d)
	t.Cleanup(func() { vfs.Unregister(d.name) })
	return d
}

// Name is that of the file layer, as sqlite.WithVFS wants it.
func (d *Disk) Name() string { return d.name }

// CutAfter has the power fail at the n-th write, sync or change of a folder
// from now on.
func (d *Disk) CutAfter(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.left = n
}

// Cut has the power fail now.
func (d *Disk) Cut() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.on = false
}

// Off reports whether the power has failed.
func (d *Disk) Off() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return !d.on
}

// Steps is the number of writes, syncs and changes of folders until now.
func (d *Disk) Steps() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.written
}

// Hold has the disk take n bytes in all, 0 for any number: a write past them
// finds it full.
func (d *Disk) Hold(n int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.limit = n
}

// Size is the number of bytes that the disk holds.
func (d *Disk) Size() (n int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, f := range d.files {
		n += int64(len(f.now))
	}
	return n
}

// Fail has every operation of this kind end in err until it is told nil.
func (d *Disk) Fail(op Operation, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.faults[op] = err
}

// Kill ends the process that uses the disk, which keeps its power: the files
// that it had open are dead to it, and all it wrote is there, synced or not.
func (d *Disk) Kill() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.restart()
}

// PowerOn brings the power back, after it has been cut if it was not. Chance
// says what is left of what was not synced.
func (d *Disk) PowerOn() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, name := range slices.Sorted(maps.Keys(d.deleted)) {
		if there := d.files[name]; (there == nil || !there.entered) && d.chance.IntN(2) == 0 {
			d.files[name] = d.deleted[name]
		}
	}
	clear(d.deleted)
	// In order of name, so that the same seed loses the same.
	for _, name := range slices.Sorted(maps.Keys(d.files)) {
		f := d.files[name]
		if f.lose(d.chance); !f.entered && d.chance.IntN(2) == 0 {
			delete(d.files, name)
		}
	}
	d.restart()
}

// restart leaves every open handle behind.
func (d *Disk) restart() {
	for name, f := range d.files {
		d.files[name] = &file{now: f.now, synced: f.synced, since: f.since, entered: f.entered}
	}
	d.on, d.left = true, 0
	d.boots++
}

// step lets one change of the disk pass, unless the power is off, fails now,
// or the operation is to fail. The caller holds d.mu.
func (d *Disk) step(op Operation) error {
	if !d.on {
		return vfs.SystemError(ErrOff, sqlite3.IOERR)
	}
	if err := d.faults[op]; err != nil || op == Read {
		return err
	}
	d.written++
	if d.left > 0 {
		if d.left--; d.left == 0 {
			d.on = false
			return vfs.SystemError(ErrOff, sqlite3.IOERR)
		}
	}
	return nil
}
