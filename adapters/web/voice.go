package web

import (
	"cmp"
	"strings"

	"suivi/adapters/i18n"
	"suivi/domain/glossary"
)

// voice is how pages say the catalogue: a command by the name of the page or
// form that does the same, an option by the label of its field.
var voice = i18n.Voice{
	Command: func(line string, l glossary.Language) string {
		words := strings.Fields(line)
		for n := len(words); n > 0; n-- {
			if name, known := commandNames[strings.Join(words[:n], " ")]; known {
				return name.In(l)
			}
		}
		return ""
	},
	Option: func(code, option string, l glossary.Language) string {
		family, _, _ := strings.Cut(code, ".")
		return cmp.Or(optionLabels[family+" "+option].In(l), optionLabels[option].In(l))
	},
	Argument:  spokenArgument,
	Sentences: true,
	Texts:     spokenTexts,
}

// spokenArgument shows references as people write them, and fields and stored
// values by their names.
func spokenArgument(name, value string, l glossary.Language) string {
	switch name {
	case "reference", "session", "survivante", "reprend", "proposition":
		return glossary.Reference(value, l)
	case "champ":
		return fieldLabels[value].In(l)
	case "possibles":
		words := strings.Split(value, ", ")
		for i, word := range words {
			words[i] = cmp.Or(lowerFirst(fieldLabels[word].In(l)), glossary.Word(word, l))
		}
		return strings.Join(words, ", ")
	}
	return ""
}

// commandNames are the pages and forms, by the commands that do the same.
var commandNames = map[string]glossary.Text{
	"search":           {FR: "Recherche", EN: "Search"},
	"history":          {FR: "Historique", EN: "History"},
	"list sessions":    {FR: "Sessions", EN: "Sessions"},
	"list forums":      {FR: "Cadres", EN: "Forums"},
	"list structures":  {FR: "Structures", EN: "Organizations"},
	"rectify":          {FR: "Rectifier", EN: "Rectify"},
	"examine":          {FR: "Retenir un état entre deux sessions", EN: "Record a finding between two sessions"},
	"reassign":         {FR: "Réaffecter", EN: "Reassign"},
	"validate":         {FR: "Liste et reconductions", EN: "List and carry-overs"},
	"carry":            {FR: "Liste et reconductions", EN: "List and carry-overs"},
	"session plan":     {FR: "Planifier une session", EN: "Plan a session"},
	"session hold":     {FR: "Jours de tenue", EN: "Days of holding"},
	"forum create":     {FR: "Ouvrir un cadre", EN: "Open a forum"},
	"forum rename":     {FR: "Renommer le cadre", EN: "Rename the forum"},
	"forum rule":       {FR: "Fixer la règle", EN: "Set the rule"},
	"structure create": {FR: "Ajouter une structure", EN: "Add an organization"},
	"structure rename": {FR: "Renommer la structure", EN: "Rename the organization"},
	"structure merge":  {FR: "Fusionner la structure", EN: "Merge the organization"},
	"import":           {FR: "Importer", EN: "Import"},
	"help":             {FR: "Guide", EN: "Guide"},
}

// optionLabels are the labels of fields, by the options that say the same. A
// reason is another field where a recommendation is taken up again.
var optionLabels = map[string]glossary.Text{
	"--reason":                {FR: "Motif", EN: "Reason"},
	"recommandation --reason": {FR: "Motif de remise en suivi", EN: "Reason for taking it up again"},
	"--on":                    {FR: "Date d'effet", EN: "Date of effect"},
	"--void":                  {FR: "Cela n'a jamais eu lieu", EN: "It never happened"},
	"--none":                  {FR: "Aucune structure", EN: "No organization"},
	"--session":               {FR: "Session", EN: "Session"},
	"--date":                  {FR: "Quand est-elle prévue ?", EN: "When is it expected?"},
	"--carried-by":            {FR: "Autres cadres qui peuvent reconduire ses recommandations", EN: "Other forums that may carry its recommendations over"},
	"--rectify":               {FR: "Rectifier selon les fichiers", EN: "Rectify as the files say"},
	"--keep":                  {FR: "Laisser tel qu'enregistré", EN: "Leave as it is recorded"},
}

