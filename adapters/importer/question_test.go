package importer_test

import (
	"testing"

	"suivi/adapters/importer"
	"suivi/projections/register"
)

// decide answers a question in a decisions file.
func (s *story) decide(lines string) {
	s.Helper()
	tables := s.files("decisions.csv", "champ;lu;contexte;decision\n"+lines)
	if err := s.decisions.Add(tables[0]); err != nil {
		s.Fatal(err)
	}
}

func TestOwnersThatTheTreeCannotTellAreAskedOnce(t *testing.T) {
	s := newStory(t)
	s.begin()
	files := []string{"recommandations.csv", "cadre;session;numero;texte;structures\nCC;2024-1;1;Un;DRH/MAECI et MMEIA\nCC;2024-1;2;Deux;DRH/ MAECI et MMEIA\nCC;2024-1;3;Trois;DRH/MAECI et  MMEIA\n"}
	plan := s.prepare(files...)
	s.same("asked", plan.Count(importer.Asked), 3)
	s.same("questions", len(plan.Questions()), 2) // the second is written otherwise
	s.decide("structures;DRH/MAECI et MMEIA;;MAECI > DRH + MMEIA\nstructures;DRH/ MAECI et MMEIA;;mmeia + maeci > drh\n")
	s.imports(files...)
	s.see(func(v *register.View) {
		i, _ := v.Find("CC.2024-1.1")
		s.same("owners", len(v.Owners(i)), 2)
	})
}

func TestAStructureNobodyKnowsIsAsked(t *testing.T) {
	s := newStory(t)
	s.begin()
	files := []string{"recommandations.csv", "cadre;session;numero;texte;structures\nCC;2024-1;1;Un;Comité des sages\n"}
	s.tells(s.prepare(files...), "recommandations.csv structures Comité des sages? aucune")
	s.decide("structures;Comité des sages;;aucune\n")
	s.imports(files...)
	s.see(func(v *register.View) {
		i, _ := v.Find("CC.2024-1.1")
		s.same("addressee", v.State(i).Addressee, "Comité des sages")
	})
}

func TestAStructureOfTheSameImportIsKnown(t *testing.T) {
	s := newStory(t)
	s.begin()
	s.imports("structures.csv", "code;sigle;nom;parent\nMEF-DGB;DGB;Direction Générale du Budget;MEF\nMEF;MEF;Ministère de l'Economie et des Finances;\n",
		"recommandations.csv", "cadre;session;numero;texte;structures\nCC;2024-1;1;Un;MEF (DGB)\n")
	s.same("recorded", s.standsAs("CC.2024-1.1"), "ouverte formulee")
}

func TestAnÉtatToldAsAStoryIsAsked(t *testing.T) {
	s := newStory(t)
	s.begin()
	files := []string{"examen.csv", "cadre;session;numero;etat\nCC;2024-1;1;Un cadre existe\nCC;2024-1;2;en cours de réalisation\n"}
	s.tells(s.prepare(files...), "examen.csv etat Un cadre existe? executee | en_cours | non_realisee | classee_sans_objet | non_examinee | classee_non_retenue | classee_retiree")
	s.decide("etat;Un cadre existe;;executee\n")
	s.imports(files...)
	s.same("1", s.standsAs("CC.2023-1.1"), "executee executee")
	s.same("2", s.standsAs("CC.2023-1.2"), "ouverte en_cours")
}

func TestAHiddenCarryOverIsAsked(t *testing.T) {
	files := []string{"recommandations.csv", "cadre;session;numero;texte\nCC;2024-1;1;\"- Former les agents ;\"\n"}
	for decision, want := range map[string]string{"CC.2023-1.1": "ouverte reconduite", "nouvelle": "ouverte formulee"} {
		s := newStory(t)
		s.begin()
		s.tells(s.prepare(files...), "recommandations.csv reprend - Former les agents ;? CC.2023-1.1 | nouvelle")
		s.decide("reprend;\"- Former les agents ;\";CC.2024-1;" + decision + "\n")
		s.imports(files...)
		s.same(decision, s.standsAs("CC.2024-1.1"), want)
		before := s.head()
		s.imports(files...)
		s.same("imported again", s.head(), before)
	}
}

func TestANumberWhoseTextIsAnotherIsAsked(t *testing.T) {
	s := newStory(t)
	s.begin()
	files := []string{"examen.csv", "cadre;session;numero;texte;etat\nCC;2024-1;1;Recruter;fait\n"}
	s.tells(s.prepare(files...), "examen.csv texte Recruter? CC.2023-1.1 | CC.2023-1.2")
	s.decide("texte;Recruter;CC.2024-1 n° 1;CC.2023-1.2\n")
	s.imports(files...)
	s.same("2", s.standsAs("CC.2023-1.2"), "executee executee")
}

func TestADateWhoseMonthMayComeFirstIsAsked(t *testing.T) {
	s := newStory(t)
	s.begin()
	plan := s.prepare("recommandations.csv", "cadre;session;numero;texte;echeance\nCC;2024-1;1;Un;6/30/2024\nCC;2024-1;2;Deux;02/03/2024\n")
	s.tells(plan, "recommandations.csv echeance 02/03/2024? 2024-03-02 | 2024-02-03")
}

func TestTheDecisionsFileKeepsWhatWasDecided(t *testing.T) {
	s := newStory(t)
	s.begin()
	s.decide("structures;MAECI et autres;;MAECI\n")
	plan := s.prepare("recommandations.csv", "cadre;session;numero;texte;structures\nCC;2024-1;1;Un;MAECI et autres\nCC;2024-1;2;Deux;Personne d'ici\n")
	var lines [][]string
	for _, l := range plan.Decisions().Lines {
		lines = append(lines, l.Cells)
	}
	s.same("lines", lines, [][]string{
		{"structures", "MAECI et autres", "", "", "MAECI", "", ""},
		{"structures", "Personne d'ici", "", "aucune", "", "recommandations.csv", "3"},
	})
}

func TestADecisionThatCannotBeReadIsRefusedByItsLine(t *testing.T) {
	s := newStory(t)
	s.begin()
	s.decide("structures;Toutes;;MAECI > DGB\n")
	s.tells(s.prepare("recommandations.csv", "cadre;session;numero;texte;structures\nCC;2024-1;1;Un;Toutes\n"), "decisions.csv:2:decision import.decision_sans_structure")
	contradicted := s.files("decisions.csv", "champ;lu;decision\netat;x;executee\netat;X;en_cours\n")
	if err := s.decisions.Add(contradicted[0]); err == nil {
		t.Error("one question, two answers: taken")
	}
}
