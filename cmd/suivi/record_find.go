package main

import (
	"regexp"
	"slices"
	"strings"

	"github.com/oklog/ulid/v2"
	"github.com/spf13/cobra"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/projections/register"
)

// Shown references, as reports print them: "CC-CPS-SCI 2023/1, n° 3".
var shownReference = regexp.MustCompile(`^(\S+) ([^\s,]+)(?:, ?(n° ?|no\. ?|point |item )(\S+))?$`)

// typed gives the form of a reference that finds, out of either that people
// use.
func typed(reference string) string {
	plain := strings.TrimSpace(strings.ReplaceAll(reference, "\u00a0", " "))
	parts := shownReference.FindStringSubmatch(plain)
	if parts == nil {
		return plain
	}
	out := parts[1] + "." + strings.Replace(parts[2], "/", "-", 1)
	switch {
	case parts[4] == "":
		return out
	case parts[3] == "point " || parts[3] == "item ":
		return out + ".p" + parts[4]
	}
	return out + "." + parts[4]
}

func (r *recording) session(name string) (id domain.SessionID, err error) {
	err = r.see(func(v *register.View) error {
		s, err := v.FindSession(v.Spelled(typed(name)))
		if err == nil {
			id = v.SessionID(s)
		}
		return err
	})
	return id, err
}

// sessions reads several, where one option names each.
func (r *recording) sessions(names []string, place string) (all []domain.SessionID, err error) {
	for _, name := range names {
		id, err := r.session(name)
		if err != nil {
			return nil, at(err, place)
		}
		all = append(all, id)
	}
	return all, nil
}

// sessionReference is what people type for a session.
func (r *recording) sessionReference(id domain.SessionID) (reference string) {
	_ = r.see(func(v *register.View) error {
		reference = id.String()
		if s, err := v.FindSession(id.String()); err == nil {
			reference = v.SessionReference(s)
		}
		return nil
	})
	return reference
}

// recommendation finds one by a reference, which an absorbed record's survivor
// has inherited, or by its identity, which remains its own.
func (r *recording) recommendation(name string) (id domain.RecommendationID, err error) {
	err = r.see(func(v *register.View) error {
		find := v.Find
		if _, err := ulid.ParseStrict(name); err == nil {
			find = v.FindOwn
		}
		i, err := find(v.Spelled(typed(name)))
		if err == nil {
			id = v.ID(i)
		}
		return err
	})
	return id, err
}

// ownRecommendation finds a record itself, absorbed or not.
func (r *recording) ownRecommendation(name string) (id domain.RecommendationID, err error) {
	err = r.see(func(v *register.View) error {
		i, err := v.FindOwn(v.Spelled(typed(name)))
		if err == nil {
			id = v.ID(i)
		}
		return err
	})
	return id, err
}

// reference is the last that a recommendation got.
func (r *recording) reference(id domain.RecommendationID) (reference string) {
	_ = r.see(func(v *register.View) error {
		reference = id.String()
		if i, err := v.FindOwn(id.String()); err == nil {
			reference = v.Describe(i).Reference
		}
		return nil
	})
	return reference
}

// forum finds a forum, and gives the code that its stream is named after.
func (r *recording) forum(name string) (code string, id domain.ForumID, err error) {
	err = r.see(func(v *register.View) error {
		f, err := v.FindForum(v.Spelled(strings.TrimSpace(name)))
		if err == nil {
			code, id = v.Forum(f).Code, forum.IDOf(v.Forum(f).Code)
		}
		return err
	})
	return code, id, err
}

func (r *recording) forums(names []string, place string) (all []domain.ForumID, err error) {
	for _, name := range names {
		_, id, err := r.forum(name)
		if err != nil {
			return nil, at(err, place)
		}
		if !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all, nil
}

// inWords names in a refusal by their references what the domain knows by
// identity.
func (r *recording) inWords(err error) error {
	f, is := err.(*fault.Fault)
	if !is {
		return err
	}
	args := map[string]string{}
	_ = r.see(func(v *register.View) error {
		for name, value := range f.Args {
			args[name] = value
			if _, err := ulid.ParseStrict(value); err == nil {
				args[name] = nameOf(v, value)
			}
		}
		return nil
	})
	g := *f
	g.Args = args
	return &g
}

func nameOf(v *register.View, id string) string {
	if i, err := v.FindOwn(id); err == nil {
		return v.Describe(i).Reference
	}
	if s, err := v.FindSession(id); err == nil {
		return v.SessionReference(s)
	}
	if f, err := v.FindForum(id); err == nil {
		return v.Forum(f).Code
	}
	if o, err := v.FindOrganization(id); err == nil {
		return v.Organization(o).Code
	}
	return id
}

// optionsOf are the options that give each stored field; where several
// commands call it otherwise, the first that the command has.
var optionsOf = map[string][]string{
	"texte": {"text"}, "numero": {"number"}, "place": {"place"}, "responsables": {"owner"}, "echeance": {"due"}, "theme": {"theme"},
	"nature": {"nature"}, "a_l_attention_de": {"for"}, "motif": {"motive", "reason"}, "motif_de_remise_en_suivi": {"reason"}, "constat": {"words"},
	"mots": {"words"}, "observation": {"observation"}, "constate_le": {"seen-on"}, "effet": {"on"}, "structure": {"structure"}, "source": {"document"},
	"acteur": {"actor"}, "seances": {"date"}, "parent": {"parent"}, "etat": {"state"}, "lien": {"kind"}, "genre": {"kind"}, "nom": {"name"},
	"successeur": {"into"}, "survivante": {"into"}, "examine": {"examines"}, "parole_retenue": {"word"}, "listes": {"lists"}, "phase": {"phase"},
}

// placeAtOption says at which option a refusal lies, where the domain named a
// stored field.
func placeAtOption(c *cobra.Command, err error) error {
	f, is := err.(*fault.Fault)
	if !is || f.Place == "" || strings.HasPrefix(f.Place, "--") {
		return err
	}
	if n, is := strings.CutPrefix(f.Place, "points."); is && c.Name() == "fix-list" {
		return f.At("REFERENCE " + n)
	}
	field := f.Place[strings.LastIndexByte(f.Place, '.')+1:]
	for _, option := range optionsOf[field] {
		if c.Flags().Lookup(option) != nil {
			return f.At("--" + option)
		}
	}
	return f.At(field)
}
