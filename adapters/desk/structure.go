package desk

import (
	"slices"
	"strings"

	"suivi/domain"
	"suivi/domain/organization"
	"suivi/domain/wording"
	"suivi/projections/register"
)

// CreateOrganization adds a structure. Without a day it has existed for ever.
type CreateOrganization struct {
	Effective
	Code    string        `json:"code"`
	Name    string        `json:"nom"`
	Acronym string        `json:"sigle,omitzero"`
	Others  []string      `json:"autres_sigles,omitempty"`
	Parent  string        `json:"parent,omitzero"` // a structure
	Kind    string        `json:"genre,omitzero"`
	Source  domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (CreateOrganization) Route() Route {
	return Route{Name: "structure create", Path: "/structures", Announces: true, Creates: true}
}

func (c CreateOrganization) record(r *recording) (done, error) {
	e := organization.Created{Code: c.Code, Names: organization.Names{Name: c.Name, Acronym: c.Acronym, Others: c.Others}, Kind: c.Kind, Source: c.Source}
	if c.Parent != "" {
		var err error
		if e.Parent, err = r.organization(c.Parent, "parent"); err != nil {
			return done{}, err
		}
	}
	r.about.code = c.Code
	return r.ofOrganization(r.existing(), e, r.t("la structure "+c.Code+" existe", "the organization "+c.Code+" exists"))
}

// ofOrganization records a fact of the structure that the command is about.
func (r *recording) ofOrganization(on domain.Day, e organization.Event, said string) (done, error) {
	code := r.about.code
	receipt, err := r.recorded(r.Ledger.Organization(r.ctx, r.meta, code, organization.Record{On: on, Event: e}))
	if _, merges := e.(organization.Merged); err == nil && !merges {
		said += r.sharedAcronym(code)
	}
	return done{receipt, code, said}, err
}

// RenameOrganization gives a structure new names from a day on. Acronyms that
// are not given stay as they are on that day.
type RenameOrganization struct {
	Effective
	Name    string        `json:"nom"`
	Acronym *string       `json:"sigle,omitzero"`
	Others  *[]string     `json:"autres_sigles,omitzero"`
	Source  domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (RenameOrganization) Route() Route {
	return Route{Name: "structure rename", Path: "/structures/{ref}/noms", About: AnOrganization, Announces: true}
}

func (c RenameOrganization) record(r *recording) (done, error) {
	code := r.about.code
	e := organization.Renamed{Source: c.Source}
	err := r.onDayOfEffect(func(v *register.View) error {
		o, err := v.FindOrganization(code)
		if err == nil {
			e.Names = v.Organization(o).Names
		}
		return err
	})
	if err != nil {
		return done{}, err
	}
	e.Name = c.Name
	keep(&e.Acronym, c.Acronym)
	keep(&e.Others, c.Others)
	return r.ofOrganization(r.effect(), e, r.t("la structure "+code+" s'appelle « "+c.Name+" »", "the organization "+code+" is called \""+c.Name+"\""))
}

// AttachOrganization puts a structure under another from a day on; NoParent:
// under none.
type AttachOrganization struct {
	Effective
	Parent string        `json:"parent,omitzero"` // a structure
	Source domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (AttachOrganization) Route() Route {
	return Route{Name: "structure attach", Path: "/structures/{ref}/rattachements", About: AnOrganization, Announces: true}
}

func (c AttachOrganization) record(r *recording) (done, error) {
	code := r.about.code
	e := organization.Reparented{Source: c.Source}
	said := r.t("la structure "+code+" ne dépend d'aucune autre", "the organization "+code+" is under no other")
	if c.Parent != "" && c.Parent != NoParent {
		var err error
		if e.Parent, err = r.organization(c.Parent, "parent"); err != nil {
			return done{}, err
		}
		said = r.t("la structure "+code+" dépend de ", "the organization "+code+" is under ") + r.codeOf(e.Parent)
	}
	return r.ofOrganization(r.effect(), e, said)
}

// MergeOrganization merges a structure into another from a day on, which
// inherits what is open.
type MergeOrganization struct {
	Effective
	Successor string        `json:"successeur"` // a structure
	Source    domain.Source `json:"source,omitzero"`
}

// Route implements Command.
func (MergeOrganization) Route() Route {
	return Route{Name: "structure merge", Path: "/structures/{ref}/fusions", About: AnOrganization, Announces: true}
}

func (c MergeOrganization) record(r *recording) (done, error) {
	code := r.about.code
	successor, err := r.organization(c.Successor, "successeur")
	if err != nil {
		return done{}, err
	}
	return r.ofOrganization(r.effect(), organization.Merged{Successor: successor, Source: c.Source},
		r.t("la structure "+code+" est fusionnée dans ", "the organization "+code+" is merged into ")+r.codeOf(successor))
}

// sharedAcronym warns where the acronym of a structure means others in the same
// place of the tree as well: it then names none of them alone. Two may bear it
// for a while, such as a ministry and the one that it is about to be merged
// into.
func (r *recording) sharedAcronym(code string) string {
	acronym, others := "", []string(nil)
	_ = r.see(func(v *register.View) error {
		o, err := v.FindOrganization(code)
		if err != nil {
			return err
		}
		acronym = v.Organization(o).Acronym
		for _, other := range v.Tree()[v.Parent(o)] {
			st := v.Organization(other)
			if other != o && st.Successor.IsZero() && slices.ContainsFunc(append([]string{st.Acronym, st.Code}, st.Others...), func(name string) bool { return wording.Fold(name) == wording.Fold(acronym) }) {
				others = append(others, st.Code)
			}
		}
		return nil
	})
	if acronym == "" || others == nil {
		return ""
	}
	also := strings.Join(others, ", ")
	return r.t(" ; attention, le sigle « "+acronym+" » désigne aussi "+also+" : donnez plutôt le code là où l'une d'elles est nommée", "; mind that the acronym \""+acronym+"\" also means "+also+": give the code instead where one of them is named")
}
