package i18n

import (
	"suivi/domain/glossary"
	"suivi/domain/wording"
)

// reasons say why what people wrote was not read. They stand inside a
// sentence, as the argument "cause".
var reasons = map[string]glossary.Text{
	string(wording.Unreadable):       {FR: "rien de connu ne s'écrit ainsi", EN: "nothing known is written so"},
	string(wording.NoSuchDate):       {FR: "ce jour n'existe pas", EN: "there is no such day"},
	string(wording.NoYear):           {FR: "il manque l'année", EN: "the year is missing"},
	string(wording.ShortYear):        {FR: "l'année n'a que deux chiffres", EN: "the year has only two figures"},
	string(wording.FarYear):          {FR: "l'année est invraisemblable", EN: "the year is unlikely"},
	string(wording.Backwards):        {FR: "elle finit avant de commencer", EN: "it ends before it begins"},
	string(wording.WrongWeekday):     {FR: "le jour de la semaine n'est pas celui de la date", EN: "the day of the week is not that of the date"},
	string(wording.Ambiguous):        {FR: "elle se lit de plusieurs façons", EN: "it can be read in several ways"},
	string(wording.Disagree):         {FR: "les lettres et les chiffres ne concordent pas", EN: "letters and figures disagree"},
	string(wording.NoPercent):        {FR: "il manque le signe %", EN: "the sign % is missing"},
	string(wording.TooPrecise):       {FR: "il y a trop de décimales", EN: "there are too many decimals"},
	string(wording.TooLarge):         {FR: "le nombre est trop grand", EN: "the number is too large"},
	string(wording.UnknownStructure): {FR: "la structure est inconnue", EN: "the structure is unknown"},
	string(wording.SeveralFit):       {FR: "plusieurs structures conviennent", EN: "several structures fit"},
}
