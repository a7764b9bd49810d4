package recommendation_test

import (
	"slices"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"
	"pgregory.net/rapid"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	r "suivi/domain/recommendation"
)

// world is a log of several recommendations, as random commands fill it.
type world struct {
	t       *rapid.T
	log     []r.History // of each recommendation
	seq     uint64
	moved   []bool // whether a rectification moved the day of one of its facts
	counted tally
}

// The years in which the comité meets, and those of the two-phase review.
const firstYear, years = 2015, 8

func comiteOf(year int) meeting {
	return meet(byte(20+year-firstYear), comite, domain.PhaseUnique, year, time.January, 27)
}

func techniqueOf(year int) meeting {
	return meet(byte(40+year-firstYear), revue, domain.PhaseTechnical, year, time.May, 30)
}

func politiqueOf(year int) meeting {
	return meet(byte(60+year-firstYear), revue, domain.PhasePolitical, year, time.June, 8)
}

func number(i int) domain.RecommendationID {
	return domain.RecommendationID{ULID: ulid.ULID{13: 1, 15: byte(i)}}
}

// below draws 0 to n-1, all alike: rapid's own integers favour the ends, and
// would leave cells of the table unvisited.
func below(t *rapid.T, label string, n int) int {
	return rapid.Custom(func(t *rapid.T) int {
		drawn := 0
		for range 12 {
			drawn *= 2
			if rapid.Bool().Draw(t, "bit") {
				drawn++
			}
		}
		return drawn % n
	}).Draw(t, label)
}

func among[T any](t *rapid.T, label string, choices []T) T {
	return choices[below(t, label, len(choices))]
}

type weighted[T any] struct {
	weight int
	value  T
}

// pick draws among weighted choices.
func pick[T any](t *rapid.T, label string, choices ...weighted[T]) T {
	var all []T
	for _, c := range choices {
		for range c.weight {
			all = append(all, c.value)
		}
	}
	return among(t, label, all)
}

// begin makes n recommendations, most of them early, a good half at technical
// sessions.
func begin(t *rapid.T, n int, counted tally) *world {
	w := &world{t: t, log: make([]r.History, n), moved: make([]bool, n), counted: counted}
	for i := range w.log {
		year := firstYear + pick(t, "made in", weighted[int]{6, 0}, weighted[int]{3, 1}, weighted[int]{1, 4})
		at := pick(t, "made at", weighted[meeting]{3, techniqueOf(year)}, weighted[meeting]{2, comiteOf(year)})
		w.record(i, at.makes(owedByBoth...))
	}
	return w
}

// view is what Decide and Fold are given of recommendation i: its facts, and
// as foreign ones those of its duplicates.
func (w *world) view(i int) r.History {
	h := slices.Clone(w.log[i])
	for j := range w.log {
		if j != i && w.duplicateOf(j, i) {
			for _, f := range w.view(j) {
				f.Foreign = true
				h = append(h, f)
			}
		}
	}
	slices.SortFunc(h, func(a, b r.Fact) int { return int(a.Seq) - int(b.Seq) })
	return h
}

func (w *world) duplicateOf(j, i int) bool {
	into, is := w.log[j].DuplicateOf(r.Horizon{})
	return is && into == number(i)
}

var registry = event.NewRegistry(r.Register)

// record appends f as a log would give it back.
func (w *world) record(i int, f fact) ulid.ULID {
	rec, err := event.Encode(event.Envelope{Payload: f.Event, Metadata: event.Metadata{Day: f.Day}})
	if err != nil {
		w.t.Fatal(err)
	}
	read, err := registry.Decode(rec)
	if err != nil {
		w.t.Fatal(err)
	}
	w.seq++
	id := ulid.ULID{0: 1, 14: byte(w.seq >> 8), 15: byte(w.seq)}
	w.log[i] = append(w.log[i], r.Fact{Seq: w.seq, ID: id, Day: read.Day, Event: read.Payload.(r.Event)})
	return id
}

