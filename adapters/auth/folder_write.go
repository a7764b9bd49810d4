package auth

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"suivi/domain/access"
	"suivi/domain/fault"
	"suivi/domain/field"
)

const (
	fileEnd    = ".json"
	usedFolder = "utilise"
)

func (f *Folder) file(id string) string { return filepath.Join(f.path, id+fileEnd) }

// read reads one token file; one that is not there is fs.ErrNotExist.
func (f *Folder) read(id string) (Token, error) {
	var t Token
	text, err := os.ReadFile(f.file(id))
	if errors.Is(err, fs.ErrNotExist) {
		return t, err
	}
	if err == nil {
		err = json.Unmarshal(text, &t)
	}
	if err == nil && (t.ID != id || t.Scope == access.Nothing || field.Blank(t.Actor.ID) || t.CreatedAt.IsZero()) {
		err = errors.New("not the token that its name says")
	}
	if err != nil {
		return Token{}, fault.New(fault.Internal, Unreadable, "fichier", f.file(id)).Because(err)
	}
	return t, nil
}

// Create implements Store.
func (f *Folder) Create(_ context.Context, t Token) error {
	if _, err := os.Lstat(f.file(t.ID)); err == nil {
		return fmt.Errorf("auth: there is a token %s already", t.ID)
	}
	return f.write(t)
}

// Revoke implements Store.
func (f *Folder) Revoke(_ context.Context, id string, at time.Time) (Token, bool, error) {
	if len(id) > idLen { // perhaps a token, which no answer may repeat
		return Token{}, false, fault.New(fault.NotFound, NoSuchToken)
	}
	if !isID(id) {
		return Token{}, false, fault.New(fault.NotFound, NoSuchToken, "id", id)
	}
	t, err := f.read(id)
	if errors.Is(err, fs.ErrNotExist) {
		return Token{}, false, fault.New(fault.NotFound, NoSuchToken, "id", id)
	}
	if err != nil || !t.RevokedAt.IsZero() {
		return t, false, err
	}
	t.RevokedAt = at.UTC().Truncate(time.Second)
	return t, true, f.write(t)
}

func (f *Folder) write(t Token) error {
	text, err := json.Marshal(t, jsontext.WithIndent("  "))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(f.path), 0o750); err != nil {
		return f.unwritten(err)
	}
	defer f.forget()
	return f.put(f.path, t.ID+fileEnd, append(text, '\n'))
}

// give hands a file or folder to whoever owns the folder that the tokens' lies
// in.
func (f *Folder) give(path string) error {
	err := giveTo(path, filepath.Dir(f.path))
	if errors.Is(err, fs.ErrPermission) {
		return fault.New(fault.Unavailable, AnothersFolder, "dossier", filepath.Dir(f.path)).Because(err)
	}
	return err
}

// Used implements Store.
func (f *Folder) Used(_ context.Context, id string, at time.Time) error {
	return f.put(filepath.Join(f.path, usedFolder), id, []byte(at.UTC().Format(time.RFC3339)+"\n"))
}

// put writes a file durably, whole or not at all.
func (f *Folder) put(folder, name string, text []byte) error {
	err := f.makeFolder(folder)
	if err == nil {
		err = f.replace(folder, name, text)
	}
	if err != nil && fault.CodeOf(err) == "" {
		return f.unwritten(err)
	}
	return err
}

func (f *Folder) unwritten(err error) error {
	return fault.New(fault.Unavailable, FolderUnwritten, "dossier", f.path).Because(err)
}

// makeFolder makes a folder where there is none; nobody else may read it.
func (f *Folder) makeFolder(folder string) error {
	err := os.Mkdir(folder, 0o700)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := f.give(folder); err != nil {
		return errors.Join(err, os.Remove(folder))
	}
	return syncFolder(filepath.Dir(folder))
}

func (f *Folder) replace(folder, name string, text []byte) (err error) {
	temp, err := os.CreateTemp(folder, "."+name+"-*") // its mode is 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temp.Name())
		}
	}()
	_, err = temp.Write(text)
	if err = errors.Join(err, temp.Sync(), temp.Close(), f.give(temp.Name())); err != nil {
		return err
	}
	if err = os.Rename(temp.Name(), filepath.Join(folder, name)); err != nil {
		return err
	}
	return syncFolder(folder)
}

// syncFolder makes the entries of a folder durable; Windows does so by itself.
func syncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
