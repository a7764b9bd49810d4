package web

import "suivi/domain/glossary"

// fieldLabels are what people read for the fields of events.
var fieldLabels = map[string]glossary.Text{
	"numero": {FR: "Numéro", EN: "Number"}, "place": {FR: "Place dans la liste", EN: "Place on the list"},
	"phase": {FR: "Phase", EN: "Phase"}, "texte": {FR: "Texte", EN: "Text"}, "nature": {FR: "Nature", EN: "Nature"},
	"responsables": {FR: "Structures responsables", EN: "Owners"}, "a_l_attention_de": {FR: "À l'attention de", EN: "For the attention of"},
	"echeance": {FR: "Échéance", EN: "Due"}, "theme": {FR: "Thème", EN: "Theme"}, "motif": {FR: "Motif", EN: "Reason"},
	"etat": {FR: "État", EN: "State"}, "constat": {FR: "Constat", EN: "Finding"}, "observation": {FR: "Observation", EN: "Observation"},
	"constate_le": {FR: "Constaté le", EN: "Seen on"}, "motif_de_remise_en_suivi": {FR: "Motif de remise en suivi", EN: "Reason for taking it up again"},
	"structure": {FR: "Structure", EN: "Organization"}, "mots": {FR: "Mots", EN: "Words"}, "nom": {FR: "Nom du fichier", EN: "Name of the file"},
	"type": {FR: "Type du fichier", EN: "Type of the file"}, "lien": {FR: "Lien", EN: "Link"}, "recommandation": {FR: "Recommandation", EN: "Recommendation"},
	"survivante": {FR: "Recommandation qui demeure", EN: "Recommendation that remains"}, "genre": {FR: "Genre", EN: "Kind"},
	"source.document": {FR: "Document", EN: "Document"}, "source.page": {FR: "Page", EN: "Page"},
	"source.tableau": {FR: "Tableau", EN: "Table"}, "source.cellule": {FR: "Cellule", EN: "Cell"},
}

// label is what people read for a field of an event, by its stored name.
func (h *head) label(name string) string {
	if text, known := fieldLabels[name]; known {
		return h.T(text.FR, text.EN)
	}
	return name
}
