package wording

import (
	"slices"
	"strings"
	"testing"
)

func TestStateSure(t *testing.T) {
	for want, cells := range map[Outcome][]string{
		Executed: {
			"Exécuté (1)", "exécutée", "EXECUTE", "réalisés", "Réalisée", "entièrement mises en œuvre", "totalement mises en œuvre",
			"intégralement suivies d’effets", "mises en application", "appliquées", "2=Terminé", "fait", "Déjà fait", "achevé",
			"Recommandation exécutée", "La recommandation a été mise en œuvre", "Réalisée en juin 2023", "Réalisé à 100 %", "Exécution totale", "taux d'exécution : 100 %",
			"excécuté", "réalisée.", "Exécuté : rapport disponible", "Oui",
			"Recommendation Implemented", "Recommendation implemented", "The recommendation has been implemented ", "Complete", "fully implemented",
		},
		InProgress: {
			"En cours", "Encours (2)", "1=En cours", "en cours de mise en œuvre", "En cours de réalisation", "des réflexions sont encours",
			"Des réflexions sont en cours", "Une concertation est en cours pour discuter ce mécanisme de mobilisation des ressources",
			"la mise en œuvre est en cours", "démarrage en cours", "Réalisée à hauteur de 75%", "taux d'exécution : 60 %",
			"recrutement en cours", "toujours en cours", "partiellement mises en œuvre", "Partiel", "mise en œuvre incomplète", "réalisé à 60 %",
			"entamée", "démarré", "en voie d'achèvement", "pas entièrement exécutée", "In progress", "partially implemented", "ongoing",
			"En cours, sera finalisé en juin",
		},
		NotDone: {
			"Non (3)", "non", "non fait", "Non réalisée", "non exécuté", "ne sont pas mises en œuvre", "n’ont pas été mises en œuvre",
			"n’ont pas fait l’objet de mise en œuvre", "non mises en œuvre", "n'ont pas connu de réalisation", "pas encore commencé", "Non démarrée",
			"aucune suite", "aucune action entreprise", "rien n'a été fait", "pas connu un début d'exécution", "sans suite", "inexécutée", "non fait faute de moyens", "Non réalisé : contraintes budgétaires",
			"Non exécutée pour cause d'insécurité", "Not Started", "not implemented", "has not been implemented",
		},
		Moot:        {"Sans objet", "devenue sans objet", "non applicables", "Non applicable", "n'est plus applicable", "caduque"},
		Declined:    {"Non retenue", "Rejetée"},
		Withdrawn:   {"Withdrawn", "abandonnée", "retirée"},
		CarriedOver: {"Reconduite", "Carried forward"},
	} {
		for _, cell := range cells {
			if got := State(cell, ""); !got.Sure || got.Outcome != want {
				t.Errorf("%q: %+v, want %v", cell, got, want)
			}
		}
	}
}

func TestStateAsked(t *testing.T) {
	for _, c := range []struct {
		cell      string
		likeliest Outcome
	}{
		{"", NotExamined}, {"--", NotExamined}, {"-", NotExamined}, {"ND", NotExamined}, {"NR", NotDone}, {"NA", Moot},
		{"_1_", 0}, {"2", 0}, {"X", 0}, {"Carried Forward = 1", CarriedOver},
		{"Le cadre existe déjà mais non fonctionnel pour cause des ressources", 0},
		{"Une ligne budgétaire est toujours dans ce cadre : des calamités, des inondations", 0},
		{"Il existe un cadre de concertation des PTFS, qui est toujours consulter avant l’élaboration du budget", 0},
		{"les CFP sont fonctionnelles le budget annexe est mise en œuvre", Executed},
		{"Le conseil régional a mené une mission dans les perceptions", Executed},
		{"Un appui financière est au gouvernorat dans le cadre du dispositif de la sécurité", 0},
		{"Réhabilitation des magasins de stockage (banque de céréale)", Executed},
		{"Plan d'actions élaboré", Executed}, {"Rapports disponibles", Executed},
		{"partiellement ou intégralement suivies d’effets", 0},
		{"totalement, partiellement, en cours ou sans objet", 0},
		{"Will Be Implemented in the Future", NotDone},
		{"The recommendation has not been, but will be, implemented in the future", NotDone},
		{"Will Not Be Implemented: Not Warranted or Not Reasonable", Declined},
		{"Will not be implemented because it is not warranted or reasonable", Declined},
		{"Requires Further Analysis", NotDone}, {"May be implemented", Executed},
		{"Recommendation Implemented / Will Be Implemented in the Future", 0},
		{"~The recommendation has been implemented\n~The recommendation requires further analysis", 0},
		{"Limited", InProgress}, {"Substantial", InProgress}, {"taux de mise en œuvre", Executed},
		{"prévu en 2024", NotDone}, {"à réaliser", NotDone}, {"en attente", NotDone},
		{"Réalisé mais non validé", 0}, {"Fait, 3 sur 5", Executed}, {"Exécuté ?", Executed}, {"non achevé", InProgress},
		{"Fait, à poursuivre", Executed}, {"Réalisé et en cours", Executed}, {"Le comité a été mis en place", Executed},
		{"exercice en cours", 0}, {"60 %", InProgress}, {"réalisable", 0}, {"réaliste", 0},
		{"Exécuté, reste la signature du ministre", Executed},
	} {
		got := State(c.cell, "")
		if got.Sure || len(got.Choices) < 3 {
			t.Errorf("%q: %+v, want to be asked", c.cell, got)
		} else if c.likeliest != 0 && got.Choices[0] != c.likeliest {
			t.Errorf("%q: choices %v, want %v first", c.cell, got.Choices, c.likeliest)
		}
	}
}