// spokenTexts are refusals that pages say in other words than programs and the
// command line: forms bear keys of their own, and nobody types an option.
var spokenTexts = map[string]glossary.Text{
	"champ.jour_absent":              {FR: "il manque le jour d'effet. Écrivez une date : 31/12/2023, ou 31 décembre 2023.", EN: "the day of effect is missing. Write a date: 31/12/2023, or 31 December 2023."},
	"champ.trop_long":                {FR: "ce texte est trop long. Raccourcissez-le, ou joignez le document comme pièce.", EN: "this text is too long. Shorten it, or attach the document as evidence."},
	"moment.illisible":               {FR: "« {lu} » ne se lit pas comme une date : {cause}. Écrivez le jour, le mois et l'année : 31/12/2023, ou 31 décembre 2023.", EN: "\"{lu}\" does not read as a date: {cause}. Write the day, the month and the year: 31/12/2023, or 31 December 2023."},
	"session.sans_code":              {FR: "il manque une date ou un code. Dites quand elle est prévue, ou donnez-lui un code, comme 2024-1.", EN: "a date or a code is missing. Say when it is expected, or give it a code, such as 2024-1."},
	"fait.inconnu":                   {FR: "cet événement n'est pas dans le registre. Partez de l'historique de la recommandation, et suivez « Rectifier » sous le bon.", EN: "this event is not in the ledger. Start from the history of the recommendation, and follow \"Rectify\" under the right one."},
	"recommandation.fait_inconnu":    {FR: "cet événement n'est pas dans l'historique de cette recommandation. Suivez « Rectifier » sous le bon.", EN: "this event is not in the history of this recommendation. Follow \"Rectify\" under the right one."},
	"import.questions_en_suspens":    {FR: "il reste des questions sans réponse : {nombre}. Répondez à chacune, puis recommencez. Rien n'a été enregistré.", EN: "questions without an answer remain: {nombre}. Answer each, then try again. Nothing was recorded."},
	"import.interrompu":              {FR: "l'import s'est arrêté à {fichier}, ligne {ligne} : ce qui précède est enregistré. Revoyez ce qui serait enregistré, puis recommencez : il reprendra où il en était.", EN: "the import stopped at {fichier}, line {ligne}: what comes before is recorded. See again what would be recorded, then start over: it goes on from where it stopped."},
	"acces.sans_jeton":               {FR: "vous n'êtes pas connecté. Connectez-vous avec le jeton que vous a remis la personne qui tient le registre.", EN: "you are not signed in. Sign in with the token that you got from whoever keeps the ledger."},
	"jeton.inconnu":                  {FR: "aucun jeton « {id} ». Demandez-en un à qui tient le registre.", EN: "no token \"{id}\". Ask whoever keeps the ledger for one."},
	"commande.sans_auteur":           {FR: "personne n'a dit qui enregistre. Connectez-vous, puis recommencez.", EN: "nobody has said who records. Sign in, then try again."},
	"commande.sans_identifiant":      {FR: "ce formulaire a perdu sa clé. Rechargez la page et recommencez.", EN: "this form has lost its key. Load the page again and start over."},
	"commande.deja_utilisee":         {FR: "ce formulaire a déjà été enregistré, et vous l'avez changé depuis : seul le premier envoi compte. Si vous vouliez corriger, corrigez ce qui est enregistré ; si c'est autre chose, le voici tel que vous venez de le remplir : envoyez-le.", EN: "this form was recorded already, and you have changed it since: the first sending alone counts. To correct, correct what is recorded; if this is something else, here it is as you have just filled it in: send it."},
	"commande.version_depassee":      {FR: "quelqu'un a enregistré autre chose depuis que cette page vous a été montrée. Voyez ce qui a été enregistré, puis renvoyez ce qui vaut encore : le formulaire est tel que vous l'avez rempli.", EN: "somebody has recorded something else since this page was shown to you. See what was recorded, then send what still holds: the form is as you filled it in."},
	"commande.version_inexistante":   {FR: "ce formulaire ne vient pas de ce registre. Rechargez la page et recommencez.", EN: "this form is not from this ledger. Load the page again and start over."},
	"commande.rien_de_donne":         {FR: "rien n'est donné à changer. Remplissez au moins un champ.", EN: "nothing is given to change. Fill in at least one field."},
	"commande.rien_a_rectifier":      {FR: "rien n'a été changé. Dites que cela n'a jamais eu lieu, ou corrigez un champ ou la date ; l'un ou l'autre, pas les deux.", EN: "nothing was changed. Say that it never happened, or correct a field or the date; one or the other, not both."},
	"commande.responsables_ou_aucun": {FR: "donnez les structures responsables, ou cochez « Aucune structure » ; l'un ou l'autre.", EN: "give the owners, or tick \"No organization\"; one or the other."},
	"option.jour_de_la_session":      {FR: "ce qu'une session retient prend effet son dernier jour : videz « Date d'effet », ou « Session ».", EN: "what a session retains takes effect on its last day: empty \"Date of effect\", or \"Session\"."},
	"piece.alteree":                  {FR: "cette pièce n'est plus telle qu'elle a été gardée. Prévenez qui tient le registre : une sauvegarde la rend.", EN: "this evidence is no longer as it was kept. Tell whoever keeps the ledger: a backup gives it back."},
	"piece.inconnue":                 {FR: "aucune pièce n'est gardée à cette adresse. Partez de la page de la recommandation, ou joignez le fichier de nouveau.", EN: "no evidence is kept at this address. Start from the page of the recommendation, or attach the file again."},
	"registre.injoignable":           {FR: "le registre est injoignable pour l'instant : rien n'est enregistré. Renvoyez le formulaire dans un moment : il ne s'enregistre qu'une fois. Si cela dure, prévenez qui tient le serveur.", EN: "the ledger cannot be reached for now: nothing is recorded. Send the form again in a moment: it is recorded once. If it lasts, tell whoever keeps the server."},
	"registre.issue_inconnue":        {FR: "le registre n'a pas répondu à temps : nul ne sait si c'est enregistré. Renvoyez ce formulaire tel quel : il ne s'enregistre qu'une fois.", EN: "the ledger did not answer in time: nobody knows whether it is recorded. Send this form again as it is: it is recorded once."},
}
