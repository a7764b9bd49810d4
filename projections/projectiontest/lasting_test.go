package projectiontest_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/domain/wording"
	"suivi/projections/audit"
	"suivi/projections/followup"
	"suivi/projections/projectiontest"
	"suivi/projections/register"
)

// closedTable is the table of a session as closed, without what stands beside
// it: what was rectified since, and what its report declared.
func closedTable(t projectiontest.TB, r *register.Register, m register.Moment, id domain.SessionID) (table string) {
	projectiontest.Ask(t, r, m, func(v *register.View) {
		s, known := v.SessionOf(id)
		if !known || v.Session(s).Closed == nil {
			return
		}
		f := followup.Of(v, s)
		f.Since, f.Declared = nil, nil
		b, err := json.MarshalIndent(f, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		table = string(b)
	})
	return table
}

func TestTheTableOfAClosedSessionIsTheSameForEver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := drawLedger(t).book.Records()
		all := records.Rebuild(t)
		for k, e := range records.Envelopes(t) {
			if _, closes := e.Payload.(session.Closed); !closes || closedAnew(records.Envelopes(t), e) {
				continue
			}
			id := sessionOf(e)
			atClose := projectiontest.Records{All: records.All[:k+1]}
			want := closedTable(t, atClose.Rebuild(t), register.Moment{Today: e.Day}, id)
			for _, m := range []register.Moment{{Today: lastDay}, {On: lastDay}, {On: e.Day}, {KnownTo: e.Position, Today: lastDay}} {
				if got := closedTable(t, all, m, id); got != "" && got != want {
					t.Fatalf("as of %+v (-want +got):\n%s", m, cmp.Diff(want, got))
				}
			}
		}
	})
}

// closedAnew reports whether the close e was said never to have been, so that
// the session was closed again.
func closedAnew(events []event.Envelope, e event.Envelope) bool {
	return slices.ContainsFunc(events, func(o event.Envelope) bool {
		c := correctionOf(o)
		return c != nil && c.corrects == e.ID && c.void
	})
}

func TestAFindingAfterTheCloseIsNotInTheTableAndIsInTheAudit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawLedger(t)
		m := w.plan("CC", session.Ordinary, "", domain.SessionID{})
		w.sit(m, projectiontest.Day("2024-05-02"))
		rec := w.book.Make(m.id, projectiontest.Text("à suivre"))[0]
		w.book.Close(m.id, "2024-06-30")
		found := recommendation.Found{Session: m.id, State: domain.Executed, Words: "trop tard"}
		w.append(recommendation.Stream(rec), m.day, found)
		w.book.Ask(register.Moment{}, func(v *register.View) {
			s, _ := v.SessionOf(m.id)
			for _, r := range followup.Of(v, s).Rows {
				if r.Item.ID == rec {
					t.Fatalf("in the table: %+v", r)
				}
			}
			report, err := audit.Of(v, register.AnyFilter(), register.Page{})
			if err != nil || !slices.ContainsFunc(report.TooLate, func(l audit.Late) bool { return l.Item.ID == rec }) {
				t.Fatalf("not in the audit: %v %+v", err, report.TooLate)
			}
		})
	})
}

func TestEveryReferenceEverGivenFindsTheSameRecommendation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := drawLedger(t).book.Records()
		given := map[string][]domain.RecommendationID{}
		projectiontest.Ask(t, records.Rebuild(t), register.Moment{}, func(v *register.View) {
			for _, e := range records.Envelopes(t) {
				l, lists := listing(e.Payload)
				if !lists {
					continue
				}
				id, err := domain.ParseID[domain.RecommendationID](e.Stream[len("recommandation-"):])
				if err != nil {
					t.Fatal(err)
				}
				if name := v.Reference(l); !slices.Contains(given[name], id) {
					given[name] = append(given[name], id)
				}
			}
			for name, ids := range given {
				if len(ids) > 1 {
					continue // given to another by rectification
				}
				want, err := v.Find(ids[0].String())
				if err != nil {
					continue // its only making was not kept
				}
				if got, err := v.Find(name); err != nil || got != want {
					t.Fatalf("%s finds %v (%v), want %s", name, got, err, v.Describe(want).Reference)
				}
			}
			for _, i := range rows(t, v, register.AnyFilter()) {
				for _, name := range v.References(i) {
					got, err := v.Find(name)
					if err != nil || got != v.Survivor(i) && len(given[name]) < 2 {
						t.Fatalf("%s, a reference of %s, finds %v (%v)", name, v.ID(i), got, err)
					}
				}
			}
		})
	})
}

