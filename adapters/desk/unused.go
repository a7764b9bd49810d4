package desk

import (
	"strconv"
	"strings"

	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/session"
	"suivi/projections/register"
)

// unused refuses to say of what a forum, a structure or a session has its being
// from that it never happened, while anything hangs on it: told by its count,
// with the first few by their references.
func (r *recording) unused(f wrongFact) error {
	if f.Void || !f.Alone {
		return nil
	}
	return r.see(func(v *register.View) error {
		hangs := hanging{recording: r, view: v}
		switch e := f.Payload.(type) {
		case forum.Created:
			if i, err := v.FindForum(e.Code); err == nil {
				hangs.onForum(v.HangingOnForum(i))
			}
			return hangs.refused(forum.RefusedInUse, "cadre", e.Code)
		case organization.Created:
			if i, err := v.FindOrganization(e.Code); err == nil {
				hangs.onStructure(v.HangingOnStructure(i))
			}
			return hangs.refused(organization.RefusedInUse, "structure", e.Code)
		case session.Planned:
			id := session.IDOf(e.Forum, e.Code)
			if i, err := v.FindSession(id.String()); err == nil {
				hangs.onSession(v.Session(i), v.HangingOnSession(i))
			}
			return hangs.refused(session.RefusedInUse, "session", nameOf(v, id))
		}
		return nil
	})
}

// hanging words what hangs on something.
type hanging struct {
	*recording
	view  *register.View
	words []string
}

func (h *hanging) onForum(all register.Hanging) {
	h.add(sessionNames(h.view, all.Sessions), "session", "sessions", "session", "sessions")
	h.add(forumNames(h.view, all.Forums), "cadre qui y est rattaché", "cadres qui y sont rattachés", "forum under it", "forums under it")
	h.add(forumNames(h.view, all.Ruled), "cadre dont la règle le nomme", "cadres dont la règle le nomme", "forum the rule of which names it", "forums the rules of which name it")
}

func (h *hanging) onStructure(all register.Hanging) {
	h.add(recommendationNames(h.view, all.Recommendations), "recommandation qui la nomme", "recommandations qui la nomment", "recommendation that names it", "recommendations that name it")
	h.add(structureNames(h.view, all.Structures), "structure qui y est rattachée", "structures qui y sont rattachées", "organization under it", "organizations under it")
	h.add(structureNames(h.view, all.Merged), "structure fusionnée dans elle", "structures fusionnées dans elle", "organization merged into it", "organizations merged into it")
	h.add(forumNames(h.view, all.Kept), "cadre dont elle tient le secrétariat", "cadres dont elle tient le secrétariat", "forum of which it is the secretariat", "forums of which it is the secretariat")
}

func (h *hanging) onSession(s *session.State, all register.Hanging) {
	if s.Held != nil {
		h.words = append(h.words, h.t("ses jours de tenue", "the days on which it was held"))
	}
	if s.List != nil {
		n := len(s.List.Items)
		h.words = append(h.words, h.t("la liste arrêtée de ce qu'elle examine (", "the fixed list of what it examines (")+strconv.Itoa(n)+")")
	}
	h.add(recommendationNames(h.view, all.Recommendations), "recommandation inscrite sur sa liste", "recommandations inscrites sur sa liste", "recommendation on its list", "recommendations on its list")
	h.add(recommendationNames(h.view, all.Dealt), "autre recommandation qu'elle a examinée ou classée", "autres recommandations qu'elle a examinées ou classées", "other recommendation that it examined or classed", "other recommendations that it examined or classed")
	h.add(make([]string, len(s.Totals)), "déclaration de totaux", "déclarations de totaux", "declaration of totals", "declarations of totals")
	if s.Closed != nil {
		h.words = append(h.words, h.t("sa clôture", "its close"))
	}
	h.add(sessionNames(h.view, all.Sessions), "autre session qui la nomme", "autres sessions qui la nomment", "other session that names it", "other sessions that name it")
}

// shownHanging is how many of each kind are named.
const shownHanging = 3

// add counts names, and gives the first of those that are not empty.
func (h *hanging) add(names []string, one, many, oneEN, manyEN string) {
	if len(names) == 0 {
		return
	}
	said := strconv.Itoa(len(names)) + " " + h.t(many, manyEN)
	if len(names) == 1 {
		said = "1 " + h.t(one, oneEN)
	}
	if names[0] != "" {
		shown := make([]string, min(len(names), shownHanging))
		for i := range shown {
			shown[i] = h.named(names[i])
		}
		if len(names) > shownHanging {
			shown = append(shown, "…")
		}
		said += " (" + strings.Join(shown, " ; ") + ")"
	}
	h.words = append(h.words, said)
}

func (h *hanging) refused(code, argument, name string) error {
	if len(h.words) == 0 {
		return nil
	}
	return fault.New(fault.Refused, code, argument, name, "reste", strings.Join(h.words, ", "))
}

func sessionNames(v *register.View, all []register.SessionIndex) []string {
	return mapped(all, v.SessionReference)
}

func forumNames(v *register.View, all []register.ForumIndex) []string {
	return mapped(all, func(f register.ForumIndex) string { return v.Forum(f).Code })
}

func structureNames(v *register.View, all []register.OrganizationIndex) []string {
	return mapped(all, func(o register.OrganizationIndex) string { return v.Organization(o).Code })
}

func recommendationNames(v *register.View, all []register.RecommendationIndex) []string {
	return mapped(all, func(i register.RecommendationIndex) string { return nameOf(v, v.ID(i)) })
}

func mapped[I any](all []I, name func(I) string) []string {
	names := make([]string, len(all))
	for k, i := range all {
		names[k] = name(i)
	}
	return names
}
