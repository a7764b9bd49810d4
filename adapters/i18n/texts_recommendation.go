package i18n

import "suivi/domain/glossary"

// recommendationTexts are the refusals of a recommendation.
var recommendationTexts = map[string]glossary.Text{
	"recommandation.introuvable":              {FR: "aucune recommandation ne porte la référence « {reference} ». Cherchez-la avec « suivi search ».", EN: "no recommendation has the reference \"{reference}\". Look for it with \"suivi search\"."},
	"recommandation.inconnue":                 {FR: "rien n'est enregistré de cette recommandation. Vérifiez la référence.", EN: "nothing is recorded of this recommendation. Check the reference."},
	"recommandation.deja_formulee":            {FR: "cette recommandation est déjà formulée. « suivi history » dit quand et où.", EN: "this recommendation has been made already. \"suivi history\" says when and where."},
	"recommandation.entree_par_erreur":        {FR: "cette recommandation a été entrée par erreur : rien ne peut plus y être enregistré, sauf une rectification.", EN: "this recommendation was entered by mistake: nothing more can be recorded of it, but a rectification."},
	"recommandation.absorbee":                 {FR: "cette recommandation a été absorbée par {survivante} : enregistrez sur celle-là.", EN: "this recommendation was absorbed by {survivante}: record on that one."},
	"recommandation.pas_encore_validee":       {FR: "cette recommandation est seulement proposée : elle n'engage personne tant que la session politique ne l'a pas validée.", EN: "this recommendation is only proposed: it binds nobody until the political session validates it."},
	"recommandation.pas_a_valider":            {FR: "cette recommandation n'attend pas de validation : elle engage déjà, ou elle est déjà écartée.", EN: "this recommendation does not await validation: it binds already, or was set aside already."},
	"recommandation.terminee":                 {FR: "cette recommandation est terminée ({situation}) : cela ne peut plus y être enregistré. Remettez-la d'abord en suivi : « suivi examine » ou « suivi carry », avec un motif (--reason).", EN: "this recommendation has ended ({situation}): that can no longer be recorded of it. First take it up again: \"suivi examine\" or \"suivi carry\", with a reason (--reason)."},
	"recommandation.motif_de_remise_en_suivi": {FR: "cette recommandation est terminée ({situation}). Pour la remettre en suivi, donnez un motif (--reason).", EN: "this recommendation has ended ({situation}). To take it up again, give a reason (--reason)."},
	"recommandation.cadre_non_designe":        {FR: "seul le cadre qui a formulé cette recommandation, ou un cadre que ses règles désignent, peut la reconduire. « suivi forum rule CADRE --carried-by AUTRE » en désigne un.", EN: "only the forum that made this recommendation, or one that its rules name, may carry it over. \"suivi forum rule FORUM --carried-by OTHER\" names one."},
	"recommandation.deja_reconduite_ici":      {FR: "cette session a déjà cette recommandation sur sa liste (n° {numero}). Pour changer son numéro, rectifiez : « suivi rectify ».", EN: "this session has this recommendation on its list already (no. {numero}). To change its number, rectify: \"suivi rectify\"."},
	"recommandation.survivante_invalide":      {FR: "{survivante} ne peut pas absorber cette recommandation : elle est elle-même absorbée, entrée par erreur ou inconnue, ou c'est la même. Vérifiez la référence.", EN: "{survivante} cannot absorb this recommendation: it is itself absorbed, entered by mistake or unknown, or the same. Check the reference."},
	"recommandation.avant_sa_formulation":     {FR: "cette recommandation n'a été formulée que le {jour} : rien ne peut prendre effet avant. Vérifiez la date ou la session.", EN: "this recommendation was only made on {jour}: nothing can take effect before. Check the date or the session."},
	"recommandation.fait_inconnu":             {FR: "aucun événement {fait} dans l'historique de cette recommandation. « suivi history » donne leurs identifiants.", EN: "no event {fait} in the history of this recommendation. \"suivi history\" gives their ids."},
	"recommandation.fait_d_un_autre_genre":    {FR: "une rectification remplace un fait par un fait du même genre et de la même session. Annulez celui-ci (--void) et enregistrez l'autre.", EN: "a rectification replaces a fact by one of the same kind and session. Void this one (--void) and record the other."},
}
