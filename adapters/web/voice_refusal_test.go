package web

import (
	"regexp"
	"testing"
	"unicode"
	"unicode/utf8"

	"suivi/adapters/i18n"
	"suivi/adapters/importer"
	"suivi/domain/fault"
	"suivi/domain/glossary"
)

// TestEveryRefusalIsASentence: it begins with a capital letter, or with what
// it quotes.
func TestEveryRefusalIsASentence(t *testing.T) {
	for code, text := range importer.Texts() {
		i18n.Texts[code] = glossary.Text(text)
	}
	for code := range codesMade(t) {
		for _, l := range []glossary.Language{glossary.French, glossary.English} {
			said := voice.Say(code, nil, l)
			if first, _ := utf8.DecodeRuneInString(said); unicode.IsLower(first) {
				t.Errorf("%s in %s: %s", code, l, said)
			}
		}
	}
}

// TestNoRefusalAsksForADateThatNobodyWritesSo: pages speak of dates as people
// write them.
func TestNoRefusalAsksForADateThatNobodyWritesSo(t *testing.T) {
	iso := regexp.MustCompile(`AAAA-MM|YYYY-MM|\b\d{4}-\d{2}-\d{2}\b`)
	for code := range codesMade(t) {
		for _, l := range []glossary.Language{glossary.French, glossary.English} {
			if said := voice.Say(code, nil, l); code != "jeton.validite" && iso.MatchString(said) {
				t.Errorf("%s in %s: %s", code, l, said)
			}
		}
	}
}

func TestARefusalShowsNoStoredWord(t *testing.T) {
	for want, f := range map[string]*fault.Fault{
		"Cette recommandation a été absorbée par CC-CPS-SCI 2024/2, point 1 : enregistrez sur celle-là.":                        fault.New(fault.Refused, "recommandation.absorbee", "survivante", "CC-CPS-SCI.2024-2.p1"),
		"« x » n'est pas une valeur possible. Possibles : formulée, en cours, non réalisée.":                                    fault.New(fault.Invalid, "option.illisible", "lu", "x", "possibles", "formulee, en_cours, non_realisee"),
		"Cet événement n'a pas de champ « À l'attention de » que l'on rectifie. Possibles : structures responsables, échéance.": fault.New(fault.Invalid, "rectification.champ_inconnu", "champ", "a_l_attention_de", "possibles", "responsables, echeance"),
	} {
		if said := voice.Explain(f, glossary.French); said != want {
			t.Errorf("%s", said)
		}
	}
}
