package projectiontest_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"testing"
	"time"

	"pgregory.net/rapid"

	"suivi/adapters/eventlog/memory"
	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/session"
	"suivi/projections/projectiontest"
)

// TestMain keeps the properties quick unless -rapid.checks asks for more. What
// fails is found again by its seed; no file is left behind.
func TestMain(m *testing.M) {
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if !asked {
		_ = flag.Set("rapid.checks", "60")
	}
	_ = flag.Set("rapid.nofailfile", "true")
	os.Exit(m.Run())
}

// world is a random ledger in the making.
type world struct {
	*rapid.T
	book     *projectiontest.Book
	forums   []string
	orgs     []string
	sessions []*meeting
	recs     []domain.RecommendationID
	madeAt   map[domain.RecommendationID]*meeting
	codes    int
	rounds   int
	refused  map[string]int
}

// meeting is what the generator remembers of a session, to draw what makes
// sense more often than what is refused.
type meeting struct {
	id     domain.SessionID
	forum  string
	day    domain.Day
	phase  domain.Phase
	held   bool
	closed bool
}

// drawLedger draws a ledger with all that may happen to one.
func drawLedger(t *rapid.T) *world {
	w := &world{T: t, book: projectiontest.Keep(t, memory.New()), refused: map[string]int{}, madeAt: map[domain.RecommendationID]*meeting{}}
	w.tree()
	for range rapid.IntRange(2, 9).Draw(t, "rounds") {
		w.round()
		for range rapid.IntRange(0, 6).Draw(t, "between") {
			w.step()
		}
	}
	return w
}

// may fails the test where err is anything but a refusal.
func (w *world) may(err error) bool {
	var refusal *fault.Fault
	if err != nil && (!errors.As(err, &refusal) || fault.KindOf(err) == fault.Internal) {
		w.Fatalf("not a refusal: %v", err)
	}
	if err != nil {
		w.refused[refusal.Code]++
	}
	return err == nil
}

// any draws a number below n, all alike: what rapid draws itself is mostly
// small.
func (w *world) any(n int, what string) int {
	drawn := rapid.Uint32().Draw(w.T, what)
	h := fnv.New32a()
	fmt.Fprint(h, drawn, what)
	return int(h.Sum32()>>8) % n
}

func (w *world) chance(percent int, what string) bool { return w.any(100, what) < percent }

func pick[V any](w *world, all []V, what string) V { return all[w.any(len(all), what)] }

// day draws a day of the years in which the ledger plays.
func (w *world) day(what string) domain.Day {
	first, last := domain.MustDay(2021, 1, 1), domain.MustDay(2024, 12, 31)
	return first + domain.Day(w.any(int(last-first)+1, what))
}

// likely picks a recommendation for a session to deal with: most often one that
// its own forum made before.
func (w *world) likely(m *meeting) domain.RecommendationID {
	var own []domain.RecommendationID
	for _, rec := range w.recs {
		if made := w.madeAt[rec]; made.forum == m.forum && made.day <= m.day && made != m {
			own = append(own, rec)
		}
	}
	if len(own) > 0 && w.chance(85, "its own") {
		return pick(w, own, "own recommendation")
	}
	return pick(w, w.recs, "recommendation")
}

// tick lets the clock jump now and then, forward or back.
func (w *world) tick() {
	if w.chance(20, "clock jumps") {
		w.book.Now = w.book.Now.Add(time.Duration(rapid.IntRange(-90, 3000).Draw(w.T, "minutes")) * time.Minute)
	}
}

func (w *world) tree() {
	for _, o := range [][3]string{{"MA", "MAECI", ""}, {"MA-DRH", "DRH", "MA"}, {"MA-DCM", "DCM", "MA"}, {"ME", "MEF", ""}, {"ME-DGB", "DGB", "ME"}, {"ME-DGB-S", "Sous-direction", "ME-DGB"}} {
		w.book.Structure(o[0], o[1], o[2])
		w.orgs = append(w.orgs, o[0])
	}
	w.book.Forum("CC", forum.Rule{})
	w.book.Forum("REVUE", forum.Rule{CarriedOverBy: []domain.ForumID{forum.IDOf("CC")}})
	w.book.Forum("RBC", forum.Rule{Examines: forum.AllOpen})
	w.book.Forum("MIXTE", forum.Rule{Examines: forum.AllOpen, Forums: []domain.ForumID{forum.IDOf("REVUE"), forum.IDOf("CC")}})
	w.forums = []string{"CC", "REVUE", "RBC", "MIXTE"}
}

