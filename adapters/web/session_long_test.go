package web_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// longSessions is a forum that follows all that is open. Its sessions make so
// many recommendations; the session "clos", closed, examined one in two of them
// and carried one in four over; "tenu" is held a month after, "prevu" planned.
func longSessions(n int) (all []event.Envelope) {
	add := func(stream string, on domain.Day, p event.Payload) {
		all = append(all, event.Envelope{Stream: stream, Metadata: event.Metadata{Day: on}, Payload: p})
	}
	f, owner := forum.IDOf("RBC"), organization.IDOf("MEF")
	add(forum.Stream(f), 1, forum.Created{Code: "RBC", Name: "Revue budgétaire conjointe"})
	add(forum.Stream(f), 1, forum.RuleSet{Rule: forum.Rule{Examines: forum.AllOpen}})
	add(organization.Stream(owner), 1, organization.Created{Code: "MEF", Names: organization.Names{Name: "Ministère de l'Économie et des Finances", Acronym: "MEF"}})
	sit := func(code string, on domain.Day) (domain.SessionID, string) {
		id := session.IDOf(f, code)
		add(session.Stream(id), on, session.Planned{Forum: f, Code: code, Expected: domain.On(on)})
		if code != "prevu" {
			add(session.Stream(id), on, session.Held{Sittings: []domain.Period{domain.On(on)}})
		}
		return id, session.Stream(id)
	}
	var made []domain.RecommendationID
	var list session.ListFixed
	began := domain.MustDay(2000, 1, 10)
	for k := range n {
		at, on := session.IDOf(f, fmt.Sprint(k/50)), began+domain.Day(30*(k/50))
		if k%50 == 0 {
			_, stream := sit(fmt.Sprint(k/50), on)
			add(stream, on, session.Closed{})
		}
		id, number := domain.DeriveID[domain.RecommendationID]("long", fmt.Sprint(k)), fmt.Sprint(k%50+1)
		add(recommendation.Stream(id), on, recommendation.Formulated{Listing: recommendation.Listing{Session: at, Forum: f, Number: number, Place: k%50 + 1}, Owners: []domain.Owner{{Organization: owner}},
			Text: fmt.Sprintf("Transmettre au dossier n° %d les pièces que demande la réunion %d, avec l'avis %d du service", k*7919%1000, k/50, k*104729%977)})
		list.Items = append(list.Items, session.Item{Recommendation: id, Number: number, Place: k + 1})
		made = append(made, id)
	}
	june := domain.MustDay(2024, 6, 10)
	closed, stream := sit("clos", june)
	add(stream, june, list)
	for k, id := range made {
		if k%2 == 0 {
			add(recommendation.Stream(id), june, recommendation.Found{State: domain.InProgress, Session: closed, Words: fmt.Sprintf("Le dossier %d est à l'étude", k)})
		}
		if k%4 == 0 {
			add(recommendation.Stream(id), june, recommendation.CarriedOver{Listing: recommendation.Listing{Session: closed, Forum: f, Number: fmt.Sprint(k/4 + 1), Place: k/4 + 1}})
		}
	}
	add(stream, june, session.Closed{})
	held, stream := sit("tenu", june+30)
	add(stream, june+30, list)
	add(recommendation.Stream(made[n-1]), june+30, recommendation.Found{State: domain.Executed, Session: held, Words: "Fait"})
	sit("prevu", june+365)
	return all
}

// stores records events in the log as they stand, in no time.
func (s *site) stores(all ...event.Envelope) {
	s.t.Helper()
	last := map[string]event.Version{}
	for n, e := range all {
		e.ID, e.RecordedAt = domain.DeriveID[domain.RecommendationID]("essai", fmt.Sprint(n)).ULID, time.Unix(int64(n), 0)
		e.Command, e.Hash, e.Actor = e.ID, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", event.Actor{ID: "secretariat"}
		record, err := event.Encode(e)
		expected, known := last[e.Stream]
		if !known {
			expected = event.NoStream
		}
		if err == nil {
			_, err = s.log.Append(s.t.Context(), e.Stream, expected, []event.Record{record})
		}
		if err != nil {
			s.t.Fatal(err)
		}
		last[e.Stream] = expected + 1
	}
	if err := s.desk.Runner.CatchUp(s.t.Context(), nil); err != nil {
		s.t.Fatal(err)
	}
}

// The rows of lists, each by what names it: of tables, of an examination, of
// what is to be decided.
var (
	namedRows    = regexp.MustCompile(`<th scope="row"(?: id="l-[0-9]+" headers="c-n")?><a href="/recommandations/([^"]+)"`)
	officialRows = regexp.MustCompile(`<th scope="row" id="l-[0-9]+" headers="c-n"><a href="/recommandations/([^"]+)"`)
	examinedRows = regexp.MustCompile(`class="examined" id="ligne-([^"]+)"`)
	decidedRows  = regexp.MustCompile(`class="decision together" id="decision-([^"]+)"`)
	nextStretch  = regexp.MustCompile(`<a rel="next" href="([^"]+)"`)
)

