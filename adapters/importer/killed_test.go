package importer_test

import (
	"context"
	"errors"
	"testing"

	"suivi/adapters/importer"
	"suivi/domain/event"
	"suivi/domain/ledger"
	"suivi/projections/register"
	"suivi/projections/runner"
)

var errKilled = errors.New("killed")

// dying is a log whose process dies at its n-th append.
type dying struct {
	ledger.EventLog
	left int
}

func (d *dying) Append(ctx context.Context, stream string, expected event.Version, records []event.Record) (ledger.Appended, error) {
	if d.left--; d.left < 0 {
		return ledger.Appended{}, errKilled
	}
	return d.EventLog.Append(ctx, stream, expected, records)
}

// on gives a book like that of s on another log.
func (s *story) on(log ledger.EventLog) importer.Book {
	l := s.book.Ledger
	views := runner.New(log, l.Registry)
	return importer.Book{Ledger: &ledger.Ledger{Log: log, Registry: l.Registry, Lists: views, Clock: l.Clock}, Runner: views}
}

func TestAKilledRectificationIsCompletedByRunningItAgain(t *testing.T) {
	corrected := []string{
		"recommandations.csv", "cadre;session;numero;texte;structures;echeance;reprend\nCC;2023-1;1;Former tous les agents;MAECI;30 juin 2023;\nCC;2023-1;3;Recruter;DRH/MAECI;;\nCC;2024-1;1;Former davantage;;;CC.2023-1.3\n",
		"sessions.csv", "cadre;code;date;close_le\nCC;2023-1;26 janvier 2023;27 janvier 2023\n",
	}
	for kill := 0; ; kill++ {
		s := newStory(t)
		s.begin()
		s.imports("recommandations.csv", "cadre;session;numero;texte\nCC;2024-1;1;Former davantage\n")
		s.options.Rectify = "relu"
		whole := s.book
		s.book = s.on(&dying{s.log, kill})
		plan := s.prepare(corrected...)
		err := importer.Record(t.Context(), s.book, plan, nil)
		if err != nil && !errors.Is(err, errKilled) {
			t.Fatalf("killed at append %d: %v", kill, err)
		}
		s.book = s.on(whole.Ledger.Log)
		s.imports(corrected...)
		s.same("carried over", s.standsAs("CC.2024-1.1"), "ouverte reconduite")
		s.see(func(v *register.View) {
			all, _, _ := v.List(register.AnyFilter(), register.Page{})
			s.same("made", len(all), 2)
		})
		before := s.head()
		s.imports(corrected...)
		s.same("imported again", s.head(), before)
		if err == nil {
			return
		}
	}
}