// wish is a random command: the column of the table that it asks for, and
// whether it gives a reason.
type wish struct {
	column   string
	reasoned bool
	fact     fact
	command  r.Command
}

// wishFor draws a command for recommendation i, on any day of the eight years.
func (w *world) wishFor(i int) wish {
	t := w.t
	column := pick(t, "column",
		weighted[string]{9, "executee"}, weighted[string]{8, "en_cours"}, weighted[string]{8, "non_realisee"}, weighted[string]{8, "reconduite"},
		weighted[string]{7, "classee"}, weighted[string]{5, "ecartee"}, weighted[string]{4, "validee"}, weighted[string]{6, "declaree"},
		weighted[string]{5, "piece"}, weighted[string]{5, "lien"}, weighted[string]{5, "responsables"}, weighted[string]{5, "echeance"}, weighted[string]{4, "absorbee"})
	year := firstYear + below(t, "year", years)
	at := among(t, "at", []meeting{comiteOf(year), politiqueOf(year)})
	on := domain.MustDay(year, time.Month(1+below(t, "month", 12)), 27)
	reason := pick(t, "reason", weighted[string]{3, taken}, weighted[string]{1, ""})
	f := w.factOf(i, column, at, on, reason)
	c := to(f)
	switch e := c.(type) {
	case r.CarryOver:
		if below(t, "named", 5) > 0 {
			e.NamedForums = []domain.ForumID{comite, revue}
		}
		c = e
	case r.Declare:
		e.ByDeclarations = below(t, "by declarations", 2) == 0
		c = e
	case r.AbsorbInto:
		for j := range w.log {
			if number(j) == e.Survivor {
				e.SurvivorStanding = r.FoldWithin(w.view(j), r.Horizon{}).Standing
			}
		}
		c = e
	}
	return wish{column, reason != "", f, c}
}

func (w *world) factOf(i int, column string, at meeting, on domain.Day, reason string) fact {
	t := w.t
	between := below(t, "between sessions", 4) == 0
	retained := func(s domain.State) fact {
		if between {
			return found(on, s, reason)
		}
		return at.finds(s, reason)
	}
	owner := func() domain.OrganizationID {
		return among(t, "owner", []domain.OrganizationID{ministry, direction, council})
	}
	switch column {
	case "en_cours":
		return retained(domain.InProgress)
	case "non_realisee":
		return retained(domain.NotDone)
	case "executee":
		return retained(domain.Executed)
	case "reconduite":
		return at.carriesOver(reason)
	case "classee":
		if between {
			return classed(on)
		}
		return at.classes(r.MotiveNotRetained)
	case "validee":
		return politiqueOf(at.on.Year()).validates()
	case "ecartee":
		return politiqueOf(at.on.Year()).setsAside()
	case "declaree":
		return declares(on, owner(), among(t, "declared", []domain.State{domain.InProgress, domain.Executed, domain.NotDone}))
	case "piece":
		f := proves(on)
		e := f.Event.(r.EvidenceAttached)
		e.Words = among(t, "words", []string{"", "procès-verbal", "photo"})
		f.Event = e
		return f
	case "lien":
		return fact{Day: on, Event: r.Linked{Kind: r.LinkIssuedFrom, To: number(below(t, "to", len(w.log)))}}
	case "responsables":
		return reassigns(on, domain.Owner{Organization: owner(), Role: domain.RoleLead})
	case "echeance":
		return setsDue(on, domain.On(on+domain.Day(below(t, "due", 301))))
	}
	into := number((i + 1 + below(t, "into", len(w.log)-1)) % len(w.log))
	if between {
		return absorbed(on, into)
	}
	return fact{Day: at.on, Event: r.Absorbed{Survivor: into, Kind: r.Merger, Session: at.id}}
}

