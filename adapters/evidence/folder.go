// Package evidence keeps the bytes of evidence apart from the ledger's events,
// each piece under the SHA-256 of what it holds: in the data folder, or in
// streams of their own beside the ledger.
package evidence

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"syscall"
	"time"

	"suivi/adapters/desk"
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
)

// refusedEmpty: a file without a byte shows nothing.
const refusedEmpty = "piece.vide"

// Folder keeps evidence. Its methods may be called at the same time, and by
// several processes.
type Folder struct {
	dir   string
	sweep func() // takes away what processes that were killed left, once
}

var _ desk.Evidence = Folder{}

// NewFolder keeps evidence in the subfolder "pieces" of a data folder, which
// is made once something is kept.
func NewFolder(data string) Folder {
	dir := filepath.Join(data, "pieces")
	return Folder{dir, sync.OnceFunc(func() { sweep(dir) })}
}

const (
	receivedPrefix = ".recue-"
	// longestReception is longer than anybody takes to send a piece: what is
	// older is nobody's.
	longestReception = 24 * time.Hour
)

// sweep removes the files of receptions that were cut short by the end of
// their process.
func sweep(dir string) {
	left, _ := filepath.Glob(filepath.Join(dir, receivedPrefix+"*")) // where nothing can be read, Keep says so
	for _, name := range left {
		if info, err := os.Lstat(name); err == nil && time.Since(info.ModTime()) > longestReception {
			_ = os.Remove(name)
		}
	}
}

// Keep stores what it reads, durably, and describes it: under the last part of
// name, with the kind of file that the name or its first bytes tell. The same
// bytes again are one file. Where the medium takes no writes the answer is a
// fault that is Unavailable, and nothing is left behind.
func (f Folder) Keep(ctx context.Context, name string, from io.Reader) (e recommendation.Evidence, err error) {
	if err := os.MkdirAll(f.dir, 0o750); err != nil {
		return e, writeFault(err)
	}
	f.sweep()
	to, err := os.CreateTemp(f.dir, receivedPrefix+"*")
	if err != nil {
		return e, writeFault(err)
	}
	defer func() {
		if err != nil {
			os.Remove(to.Name())
		}
	}()
	e, err = describe(name, from, to)
	if err = errors.Join(err, to.Sync(), to.Close()); err != nil {
		return e, writeFault(err)
	}
	if e.Size == 0 {
		return e, fault.New(fault.Invalid, refusedEmpty)
	}
	if found, err := f.Hash(ctx, e.SHA256); err == nil && found == e.SHA256 {
		return e, writeFault(os.Remove(to.Name()))
	}
	if err = errors.Join(os.Chmod(to.Name(), 0o440), os.Rename(to.Name(), f.path(e.SHA256))); err != nil {
		return e, writeFault(err)
	}
	return e, writeFault(syncFolder(f.dir))
}

// describe copies what it reads, and says what that is.
func describe(name string, from io.Reader, to io.Writer) (recommendation.Evidence, error) {
	sum := sha256.New()
	var head beginning
	size, err := io.Copy(io.MultiWriter(to, sum, &head), from)
	return recommendation.Evidence{Name: filepath.Base(name), MediaType: mediaType(name, head), Size: size, SHA256: hex.EncodeToString(sum.Sum(nil))}, err
}

// Open gives the bytes kept under a hash; an error that is fs.ErrNotExist where
// there are none, or where it is no hash.
func (f Folder) Open(_ context.Context, sha256 string) (io.ReadSeekCloser, error) {
	return f.open(sha256)
}

// Describe implements desk.Evidence.
func (f Folder) Describe(_ context.Context, name, sha256 string) (e recommendation.Evidence, err error) {
	file, err := f.open(sha256)
	if err != nil {
		return e, err
	}
	defer file.Close()
	var head beginning
	if _, err := io.CopyN(&head, file, beginningSize); err != nil && err != io.EOF {
		return e, err
	}
	info, err := file.Stat()
	if err != nil {
		return e, err
	}
	return recommendation.Evidence{Name: filepath.Base(name), MediaType: mediaType(name, head), Size: info.Size(), SHA256: sha256}, nil
}

// Hash is the SHA-256 of the bytes that are kept under a hash: another than
// that where they have changed since.
func (f Folder) Hash(_ context.Context, kept string) (string, error) {
	file, err := f.open(kept)
	if err != nil {
		return "", err
	}
	defer file.Close()
	h := sha256.New()
	_, err = io.Copy(h, file)
	return hex.EncodeToString(h.Sum(nil)), err
}

var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// open never leaves the folder, whatever it is given.
func (f Folder) open(sha256 string) (*os.File, error) {
	if !hashForm.MatchString(sha256) {
		return nil, fs.ErrNotExist
	}
	return os.Open(f.path(sha256))
}

func (f Folder) path(sha256 string) string { return filepath.Join(f.dir, sha256) }

// writeFault says that the folder takes no writes, where that is why.
func writeFault(err error) error {
	for _, cause := range []error{syscall.EROFS, syscall.ENOSPC, syscall.EDQUOT, fs.ErrPermission} {
		if errors.Is(err, cause) {
			return fault.New(fault.Unavailable, ledger.RefusedReadOnly).Because(err)
		}
	}
	return err
}

// syncFolder makes the names in a folder durable, where the system can.
func syncFolder(name string) error {
	d, err := os.Open(name)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}
