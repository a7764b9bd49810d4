package i18n

import "suivi/domain/glossary"

// fieldTexts are the refusals of a single value.
var fieldTexts = map[string]glossary.Text{
	"champ.vide":               {FR: "rien n'est écrit ici. Remplissez ce champ.", EN: "nothing is written here. Fill in this field."},
	"champ.invalide":           {FR: "« {lu} » n'est pas une valeur possible ici. Corrigez-la.", EN: "\"{lu}\" is not a possible value here. Correct it."},
	"champ.nombre":             {FR: "« {lu} » n'est pas un nombre entier. Écrivez-le en chiffres, par exemple 12.", EN: "\"{lu}\" is not a whole number. Write it in figures, for example 12."},
	"champ.annee":              {FR: "« {lu} » n'est pas une année. Écrivez-la en quatre chiffres, par exemple 2025.", EN: "\"{lu}\" is not a year. Write it in four figures, for example 2025."},
	"champ.trop_long":          {FR: "ce texte fait {taille} octets ; la limite est de {limite}. Raccourcissez-le, ou joignez le document comme pièce.", EN: "this text is {taille} bytes long; the limit is {limite}. Shorten it, or attach the document as evidence."},
	"champ.encodage":           {FR: "ce texte n'est pas lisible (encodage). Enregistrez-le en UTF-8.", EN: "this text cannot be read (encoding). Save it as UTF-8."},
	"champ.caractere_interdit": {FR: "ce texte contient un caractère de commande invisible ({caractere}). Retapez-le, ou recollez-le sans mise en forme.", EN: "this text holds an invisible control character ({caractere}). Type it again, or paste it without formatting."},
	"champ.periode_a_l_envers": {FR: "la période va du {du} au {au} : elle finit avant de commencer. Corrigez l'une des deux dates.", EN: "the period goes from {du} to {au}: it ends before it begins. Correct one of the two dates."},
	"champ.jour_absent":        {FR: "il manque le jour d'effet. Donnez une date (AAAA-MM-JJ).", EN: "the day of effect is missing. Give a date (YYYY-MM-DD)."},
	"champ.code":               {FR: "« {lu} » ne peut pas servir de code : ni vide, ni point, ni espace, ni barre oblique, 64 caractères au plus. Choisissez-en un autre.", EN: "\"{lu}\" cannot be a code: not empty, no dot, no space, no slash, at most 64 characters. Choose another."},
}
