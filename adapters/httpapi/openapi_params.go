package httpapi

import "suivi/domain/glossary"

// paramWords say what a parameter or a header means.
var paramWords = map[string]glossary.Text{
	"query.par":    {FR: "par quoi compter, séparé par des virgules : etat, cadre, session, structure, age, reconductions ; absent : de toutes les façons", EN: "what to count by, separated by commas: etat, cadre, session, structure, age, reconductions; absent: in every way"},
	"query.etape":  {FR: "seulement celles qui en sont à cette étape", EN: "only those that have come to this stage"},
	"query.parent": {FR: "seulement celles qui dépendent directement de cette structure", EN: "only those that are right under this structure"},

	"GET /sessions query.cadre":    {FR: "seulement les sessions de ce cadre", EN: "only the sessions of this forum"},
	"GET /sessions query.exercice": {FR: "seulement les sessions de cette année", EN: "only the sessions of that year"},

	"query.au":                {FR: "ce qui avait pris effet à ce jour, comme on l'écrit ou AAAA-MM-JJ ; absent : tout ce qui est enregistré, même ce qui prend effet plus tard", EN: "what had taken effect by that day, as people write it or YYYY-MM-DD; absent: all that is recorded, what takes effect later too"},
	"query.connu_le":          {FR: "ce qui était enregistré à ce jour, à cet instant (RFC 3339) ou à cette position (@12) ; absent : tout", EN: "what was recorded by that day, that time (RFC 3339) or that position (@12); absent: everything"},
	"query.aujourdhui":        {FR: "le jour où la question est posée, pour les retards et les âges ; absent : aujourd'hui", EN: "the day on which the question is asked, for what is late and for ages; absent: today"},
	"query.apres":             {FR: "attend que cette position du journal soit comptée, celle d'un reçu ; 503 si elle tarde", EN: "waits until this position of the log is counted, that of a receipt; 503 where it is long in coming"},
	"query.cadre":             {FR: "seulement celles que ce cadre a formulées", EN: "only those that this forum made"},
	"query.session":           {FR: "seulement celles qui sont sur la liste de cette session", EN: "only those that stand on this session's list"},
	"query.structure":         {FR: "seulement celles que doit cette structure, ou une au-dessous d'elle : son code, son sigle ou son chemin (« MAECI > DRH »)", EN: "only those that this structure owes, or one under it: its code, acronym or path (\"MAECI > DRH\")"},
	"query.directement":       {FR: "avec structure : seulement ce qu'elle doit elle-même", EN: "with structure: only what it owes itself"},
	"query.sans_responsable":  {FR: "seulement celles qu'aucune structure ne doit", EN: "only those that no structure owes"},
	"query.etat":              {FR: "seulement celles qui sont dans cet état, par son nom ou comme on l'écrit", EN: "only those in this état, by its name or as people write it"},
	"query.situation":         {FR: "seulement celles qui sont dans cette situation", EN: "only those in this standing"},
	"query.theme":             {FR: "seulement celles de ce thème", EN: "only those of this theme"},
	"query.exercice":          {FR: "seulement celles formulées cette année-là", EN: "only those made in that year"},
	"query.reconductions":     {FR: "seulement celles reconduites au moins tant de fois", EN: "only those carried over at least so many times"},
	"query.en_retard":         {FR: "seulement celles dont l'échéance est passée", EN: "only those whose due date has passed"},
	"query.sans_nouvelles":    {FR: "seulement celles dont rien n'a été dit depuis la session précédente", EN: "only those of which nothing was said since the session before"},
	"query.perdues_de_vue":    {FR: "seulement celles qui ne sont sur aucune liste à examiner", EN: "only those that stand on no list to be examined"},
	"query.du_nouveau":        {FR: "seulement celles dont il y a du nouveau depuis la dernière session de leur cadre", EN: "only those of which something is new since the last session of their forum"},
	"query.limite":            {FR: "combien au plus, 10 000 si absent ; la suite se demande par « curseur »", EN: "how many at the most, 10,000 where absent; the rest is asked by \"curseur\""},
	"query.curseur":           {FR: "la suite de la réponse d'avant, telle qu'elle l'a donnée", EN: "what follows the answer before, as that gave it"},
	"query.q":                 {FR: "les mots cherchés, par leur début, sans égard aux accents", EN: "the words looked for, by their beginning, accents aside"},
	"query.depuis":            {FR: "la position après laquelle suivre, « 0 » pour tout relire ; absent : à partir de maintenant", EN: "the position after which to follow, \"0\" to read everything again; absent: from now on"},
	"query.nom":               {FR: "le nom du fichier", EN: "the name of the file"},
	"path.ref":                {FR: "la référence, ou l'identité (ULID)", EN: "the reference, or the identity (ULID)"},
	"path.sha256":             {FR: "l'empreinte SHA-256 de la pièce", EN: "the SHA-256 of the evidence"},
	"header.Last-Event-ID":    {FR: "la position du dernier message reçu : le flux reprend après elle, un navigateur l'envoie de lui-même", EN: "the position of the last message received: the stream resumes after it, a browser sends it by itself"},
	"header.Idempotency-Key":  {FR: "un ULID choisi par le client : la même commande renvoyée avec lui donne la première réponse, et n'enregistre rien de plus. Une autre commande sous la même clé est refusée : sur la même ressource pour toujours, d'une ressource à l'autre tant que le serveur n'est pas relancé (10 000 dernières commandes). Les lignes d'un examen sont chacune une commande sous la clé de l'examen", EN: "a ULID chosen by the client: the same command sent again with it gives the first answer, and records nothing more. Another command under the same key is refused: on the same resource for ever, from one resource to another until the server is started again (the last 10,000 commands). The rows of an examination are each a command of their own under its key"},
	"header.If-Match":         {FR: "la version que l'on a vue, telle qu'un reçu ou une table la donne : 412 si quelqu'un a enregistré entre-temps", EN: "the version that was seen, as a receipt or a table gives it: 412 where somebody recorded meanwhile"},
	"header.If-None-Match":    {FR: "l'ETag de la réponse que l'on a : 304 sans corps si rien n'a changé", EN: "the ETag of the answer that one has: 304 without a body where nothing has changed"},
	"header.Accept-Language":  {FR: "fr ou en : la langue des refus et des phrases ; français sans elle", EN: "fr or en: the language of refusals and sentences; French without it"},
	"header.ETag":             {FR: "l'étiquette de cette réponse, à rendre en If-None-Match", EN: "the tag of this answer, to be given back as If-None-Match"},
	"header.Suivi-Position":   {FR: "la position du journal que la réponse compte, ou à laquelle la commande a mené", EN: "the position of the log that the answer counts, or to which the command led"},
	"header.Link":             {FR: "rel=\"next\" : l'adresse de la suite de la liste", EN: "rel=\"next\": the address of what follows the list"},
	"header.Retry-After":      {FR: "dans combien de secondes recommencer", EN: "in how many seconds to try again"},
	"header.X-Request-Id":     {FR: "le nom de la demande, que le journal du serveur porte aussi", EN: "the name of the request, which the server's log bears too"},
	"header.WWW-Authenticate": {FR: "Bearer : un jeton est demandé", EN: "Bearer: a token is required"},
	"header.Cache-Control":    {FR: "ce qu'un cache peut en garder", EN: "what a cache may keep of it"},

	"header.Suivi-Registre-Injoignable-Depuis": {FR: "présent tant que le serveur n'atteint plus le registre : depuis quel instant (RFC 3339). La réponse est ce qu'il en avait lu alors ; rien ne s'enregistre par lui", EN: "there while the server cannot reach the ledger: since which time (RFC 3339). The answer is what it had read of it by then; nothing is recorded through it"},
}
