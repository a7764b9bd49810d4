package web

import (
	"strings"

	"suivi/domain/glossary"
)

// fieldLabels are what people read for the fields of events.
var fieldLabels = map[string]glossary.Text{
	"numero": {FR: "Numéro", EN: "Number"}, "place": {FR: "Place dans la liste", EN: "Place on the list"},
	"phase": {FR: "Phase", EN: "Phase"}, "texte": {FR: "Texte", EN: "Text"}, "nature": {FR: "Nature", EN: "Nature"},
	"responsables": {FR: "Structures responsables", EN: "Owners"}, "a_l_attention_de": {FR: "À l'attention de", EN: "For the attention of"},
	"echeance": {FR: "Échéance", EN: "Due"}, "theme": {FR: "Thème", EN: "Theme"}, "motif": {FR: "Motif", EN: "Reason"},
	"etat": {FR: "État", EN: "State"}, "constat": {FR: "Constat", EN: "Finding"}, "observation": {FR: "Observation", EN: "Observation"},
	"constate_le": {FR: "Constaté le", EN: "Seen on"}, "motif_de_remise_en_suivi": {FR: "Motif de remise en suivi", EN: "Reason for taking it up again"},
	"structure": {FR: "Structure", EN: "Organization"}, "mots": {FR: "Mots", EN: "Words"}, "nom": {FR: "Nom", EN: "Name"},
	"type": {FR: "Type du fichier", EN: "Type of the file"}, "lien": {FR: "Lien", EN: "Link"}, "recommandation": {FR: "Recommandation", EN: "Recommendation"},
	"survivante": {FR: "Recommandation qui demeure", EN: "Recommendation that remains"}, "genre": {FR: "Genre", EN: "Kind"},
	// Of sessions.
	"intitule": {FR: "Intitulé", EN: "Title"}, "exercice": {FR: "Exercice", EN: "Year"}, "edition": {FR: "Édition", EN: "Edition"},
	"prevue": {FR: "Prévue", EN: "Expected"}, "lieu": {FR: "Lieu", EN: "Place"}, "valide": {FR: "Valide les propositions de", EN: "Validates the proposals of"},
	"precede": {FR: "Précède la session", EN: "Precedes the session"}, "jointe_a": {FR: "Jointe à", EN: "Joint with"}, "seances": {FR: "Jours de tenue", EN: "Days of holding"},
	"origine": {FR: "Arrêtée par", EN: "Fixed by"}, "listes_de": {FR: "Reprend les listes de", EN: "Takes up the lists of"}, "points": {FR: "À examiner, dans l'ordre", EN: "To examine, in order"},
	"objet": {FR: "De quoi", EN: "Of what"}, "total": {FR: "Total", EN: "Total"}, "executees": {FR: "Exécutées", EN: "Executed"}, "en_cours": {FR: "En cours", EN: "In progress"},
	"non_realisees": {FR: "Non réalisées", EN: "Not done"}, "sans_objet": {FR: "Sans objet", EN: "No longer relevant"},
	"rapport_lu": {FR: "Rapport lu le", EN: "Report read on"}, "rapport_amende": {FR: "Rapport amendé le", EN: "Report amended on"},
	"rapport_valide": {FR: "Rapport validé le", EN: "Report validated on"}, "valide_par": {FR: "Validé par", EN: "Validated by"},
	// Of forums and structures.
	"parent": {FR: "Dépend de", EN: "Under"}, "annee": {FR: "Année", EN: "Year"}, "periodicite": {FR: "Périodicité", EN: "Periodicity"},
	"examine": {FR: "Ses sessions examinent", EN: "Its sessions examine"}, "listes": {FR: "Listes de combien de sessions précédentes", EN: "Lists of how many sessions before"},
	"cadres": {FR: "Tout ce qui est ouvert de", EN: "All that is open of"}, "parole_retenue": {FR: "Parole retenue", EN: "Word retained"},
	"reconduction_par": {FR: "Peuvent aussi reconduire", EN: "May carry over as well"}, "sigle": {FR: "Sigle", EN: "Acronym"},
	"autres_sigles": {FR: "Autres sigles", EN: "Other acronyms"}, "successeur": {FR: "Structure qui lui succède", EN: "Successor"},
	"source.document": {FR: "Document", EN: "Document"}, "source.page": {FR: "Page", EN: "Page"},
	"source.tableau": {FR: "Tableau", EN: "Table"}, "source.cellule": {FR: "Cellule", EN: "Cell"},
}

// label is what people read for a field of an event, by its stored name.
func (h *head) label(name string) string {
	if text, known := fieldLabels[name]; known {
		return h.T(text.FR, text.EN)
	}
	if rate, is := strings.CutPrefix(name, "taux."); is {
		return upperFirst(h.Word(rate))
	}
	return name
}