func listing(p event.Payload) (recommendation.Listing, bool) {
	switch p := p.(type) {
	case recommendation.Formulated:
		return p.Listing, true
	case recommendation.Validated:
		return p.Listing, true
	case recommendation.CarriedOver:
		return p.Listing, true
	}
	return recommendation.Listing{}, false
}

func TestThePagesOfAListJoinedAreTheListAndStayWhileTheLedgerGrows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := drawLedger(t).book.Records()
		events := records.Envelopes(t)
		r := register.New()
		grow := func(n int) {
			for ; n > 0 && len(events) > 0; n-- {
				if err := r.Apply(events[0]); err != nil {
					t.Fatal(err)
				}
				events = events[1:]
			}
		}
		grow(rapid.IntRange(len(events)/2, len(events)).Draw(t, "recorded at first"))
		var before, joined []register.RecommendationIndex
		var whole []register.RecommendationIndex
		projectiontest.Ask(t, r, register.Moment{}, func(v *register.View) { before = rows(t, v, register.AnyFilter()) })
		size := rapid.IntRange(1, 3).Draw(t, "rows a page")
		for page := (register.Page{Limit: size}); ; grow(5) {
			var next string
			projectiontest.Ask(t, r, register.Moment{}, func(v *register.View) {
				got, cursor, err := v.List(register.AnyFilter(), page)
				if err != nil || len(got) > size {
					t.Fatalf("%d rows: %v", len(got), err)
				}
				joined, next = append(joined, got...), cursor
				whole = rows(t, v, register.AnyFilter())
			})
			if page.After = next; next == "" {
				break
			}
		}
		// What was entered by mistake in between goes, nothing else.
		for _, i := range before {
			if slices.Contains(whole, i) && !slices.Contains(joined, i) {
				t.Fatalf("%v is on no page: %v of %v", i, joined, before)
			}
		}
		if !slices.IsSortedFunc(joined, func(a, b register.RecommendationIndex) int { return int(b - a) }) || len(slices.Compact(slices.Clone(joined))) != len(joined) {
			t.Fatalf("not newest first, each once: %v", joined)
		}
		if len(before) > 0 && len(joined) > 0 && joined[0] > before[0] {
			t.Fatalf("a later one came in: %v, then %v", before, joined)
		}
	})
}

func TestSearchIsByPrefixWithoutAccentsNewestFirst(t *testing.T) {
	inAnyView(t, func(t *rapid.T, v *register.View) {
		prefixes := rapid.SliceOfN(rapid.SampledFrom([]string{"form", "agents", "étof", "EQUIPE", "d", "dem", "coeur", "plan", "métier", "zzz", "a"}), 1, 3).Draw(t, "words")
		f := register.AnyFilter()
		f.Words = strings.Join(prefixes, " ")
		var want []register.RecommendationIndex
		for _, i := range rows(t, v, register.AnyFilter()) {
			if holdsAll(v.State(i).Text, wording.Words(f.Words)) {
				want = append(want, i)
			}
		}
		if got := rows(t, v, f); !slices.Equal(got, want) {
			t.Fatalf("%q finds %v, want %v", f.Words, got, want)
		}
	})
}

func holdsAll(text string, prefixes []string) bool {
	words := wording.Words(text)
	for _, p := range prefixes {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, p) }) {
			return false
		}
	}
	return true
}
