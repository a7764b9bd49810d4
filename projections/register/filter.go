package register

import (
	"slices"
	"strconv"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/domain/wording"
)

// Filter says which recommendations a list holds. Its zero value holds all
// that were made.
type Filter struct {
	Forum        ForumIndex        // that made it; None: any
	Session      SessionIndex      // on whose list it stands; None: any
	Organization OrganizationIndex // that owes it, or that is above one that does; None: any
	Direct       bool              // only those that Organization owes itself
	Unowned      bool              // owed by no structure
	Owned        bool              // owed by one at least
	Standing     recommendation.Standing
	State        domain.State
	Exercise     int // the year it was made in
	Theme        string
	CarriedTimes int // at least
	AgeFrom      int // at least, in whole years since it was made
	AgeUnder     int // less than, in the same; 0: any
	Late         bool
	Silent       bool
	Dropped      bool
	Moved        bool   // something took effect since the last session of its forum
	Words        string // every word, by its beginning, without accents
}

// AnyFilter holds everything.
func AnyFilter() Filter { return Filter{Forum: None, Session: None, Organization: None} }

// Page is a stretch of a list. Its zero value asks for the beginning.
type Page struct {
	After string // the cursor that the page before gave
	Limit int    // rows at the most; 0: all
}

// List gives the recommendations that f holds, the last recorded first, and
// the cursor of the next page, empty at the end. What it costs grows with the
// page and with what it has to pass over, not with the ledger.
func (v *View) List(f Filter, p Page) ([]RecommendationIndex, string, error) {
	before := RecommendationIndex(len(v.r.recommendations))
	if p.After != "" {
		n, err := strconv.ParseInt(p.After, 36, 32)
		if err != nil || n < 0 || n > int64(before) {
			return nil, "", fault.New(fault.Invalid, "liste.curseur", "lu", p.After).At("curseur")
		}
		before = RecommendationIndex(n)
	}
	var page []RecommendationIndex
	for i := range v.holding(f, before) {
		if p.Limit > 0 && len(page) == p.Limit {
			return page, strconv.FormatInt(int64(page[len(page)-1]), 36), nil
		}
		page = append(page, i)
	}
	return page, "", nil
}

// Length is how many recommendations f holds; atMost and true where there are
// more.
func (v *View) Length(f Filter, atMost int) (n int, more bool) {
	for range v.holding(f, RecommendationIndex(len(v.r.recommendations))) {
		if n == atMost {
			return n, true
		}
		n++
	}
	return n, false
}

// holding yields, descending and below before, what f holds: out of the index
// that leaves out the most.
func (v *View) holding(f Filter, before RecommendationIndex) func(func(RecommendationIndex) bool) {
	among, bounded := v.among(f)
	match := v.matcher(f)
	all := among.descending(before)
	switch {
	case f.Session != None:
		all = descending(v.r.sessions[f.Session].standing, before)
	case f.Forum != None:
		all = descending(v.r.forums[f.Forum].made, before)
	case !bounded:
		all = below(before)
	}
	return func(yield func(RecommendationIndex) bool) {
		for i := range all {
			if (!bounded || among.has(i)) && match(i) && !yield(i) {
				return
			}
		}
	}
}

// among is a set that holds all of f, where there is one.
func (v *View) among(f Filter) (all bitset, bounded bool) {
	narrow := func(b bitset) {
		if !bounded {
			all, bounded = slices.Clone(b), true
		} else {
			all.and(b)
		}
	}
	if d := v.digest(f); d != nil {
		d.bound(f, v.r.themeOf(f.Theme), narrow)
	}
	if words := wording.Words(f.Words); len(words) > 0 {
		narrow(v.r.words.holding(words))
	}
	if f.Organization != None {
		narrow(v.owedUnder(f.Organization, f.Direct))
	}
	return all, bounded
}

// below yields all that were recorded before one, descending.
func below(before RecommendationIndex) func(func(RecommendationIndex) bool) {
	return func(yield func(RecommendationIndex) bool) {
		for i := before - 1; i >= 0 && yield(i); i-- {
		}
	}
}

func descending(all []RecommendationIndex, before RecommendationIndex) func(func(RecommendationIndex) bool) {
	at, _ := slices.BinarySearch(all, before)
	return func(yield func(RecommendationIndex) bool) {
		for _, i := range slices.Backward(all[:at]) {
			if !yield(i) {
				return
			}
		}
	}
}

// owedUnder joins what o, those merged into it and, unless direct, all under
// it ever owed.
func (v *View) owedUnder(o OrganizationIndex, direct bool) bitset {
	below := v.owedBelow(o, direct)
	return v.owedBy(func(at OrganizationIndex) bool {
		return int(at) < len(below[ended]) && (below[ended][at] || below[open][at]) // else recorded since
	})
}

// matcher tells what f holds of what its sets hold. What costs least is asked
// first.
func (v *View) matcher(f Filter) func(RecommendationIndex) bool {
	themed := v.r.themeOf(f.Theme)
	var below *[2][]bool
	if f.Organization != None {
		below = v.owedBelow(f.Organization, f.Direct)
	}
	words, d := wording.Words(f.Words), v.digest(f)
	return func(i RecommendationIndex) bool {
		if of := v.row(d, i); !of.passes(&f, themed, v.today) {
			return false
		}
		switch {
		case f.Session != None && lastListing(v.State(i)).Session != v.r.sessions[f.Session].id,
			f.Organization != None && !v.owedAmong(i, below),
			d == nil && (f.Silent && !v.Status(i).Silent || f.Dropped && v.Status(i).Dropped == nil || f.Moved && !v.Status(i).Moved):
			return false
		}
		return len(words) == 0 || v.r.recommendations[i].oneText() || holdsWords(v.State(i).Text, words)
	}
}
