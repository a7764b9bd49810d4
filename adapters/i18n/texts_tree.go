package i18n

import "suivi/domain/glossary"

// treeTexts are the refusals of forums and structures.
var treeTexts = map[string]glossary.Text{
	"cadre.inconnu":           {FR: "aucun cadre « {cadre} ». « suivi list forums » les donne tous.", EN: "no forum \"{cadre}\". \"suivi list forums\" gives them all."},
	"cadre.deja_cree":         {FR: "le cadre « {code} » existe déjà, autrement. Choisissez un autre code, ou changez celui-là (« suivi forum rename » pour son nom).", EN: "the forum \"{code}\" exists already, with other contents. Choose another code, or change that one (\"suivi forum rename\" for its name)."},
	"cadre.regle_invalide":    {FR: "« {lu} » n'est pas une règle que le registre connaît. « suivi help forum rule » les donne.", EN: "\"{lu}\" is not a rule that the ledger knows. \"suivi help forum rule\" gives them."},
	"cadre.avant_sa_creation": {FR: "ce cadre n'existe pas encore le {jour}. Donnez un jour plus tardif, ou rectifiez le jour de sa création.", EN: "this forum does not exist yet on {jour}. Give a later day, or rectify the day of its creation."},
	"cadre.parent_invalide":   {FR: "un cadre ne peut pas dépendre de lui-même, même de loin. Donnez-en un autre.", EN: "a forum cannot be under itself, even at a distance. Give another."},
	"cadre.en_usage":          {FR: "on ne peut dire que le cadre {cadre} n'a jamais existé tant qu'en dépendent : {reste}. Dites-le d'abord de chacun (« suivi rectify ») ; si le cadre a seulement changé de nom, renommez-le (« suivi forum rename »).", EN: "the forum {cadre} cannot be said never to have been while these depend on it: {reste}. First say so of each (\"suivi rectify\"); where the forum only has another name, rename it (\"suivi forum rename\")."},

	"structure.inconnue":          {FR: "aucune structure « {structure} ». « suivi list structures » les donne toutes ; « suivi structure create » en ajoute une.", EN: "no organization \"{structure}\". \"suivi list structures\" gives them all; \"suivi structure create\" adds one."},
	"structure.deja_creee":        {FR: "la structure « {code} » existe déjà, autrement. Choisissez un autre code, ou changez celle-là (« suivi structure rename » pour son nom).", EN: "the organization \"{code}\" exists already, with other contents. Choose another code, or change that one (\"suivi structure rename\" for its name)."},
	"structure.fusionnee":         {FR: "cette structure a été fusionnée dans {successeur} : enregistrez sur celle-là.", EN: "this organization was merged into {successeur}: record on that one."},
	"structure.avant_sa_creation": {FR: "cette structure n'existe pas encore le {jour}. Donnez un jour plus tardif, ou rectifiez le jour de sa création.", EN: "this organization does not exist yet on {jour}. Give a later day, or rectify the day of its creation."},
	"structure.parent_invalide":   {FR: "une structure ne peut ni dépendre d'elle-même ni se succéder, même de loin. Donnez-en une autre.", EN: "an organization cannot be under itself nor succeed itself, even at a distance. Give another."},
	"structure.en_usage":          {FR: "on ne peut dire que la structure {structure} n'a jamais existé tant qu'en dépendent : {reste}. Rectifiez d'abord chacun des faits qui la nomment (« suivi rectify ») ; si elle a pris fin, fusionnez-la dans celle qui lui succède (« suivi structure merge »).", EN: "the organization {structure} cannot be said never to have been while these depend on it: {reste}. First rectify each fact that names it (\"suivi rectify\"); where it came to an end, merge it into its successor (\"suivi structure merge\")."},
	"structure.inconnue_voisines": {FR: "aucune structure « {structure} ». Vouliez-vous dire : {voisines} ? « suivi list structures » les donne toutes.", EN: "no organization \"{structure}\". Did you mean: {voisines}? \"suivi list structures\" gives them all."},
	"structure.ambigue":           {FR: "plusieurs structures s'appellent « {structure} » : {codes}. Donnez le code, ou le chemin (« MAECI > DRH »).", EN: "several organizations are called \"{structure}\": {codes}. Give the code, or the path (\"MAECI > DRH\")."},
}
