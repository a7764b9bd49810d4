package i18n

import "suivi/domain/glossary"

// commandTexts are the refusals of a command as it was given.
var commandTexts = map[string]glossary.Text{
	"commande.deja_utilisee":         {FR: "l'identifiant {commande} a déjà servi pour une autre commande. Redonnez exactement la même, ou changez d'identifiant.", EN: "the id {commande} was used for another command. Give exactly the same again, or change the id."},
	"commande.version_depassee":      {FR: "quelqu'un a enregistré autre chose entre-temps (version vue {vue}, actuelle {actuelle}). Relisez, puis recommencez.", EN: "somebody recorded something else meanwhile (version seen {vue}, now {actuelle}). Read again, then retry."},
	"commande.version_inexistante":   {FR: "la version {vue} n'existe pas : la dernière enregistrée est la version {actuelle}. Relisez, puis recommencez avec la version lue.", EN: "there is no version {vue}: the last one recorded is version {actuelle}. Read again, then retry with the version read."},
	"commande.trop_de_concurrence":   {FR: "trop de personnes enregistrent ici au même moment. Recommencez.", EN: "too many people record here at once. Try again."},
	"commande.sans_identifiant":      {FR: "une commande porte un identifiant (ULID).", EN: "a command bears an id (ULID)."},
	"commande.trop_grande":           {FR: "cette commande dépasse ce que le registre prend en une fois. Enregistrez en plusieurs fois.", EN: "this command is more than the ledger takes at once. Record it in several."},
	"commande.sans_auteur":           {FR: "il faut dire qui enregistre (--actor).", EN: "say who records (--actor)."},
	"commande.identifiant":           {FR: "« {lu} » n'est pas un identifiant de commande : 26 caractères (ULID). Omettez --command pour qu'il soit choisi.", EN: "\"{lu}\" is not the id of a command: 26 characters (ULID). Leave --command out to have one chosen."},
	"commande.rien_de_donne":         {FR: "rien n'est donné à changer. « suivi help » dit les options de cette commande.", EN: "nothing is given to change. \"suivi help\" tells the options of this command."},
	"commande.responsables_ou_aucun": {FR: "donnez les structures responsables, ou --none pour dire qu'il n'y en a pas.", EN: "give the owners, or --none to say that there is none."},
	"commande.rien_a_rectifier":      {FR: "dites ce qui vaut : --void (cela n'a jamais eu lieu), ou --set CHAMP=VALEUR, ou --on DATE.", EN: "say what holds: --void (it never happened), or --set FIELD=VALUE, or --on DATE."},

	"fait.inconnu":              {FR: "aucun événement {fait}. « suivi history RÉFÉRENCE » donne les identifiants.", EN: "no event {fait}. \"suivi history REFERENCE\" gives the ids."},
	"fait.d_un_autre_genre":     {FR: "une rectification remplace un fait par un fait du même genre. Annulez celui-ci (--void) et enregistrez l'autre.", EN: "a rectification replaces a fact by one of the same kind. Void this one (--void) and record the other."},
	"fait.d_une_autre_identite": {FR: "« {lu} » en ferait autre chose : le code et le cadre font l'identité, et ne se rectifient pas. Annulez, puis enregistrez l'autre.", EN: "\"{lu}\" would make it another thing: code and forum make the identity and are not rectified. Void it, then record the other."},
	"fait.jour_de_la_session":   {FR: "le jour d'un fait de session est celui de la session ({jour}) : rectifiez la session.", EN: "the day of what a session did is the session's ({jour}): rectify the session."},
	"fait.sans_motif":           {FR: "une rectification dit pourquoi : donnez un motif (--reason).", EN: "a rectification says why: give a reason (--reason)."},

	"rectification.champ_inconnu": {FR: "cet événement n'a pas de champ « {champ} » que l'on rectifie. Possibles : {possibles}.", EN: "this event has no field \"{champ}\" that can be rectified. Possible: {possibles}."},
	"rectification.champ_fixe":    {FR: "ce champ ne se rectifie pas : annulez l'événement (--void) et enregistrez l'autre.", EN: "this field is not rectified: void the event (--void) and record the other."},

	"fichier.absent":    {FR: "le fichier « {fichier} » n'existe pas. Vérifiez son nom.", EN: "the file \"{fichier}\" does not exist. Check its name."},
	"fichier.illisible": {FR: "« {fichier} » ne se lit pas comme un fichier. Vérifiez son nom et vos droits.", EN: "\"{fichier}\" cannot be read as a file. Check its name and your rights."},

	"option.illisible":           {FR: "« {lu} » n'est pas une valeur possible. Possibles : {possibles}.", EN: "\"{lu}\" is not a possible value. Possible: {possibles}."},
	"option.vide":                {FR: "rien n'est écrit ici. Possibles : {possibles}.", EN: "nothing is written here. Possible: {possibles}."},
	"option.historique_de_quoi":  {FR: "dites de quoi : une référence de recommandation ou de session, ou --forum CODE, ou --structure CODE.", EN: "say of what: the reference of a recommendation or session, or --forum CODE, or --structure CODE."},
	"option.pour_lire":           {FR: "cette option ne vaut que pour lire. Pour dater ce que vous enregistrez, --on.", EN: "this option is only for reading. To date what you record, use --on."},
	"option.jour_de_la_session":  {FR: "ce qu'une session retient prend effet son dernier jour : retirez --on, ou --session.", EN: "what a session retains takes effect on its last day: leave out --on, or --session."},
	"option.exemple_en_tables":   {FR: "l'exemple montre des tables, pour être lu. Chargez-le sans --json, puis demandez chaque table avec --json.", EN: "the example shows tables, to be read. Load it without --json, then ask each table with --json."},
	"option.historique_ailleurs": {FR: "« {lu} » n'est ni une recommandation ni une session. Écrivez « suivi history {option} {lu} ».", EN: "\"{lu}\" is neither a recommendation nor a session. Type \"suivi history {option} {lu}\"."},
	"option.reconduite":          {FR: "« {lu} » n'est pas un constat : pour reconduire, « suivi carry RÉFÉRENCE SESSION ».", EN: "\"{lu}\" is not a finding: to carry over, \"suivi carry REFERENCE SESSION\"."},
}
