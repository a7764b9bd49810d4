package auth

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"suivi/domain/fault"
)

const (
	// lookEvery is how often the folder is looked at, at most.
	lookEvery = time.Second
	// settling is longer than the ticks of any file system's clock: a folder
	// whose time has stood for so long is as it was read. It is measured on our
	// clock alone, which need not agree with the file system's.
	settling = 3 * time.Second
	// mendEvery is how often a file that could not be read is tried again: what
	// mends one may leave the folder's time as it was.
	mendEvery = 30 * time.Second
)

// Folder is a Store in a folder, which need not exist before the first token:
// ID.json holds a token, utilise/ID when it was last used. Files are replaced,
// never edited, so that the folder's modification time tells of every change
// but uses. No lock is taken.
//
// Nobody but their owner may read them: whoever writes here gives the folder
// and its files to the owner of the folder that it lies in, as a server's user
// is, or writes nothing where that is not allowed.
type Folder struct {
	path string
	now  func() time.Time

	mu   sync.Mutex // held while the folder is looked at
	seen atomic.Pointer[view]
}

var _ Store = (*Folder)(nil)

// NewFolder makes a store of a folder. It touches nothing.
func NewFolder(path string, now func() time.Time) *Folder { return &Folder{path: path, now: now} }

// view is what the folder was seen to hold.
type view struct {
	lookedAt time.Time
	modified time.Time // the folder's time; zero: there is no folder
	since    time.Time // when modified was first seen
	settled  bool      // read long enough after since
	tokens   map[string]Token
	broken   map[string]error
	readAt   time.Time // when the broken ones were last tried
}

// stands reports whether v may still be answered from.
func (v *view) stands(now time.Time) bool {
	return v != nil && now.Sub(v.lookedAt).Abs() < lookEvery
}

// look gives what the folder holds, as of a second ago at most. A look costs
// one stat; the files are read again where its time is another or has not stood
// for long, one that could not be read every half minute.
func (f *Folder) look() (*view, error) {
	now := f.now()
	if v := f.seen.Load(); v.stands(now) {
		return v, nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	last := f.seen.Load()
	if last.stands(now) {
		return last, nil
	}
	next := &view{lookedAt: now, since: now, readAt: now}
	st, err := os.Stat(f.path)
	switch {
	case err == nil:
		next.modified = st.ModTime()
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fault.New(fault.Internal, FolderUnread, "dossier", f.path).Because(err)
	}
	if last != nil && last.modified.Equal(next.modified) {
		next.since = last.since
	}
	if last != nil && last.settled && last.modified.Equal(next.modified) {
		next.settled, next.tokens, next.broken, next.readAt = true, last.tokens, last.broken, last.readAt
		if len(next.broken) > 0 && now.Sub(next.readAt).Abs() >= mendEvery {
			next.readAt = now
			next.tokens, next.broken = maps.Clone(last.tokens), map[string]error{}
			f.readInto(next.tokens, next.broken, slices.Collect(maps.Keys(last.broken)))
		}
	} else if next.tokens, next.broken, err = f.readAll(); err != nil {
		return nil, err
	} else {
		next.settled = now.Sub(next.since) >= settling
	}
	f.seen.Store(next)
	return next, nil
}

// forget has the next call look at the folder.
func (f *Folder) forget() {
	f.mu.Lock()
	f.seen.Store(nil)
	f.mu.Unlock()
}

// readAll reads every token file.
func (f *Folder) readAll() (map[string]Token, map[string]error, error) {
	tokens, broken := map[string]Token{}, map[string]error{}
	entries, err := os.ReadDir(f.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fault.New(fault.Internal, FolderUnread, "dossier", f.path).Because(err)
	}
	var ids []string
	for _, e := range entries {
		if id, is := strings.CutSuffix(e.Name(), fileEnd); is && !strings.HasPrefix(id, ".") {
			ids = append(ids, id)
		}
	}
	f.readInto(tokens, broken, ids)
	return tokens, broken, nil
}

// readInto reads the files of tokens. One that cannot be read is told apart.
func (f *Folder) readInto(tokens map[string]Token, broken map[string]error, ids []string) {
	for _, id := range ids {
		t, err := f.read(id)
		switch {
		case err == nil:
			tokens[id] = t
		case !errors.Is(err, fs.ErrNotExist):
			broken[id] = err
		}
	}
}

// Find implements Store.
func (f *Folder) Find(_ context.Context, id string) (Token, bool, error) {
	v, err := f.look()
	if err != nil {
		return Token{}, false, err
	}
	if t, found := v.tokens[id]; found {
		return t, true, nil
	}
	return Token{}, false, v.broken[id]
}

// List implements Store.
func (f *Folder) List(_ context.Context) ([]Token, error) {
	v, err := f.look()
	if err != nil {
		return nil, err
	}
	all := slices.Collect(maps.Values(v.tokens))
	slices.SortFunc(all, oldestFirst)
	var problems []error
	for _, id := range slices.Sorted(maps.Keys(v.broken)) {
		problems = append(problems, v.broken[id])
	}
	for i := range all {
		// A use that cannot be read is no reason to hide the token.
		if text, err := os.ReadFile(filepath.Join(f.path, usedFolder, all[i].ID)); err == nil {
			all[i].LastUsedAt, _ = time.Parse(time.RFC3339, strings.TrimSpace(string(text)))
		}
	}
	return all, errors.Join(problems...)
}
