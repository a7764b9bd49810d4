package i18n

import "suivi/domain/glossary"

// deskTexts are the refusals of what programs and people ask beside the
// ledger's own.
var deskTexts = map[string]glossary.Text{
	"moment.position":            {FR: "« {lu} » n'est pas une position du registre. Donnez celle que la réponse à une commande a nommée.", EN: "\"{lu}\" is not a position of the ledger. Give the one that the answer to a command named."},
	"liste.source_de_la_regle":   {FR: "la liste que donne la règle du cadre n'a pas de source à elle. Retirez la source, ou donnez les recommandations de la liste.", EN: "the list that the forum's rule gives has no source of its own. Leave the source out, or give the recommendations of the list."},
	"piece.alteree":              {FR: "la pièce {empreinte} n'est plus telle qu'elle a été gardée. Prévenez qui tient le registre : une sauvegarde la rend, « suivi verify » dit s'il y en a d'autres.", EN: "the evidence {empreinte} is no longer as it was kept. Tell whoever keeps the ledger: a backup gives it back, \"suivi verify\" says whether there are others."},
	"piece.inconnue":             {FR: "aucune pièce d'empreinte {empreinte} n'est gardée. Envoyez d'abord ses octets, puis redonnez l'empreinte reçue en réponse.", EN: "no evidence with the hash {empreinte} is kept. Send its bytes first, then give the hash that was answered."},
	"piece.sans_place_d_attente": {FR: "le serveur n'a pas où poser ce fichier le temps de le recevoir en entier : son dossier temporaire est plein, ou ne peut pas être écrit. Rien n'est gardé ; recommencez plus tard, ou prévenez qui tient le serveur.", EN: "the server has nowhere to put this file until the whole of it is there: its temporary folder is full, or cannot be written. Nothing is kept; try again later, or tell whoever keeps the server."},
	"piece.vide":                 {FR: "ce fichier est vide : il ne montre rien. Vérifiez-le, puis envoyez-le de nouveau.", EN: "this file is empty: it shows nothing. Check it, then send it again."},
}
