package evidence

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"io/fs"
	"iter"

	"suivi/domain/event"
)

// Open is Folder.Open. The bytes are checked as they are read: the last part is
// given only once the whole is what its hash says; a fault RefusedAltered is
// given in its place. What is read holds no more than a part in memory, ends
// with ctx, and is for one reader at a time.
func (s Streams) Open(ctx context.Context, sha256Hex string) (io.ReadSeekCloser, error) {
	if !hashForm.MatchString(sha256Hex) {
		return nil, fs.ErrNotExist
	}
	p := &piece{name: sha256Hex, held: -1, sum: sha256.New()}
	p.from = func(version int64) iter.Seq2[event.Record, error] {
		return s.log.Load(ctx, streamOf(sha256Hex), event.Version(version))
	}
	if err := p.open(); err != nil {
		p.stop()
		return nil, err
	}
	return p, nil
}

// piece is kept evidence that is being read.
type piece struct {
	name string
	size int64
	from func(version int64) iter.Seq2[event.Record, error]

	at     int64 // place of the next byte
	bytes  []byte
	held   int64 // index of the part whose bytes are held, -1 for none
	sum    hash.Hash
	hashed int64 // parts that sum has seen: all before this one
	failed error

	fetched int64 // index of the part that fetch gives next
	next    func() (event.Record, error, bool)
	stop    func()
}

// open finds how large the piece is, and that it is complete.
func (p *piece) open() error {
	p.next, p.stop = iter.Pull2(p.from(0))
	rec, err, some := p.next()
	switch {
	case !some:
		return fs.ErrNotExist
	case err != nil:
		return err
	}
	first, err := readPart(rec)
	if err != nil {
		return altered(p.name)
	}
	p.size = first.Size
	p.goTo(parts(p.size) - 1)
	if _, err, some = p.next(); err == nil && !some {
		err = fs.ErrNotExist
	}
	p.goTo(0)
	return err
}

// goTo has fetch go on from a part.
func (p *piece) goTo(index int64) {
	p.stop()
	p.next, p.stop = iter.Pull2(p.from(index))
	p.fetched = index
}

// Read implements io.Reader.
func (p *piece) Read(to []byte) (int, error) {
	switch {
	case p.failed != nil:
		return 0, p.failed
	case p.at >= p.size && p.size > 0:
		return 0, io.EOF
	}
	if p.failed = p.hold(p.at / partBytes); p.failed != nil {
		return 0, p.failed
	}
	if p.size == 0 {
		return 0, io.EOF
	}
	n := copy(to, p.bytes[p.at%partBytes:])
	p.at += int64(n)
	return n, nil
}

// Seek implements io.Seeker.
func (p *piece) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += p.at
	case io.SeekEnd:
		offset += p.size
	}
	if offset < 0 {
		return p.at, fs.ErrInvalid
	}
	p.at = offset
	return offset, nil
}

// Close implements io.Closer.
func (p *piece) Close() error {
	p.stop()
	p.failed = fs.ErrClosed
	return nil
}

// hold has the bytes of a part at hand, once all that comes before it has been
// hashed.
func (p *piece) hold(index int64) (err error) {
	for p.hashed <= index {
		if p.bytes, err = p.fetch(p.hashed); err != nil {
			return err
		}
		p.sum.Write(p.bytes)
		p.held = p.hashed
		if p.hashed++; p.hashed == parts(p.size) && hex.EncodeToString(p.sum.Sum(nil)) != p.name {
			return altered(p.name)
		}
	}
	if p.held != index {
		p.bytes, err = p.fetch(index)
		p.held = index
	}
	return err
}

func (p *piece) fetch(index int64) ([]byte, error) {
	if index != p.fetched {
		p.goTo(index)
	}
	rec, err, some := p.next()
	if err != nil {
		return nil, err
	}
	if !some {
		return nil, altered(p.name)
	}
	p.fetched++
	if is, err := readPart(rec); err != nil || is.Index != index || is.Size != p.size {
		return nil, altered(p.name)
	}
	return rec.Data, nil
}
