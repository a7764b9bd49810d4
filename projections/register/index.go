package register

import (
	"slices"

	"suivi/domain"
	"suivi/domain/recommendation"
)

// The indexes only ever grow: they hold all that was ever recorded, and views
// keep what holds. What is recorded of an absorbed record also finds those
// that ever absorbed it.

// index enters what event p of i lets it be found by.
func (r *Register) index(i RecommendationIndex, p recommendation.Event) {
	if instead, is := p.(recommendation.Rectified); is {
		if instead.Instead != nil {
			r.index(i, instead.Instead)
		}
		return
	}
	if l, lists := recommendation.ListingOf(p); lists {
		s := r.sessions[r.session(l.Session)]
		s.listed = addIndex(s.listed, i)
	}
	if id := recommendation.SessionOf(p); !id.IsZero() {
		s := r.sessions[r.session(id)]
		s.dealt = addIndex(s.dealt, i)
	}
	for _, piece := range piecesOf(p) {
		r.pieces[piece.SHA256] = addIndex(r.pieces[piece.SHA256], i)
	}
	switch p := p.(type) {
	case recommendation.Formulated:
		f := r.forums[r.forum(p.Forum)]
		f.made = addIndex(f.made, i)
		r.noteTheme(p.Theme)
	case recommendation.Absorbed:
		r.absorb(i, r.recommendation(p.Survivor))
	}
	r.indexFor(i, p)
	if r.recommendations[i].shared {
		for _, s := range closure(i, r.survivors) {
			r.indexFor(s, p)
		}
	}
}

// indexFor enters under t what p, an event of t or of what t absorbed, lets t
// be found by.
func (r *Register) indexFor(t RecommendationIndex, p recommendation.Event) {
	if l, lists := recommendation.ListingOf(p); lists {
		s := r.sessions[r.session(l.Session)]
		s.standing = addIndex(s.standing, t)
		f := r.forums[r.forum(l.Forum)]
		f.stood = addIndex(f.stood, t)
		r.concern(t, r.forum(l.Forum))
	}
	text, owners := wordsOf(p)
	if text != "" {
		r.words.add(t, text)
		if entry := r.recommendations[t]; entry.texts < 255 {
			entry.texts++
		}
	}
	for _, o := range owners {
		entry := r.organizations[r.organization(o.Organization)]
		entry.owed = addIndex(entry.owed, t)
	}
}

// concern notes that f's sessions may have to do with i.
func (r *Register) concern(i RecommendationIndex, f ForumIndex) {
	entry := r.recommendations[i]
	if f != None && !slices.Contains(entry.forums, f) {
		entry.forums = append(entry.forums, f)
	}
}

// wordsOf gives the text and the owners that an event gives.
func wordsOf(p recommendation.Event) (text string, owners []domain.Owner) {
	switch p := p.(type) {
	case recommendation.Formulated:
		return p.Text, p.Owners
	case recommendation.Validated:
		return p.Text, p.Owners
	case recommendation.CarriedOver:
		return p.Text, p.Owners
	case recommendation.Reassigned:
		return "", p.Owners
	}
	return "", nil
}

func (r *Register) absorb(i, survivor RecommendationIndex) {
	if i == survivor {
		return
	}
	r.recommendations[i].shared, r.recommendations[survivor].shared = true, true
	r.absorbed[survivor] = addIndex(r.absorbed[survivor], i)
	r.survivors[i] = addIndex(r.survivors[i], survivor)
	below := append(closure(i, r.absorbed), i)
	for _, above := range append(closure(survivor, r.survivors), survivor) {
		for _, a := range below {
			if a == above {
				continue
			}
			for _, f := range r.recommendations[a].forums {
				r.concern(above, f)
			}
			for _, f := range r.recommendations[a].history {
				if c, is := f.Event.(recommendation.Rectified); !is {
					r.indexFor(above, f.Event)
				} else if c.Instead != nil {
					r.indexFor(above, c.Instead)
				}
			}
		}
	}
	r.touch(survivor)
}

// closure lists all that edges lead to from i, i itself left out.
func closure(i RecommendationIndex, edges map[RecommendationIndex][]RecommendationIndex) []RecommendationIndex {
	var all []RecommendationIndex
	queue := edges[i]
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		if next != i && !slices.Contains(all, next) {
			all = append(all, next)
			queue = append(slices.Clone(queue), edges[next]...)
		}
	}
	return all
}

// touch notes that the present state of i must be folded again, and that of
// the records that ever shared its facts.
func (r *Register) touch(i RecommendationIndex) {
	entry := r.recommendations[i]
	if entry.dirty {
		return
	}
	entry.dirty = true
	r.dirtyRecommendations = append(r.dirtyRecommendations, i)
	for _, s := range r.survivors[i] {
		r.touch(s)
	}
}

// addIndex enters i in an ascending list, once.
func addIndex[I ~int32](all []I, i I) []I {
	if n := len(all); n == 0 || all[n-1] < i {
		return append(all, i)
	}
	at, there := slices.BinarySearch(all, i)
	if there {
		return all
	}
	return slices.Insert(all, at, i)
}
