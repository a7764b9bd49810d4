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
	Standing     recommendation.Standing
	State        domain.State
	Exercise     int // the year it was made in
	Theme        string
	CarriedTimes int // at least
	Late         bool
	Silent       bool
	Dropped      bool
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
	match := v.matcher(f)
	var within []bitset
	if v.present {
		within = v.r.sets.of(f)
	}
	var page []RecommendationIndex
	for i := range v.candidates(f, before, within) {
		if slices.ContainsFunc(within, func(b bitset) bool { return !b.has(i) }) || !match(i) {
			continue
		}
		if p.Limit > 0 && len(page) == p.Limit {
			return page, strconv.FormatInt(int64(page[len(page)-1]), 36), nil
		}
		page = append(page, i)
	}
	return page, "", nil
}

// candidates yields, descending and below before, a superset of what f holds,
// from the index that leaves out the most; within are sets that hold all of it.
func (v *View) candidates(f Filter, before RecommendationIndex, within []bitset) func(func(RecommendationIndex) bool) {
	switch {
	case len(wording.Words(f.Words)) > 0:
		return v.r.words.candidates(wording.Words(f.Words), before)
	case f.Session != None:
		return descending(v.r.sessions[f.Session].standing, before)
	case f.Organization != None:
		return descending(v.owedUnder(f.Organization, f.Direct), before)
	case f.Forum != None:
		return descending(v.r.forums[f.Forum].made, before)
	case len(within) > 0:
		return within[0].descending(before)
	}
	return func(yield func(RecommendationIndex) bool) {
		for i := before - 1; i >= 0; i-- {
			if !yield(i) {
				return
			}
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
func (v *View) owedUnder(o OrganizationIndex, direct bool) []RecommendationIndex {
	return v.owedBy(func(at OrganizationIndex) bool {
		heir := v.successor(at)
		return at == o || heir == o || !direct && (slices.Contains(v.Ancestors(at), o) || slices.Contains(v.Ancestors(heir), o))
	})
}

// matcher tells what f holds in this view.
func (v *View) matcher(f Filter) func(RecommendationIndex) bool {
	words := wording.Words(f.Words)
	theme := wording.Fold(f.Theme)
	return func(i RecommendationIndex) bool {
		s := v.State(i)
		switch {
		case !v.made(i),
			f.Standing != recommendation.Unknown && s.Standing != f.Standing,
			f.State != 0 && s.State != f.State,
			f.Exercise != 0 && s.MadeOn.Year() != f.Exercise,
			f.CarriedTimes > s.CarriedTimes,
			f.Forum != None && s.Forum != v.r.forums[f.Forum].id,
			f.Session != None && lastListing(s).Session != v.r.sessions[f.Session].id,
			theme != "" && wording.Fold(s.Theme) != theme,
			f.Late && !v.Late(i),
			f.Silent && !v.Status(i).Silent,
			f.Dropped && v.Status(i).Dropped == nil,
			f.Unowned && len(v.Owners(i)) != 0,
			f.Organization != None && !v.owes(f.Organization, i, f.Direct):
			return false
		}
		return len(words) == 0 || holdsWords(s.Text, words)
	}
}

// owes reports whether o owes i, itself or (unless direct) through one under
// it.
func (v *View) owes(o OrganizationIndex, i RecommendationIndex, direct bool) bool {
	return slices.ContainsFunc(v.Owners(i), func(e OwnerEntry) bool {
		return e.Organization == o || !direct && slices.Contains(v.Ancestors(e.Organization), o)
	})
}
