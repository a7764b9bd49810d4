package register

import (
	"slices"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/domain/wording"
)

// row is what most filters ask of one recommendation. Those of a digest stand
// in one slice: what a list passes over costs a few nanoseconds, and
// nothing of what it looks at lies scattered.
type row struct {
	due      domain.Day // the end of its échéance
	made     domain.Day
	forum    ForumIndex // that made it
	theme    themeIndex
	year     int16 // it was made in
	times    uint16
	standing recommendation.Standing
	state    domain.State
	unowned  bool
}

// themeIndex numbers themes as they are met, without accents and capitals, from
// 1; 0 is none.
type themeIndex int32

// noTheme is that of which nothing ever was.
const noTheme themeIndex = -1

// themeOf is the number of a theme that a filter names: 0 where it names none.
func (r *Register) themeOf(named string) themeIndex {
	folded := wording.Fold(named)
	if theme, known := r.themes[folded]; known || folded == "" {
		return theme
	}
	return noTheme
}

// rowOf makes the row of a state.
func (r *Register) rowOf(s *recommendation.State) row {
	of := row{due: s.Due.To, made: s.MadeOn, forum: None, year: int16(s.MadeOn.Year()), times: uint16(min(s.CarriedTimes, 1<<16-1)), standing: s.Standing, state: s.State, unowned: len(s.Owners) == 0}
	if f, known := r.forumByID[s.Forum]; known {
		of.forum = f
	}
	if s.Theme != "" {
		of.theme = r.themes[wording.Fold(s.Theme)]
	}
	return of
}

// noteTheme numbers a theme.
func (r *Register) noteTheme(named string) {
	if folded := wording.Fold(named); folded != "" && r.themes[folded] == 0 {
		r.themes[folded] = themeIndex(len(r.themes) + 1)
	}
}

// row is that of i in this view, of which d is the digest if there is one.
func (v *View) row(d *digest, i RecommendationIndex) row {
	switch {
	case d == nil:
		return v.r.rowOf(v.State(i))
	case int(i) < len(d.rows):
		return d.rows[i]
	}
	return row{forum: None} // recorded since
}

// passes reports whether a row may be of what f holds; theme is that of f, 0
// for any.
func (r *row) passes(f *Filter, theme themeIndex, today domain.Day) bool {
	return r.standing != recommendation.Unknown && r.standing != recommendation.NeverMade &&
		(f.Standing == recommendation.Unknown || r.standing == f.Standing) &&
		(f.State == 0 || r.state == f.State) &&
		(f.Exercise == 0 || int(r.year) == f.Exercise) &&
		f.CarriedTimes <= int(r.times) &&
		(f.Forum == None || r.forum == f.Forum) &&
		(theme == 0 || r.theme == theme) &&
		(!f.Unowned || r.unowned) && (!f.Owned || !r.unowned) &&
		(!f.Late || r.standing == recommendation.Open && r.due != 0 && r.due < today) &&
		(f.AgeFrom == 0 && f.AgeUnder == 0 || r.aged(f, today))
}

func (r *row) aged(f *Filter, today domain.Day) bool {
	years := r.made.YearsUntil(today)
	return years >= f.AgeFrom && (f.AgeUnder == 0 || years < f.AgeUnder)
}

// owedBelow are the structures whose debts are those of o: itself and, unless
// direct, all under it. Of what is open, a successor bears them.
func (v *View) owedBelow(o OrganizationIndex, direct bool) *[2][]bool {
	key := belowKey{o, direct}
	if of := v.below[key]; of != nil {
		return of
	}
	of := &[2][]bool{make([]bool, len(v.r.organizations)), make([]bool, len(v.r.organizations))}
	for i := range v.r.organizations {
		at := OrganizationIndex(i)
		of[ended][at] = at == o || !direct && slices.Contains(v.Ancestors(at), o)
	}
	for i := range v.r.organizations {
		of[open][i] = of[ended][v.successor(OrganizationIndex(i))]
	}
	return keep(&v.below, key, of)
}

type belowKey struct {
	organization OrganizationIndex
	direct       bool
}

// Of what owedBelow gives, that of what is open and that of the rest.
const (
	ended = iota
	open
)

// owedAmong reports whether any of the structures of below owes i.
func (v *View) owedAmong(i RecommendationIndex, below *[2][]bool) bool {
	s := v.State(i)
	of := below[ended]
	if s.Standing == recommendation.Open {
		of = below[open]
	}
	return slices.ContainsFunc(s.Owners, func(e domain.Owner) bool {
		at, known := v.r.organizationByID[e.Organization]
		return known && int(at) < len(of) && of[at]
	})
}
