package web

import (
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// maxChoices is how many choices a field offers at the most: of more it asks
// for the code.
const maxChoices = 300

// forumChoices are all forums, by code, after the words for none; nil where they
// are too many.
func forumChoices(r *register.View, none string) []choice {
	return choices(r.ForumsByCode(), none, func(f register.ForumIndex) (string, string) { return r.Forum(f).Code, r.Forum(f).Name })
}

// structureChoices are all structures, by code, after the words for none; nil
// where they are too many.
func structureChoices(r *register.View, none string) []choice {
	return choices(r.Organizations(), none, func(o register.OrganizationIndex) (string, string) {
		return r.Organization(o).Code, r.Organization(o).Name
	})
}

func choices[I any](all []I, none string, named func(I) (code, name string)) []choice {
	if len(all) > maxChoices {
		return nil
	}
	made := []choice{{Label: none}}
	for _, i := range all {
		code, name := named(i)
		made = append(made, choice{code, code + " – " + name})
	}
	return made
}

// wordChoices are stored values by their words, after the words for none.
func wordChoices[S ~string](h *head, none string, stored ...S) []choice {
	all := []choice{{Label: none}}
	for _, value := range stored {
		all = append(all, choice{string(value), h.Word(value)})
	}
	return all
}

// forumField narrows a page to one of the forums.
func (h *head) forumField(r *register.View) field {
	return h.Field("cadre", "Cadre", "Forum").From(forumChoices(r, h.T("tous", "all")))
}

// askedForum is the one that the address names, None for all.
func askedForum(h *head, r *register.View) (register.ForumIndex, error) {
	if code := h.visit.r.URL.Query().Get("cadre"); code != "" {
		return r.FindForum(r.Spelled(code))
	}
	return register.None, nil
}

// motives are those for which a recommendation is classed.
var motives = []recommendation.Motive{recommendation.MotiveNoObject, recommendation.MotiveNotRetained, recommendation.MotiveSplit, recommendation.MotiveOther}
