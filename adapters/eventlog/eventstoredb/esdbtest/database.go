package esdbtest

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"time"

	"suivi/adapters/eventlog"

	"github.com/google/uuid"
)

// database is the log of the cluster, in memory.
type database struct {
	bell eventlog.Bell

	mu      sync.RWMutex
	all     []*record
	streams map[string]*stream
	end     uint64                // the position of the next record
	cache   map[uuid.UUID]*record // the last written, by id; lost at a restart
	quiet   bool                  // nothing but what is asked for is written
}

// stream is one stream. ES Data/EventNumber.cs: a tombstoned one ends for good.
type stream struct {
	events     []*record
	first      uint64 // number of the first that can still be read
	tombstoned bool
	metadata   bool
}

// record is an event. Its commit and prepare positions are the same, that of
// the record in the log: ES Data/ResolvedEvent.cs, PrepareFlags.IsCommitted.
type record struct {
	id             uuid.UUID
	stream, kind   string
	number         uint64
	position       uint64
	created        time.Time
	json           bool
	data, metadata []byte
}

// newDatabase is a log as a new cluster has it, with events of its own.
func newDatabase() *database {
	d := &database{streams: map[string]*stream{}, end: 36, cache: map[uuid.UUID]*record{}}
	d.write("$$$settings", &record{kind: "$metadata", data: []byte(`{}`)})
	d.write("$users", &record{kind: "$User", data: []byte(`"admin"`)})
	return d
}

// Quiet has the server write no events beside those appended.
func (s *Server) Quiet() {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	s.log.quiet = true
}

// Foreign writes n events as another program on the cluster would.
func (s *Server) Foreign(stream string, n int) {
	for range n {
		s.log.mu.Lock()
		s.log.write(stream, &record{kind: "foreign", data: []byte("{}")})
		s.log.mu.Unlock()
	}
	s.log.bell.Ring()
}

// EndStream ends a stream for good, with an event that says so. ES
// Services/SystemNames.cs, StreamDeleted.
func (s *Server) EndStream(name string) {
	s.log.mu.Lock()
	defer s.log.bell.Ring()
	defer s.log.mu.Unlock()
	s.log.write(name, &record{kind: "$streamDeleted"})
	s.log.stream(name).tombstoned = true
}

// Truncate has the first n events of a stream not be read any more, as
// metadata $tb does.
func (s *Server) Truncate(name string, n int) { s.keepBack(name, n, fmt.Sprintf(`{"$tb":%d}`, n)) }

// Expire has the first n events of a stream be too old to be read, as metadata
// $maxAge does.
func (s *Server) Expire(name string, n int) { s.keepBack(name, n, `{"$maxAge":1}`) }

func (s *Server) keepBack(name string, n int, metadata string) {
	s.log.mu.Lock()
	defer s.log.bell.Ring()
	defer s.log.mu.Unlock()
	s.log.write("$$"+name, &record{kind: "$metadata", json: true, data: []byte(metadata)})
	s.log.stream(name).first, s.log.stream(name).metadata = uint64(n), true
}

// SoftDelete has none of a stream's events be read any more, until others come.
func (s *Server) SoftDelete(name string) { s.Truncate(name, softDeleted) }

// Events is how many events of streams with this prefix there are.
func (s *Server) Events(prefix string) (n int) {
	s.log.mu.RLock()
	defer s.log.mu.RUnlock()
	for _, r := range s.log.all {
		if strings.HasPrefix(r.stream, prefix) {
			n++
		}
	}
	return n
}

// forget is what a restart forgets. ES ReaderIndex/IndexWriter.cs Reset.
func (d *database) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	clear(d.cache)
}

// stream is that of a name, made where it is absent. mu is held.
func (d *database) stream(name string) *stream {
	s := d.streams[name]
	if s == nil {
		s = &stream{}
		d.streams[name] = s
	}
	return s
}

// write adds a record to the end of the log and of a stream. mu is held.
func (d *database) write(name string, r *record) {
	s := d.stream(name)
	if r.id == uuid.Nil {
		r.id = uuid.New()
	}
	r.stream, r.number, r.position, r.created = name, uint64(len(s.events)), d.end, time.Now()
	r.data, r.metadata = bytes.Clone(r.data), bytes.Clone(r.metadata)
	d.end += uint64(64 + len(name) + len(r.kind) + len(r.data) + len(r.metadata)) // roughly a prepare's
	s.events = append(s.events, r)
	d.all = append(d.all, r)
	d.cache[r.id] = r
}

// follow writes what a cluster writes by itself after an append: links of the
// projection $by_category, and now and then another program's event.
func (d *database) follow(of *record) {
	if d.quiet {
		return
	}
	category, _, _ := strings.Cut(of.stream, "-")
	d.write("$ce-"+category, &record{kind: "$>", data: fmt.Appendf(nil, "%d@%s", of.number, of.stream)})
	if len(d.all)%7 == 0 {
		d.write("foreign-1", &record{kind: "foreign", data: []byte("{}")})
	}
	if len(d.all)%31 == 0 {
		d.write("$$"+of.stream, &record{kind: "$metadata", data: []byte(`{"$maxCount":null}`)})
	}
}

// view is the log as it stands.
func (d *database) view() []*record {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.all
}
