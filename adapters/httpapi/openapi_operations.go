package httpapi

import (
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"suivi/domain/glossary"
)

// tag is a chapter of the API's description.
type tag struct{ name, description glossary.Text }

// The chapters.
var (
	onForums          = &tag{glossary.Text{FR: "Cadres", EN: "Forums"}, glossary.Text{FR: "comités, revues, débats, missions : ce qui tient des sessions, et la règle de chacun", EN: "committees, reviews, debates, missions: what holds sessions, and the rule of each"}}
	onOrganizations   = &tag{glossary.Text{FR: "Structures", EN: "Structures"}, glossary.Text{FR: "les ministères, directions et cellules qui doivent, en arbre", EN: "the ministries, directions and units that owe, as a tree"}}
	onSessions        = &tag{glossary.Text{FR: "Sessions", EN: "Sessions"}, glossary.Text{FR: "de la planification à la clôture, avec la liste qu'elle examine et celle qu'elle fait", EN: "from the planning to the close, with the list that it examines and the one that it makes"}}
	onRecommendations = &tag{glossary.Text{FR: "Recommandations", EN: "Recommendations"}, glossary.Text{FR: "ce que deviennent les recommandations, une par une", EN: "what becomes of recommendations, one by one"}}
	onTables          = &tag{glossary.Text{FR: "Tables", EN: "Tables"}, glossary.Text{FR: "ce que les rapports impriment : qui doit quoi, l'histoire des reconductions, ce qui ne va pas", EN: "what reports print: who owes what, the history of carry-overs, what is amiss"}}
	onCounters        = &tag{glossary.Text{FR: "Compteurs", EN: "Counters"}, glossary.Text{FR: "combien est ouvert, pour les tableaux de bord qui interrogent toute la journée", EN: "how much is open, for dashboards that poll all day"}}
	onStream          = &tag{glossary.Text{FR: "Flux", EN: "Stream"}, glossary.Text{FR: "ce qui est enregistré, annoncé aussitôt", EN: "what is recorded, told at once"}}
	onEvidence        = &tag{glossary.Text{FR: "Pièces", EN: "Evidence"}, glossary.Text{FR: "les octets des pièces, gardés à part par leur empreinte", EN: "the bytes of evidence, kept apart by their hash"}}
	onCorrections     = &tag{glossary.Text{FR: "Rectifications", EN: "Rectifications"}, glossary.Text{FR: "dire qu'un fait enregistré était faux, sans l'effacer", EN: "saying that a recorded fact was wrong, without erasing it"}}
	onImports         = &tag{glossary.Text{FR: "Importations", EN: "Imports"}, glossary.Text{FR: "ce que des fichiers contiennent, enregistré d'un coup", EN: "what files hold, recorded at once"}}
	// tags are all, in the order in which they are shown.
	tags = []*tag{onForums, onOrganizations, onSessions, onRecommendations, onTables, onCounters, onStream, onEvidence, onImports, onCorrections}
)

// operationWords say what an operation does; body, of what is sent where that is
// no JSON.
type operationWords struct {
	tag                        *tag
	summary, description, body glossary.Text
}

