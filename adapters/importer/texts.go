package importer

import "maps"

// Texts are the sentences of every code of this package, for the catalogue:
// {name} stands for the argument of that name. A refusal says what is wrong and
// what to do next; its place (file, line, column) is the fault's own.
func Texts() map[string]Text {
	all := maps.Clone(refusalTexts)
	for _, part := range []map[string]Text{fileTexts, dateTexts, questionTexts, stepTexts, outcomeTexts} {
		maps.Copy(all, part)
	}
	return all
}

var outcomeTexts = map[string]Text{
	"import.issue.a_enregistrer":    {FR: "à enregistrer", EN: "to be recorded"},
	"import.issue.deja_enregistree": {FR: "déjà enregistrée", EN: "recorded already"},
	"import.issue.differente":       {FR: "différente de ce qui est enregistré", EN: "differs from what is recorded"},
	"import.issue.a_rectifier":      {FR: "à rectifier", EN: "to be rectified"},
	"import.issue.a_decider":        {FR: "à décider", EN: "to be settled"},
	"import.issue.refusee":          {FR: "refusée", EN: "refused"},
	"import.issue.en_attente":       {FR: "en attente d'une autre ligne", EN: "waits for another line"},
}

var questionTexts = map[string]Text{
	AsksDate:           {FR: "Cette date se lit de plusieurs façons : laquelle ?", EN: "This date reads in several ways: which one?"},
	AsksOwners:         {FR: "Quelles structures sont désignées ? L'arbre ne permet pas de trancher.", EN: "Which organizations are meant? The tree cannot tell."},
	AsksMissingOwner:   {FR: "Quelles structures sont désignées ? Une lecture demanderait une structure que l'arbre n'a pas ({manque}) : ajoutez-la au fichier des structures si c'est elle.", EN: "Which organizations are meant? One reading would need an organization that the tree lacks ({manque}): add it to the file of organizations if that is the one."},
	AsksUnknownOwner:   {FR: "Personne ne connaît « {inconnue} » : choisissez une structure, ajoutez-la au fichier des structures, ou répondez « aucune ».", EN: "Nobody knows \"{inconnue}\": choose an organization, add it to the file of organizations, or answer \"aucune\"."},
	AsksState:          {FR: "Quel état ces mots disent-ils ?", EN: "Which state do these words tell?"},
	AsksCarryOver:      {FR: "Ce texte est mot pour mot celui d'une recommandation que la session examinait : est-elle reconduite, ou nouvelle ?", EN: "This text is word for word that of a recommendation that the session examined: is it carried over, or new?"},
	AsksRecommendation: {FR: "Le n° {numero} désigne « {texte} », et le texte de la ligne est autre : de quelle recommandation s'agit-il ?", EN: "No. {numero} is \"{texte}\", and the text of the line is another: which recommendation is it?"},
}

var dateTexts = map[string]Text{
	"import.date.illisible":                  {FR: "« {lu} » ne se lit pas comme une date : écrivez par exemple 27 janvier 2023, 14 au 19 avril 2023 ou janvier 2024.", EN: "\"{lu}\" does not read as a date: write for instance 27 janvier 2023, 14 au 19 avril 2023 or janvier 2024."},
	"import.date.date_inexistante":           {FR: "La date « {lu} » n'existe pas : corrigez le jour ou le mois.", EN: "The date \"{lu}\" does not exist: correct the day or the month."},
	"import.date.annee_absente":              {FR: "L'année manque dans « {lu} » : ajoutez-la.", EN: "The year is missing in \"{lu}\": add it."},
	"import.date.annee_abregee":              {FR: "L'année a deux chiffres dans « {lu} » : écrivez-la en quatre.", EN: "The year has two figures in \"{lu}\": write four."},
	"import.date.annee_invraisemblable":      {FR: "L'année de « {lu} » n'est pas vraisemblable : vérifiez-la.", EN: "The year of \"{lu}\" is not likely: check it."},
	"import.date.periode_inversee":           {FR: "« {lu} » finit avant de commencer : vérifiez l'ordre des jours.", EN: "\"{lu}\" ends before it begins: check the order of the days."},
	"import.date.jour_de_semaine_discordant": {FR: "Le jour de la semaine ne correspond pas à la date dans « {lu} » : corrigez l'un ou l'autre.", EN: "The day of the week does not fit the date in \"{lu}\": correct one of them."},
	"import.date.plusieurs_lectures":         {FR: "« {lu} » se lit de plusieurs façons : écrivez le mois en lettres.", EN: "\"{lu}\" reads in several ways: write the month in letters."},
}
