package importer

import "slices"

var sessionsFormat = &Format{
	Kind: Sessions,
	Help: Text{
		FR: "les sessions tenues ou prévues ; avec close_le, la session est close une fois toutes ses lignes enregistrées",
		EN: "the sessions held or planned; with close_le, the session is closed once all its lines are recorded",
	},
	Columns: slices.Concat([]Column{
		required("cadre", "code du cadre", "code of the forum"),
		optional("code", "code de la session, sans point ; vide : année et rang dans l'année (2023-1)", "code of the session, without dot; empty: year and order in the year (2023-1)"),
		optional("intitule", "intitulé", "title", "titre"),
		optional("exercice", "année à laquelle elle appartient", "year that it belongs to"),
		optional("edition", "édition (22ème Revue)", "edition (22ème Revue)"),
		optional("genre", "ordinaire ou extraordinaire", "ordinaire (ordinary) or extraordinaire (extraordinary)"),
		optional("phase", "unique, technique ou politique", "unique, technique (technical) or politique (political)"),
		required("date", "jour, jours ou mois comme on les écrit ; plusieurs séances séparées par + ; vide si precede est donné",
			"day, days or month as people write them; several sittings separated by +; empty where precede is given"),
		optional("lieu", "lieu", "place"),
		optional("precede", "référence de la session avant laquelle une session sans date s'est tenue", "reference of the session before which an undated one was held"),
		optional("valide", "session politique : référence de la session technique dont elle valide les propositions", "political session: reference of the technical one whose proposals it validates"),
		optional("jointe_a", "références des sessions d'autres cadres tenues avec elle, séparées par des virgules", "references of the sessions of other forums held with it, separated by commas"),
		optional("examine", "références des sessions dont elle examine les listes ; vide : la règle du cadre", "references of the sessions whose lists it examines; empty: the forum's rule"),
		optional("close_le", "jour où son rapport est clos", "day on which its report was closed"),
		optional("valide_par", "instance qui a validé le rapport", "body that validated the report"),
		optional("rapport_lu", "jour de lecture du rapport", "day on which the report was read"),
		optional("rapport_amende", "jour d'amendement du rapport", "day on which the report was amended"),
		optional("rapport_valide", "jour de validation du rapport", "day on which the report was validated"),
	}, sourceColumns()),
	Example: "cadre;code;intitule;date;lieu;close_le\nCC-CPS-SCI;2023-1;Première session du comité de coordination;27 janvier 2023;Bamako;2023-01-27\n",
}

var totalsFormat = &Format{
	Kind: Totals,
	Help: Text{
		FR: "les totaux et taux qu'un rapport imprime, tels quels ; plusieurs taux d'un même objet : une ligne chacun",
		EN: "the totals and rates that a report prints, as printed; several rates of one subject: one line each",
	},
	Columns: slices.Concat(forumAndSession(), []Column{
		required("objet", "ce dont le rapport fait le total (plan d'actions 2023)", "what the report totals (plan d'actions 2023)"),
		optional("total", "nombre total imprimé", "total as printed"),
		optional("executees", "nombre d'exécutées imprimé", "how many executed, as printed"),
		optional("en_cours", "nombre d'en cours imprimé", "how many in progress, as printed"),
		optional("non_realisees", "nombre de non réalisées imprimé", "how many not done, as printed"),
		optional("sans_objet", "nombre de sans objet imprimé", "how many without object, as printed"),
		optional("taux", "taux imprimé, avec son signe (67,74 %)", "rate as printed, with its sign (67,74 %)"),
		optional("nom_du_taux", "nom que le rapport donne au taux", "name that the report gives to the rate"),
		optional("mots", "la phrase du rapport", "the sentence of the report"),
	}, sourceColumns()),
	Example: "cadre;session;objet;executees;en_cours;non_realisees;taux;nom_du_taux\nATELIER-DGCT;2023-1;plan d'actions 2023;42;15;11;67,74%;taux d'exécution des activités\n",
}
