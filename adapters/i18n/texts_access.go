package i18n

import "suivi/domain/glossary"

// accessTexts are the refusals of who asks, of tokens and of settings.
var accessTexts = map[string]glossary.Text{
	"acces.sans_jeton":        {FR: "personne n'a dit qui demande. Présentez un jeton (en-tête « Authorization: Bearer », ou $SUIVI_TOKEN) ; qui tient le registre en donne.", EN: "nobody has said who asks. Show a token (header \"Authorization: Bearer\", or $SUIVI_TOKEN); whoever keeps the ledger gives one."},
	"acces.hote":              {FR: "ce serveur est ouvert à la lecture sans jeton : il ne répond qu'à cette machine, par localhost ou 127.0.0.1, et « {hote} » n'en est pas un nom. Demandez http://localhost et le port du serveur.", EN: "this server is open to reading without a token: it answers this machine alone, as localhost or 127.0.0.1, and \"{hote}\" is no name of it. Ask http://localhost and the server's port."},
	"acces.insuffisant":       {FR: "ce jeton est de portée « {portee} » ; il faut ici la portée « {necessaire} ». Demandez un autre jeton à qui tient le registre.", EN: "this token is of scope \"{portee}\"; here the scope \"{necessaire}\" is needed. Ask whoever keeps the ledger for another token."},
	"acces.jeton_inconnu":     {FR: "ce jeton n'est pas reconnu. Recopiez-le en entier, ou demandez-en un autre à qui tient le registre.", EN: "this token is not recognised. Copy the whole of it again, or ask whoever keeps the ledger for another."},
	"acces.jeton_expire":      {FR: "ce jeton a expiré. Demandez-en un autre à qui tient le registre.", EN: "this token has expired. Ask whoever keeps the ledger for another."},
	"acces.jeton_revoque":     {FR: "ce jeton a été révoqué. Demandez-en un autre à qui tient le registre.", EN: "this token was revoked. Ask whoever keeps the ledger for another."},
	"acces.jetons_illisibles": {FR: "le serveur ne peut pas lire les jetons pour l'instant : il ne sait pas qui demande. Réessayez plus tard, ou prévenez qui tient le serveur : son journal dit pourquoi.", EN: "the server cannot read the tokens for now: it does not know who asks. Try again later, or tell whoever keeps the server: its log says why."},

	"jeton.inconnu":              {FR: "aucun jeton « {id} ». « suivi token list » les donne tous.", EN: "no token \"{id}\". \"suivi token list\" gives them all."},
	"jeton.validite":             {FR: "« {lu} » ne dit pas jusqu'à quand. Écrivez un nombre de jours (365d ; 36500d au plus), un jour (2027-01-31) ou never.", EN: "\"{lu}\" does not say until when. Write a number of days (365d; at most 36500d), a day (2027-01-31) or never."},
	"jeton.expiration_passee":    {FR: "ce jour est passé : un tel jeton n'aurait jamais valu. Donnez un jour à venir.", EN: "this day has passed: such a token would never have held. Give a day to come."},
	"jeton.illisible":            {FR: "le fichier de jeton « {fichier} » ne se lit pas. Vérifiez vos droits ; s'il est abîmé, supprimez-le et créez un autre jeton. Les autres valent toujours.", EN: "the token file \"{fichier}\" cannot be read. Check your rights; if it is damaged, remove it and create another token. The others still hold."},
	"jeton.dossier_illisible":    {FR: "le dossier des jetons « {dossier} » ne se lit pas. Vérifiez vos droits.", EN: "the folder of tokens \"{dossier}\" cannot be read. Check your rights."},
	"jeton.dossier_non_ecrit":    {FR: "le dossier des jetons « {dossier} » ne peut pas être écrit. Vérifiez vos droits et la place qui reste ; rien n'a changé.", EN: "the folder of tokens \"{dossier}\" cannot be written. Check your rights and the space left; nothing has changed."},
	"jeton.dossier_d_un_autre":   {FR: "le dossier « {dossier} » est à un autre utilisateur que vous : le serveur, qui tourne sous son compte, ne pourrait pas lire ce jeton ; rien n'a changé. Lancez la commande sous le compte à qui est ce dossier, ou en administrateur.", EN: "the folder \"{dossier}\" belongs to another user than you: the server, which runs under their account, could not read this token; nothing has changed. Run the command under the account that owns the folder, or as the administrator."},
	"jeton.evenement_illisible":  {FR: "un événement des jetons ({evenement}, {type}) ne se lit pas. S'il vient d'une version plus récente de Suivi, installez-la ; les autres jetons valent toujours.", EN: "an event of the tokens ({evenement}, {type}) cannot be read. If it comes from a newer version of Suivi, install that; the other tokens still hold."},
	"jeton.registre_injoignable": {FR: "les jetons sont gardés avec le registre, qui ne répond pas. Rien n'a changé ; recommencez quand il répondra.", EN: "tokens are kept with the ledger, which does not answer. Nothing has changed; try again once it does."},

	"configuration.cle_inconnue":        {FR: "« {cle} » n'est pas un réglage. « suivi help config » les donne tous.", EN: "\"{cle}\" is not a setting. \"suivi help config\" gives them all."},
	"configuration.cle_mal_ecrite":      {FR: "« {cle} » n'est pas un réglage ; le plus proche est {proche}. « suivi help config » les donne tous.", EN: "\"{cle}\" is not a setting; the nearest is {proche}. \"suivi help config\" gives them all."},
	"configuration.deux_fois":           {FR: "{cle} est donné deux fois, ici et à « {ailleurs} ». Gardez-en un.", EN: "{cle} is given twice, here and at \"{ailleurs}\". Keep one."},
	"configuration.ligne":               {FR: "cette ligne n'est pas de la forme CLÉ=VALEUR, ou ses guillemets ne se ferment pas. Corrigez-la, ou commencez-la par # pour qu'elle ne compte pas.", EN: "this line is not of the form KEY=VALUE, or its quotes are not closed. Correct it, or begin it with # so that it does not count."},
	"configuration.adresse":             {FR: "« {lu} » n'est pas une adresse où écouter. Écrivez MACHINE:PORT, par exemple 127.0.0.1:8080.", EN: "\"{lu}\" is not an address to listen on. Write HOST:PORT, for instance 127.0.0.1:8080."},
	"configuration.serveur":             {FR: "ce n'est pas l'adresse d'un serveur. Écrivez-la en entier, par exemple https://suivi.example.org.", EN: "this is not the address of a server. Write the whole of it, for instance https://suivi.example.org."},
	"configuration.serveur_avec_secret": {FR: "l'adresse d'un serveur ne porte ni nom ni mot de passe : elle se lit partout. Donnez un jeton par $SUIVI_TOKEN.", EN: "the address of a server bears no name and no password: it can be read everywhere. Give a token by $SUIVI_TOKEN."},
	"configuration.jeton":               {FR: "ce jeton est mal écrit. Recopiez-le en entier, tel qu'il a été affiché.", EN: "this token is miswritten. Copy the whole of it again, as it was shown."},
	"configuration.fuseau":              {FR: "« {lu} » n'est pas un fuseau horaire. Écrivez par exemple Africa/Bamako.", EN: "\"{lu}\" is not a time zone. Write for instance Africa/Bamako."},
	"configuration.duree":               {FR: "« {lu} » n'est pas une durée. Écrivez par exemple 25s ou 2m.", EN: "\"{lu}\" is not a length of time. Write for instance 25s or 2m."},
}
