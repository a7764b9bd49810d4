package httpapi_test

import (
	"bytes"
	stdjson "encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oklog/ulid/v2"
	"github.com/rogpeppe/go-internal/txtar"

	"suivi/adapters/desk"
	"suivi/adapters/httpapi"
	"suivi/domain/event"
)

var update = flag.Bool("update", false, "rewrite the answers and events of testdata/requests")

// Each file of testdata/requests is a case. Its first lines say which; then
// follow sections, in the order in which they happen:
//
//	avant       requests that prepare it, one a line; "registre" stands for those of registre.avant,
//	            "horloge TIME" sets the clock
//	demande     a request: method and path below /api/v1, headers, and after an empty line the body
//	reponse     its answer: status, the headers that matter, body
//	evenements  every event that it appended
//
// A request that records is given an Idempotency-Key, the next of a fixed
// sequence, where it names none; {evenement} in a path is the id of the event
// recorded last.
func TestRequestsAreAnsweredAndRecordedAsWritten(t *testing.T) {
	for _, file := range requestFiles(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want := readCase(t, file)
			got := playCase(t, want)
			if *update {
				if err := os.WriteFile(file, txtar.Format(got), 0o600); err != nil {
					t.Fatal(err)
				}
			} else if d := cmp.Diff(string(txtar.Format(want)), string(txtar.Format(got))); d != "" {
				t.Errorf("%s (-want +got):\n%s", strings.TrimSpace(string(want.Comment)), d)
			}
		})
	}
}

func TestEveryCommandIsAmongTheRequestsThatRecord(t *testing.T) {
	recorded := map[string]bool{}
	for _, file := range requestFiles(t) {
		all := readCase(t, file).Files
		for i := range all {
			if all[i].Name == "demande" && i+2 < len(all) && strings.HasPrefix(string(all[i+1].Data), "200") && len(all[i+2].Data) > 0 {
				first, _, _ := strings.Cut(string(all[i].Data), "\n")
				recorded[first] = true
			}
		}
	}
	paths := []string{"/sessions/{ref}/examen"}
	for _, c := range desk.Commands() {
		paths = append(paths, c.Route().Path)
	}
	for _, path := range paths {
		form := regexp.MustCompile("^POST " + strings.ReplaceAll(regexp.QuoteMeta(path), `\{ref\}`, "[^/]+") + "$")
		found := false
		for request := range recorded {
			found = found || form.MatchString(request)
		}
		if !found {
			t.Errorf("no case records POST %s", path)
		}
	}
}

const requestFolder = "testdata/requests/"

func requestFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(requestFolder + "*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	return files
}

func readCase(t *testing.T, file string) *txtar.Archive {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return txtar.Parse(b)
}

// play is a case under way.
type play struct {
	*service
	keys uint64
	last event.Record
}

// playCase gives the case with what really came out of it.
func playCase(t *testing.T, c *txtar.Archive) *txtar.Archive {
	t.Helper()
	p := &play{service: newService(t)}
	out := &txtar.Archive{Comment: c.Comment}
	for _, section := range c.Files {
		switch section.Name {
		case "avant":
			p.prepare(string(section.Data))
			out.Files = append(out.Files, section)
		case "demande":
			answer, events := p.ask(string(section.Data))
			out.Files = append(out.Files, section, txtar.File{Name: "reponse", Data: []byte(answer)}, txtar.File{Name: "evenements", Data: []byte(events)})
		case "reponse", "evenements":
		default:
			t.Fatalf("no section is called %q", section.Name)
		}
	}
	return out
}

func (p *play) prepare(lines string) {
	p.t.Helper()
	for line := range strings.Lines(lines) {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch word {
		case "":
		case "registre":
			all, err := os.ReadFile(requestFolder + "registre.avant")
			if err != nil {
				p.t.Fatal(err)
			}
			p.prepare(string(all))
		case "horloge":
			at, err := time.Parse(time.RFC3339, rest)
			if err != nil {
				p.t.Fatal(err)
			}
			p.setClock(at)
		default:
			path, body, _ := strings.Cut(rest, " ")
			if answer, _ := p.ask(word + " " + path + "\n\n" + body); !strings.HasPrefix(answer, "200") {
				p.t.Fatalf("%s%s", line, answer)
			}
		}
	}
}

// ask plays a request, and tells its answer and the events that it appended.
func (p *play) ask(request string) (answer, events string) {
	p.t.Helper()
	head, body, _ := strings.Cut(request, "\n\n")
	lines := strings.Split(strings.TrimSpace(head), "\n")
	method, path, _ := strings.Cut(strings.ReplaceAll(lines[0], "{evenement}", p.last.ID.String()), " ")
	var headers []string
	if method == http.MethodPost {
		p.keys++
		headers = []string{"Idempotency-Key", p.key(p.keys)}
	}
	for _, line := range lines[1:] {
		name, value, _ := strings.Cut(line, ":")
		headers = append(headers, name, strings.TrimSpace(value))
	}
	before := p.last.Position
	w := p.do(method, httpapi.Prefix+path, strings.TrimSuffix(body, "\n"), headers...)
	return p.answerText(w), p.eventsAfter(before)
}

// key is the nth of the keys, of one moment.
func (p *play) key(n uint64) string {
	id := ulid.ULID{14: byte(n >> 8), 15: byte(n)}
	if err := id.SetTime(uint64(time.Date(2025, 3, 1, 9, 0, 0, 0, time.UTC).UnixMilli())); err != nil {
		p.t.Fatal(err)
	}
	return id.String()
}

var instance = regexp.MustCompile(`urn:suivi:demande:[0-9a-f-]+`)

func (p *play) answerText(w reply) string {
	var b strings.Builder
	fmt.Fprintln(&b, w.Status)
	for _, name := range []string{"Content-Type", "ETag", "Suivi-Position", "Link", "Allow", "WWW-Authenticate", "Retry-After", "Cache-Control", "Content-Disposition"} {
		for _, value := range w.Header.Values(name) {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	if len(w.Body) > 0 {
		fmt.Fprintf(&b, "\n%s\n", instance.ReplaceAll(indented(w.Body), []byte("urn:suivi:demande:…")))
	}
	return b.String()
}

// indented lays JSON out over lines; other bytes stay as they are.
func indented(body []byte) []byte {
	var b bytes.Buffer
	if stdjson.Indent(&b, body, "", "  ") != nil {
		return body
	}
	return bytes.TrimSpace(b.Bytes())
}

func (p *play) eventsAfter(before event.Position) string {
	var b strings.Builder
	for rec, err := range p.log.Read(p.t.Context(), before) {
		if err != nil {
			p.t.Fatal(err)
		}
		if rec.Position == before {
			continue
		}
		p.last = rec
		fmt.Fprintf(&b, "%s  %s %d  %s  %s\n  %s\n  %s\n", rec.Type, rec.Stream, rec.Version, rec.ID, rec.RecordedAt.Format(time.RFC3339), rec.Metadata, rec.Data)
	}
	return b.String()
}