// rule draws a rule.
func (w *world) rule() forum.Rule {
	r := forum.Rule{Examines: pick(w, []forum.Examines{forum.PreviousLists, forum.PreviousLists, forum.AllOpen, forum.Nothing}, "examines")}
	switch {
	case r.Examines == forum.PreviousLists:
		r.Lists = rapid.IntRange(0, 2).Draw(w.T, "lists")
	case r.Examines == forum.AllOpen && w.chance(50, "of others"):
		r.Forums = []domain.ForumID{forum.IDOf(pick(w, w.forums, "followed"))}
		if w.chance(40, "themed") {
			r.Theme = "Emploi"
		}
	}
	if w.chance(25, "word of owners") {
		r.Word = forum.WordOfOwners
	}
	if w.chance(30, "carried over by another") {
		r.CarriedOverBy = []domain.ForumID{forum.IDOf(pick(w, w.forums, "by"))}
	}
	return r
}

// restructure changes the tree of structures.
func (w *world) restructure() {
	w.tick()
	code, on := pick(w, w.orgs, "structure"), w.day("from")
	var e organization.Event
	switch w.any(3, "restructure") {
	case 0:
		e = organization.Renamed{Names: organization.Names{Name: fmt.Sprint("Nouveau nom ", w.codes), Acronym: fmt.Sprint("N", w.codes)}}
		w.codes++
	case 1:
		e = organization.Reparented{Parent: organization.IDOf(pick(w, w.orgs, "parent"))}
		if w.chance(30, "root") {
			e = organization.Reparented{}
		}
	case 2:
		e = organization.Merged{Successor: organization.IDOf(pick(w, w.orgs, "successor"))}
	}
	_, err := w.book.Ledger.Organization(context.Background(), w.book.Meta(), code, organization.Record{On: on, Event: e})
	w.may(err)
}

func (w *world) changeRule() {
	w.tick()
	code := pick(w, w.forums, "forum")
	_, err := w.book.Ledger.Forum(context.Background(), w.book.Meta(), code, forum.Record{On: w.day("rule from"), Event: forum.RuleSet{Rule: w.rule()}})
	w.may(err)
}

// plan plans a session, and says where it stands.
func (w *world) plan(f string, kind session.Kind, phase domain.Phase, validates domain.SessionID) *meeting {
	w.tick()
	w.codes++
	p := session.Planned{Forum: forum.IDOf(f), Code: fmt.Sprint(w.codes), Kind: kind, Phase: phase, Validates: validates}
	if w.chance(70, "expected") {
		p.Expected = domain.On(w.day("expected on"))
	}
	m := &meeting{id: session.IDOf(p.Forum, p.Code), forum: f, phase: phase, day: p.Expected.To}
	if w.may(w.book.Session(m.id, session.Plan{On: w.day("planned on"), Planned: p})) {
		w.sessions = append(w.sessions, m)
	}
	return m
}

// sit holds a session: on one day, several, an imprecise date, or before a day
// that alone is known.
func (w *world) sit(m *meeting, day domain.Day) {
	w.tick()
	sittings := []domain.Period{domain.On(day)}
	switch w.any(10, "sitting") {
	case 0:
		sittings = []domain.Period{{From: day - 1, To: day}}
	case 1:
		sittings = []domain.Period{{From: day - 30, To: day, Words: "ce mois-là"}}
	case 2:
		sittings = []domain.Period{{To: day, Words: "la précédente rencontre"}}
	case 3:
		sittings = []domain.Period{domain.On(day), {From: day + 7, To: day + 8}}
		day += 8
	}
	if w.may(w.book.Session(m.id, session.Hold{Held: session.Held{Sittings: sittings}})) {
		m.held, m.day = true, day
	}
}

func (w *world) close(m *meeting) {
	w.tick()
	on := m.day
	if w.chance(40, "closed late") {
		on += domain.Day(rapid.IntRange(1, 300).Draw(w.T, "days later"))
	}
	if w.may(w.book.Session(m.id, session.Close{On: on})) {
		m.closed = true
	}
}
