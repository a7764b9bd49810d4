package importer

import "slices"

var structuresFormat = &Format{
	Kind: Structures,
	Help: Text{
		FR: "les structures responsables : une ligne crée une structure ; une ligne ultérieure, avec valide_du, la renomme, la rattache ou la fusionne à partir de ce jour",
		EN: "the organizations that owe recommendations: a line creates one; a later line with valide_du renames, moves or merges it from that day on",
	},
	Columns: slices.Concat([]Column{
		required("code", "code, pour toujours, sans point ni espace (MAECI-DRH)", "code, for ever, without dot or space (MAECI-DRH)"),
		required("nom", "nom complet ; peut rester vide si la structure existe déjà", "full name; may be empty where the organization exists already"),
		optional("sigle", "sigle que les tableaux impriment", "acronym that tables print"),
		optional("parent", "code de la structure au-dessus ; - pour la racine", "code of the organization above; - for a root", "structure_mere"),
		optional("autres_sigles", "autres façons d'écrire le sigle, séparées par des virgules", "other ways to write the acronym, separated by commas"),
		optional("genre", "ministère, direction, conseil, projet…", "ministry, directorate, council, project…"),
		optional("valide_du", "jour à partir duquel la ligne vaut ; vide : depuis toujours", "day from which the line holds; empty: since always"),
		optional("successeur", "code de la structure qui hérite de ce qui reste dû", "code of the organization that inherits what is owed"),
	}, sourceColumns()),
	Example: "code;sigle;nom;parent\nMAECI;MAECI;Ministère des Affaires Etrangères et de la Coopération Internationale;\nMAECI-DRH;DRH;Direction des Ressources Humaines;MAECI\n",
}

var forumsFormat = &Format{
	Kind: Forums,
	Help: Text{
		FR: "les cadres : une ligne crée un cadre ; une autre ligne du même code ajoute un chef de file pour une année ou une règle à partir d'un jour. Une cellule vide ne change rien",
		EN: "the forums: a line creates one; another line of the same code adds a lead for a year or a rule from a day on. An empty cell changes nothing",
	},
	Columns: slices.Concat([]Column{
		required("code", "code, pour toujours, sans point ni espace (CC-CPS-SCI)", "code, for ever, without dot or space (CC-CPS-SCI)"),
		required("nom", "nom ; peut rester vide si le cadre existe déjà", "name; may be empty where the forum exists already"),
		optional("genre", "atelier, revue sectorielle, comité de coordination, mission…", "workshop, sector review, coordination committee, mission…"),
		optional("parent", "code du cadre au-dessus ; - pour la racine", "code of the forum above; - for a root"),
		optional("secretariat", "qui tient les papiers, dans les mots du document", "who keeps the papers, in the words of the document"),
		optional("chef_de_file", "qui conduit le cadre, dans les mots du document", "who leads it, in the words of the document"),
		optional("annee", "année pour laquelle vaut le chef de file", "year for which that lead holds"),
		optional("valide_du", "jour à partir duquel le secrétariat et la règle valent ; vide : depuis toujours", "day from which secretariat and rule hold; empty: since always"),
		optional("periodicite", "rythme des sessions, dans les mots du document", "how often it meets, in the words of the document"),
		optional("examine", "ce que ses sessions examinent : liste_precedente, tout_ouvert ou rien", "what its sessions examine: liste_precedente, tout_ouvert or rien"),
		optional("listes", "avec liste_precedente : de combien de sessions antérieures (1)", "with liste_precedente: of how many earlier sessions (1)"),
		optional("cadres_suivis", "avec tout_ouvert : codes des cadres suivis, séparés par des virgules ; vide : le sien", "with tout_ouvert: codes of the forums followed, separated by commas; empty: its own"),
		optional("theme", "avec tout_ouvert : un seul thème", "with tout_ouvert: one theme only"),
		optional("parole_retenue", "session (ce que la session constate) ou declarations (ce que déclarent les structures)", "session (what the session finds) or declarations (what the organizations declare)"),
		optional("reconduction_par", "codes des autres cadres qui peuvent reconduire ses recommandations", "codes of the other forums that may carry its recommendations over"),
	}, sourceColumns()),
	Example: "code;nom;genre;chef_de_file;annee;examine\nREVUE-CREDD;Revue annuelle CREDD;revue;;;liste_precedente\nGEC;Groupe Exécutif de Coopération;groupe;BM CdF PTF 2019;2019;rien\n",
}
