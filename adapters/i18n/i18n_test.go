package i18n_test

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"suivi/adapters/i18n"
	"suivi/domain/fault"
	"suivi/domain/glossary"
)

func TestALocaleTellsTheLanguage(t *testing.T) {
	for locale, want := range map[string]glossary.Language{"": glossary.French, "C": glossary.French, "fr_ML.UTF-8": glossary.French, "en": glossary.English, "en_GB.UTF-8": glossary.English, "EN_US": glossary.English} {
		if got := i18n.LanguageOf(locale); got != want {
			t.Errorf("%q is %s", locale, got)
		}
	}
}

func TestARefusalSaysWhereWhatAndWhatNext(t *testing.T) {
	f := fault.New(fault.Refused, "session.close", "close_le", "2023-01-27").At("--session")
	for l, want := range map[glossary.Language]string{
		glossary.French:  "à « --session » : cette session est close depuis le 27 janvier 2023 : ses listes",
		glossary.English: "at \"--session\": this session was closed on 27 January 2023: its lists",
	} {
		if got := i18n.Explain(f, l); !strings.HasPrefix(got, want) {
			t.Errorf("%s", got)
		}
	}
	ended := fault.New(fault.Refused, "recommandation.terminee", "situation", "executee").Allowing("executee")
	if got := i18n.Explain(ended, glossary.French); !strings.Contains(got, "terminée (exécutée)") || !strings.HasSuffix(got, "Possible d'ici : exécutée.") {
		t.Error(got)
	}
}

func TestAnArgumentThatIsNotGivenLeavesNoHole(t *testing.T) {
	for code, want := range map[string]string{
		"recommandation.deja_reconduite_ici": "cette session a déjà cette recommandation sur sa liste. Pour changer son numéro, rectifiez : « suivi rectify ».",
		"session.recommandation_deux_fois":   "la même recommandation figure deux fois dans la liste. Ne la nommez qu'une fois.",
		"session.inconnue":                   "aucune session. « suivi list sessions » les donne toutes.",
		"session.numero_deja_pris":           "le n° est déjà pris dans la liste de cette session. Donnez-en un autre, ou rectifiez l'ancien (« suivi rectify »).",
	} {
		if got := i18n.Say(code, nil, glossary.French); got != want {
			t.Errorf("%s", got)
		}
	}
}

func TestAnErrorOfOursIsToldAsOne(t *testing.T) {
	if got := i18n.Explain(errors.New("disk on fire"), glossary.French); got != "erreur interne : disk on fire" {
		t.Error(got)
	}
}

func TestEveryReasonOfWordingHasWords(t *testing.T) {
	b, err := os.ReadFile("../../domain/wording/error.go")
	if err != nil {
		t.Fatal(err)
	}
	codes := regexp.MustCompile(`= "([a-z_]+)"`).FindAllSubmatch(b, -1)
	if len(codes) < 10 {
		t.Fatalf("%d codes found", len(codes))
	}
	for _, code := range codes {
		for _, l := range []glossary.Language{glossary.French, glossary.English} {
			if said := i18n.Say("moment.illisible", map[string]string{"lu": "x", "cause": string(code[1])}, l); strings.Contains(said, string(code[1])) {
				t.Errorf("%s in %s: %s", code[1], l, said)
			}
		}
	}
}
