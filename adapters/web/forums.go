package web

import (
	"net/url"

	"suivi/projections/register"
)

// keptTree is a page of the tree of forums or of structures.
type keptTree struct {
	*head
	Rows      []keptRow
	Total     int
	Words     string
	Next      string
	Above     []crumb // of what only a part of the tree is shown
	Structure bool
}

// keptRow is one forum or structure in its tree.
type keptRow struct {
	Code, Name, Kind string
	Href             string
	Depth            int
	Under            int
	UnderHref        string // to what is right under it, where the page does not show it
	Ended            string // the code of the structure that it was merged into
	Sessions, Open   number
}

// crumb is a way up.
type crumb struct{ Code, Name, Href string }

func showForums(v *visit) error {
	page := keptTree{head: v.titled("Cadres", "Forums")}
	q := v.r.URL.Query()
	page.Words = told(q, "q")
	err := v.look(func(r *register.View) error {
		t, under := forumTree(r), register.ForumIndex(register.None)
		if code := told(q, "sous"); code != "" {
			f, err := r.FindForum(r.Spelled(code))
			if err != nil {
				return err
			}
			under = f
			page.Above = v.head.forumsAbove(r, f)
		}
		rows, total, next := t.nodes(under, page.Words, q.Get("curseur"))
		sessions := sessionsOf(r)
		for _, n := range rows {
			page.Rows = append(page.Rows, v.head.forumRow(r, n, sessions[n.At]))
		}
		page.Total = total
		page.more(next, len(t.All))
		return nil
	})
	if err != nil {
		return err
	}
	return v.show("cadres", page)
}

// more leads to the next rows, and to what is under each row where the tree is
// too large to be shown whole.
func (p *keptTree) more(next string, size int) {
	p.Next = p.following(next)
	for i := range p.Rows {
		if row := &p.Rows[i]; size <= wholeTree && p.Words == "" && p.Above == nil || row.Under == 0 {
			row.UnderHref = ""
		}
	}
}

// sessionsOf counts the sessions of each forum, whatever their stage.
func sessionsOf(r *register.View) map[register.ForumIndex]int {
	n := map[register.ForumIndex]int{}
	for _, s := range r.Sessions() {
		n[r.ForumOf(s)]++
	}
	return n
}

func (h *head) forumRow(r *register.View, n node[register.ForumIndex], sessions int) keptRow {
	row := r.DescribeForum(n.At)
	asked := url.QueryEscape(row.Code)
	return keptRow{
		Code: row.Code, Name: row.Name, Kind: row.Kind, Href: h.To("/cadres", row.Code), Depth: min(n.Depth, 5), Under: n.Under, UnderHref: h.Link("/cadres?sous=" + asked),
		Sessions: number{h.T("Sessions", "Sessions"), sessions, h.Link("/sessions?cadre=" + asked)},
		Open:     number{h.T("Ouvertes", "Open"), row.Open, h.Link("/recommandations?situation=ouverte&cadre=" + asked)},
	}
}

// forumsAbove are f and all above it, from the top.
func (h *head) forumsAbove(r *register.View, f register.ForumIndex) (above []crumb) {
	seen := map[register.ForumIndex]bool{}
	for ; f != register.None && !seen[f]; f = r.ForumParent(f) {
		seen[f] = true
		code := r.Forum(f).Code
		above = append([]crumb{{code, r.Forum(f).Name, h.To("/cadres", code)}}, above...)
	}
	return above
}