func TestStateBesideItsObservation(t *testing.T) {
	for _, c := range []struct {
		cell, observation string
		sure              bool
		first             Outcome
	}{
		{"non fait", "Contraintes budgétaires", true, NotDone},
		{"Exécuté", "Rapports disponibles", true, Executed},
		{"Exécuté", "en cours de finalisation", false, Executed},
		{"", "Non réalisé faute de moyens", false, NotDone},
		{"", "Solliciter l’appui des partenaires pour cela", false, NotDone},
		{"2", "Non exécuté", false, NotDone},
	} {
		got := State(c.cell, c.observation)
		if got.Sure != c.sure || !got.Sure && got.Choices[0] != c.first || got.Sure && got.Outcome != c.first {
			t.Errorf("%q with %q: %+v", c.cell, c.observation, got)
		}
	}
}

func TestLegend(t *testing.T) {
	yesNo := ReadLegend("EXECUTES 1. OUI ; 2. NON")
	columns := ReadLegend("Exécuté (1)", "Encours (2)", "Non (3)")
	plain := ReadLegend("1=En cours, 2=Terminé")
	for _, c := range []struct {
		legend Legend
		cell   string
		want   Outcome // zero: asked
	}{
		{yesNo, "_1_", Executed}, {yesNo, "_2_", NotDone}, {yesNo, "3", 0}, {yesNo, "-", 0}, {yesNo, "en cours", InProgress},
		{columns, "2", InProgress}, {columns, "(3)", NotDone}, {columns, "01", Executed}, {columns, "1 2", 0},
		{plain, "2", Executed}, {plain, "1", InProgress},
		{ReadLegend("Exécuté (1)", "Non exécuté (1)"), "1", 0}, {ReadLegend("N°", "Observations"), "1", 0},
	} {
		if got := c.legend.State(c.cell, ""); got.Sure != (c.want != 0) || got.Outcome != c.want {
			t.Errorf("%v, %q: %+v, want %v", c.legend, c.cell, got, c.want)
		}
	}
}

func TestOutcomeNames(t *testing.T) {
	for o := Executed; o <= NotExamined; o++ {
		text, _ := o.MarshalText()
		var back Outcome
		if err := back.UnmarshalText(text); err != nil || back != o {
			t.Errorf("%s came back as %v, %v", text, back, err)
		}
		if o.State() != 0 && o.Motif() != "" {
			t.Errorf("%v is both an état and a classing", o)
		}
	}
	if err := new(Outcome).UnmarshalText([]byte("fini")); codeOf(err) != Unreadable {
		t.Errorf("an unknown name: %v", err)
	}
}

func TestVocabularyHasNoWordTwice(t *testing.T) {
	var all []string
	for _, list := range vocabularyLists {
		for phrase := range strings.SplitSeq(list.phrases, "|") {
			phrase = strings.Join(strings.Fields(phrase), " ")
			if phrase == "" {
				continue
			}
			if phrase != Fold(phrase) || len(strings.Fields(phrase)) > longestPhrase {
				t.Errorf("%q can never match", phrase)
			}
			if slices.Contains(all, phrase) {
				t.Errorf("%q has two meanings", phrase)
			}
			all = append(all, phrase)
		}
	}
}
