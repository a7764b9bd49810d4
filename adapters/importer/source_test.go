package importer_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// lastOf gives the last fact of type E that holds of a recommendation.
func lastOf[E recommendation.Event](s *story, ref string) (last E) {
	s.Helper()
	s.see(func(v *register.View) {
		i, err := v.Find(ref)
		if err != nil {
			s.Fatal(err)
		}
		for _, f := range v.Facts(i) {
			if e, is := f.Event.(E); is {
				last = e
			}
		}
	})
	return last
}

func TestAClassingKeepsItsWordsAndWhereTheyWereRead(t *testing.T) {
	s := newStory(t)
	s.begin()
	s.imports("examen.csv", "cadre;session;numero;etat;observation;document;page\nCC;2024-1;1;sans objet;Le projet est clos;Rapport B;12\n")
	c := lastOf[recommendation.Classed](s, "CC.2023-1.1")
	c.Session = domain.SessionID{}
	if diff := cmp.Diff(recommendation.Classed{Motive: recommendation.MotiveNoObject, Words: "sans objet", Observation: "Le projet est clos",
		Source: domain.Source{Document: "Rapport B", Page: "12"}}, c); diff != "" {
		t.Error(diff)
	}
}

func TestADeclarationKeepsWhereItWasRead(t *testing.T) {
	s := newStory(t)
	s.begin()
	s.imports("declarations.csv", "reference;structure;etat;date;document;page\nCC.2023-1.1;MAECI;en cours;2 avril 2024;Lettre;1\n")
	d := lastOf[recommendation.Declared](s, "CC.2023-1.1")
	if d.Source != (domain.Source{Document: "Lettre", Page: "1"}) {
		t.Errorf("%+v", d.Source)
	}
}
