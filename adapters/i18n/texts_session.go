package i18n

import "suivi/domain/glossary"

// sessionTexts are the refusals of a session.
var sessionTexts = map[string]glossary.Text{
	"session.inconnue":                 {FR: "aucune session « {session} ». « suivi list sessions » les donne toutes.", EN: "no session \"{session}\". \"suivi list sessions\" gives them all."},
	"session.deja_planifiee":           {FR: "la session « {code} » existe déjà dans ce cadre, autrement. Rectifiez-la, ou choisissez un autre code.", EN: "the session \"{code}\" exists already in this forum, with other contents. Rectify it, or choose another code."},
	"session.annulee":                  {FR: "cette session est annulée : planifiez-en une autre (« suivi session plan »), ou rectifiez l'annulation.", EN: "this session is cancelled: plan another (\"suivi session plan\"), or rectify the cancellation."},
	"session.deja_tenue":               {FR: "cette session s'est déjà tenue : elle ne se reporte ni ne s'annule plus. Rectifiez ses dates si elles sont fausses.", EN: "this session has been held already: it can no longer be postponed or cancelled. Rectify its dates if they are wrong."},
	"session.pas_encore_tenue":         {FR: "cette session ne s'est pas encore tenue. Enregistrez d'abord ses dates (« suivi session hold »).", EN: "this session has not been held yet. Record its dates first (\"suivi session hold\")."},
	"session.close":                    {FR: "cette session est close depuis le {close_le} : ses listes et ses constats ne changent plus. Si un fait est faux, rectifiez-le (« suivi rectify ») ; sinon, enregistrez-le à une autre session.", EN: "this session was closed on {close_le}: its lists and findings no longer change. Where a fact is wrong, rectify it (\"suivi rectify\"); else record at another session."},
	"session.numero_deja_pris":         {FR: "le n° {numero} est déjà pris dans la liste de cette session. Donnez-en un autre, ou rectifiez l'ancien (« suivi rectify »).", EN: "no. {numero} is taken already in this session's list. Give another, or rectify the former (\"suivi rectify\")."},
	"session.place_deja_prise":         {FR: "la place {place} est déjà prise dans la liste de cette session. Donnez-en une autre, ou aucune : la suivante est libre.", EN: "place {place} is taken already in this session's list. Give another, or none: the next one is free."},
	"session.recommandation_deux_fois": {FR: "la même recommandation figure deux fois dans la liste ({numero}). Ne la nommez qu'une fois.", EN: "the same recommendation is twice in the list ({numero}). Name it once."},
	"session.seances":                  {FR: "les séances doivent se suivre, et chacune finir après avoir commencé. Corrigez les dates.", EN: "sittings must follow each other, and each end after it began. Correct the dates."},
	"session.close_avant_sa_fin":       {FR: "la session s'est tenue jusqu'au {jour} : rien ne la finit avant. Donnez ce jour ou un jour d'après ; si ses dates sont fausses, rectifiez-les (« suivi rectify »).", EN: "the session sat until {jour}: nothing ends it before. Give that day or a later one; where its dates are wrong, rectify them (\"suivi rectify\")."},
	"session.totaux_negatifs":          {FR: "« {lu} » n'est pas un nombre de recommandations. Donnez zéro ou plus.", EN: "\"{lu}\" is not a number of recommendations. Give zero or more."},
	"session.pas_politique":            {FR: "seule une session politique valide ce qu'une session technique a proposé. Celle-ci n'en est pas une : vérifiez la session, ou rectifiez sa phase.", EN: "only a political session validates what a technical one proposed. This is none: check the session, or rectify its phase."},
	"session.valide_a_dire":            {FR: "la session technique {session} attend d'être validée. Dites si c'est elle que cette session politique valide.", EN: "the technical session {session} waits to be validated. Say whether it is the one that this political session validates."},
	"session.sans_code":                {FR: "ni code ni date : donnez le code (« {cadre}.2024-1 »), ou --date pour qu'il se forme.", EN: "neither code nor date: give the code (\"{cadre}.2024-1\"), or --date so that it can be made."},
}