// decides issues a wish for recommendation i, holds the answer against the
// cell of the table in which it falls, and records what was decided.
func (w *world) decides(i int, wish wish) {
	before := w.view(i)
	row := rowOf(r.StateAt(before, wish.fact.Event, wish.fact.Day))
	decided, err := r.Decide(before, wish.command)
	if !agrees(cell[row][wish.column], wish, decided, err) {
		w.t.Fatalf("%s, %s: the table says %s; got %v, %v", row, wish.column, cell[row][wish.column], decided, err)
	}
	if len(decided) == 0 {
		return
	}
	if takesBack(decided) && !slices.ContainsFunc(before, func(f r.Fact) bool { return f.Foreign }) {
		_, eve := before.Before(r.Horizon{}, r.SessionOf(wish.fact.Event), wish.fact.Day)
		if eve.Ended() && (wish.column != "executee" || eve.Standing != r.Done) {
			w.t.Fatalf("%s, %s: taken back, though it had ended before the session", row, wish.column)
		}
	}
	w.counted.add(row, wish.column)
	var ids []ulid.ULID
	for _, f := range decided {
		ids = append(ids, w.record(i, f))
	}
	after := r.FoldWithin(w.view(i), r.Horizon{})
	for _, id := range ids {
		if slices.Contains(after.Unsettled, id) {
			w.t.Fatalf("%s, %s: accepted, yet unsettled", row, wish.column)
		}
	}
	if again, err := r.Decide(w.view(i), wish.command); !w.moved[i] && (err != nil || again != nil) {
		w.t.Fatalf("%s, %s: asked again, got %v, %v", row, wish.column, again, err)
	}
}

// agrees reports whether an answer is one that the outcome of a cell allows.
func agrees(outcome string, wish wish, decided []fact, err error) bool {
	code := strings.TrimPrefix(fault.CodeOf(err), "recommandation.")
	switch "recommandation." + code {
	case r.RefusedForum, r.RefusedCarriedHere:
		return wish.column == "reconduite" && (outcome == "oui" || outcome == "motif")
	case r.RefusedClassed:
		return wish.column == "classee" && outcome == "rien"
	case r.RefusedSurvivor:
		return wish.column == "absorbee" && outcome == "oui"
	case r.RefusedBeforeMade:
		return outcome == "inconnue"
	}
	switch {
	case err == nil && decided == nil:
		return true // recorded already
	case outcome == "oui", outcome == "motif" && wish.reasoned:
		return err == nil
	case outcome == "motif":
		return "recommandation."+code == r.RefusedNeedsReason || err == nil && takesBack(decided)
	}
	return code == outcome || outcome == "terminee" && wish.column == "classee" && takesBack(decided)
}

// takesBack reports whether a session corrects its own findings.
func takesBack(decided []fact) bool {
	return slices.ContainsFunc(decided, func(f fact) bool {
		e, is := f.Event.(r.Rectified)
		return is && e.Reason == r.TakenBack
	})
}

// rectifies corrects a random fact of recommendation i: void, moved, or
// reworded.
func (w *world) rectifies(i int) {
	target := w.log[i][below(w.t, "wrong", len(w.log[i]))]
	c := r.Rectify{Corrects: target.ID, Reason: "erreur de saisie"}
	_, correction := target.Event.(r.Rectified)
	_, making := target.Event.(r.Formulated)
	_, absorption := target.Event.(r.Absorbed)
	void := absorption || below(w.t, "void", 3) == 0
	if making || correction {
		void = below(w.t, "never made", 41) == 0
	}
	if correction && !void {
		return
	}
	if !void {
		c.Instead = target.Event
		if r.SessionOf(target.Event).IsZero() {
			c.NewDay = target.Day + domain.Day(below(w.t, "days", 800)-400)
		}
	}
	decided, err := r.Decide(w.view(i), c)
	if err != nil {
		w.t.Fatalf("%+v: %v", c, err)
	}
	for _, f := range decided {
		w.record(i, f)
		w.moved[i] = w.moved[i] || c.NewDay != 0
	}
}
