package importer

// refusalTexts are the refusals of a row, of a decision or of a whole plan.
var refusalTexts = map[string]Text{
	WaitsForRow:        {FR: "Cette ligne dépend de {fichier}, ligne {ligne}, qui est refusée : corrigez d'abord celle-là.", EN: "This line depends on {fichier}, line {ligne}, which is refused: correct that one first."},
	RefusedVoided:      {FR: "Cette ligne a déjà été enregistrée, puis rectifiée comme une erreur : ôtez-la du fichier, ou rétablissez-la depuis sa page.", EN: "This line was recorded before, and then rectified as a mistake: take it out of the file, or restore it from its page."},
	WaitsForFile:       {FR: "Cette ligne nomme ce qu'on ne connaît pas, peut-être parce que {fichier} n'a pas pu être lu : corrigez d'abord ce fichier.", EN: "This line names what is not known, perhaps because {fichier} could not be read: correct that file first."},
	RefusedInterrupted: {FR: "L'import s'est arrêté à {fichier}, ligne {ligne} : ce qui précède est enregistré. Refaites l'essai, puis l'import : il reprendra où il en était.", EN: "The import stopped at {fichier}, line {ligne}: what comes before is recorded. Do the dry run again, then the import: it goes on from there."},
	RefusedRows:        {FR: "Lignes ou fichiers refusés : {nombre}. Rien n'a été enregistré. Corrigez-les et recommencez.", EN: "Lines or files refused: {nombre}. Nothing was recorded. Correct them and start again."},
	RefusedUnsettled:   {FR: "Questions qui attendent une réponse : {nombre}. Remplissez la colonne decision du fichier des décisions, et recommencez. Rien n'a été enregistré.", EN: "Questions that wait for an answer: {nombre}. Fill in the column decision of the decisions file and start again. Nothing was recorded."},
	RefusedDifferences: {FR: "Lignes qui diffèrent de ce qui est enregistré : {nombre}. Rien n'a été enregistré. Rectifiez ce qui est enregistré (--rectify MOTIF), ou gardez-le (--keep).", EN: "Lines that differ from what is recorded: {nombre}. Nothing was recorded. Rectify what is recorded (--rectify REASON), or keep it (--keep)."},

	RefusedDecision:      {FR: "La décision « {lu} » ne se lit pas. Réponses possibles : {choix}.", EN: "The decision \"{lu}\" cannot be read. Possible answers: {choix}."},
	RefusedOwners:        {FR: "« {lu} » ne nomme aucune structure du registre. Écrivez un code, un sigle ou un chemin (MAECI > DRH), plusieurs séparés par +, ou « aucune ».", EN: "\"{lu}\" names no organization of the ledger. Write a code, an acronym or a path (MAECI > DRH), several between +, or \"aucune\" for none."},
	RefusedDecisionTwice: {FR: "« {lu} » a deux décisions, « {une} » et « {autre} » : gardez-en une.", EN: "\"{lu}\" has two decisions, \"{une}\" and \"{autre}\": keep one."},

	RefusedEmpty:            {FR: "La cellule {colonne} est vide : remplissez-la.", EN: "The cell {colonne} is empty: fill it in."},
	RefusedNumber:           {FR: "« {lu} » ne se lit pas comme un nombre : écrivez-le en chiffres.", EN: "\"{lu}\" does not read as a number: write it in figures."},
	RefusedRate:             {FR: "« {lu} » ne se lit pas comme un taux : écrivez-le avec son signe, par exemple 67,74 %.", EN: "\"{lu}\" does not read as a rate: write it with its sign, for instance 67,74 %."},
	RefusedWord:             {FR: "« {lu} » n'est pas un mot de cette colonne : {choix}.", EN: "\"{lu}\" is not a word of this column: {choix}."},
	RefusedUnknownParent:    {FR: "Le code « {lu} » n'existe pas : ajoutez sa ligne, ou corrigez-le.", EN: "The code \"{lu}\" does not exist: add its line, or correct it."},
	RefusedCircle:           {FR: "{code} est au-dessus et au-dessous d'une même ligne, ou dépend d'un tel cercle : corrigez parent ou successeur.", EN: "{code} is above and below one and the same line, or hangs on such a circle: correct parent or successeur."},
	RefusedUnknownReference: {FR: "Aucune recommandation n'a la référence « {lu} » : vérifiez cadre, session et numéro (CC-CPS-SCI.2023-1.3).", EN: "No recommendation has the reference \"{lu}\": check forum, session and number (CC-CPS-SCI.2023-1.3)."},

	RefusedUnknownSession: {FR: "Le cadre {cadre} n'a pas de session « {lu} ». Sessions connues : {connues}. Ajoutez-la au fichier des sessions, ou corrigez.", EN: "The forum {cadre} has no session \"{lu}\". Known sessions: {connues}. Add it to the file of sessions, or correct."},
	RefusedNoSessionYet:   {FR: "Le cadre {cadre} n'a encore aucune session. Ajoutez « {lu} » au fichier des sessions, ou corrigez.", EN: "The forum {cadre} has no session yet. Add \"{lu}\" to the file of sessions, or correct."},
	RefusedNoDate:         {FR: "La session n'a pas de date : donnez-la, ou dites dans precede avant quelle session elle s'est tenue.", EN: "The session has no date: give it, or say in precede before which session it was held."},
	RefusedSessionTwice:   {FR: "Le code {code} est déjà celui de la session de la ligne {ligne} : donnez un autre code, ou ôtez la ligne.", EN: "The code {code} is that of the session of line {ligne} already: give another code, or take the line out."},
	RefusedSeveralThatDay: {FR: "Plusieurs sessions de {cadre} ont eu lieu le {lu} : désignez-la par son code.", EN: "Several sessions of {cadre} were held on {lu}: name it by its code."},
	RefusedCloseEarly:     {FR: "La session finit le {session} et ne peut être close le {jour} : corrigez close_le.", EN: "The session ends on {session} and cannot be closed on {jour}: correct close_le."},

	RefusedNotOnList:   {FR: "« {lu} » n'est pas sur la liste que la session examine ({liste}) : corrigez le numéro, ou donnez la référence complète dans la colonne reference.", EN: "\"{lu}\" is not on the list that the session examines ({liste}): correct the number, or give the full reference in the column reference."},
	RefusedAmbiguous:   {FR: "« {lu} » désigne plusieurs recommandations ({references}) : donnez la référence complète dans la colonne reference.", EN: "\"{lu}\" names several recommendations ({references}): give the full reference in the column reference."},
	RefusedNoItemNamed: {FR: "La ligne ne désigne aucune recommandation : donnez numero, reference ou texte.", EN: "The line names no recommendation: give numero, reference or texte."},
	RefusedTwice:       {FR: "Cette recommandation est déjà examinée à la ligne {ligne} : gardez une seule ligne.", EN: "This recommendation is examined on line {ligne} already: keep one line."},
	RefusedListClosed:  {FR: "La session est close : ce constat ne peut plus y entrer. Enregistrez-le sans session, avec sa référence et son jour, ou rectifiez la clôture.", EN: "The session is closed: this finding can no longer enter it. Record it without session, with its reference and day, or rectify the close."},
	RefusedNoSession:   {FR: "Un constat a besoin d'une session ; entre deux sessions, donnez la reference et constate_le.", EN: "A finding needs a session; between sessions, give reference and constate_le."},
	RefusedNoOwner:     {FR: "« {lu} » ne nomme aucune structure : une déclaration est la parole de quelqu'un.", EN: "\"{lu}\" names no organization: a declaration is somebody's word."},

	RefusedOtherNature:   {FR: "{reference} est enregistrée autrement (nouvelle, reconduite, ou reconduction d'une autre), et d'autres faits l'ont suivie : réglez-la d'abord depuis sa page (doublon, ou rectification).", EN: "{reference} is recorded otherwise (new, carried over, or another's carry-over), and other facts followed: settle it from its page first (duplicate, or rectification)."},
	RefusedKindOfFinding: {FR: "Un constat ({ancien}) ne se rectifie pas en classement, ni l'inverse ({nouveau}) : annulez-le d'abord depuis la page de la recommandation.", EN: "A finding ({ancien}) cannot be rectified into a classing, nor the reverse ({nouveau}): void it first from the recommendation's page."},
}
