package web

import (
	"net/url"
	"strconv"
	"strings"

	"suivi/adapters/desk"
	"suivi/domain/access"
	"suivi/domain/forum"
	"suivi/domain/glossary"
	"suivi/projections/register"
)

// in gives words in the language of a page.
func in(fr, en string) func(*head) string { return func(h *head) string { return h.T(fr, en) } }

// createsForum is the form of a new forum; forumActs are those of one that is
// there. Their paths are those of the API.
var (
	createsForum = keptAct{path: "nouveau",
		title:  in("Ouvrir un cadre", "Open a forum"),
		lead:   in("Un cadre est une instance, ou une suite de rencontres, qui formule ou suit des recommandations. Son code entre dans toutes les références : court, sans point ni espace, et pour toujours.", "A forum is a body, or a series of meetings, that makes or follows recommendations. Its code stands in all references: short, without a dot or a space, and for ever."),
		button: in("Ouvrir le cadre", "Open the forum"),
		fields: func(h *head, r *register.View, _ string) []field {
			return []field{
				h.Field("code", "Code", "Code").Must().Hint("Comme CC-CPS-SCI.", "Such as CC-CPS-SCI."),
				h.Field("nom", "Nom", "Name").Must(),
				h.Field("genre", "Genre", "Kind").Hint("Atelier, revue, comité de coordination, mission…", "Workshop, review, coordination committee, mission…"),
				h.parentForum(r, ""),
			}
		},
		read: func(sent url.Values) (desk.Command, error) {
			return desk.CreateForum{Effective: effective(sent), Code: told(sent, "code"), Name: told(sent, "nom"), Kind: told(sent, "genre"), Parent: told(sent, "parent"), Source: sourceOf(sent)}, nil
		}}

	forumActs = []keptAct{
		{path: "noms",
			title:  in("Renommer le cadre", "Rename the forum"),
			lead:   in("Le nouveau nom vaut à partir du jour donné ; les tableaux déjà clos gardent l'ancien.", "The new name holds from the day given; tables closed already keep the old one."),
			button: in("Renommer", "Rename"),
			fields: func(h *head, r *register.View, code string) []field {
				return []field{h.Field("nom", "Nouveau nom", "New name").Must().Otherwise(forumOf(r, code).Name)}
			},
			read: func(sent url.Values) (desk.Command, error) {
				return desk.RenameForum{Effective: effective(sent), Name: told(sent, "nom"), Source: sourceOf(sent)}, nil
			}},
		{path: "rattachements",
			title:  in("Rattacher le cadre", "Attach the forum"),
			lead:   in("Le cadre dépend de celui que vous donnez, à partir du jour donné.", "The forum is under the one that you give, from the day given."),
			button: in("Rattacher", "Attach"),
			fields: func(h *head, r *register.View, code string) []field {
				return []field{h.parentForum(r, forumOf(r, code).Parent)}
			},
			read: func(sent url.Values) (desk.Command, error) {
				return desk.AttachForum{Effective: effective(sent), Parent: told(sent, "parent"), Source: sourceOf(sent)}, nil
			}},
		{path: "secretariats",
			title:  in("Désigner le secrétariat", "Name the secretariat"),
			lead:   in("Une structure du registre, ou les mots du texte qui la désigne, ou les deux.", "An organization of the ledger, or the words of the document that names it, or both."),
			button: in("Désigner", "Name"),
			fields: func(h *head, r *register.View, code string) []field {
				return []field{
					h.Field("structure", "Structure", "Organization").From(structureChoices(r, h.T("aucune du registre", "none of the ledger"))),
					h.Field("mots", "En toutes lettres", "In words").Otherwise(forumOf(r, code).Secretariat),
				}
			},
			read: func(sent url.Values) (desk.Command, error) {
				return desk.NameSecretariat{Effective: effective(sent), Organization: told(sent, "structure"), Words: told(sent, "mots"), Source: sourceOf(sent)}, nil
			}},
		{path: "chefs-de-file",
			title:  in("Désigner le chef de file", "Name the lead"),
			lead:   in("Pour une année, ou sans année s'il ne change pas.", "For one year, or without a year where it does not change."),
			button: in("Désigner", "Name"),
			fields: func(h *head, _ *register.View, _ string) []field {
				return []field{h.Field("mots", "Chef de file", "Lead").Must(), h.Field("annee", "Année", "Year")}
			},
			read: func(sent url.Values) (desk.Command, error) {
				year, err := numberOf(sent, "annee")
				return desk.NameLead{Effective: effective(sent), Year: year, Words: told(sent, "mots"), Source: sourceOf(sent)}, err
			}},
		{path: "regles",
			title:  in("Fixer la règle", "Set the rule"),
			lead:   in("Ce que les sessions du cadre examinent, et de qui la parole est retenue, à partir du jour donné. Ce qui a été clos avant ne change pas.", "What the sessions of the forum examine, and whose word is retained, from the day given. What was closed before does not change."),
			button: in("Fixer la règle", "Set the rule"),
			fields: ruleFields, read: readRule},
	}
)

