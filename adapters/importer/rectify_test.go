package importer_test

import (
	"crypto/rand"
	"testing"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/importer"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// confirmed imports files whose differences are confirmed, and asks that the
// same files then change nothing.
func (s *story) confirmed(files ...string) {
	s.Helper()
	s.options.Rectify = "relu sur le rapport signé"
	s.imports(files...)
	s.options.Rectify = ""
	before := s.head()
	s.imports(files...)
	s.same("imported again", s.head(), before)
}

func TestACorrectedListGivesDifferences(t *testing.T) {
	s := newStory(t)
	s.begin()
	corrected := []string{"recommandations.csv", "cadre;session;numero;texte;structures;echeance\nCC;2023-1;1;Former tous les agents;MAECI et MMEIA;30 juin 2023\nCC;2023-1;3;Recruter;DRH/MAECI;fin 2023\n"}
	plan := s.prepare(corrected...)
	s.tells(plan,
		"recommandations.csv texte: Former les agents -> Former tous les agents",
		"recommandations.csv structures: MAECI -> MAECI + MMEIA",
		"recommandations.csv numero: 2 -> 3",
		"recommandations.csv echeance:  -> fin 2023")
	s.same("kept from being recorded", plan.Ready() != nil, true)
	s.confirmed(corrected...)
	s.see(func(v *register.View) {
		i, err := v.Find("CC.2023-1.3")
		if err != nil {
			t.Fatal(err)
		}
		s.same("text", v.State(i).Text, "Recruter")
	})
}

func TestANewLineThatWasACarryOverIsRectifiedAndBack(t *testing.T) {
	s := newStory(t)
	s.begin()
	header := "cadre;session;numero;texte;reprend\n"
	s.imports("recommandations.csv", header+"CC;2024-1;1;Former davantage;\n")
	carried := []string{"recommandations.csv", header + "CC;2024-1;1;Former davantage;CC.2023-1.1\n"}
	s.tells(s.prepare(carried...), "recommandations.csv reprend: nouvelle -> CC.2023-1.1")
	s.confirmed(carried...)
	s.same("carried over", s.standsAs("CC.2023-1.1"), "ouverte reconduite")
	s.confirmed("recommandations.csv", header+"CC;2024-1;1;Former davantage;nouvelle\n")
	s.same("not carried over", s.standsAs("CC.2023-1.1"), "ouverte formulee")
	s.same("new", s.standsAs("CC.2024-1.1"), "ouverte formulee")
	s.confirmed(carried...)
	s.same("carried over once more", s.standsAs("CC.2023-1.1"), "ouverte reconduite")
}

func TestAValueMayBeRectifiedBackAndForth(t *testing.T) {
	s := newStory(t)
	s.begin()
	for _, day := range []string{"26", "27", "26", "27"} {
		s.confirmed("sessions.csv", "cadre;code;date;close_le\nCC;2023-1;"+day+" janvier 2023;"+day+" janvier 2023\n")
	}
}

func TestWhatWasRectifiedAwayIsNotRecordedAgainInSilence(t *testing.T) {
	s := newStory(t)
	s.begin()
	files := []string{"examen.csv", "cadre;session;numero;etat\nCC;2024-1;1;fait\n"}
	s.imports(files...)
	s.see(func(v *register.View) {
		i, _ := v.Find("CC.2023-1.1")
		for _, f := range v.Facts(i) {
			if _, is := f.Event.(recommendation.Found); is {
				void := recommendation.Rectify{Corrects: f.ID, Reason: "saisi par erreur"}
				meta := ledger.Meta{Command: ulid.MustNew(1, rand.Reader), Actor: s.options.Actor}
				if _, err := s.book.Ledger.Recommendation(s.Context(), meta, v.ID(i), void); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
	s.tells(s.prepare(files...), "examen.csv:2:etat import.annulee_depuis")
}

func TestALineOnWhichMoreWasRecordedIsNotReplaced(t *testing.T) {
	s := newStory(t)
	s.begin()
	header := "cadre;session;numero;texte;reprend\n"
	s.imports("recommandations.csv", header+"CC;2024-1;1;Former davantage;\n", "examen.csv", "cadre;session;reference;etat;constate_le\nCC;;CC.2024-1.1;en cours;1 mai 2024\n")
	s.options.Rectify = "relu"
	s.tells(s.prepare("recommandations.csv", header+"CC;2024-1;1;Former davantage;CC.2023-1.1\n"), "recommandations.csv:2:reprend import.nouvelle_ou_reconduite")
}

func TestDifferencesMayBeLeftAsRecorded(t *testing.T) {
	s := newStory(t)
	s.begin()
	s.options.KeepRecorded = true
	s.imports("recommandations.csv", "cadre;session;numero;texte\nCC;2023-1;1;Autre chose de tout différent\nCC;2024-1;1;Nouvelle\n")
	s.see(func(v *register.View) {
		i, _ := v.Find("CC.2023-1.1")
		s.same("text", v.State(i).Text, "Former les agents")
	})
	s.same("what is new is recorded", s.standsAs("CC.2024-1.1"), "ouverte formulee")
}

func TestACorrectedExaminationIsRectified(t *testing.T) {
	s := newStory(t)
	s.begin()
	s.imports("examen.csv", "cadre;session;numero;etat\nCC;2024-1;1;fait\n")
	corrected := []string{"examen.csv", "cadre;session;numero;etat;observation\nCC;2024-1;1;en cours;Moyens attendus\n"}
	s.tells(s.prepare(corrected...), "examen.csv etat: executee -> en_cours", "examen.csv constat: fait -> en cours", "examen.csv observation:  -> Moyens attendus")
	s.confirmed(corrected...)
	s.same("1", s.standsAs("CC.2023-1.1"), "ouverte en_cours")
}

func TestACorrectedSessionDateMovesWhatItDid(t *testing.T) {
	s := newStory(t)
	s.begin()
	corrected := []string{"sessions.csv", "cadre;code;date;close_le\nCC;2023-1;26 janvier 2023;26 janvier 2023\n"}
	s.tells(s.prepare(corrected...), "sessions.csv date: 27 janvier 2023 -> 26 janvier 2023", "sessions.csv close_le: 2023-01-27 -> 2023-01-26")
	s.confirmed(corrected...)
	s.see(func(v *register.View) {
		i, _ := v.Find("CC.2023-1.1")
		s.same("made on", v.State(i).MadeOn.String(), "2023-01-26")
	})
}

func TestCorrectedTotalsStructuresAndForums(t *testing.T) {
	s := newStory(t)
	s.begin()
	s.imports("totaux.csv", "cadre;session;objet;executees;taux\nCC;2024-1;plan;14;63,64%\n")
	s.confirmed("totaux.csv", "cadre;session;objet;executees;taux\nCC;2024-1;plan;15;63,64%\n")
	s.confirmed("structures.csv", "code;sigle;nom\nMAECI;MAECI;Ministère des Affaires Etrangères et de la Coopération\n")
	s.confirmed("cadres.csv", "code;nom;genre\nCC;Comité de coordination;comité\n")
}

func TestAStructureChangesFromADayOn(t *testing.T) {
	s := newStory(t)
	s.begin()
	later := []string{"structures.csv", "code;sigle;nom;valide_du;parent;successeur\nMMEIA;MDE;Ministère de la Diaspora;1er juillet 2023;;\nMAECI-DRH;;;1er juillet 2023;MMEIA;\nVIEUX;VX;Vieux;;;\nVIEUX;;;2 juillet 2023;;MAECI\n"}
	s.imports(later...)
	before := s.head()
	s.imports(later...)
	s.same("imported again", s.head(), before)
	s.see(func(v *register.View) {
		for _, o := range v.Organizations() {
			st := v.Organization(o)
			switch st.Code {
			case "MMEIA":
				s.same("renamed", st.Label(), "MDE")
			case "MAECI-DRH":
				s.same("moved", v.Organization(v.Parent(o)).Code, "MMEIA")
			case "VIEUX":
				s.same("merged", st.Successor.IsZero(), false)
			}
		}
	})
}

func TestAPartialFileTakesNothingAway(t *testing.T) {
	s := newStory(t)
	s.begin()
	plan := s.prepare("recommandations.csv", "cadre;session;numero;texte;structures;echeance\nCC;2023-1;1;Former les agents;MAECI;30 juin 2023\n")
	s.same("already", plan.Count(importer.Already), 1)
	s.same("notice", plan.Rows[0].Notices[0].Args["reference"], "CC.2023-1.2")
}