// stretches reads a list from its first stretch to its last, of pages none of
// which weighs more than it may, and gives its rows: each stands once.
func (r *reader) stretches(t *testing.T, path string, rows *regexp.Regexp) map[string]string {
	t.Helper()
	on, list := map[string]string{}, "any" // the first of the page's lists
	for at := path; at != ""; {
		p := r.get(at)
		if weight := p.weight(); p.status != http.StatusOK || weight > 50_000 {
			t.Errorf("%s: %d, %d bytes", at, p.status, weight)
		}
		found := rows.FindAllStringSubmatch(p.body, -1)
		if len(found) > 50 {
			t.Errorf("%s holds %d rows", at, len(found))
		}
		for _, row := range found {
			if on[row[1]] != "" {
				t.Fatalf("%s is on %s and on %s", row[1], on[row[1]], at)
			}
			on[row[1]] = at
		}
		at = ""
		for _, next := range nextStretch.FindAllStringSubmatch(p.body, -1) {
			to := html.UnescapeString(next[1])
			if _, anchor, _ := strings.Cut(to, "#"); at == "" && (anchor == list || list == "any") {
				at, list = to, anchor
			}
		}
	}
	return on
}

// weight is how many bytes the page is on the wire.
func (p page) weight() int {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(p.body))
	_ = w.Close()
	return b.Len()
}

func TestALongSessionIsShownAStretchAtATime(t *testing.T) {
	const n = 1040
	s := newSite(t)
	s.stores(longSessions(n)...)
	r := s.reads("enregistrer")
	for _, c := range []struct {
		path string
		rows *regexp.Regexp
		want int
	}{
		{"/sessions/RBC.tenu", officialRows, n},
		{"/sessions/RBC.clos", officialRows, n},
		{"/sessions/RBC.tenu/preparation", namedRows, n},
		{"/sessions/RBC.tenu/examen", examinedRows, n},
		{"/sessions/RBC.tenu/liste", decidedRows, n - 1},
		{"/sessions/RBC.clos?lignes=examinees", namedRows, n / 2},
		{"/sessions/RBC.clos?lignes=sur_sa_liste", namedRows, n / 4},
		{"/sessions/RBC.clos/examen", examinedRows, n},
		{"/sessions/RBC.clos/liste", namedRows, n / 4},
		{"/sessions/RBC.prevu/preparation", namedRows, n - 1}, // but the one that was executed
	} {
		if on := r.stretches(t, c.path, c.rows); len(on) != c.want {
			t.Errorf("%s: %d rows, not %d", c.path, len(on), c.want)
		}
	}
	for _, path := range []string{"/sessions/RBC.clos", "/sessions/RBC.tenu/cloture", "/sessions/RBC.clos/cloture", "/sessions/RBC.prevu", "/sessions/RBC.prevu/tenue"} {
		p := r.get(path)
		if weight := p.weight(); p.status != http.StatusOK || weight > 50_000 {
			t.Errorf("%s: %d, %d bytes", path, p.status, weight)
		}
		for _, number := range numbers.FindAllStringSubmatch(p.body, -1) {
			list, rows := html.UnescapeString(number[1]), namedRows
			if strings.HasSuffix(list, "#decisions") {
				rows = decidedRows
			}
			if on := r.stretches(t, list, rows); fmt.Sprint(len(on)) != number[2] {
				t.Errorf("%s says %s, and %s holds %d", path, number[2], list, len(on))
			}
		}
	}
}

// TestALinkToARowOfALongListLandsOnIt, whatever stretch holds it.
func TestALinkToARowOfALongListLandsOnIt(t *testing.T) {
	s := newSite(t)
	s.stores(longSessions(1040)...)
	r := s.reads("enregistrer")
	const last = "RBC.20.40"
	p := r.get("/sessions/RBC.tenu/examen?ligne="+last).shows(t, `rel="prev" href="/sessions/RBC.tenu/examen?curseur=950"`)
	if row := p.row(t, last); !strings.Contains(p.body, `action="/sessions/RBC.tenu/examen?curseur=1000#ligne-`+last+`"`) || !strings.Contains(row, "Fait") {
		t.Errorf("%s", row)
	}
	r.get("/sessions/RBC.tenu/examen?curseur=99999").row(t, last) // a stretch that is no more
	for _, path := range []string{"/sessions/RBC.tenu", "/sessions/RBC.tenu/examen", "/sessions/RBC.tenu/preparation", "/sessions/RBC.tenu/liste"} {
		if p := r.get(path + "?curseur=hier"); p.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", p.at, p.status)
		}
	}
}

var wholeLink = regexp.MustCompile(`<a href="([^"]+entier=oui[^"]*)">Toute la table sur une page, à imprimer \(([^)]+)lignes\)`)

