package desk

import (
	"strings"

	"suivi/domain/access"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/audit"
	"suivi/projections/carryover"
	"suivi/projections/followup"
	"suivi/projections/history"
	"suivi/projections/openitems"
	"suivi/projections/owing"
	"suivi/projections/register"
)

// The questions. Ref is a reference or an identity.
type (
	// Plain asks of the whole ledger.
	Plain struct{ Moment }
	// Counting asks for counters, heaped in the ways that By lists with commas;
	// none: in every way.
	Counting struct {
		By string `query:"par"`
		Moment
	}
	// AboutOne asks of one thing.
	AboutOne struct {
		Ref string `path:"ref"`
		Moment
	}
	// Narrowed asks for a list.
	Narrowed struct {
		Filter
		Page
		Moment
	}
	// NarrowedAbout asks for a list about one thing.
	NarrowedAbout struct {
		Ref string `path:"ref"`
		Narrowed
	}
	// Matching asks for what holds words.
	Matching struct {
		Words string `query:"q"`
		Narrowed
	}
	// InForum asks of one forum, or of all.
	InForum struct {
		Forum string `query:"cadre"`
		Moment
	}
)

// The tables: every question that the ledger answers.
var (
	FollowUp = Table[AboutOne, followup.Table]{Name: "followup", Path: "/sessions/{ref}/tableau", Dated: true,
		of: func(a *asking, q AboutOne) (t followup.Table, err error) {
			s, err := a.view.FindSession(a.view.Spelled(Typed(q.Ref)))
			if err == nil {
				t = followup.Of(a.view, s)
			}
			return t, err
		}}
	CarryOvers = Table[AboutOne, carryover.List]{Name: "carryover", Path: "/sessions/{ref}/reconductions", Dated: true,
		of: func(a *asking, q AboutOne) (l carryover.List, err error) {
			s, err := a.view.FindSession(a.view.Spelled(Typed(q.Ref)))
			if err == nil {
				l = carryover.Of(a.view, s)
			}
			return l, err
		}}
	Matrix = Table[Narrowed, carryover.Matrix]{Name: "matrix", Path: "/matrice", Dated: true,
		of: func(a *asking, q Narrowed) (carryover.Matrix, error) {
			filter, page, err := q.Read(a.view)
			if err != nil {
				return carryover.Matrix{}, err
			}
			return carryover.MatrixOf(a.view, filter, page)
		}}
	Owing = Table[InForum, owing.Table]{Name: "owing", Path: "/redevables", Dated: true,
		of: func(a *asking, q InForum) (t owing.Table, err error) {
			f := register.ForumIndex(register.None)
			if q.Forum != "" {
				if f, err = a.view.FindForum(a.view.Spelled(q.Forum)); err != nil {
					return t, at(err, "cadre")
				}
			}
			return owing.Of(a.view, f)
		}}
	Debt = Table[NarrowedAbout, owing.Debt]{Name: "owing", Path: "/redevables/{ref}", Dated: true, Long: true,
		of: func(a *asking, q NarrowedAbout) (owing.Debt, error) {
			filter, page, err := q.Read(a.view)
			if err != nil {
				return owing.Debt{}, err
			}
			o, err := organizationIn(a.view, q.Ref)
			if err != nil {
				return owing.Debt{}, err
			}
			return owing.DebtOf(a.view, filter, o, page)
		}}
	Counts = Table[Counting, openitems.Counts]{Name: "counts", Path: "/compteurs", Needs: access.Count, Dated: true,
		of: func(a *asking, q Counting) (openitems.Counts, error) {
			ways, err := q.ways()
			if err != nil {
				return openitems.Counts{}, err
			}
			return openitems.Of(a.view, ways...), nil
		}}
	Audit = Table[Narrowed, audit.Report]{Name: "audit", Path: "/audit", Dated: true, Long: true,
		of: func(a *asking, q Narrowed) (audit.Report, error) {
			filter, page, err := q.Read(a.view)
			if err != nil {
				return audit.Report{}, err
			}
			return audit.Of(a.view, filter, page)
		}}
	Recommendations = Table[Narrowed, openitems.List]{Name: "list recommendations", Path: "/recommandations", Dated: true, Long: true,
		of: func(a *asking, q Narrowed) (openitems.List, error) { return a.list(q, "") }}
	Search = Table[Matching, openitems.List]{Name: "search", Path: "/recherche", Dated: true, Long: true,
		of: func(a *asking, q Matching) (openitems.List, error) {
			if q.Words == "" {
				return openitems.List{}, fault.New(fault.Invalid, recommendation.InvalidEmpty).At("q")
			}
			return a.list(q.Narrowed, q.Words)
		}}
	Recommendation = Table[AboutOne, register.Item]{Name: "list recommendations", Path: "/recommandations/{ref}", Dated: true,
		of: func(a *asking, q AboutOne) (item register.Item, err error) {
			i, err := a.view.Find(a.view.Spelled(Typed(q.Ref)))
			if err == nil {
				item = a.view.Describe(i)
			}
			return item, err
		}}
	RecommendationHistory = Table[AboutOne, history.History]{Name: "history", Path: "/recommandations/{ref}/historique", Dated: true,
		of: func(a *asking, q AboutOne) (history.History, error) {
			i, err := a.view.Find(a.view.Spelled(Typed(q.Ref)))
			if err != nil {
				return history.History{}, err
			}
			return history.Of(a.ctx, a.Ledger.Log, a.Ledger.Registry, a.view, i)
		}}
	SessionHistory = Table[AboutOne, history.Stream]{Name: "history", Path: "/sessions/{ref}/historique",
		of: func(a *asking, q AboutOne) (history.Stream, error) {
			s, err := a.view.FindSession(a.view.Spelled(Typed(q.Ref)))
			if err != nil {
				return history.Stream{}, err
			}
			return a.stream(session.Stream(a.view.SessionID(s)), a.view.SessionReference(s))
		}}
	ForumHistory = Table[AboutOne, history.Stream]{Name: "history", Path: "/cadres/{ref}/historique",
		of: func(a *asking, q AboutOne) (history.Stream, error) {
			f, err := a.view.FindForum(a.view.Spelled(strings.TrimSpace(q.Ref)))
			if err != nil {
				return history.Stream{}, err
			}
			code := a.view.Forum(f).Code
			return a.stream(forum.Stream(forum.IDOf(code)), code)
		}}
	OrganizationHistory = Table[AboutOne, history.Stream]{Name: "history", Path: "/structures/{ref}/historique",
		of: func(a *asking, q AboutOne) (history.Stream, error) {
			o, err := organizationIn(a.view, q.Ref)
			if err != nil {
				return history.Stream{}, err
			}
			found := a.view.DescribeOrganization(o, "")
			return a.stream(organization.Stream(found.ID), found.Code)
		}}
)

func (a *asking) list(q Narrowed, words string) (openitems.List, error) {
	filter, page, err := q.Read(a.view)
	if err != nil {
		return openitems.List{}, err
	}
	filter.Words = words
	return openitems.ListOf(a.view, filter, page)
}

func (a *asking) stream(stream, reference string) (history.Stream, error) {
	return history.OfStream(a.ctx, a.Ledger.Log, a.Ledger.Registry, a.view, stream, reference)
}

func (q Counting) ways() (ways []openitems.By, err error) {
	if q.By == "" {
		return nil, nil
	}
	for name := range strings.SplitSeq(q.By, ",") {
		way, err := oneOf(strings.TrimSpace(name), "par", openitems.Ways()...)
		if err != nil {
			return nil, err
		}
		ways = append(ways, way)
	}
	return ways, nil
}
