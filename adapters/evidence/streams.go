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
	"time"

	"github.com/go-json-experiment/json"
	"github.com/oklog/ulid/v2"

	"suivi/adapters/desk"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
)

// Codes of the refusals of this package.
const (
	RefusedAltered = "piece.alteree"              // what is kept under a hash is not what it was
	RefusedNoRoom  = "piece.sans_place_d_attente" // what is sent has nowhere to wait until it is whole
)

// partV1 is one part of a piece. Its data are the bytes themselves.
const partV1 event.Type = "piece.octets.v1"

// partBytes is the length of every part but the last, which is what is left;
// nothing at all is one part. It belongs to partV1 and never changes.
const partBytes = 448 << 10

// part is the metadata of partV1.
type part struct {
	Index int64 `json:"indice"` // the version of the event
	Size  int64 `json:"taille"` // bytes of the whole piece
}

// parts is how many a piece of size bytes has.
func parts(size int64) int64 { return max(1, (size+partBytes-1)/partBytes) }

// Streams keeps evidence in a log, beside the ledger: a stream for each piece,
// which the last part completes. One that is not complete does not exist. Its
// methods may be called at the same time, and by several processes.
type Streams struct {
	log ledger.EventLog
	now func() time.Time
}

var _ desk.Evidence = Streams{}

// NewStreams keeps evidence in a log.
func NewStreams(log ledger.EventLog, now func() time.Time) Streams { return Streams{log, now} }

func streamOf(sum string) string { return ledger.EvidencePrefix + sum }

// Keep is Folder.Keep. What it reads waits in a temporary file until its hash
// is known. The events of a piece follow from its bytes, so that whoever keeps
// them again, at the same time or after a process that died half-way, adds only
// what is missing.
func (s Streams) Keep(ctx context.Context, name string, from io.Reader) (e recommendation.Evidence, err error) {
	spool, err := os.CreateTemp("", "suivi-piece-*")
	if err != nil {
		return e, fault.New(fault.Unavailable, RefusedNoRoom).Because(err)
	}
	defer os.Remove(spool.Name())
	defer spool.Close()
	if e, err = describe(name, from, spool); err != nil {
		if of, is := errors.AsType[*fs.PathError](err); is && of.Path == spool.Name() {
			err = fault.New(fault.Unavailable, RefusedNoRoom).Because(err)
		}
		return e, err
	}
	if e.Size == 0 {
		return e, fault.New(fault.Invalid, refusedEmpty)
	}
	found, there, err := s.read(ctx, e.SHA256)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return e, s.append(ctx, e, there, spool)
	case err == nil && found != e.SHA256:
		err = altered(e.SHA256)
	}
	return e, err
}

// append writes the parts of a piece that follow those there, one at a time.
func (s Streams) append(ctx context.Context, e recommendation.Evidence, there int64, bytes io.ReaderAt) error {
	stream := streamOf(e.SHA256)
	for i := there; i < parts(e.Size); i++ {
		data := make([]byte, min(partBytes, e.Size-i*partBytes))
		if _, err := bytes.ReadAt(data, i*partBytes); err != nil {
			return err
		}
		meta, err := json.Marshal(part{i, e.Size})
		if err != nil {
			return err
		}
		record := event.Record{ID: event.DeriveID(ulid.ULID{}, stream, int(i)), Type: partV1, RecordedAt: s.now(), Metadata: meta, Data: data}
		_, err = s.log.Append(ctx, stream, event.Version(i-1), []event.Record{record})
		if _, is := errors.AsType[*ledger.VersionConflict](err); is {
			return altered(e.SHA256)
		}
		if err != nil {
			return ledger.Refusal(err)
		}
	}
	return nil
}

// Describe implements desk.Evidence.
func (s Streams) Describe(ctx context.Context, name, sha256 string) (e recommendation.Evidence, err error) {
	bytes, err := s.Open(ctx, sha256)
	if err != nil {
		return e, err
	}
	defer bytes.Close()
	var head beginning
	if _, err := io.CopyN(&head, bytes, beginningSize); err != nil && err != io.EOF {
		return e, err
	}
	size, err := bytes.Seek(0, io.SeekEnd)
	return recommendation.Evidence{Name: filepath.Base(name), MediaType: mediaType(name, head), Size: size, SHA256: sha256}, err
}

// Hash is the SHA-256 of the bytes that are kept under a hash: another than
// that where they are not what was kept.
func (s Streams) Hash(ctx context.Context, kept string) (string, error) {
	if !hashForm.MatchString(kept) {
		return "", fs.ErrNotExist
	}
	found, _, err := s.read(ctx, kept)
	return found, err
}

// read hashes what is kept under a hash, empty where that is no piece at all.
// Where it is not complete, the answer is fs.ErrNotExist and how many parts
// there are.
func (s Streams) read(ctx context.Context, kept string) (found string, there int64, err error) {
	sum, size := sha256.New(), int64(-1)
	for rec, err := range s.log.Load(ctx, streamOf(kept), 0) {
		if err != nil {
			return "", there, err
		}
		p, err := readPart(rec)
		if err != nil {
			return "", there, nil
		}
		sum.Write(rec.Data)
		there, size = p.Index+1, p.Size
	}
	if size < 0 || there < parts(size) {
		return "", there, fs.ErrNotExist
	}
	return hex.EncodeToString(sum.Sum(nil)), there, nil
}

// readPart reads a part, and refuses one that is not what its place asks.
func readPart(rec event.Record) (p part, err error) {
	if err = json.Unmarshal(rec.Metadata, &p); err != nil {
		return p, err
	}
	if rec.Type != partV1 || p.Index != int64(rec.Version) || p.Size < 0 || p.Index >= parts(p.Size) || int64(len(rec.Data)) != min(partBytes, p.Size-p.Index*partBytes) {
		return p, errors.New("not the part that its place asks")
	}
	return p, nil
}

func altered(sum string) error { return fault.New(fault.Internal, RefusedAltered, "empreinte", sum) }
