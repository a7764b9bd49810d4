package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
)

// piecesFolder holds, in the data folder, the bytes of evidence, each file
// named by its SHA-256.
const piecesFolder = "pieces"

// keepPiece copies a file of the user's into the data folder, durably, and
// describes it. Kept again, the same bytes are one file.
func (a *app) keepPiece(path, place string) (e recommendation.Evidence, err error) {
	from, err := os.Open(path)
	if err != nil {
		return e, fileFault(err, path).At(place)
	}
	defer from.Close()
	if st, err := from.Stat(); err == nil && !st.Mode().IsRegular() {
		return e, fault.New(fault.Invalid, "fichier.illisible", "fichier", path).At(place)
	}
	folder := filepath.Join(a.data, piecesFolder)
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return e, pieceFault(err)
	}
	to, err := os.CreateTemp(folder, ".recue-*")
	if err != nil {
		return e, pieceFault(err)
	}
	defer func() {
		if err != nil {
			os.Remove(to.Name())
		}
	}()
	sum := sha256.New()
	var head beginning
	size, err := io.Copy(io.MultiWriter(to, sum, &head), from)
	if err = errors.Join(err, to.Sync(), to.Close()); err != nil {
		return e, pieceFault(err)
	}
	e = recommendation.Evidence{Name: filepath.Base(path), MediaType: mediaType(path, head), Size: size, SHA256: hex.EncodeToString(sum.Sum(nil))}
	kept := filepath.Join(folder, e.SHA256)
	if found, err := hashFile(kept); err == nil && found == e.SHA256 {
		return e, pieceFault(os.Remove(to.Name()))
	}
	if err = errors.Join(os.Chmod(to.Name(), 0o440), os.Rename(to.Name(), kept)); err != nil {
		return e, pieceFault(err)
	}
	if err = syncFolder(folder); err != nil {
		return e, pieceFault(err)
	}
	return e, nil
}

// pieceFault says that the folder takes no writes, where that is why.
func pieceFault(err error) error {
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

// beginning keeps the first bytes of what is written to it.
type beginning []byte

func (b *beginning) Write(p []byte) (int, error) {
	if room := 512 - len(*b); room > 0 {
		*b = append(*b, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

// officeTypes are those that the first bytes of a file do not tell.
var officeTypes = map[string]string{
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".odt":  "application/vnd.oasis.opendocument.text",
	".ods":  "application/vnd.oasis.opendocument.spreadsheet",
	".doc":  "application/msword",
	".xls":  "application/vnd.ms-excel",
	".csv":  "text/csv; charset=utf-8",
}

func mediaType(path string, head beginning) string {
	if t, known := officeTypes[strings.ToLower(filepath.Ext(path))]; known {
		return t
	}
	return http.DetectContentType(head)
}
