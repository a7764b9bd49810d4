package register

import (
	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
)

// FindOrganization finds a structure by its code, its identity, or the acronym
// or name that it alone bears in this view.
func (v *View) FindOrganization(name string) (OrganizationIndex, error) {
	if i, known := v.r.organizationByCode[name]; known && v.Organization(i).Code == name {
		return i, nil
	}
	if u, err := ulid.ParseStrict(name); err == nil {
		if i, known := v.r.organizationByID[domain.OrganizationID{ULID: u}]; known && v.Organization(i).Exists {
			return i, nil
		}
	}
	found := OrganizationIndex(None)
	for i := range v.r.organizations {
		o := OrganizationIndex(i)
		st := v.Organization(o)
		if !st.Exists || compareFolded(st.Acronym, name) != 0 && compareFolded(st.Name, name) != 0 {
			continue
		}
		if found != None {
			return None, fault.New(fault.Invalid, "structure.ambigue", "structure", name, "codes", v.Organization(found).Code+", "+st.Code)
		}
		found = o
	}
	if found == None {
		return None, fault.New(fault.NotFound, "structure.inconnue", "structure", name)
	}
	return found, nil
}

// version gives out the version of something's own stream, what a client shows
// that it has seen: nil in a view of the past, so that it is not taken for the
// last.
func (v *View) version(last event.Version) *event.Version {
	if v.until != 0 {
		return nil
	}
	return &last
}

// ForumRow is a forum as lists print it.
type ForumRow struct {
	ID          domain.ForumID    `json:"id"`
	Version     *event.Version    `json:"version,omitzero"` // of its stream
	Code        string            `json:"code"`
	Name        string            `json:"nom"`
	Kind        string            `json:"genre,omitzero"`
	Parent      string            `json:"parent,omitzero"` // its code
	Secretariat string            `json:"secretariat,omitzero"`
	Leads       []forum.LeadNamed `json:"chefs_de_file,omitempty"`
	Rule        forum.Rule        `json:"regle"`
	Follows     []string          `json:"suit,omitempty"` // codes of the forums whose open items it examines
	Sessions    int               `json:"sessions"`
	Open        int               `json:"ouvertes"`
	Source      domain.Source     `json:"source,omitzero"`
}

// ForumParent is the forum that f is under, None where it is a root.
func (v *View) ForumParent(f ForumIndex) ForumIndex {
	if p, known := v.r.forumByID[v.Forum(f).Parent]; known {
		return p
	}
	return None
}

// DescribeForum says of a forum what lists print.
func (v *View) DescribeForum(f ForumIndex) ForumRow {
	st := v.Forum(f)
	row := ForumRow{ID: v.r.forums[f].id, Version: v.version(v.r.forums[f].version), Code: st.Code, Name: st.Name, Kind: st.Kind, Secretariat: st.Secretariat.Words, Leads: st.Leads,
		Rule: st.Rule, Source: st.Source, Sessions: len(v.Order(f)) + len(v.Planned(f))}
	if p := v.ForumParent(f); p != None {
		row.Parent = v.Forum(p).Code
	}
	for _, id := range st.Rule.Forums {
		if g, known := v.r.forumByID[id]; known {
			row.Follows = append(row.Follows, v.Forum(g).Code)
		}
	}
	if t := v.Counts().Forums[f]; t != nil {
		row.Open = t.Open
	}
	return row
}

// DescribeForums lists every forum, by code.
func (v *View) DescribeForums() []ForumRow { return described(v.ForumsByCode(), v.DescribeForum) }

func described[I, R any](all []I, describe func(I) R) []R {
	rows := make([]R, 0, len(all))
	for _, i := range all {
		rows = append(rows, describe(i))
	}
	return rows
}

// SessionRow is a session as lists print it.
type SessionRow struct {
	Head
	ToExamine int `json:"a_examiner"`
	Made      int `json:"sur_sa_liste"`
}

// DescribeSession says of a session what lists print.
func (v *View) DescribeSession(s SessionIndex) SessionRow {
	row := SessionRow{Head: v.Head(s), ToExamine: len(v.Due(s))}
	for range v.Listed(s) {
		row.Made++
	}
	return row
}

// DescribeSessions lists every session, by forum, then in order of day.
func (v *View) DescribeSessions() []SessionRow { return described(v.Sessions(), v.DescribeSession) }

// OrganizationRow is a structure as lists print it.
type OrganizationRow struct {
	Owner
	Version   *event.Version `json:"version,omitzero"` // of its stream
	Others    []string       `json:"autres_sigles,omitempty"`
	Parent    string         `json:"parent,omitzero"`     // its code
	Successor string         `json:"successeur,omitzero"` // its code
	Open      int            `json:"ouvertes"`            // owed by it or under it
}

// DescribeStructure says of a structure what lists print; DescribeOrganization
// only names it.
func (v *View) DescribeStructure(o OrganizationIndex) OrganizationRow {
	row := OrganizationRow{Owner: v.DescribeOrganization(o, ""), Version: v.version(v.r.organizations[o].version), Others: v.Organization(o).Others}
	if p := v.Parent(o); p != None {
		row.Parent = v.Organization(p).Code
	}
	if s := v.successor(o); s != o {
		row.Successor = v.Organization(s).Code
	}
	if t := v.Counts().RolledUp[o]; t != nil {
		row.Open = t.Open
	}
	return row
}

// DescribeOrganizations lists every structure, by code.
func (v *View) DescribeOrganizations() []OrganizationRow {
	return described(v.Organizations(), v.DescribeStructure)
}
