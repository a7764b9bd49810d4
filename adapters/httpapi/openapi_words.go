package httpapi

import (
	"strings"

	"suivi/domain/glossary"
)

// apiWords introduce the API.
var apiWords = glossary.Text{
	FR: "Le registre où l'on suit ce que des réunions ont recommandé. On y lit des tables, on y enregistre des faits ; rien n'y est réécrit. Les réponses peuvent gagner des champs : ignorez ceux que vous ne connaissez pas. Un champ absent n'est jamais null.",
	EN: "The ledger that follows what meetings have recommended. Tables are read, facts are recorded; nothing is rewritten. Answers may gain fields: ignore those that you do not know. A field that is missing is never null.",
}

// bearerWords say how who asks is told.
var bearerWords = glossary.Text{
	FR: "Un jeton, que donne « suivi token create » sur la machine du registre. Sa portée dit ce qu'il permet : « compter » les compteurs et le flux, « lire » toutes les tables aussi, « enregistrer » toutes les commandes aussi.",
	EN: "A token, which \"suivi token create\" gives on the ledger's machine. Its scope says what it allows: \"compter\" the counters and the stream, \"lire\" every table as well, \"enregistrer\" every command as well.",
}

// sentWords say what a command's body is.
var sentWords = glossary.Text{FR: "ce qui est à enregistrer", EN: "what is to be recorded"}

// aboutOf says what {ref} names in a path.
func aboutOf(path string) glossary.Text {
	below, _, _ := strings.Cut(strings.TrimPrefix(path, Prefix+"/"), "/")
	return map[string]glossary.Text{
		"cadres":          {FR: "le code du cadre, ou son identité (ULID)", EN: "the code of the forum, or its identity (ULID)"},
		"structures":      {FR: "le code ou le sigle de la structure, ou son identité (ULID)", EN: "the code or acronym of the structure, or its identity (ULID)"},
		"redevables":      {FR: "le code ou le sigle de la structure, ou son identité (ULID)", EN: "the code or acronym of the structure, or its identity (ULID)"},
		"sessions":        {FR: "la référence de la session, CC-CPS-SCI.2024-1, ou son identité (ULID)", EN: "the reference of the session, CC-CPS-SCI.2024-1, or its identity (ULID)"},
		"recommandations": {FR: "la référence de la recommandation, CC-CPS-SCI.2023-1.3, ou son identité (ULID)", EN: "the reference of the recommendation, CC-CPS-SCI.2023-1.3, or its identity (ULID)"},
		"evenements":      {FR: "l'identité (ULID) de l'événement, qu'un historique ou un reçu donne", EN: "the identity (ULID) of the event, which a history or a receipt gives"},
	}[below]
}