func (h *head) parentForum(r *register.View, now string) field {
	return h.Field("parent", "Dépend de", "Under").Otherwise(now).From(forumChoices(r, h.T("aucun autre cadre", "no other forum")))
}

// forumOf is how the forum of a form stands; nothing where there is none, which
// the form itself says.
func forumOf(r *register.View, code string) (row register.ForumRow) {
	if f, err := r.FindForum(r.Spelled(code)); err == nil {
		row = r.DescribeForum(f)
	}
	return row
}

func ruleFields(h *head, r *register.View, code string) []field {
	now := forumOf(r, code).Rule
	codes := func(name string) string {
		var all []string
		ids := now.Forums
		if name == "reconduction_par" {
			ids = now.CarriedOverBy
		}
		for _, id := range ids {
			all = append(all, r.NameOf(id.String()))
		}
		return strings.Join(all, ", ")
	}
	return []field{
		h.Field("periodicite", "Périodicité", "Periodicity").Otherwise(now.Periodicity).Hint("En toutes lettres, comme « deux sessions ordinaires par an ».", "In words, such as \"two ordinary sessions a year\"."),
		h.Field("examine", "Ses sessions examinent", "Its sessions examine").Otherwise(string(now.Examines)).Of(
			string(forum.PreviousLists), h.T("la liste de la session ordinaire précédente", "the list of the ordinary session before"),
			string(forum.AllOpen), h.T("tout ce qui est ouvert", "all that is open"),
			string(forum.Nothing), h.T("rien", "nothing")),
		h.Field("listes", "Listes de combien de sessions précédentes", "Lists of how many sessions before").As("number").Otherwise(strconv.Itoa(max(1, now.Lists))),
		h.Field("cadres", "Si elles examinent tout ce qui est ouvert : de quels cadres", "Where they examine all that is open: of which forums").Otherwise(codes("cadres")).Hint("Leurs codes, séparés par des virgules ; vide : de ce cadre.", "Their codes, with commas between; empty: of this forum."),
		h.Field("theme", "D'un seul thème", "Of one theme alone").Otherwise(now.Theme),
		h.Field("parole_retenue", "La parole retenue est celle", "The word retained is that").Otherwise(string(now.Word)).Of(
			string(forum.WordOfSession), h.T("de la session", "of the session"),
			string(forum.WordOfOwners), h.T("des structures responsables, par leurs déclarations", "of the owners, by their declarations")),
		h.Field("reconduction_par", "Autres cadres qui peuvent reconduire ses recommandations", "Other forums that may carry its recommendations over").Otherwise(codes("reconduction_par")).Hint("Leurs codes, séparés par des virgules.", "Their codes, with commas between."),
	}
}

func readRule(sent url.Values) (desk.Command, error) {
	c := desk.SetRule{Effective: effective(sent), Source: sourceOf(sent)}
	lists, err := numberOf(sent, "listes")
	if err != nil {
		return nil, err
	}
	periodicity, examines, theme, word := told(sent, "periodicite"), told(sent, "examine"), told(sent, "theme"), told(sent, "parole_retenue")
	forums, carriers := separated(sent.Get("cadres")), separated(sent.Get("reconduction_par"))
	c.Periodicity, c.Examines, c.Lists, c.Forums, c.Theme, c.Word, c.CarriedOverBy = &periodicity, &examines, &lists, &forums, &theme, &word, &carriers
	return c, nil
}

// keptRoutes are the routes of the forms of what is kept at a path.
func keptRoutes(root string, creates keptAct, acts []keptAct) (all []route) {
	all = append(all, route{path: root + "/" + creates.path, needs: access.Record, menu: glossary.Text{},
		get:  func(v *visit) error { return creates.show(v, "") },
		post: func(v *visit) error { return creates.take(v, "") }})
	for _, a := range acts {
		all = append(all, route{path: root + "/{code}/" + a.path, needs: access.Record,
			get:  func(v *visit) error { return a.show(v, v.param("code")) },
			post: func(v *visit) error { return a.take(v, v.param("code")) }})
	}
	return all
}