// operations are in the order in which they are shown.
var operations = []struct {
	name string // its method and its path below Prefix
	operationWords
}{
	{"GET /cadres", operationWords{onForums,
		glossary.Text{FR: "Les cadres", EN: "The forums"},
		glossary.Text{FR: "Tous les cadres, avec leur règle, leur secrétariat et combien de leurs recommandations sont ouvertes.", EN: "All forums, with their rule, their secretariat and how many of their recommendations are open."}, glossary.Text{}}},
	{"POST /cadres", operationWords{onForums,
		glossary.Text{FR: "Créer un cadre", EN: "Create a forum"},
		glossary.Text{FR: "Enregistre qu'un cadre existe, depuis toujours ou depuis un jour. Son code fait son identité.", EN: "Records that a forum exists, for ever or since a day. Its code makes its identity."}, glossary.Text{}}},
	{"POST /cadres/{ref}/noms", operationWords{onForums,
		glossary.Text{FR: "Renommer un cadre", EN: "Rename a forum"},
		glossary.Text{FR: "Enregistre le nom que le cadre porte à partir d'un jour ; les tables d'avant gardent l'ancien.", EN: "Records the name that the forum bears from a day on; tables of before keep the old one."}, glossary.Text{}}},
	{"POST /cadres/{ref}/rattachements", operationWords{onForums,
		glossary.Text{FR: "Rattacher un cadre", EN: "Attach a forum"},
		glossary.Text{FR: "Enregistre de quel cadre celui-ci dépend à partir d'un jour.", EN: "Records which forum this one is under from a day on."}, glossary.Text{}}},
	{"POST /cadres/{ref}/secretariats", operationWords{onForums,
		glossary.Text{FR: "Nommer le secrétariat", EN: "Name the secretariat"},
		glossary.Text{FR: "Enregistre qui tient le secrétariat à partir d'un jour : une structure, ou des mots.", EN: "Records who is the secretariat from a day on: a structure, or words."}, glossary.Text{}}},
	{"POST /cadres/{ref}/chefs-de-file", operationWords{onForums,
		glossary.Text{FR: "Nommer le chef de file", EN: "Name the lead"},
		glossary.Text{FR: "Enregistre qui est chef de file du cadre, pour une année où elle est dite.", EN: "Records who leads the forum, for one year where that is said."}, glossary.Text{}}},
	{"POST /cadres/{ref}/regles", operationWords{onForums,
		glossary.Text{FR: "Fixer la règle d'un cadre", EN: "Set a forum's rule"},
		glossary.Text{FR: "Enregistre la règle à partir d'un jour : ce que ses sessions examinent, et qui peut reconduire. Ce qui n'est pas donné reste.", EN: "Records the rule from a day on: what its sessions examine, and who may carry over. What is not given stays."}, glossary.Text{}}},
	{"GET /cadres/{ref}", operationWords{onForums,
		glossary.Text{FR: "Un cadre", EN: "One forum"},
		glossary.Text{FR: "Ce que la liste dit d'un cadre, avec la version à rendre en If-Match.", EN: "What the list says of one forum, with the version to be given back as If-Match."}, glossary.Text{}}},
	{"GET /cadres/{ref}/historique", operationWords{onForums,
		glossary.Text{FR: "L'historique d'un cadre", EN: "A forum's history"},
		glossary.Text{FR: "Tous les événements du cadre, avec qui les a enregistrés et quand.", EN: "All events of the forum, with who recorded them and when."}, glossary.Text{}}},
	{"GET /structures", operationWords{onOrganizations,
		glossary.Text{FR: "Les structures", EN: "The structures"},
		glossary.Text{FR: "Toutes les structures, avec ce qui est ouvert par elles ou au-dessous d'elles.", EN: "All structures, with what is owed by them or under them."}, glossary.Text{}}},
	{"POST /structures", operationWords{onOrganizations,
		glossary.Text{FR: "Ajouter une structure", EN: "Add a structure"},
		glossary.Text{FR: "Enregistre qu'une structure existe, depuis toujours ou depuis un jour. Son code fait son identité.", EN: "Records that a structure exists, for ever or since a day. Its code makes its identity."}, glossary.Text{}}},
	{"POST /structures/{ref}/noms", operationWords{onOrganizations,
		glossary.Text{FR: "Renommer une structure", EN: "Rename a structure"},
		glossary.Text{FR: "Enregistre les noms qu'elle porte à partir d'un jour ; les tables d'avant gardent les anciens.", EN: "Records the names that it bears from a day on; tables of before keep the old ones."}, glossary.Text{}}},
	{"POST /structures/{ref}/rattachements", operationWords{onOrganizations,
		glossary.Text{FR: "Rattacher une structure", EN: "Attach a structure"},
		glossary.Text{FR: "Enregistre de quelle structure celle-ci dépend à partir d'un jour.", EN: "Records which structure this one is under from a day on."}, glossary.Text{}}},
	{"POST /structures/{ref}/fusions", operationWords{onOrganizations,
		glossary.Text{FR: "Fusionner une structure", EN: "Merge a structure"},
		glossary.Text{FR: "Enregistre que la structure disparaît dans une autre, qui hérite de ce qui est ouvert.", EN: "Records that the structure is merged into another, which inherits what is open."}, glossary.Text{}}},
	{"GET /structures/{ref}", operationWords{onOrganizations,
		glossary.Text{FR: "Une structure", EN: "One structure"},
		glossary.Text{FR: "Ce que la liste dit d'une structure, avec la version à rendre en If-Match.", EN: "What the list says of one structure, with the version to be given back as If-Match."}, glossary.Text{}}},
	{"GET /structures/{ref}/historique", operationWords{onOrganizations,
		glossary.Text{FR: "L'historique d'une structure", EN: "A structure's history"},
		glossary.Text{FR: "Tous les événements de la structure, avec qui les a enregistrés et quand.", EN: "All events of the structure, with who recorded them and when."}, glossary.Text{}}},
	{"GET /sessions", operationWords{onSessions,
		glossary.Text{FR: "Les sessions", EN: "The sessions"},
		glossary.Text{FR: "Toutes les sessions, avec leurs jours, leur étape et la taille de leurs listes.", EN: "All sessions, with their days, their stage and the size of their lists."}, glossary.Text{}}},
	{"POST /sessions", operationWords{onSessions,
		glossary.Text{FR: "Planifier une session", EN: "Plan a session"},
		glossary.Text{FR: "Enregistre qu'une session est prévue. Sans code, elle prend l'année et son rang : 2025-1.", EN: "Records that a session is expected. Without a code it takes the year and its order: 2025-1."}, glossary.Text{}}},
	{"POST /sessions/{ref}/reports", operationWords{onSessions,
		glossary.Text{FR: "Reporter une session", EN: "Postpone a session"},
		glossary.Text{FR: "Enregistre de nouveaux jours prévus ; la session ne s'est pas encore tenue.", EN: "Records new expected days; the session has not been held yet."}, glossary.Text{}}},
	{"POST /sessions/{ref}/annulations", operationWords{onSessions,
		glossary.Text{FR: "Annuler une session", EN: "Cancel a session"},
		glossary.Text{FR: "Enregistre que la session ne se tiendra pas.", EN: "Records that the session will not be held."}, glossary.Text{}}},
	{"POST /sessions/{ref}/tenues", operationWords{onSessions,
		glossary.Text{FR: "Dire quand une session s'est tenue", EN: "Say when a session was held"},
		glossary.Text{FR: "Enregistre tous les jours où elle s'est tenue. Ce qu'elle fait prend effet le dernier.", EN: "Records all the days on which it was held. What it does takes effect on the last of them."}, glossary.Text{}}},
	{"POST /sessions/{ref}/listes", operationWords{onSessions,
		glossary.Text{FR: "Fixer la liste à examiner", EN: "Fix the list to examine"},
		glossary.Text{FR: "Enregistre la liste que la session examine : celle du secrétariat, ou celle que donne la règle du cadre. Redonnée avant la clôture, elle remplace l'ancienne.", EN: "Records the list that the session examines: the secretariat's, or the one that the forum's rule gives. Given again before the close, it replaces the former."}, glossary.Text{}}},
	{"POST /sessions/{ref}/examen", operationWords{onSessions,
		glossary.Text{FR: "Enregistrer un examen entier", EN: "Record a whole examination"},
		glossary.Text{FR: "Enregistre tout ce que la session a retenu, une ligne par recommandation : un état, ou un motif de classement.", EN: "Records all that the session retained, a row for each recommendation: an état, or a motive for classing it."}, glossary.Text{}}},
	{"POST /sessions/{ref}/recommandations", operationWords{onSessions,
		glossary.Text{FR: "Formuler une recommandation", EN: "Make a recommendation"},
		glossary.Text{FR: "Enregistre qu'une session formule une recommandation et l'inscrit sur sa liste. À une session technique, elle est seulement proposée.", EN: "Records that a session makes a recommendation and puts it on its list. At a technical session it is only proposed."}, glossary.Text{}}},
	{"POST /sessions/{ref}/reconductions", operationWords{onSessions,
		glossary.Text{FR: "Reconduire une recommandation", EN: "Carry a recommendation over"},
		glossary.Text{FR: "Enregistre que la session reprend une recommandation sur sa propre liste, sous la même identité.", EN: "Records that the session puts a recommendation on its own list again, under the same identity."}, glossary.Text{}}},
	{"POST /sessions/{ref}/validations", operationWords{onSessions,
		glossary.Text{FR: "Valider une proposition", EN: "Validate a proposal"},
		glossary.Text{FR: "Enregistre qu'une session politique adopte ce qu'une session technique a proposé, amendé où c'est dit.", EN: "Records that a political session adopts what a technical one proposed, as amended where told."}, glossary.Text{}}},
	{"POST /sessions/{ref}/totaux", operationWords{onSessions,
		glossary.Text{FR: "Garder les totaux d'un rapport", EN: "Keep a report's totals"},
		glossary.Text{FR: "Enregistre ce que le rapport imprime d'un ensemble, tel quel ; les tables montrent ce que ses comptes donnent à côté.", EN: "Records what the report prints of a whole, as it stands; tables show beside it what its counts give."}, glossary.Text{}}},
	{"POST /sessions/{ref}/clotures", operationWords{onSessions,
		glossary.Text{FR: "Clore une session", EN: "Close a session"},
		glossary.Text{FR: "Enregistre la clôture : ses listes et ses constats ne changent plus. La liste qui n'était pas fixée l'est alors par la règle.", EN: "Records the close: its lists and findings no longer change. The list that was not fixed is then fixed by the rule."}, glossary.Text{}}},
	{"GET /sessions/{ref}/tableau", operationWords{onSessions,
		glossary.Text{FR: "Le tableau de suivi d'une session", EN: "A session's follow-up table"},
		glossary.Text{FR: "Ce que la session avait à examiner et ce qu'elle en a retenu, avec les totaux et les taux. D'une session close, la table est celle de sa clôture, pour toujours.", EN: "What the session had to examine and what it retained of each, with totals and rates. Of a closed session it is the table of its close, for ever."}, glossary.Text{}}},
	{"GET /sessions/{ref}/reconductions", operationWords{onSessions,
		glossary.Text{FR: "Ce qu'une session reconduit et laisse", EN: "What a session carries on and leaves"},
		glossary.Text{FR: "Ce que la session a repris sur sa liste, et ce qu'elle a laissé ouvert sans suite.", EN: "What the session took up on its list, and what it left open without a decision."}, glossary.Text{}}},
	{"GET /sessions/{ref}", operationWords{onSessions,
		glossary.Text{FR: "Une session", EN: "One session"},
		glossary.Text{FR: "Ce que la liste dit d'une session, avec la version à rendre en If-Match.", EN: "What the list says of one session, with the version to be given back as If-Match."}, glossary.Text{}}},
	{"GET /sessions/{ref}/historique", operationWords{onSessions,
		glossary.Text{FR: "L'historique d'une session", EN: "A session's history"},
		glossary.Text{FR: "Tous les événements de la session, avec qui les a enregistrés et quand.", EN: "All events of the session, with who recorded them and when."}, glossary.Text{}}},
	{"GET /recommandations", operationWords{onRecommendations,
		glossary.Text{FR: "Les recommandations", EN: "The recommendations"},
		glossary.Text{FR: "La liste que les filtres laissent, les dernières enregistrées d'abord, par étendues où « limite » est donnée.", EN: "The list that the filters leave, the last recorded first, in stretches where \"limite\" is given."}, glossary.Text{}}},
	{"GET /recommandations/{ref}", operationWords{onRecommendations,
		glossary.Text{FR: "Une recommandation", EN: "One recommendation"},
		glossary.Text{FR: "Ce que toute table en dit : son texte, qui la doit, son état, ses références.", EN: "What every table says of it: its text, who owes it, its état, its references."}, glossary.Text{}}},
	{"GET /recommandations/{ref}/historique", operationWords{onRecommendations,
		glossary.Text{FR: "L'historique d'une recommandation", EN: "A recommendation's history"},
		glossary.Text{FR: "Tout ce qui lui est arrivé, dans l'ordre où cela compte, avec qui l'a enregistré et quand.", EN: "All that happened to it, in the order in which it counts, with who recorded it and when."}, glossary.Text{}}},
	{"POST /recommandations/{ref}/constats", operationWords{onRecommendations,
		glossary.Text{FR: "Retenir un état", EN: "Retain an état"},
		glossary.Text{FR: "Enregistre l'état qu'une session retient, ou le secrétariat entre deux sessions. Pour reprendre ce qui était terminé, il faut un motif.", EN: "Records the état that a session retains, or the secretariat between two sessions. To take up again what had ended, a reason is needed."}, glossary.Text{}}},
	{"POST /recommandations/{ref}/mises-a-l-ecart", operationWords{onRecommendations,
		glossary.Text{FR: "Écarter une proposition", EN: "Set a proposal aside"},
		glossary.Text{FR: "Enregistre qu'une session politique n'a pas gardé ce qu'une session technique avait proposé.", EN: "Records that a political session did not keep what a technical one had proposed."}, glossary.Text{}}},
	{"POST /recommandations/{ref}/classements", operationWords{onRecommendations,
		glossary.Text{FR: "Classer une recommandation", EN: "Class a recommendation"},
		glossary.Text{FR: "Enregistre qu'elle ne sera pas poursuivie, et pourquoi. Son état reste ; elle n'est plus ouverte.", EN: "Records that it will not be pursued, and why. Its état stays; it is no longer open."}, glossary.Text{}}},
	{"POST /recommandations/{ref}/situations", operationWords{onRecommendations,
		glossary.Text{FR: "Déclarer où l'on en est", EN: "Declare how it stands"},
		glossary.Text{FR: "Enregistre ce qu'une structure dit de sa part. Ce n'est pas un constat, sauf si la règle du cadre le veut.", EN: "Records what a structure says of its part. It is no finding, unless the forum's rule has it so."}, glossary.Text{}}},
	{"POST /recommandations/{ref}/responsables", operationWords{onRecommendations,
		glossary.Text{FR: "Réaffecter", EN: "Reassign"},
		glossary.Text{FR: "Enregistre toutes les structures qui la doivent à partir d'un jour, ou qu'il n'y en a plus.", EN: "Records all the structures that owe it from a day on, or that there is none any more."}, glossary.Text{}}},
	{"POST /recommandations/{ref}/echeances", operationWords{onRecommendations,
		glossary.Text{FR: "Fixer une échéance", EN: "Set a due date"},
		glossary.Text{FR: "Enregistre une nouvelle échéance, dans ses mots ; les jours qui s'y lisent servent aux retards.", EN: "Records a new due date, in its words; the days read in them tell what is late."}, glossary.Text{}}},
	{"POST /recommandations/{ref}/pieces", operationWords{onRecommendations,
		glossary.Text{FR: "Verser une pièce", EN: "Put evidence forward"},
		glossary.Text{FR: "Enregistre qu'une pièce, dont les octets sont gardés déjà, est versée à la recommandation.", EN: "Records that a piece of evidence, whose bytes are kept already, is put forward for the recommendation."}, glossary.Text{}}},
	{"POST /recommandations/{ref}/liens", operationWords{onRecommendations,
		glossary.Text{FR: "Lier deux textes", EN: "Link two texts"},
		glossary.Text{FR: "Enregistre qu'elle est reprise d'une autre, issue d'une autre, ou qu'une activité y répond.", EN: "Records that it is taken from another, follows from another, or that an activity answers it."}, glossary.Text{}}},
	{"POST /recommandations/{ref}/absorptions", operationWords{onRecommendations,
		glossary.Text{FR: "Dire que deux ne font qu'une", EN: "Say that two are one"},
		glossary.Text{FR: "Enregistre qu'elle est un doublon de la survivante, ou qu'elles sont fusionnées à partir d'une session.", EN: "Records that it is a duplicate of the survivor, or merged with it from a session on."}, glossary.Text{}}},
	{"POST /evenements/{ref}/rectifications", operationWords{onCorrections,
		glossary.Text{FR: "Rectifier un fait", EN: "Rectify a fact"},
		glossary.Text{FR: "Enregistre qu'un fait était faux : il n'a jamais eu lieu, ou autre chose vaut à sa place. Un fait annulé par erreur vaut de nouveau par le motif seul. Rien n'est effacé, et les tables d'alors restent lisibles.", EN: "Records that a fact was wrong: it never happened, or something else holds instead. A fact voided by mistake holds again by the reason alone. Nothing is erased, and the tables of then can still be read."}, glossary.Text{}}},
	{"GET /matrice", operationWords{onTables,
		glossary.Text{FR: "L'histoire des reconductions", EN: "The history of carry-overs"},
		glossary.Text{FR: "Les recommandations en lignes, les sessions en colonnes : ce que chacune est devenue, année après année.", EN: "Recommendations as rows, sessions as columns: what became of each, year after year."}, glossary.Text{}}},
	{"GET /redevables", operationWords{onTables,
		glossary.Text{FR: "Qui doit quoi", EN: "Who owes what"},
		glossary.Text{FR: "Les structures en arbre, avec ce que chacune doit d'ouvert, chaque recommandation comptée une fois.", EN: "The structures as a tree, with what each owes that is open, each recommendation counted once."}, glossary.Text{}}},
	{"GET /redevables/{ref}", operationWords{onTables,
		glossary.Text{FR: "Ce qu'une structure doit", EN: "What one structure owes"},
		glossary.Text{FR: "Les recommandations ouvertes qu'elle doit, elle-même ou par celles au-dessous d'elle.", EN: "The open recommendations that it owes, itself or through those under it."}, glossary.Text{}}},
	{"GET /audit", operationWords{onTables,
		glossary.Text{FR: "Ce qui ne va pas", EN: "What is amiss"},
		glossary.Text{FR: "Ce qui est perdu de vue, repris, contredit, enregistré trop tard, ou déclaré autrement que le registre ne compte.", EN: "What is lost from sight, taken up again, contradicted, recorded too late, or declared otherwise than the ledger counts."}, glossary.Text{}}},
	{"GET /recherche", operationWords{onTables,
		glossary.Text{FR: "Chercher dans les textes", EN: "Search the texts"},
		glossary.Text{FR: "Les recommandations dont le texte contient tous les mots, par leur début et sans égard aux accents.", EN: "The recommendations whose text holds all the words, by their beginning and accents aside."}, glossary.Text{}}},
	{"GET /compteurs", operationWords{onCounters,
		glossary.Text{FR: "Combien est ouvert", EN: "How much is open"},
		glossary.Text{FR: "Les comptes d'ouvertes, par cadre, session, structure, état et âge. Tenus à jour à chaque événement : la réponse est immédiate.", EN: "The counts of open ones, by forum, session, structure, état and age. Kept up at each event: the answer is immediate."}, glossary.Text{}}},
	{"POST /importations", operationWords{onImports,
		glossary.Text{FR: "Importer des fichiers", EN: "Import files"},
		glossary.Text{FR: "Enregistre ce que des fichiers CSV contiennent, ou dit ligne par ligne ce qui serait enregistré (a_blanc). Rien ne l'est tant qu'une ligne est refusée ou demande une décision.", EN: "Records what CSV files hold, or says line by line what would be recorded (a_blanc). Nothing is as long as a line is refused or asks for a decision."}, glossary.Text{}}},
	{"GET /flux", operationWords{onStream,
		glossary.Text{FR: "Suivre ce qui est enregistré", EN: "Follow what is recorded"},
		glossary.Text{FR: "Un flux d'événements (text/event-stream) : un message par événement, qui dit lequel et de quoi, jamais ce qu'il contient. L'« id » de chaque message est sa position ; le flux reprend après elle. Un battement arrive toutes les vingt secondes. Trois messages seuls portent un nom (« event ») : « position », d'où part le flux ; « coupure », qui dit par un code pourquoi le lecteur est coupé (trop lent, jeton révoqué ou expiré) et où reprendre ; « arret », quand le serveur s'arrête.", EN: "A stream of events (text/event-stream): a message for each event, which says what it is and of what, never what it holds. The \"id\" of each message is its position; the stream resumes after it. A heartbeat comes every twenty seconds. Three messages alone bear a name (\"event\"): \"position\", where the stream starts; \"coupure\", which tells by a code why the reader is cut off (too slow, token revoked or expired) and where to resume; \"arret\", when the server stops."}, glossary.Text{}}},
	{"POST /pieces", operationWords{onEvidence,
		glossary.Text{FR: "Envoyer une pièce", EN: "Send evidence"},
		glossary.Text{FR: "Garde les octets d'une pièce, 64 Mio au plus, et donne leur empreinte. Rien n'est encore versé à une recommandation.", EN: "Keeps the bytes of a piece of evidence, at most 64 MiB, and gives their hash. Nothing is put forward for a recommendation yet."}, glossary.Text{FR: "les octets de la pièce, tels quels", EN: "the bytes of the evidence, as they are"}}},
	{"GET /pieces/{sha256}", operationWords{onEvidence,
		glossary.Text{FR: "Lire une pièce", EN: "Read evidence"},
		glossary.Text{FR: "Donne les octets d'une pièce. Ils ne changent jamais.", EN: "Gives the bytes of a piece of evidence. They never change."}, glossary.Text{}}},
}

// nameOf is an operation's method and its path below Prefix.
func nameOf(op *huma.Operation) string {
	return op.Method + " " + strings.TrimPrefix(op.Path, Prefix)
}

// wordsOf gives an operation's words.
func wordsOf(op *huma.Operation) operationWords {
	for _, o := range operations {
		if o.name == nameOf(op) {
			return o.operationWords
		}
	}
	return operationWords{tag: &tag{}}
}
