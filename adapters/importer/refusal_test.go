package importer_test

import (
	"testing"
)

func TestBadInputIsRefusedByItsPlace(t *testing.T) {
	for name, c := range map[string]struct {
		files []string
		want  []string
	}{
		"a date that does not exist": {
			[]string{"sessions.csv", "cadre;code;date\nCC;2024-2;31 février 2024\n"},
			[]string{"sessions.csv:2:date import.date.date_inexistante"},
		},
		"a forum that nobody created, and what hangs on it": {
			[]string{"sessions.csv", "cadre;code;date\nXX;1;2024-01-01\n", "recommandations.csv", "cadre;session;numero;texte\nXX;1;1;Faire\n"},
			[]string{"sessions.csv:2:cadre import.code_inconnu", "recommandations.csv:2 import.attend_une_ligne"},
		},
		"an unknown session": {
			[]string{"recommandations.csv", "cadre;session;numero;texte\nCC;2031-1;1;Faire\n"},
			[]string{"recommandations.csv:2:session import.session_inconnue"},
		},
		"a session of a forum that nobody created": {
			[]string{"recommandations.csv", "cadre;session;numero;texte\nNON;2024-1;1;Faire\n"},
			[]string{"recommandations.csv:2:cadre import.code_inconnu"},
		},
		"a session of a forum that has none": {
			[]string{"cadres.csv", "code;nom;examine\nVIDE;Cadre neuf;rien\n", "recommandations.csv", "cadre;session;numero;texte\nVIDE;2024-1;1;Faire\n"},
			[]string{"recommandations.csv:2:session import.cadre_sans_session"},
		},
		"an unknown reference": {
			[]string{"recommandations.csv", "cadre;session;numero;texte;reprend\nCC;2024-1;1;;CC.2023-1.9\n"},
			[]string{"recommandations.csv:2:reprend import.reference_inconnue"},
		},
		"a numéro twice in a session": {
			[]string{"recommandations.csv", "cadre;session;numero;texte\nCC;2024-1;1;Faire\nCC;2024-1;1;Défaire\n"},
			[]string{"recommandations.csv:3:numero session.numero_deja_pris"},
		},
		"a number that is not on the list": {
			[]string{"examen.csv", "cadre;session;numero;etat\nCC;2024-1;7;fait\n"},
			[]string{"examen.csv:2:numero import.numero_hors_liste"},
		},
		"a number whose own line is refused": {
			[]string{"sessions.csv", "cadre;code;date\nCC;2024-2;1 mai 2024\n", "recommandations.csv", "cadre;session;numero;texte;nature\nCC;2024-1;9;Faire;vœu\n", "examen.csv", "cadre;session;numero;etat\nCC;2024-2;9;fait\n"},
			[]string{"recommandations.csv:2:nature import.mot_inconnu", "examen.csv:2 import.attend_une_ligne"},
		},
		"a number whose own file is refused": {
			[]string{"sessions.csv", "cadre;code;date\nCC;2024-2;1 mai 2024\n", "recommandations.csv", "cadre;session;numero;texte;couleur\nCC;2024-1;9;Faire;bleu\n", "examen.csv", "cadre;session;numero;etat\nCC;2024-2;9;fait\n"},
			[]string{"recommandations.csv:1:couleur import.colonne_inconnue", "examen.csv:2:numero import.attend_un_fichier"},
		},
		"examined twice at one session": {
			[]string{"examen.csv", "cadre;session;numero;etat\nCC;2024-1;1;fait\nCC;2024-1;1;non fait\n"},
			[]string{"examen.csv:3:numero import.examinee_deux_fois"},
		},
		"an état that cannot follow": {
			[]string{
				"sessions.csv", "cadre;code;date\nCC;2024-2;1 mai 2024\n",
				"examen.csv", "cadre;session;reference;etat\nCC;2024-1;CC.2023-1.1;fait\nCC;2024-2;CC.2023-1.1;en cours\n",
			},
			[]string{"examen.csv:3:motif recommandation.motif_de_remise_en_suivi"},
		},
		"a carry-over by a forum that has not made it": {
			[]string{
				"cadres.csv", "code;nom;genre\nAUTRE;Autre cadre;x\n", "sessions.csv", "cadre;code;date\nAUTRE;1;1 mai 2024\n",
				"recommandations.csv", "cadre;session;numero;texte;reprend\nAUTRE;1;1;;CC.2023-1.1\n",
			},
			[]string{"recommandations.csv:2 recommandation.cadre_non_designe"},
		},
		"a session without a date": {
			[]string{"sessions.csv", "cadre;code;date\nCC;x;\n"},
			[]string{"sessions.csv:2:date import.session_sans_date"},
		},
		"a session that closes before it ends": {
			[]string{"sessions.csv", "cadre;code;date;close_le\nCC;x;2 mai 2024;1 mai 2024\n"},
			[]string{"sessions.csv:2:close_le import.close_avant_la_session"},
		},
		"a circle of structures": {
			[]string{"structures.csv", "code;sigle;nom;parent\nA;A;A;B\nB;B;B;A\n"},
			[]string{"structures.csv:2:parent import.parente_en_cercle", "structures.csv:3:parent import.parente_en_cercle"},
		},
		"a rate without its sign": {
			[]string{"totaux.csv", "cadre;session;objet;taux\nCC;2024-1;plan;67,74\n"},
			[]string{"totaux.csv:2:taux import.taux"},
		},
		"a word that the column does not know": {
			[]string{"sessions.csv", "cadre;code;date;phase\nCC;x;2 mai 2024;finale\n"},
			[]string{"sessions.csv:2:phase import.mot_inconnu"},
		},
		"an unknown column, with the nearest": {
			[]string{"recommandations.csv", "cadre;session;numero;texte;structure resp\nCC;2024-1;1;Faire;MAECI\n"},
			[]string{"recommandations.csv:1:structure resp import.colonne_inconnue"},
		},
		"a line cut short": {
			[]string{"recommandations.csv", "cadre;session;numero;texte\nCC;2024-1;1\n"},
			[]string{"recommandations.csv:2 import.csv.ligne_trop_courte"},
		},
		"a header of no known kind": {
			[]string{"x.csv", "a;b\n1;2\n"},
			[]string{"x.csv import.genre_inconnu"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStory(t)
			s.begin()
			before := s.head()
			plan := s.prepare(c.files...)
			s.tells(plan, c.want...)
			if plan.Ready() == nil {
				t.Error("the plan may be recorded")
			}
			s.same("head of the log", s.head(), before)
		})
	}
}

func TestOneRefusedRowKeepsAllFromBeingRecorded(t *testing.T) {
	s := newStory(t)
	plan := s.prepare("structures.csv", tree, "cadres.csv", forums, "sessions.csv", "cadre;code;date\nCC;1;31 février 2024\n")
	s.same("error", plan.Ready() != nil, true)
	s.same("head of the log", s.head(), "0")
}

func TestARowAddedToAClosedSessionIsRefused(t *testing.T) {
	s := newStory(t)
	s.begin()
	s.tells(s.prepare("examen.csv", "cadre;session;reference;etat\nCC;2023-1;CC.2023-1.1;fait\n"), "examen.csv:2:session import.liste_close")
}
