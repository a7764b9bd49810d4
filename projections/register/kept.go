package register

import (
	"github.com/oklog/ulid/v2"

	"suivi/domain"
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

// ForumRow is a forum as lists print it.
type ForumRow struct {
	ID          domain.ForumID    `json:"id"`
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

// DescribeForums lists every forum, by code.
func (v *View) DescribeForums() []ForumRow {
	counts := v.Counts()
	rows := []ForumRow{}
	for _, f := range v.ForumsByCode() {
		st := v.Forum(f)
		row := ForumRow{ID: v.r.forums[f].id, Code: st.Code, Name: st.Name, Kind: st.Kind, Secretariat: st.Secretariat.Words, Leads: st.Leads, Rule: st.Rule, Source: st.Source,
			Sessions: len(v.Order(f)) + len(v.Planned(f))}
		if p, known := v.r.forumByID[st.Parent]; known {
			row.Parent = v.Forum(p).Code
		}
		for _, id := range st.Rule.Forums {
			if g, known := v.r.forumByID[id]; known {
				row.Follows = append(row.Follows, v.Forum(g).Code)
			}
		}
		if t := counts.Forums[f]; t != nil {
			row.Open = t.Open
		}
		rows = append(rows, row)
	}
	return rows
}

// SessionRow is a session as lists print it.
type SessionRow struct {
	Head
	ToExamine int `json:"a_examiner"`
	Made      int `json:"sur_sa_liste"`
}

// DescribeSessions lists every session, by forum, then in order of day.
func (v *View) DescribeSessions() []SessionRow {
	rows := []SessionRow{}
	for _, s := range v.Sessions() {
		row := SessionRow{Head: v.Head(s), ToExamine: len(v.Due(s))}
		for range v.Listed(s) {
			row.Made++
		}
		rows = append(rows, row)
	}
	return rows
}

// OrganizationRow is a structure as lists print it.
type OrganizationRow struct {
	Owner
	Others    []string `json:"autres_sigles,omitempty"`
	Parent    string   `json:"parent,omitzero"`     // its code
	Successor string   `json:"successeur,omitzero"` // its code
	Open      int      `json:"ouvertes"`            // owed by it or under it
}

// DescribeOrganizations lists every structure, by code.
func (v *View) DescribeOrganizations() []OrganizationRow {
	counts := v.Counts()
	rows := []OrganizationRow{}
	for _, o := range v.Organizations() {
		row := OrganizationRow{Owner: v.DescribeOrganization(o, ""), Others: v.Organization(o).Others}
		if p := v.Parent(o); p != None {
			row.Parent = v.Organization(p).Code
		}
		if s := v.successor(o); s != o {
			row.Successor = v.Organization(s).Code
		}
		if t := counts.RolledUp[o]; t != nil {
			row.Open = t.Open
		}
		rows = append(rows, row)
	}
	return rows
}
