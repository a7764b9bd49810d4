package powerloss

import (
	"fmt"
	"path/filepath"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/vfs"
)

// Open implements vfs.VFS.
func (d *Disk) Open(name string, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f := d.files[name]
	if f == nil || name == "" {
		if name != "" && flags&vfs.OPEN_CREATE == 0 {
			return nil, flags, sqlite3.CANTOPEN
		}
		f = &file{}
		if name != "" {
			if err := d.step(Write); err != nil {
				return nil, flags, err
			}
			d.files[name] = f
		}
	}
	if !d.on {
		return nil, flags, vfs.SystemError(ErrOff, sqlite3.CANTOPEN)
	}
	h := &handle{disk: d, name: name, file: f, boot: d.boots}
	if flags&vfs.OPEN_MAIN_DB != 0 {
		shm := fmt.Sprintf("%s-%d-shm", filepath.Base(name), d.boots)
		h.shm = vfs.NewSharedMemory(filepath.Join(d.dir, shm), flags)
	}
	return h, flags, nil
}

// Delete implements vfs.VFS.
func (d *Disk) Delete(name string, syncDir bool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.step(Write); err != nil {
		return err
	}
	f := d.files[name]
	if f == nil {
		return sqlite3.IOERR_DELETE_NOENT
	}
	delete(d.files, name)
	if f.entered && !syncDir {
		d.deleted[name] = f
	}
	return nil
}

// Access implements vfs.VFS.
func (d *Disk) Access(name string, _ vfs.AccessFlag) (bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.on {
		return false, vfs.SystemError(ErrOff, sqlite3.IOERR_ACCESS)
	}
	return d.files[name] != nil, nil
}

// FullPathname implements vfs.VFS.
func (d *Disk) FullPathname(name string) (string, error) { return name, nil }
