package importer

import "slices"

var recommendationsFormat = &Format{
	Kind: Recommendations,
	Help: Text{
		FR: "la liste qu'une session fait, dans l'ordre. reprend : la ligne reconduit une recommandation existante, ce n'est pas une nouvelle",
		EN: "the list that a session makes, in order. reprend: the line carries an existing recommendation over, it is not a new one",
	},
	Columns: slices.Concat(forumAndSession(), []Column{
		optional("numero", "numéro imprimé, unique dans la session ; vide pour une puce", "number as printed, unique in the session; empty for a bullet", "n"),
		required("texte", "texte de la recommandation ; vide si elle est reprise, validée ou écartée telle quelle", "text of the recommendation; empty where it is carried over, validated or set aside as it is", "recommandation", "recommandations"),
		optional("structures", "structures responsables, comme on les écrit (DRH/MAECI et MMEIA)", "organizations that owe it, as people write them (DRH/MAECI et MMEIA)", "structures_responsables", "responsables", "structure", "structure_responsable"),
		optional("echeance", "échéance, comme on l'écrit", "due date, as people write it"),
		optional("theme", "thème", "theme"),
		optional("nature", "recommandation, decision, engagement ou directive", "recommandation, decision, engagement (commitment) or directive"),
		optional("a_l_attention_de", "à qui elle s'adresse, quand aucune structure n'est nommée", "whom it addresses where no organization is named", "destinataire"),
		optional("reprend", "référence de la recommandation reconduite (CC-CPS-SCI.2023-1.3), ou « nouvelle » pour dire qu'elle ne l'est pas", "reference of the recommendation carried over (CC-CPS-SCI.2023-1.3), or \"nouvelle\" to say that it is none", "reconduit"),
		optional("valide", "session politique : référence de la proposition adoptée", "political session: reference of the proposal adopted"),
		optional("ecarte", "session politique : référence de la proposition écartée", "political session: reference of the proposal set aside"),
		optional("motif", "pourquoi elle est écartée, ou remise en suivi", "why it is set aside, or taken up again"),
	}, sourceColumns()),
	Example: "cadre;session;numero;texte;structures;reprend\nCC-CPS-SCI;2024-1;1;Renforcer le système de suivi-évaluation physique des Projets/Programmes;MAECI et MMEIA;\nCC-CPS-SCI;2024-1;2;;MAECI /DCM;CC-CPS-SCI.2023-1.3\n",
}

var examinationsFormat = &Format{
	Kind: Examinations,
	Help: Text{
		FR: "ce qu'une session constate des recommandations qu'elle examine, dans l'ordre du tableau ; sans session, ce que le secrétariat constate entre deux sessions, au jour de constate_le",
		EN: "what a session finds of the recommendations that it examines, in the order of the table; without session, what the secretariat finds between sessions, on the day constate_le",
	},
	Columns: slices.Concat(forumAndSession(), []Column{
		optional("numero", "numéro dans la liste examinée (p3 pour la troisième puce)", "number in the list examined (p3 for the third bullet)", "n"),
		optional("reference", "référence complète, au lieu du numéro", "full reference, in place of the number"),
		optional("texte", "texte du tableau, pour contrôle, ou pour retrouver la recommandation sans numéro", "text of the table, as a check, or to find the recommendation without number", "recommandation", "recommandations"),
		optional("structures", "structures du tableau, pour contrôle : elles ne changent rien", "organizations of the table, as a check: they change nothing", "structures_responsables", "responsables", "structure", "structure_responsable"),
		required("etat", "état comme on l'écrit (en cours, non fait, classée…)", "state as people write it (en cours, non fait, classée…)", "etat_d_execution"),
		optional("constat", "les mots du rapport ; vide : ceux de la cellule etat", "the words of the report; empty: those of the cell etat"),
		optional("observation", "observation du tableau", "observation of the table", "observations"),
		optional("motif", "pourquoi elle est classée (sans_objet, non_retenue, scindee, autre) ou remise en suivi", "why it is classed (sans_objet, non_retenue, scindee, autre) or taken up again"),
		optional("constate_le", "jour de ce qui est constaté", "day of what was found"),
	}, sourceColumns()),
	Example: "cadre;session;numero;etat;observation\nCC-CPS-SCI;2024-1;1;En cours;\nCC-CPS-SCI;2024-1;5;Non réalisée;Contraintes budgétaires\n",
}

var declarationsFormat = &Format{
	Kind: Declarations,
	Help: Text{
		FR: "ce que chaque structure dit de sa propre part",
		EN: "what each organization says of its own part",
	},
	Columns: append([]Column{
		required("reference", "référence de la recommandation (CC-CPS-SCI.2023-1.3)", "reference of the recommendation (CC-CPS-SCI.2023-1.3)"),
		required("structure", "structure qui déclare, comme on l'écrit", "organization that declares, as people write it"),
		required("etat", "état déclaré, comme on l'écrit", "state declared, as people write it"),
		optional("mots", "les mots de la structure", "the words of the organization"),
		required("date", "jour de la déclaration", "day of the declaration"),
		optional("piece", "pièce que la structure cite", "evidence that the organization names"),
	}, sourceColumns()...),
	Example: "reference;structure;etat;mots;date\nCC-CPS-SCI.2023-1.2;DRH/MAECI;en cours;Deux agents affectés;15 juin 2023\n",
}

var decisionsFormat = &Format{
	Kind: DecisionsFile,
	Help: Text{
		FR: "les réponses aux questions que l'essai pose ; l'essai l'écrit, on remplit la colonne decision, et on le garde",
		EN: "the answers to the questions that the dry run asks; the dry run writes it, people fill the column decision, and it is kept",
	},
	Columns: []Column{
		required("champ", "colonne dont on demande le sens", "column whose meaning is asked"),
		required("lu", "ce qui est écrit dans le fichier", "what the file says"),
		optional("contexte", "ce dont le sens dépend : observation, session, ligne", "what the meaning depends on: observation, session, line"),
		optional("choix", "les réponses proposées, séparées par |", "the answers offered, separated by |"),
		required("decision", "la réponse ; vide tant que personne n'a choisi", "the answer; empty until somebody chooses"),
		optional("fichier", "fichier où la question s'est posée", "file in which the question arose"),
		optional("ligne", "ligne de ce fichier", "line of that file"),
	},
	Example: "champ;lu;choix;decision\nstructures;DRH/MAECI et MMEIA;MAECI > DRH + MMEIA | MAECI > DRH;MAECI > DRH + MMEIA\n",
}
