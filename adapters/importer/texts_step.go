package importer

// stepTexts say what a row records, and what is worth knowing of it.
var stepTexts = map[string]Text{
	"import.pas.structure_creee":     {FR: "crée la structure {code}, {nom}", EN: "creates the organization {code}, {nom}"},
	"import.pas.structure_change":    {FR: "structure {code} : {champ} devient « {nouveau} » à partir du {jour}", EN: "organization {code}: {champ} becomes \"{nouveau}\" from {jour} on"},
	"import.pas.structure_fusionnee": {FR: "la structure {code} est fusionnée dans {successeur} le {jour}", EN: "the organization {code} is merged into {successeur} on {jour}"},
	"import.pas.cadre_cree":          {FR: "crée le cadre {code}, {nom}", EN: "creates the forum {code}, {nom}"},
	"import.pas.cadre_renomme":       {FR: "le cadre {code} s'appelle « {nom} » à partir du {jour}", EN: "the forum {code} is called \"{nom}\" from {jour} on"},
	"import.pas.cadre_rattache":      {FR: "le cadre {code} passe sous {parent} à partir du {jour}", EN: "the forum {code} moves under {parent} from {jour} on"},
	"import.pas.cadre_precise":       {FR: "cadre {code} : {champ} est « {nouveau} »", EN: "forum {code}: {champ} is \"{nouveau}\""},

	"import.pas.session_planifiee":    {FR: "inscrit la session {session} ({jours})", EN: "enters the session {session} ({jours})"},
	"import.pas.session_tenue":        {FR: "la session {session} s'est tenue ({jours})", EN: "the session {session} was held ({jours})"},
	"import.pas.session_close":        {FR: "clôt la session {session} le {jour}", EN: "closes the session {session} on {jour}"},
	"import.pas.liste_par_regle":      {FR: "arrête la liste que {session} examine, selon la règle du cadre : {nombre}", EN: "fixes the list that {session} examines, by the forum's rule: {nombre}"},
	"import.pas.liste_du_secretariat": {FR: "arrête la liste que {session} examine, telle que le tableau la donne : {nombre}", EN: "fixes the list that {session} examines, as the table gives it: {nombre}"},
	"import.pas.totaux":               {FR: "garde les totaux que {session} déclare : {objet}", EN: "keeps the totals that {session} declares: {objet}"},

	"import.pas.formulee":      {FR: "nouvelle recommandation {reference} : {texte}", EN: "new recommendation {reference}: {texte}"},
	"import.pas.reconduite":    {FR: "reconduit {reprend} sous {reference} : {texte}", EN: "carries {reprend} over as {reference}: {texte}"},
	"import.pas.validee":       {FR: "valide {proposition} sous {reference} : {texte}", EN: "validates {proposition} as {reference}: {texte}"},
	"import.pas.ecartee":       {FR: "écarte {proposition} : {motif}", EN: "sets {proposition} aside: {motif}"},
	"import.pas.constat":       {FR: "constat sur {reference} : {etat} (« {constat} »)", EN: "finding on {reference}: {etat} (\"{constat}\")"},
	"import.pas.declaration":   {FR: "{structure} déclare sur {reference} : {etat}", EN: "{structure} declares on {reference}: {etat}"},
	"import.pas.rectification": {FR: "rectifie {champ} : « {ancien} » devient « {nouveau} » ({motif})", EN: "rectifies {champ}: \"{ancien}\" becomes \"{nouveau}\" ({motif})"},

	"import.note.echeance_en_mots":  {FR: "l'échéance « {lu} » ne donne pas de jour : elle est gardée dans ses mots", EN: "the due date \"{lu}\" names no day: it is kept in its words"},
	"import.note.non_examinee":      {FR: "non examinée : rien n'est constaté", EN: "not examined: nothing is found"},
	"import.note.rien_declare":      {FR: "rien n'est déclaré", EN: "nothing is declared"},
	"import.note.pas_responsable":   {FR: "{structure} n'est pas responsable de {reference} ; sa déclaration est gardée", EN: "{structure} does not owe {reference}; its declaration is kept"},
	"import.note.structures_autres": {FR: "le tableau nomme « {lu} », la recommandation est due par : {structures} ; rien ne change", EN: "the table names \"{lu}\", the recommendation is owed by: {structures}; nothing changes"},
	"import.note.absente":           {FR: "{reference} est enregistrée et n'est pas dans ce fichier : elle reste", EN: "{reference} is recorded and is not in this file: it stays"},
}
