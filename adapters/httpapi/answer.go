package httpapi

import (
	"bytes"
	"compress/gzip"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sync/singleflight"

	"suivi/domain"
	"suivi/domain/event"
)

// answers keeps the encoded answers to questions of the present position of
// the log: whoever asks the same before anything is recorded gets the same
// bytes. Nothing outlives its position, so that nothing has to be found out of
// date; where they are too many for one position, the oldest make room.
type answers struct {
	mu   sync.RWMutex
	of   moment
	kept map[string]*answer // by the request's address
	ages []string           // the addresses of what is kept, the oldest first
	size int
	once singleflight.Group
}

// moment is what every answer depends on.
type moment struct {
	position event.Position
	today    domain.Day
}

// Bounds of what is kept.
const (
	maxKept       = 32 << 20 // bytes of all answers
	maxKeptAnswer = 4 << 20  // bytes of one
)

// answer is the body of a 200 with its headers.
type answer struct {
	of    moment
	tag   string
	link  string
	plain []byte
	zip   func() []byte // nil where it is not smaller
}

func (a *answers) get(of moment, address string) *answer {
	a.mu.RLock()
	defer a.mu.RUnlock()
	if a.of != of {
		return nil
	}
	return a.kept[address]
}

func (a *answers) keep(address string, x *answer) {
	if len(x.plain) > maxKeptAnswer {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.of != x.of {
		if x.of.position.Compare(a.of.position) < 0 {
			return
		}
		a.of, a.kept, a.size = x.of, map[string]*answer{}, 0
		a.ages = nil
	}
	if a.kept[address] != nil {
		return
	}
	for a.size+weight(address, x) > maxKept {
		oldest := a.ages[0]
		a.size -= weight(oldest, a.kept[oldest])
		delete(a.kept, oldest)
		a.ages = a.ages[1:]
	}
	a.kept[address], a.ages = x, append(a.ages, address)
	a.size += weight(address, x)
}

// weight is about how many bytes an answer is kept in.
func weight(address string, x *answer) int {
	return len(address) + len(x.tag) + len(x.link) + len(x.plain) + 512
}

// minZip is the size from which it pays to compress an answer.
const minZip = 1 << 10

func newAnswer(of moment, body []byte) *answer {
	x := &answer{of: of, plain: body}
	x.zip = sync.OnceValue(func() []byte {
		if len(body) < minZip {
			return nil
		}
		var b bytes.Buffer
		z, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed) // a level that exists
		_, _ = z.Write(body)
		if z.Close() != nil || b.Len() >= len(body) {
			return nil
		}
		return b.Bytes()
	})
	return x
}

var (
	privateCache = []string{"private, no-cache"}
	varies       = []string{"Authorization, Accept-Encoding"}
	jsonType     = []string{"application/json"}
	gzipped      = []string{"gzip"}
)

func (x *answer) headers(h http.Header) {
	h["Etag"] = []string{x.tag}
	h["Cache-Control"] = privateCache
	h["Vary"] = varies
}

func (x *answer) unchanged(w http.ResponseWriter) int {
	h := w.Header()
	x.headers(h)
	delete(h, headerContentTypeOptions) // of a body, and there is none
	w.WriteHeader(http.StatusNotModified)
	return http.StatusNotModified
}

func (x *answer) serve(w http.ResponseWriter, r *http.Request) int {
	if asked := r.Header["If-None-Match"]; len(asked) > 0 && sameTag(asked, x.tag) {
		return x.unchanged(w)
	}
	h := w.Header()
	x.headers(h)
	h["Content-Type"] = jsonType
	h[headerPosition] = []string{x.of.position.String()}
	if x.link != "" {
		h["Link"] = []string{x.link}
	}
	body := x.plain
	if takesGzip(r) {
		if z := x.zip(); z != nil {
			body = z
			h["Content-Encoding"] = gzipped
		}
	}
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
	return http.StatusOK
}

func takesGzip(r *http.Request) bool {
	for coding := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(coding), ";")
		if refused := q != "" && strings.Trim(q, " q=0.") == ""; name == "gzip" && !refused { // q=0, q=0.000
			return true
		}
	}
	return false
}

// headerPosition tells the position of the log that an answer counts, or that
// a command led to.
const headerPosition = "Suivi-Position"

// page is what a handler wrote, kept to be looked at before it is sent.
type page struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header implements http.ResponseWriter.
func (p *page) Header() http.Header { return p.header }

// WriteHeader implements http.ResponseWriter.
func (p *page) WriteHeader(status int) {
	if p.status == 0 {
		p.status = status
	}
}

// Write implements http.ResponseWriter.
func (p *page) Write(b []byte) (int, error) {
	p.WriteHeader(http.StatusOK)
	return p.body.Write(b)
}

func (p *page) copyTo(w http.ResponseWriter) int {
	maps.Copy(w.Header(), p.header)
	w.WriteHeader(p.status)
	_, _ = w.Write(p.body.Bytes())
	return p.status
}
