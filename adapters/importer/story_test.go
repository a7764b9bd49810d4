package importer_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/importer"
	"suivi/adapters/importer/csv"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/register"
	"suivi/projections/runner"
)

// A story is a ledger into which a test imports one set of files after another.
type story struct {
	*testing.T
	log       *memory.Log
	book      importer.Book
	options   importer.Options
	decisions *importer.Decisions
}

func newStory(t *testing.T) *story {
	log := memory.New()
	registry := ledger.NewRegistry()
	views := runner.New(log, registry)
	clock := func() time.Time { return time.Date(2024, 6, 1, 9, 0, 0, 0, time.UTC) }
	return &story{
		T: t, log: log,
		book: importer.Book{Ledger: &ledger.Ledger{Log: log, Registry: registry, Lists: views, Clock: clock}, Runner: views},
		options: importer.Options{
			Actor: event.Actor{ID: "import"}, Today: domain.MustDay(2024, time.June, 1),
			NewLog: func() ledger.EventLog { return memory.New() },
		},
		decisions: importer.NewDecisions(),
	}
}

// files reads files given as name, content, name, content…
func (s *story) files(namesAndContents ...string) (tables []importer.Table) {
	s.Helper()
	for i := 0; i+1 < len(namesAndContents); i += 2 {
		table, err := csv.Read(namesAndContents[i], strings.NewReader(namesAndContents[i+1]))
		if err != nil {
			s.Fatal(err)
		}
		tables = append(tables, table)
	}
	return tables
}

// prepare makes the plan of an import.
func (s *story) prepare(namesAndContents ...string) *importer.Plan {
	s.Helper()
	plan, err := importer.Prepare(s.Context(), s.book, s.files(namesAndContents...), s.decisions, s.options)
	if err != nil {
		s.Fatal(err)
	}
	return plan
}

// imports records files that nothing keeps from being recorded.
func (s *story) imports(namesAndContents ...string) {
	s.Helper()
	plan := s.prepare(namesAndContents...)
	if err := plan.Ready(); err != nil {
		s.Fatalf("%v: %s", err, strings.Join(tell(plan), "\n"))
	}
	if err := importer.Record(s.Context(), s.book, plan, nil); err != nil {
		s.Fatal(err)
	}
}

// head is where the log ends.
func (s *story) head() string {
	at, err := s.log.Head(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	return at.String()
}

// see asks of all that is recorded.
func (s *story) see(ask func(*register.View)) {
	s.Helper()
	err := s.book.Runner.Register().Query(context.Background(), register.Moment{Today: s.options.Today}, func(v *register.View) error { ask(v); return nil })
	if err != nil {
		s.Fatal(err)
	}
}

// standsAs tells the état and standing of a recommendation.
func (s *story) standsAs(ref string) (told string) {
	s.Helper()
	s.see(func(v *register.View) {
		i, err := v.Find(ref)
		if err != nil {
			s.Fatal(err)
		}
		told = v.State(i).Standing.String() + " " + v.State(i).State.String()
	})
	return told
}

// tell says of each row that is not simply recorded what becomes of it.
func tell(p *importer.Plan) (told []string) {
	for _, f := range p.Faults {
		told = append(told, f.Place+" "+f.Code)
	}
	for _, r := range p.Rows {
		switch {
		case r.Fault != nil:
			told = append(told, r.Fault.Place+" "+r.Fault.Code)
		case len(r.Differences) > 0:
			for _, d := range r.Differences {
				told = append(told, r.File+" "+d.Field+": "+d.Old+" -> "+d.New)
			}
		}
		for _, q := range r.Questions {
			told = append(told, r.File+" "+q.Field+" "+q.Read+"? "+strings.Join(q.Choices, " | "))
		}
	}
	return told
}

func (s *story) same(what string, got, want any) {
	s.Helper()
	if d := cmp.Diff(want, got); d != "" {
		s.Errorf("%s (-want +got):\n%s", what, d)
	}
}

// tells asks that a plan tells exactly this.
func (s *story) tells(p *importer.Plan, want ...string) {
	s.Helper()
	s.same("the plan", tell(p), want)
}

// The files on which most stories build: a comité with two sessions.
const (
	tree     = "code;sigle;nom;parent\nMAECI;MAECI;Ministère des Affaires étrangères;\nMAECI-DRH;DRH;Direction des Ressources Humaines;MAECI\nMMEIA;MMEIA;Ministère des Maliens établis à l'Extérieur;\n"
	forums   = "code;nom;examine\nCC;Comité;liste_precedente\n"
	sessions = "cadre;code;date;close_le\nCC;2023-1;27 janvier 2023;27 janvier 2023\nCC;2024-1;janvier 2024;\n"
	made     = "cadre;session;numero;texte;structures;echeance\nCC;2023-1;1;Former les agents;MAECI;30 juin 2023\nCC;2023-1;2;Recruter;DRH/MAECI;\n"
)

func (s *story) begin() {
	s.Helper()
	s.imports("structures.csv", tree, "cadres.csv", forums, "sessions.csv", sessions, "recommandations.csv", made)
}
