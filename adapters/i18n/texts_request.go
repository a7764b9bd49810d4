package i18n

import "suivi/domain/glossary"

// requestTexts are the refusals of a request as it came over HTTP.
var requestTexts = map[string]glossary.Text{
	"requete.page_inconnue":       {FR: "il n'y a rien à cette adresse. Vérifiez-la : /aide/api donne toutes celles de l'API.", EN: "there is nothing at this address. Check it: /aide/api gives all those of the API."},
	"requete.methode":             {FR: "cette adresse ne répond pas à cette méthode. On lit par GET, on enregistre par POST ; /aide/api dit laquelle vaut ici.", EN: "this address does not answer that method. Read by GET, record by POST; /aide/api says which holds here."},
	"requete.trop_grande":         {FR: "le corps de la demande dépasse {limite} octets. Envoyez-le en plusieurs fois, ou raccourcissez-le.", EN: "the body of the request is more than {limite} bytes. Send it in several, or shorten it."},
	"requete.adresse_trop_longue": {FR: "l'adresse de la demande dépasse {limite} octets. Raccourcissez la question.", EN: "the address of the request is more than {limite} bytes. Shorten the question."},
	"requete.trop_lente":          {FR: "le corps de la demande n'est pas arrivé à temps ; rien n'a été enregistré. Renvoyez la même demande, avec la même clé.", EN: "the body of the request did not arrive in time; nothing was recorded. Send the same request again, with the same key."},
	"requete.illisible":           {FR: "la demande ne se lit pas. Envoyez un corps JSON en UTF-8 et une adresse bien formée.", EN: "the request cannot be read. Send a JSON body in UTF-8 and a well-formed address."},
	"requete.champ_inconnu":       {FR: "ce champ n'existe pas ici. Vérifiez son nom : /aide/api donne ceux de chaque demande.", EN: "there is no such field here. Check its name: /aide/api gives those of each request."},
	"requete.parametre_inconnu":   {FR: "cette question n'a pas ce paramètre. Vérifiez son nom : /aide/api donne ceux de chaque table.", EN: "this question has no such parameter. Check its name: /aide/api gives those of each table."},
	"requete.parametre_repete":    {FR: "ce paramètre est donné deux fois. Gardez-en un.", EN: "this parameter is given twice. Keep one."},
	"requete.champ_manquant":      {FR: "ce champ manque. Donnez-le : /aide/api dit ce qu'il contient.", EN: "this field is missing. Give it: /aide/api says what it holds."},
	"requete.valeur":              {FR: "la valeur « {lu} » n'est pas possible ici. Corrigez-la : /aide/api dit lesquelles le sont.", EN: "the value \"{lu}\" is not possible here. Correct it: /aide/api says which are."},
	"requete.attend_un_texte":     {FR: "ce champ attend un texte, et a reçu autre chose. Écrivez-le entre guillemets.", EN: "this field takes a text, and got something else. Write it in quotes."},
	"requete.attend_un_nombre":    {FR: "ce champ attend un nombre entier, et a reçu autre chose. Écrivez-le en chiffres, sans guillemets dans un corps JSON.", EN: "this field takes a whole number, and got something else. Write it in figures, without quotes in a JSON body."},
	"requete.attend_vrai_ou_faux": {FR: "ce champ attend vrai ou faux, et a reçu autre chose. Écrivez true ou false, sans guillemets dans un corps JSON.", EN: "this field takes true or false, and got something else. Write one of the two, without quotes in a JSON body."},
	"requete.attend_une_liste":    {FR: "ce champ attend une liste, et a reçu autre chose. Mettez ses valeurs entre crochets.", EN: "this field takes a list, and got something else. Put its values in square brackets."},
	"requete.attend_un_objet":     {FR: "ce champ attend un objet, et a reçu autre chose. Mettez ses champs entre accolades.", EN: "this field takes an object, and got something else. Put its fields in curly brackets."},
	"requete.type_de_contenu":     {FR: "le corps est annoncé comme « {lu} ». Envoyez du JSON, et annoncez-le : Content-Type: application/json.", EN: "the body is announced as \"{lu}\". Send JSON, and announce it: Content-Type: application/json."},
	"requete.cle":                 {FR: "« {lu} » n'est pas une clé : il faut un ULID, 26 caractères. Choisissez-en un nouveau pour chaque commande, et gardez-le pour la renvoyer.", EN: "\"{lu}\" is not a key: it takes a ULID, 26 characters. Choose a new one for each command, and keep it to send that again."},
	"requete.si_version":          {FR: "« {lu} » n'est pas une version. Rendez celle qu'un reçu (ETag) ou une table (version) a donnée.", EN: "\"{lu}\" is not a version. Give back the one that a receipt (ETag) or a table (version) gave."},

	"serveur.erreur": {FR: "le serveur a échoué, et ce n'est pas de votre fait. Recommencez avec la même clé ; si cela dure, donnez le numéro {demande} à qui tient le registre.", EN: "the server failed, and it is no fault of yours. Try again with the same key; where it lasts, give the number {demande} to whoever keeps the ledger."},
	"acces.entete":   {FR: "l'en-tête Authorization ne se lit pas. Écrivez « Authorization: Bearer », une espace, puis le jeton, une seule fois.", EN: "the header Authorization cannot be read. Write \"Authorization: Bearer\", a space, then the token, once."},
}
