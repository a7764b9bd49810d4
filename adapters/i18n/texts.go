package i18n

import "suivi/domain/glossary"

// Texts are the words of every refusal, by its code. {name} stands for an
// argument of the fault. A text says what is wrong, then what to do next.
var Texts = map[string]glossary.Text{
	"champ.vide":               {FR: "rien n'est écrit ici. Remplissez ce champ.", EN: "nothing is written here. Fill in this field."},
	"champ.invalide":           {FR: "« {lu} » n'est pas une valeur possible ici.", EN: "\"{lu}\" is not a possible value here."},
	"champ.trop_long":          {FR: "ce texte fait {taille} octets ; la limite est de {limite}. Raccourcissez-le, ou joignez le document comme pièce.", EN: "this text is {taille} bytes long; the limit is {limite}. Shorten it, or attach the document as evidence."},
	"champ.encodage":           {FR: "ce texte n'est pas lisible (encodage). Enregistrez-le en UTF-8.", EN: "this text cannot be read (encoding). Save it as UTF-8."},
	"champ.periode_a_l_envers": {FR: "la période va du {du} au {au} : elle finit avant de commencer.", EN: "the period goes from {du} to {au}: it ends before it begins."},
	"champ.jour_absent":        {FR: "il manque le jour d'effet. Donnez une date (AAAA-MM-JJ).", EN: "the day of effect is missing. Give a date (YYYY-MM-DD)."},
	"champ.code":               {FR: "« {lu} » ne peut pas servir de code : ni vide, ni point, ni espace, 64 caractères au plus.", EN: "\"{lu}\" cannot be a code: not empty, no dot, no space, at most 64 characters."},

	"recommandation.introuvable":              {FR: "aucune recommandation ne porte la référence « {reference} ». Cherchez-la avec « suivi search ».", EN: "no recommendation has the reference \"{reference}\". Look for it with \"suivi search\"."},
	"recommandation.inconnue":                 {FR: "rien n'est enregistré de cette recommandation. Vérifiez la référence.", EN: "nothing is recorded of this recommendation. Check the reference."},
	"recommandation.deja_formulee":            {FR: "cette recommandation est déjà formulée.", EN: "this recommendation has been made already."},
	"recommandation.entree_par_erreur":        {FR: "cette recommandation a été entrée par erreur : rien ne peut plus y être enregistré, sauf une rectification.", EN: "this recommendation was entered by mistake: nothing more can be recorded of it, but a rectification."},
	"recommandation.absorbee":                 {FR: "cette recommandation a été absorbée par {survivante} : enregistrez sur celle-là.", EN: "this recommendation was absorbed by {survivante}: record on that one."},
	"recommandation.pas_encore_validee":       {FR: "cette recommandation est seulement proposée : elle n'engage personne tant que la session politique ne l'a pas validée.", EN: "this recommendation is only proposed: it binds nobody until the political session validates it."},
	"recommandation.pas_a_valider":            {FR: "cette recommandation n'attend pas de validation.", EN: "this recommendation does not await validation."},
	"recommandation.terminee":                 {FR: "cette recommandation est terminée ({situation}).", EN: "this recommendation has ended ({situation})."},
	"recommandation.motif_de_remise_en_suivi": {FR: "cette recommandation est terminée ({situation}). Pour la remettre en suivi, donnez un motif (--reason).", EN: "this recommendation has ended ({situation}). To take it up again, give a reason (--reason)."},
	"recommandation.cadre_non_designe":        {FR: "seul le cadre qui a formulé cette recommandation, ou un cadre que ses règles désignent, peut la reconduire.", EN: "only the forum that made this recommendation, or one that its rules name, may carry it over."},
	"recommandation.deja_reconduite_ici":      {FR: "cette session a déjà reconduit cette recommandation. Pour changer son numéro, rectifiez.", EN: "this session has carried this recommendation over already. To change its number, rectify."},
	"recommandation.survivante_invalide":      {FR: "{survivante} ne peut pas absorber cette recommandation : elle est elle-même absorbée, entrée par erreur ou inconnue, ou c'est la même.", EN: "{survivante} cannot absorb this recommendation: it is itself absorbed, entered by mistake or unknown, or the same."},
	"recommandation.avant_sa_formulation":     {FR: "cette recommandation n'a été formulée que le {jour} : rien ne peut prendre effet avant.", EN: "this recommendation was only made on {jour}: nothing can take effect before."},
	"recommandation.fait_inconnu":             {FR: "aucun événement {fait} dans l'historique de cette recommandation. « suivi history » donne leurs identifiants.", EN: "no event {fait} in the history of this recommendation. \"suivi history\" gives their ids."},
	"recommandation.fait_d_un_autre_genre":    {FR: "une rectification remplace un fait par un fait du même genre et de la même session. Annulez celui-ci et enregistrez l'autre.", EN: "a rectification replaces a fact by one of the same kind and session. Void this one and record the other."},

	"session.inconnue":                 {FR: "aucune session « {session} ». « suivi list sessions » les donne toutes.", EN: "no session \"{session}\". \"suivi list sessions\" gives them all."},
	"session.deja_planifiee":           {FR: "la session « {code} » existe déjà dans ce cadre, autrement. Rectifiez-la, ou choisissez un autre code.", EN: "the session \"{code}\" exists already in this forum, with other contents. Rectify it, or choose another code."},
	"session.annulee":                  {FR: "cette session est annulée.", EN: "this session is cancelled."},
	"session.deja_tenue":               {FR: "cette session s'est déjà tenue.", EN: "this session has been held already."},
	"session.pas_encore_tenue":         {FR: "cette session ne s'est pas encore tenue. Enregistrez d'abord ses dates (« suivi session hold »).", EN: "this session has not been held yet. Record its dates first (\"suivi session hold\")."},
	"session.close":                    {FR: "cette session est close depuis le {close_le} : ses listes et ses constats ne changent plus. Rectifiez le fait erroné.", EN: "this session was closed on {close_le}: its lists and findings no longer change. Rectify the wrong fact."},
	"session.numero_deja_pris":         {FR: "le n° {numero} est déjà pris dans la liste de cette session.", EN: "no. {numero} is taken already in this session's list."},
	"session.place_deja_prise":         {FR: "la place {place} est déjà prise dans la liste de cette session.", EN: "place {place} is taken already in this session's list."},
	"session.recommandation_deux_fois": {FR: "la même recommandation figure deux fois dans la liste (n° {numero}).", EN: "the same recommendation is twice in the list (no. {numero})."},
	"session.seances":                  {FR: "les séances doivent se suivre, et chacune finir après avoir commencé.", EN: "sittings must follow each other, and each end after it began."},
	"session.totaux_negatifs":          {FR: "« {lu} » n'est pas un nombre de recommandations.", EN: "\"{lu}\" is not a number of recommendations."},
	"session.pas_politique":            {FR: "seule une session politique valide ce qu'une session technique a proposé.", EN: "only a political session validates what a technical one proposed."},

	"cadre.inconnu":         {FR: "aucun cadre « {cadre} ». « suivi list forums » les donne tous.", EN: "no forum \"{cadre}\". \"suivi list forums\" gives them all."},
	"cadre.deja_cree":       {FR: "le cadre « {code} » existe déjà, autrement.", EN: "the forum \"{code}\" exists already, with other contents."},
	"cadre.regle_invalide":  {FR: "« {lu} » n'est pas une règle que le registre connaît.", EN: "\"{lu}\" is not a rule that the ledger knows."},
	"cadre.parent_invalide": {FR: "un cadre ne peut pas dépendre de lui-même.", EN: "a forum cannot be under itself."},

	"structure.inconnue":        {FR: "aucune structure « {structure} ». « suivi list structures » les donne toutes ; « suivi structure create » en ajoute une.", EN: "no structure \"{structure}\". \"suivi list structures\" gives them all; \"suivi structure create\" adds one."},
	"structure.deja_creee":      {FR: "la structure « {code} » existe déjà, autrement.", EN: "the structure \"{code}\" exists already, with other contents."},
	"structure.fusionnee":       {FR: "cette structure a été fusionnée dans {successeur} : enregistrez sur celle-là.", EN: "this structure was merged into {successeur}: record on that one."},
	"structure.parent_invalide": {FR: "une structure ne peut ni dépendre d'elle-même ni se succéder, même de loin.", EN: "a structure cannot be under itself nor succeed itself, even at a distance."},

	"fait.inconnu":          {FR: "aucun événement {fait} à rectifier ici.", EN: "no event {fait} to rectify here."},
	"fait.d_un_autre_genre": {FR: "une rectification remplace un fait par un fait du même genre.", EN: "a rectification replaces a fact by one of the same kind."},
	"fait.sans_motif":       {FR: "une rectification dit pourquoi : donnez un motif (--reason).", EN: "a rectification says why: give a reason (--reason)."},

	"commande.deja_utilisee":       {FR: "l'identifiant {commande} a déjà servi pour une autre commande.", EN: "the id {commande} was used for another command."},
	"commande.version_depassee":    {FR: "quelqu'un a enregistré autre chose entre-temps (version vue {vue}, actuelle {actuelle}). Relisez, puis recommencez.", EN: "somebody recorded something else meanwhile (version seen {vue}, now {actuelle}). Read again, then retry."},
	"commande.trop_de_concurrence": {FR: "trop de personnes enregistrent ici au même moment. Recommencez.", EN: "too many people record here at once. Try again."},
	"commande.sans_auteur":         {FR: "il faut dire qui enregistre (--actor).", EN: "say who records (--actor)."},

	"registre.lecture_seule": {FR: "le dossier de données ne peut pas être écrit (support en lecture seule, ou plein). Rien n'a été enregistré ; libérez de la place ou changez de dossier, puis recommencez.", EN: "the data folder cannot be written (read-only, or full). Nothing was recorded; free some space or change the folder, then try again."},
	"registre.deja_ouvert":   {FR: "un autre processus tient déjà ce dossier de données ({dossier}). Fermez-le, puis recommencez.", EN: "another process holds this data folder ({dossier}). Close it, then try again."},
	"registre.plus_recent":   {FR: "ce registre a été écrit par une version plus récente de Suivi ({dossier}). Installez-la.", EN: "this ledger was written by a newer version of Suivi ({dossier}). Install it."},
	"registre.absent":        {FR: "aucun registre dans « {dossier} ». « suivi example » y charge l'exemple, « suivi import » vos fichiers.", EN: "no ledger in \"{dossier}\". \"suivi example\" loads the example there, \"suivi import\" your files."},
	"registre.illisible":     {FR: "le registre du dossier « {dossier} » ne peut pas être lu : {cause}. Restaurez une sauvegarde.", EN: "the ledger in \"{dossier}\" cannot be read: {cause}. Restore a backup."},

	"liste.curseur":           {FR: "« {lu} » n'est pas la suite d'une liste. Reprenez la liste au début.", EN: "\"{lu}\" does not continue a list. Start the list again."},
	"moment.position_a_venir": {FR: "la position {position} n'existe pas encore : le registre va jusqu'à {derniere}.", EN: "position {position} does not exist yet: the ledger goes up to {derniere}."},
	"moment.illisible":        {FR: "« {lu} » n'est pas une date que je sais lire : {cause}. Écrivez AAAA-MM-JJ.", EN: "\"{lu}\" is not a date that I can read: {cause}. Write YYYY-MM-DD."},
	"option.illisible":        {FR: "« {lu} » n'est pas une valeur possible. Possibles : {possibles}.", EN: "\"{lu}\" is not a possible value. Possible: {possibles}."},
}
