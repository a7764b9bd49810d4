package web

import (
	"cmp"
	"net/url"
	"slices"

	"suivi/projections/followup"
	"suivi/projections/openitems"
	"suivi/projections/register"
)

// number is a count and the list that it counts.
type number struct {
	Label string
	N     int
	Href  string
}

// Bounds of the first page: it shows the most urgent, and links to the rest.
const (
	homeForums   = 10
	homeSessions = 6
	trendForums  = 4 // each with as many sessions as fill a picture together
)

type homePage struct {
	*head
	Figures  []number
	Sessions []number // planned, and held but not closed
	Close    waiting
	Hold     waiting
	States   []number
	Forums   []forumHeap
	Others   int // forums with open recommendations that Forums leaves out
	Trend    chart
}

// waiting are the first of the sessions that wait for something.
type waiting struct {
	Shown []register.Head
	All   number
}

// Cut reports whether others wait.
func (w waiting) Cut() bool { return len(w.Shown) < w.All.N }

// forumHeap is what is open of what one forum made.
type forumHeap struct {
	Code, Name                  string
	Open, Late, Silent, Dropped number
}

func showHome(v *visit) error {
	page := homePage{head: v.titled("Où en est-on ?", "Where do we stand?")}
	err := v.look(func(r *register.View) error {
		counts := openitems.Of(r, openitems.ByState, openitems.ByForum)
		page.Figures = v.head.tallied(counts.Open, "")
		for _, s := range counts.States {
			page.States = append(page.States, number{v.head.Word(s.Key), s.Open, v.head.Link("/recommandations?situation=ouverte&etat=" + s.Key)})
		}
		page.heap(r, counts.Forums)
		page.agenda(r)
		page.Trend = page.trend(page.followed(r))
		return nil
	})
	if err != nil {
		return err
	}
	return v.show("accueil", page)
}

// tallied are the numbers of a heap of open recommendations, narrowed as the
// lists that they lead to are.
func (h *head) tallied(t openitems.Tally, narrowed string) []number {
	list := func(q string) string { return h.Link("/recommandations?situation=ouverte" + narrowed + q) }
	return []number{
		{h.T("Ouvertes", "Open"), t.Open, list("")},
		{h.T("En retard", "Late"), t.Late, list("&en_retard=true")},
		{h.T("Sans nouvelles", "Silent"), t.Silent, list("&sans_nouvelles=true")},
		{h.T("Perdues de vue", "Dropped"), t.Dropped, list("&perdues_de_vue=true")},
	}
}

// heap shows the forums that have most open.
func (p *homePage) heap(r *register.View, forums []openitems.Heap) {
	slices.SortStableFunc(forums, func(a, b openitems.Heap) int { return cmp.Compare(b.Open, a.Open) })
	p.Others = max(0, len(forums)-homeForums)
	for _, f := range forums[:len(forums)-p.Others] {
		row := forumHeap{Code: f.Key}
		if i, err := r.FindForum(f.Key); err == nil {
			row.Name = r.Forum(i).Name
		}
		all := p.tallied(f.Tally, "&cadre="+url.QueryEscape(f.Key))
		row.Open, row.Late, row.Silent, row.Dropped = all[0], all[1], all[2], all[3]
		p.Forums = append(p.Forums, row)
	}
}

// followed are the last sessions of the forums that have most open: those of one
// make a line, which the last sessions of all forums seldom do.
func (p *homePage) followed(r *register.View) (points []followup.Point) {
	for _, row := range p.Forums[:min(len(p.Forums), trendForums)] {
		if f, err := r.FindForum(row.Code); err == nil {
			points = append(points, followup.TrendOf(r, f, trendSessions/trendForums)...)
		}
	}
	return points
}

// agenda says which sessions wait for their secretariat: those held, of which
// the latest is likely at hand, and those planned, the next first.
func (p *homePage) agenda(r *register.View) {
	wait := func(at register.Stage, fr, en string, list []register.SessionIndex) (w waiting) {
		n := r.CountSessions(register.SessionFilter{Forum: register.None, Stage: at})
		w.All = number{p.T(fr, en), n, p.Link("/sessions?etape=" + at.String())}
		for _, s := range list {
			w.Shown = append(w.Shown, r.Head(s))
		}
		return w
	}
	p.Hold = wait(register.StagePlanned, "Sessions planifiées", "Sessions planned", r.Soonest(register.StagePlanned, homeSessions))
	p.Close = wait(register.StageHeld, "Sessions tenues et non closes", "Sessions held and not closed", r.Latest(register.StageHeld, homeSessions))
	p.Sessions = []number{p.Hold.All, p.Close.All}
}
