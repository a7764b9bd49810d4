package i18n

import "suivi/domain/glossary"

// questionTexts are the refusals of a question.
var questionTexts = map[string]glossary.Text{
	"liste.curseur": {FR: "« {lu} » n'est pas la suite d'une liste. Reprenez la liste au début.", EN: "\"{lu}\" does not continue a list. Start the list again."},

	"moment.position_a_venir": {FR: "la position {position} n'existe pas encore : le registre va jusqu'à {derniere}.", EN: "position {position} does not exist yet: the ledger goes up to {derniere}."},
	"moment.trop_demande":     {FR: "le registre tel qu'il était à cette date est long à établir, et d'autres dates sont demandées en même temps. Redemandez-le dans un instant.", EN: "the ledger as it was on that date takes long to work out, and other dates are asked for at the same time. Ask again in a moment."},
	"moment.a_venir":          {FR: "le {jour} n'est pas encore venu (nous sommes le {aujourdhui}) : rien n'a pu avoir lieu ce jour-là. Vérifiez la date.", EN: "{jour} has not come yet (today is {aujourdhui}): nothing can have happened on that day. Check the date."},
	"moment.illisible":        {FR: "« {lu} » n'est pas une date que je sais lire : {cause}. Écrivez AAAA-MM-JJ.", EN: "\"{lu}\" is not a date that I can read: {cause}. Write YYYY-MM-DD."},
}
