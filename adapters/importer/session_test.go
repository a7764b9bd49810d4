package importer_test

import (
	"testing"
	"time"

	"suivi/domain"
	"suivi/domain/session"
	"suivi/projections/register"
)

func (s *story) session(ref string) (st session.State) {
	s.Helper()
	s.see(func(v *register.View) {
		i, err := v.FindSession(ref)
		if err != nil {
			s.Fatal(err)
		}
		st = *v.Session(i)
	})
	return st
}

func TestASessionWithoutCodeTakesItsYearAndOrder(t *testing.T) {
	s := newStory(t)
	s.begin()
	files := []string{"sessions.csv", "cadre;date\nCC;15 mai 2024\nCC;3 février 2024\n"}
	s.imports(files...)
	second, third := s.session("CC.2024-2"), s.session("CC.2024-3")
	s.same("second", second.Day().String(), "2024-02-03")
	s.same("third", third.Day().String(), "2024-05-15")
	before := s.head()
	s.imports(files...)
	s.same("imported again", s.head(), before)
}

func TestASessionToComeIsPlannedAndHeldOnceItsDaysArePast(t *testing.T) {
	s := newStory(t)
	s.begin()
	files := []string{"sessions.csv", "cadre;code;date;lieu\nCC;2024-2;10 juin 2024;Bamako\n"}
	s.imports(files...)
	s.same("held", s.session("CC.2024-2").Held != nil, false)
	s.options.Today = domain.MustDay(2024, time.June, 11)
	s.imports(files...)
	st := s.session("CC.2024-2")
	s.same("held", st.Held != nil, true)
	before := s.head()
	s.imports(files...)
	s.same("imported again", s.head(), before)
}

func TestASessionOfSeveralSittingsTakesEffectOnTheLast(t *testing.T) {
	s := newStory(t)
	s.begin()
	s.imports("sessions.csv", "cadre;code;date\nCC;x;2 mai 2024 + 9 au 10 mai 2024\n")
	st := s.session("CC.x")
	s.same("day", st.Day().String(), "2024-05-10")
	s.same("sittings", len(st.Held.Sittings), 2)
}

func TestRowsMayNameASessionByItsDate(t *testing.T) {
	s := newStory(t)
	s.begin()
	s.imports("recommandations.csv", "cadre;session;numero;texte\nCC;janvier 2024;1;Un\nCC;CC.2024-1;2;Deux\nCC;2024/1;3;Trois\n")
	for _, n := range []string{"1", "2", "3"} {
		s.same(n, s.standsAs("CC.2024-1."+n), "ouverte formulee")
	}
}

func TestAReviewInTwoPhases(t *testing.T) {
	s := newStory(t)
	s.begin()
	files := []string{
		"cadres.csv", "code;nom;genre\nREVUE;Revue;revue\n",
		"sessions.csv", "cadre;code;phase;date;valide\nREVUE;P;politique;10 mai 2024;REVUE.T\nREVUE;T;technique;2 mai 2024;\n",
		"recommandations.csv", "cadre;session;numero;texte;structures;valide;ecarte;motif\n" +
			"REVUE;P;1;;MMEIA;REVUE.T.2;;\nREVUE;P;;;;;REVUE.T.1;Hors de propos\nREVUE;P;2;Ajoutée;;;;\n" +
			"REVUE;T;1;Proposée;MAECI;;;\nREVUE;T;2;Proposée aussi;MAECI;;;\n",
	}
	s.imports(files...)
	s.same("set aside", s.standsAs("REVUE.T.1"), "ecartee formulee")
	s.same("validated", s.standsAs("REVUE.P.1"), "ouverte formulee")
	s.same("added", s.standsAs("REVUE.P.2"), "ouverte formulee")
	before := s.head()
	s.imports(files...)
	s.same("imported again", s.head(), before)
}

func TestWhatIsNotOnTheListByRuleMakesTheListTheSecretariats(t *testing.T) {
	s := newStory(t)
	s.begin()
	s.imports("cadres.csv", "code;nom;genre\nAUTRE;Autre;x\n", "sessions.csv", "cadre;code;date\nAUTRE;1;3 mai 2023\n", "recommandations.csv", "cadre;session;numero;texte\nAUTRE;1;1;D'ailleurs\n",
		"examen.csv", "cadre;session;numero;reference;etat\nCC;2024-1;;AUTRE.1.1;fait\nCC;2024-1;2;;non fait\n")
	st := s.session("CC.2024-1")
	s.same("origin", string(st.List.Origin), "secretariat")
	s.same("items", len(st.List.Items), 3)
	s.same("another forum's finding counts", s.standsAs("AUTRE.1.1"), "executee executee")
}

func TestATableOfAReportIsTakenAsItIs(t *testing.T) {
	s := newStory(t)
	s.begin()
	plan := s.prepare("Tableau 4.csv", "Cadre\tSession\tN°\tRecommandations\tStructures responsables\tÉtat d'exécution\tObservations\nCC\t2024-1\t1\tFormer les agents\tMMEIA\tEn cours\t\nCC\t2024-1\t2\tRecruter\tMAECI/DRH\tNon fait\tFaute de moyens\n")
	s.tells(plan)
	s.same("ready", plan.Ready(), nil)
	s.same("noticed", plan.Rows[0].Notices[0].Code, "import.note.structures_autres")
	s.same("nothing to notice", len(plan.Rows[1].Notices), 0)
}

func TestASessionMayTakeUpTheListsOfTwo(t *testing.T) {
	s := newStory(t)
	s.begin()
	s.imports("sessions.csv", "cadre;code;date;examine\nCC;2024-2;1 mai 2024;2023-1, CC.2024-1\n", "recommandations.csv", "cadre;session;numero;texte\nCC;2024-1;7;Sept\n",
		"examen.csv", "cadre;session;numero;etat\nCC;2024-2;7;fait\nCC;2024-2;1;en cours\n")
	st := s.session("CC.2024-2")
	s.same("items", len(st.List.Items), 3)
	s.same("of two lists", len(st.List.Lists), 2)
	s.same("7", s.standsAs("CC.2024-1.7"), "executee executee")
}

func TestClassedNotExaminedAndBetweenSessions(t *testing.T) {
	s := newStory(t)
	s.begin()
	files := []string{"examen.csv", "cadre;session;numero;reference;etat;motif;constate_le\nCC;2024-1;1;;classée;sans objet;\nCC;;;CC.2023-1.2;fait;;3 mars 2024\n"}
	s.imports(files...)
	s.same("classed", s.standsAs("CC.2023-1.1"), "classee formulee")
	s.same("found between sessions", s.standsAs("CC.2023-1.2"), "executee executee")
	before := s.head()
	s.imports(files...)
	s.same("imported again", s.head(), before)
}

func TestDeclarationsOfEachOwner(t *testing.T) {
	s := newStory(t)
	s.imports("structures.csv", tree, "cadres.csv", "code;nom;parole_retenue\nCC;Comité;declarations\n", "sessions.csv", sessions,
		"recommandations.csv", "cadre;session;numero;texte;structures\nCC;2023-1;1;Former;MAECI et MMEIA\n")
	files := []string{"declarations.csv", "reference;structure;etat;mots;date;piece\nCC 2023/1, n° 1;MAECI;réalisé;Fait en mars;15 mars 2023;PV du 3 mars\nCC.2023-1.1;MMEIA;en cours;;20 mars 2023;\n"}
	s.imports(files...)
	s.same("the least advanced", s.standsAs("CC.2023-1.1"), "ouverte en_cours")
	before := s.head()
	s.imports(files...)
	s.same("imported again", s.head(), before)
}
