package httpapi

import (
	"slices"

	"suivi/domain/fault"
)

// refusals are the codes that the API answers with, by the kind of refusal; one
// may be of two. The other codes of the catalogue are of the command line and
// of whoever runs the server.
var refusals = map[fault.Kind][]string{
	fault.Invalid: {
		"cadre.parent_invalide", "cadre.regle_invalide",
		"champ.annee", "champ.caractere_interdit", "champ.code", "champ.encodage", "champ.invalide", "champ.jour_absent", "champ.nombre", "champ.periode_a_l_envers", "champ.trop_long", "champ.vide",
		"commande.responsables_ou_aucun", "commande.rien_a_rectifier", "commande.rien_de_donne", "commande.trop_grande",
		"examen.deux_fois", "examen.trop_de_lignes", "examen.version_par_ligne",
		"fait.d_une_autre_identite", "fait.sans_motif",
		"flux.position_illisible",
		"liste.curseur", "liste.source_de_la_regle",
		"moment.a_venir", "moment.illisible", "moment.position", "moment.position_a_venir",
		"option.illisible", "option.jour_de_la_session", "option.reconduite",
		"piece.vide",
		"rectification.champ_fixe", "rectification.champ_inconnu",
		"requete.adresse_trop_longue", "requete.attend_un_nombre", "requete.attend_un_objet", "requete.attend_un_texte", "requete.attend_une_liste", "requete.attend_vrai_ou_faux", "requete.champ_inconnu", "requete.champ_manquant", "requete.cle", "requete.illisible", "requete.methode", "requete.parametre_inconnu", "requete.parametre_repete", "requete.si_version", "requete.trop_grande", "requete.trop_lente", "requete.type_de_contenu", "requete.valeur",
		"session.close_avant_sa_fin", "session.place_deja_prise", "session.recommandation_deux_fois", "session.sans_code", "session.seances", "session.taux_illisible", "session.totaux_negatifs", "session.totaux_vides", "session.valide_a_dire",
		"structure.ambigue", "structure.parent_invalide",
	},
	fault.NotFound: {
		"cadre.inconnu",
		"fait.inconnu",
		"piece.inconnue",
		"recommandation.fait_inconnu", "recommandation.inconnue", "recommandation.introuvable",
		"requete.page_inconnue",
		"session.inconnue",
		"structure.inconnue", "structure.inconnue_voisines",
	},
	fault.Refused: {
		"import.differences_a_confirmer", "import.lignes_refusees", "import.questions_en_suspens",
		"cadre.avant_sa_creation", "cadre.en_usage",
		"fait.d_un_autre_genre", "fait.d_une_autre_identite", "fait.jour_de_la_session",
		"recommandation.absorbee", "recommandation.avant_sa_formulation", "recommandation.cadre_non_designe", "recommandation.deja_classee", "recommandation.deja_formulee", "recommandation.deja_reconduite_ici", "recommandation.entree_par_erreur", "recommandation.fait_d_un_autre_genre", "recommandation.motif_de_remise_en_suivi", "recommandation.pas_a_valider", "recommandation.pas_encore_validee", "recommandation.pas_responsable", "recommandation.survivante_invalide", "recommandation.terminee",
		"session.annulee", "session.close", "session.deja_tenue", "session.en_usage", "session.pas_encore_tenue", "session.pas_politique",
		"structure.avant_sa_creation", "structure.en_usage", "structure.fusionnee",
	},
	fault.Conflict: {
		"import.deja_en_cours", "import.plan_depasse",
		"cadre.deja_cree",
		"commande.deja_utilisee", "commande.trop_de_concurrence", "commande.version_depassee", "commande.version_inexistante",
		"session.deja_planifiee", "session.numero_deja_pris", "session.place_deja_prise", "session.recommandation_deux_fois",
		"structure.deja_creee",
	},
	fault.Forbidden: {
		"acces.hote", "acces.insuffisant",
	},
	fault.Anonymous: {
		"acces.entete", "acces.jeton_expire", "acces.jeton_inconnu", "acces.jeton_revoque", "acces.sans_jeton",
	},
	fault.Unavailable: {
		"acces.jetons_illisibles",
		"requete.abandonnee",
		"serveur.projections_arretees",
		"commande.trop_de_concurrence",
		"moment.position_a_venir", "moment.trop_demande",
		"registre.lecture_seule",
	},
	fault.Internal: {
		"serveur.erreur",
	},
}

// statusesOfCode are those that a code is answered with, in order: what an
// address names and is not there is another status than what a field names.
func statusesOfCode(code string) (all []int) {
	for kind, codes := range refusals {
		if !slices.Contains(codes, code) {
			continue
		}
		places := []string{"path.ref", "body"}
		if code == refusedNoPage {
			places = places[:1]
		}
		for _, place := range places {
			if status := statusOf(fault.New(kind, code).At(place)); !slices.Contains(all, status) {
				all = append(all, status)
			}
		}
	}
	slices.Sort(all)
	return all
}

// answered reports whether the API answers with a code.
func answered(code string) bool { return len(statusesOfCode(code)) > 0 }
