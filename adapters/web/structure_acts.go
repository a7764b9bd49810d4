package web

import (
	"net/url"
	"strings"

	"suivi/adapters/desk"
	"suivi/projections/register"
)

// createsStructure is the form of a new structure; structureActs are those of
// one that is there. Their paths are those of the API.
var (
	createsStructure = keptAct{path: "nouvelle", organization: true,
		title:  in("Ajouter une structure", "Add an organization"),
		lead:   in("Une structure est un ministère, une direction, un conseil, un projet : qui doit des recommandations. Son code est pour toujours ; son nom et son sigle peuvent changer.", "An organization is a ministry, a direction, a council, a project: whoever owes recommendations. Its code is for ever; its name and acronym may change."),
		button: in("Ajouter la structure", "Add the organization"),
		fields: func(h *head, r *register.View, _ string) []field {
			return []field{
				h.Field("code", "Code", "Code").Must().Hint("Sans point, espace ni barre, comme MAECI-DRH.", "Without a dot, a space or a slash, such as MAECI-DRH."),
				h.Field("nom", "Nom", "Name").Must(),
				h.Field("sigle", "Sigle", "Acronym").Hint("Celui que les tableaux impriment.", "The one that tables print."),
				h.otherAcronyms(nil),
				h.parentStructure(r, ""),
				h.Field("genre", "Genre", "Kind").Hint("Ministère, direction, conseil, projet…", "Ministry, direction, council, project…"),
			}
		},
		read: func(sent url.Values) (desk.Command, error) {
			return desk.CreateOrganization{Effective: effective(sent), Code: told(sent, "code"), Name: told(sent, "nom"), Acronym: told(sent, "sigle"), Others: separated(sent.Get("autres_sigles")),
				Parent: told(sent, "parent"), Kind: told(sent, "genre"), Source: sourceOf(sent)}, nil
		}}

	structureActs = []keptAct{
		{path: "noms", organization: true,
			title:  in("Renommer la structure", "Rename the organization"),
			lead:   in("Le nouveau nom vaut à partir du jour donné ; les tableaux déjà clos gardent l'ancien.", "The new name holds from the day given; tables closed already keep the old one."),
			button: in("Renommer", "Rename"),
			fields: func(h *head, r *register.View, code string) []field {
				now := structureOf(r, code)
				return []field{h.Field("nom", "Nouveau nom", "New name").Must().Otherwise(now.Name), h.Field("sigle", "Sigle", "Acronym").Otherwise(now.Acronym), h.otherAcronyms(now.Others)}
			},
			read: func(sent url.Values) (desk.Command, error) {
				acronym, others := told(sent, "sigle"), separated(sent.Get("autres_sigles"))
				return desk.RenameOrganization{Effective: effective(sent), Name: told(sent, "nom"), Acronym: &acronym, Others: &others, Source: sourceOf(sent)}, nil
			}},
		{path: "rattachements", organization: true,
			title:  in("Rattacher la structure", "Attach the organization"),
			lead:   in("La structure dépend de celle que vous donnez, à partir du jour donné : ce qu'elle doit compte alors aussi pour celle-là.", "The organization is under the one that you give, from the day given: what it owes then counts for that one as well."),
			button: in("Rattacher", "Attach"),
			fields: func(h *head, r *register.View, code string) []field {
				return []field{h.parentStructure(r, structureOf(r, code).Parent)}
			},
			read: func(sent url.Values) (desk.Command, error) {
				return desk.AttachOrganization{Effective: effective(sent), Parent: told(sent, "parent"), Source: sourceOf(sent)}, nil
			}},
		{path: "fusions", organization: true,
			title:  in("Fusionner la structure", "Merge the organization"),
			lead:   in("À partir du jour donné, la structure n'existe plus à part : celle qui lui succède doit tout ce qui reste ouvert. Ce qui est clos garde l'ancienne.", "From the day given the organization is no longer apart: its successor owes all that remains open. What is closed keeps the old one."),
			button: in("Fusionner", "Merge"),
			fields: func(h *head, r *register.View, _ string) []field {
				return []field{h.Field("successeur", "Structure qui lui succède", "Successor").Must().From(structureChoices(r, h.T("choisissez", "choose")))}
			},
			read: func(sent url.Values) (desk.Command, error) {
				return desk.MergeOrganization{Effective: effective(sent), Successor: told(sent, "successeur"), Source: sourceOf(sent)}, nil
			}},
	}
)

func (h *head) parentStructure(r *register.View, now string) field {
	return h.Field("parent", "Dépend de", "Under").Otherwise(now).From(structureChoices(r, h.T("aucune autre structure", "no other organization")))
}

func (h *head) otherAcronyms(now []string) field {
	return h.Field("autres_sigles", "Autres sigles", "Other acronyms").Otherwise(strings.Join(now, ", ")).Hint("Ceux sous lesquels on l'écrit aussi, séparés par des virgules.", "Those under which it is written as well, with commas between.")
}

// structureOf is how the structure of a form stands; nothing where there is
// none, which the form itself says.
func structureOf(r *register.View, code string) (row register.OrganizationRow) {
	if o, err := r.FindOrganization(code); err == nil {
		row = r.DescribeStructure(o)
		row.Acronym = r.Organization(o).Acronym
	}
	return row
}
