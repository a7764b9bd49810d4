package web

import (
	"fmt"

	"suivi/domain/glossary"
)

// chapter is one of the guide: its place in the page and its heading.
type chapter struct{ ID, Title string }

// chapters are those of the guide, in order. The places are a promise: pages
// lead to them.
var chapters = []struct {
	id    string
	title glossary.Text
}{
	{"recommandation", glossary.Text{FR: "Une recommandation et ses cinq états", EN: "A recommendation and its five states"}},
	{"definitions", glossary.Text{FR: "Ouverte, en retard, sans nouvelles, perdue de vue", EN: "Open, late, silent, dropped"}},
	{"preparer", glossary.Text{FR: "Préparer une session", EN: "Preparing a session"}},
	{"tenir", glossary.Text{FR: "Tenir la session", EN: "Holding the session"}},
	{"liste", glossary.Text{FR: "Après : la liste que la session fait", EN: "Afterwards: the list that the session makes"}},
	{"reconduire", glossary.Text{FR: "Reconduire, classer, ou laisser", EN: "Carrying over, classing, or leaving"}},
	{"clore", glossary.Text{FR: "Clore la session", EN: "Closing the session"}},
	{"redevables", glossary.Text{FR: "Qui doit quoi", EN: "Who owes what"}},
	{"audit", glossary.Text{FR: "Voir ce qui ne va pas", EN: "Seeing what is amiss"}},
	{"corriger", glossary.Text{FR: "Corriger : rectifier, jamais effacer", EN: "Correcting: rectify, never erase"}},
	{"tenue", glossary.Text{FR: "Tenir à jour les cadres et les structures", EN: "Keeping forums and organizations up to date"}},
	{"importer", glossary.Text{FR: "Importer un tableau", EN: "Importing a table"}},
	{"dates", glossary.Text{FR: "Voir le registre à une autre date", EN: "Seeing the ledger as of another date"}},
	{"imprimer", glossary.Text{FR: "Imprimer et envoyer", EN: "Printing and sending"}},
	{"clavier", glossary.Text{FR: "Au clavier", EN: "By keyboard"}},
	{"coupure", glossary.Text{FR: "Quand la ligne est coupée, quand vous êtes deux", EN: "When the line is cut, when there are two of you"}},
	{"droits", glossary.Text{FR: "Qui peut voir, qui peut enregistrer", EN: "Who may see, who may record"}},
	{"accessibilite", glossary.Text{FR: "Accessibilité", EN: "Accessibility"}},
}

type guidePage struct{ *head }

func showGuide(v *visit) error {
	return v.show("guide", guidePage{v.titled("Guide du secrétariat", "The secretariat's guide")})
}

// Chapters are all chapters, for the table of contents.
func (p guidePage) Chapters() (all []chapter) {
	for _, c := range chapters {
		all = append(all, chapter{c.id, p.T(c.title.FR, c.title.EN)})
	}
	return all
}

// Chapter is the one at a place.
func (p guidePage) Chapter(id string) (chapter, error) {
	for _, c := range p.Chapters() {
		if c.ID == id {
			return c, nil
		}
	}
	return chapter{}, fmt.Errorf("the guide has no chapter %s", id)
}
