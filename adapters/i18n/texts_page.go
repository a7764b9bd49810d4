package i18n

import "suivi/domain/glossary"

// pageTexts are the refusals of the pages themselves.
var pageTexts = map[string]glossary.Text{
	"page.inconnue":                     {FR: "il n'y a pas de page à cette adresse. Vérifiez-la, ou partez de l'accueil.", EN: "there is no page at this address. Check it, or start from the first page."},
	"page.formulaire_trop_grand":        {FR: "ce formulaire est trop grand, ou s'est perdu en route. Envoyez-le en plusieurs fois.", EN: "this form is too large, or was lost on its way. Send it in several."},
	"page.formulaire_perime":            {FR: "ce formulaire n'est plus valable : la connexion a changé depuis qu'il a été affiché. Rien n'est enregistré. Revenez en arrière, rechargez la page et recommencez.", EN: "this form is no longer valid: the sign-in has changed since it was shown. Nothing is recorded. Go back, load the page again and start over."},
	"page.formulaire_montre_de_nouveau": {FR: "vous vous êtes connecté de nouveau depuis que ce formulaire a été montré. Le voici tel que vous l'avez rempli : relisez-le, puis enregistrez-le.", EN: "you have signed in again since this form was shown. Here it is as you filled it in: read it again, then record it."},
	"page.formulaire_sans_ses_fichiers": {FR: "vous vous êtes connecté de nouveau depuis que ce formulaire a été montré. Le voici tel que vous l'avez rempli, sans ses fichiers : choisissez-les de nouveau, relisez, puis enregistrez.", EN: "you have signed in again since this form was shown. Here it is as you filled it in, without its files: choose them again, read it, then record it."},
	"page.fichier_trop_grand":           {FR: "ce fichier est trop grand, ou s'est perdu en route : {limite} Mo au plus en une fois. Réduisez-le, ou joignez-le en plusieurs morceaux.", EN: "this file is too large, or was lost on its way: {limite} MB at most at once. Make it smaller, or attach it in several parts."},
	"page.sans_fichier":                 {FR: "aucun fichier n'est choisi. Choisissez-en un.", EN: "no file is chosen. Choose one."},
	"page.etat_a_choisir":               {FR: "choisissez l'état que la session retient, ou « classée ».", EN: "choose the state that the session retains, or \"classed\"."},
	"page.motif_a_choisir":              {FR: "choisissez le motif du classement.", EN: "choose the reason for classing."},
	"page.ajout_a_la_regle":             {FR: "la liste selon la règle ne prend rien de plus. Choisissez « Arrêter la liste telle que cochée », ou videz ce champ.", EN: "the list by the rule takes nothing more. Choose \"Fix the list as ticked\", or empty this field."},
	"page.decochees_a_la_regle":         {FR: "des lignes sont décochées, que la règle garderait. Choisissez « Arrêter la liste telle que cochée », ou recochez-les.", EN: "rows are unticked that the rule would keep. Choose \"Fix the list as ticked\", or tick them again."},
	"page.import_vide":                  {FR: "il n'y a rien à importer. Choisissez au moins un fichier CSV, ou collez un tableau.", EN: "there is nothing to import. Choose at least one CSV file, or paste a table."},
	"page.erreur":                       {FR: "le serveur n'a pas pu faire cette page. Recommencez ; si cela dure, prévenez qui tient le serveur : son journal dit pourquoi.", EN: "the server could not make this page. Try again; if it lasts, tell whoever keeps the server: its log says why."},

	"page.sans_suite_a_confirmer": {FR: "la session laisse sans décision ce que cette page redit ({nombre}). Décidez de chacune, ou cochez la case qui le confirme.", EN: "the session leaves undecided what this page lists ({nombre}). Decide on each, or tick the box that confirms it."},
	"page.decision_absente":       {FR: "rien n'est choisi. Dites ce que la session décide de cette recommandation.", EN: "nothing is chosen. Say what the session decides on this recommendation."},
}