// schemaWords say what each schema is of.
var schemaWords = map[string]glossary.Text{
	"Importation":                  {FR: "des fichiers à importer", EN: "files to import"},
	"FichierImporte":               {FR: "un fichier CSV", EN: "a CSV file"},
	"ImportationFaite":             {FR: "ce qu'une importation enregistre, ligne par ligne", EN: "what an import records, line by line"},
	"RecuDImportation":             {FR: "ce qu'une importation a enregistré", EN: "what an import recorded"},
	"PlanDImportation":             {FR: "ce que devient chaque ligne", EN: "what becomes of each line"},
	"LigneImportee":                {FR: "une ligne d'un fichier, et ce qu'elle devient", EN: "a line of a file, and what becomes of it"},
	"PasDImportation":              {FR: "une chose qu'une ligne enregistre, par son code", EN: "one thing that a line records, by its code"},
	"DifferenceImportee":           {FR: "un champ dont la valeur enregistrée n'est pas celle du fichier", EN: "a field whose recorded value is not the file's"},
	"QuestionDImportation":         {FR: "ce que seule une personne peut trancher", EN: "what only a person can settle"},
	"Refus":                        {FR: "un refus, par son code", EN: "a refusal, by its code"},
	"Periode":                      {FR: "un jour, ou plusieurs, avec les mots de la source", EN: "one day or several, with the source's words"},
	"Source":                       {FR: "l'endroit d'un document", EN: "a place in a document"},
	"Acteur":                       {FR: "qui agit : un identifiant opaque et une fonction", EN: "who acts: an opaque id and a function"},
	"ChefDeFile":                   {FR: "un chef de file, et pour quelle année", EN: "a lead, and for which year"},
	"RegleDeCadre":                 {FR: "comment les sessions d'un cadre travaillent", EN: "how the sessions of a forum work"},
	"Piece":                        {FR: "une pièce, dont les octets sont gardés par leur empreinte", EN: "a piece of evidence, whose bytes are kept by their hash"},
	"TauxImprime":                  {FR: "un taux, comme un rapport l'imprime", EN: "a rate, as a report prints it"},
	"Cadre":                        {FR: "un cadre", EN: "a forum"},
	"StructureDuRegistre":          {FR: "une structure, avec ce qui est dû par elle ou au-dessous d'elle", EN: "a structure, with what is owed by it or under it"},
	"SessionDeLaListe":             {FR: "une session, avec la taille de ses listes", EN: "a session, with the size of its lists"},
	"Session":                      {FR: "une session", EN: "a session"},
	"Recommandation":               {FR: "ce que toute table dit d'une recommandation", EN: "what every table says of a recommendation"},
	"Structure":                    {FR: "une structure qui doit", EN: "a structure that owes"},
	"PerteDeVue":                   {FR: "depuis quand, par quelle session et pourquoi elle est perdue de vue", EN: "since when, by which session and why it is lost from sight"},
	"Declaration":                  {FR: "le dernier mot d'une structure sur sa part", EN: "the last word of a structure on its part"},
	"TableauDeSuivi":               {FR: "le tableau de suivi d'une session", EN: "the follow-up table of a session"},
	"LigneDuTableau":               {FR: "ce qu'une session a fait d'une recommandation", EN: "what a session did with one recommendation"},
	"LigneDeListeFaite":            {FR: "une ligne de la liste qu'une session a faite", EN: "a line of the list that a session made"},
	"Totaux":                       {FR: "ce qu'une session a fait de la liste à examiner", EN: "what a session did with the list to examine"},
	"Taux":                         {FR: "un taux, avec de quoi le vérifier", EN: "a rate, with all it takes to check it"},
	"RectificationDepuisLaCloture": {FR: "ce qui se lirait autrement, si l'on avait su à la clôture ce que l'on sait", EN: "what would read otherwise, had one known at the close what is known now"},
	"TotauxDeclares":               {FR: "ce qu'un rapport imprime d'un ensemble, à côté de ce que ses comptes donnent", EN: "what a report prints of a whole, beside what its counts give"},
	"NombreDeclare":                {FR: "un compte imprimé, à côté du compte calculé", EN: "a printed count, beside the computed one"},
	"TauxDeclare":                  {FR: "un taux imprimé, à côté du taux calculé", EN: "a printed rate, beside the computed one"},
	"Reconductions":                {FR: "ce qu'une session a reconduit, et ce qu'elle a laissé sans suite", EN: "what a session carried over, and what it left undecided"},
	"Reconduite":                   {FR: "une recommandation reconduite", EN: "a recommendation carried over"},
	"SansSuite":                    {FR: "une recommandation laissée ouverte, sans décision", EN: "a recommendation left open, without a decision"},
	"Age":                          {FR: "depuis quand une recommandation est suivie", EN: "how long a recommendation has been followed"},
	"Matrice":                      {FR: "les recommandations en lignes, les sessions en colonnes", EN: "recommendations as rows, sessions as columns"},
	"ColonneDeMatrice":             {FR: "une session", EN: "a session"},
	"LigneDeMatrice":               {FR: "le chemin d'une recommandation", EN: "the way of one recommendation"},
	"CaseDeMatrice":                {FR: "ce qu'une session a fait d'une recommandation ; vide : rien", EN: "what one session did with a recommendation; empty: nothing"},
	"Redevables":                   {FR: "les structures en arbre, avec ce qu'elles doivent", EN: "the structures as a tree, with what they owe"},
	"Redevable":                    {FR: "une structure et ce qu'elle doit", EN: "a structure and what it owes"},
	"Dette":                        {FR: "ce qu'une structure doit", EN: "what one structure owes"},
	"Compteurs":                    {FR: "combien est ouvert", EN: "how much is open"},
	"Comptes":                      {FR: "un compte d'ouvertes", EN: "a count of open ones"},
	"CompteNomme":                  {FR: "un compte d'ouvertes, avec son nom", EN: "a count of open ones, under its name"},
	"Nombre":                       {FR: "combien il y en a sous un nom", EN: "how many there are under a name"},
	"ListeDeRecommandations":       {FR: "une étendue d'une liste", EN: "a stretch of a list"},
	"Historique":                   {FR: "ce qui est arrivé à une recommandation", EN: "what happened to a recommendation"},
	"HistoriqueDeFlux":             {FR: "ce qui est arrivé à une session, un cadre ou une structure", EN: "what happened to a session, a forum or a structure"},
	"Evenement":                    {FR: "un événement du registre", EN: "an event of the ledger"},
	"Audit":                        {FR: "ce qui demande l'œil d'un secrétariat", EN: "what a secretariat must look at"},
	"RemiseEnSuivi":                {FR: "une recommandation reprise après sa fin", EN: "a recommendation taken up again after it had ended"},
	"Divergence":                   {FR: "deux cadres qui ont retenu deux états", EN: "two forums that retained two états"},
	"DeclareContreRetenu":          {FR: "la parole d'une structure, qui n'est pas ce qui a été retenu", EN: "the word of a structure, which is not what was retained"},
	"FaitARegler":                  {FR: "un fait qui ne découle plus de ceux d'avant", EN: "a fact that no longer follows from those before it"},
	"ConstatTardif":                {FR: "un fait d'une session, enregistré après sa clôture", EN: "a fact of a session, recorded after its close"},
	"ReconduiteSansExamen":         {FR: "une recommandation reconduite sans examen", EN: "a recommendation carried over without an examination"},
	"TotauxDeSession":              {FR: "les totaux d'un rapport de session", EN: "the totals of a session's report"},
	"CreationDeCadre":              {FR: "un cadre à créer", EN: "a forum to create"},
	"NomDeCadre":                   {FR: "le nouveau nom d'un cadre", EN: "a forum's new name"},
	"RattachementDeCadre":          {FR: "de quoi un cadre dépend", EN: "what a forum is under"},
	"Secretariat":                  {FR: "qui tient le secrétariat", EN: "who is the secretariat"},
	"DesignationDeChefDeFile":      {FR: "qui est chef de file", EN: "who leads"},
	"FixationDeRegle":              {FR: "ce qui change dans la règle d'un cadre", EN: "what changes in a forum's rule"},
	"CreationDeStructure":          {FR: "une structure à ajouter", EN: "a structure to add"},
	"NomDeStructure":               {FR: "les nouveaux noms d'une structure", EN: "a structure's new names"},
	"RattachementDeStructure":      {FR: "de quoi une structure dépend", EN: "what a structure is under"},
	"FusionDeStructure":            {FR: "dans quoi une structure disparaît", EN: "what a structure is merged into"},
	"PlanificationDeSession":       {FR: "une session à planifier", EN: "a session to plan"},
	"ReportDeSession":              {FR: "les nouveaux jours d'une session", EN: "a session's new days"},
	"AnnulationDeSession":          {FR: "pourquoi une session ne se tiendra pas", EN: "why a session will not be held"},
	"TenueDeSession":               {FR: "quand une session s'est tenue", EN: "when a session was held"},
	"ListeAExaminer":               {FR: "la liste à examiner", EN: "the list to examine"},
	"DeclarationDeTotaux":          {FR: "les totaux d'un rapport", EN: "a report's totals"},
	"ClotureDeSession":             {FR: "la clôture d'une session", EN: "the close of a session"},
	"Formulation":                  {FR: "une recommandation à formuler", EN: "a recommendation to make"},
	"Validation":                   {FR: "une proposition à valider", EN: "a proposal to validate"},
	"Reconduction":                 {FR: "une recommandation à reconduire", EN: "a recommendation to carry over"},
	"Constat":                      {FR: "un état à retenir", EN: "an état to retain"},
	"MiseALEcart":                  {FR: "une proposition à écarter", EN: "a proposal to set aside"},
	"Classement":                   {FR: "une recommandation à classer", EN: "a recommendation to class"},
	"DeclarationDeSituation":       {FR: "ce qu'une structure déclare", EN: "what a structure declares"},
	"DesignationDeResponsables":    {FR: "qui doit une recommandation", EN: "who owes a recommendation"},
	"FixationDEcheance":            {FR: "une nouvelle échéance", EN: "a new due date"},
	"VersementDePiece":             {FR: "une pièce à verser", EN: "evidence to put forward"},
	"Lien":                         {FR: "un lien entre deux textes", EN: "a link between two texts"},
	"Absorption":                   {FR: "deux qui ne font qu'une", EN: "two that are one"},
	"Rectification":                {FR: "ce qui vaut au lieu d'un fait enregistré", EN: "what holds instead of a recorded fact"},
	"Examen":                       {FR: "ce qu'une session a retenu, toutes ses lignes", EN: "what a session retained, all its rows"},
	"LigneDExamen":                 {FR: "ce qu'une session a retenu d'une recommandation : un état, ou un motif de classement", EN: "what a session retained of one recommendation: an état, or a motive for classing it"},
	"Recu":                         {FR: "ce qui a été enregistré", EN: "what was recorded"},
	"Changement":                   {FR: "ce qui a été enregistré depuis la version vue", EN: "what was recorded since the version seen"},
	"ExamenEnregistre":             {FR: "la réponse à un examen entier", EN: "the answer to a whole examination"},
	"ReponseDeLigne":               {FR: "la réponse à une ligne, comme seule", EN: "the answer to one row, as if alone"},
	"Probleme":                     {FR: "un refus (RFC 9457)", EN: "a refusal (RFC 9457)"},
	"EndroitDuProbleme":            {FR: "un endroit de la demande", EN: "a place of the request"},
}
