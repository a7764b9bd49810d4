package desk

import (
	"slices"
	"strconv"
	"strings"

	"suivi/domain/fault"
	"suivi/domain/field"
	"suivi/projections/register"
)

// The questions about what is kept: forums, sessions, structures.
type (
	// AmongForums asks for a list of forums.
	AmongForums struct {
		Page
		Moment
	}
	// AmongSessions asks for a list of sessions.
	AmongSessions struct {
		Forum    string `query:"cadre"`
		Exercise int    `query:"exercice"` // the year that they belong to
		Stage    string `query:"etape"`    // planifiee, tenue, close, annulee
		Page
		Moment
	}
	// AmongOrganizations asks for a list of structures.
	AmongOrganizations struct {
		Parent string `query:"parent"` // right under this one
		Page
		Moment
	}
)

// The lists of what is kept: forums and structures by code, sessions by forum
// and then by day. A cursor names the last row that was seen, so that what is
// recorded between two pages moves no other row than those it is about.
var (
	Sessions = Table[AmongSessions, []register.SessionRow]{Name: "list sessions", Path: "/sessions", Long: true,
		of: func(a *asking, q AmongSessions) ([]register.SessionRow, error) {
			f, err := q.Read(a.view)
			if err != nil {
				return nil, err
			}
			holds := func(s register.SessionIndex) bool { return a.view.Holds(f, s) }
			return stretch(a, q.Page, a.view.Sessions(), holds, a.view.FindSession, a.view.DescribeSession, func(r register.SessionRow) string { return r.ID.String() })
		}}
	Forums = Table[AmongForums, []register.ForumRow]{Name: "list forums", Path: "/cadres", Long: true,
		of: func(a *asking, q AmongForums) ([]register.ForumRow, error) {
			all := func(register.ForumIndex) bool { return true }
			return stretch(a, q.Page, a.view.ForumsByCode(), all, a.view.FindForum, a.view.DescribeForum, func(r register.ForumRow) string { return r.ID.String() })
		}}
	Organizations = Table[AmongOrganizations, []register.OrganizationRow]{Name: "list structures", Path: "/structures", Long: true,
		of: func(a *asking, q AmongOrganizations) ([]register.OrganizationRow, error) {
			holds := func(register.OrganizationIndex) bool { return true }
			if q.Parent != "" {
				parent, err := organizationIn(a.view, q.Parent)
				if err != nil {
					return nil, at(err, "parent")
				}
				holds = func(o register.OrganizationIndex) bool { return a.view.Parent(o) == parent }
			}
			return stretch(a, q.Page, a.view.Organizations(), holds, a.view.FindOrganization, a.view.DescribeStructure, func(r register.OrganizationRow) string { return r.ID.String() })
		}}
)

// Read turns what was asked into a filter of the view. A session that names no exercise belongs
// to the year of its day.
func (q AmongSessions) Read(v *register.View) (f register.SessionFilter, err error) {
	f = register.SessionFilter{Forum: register.None, Year: q.Exercise, Stage: register.Stage(q.Stage)}
	if q.Forum != "" {
		if f.Forum, err = v.FindForum(v.Spelled(q.Forum)); err != nil {
			return f, at(err, "cadre")
		}
	}
	if q.Stage != "" && !slices.Contains(register.Stages(), f.Stage) {
		return f, choice(q.Stage, "etape", register.Stages())
	}
	return f, nil
}

// The same rows, one by one.
var (
	Session = Table[AboutOne, register.SessionRow]{Name: "list sessions", Path: "/sessions/{ref}",
		of: func(a *asking, q AboutOne) (row register.SessionRow, err error) {
			s, err := a.view.FindSession(a.view.Spelled(Typed(q.Ref)))
			if err == nil {
				row = a.view.DescribeSession(s)
			}
			return row, err
		}}
	Forum = Table[AboutOne, register.ForumRow]{Name: "list forums", Path: "/cadres/{ref}",
		of: func(a *asking, q AboutOne) (row register.ForumRow, err error) {
			f, err := a.view.FindForum(a.view.Spelled(strings.TrimSpace(q.Ref)))
			if err == nil {
				row = a.view.DescribeForum(f)
			}
			return row, err
		}}
	Organization = Table[AboutOne, register.OrganizationRow]{Name: "list structures", Path: "/structures/{ref}",
		of: func(a *asking, q AboutOne) (row register.OrganizationRow, err error) {
			o, err := organizationIn(a.view, q.Ref)
			if err == nil {
				row = a.view.DescribeStructure(o)
			}
			return row, err
		}}
)

// stretch describes the rows of a page of all, of those that holds tells, and
// notes where the next begins.
func stretch[I comparable, R any](a *asking, p Page, all []I, holds func(I) bool, find func(id string) (I, error), describe func(I) R, id func(R) string) ([]R, error) {
	if p.Limit < 0 {
		return nil, fault.New(fault.Invalid, field.Invalid, "lu", strconv.Itoa(p.Limit)).At("limite")
	}
	if p.Cursor != "" {
		last, err := find(p.Cursor)
		at := slices.Index(all, last)
		if err != nil || at < 0 {
			return nil, fault.New(fault.Invalid, "liste.curseur", "lu", p.Cursor).At("curseur")
		}
		all = all[at+1:]
	}
	rows := []R{}
	for _, i := range all {
		if !holds(i) {
			continue
		}
		if p.Limit > 0 && len(rows) == p.Limit {
			a.next = id(rows[len(rows)-1])
			break
		}
		rows = append(rows, describe(i))
	}
	return rows, nil
}