// TestALongTableIsPrintedInOnePiece, at an address of its own to which its
// stretches lead.
func TestALongTableIsPrintedInOnePiece(t *testing.T) {
	s := newSite(t)
	s.stores(longSessions(1040)...)
	r := s.reads("enregistrer")
	for path, rows := range map[string]int{"/sessions/RBC.clos": 1040 + 260, "/sessions/RBC.clos?lignes=non_examinees": 520, "/sessions/RBC.tenu/preparation": 1040} {
		link := wholeLink.FindStringSubmatch(r.get(path).body)
		if link == nil || strings.Join(strings.FieldsFunc(link[2], func(r rune) bool { return r < '0' || r > '9' }), "") != fmt.Sprint(rows) {
			t.Fatalf("%s leads to %v, not to %d rows", path, link, rows)
		}
		whole := r.get(html.UnescapeString(link[1])).shows(t, "Revenir à la table par tranches")
		if found := namedRows.FindAllString(whole.body, -1); len(found) != rows || strings.Contains(whole.body, `rel="next"`) || strings.Contains(whole.body, `data-direct`) {
			t.Errorf("%s: %d rows, not %d", whole.at, len(found), rows)
		}
	}
}

// TestWhatIsRecordedInALongListHoldsForItsStretchAlone: a row that is saved,
// decided or unticked changes no other, and its reader stays where they were.
func TestWhatIsRecordedInALongListHoldsForItsStretchAlone(t *testing.T) {
	const n = 160
	s := newSite(t)
	s.stores(longSessions(n)...)
	r := s.reads("enregistrer")
	const tenu, row = "/sessions/RBC.tenu", "RBC.1.2" // the 52nd row
	p := r.fill(r.get(tenu+"/examen?ligne="+row), tenu+"/examen?curseur=50#ligne-"+row, "etat", "non_realisee", "constat", "Rien")
	if p.shows(t, `data-n="2" data-sur="160"`); p.at != tenu+"/examen?curseur=50" || !strings.Contains(p.row(t, row), "Rien") {
		t.Errorf("saved at %s", p.at)
	}

	before := r.stretches(t, tenu+"/liste", decidedRows)
	p = r.get(tenu + "/liste?curseur=100")
	decided := decidedRows.FindAllStringSubmatch(p.body, -1)[3][1]
	p = r.fill(p, "decision-"+decided, "decision", "reconduire", "numero", "1")
	if after := r.stretches(t, tenu+"/liste", decidedRows); p.at != tenu+"/liste?curseur=100" || len(after) != len(before)-1 || after[decided] != "" {
		t.Errorf("at %s, %d of %d undecided", p.at, len(after), len(before))
	}
	if p := r.fill(r.get(tenu+"/cloture"), "cloture", "rapport_lu", "10/07/2024"); p.status != http.StatusConflict {
		t.Errorf("closed with what nobody confirmed: %d", p.status)
	}

	p = r.get("/sessions/RBC.prevu/preparation?curseur=50")
	all := r.stretches(t, "/sessions/RBC.prevu/preparation", namedRows)
	points := ticks.FindAllStringSubmatch(p.body, -1)
	var still []string
	for k, tick := range points {
		if k != 7 {
			still = append(still, "points", tick[1])
		}
	}
	p = r.fill(p, "/sessions/RBC.prevu/preparation?curseur=50", append(still, "selon", "secretariat")...)
	kept := r.stretches(t, "/sessions/RBC.prevu/preparation", namedRows)
	if p.at != "/sessions/RBC.prevu/preparation?curseur=50" || len(kept) != len(all)-1 || kept[points[7][1]] != "" {
		t.Errorf("at %s, %d, %d of %d kept", p.at, p.status, len(kept), len(all))
	}
}

var ticks = regexp.MustCompile(`name="points" id="garder-[0-9]+" value="([^"]+)" checked`)

// BenchmarkALongSession is what the pages of a session cost, and one row of it
// that is saved, by how many rows it has.
func BenchmarkALongSession(b *testing.B) {
	for _, n := range []int{100, 6000} {
		s := newSite(b)
		s.stores(longSessions(n)...)
		r := s.reads("enregistrer")
		for _, path := range []string{"tenu", "tenu/preparation", "tenu/examen", "tenu/liste", "tenu/cloture", "clos", "clos?lignes=examinees", "clos/cloture", "prevu/preparation"} {
			b.Run(fmt.Sprint(n, "/", path), func(b *testing.B) {
				for b.Loop() {
					r.get("/sessions/RBC." + path)
				}
			})
		}
		b.Run(fmt.Sprint(n, "/saved row"), func(b *testing.B) {
			action, form := r.form(r.get("/sessions/RBC.tenu/examen"), "/sessions/RBC.tenu/examen#ligne-RBC.0.2")
			form.Set("etat", "en_cours")
			form.Del("version")
			for b.Loop() {
				form.Set("cle", ulid.Make().String())
				form.Set("constat", form.Get("cle"))
				q, _ := http.NewRequest(http.MethodPost, s.URL+strings.TrimSuffix(action, "#ligne-RBC.0.2"), strings.NewReader(form.Encode()))
				q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				q.Header.Set("Suivi-Ligne", "1")
				q.Header.Set("Origin", s.URL)
				if p := r.do(q, nil); p.status != http.StatusOK {
					b.Fatal(p.status, p.body)
				}
			}
		})
	}
}
