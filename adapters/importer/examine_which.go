package importer

import (
	"maps"
	"slices"
	"strings"

	"suivi/domain"
	"suivi/domain/wording"
)

// Codes of what an examination refuses.
const (
	RefusedNotOnList   = "import.numero_hors_liste"
	RefusedAmbiguous   = "import.numero_ambigu"
	RefusedNoItemNamed = "import.point_non_designe"
	RefusedTwice       = "import.examinee_deux_fois"
	RefusedListClosed  = "import.liste_close"
)

// examined gives the recommendation that a row tells of: by reference, by the
// number in the list, or by its text. Where number and text disagree, a person
// says which is meant.
func (r *run) examined(m *meeting, it *item, a *agenda) (id domain.RecommendationID, err error) {
	text := it.get("texte")
	if ref := it.get("reference"); ref != "" {
		return r.find(it, "reference", ref)
	}
	number := strings.TrimSpace(strings.TrimPrefix(wording.Fold(it.get("numero")), "n°"))
	var byNumber, byText []dueItem
	for _, d := range a.items {
		if number != "" && wording.Fold(d.number) == number {
			byNumber = append(byNumber, d)
		}
		if sameText(text, d.text) {
			byText = append(byText, d)
		}
	}
	switch {
	case number == "" && text == "":
		return id, invalid("numero", RefusedNoItemNamed)
	case len(byNumber) == 1 && (text == "" || sameText(text, byNumber[0].text)):
		return byNumber[0].id, nil
	case len(byNumber) == 1:
		return r.askWhich(m, it, append(byNumber, byText...))
	case len(byNumber) == 0 && number != "" && len(byText) != 1:
		return id, r.notOnList(m, it, a)
	case len(byText) == 1 && (number == "" || len(byNumber) > 1):
		return byText[0].id, nil
	case len(byText) == 1:
		return r.askWhich(m, it, byText)
	case len(byText) == 0 && number == "":
		return id, r.notOnList(m, it, a)
	}
	var refs []string
	for _, d := range append(byNumber, byText...) {
		refs = append(refs, d.reference)
	}
	return id, invalid("numero", RefusedAmbiguous, "lu", it.get("numero"), "references", strings.Join(refs, ", "))
}

// notOnList is the fault of a row whose number is on no list; where a row that
// would have put it there is refused, it waits for that.
func (r *run) notOnList(m *meeting, it *item, a *agenda) error {
	var numbers []string
	for _, d := range a.items {
		numbers = append(numbers, d.number)
	}
	of, number := "rec "+wording.Fold(m.forum)+".", "."+wording.Fold(it.get("numero"))
	for _, key := range slices.Sorted(maps.Keys(r.failed)) {
		if strings.HasPrefix(key, of) && strings.HasSuffix(key, number) {
			return r.waits(key)
		}
	}
	lu := it.get("numero")
	if lu == "" {
		lu = short(it.get("texte"))
	}
	return invalid("numero", RefusedNotOnList, "lu", lu, "liste", strings.Join(numbers, ", "))
}

// askWhich asks which of several recommendations a row tells of, and takes the
// first until it is settled.
func (r *run) askWhich(m *meeting, it *item, candidates []dueItem) (id domain.RecommendationID, err error) {
	var refs []string
	for _, d := range candidates {
		if !slices.Contains(refs, d.reference) {
			refs = append(refs, d.reference)
		}
	}
	q := Question{Field: "texte", Read: it.get("texte"), Context: m.reference() + " n° " + it.get("numero"), Choices: refs, Code: AsksRecommendation,
		Args: map[string]string{"numero": it.get("numero"), "texte": short(candidates[0].text)}}
	chosen, err := r.settle(it, q)
	if err != nil {
		return id, err
	}
	for _, d := range candidates {
		if d.reference == chosen {
			return d.id, nil
		}
	}
	return candidates[0].id, nil
}
