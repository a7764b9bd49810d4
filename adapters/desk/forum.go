package desk

import (
	"strconv"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/field"
	"suivi/domain/forum"
	"suivi/projections/register"
)

// NoParent is how one says that something has nothing above it; so do no words
// at all.
const NoParent = "-"

// CreateForum opens a forum. Without a day it has existed for ever.
type CreateForum struct {
	Effective
	Code   string        `json:"code"`
	Name   string        `json:"nom"`
	Kind   string        `json:"genre,omitzero"`
	Parent string        `json:"parent,omitzero"` // a forum
	Source domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (CreateForum) Route() Route {
	return Route{Name: "forum create", Path: "/cadres", Announces: true, Creates: true}
}

func (c CreateForum) record(r *recording) (done, error) {
	e := forum.Created{Code: c.Code, Name: c.Name, Kind: c.Kind, Source: c.Source}
	if c.Parent != "" {
		var err error
		if _, e.Parent, err = r.forum(c.Parent); err != nil {
			return done{}, at(err, "parent")
		}
	}
	r.about.code = c.Code
	return r.ofForum(r.existing(), e, r.t("le cadre "+c.Code+" existe", "the forum "+c.Code+" exists"))
}

// sinceEver is the day of effect of what has no known beginning.
const sinceEver domain.Day = 1

// existing is the day since which something is said to exist: for ever, unless
// a day is given.
func (r *recording) existing() domain.Day {
	if r.on != 0 {
		return r.on
	}
	return sinceEver
}

// ofForum records a fact of the forum that the command is about.
func (r *recording) ofForum(on domain.Day, e forum.Event, said string) (done, error) {
	code := r.about.code
	receipt, err := r.recorded(r.Ledger.Forum(r.ctx, r.meta, code, forum.Record{On: on, Event: e}))
	return done{receipt, code, said}, err
}

// RenameForum gives a forum a new name from a day on.
type RenameForum struct {
	Effective
	Name   string        `json:"nom"`
	Source domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (RenameForum) Route() Route {
	return Route{Name: "forum rename", Path: "/cadres/{ref}/noms", About: AForum, Announces: true}
}

func (c RenameForum) record(r *recording) (done, error) {
	code := r.about.code
	return r.ofForum(r.effect(), forum.Renamed{Name: c.Name, Source: c.Source}, r.t("le cadre "+code+" s'appelle « "+c.Name+" »", "the forum "+code+" is called \""+c.Name+"\""))
}

// AttachForum puts a forum under another from a day on; NoParent: under none.
type AttachForum struct {
	Effective
	Parent string        `json:"parent,omitzero"` // a forum
	Source domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (AttachForum) Route() Route {
	return Route{Name: "forum attach", Path: "/cadres/{ref}/rattachements", About: AForum, Announces: true}
}

func (c AttachForum) record(r *recording) (done, error) {
	code := r.about.code
	e := forum.Reparented{Source: c.Source}
	said := r.t("le cadre "+code+" ne dépend d'aucun autre", "the forum "+code+" is under no other")
	if c.Parent != "" && c.Parent != NoParent {
		above, id, err := r.forum(c.Parent)
		if err == nil {
			err = r.checkForumTree(above)
		}
		if err != nil {
			return done{}, at(err, "parent")
		}
		e.Parent = id
		said = r.t("le cadre "+code+" dépend de "+above, "the forum "+code+" is under "+above)
	}
	return r.ofForum(r.effect(), e, said)
}

// checkForumTree refuses a parent that lies under the forum itself.
func (r *recording) checkForumTree(above string) error {
	return r.see(func(v *register.View) error {
		parents := map[string]string{}
		for _, f := range v.ForumsByCode() {
			if up := v.ForumParent(f); up != register.None {
				parents[v.Forum(f).Code] = v.Forum(up).Code
			}
		}
		for up, steps := above, 0; up != "" && steps <= len(parents); up, steps = parents[up], steps+1 {
			if up == r.about.code {
				return fault.New(fault.Invalid, forum.InvalidParent)
			}
		}
		return nil
	})
}

// NameSecretariat says who is the secretariat of a forum from a day on: a
// structure, or words, or both.
type NameSecretariat struct {
	Effective
	Organization string        `json:"structure,omitzero"`
	Words        string        `json:"mots,omitzero"`
	Source       domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (NameSecretariat) Route() Route {
	return Route{Name: "forum secretariat", Path: "/cadres/{ref}/secretariats", About: AForum, Announces: true}
}

func (c NameSecretariat) record(r *recording) (done, error) {
	e := forum.SecretariatNamed{Words: c.Words, Source: c.Source}
	if c.Organization != "" {
		var err error
		if e.Organization, err = r.organization(c.Organization, "structure"); err != nil {
			return done{}, err
		}
		if e.Words == "" {
			e.Words = r.codeOf(e.Organization)
		}
	}
	if e.Words == "" {
		return done{}, fault.New(fault.Invalid, field.Empty).At("structure")
	}
	code := r.about.code
	return r.ofForum(r.effect(), e, r.t("le secrétariat de "+code+" est tenu par ", "the secretariat of "+code+" is ")+e.Words)
}

// NameLead says who leads a forum from a day on, for one year where that is
// said.
type NameLead struct {
	Effective
	Year   int           `json:"annee,omitzero"`
	Words  string        `json:"mots"`
	Source domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (NameLead) Route() Route {
	return Route{Name: "forum lead", Path: "/cadres/{ref}/chefs-de-file", About: AForum, Announces: true}
}

func (c NameLead) record(r *recording) (done, error) {
	if field.Blank(c.Words) {
		return done{}, fault.New(fault.Invalid, field.Empty).At("mots")
	}
	code := r.about.code
	said := r.t("le chef de file de "+code+" est ", "the lead of "+code+" is ") + c.Words
	if c.Year != 0 {
		said += r.t(" en ", " in ") + strconv.Itoa(c.Year)
	}
	return r.ofForum(r.effect(), forum.LeadNamed{Year: c.Year, Words: c.Words, Source: c.Source}, said)
}
