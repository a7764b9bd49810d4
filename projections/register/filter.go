package register

import (
	"slices"
	"strconv"
	"strings"

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
	var page []RecommendationIndex
	for i := range v.candidates(f, before) {
		if !match(i) {
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
// from the index that leaves out the most.
func (v *View) candidates(f Filter, before RecommendationIndex) func(func(RecommendationIndex) bool) {
	switch {
	case f.Words != "":
		return v.r.words.candidates(wording.Words(f.Words), before)
	case f.Session != None:
		return descending(v.r.sessions[f.Session].listed, before)
	case f.Organization != None:
		return descending(v.owedUnder(f.Organization, f.Direct), before)
	case f.Forum != None:
		return descending(v.r.forums[f.Forum].recs, before)
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

// owedUnder joins what o, those merged into it and all under it ever owed.
func (v *View) owedUnder(o OrganizationIndex, direct bool) []RecommendationIndex {
	var all []RecommendationIndex
	for i, e := range v.r.organizations {
		at := OrganizationIndex(i)
		if len(e.owed) == 0 {
			continue
		}
		heir := v.successor(at)
		if at == o || heir == o || !direct && (slices.Contains(v.Ancestors(at), o) || slices.Contains(v.Ancestors(heir), o)) {
			all = append(all, e.owed...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
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

func holdsWords(text string, words []string) bool {
	missing := slices.Clone(words)
	wording.EachWord(text, func(w []byte) {
		missing = slices.DeleteFunc(missing, func(m string) bool { return strings.HasPrefix(string(w), m) })
	})
	return len(missing) == 0
}

// candidates yields, descending and below before, what ever held a word that
// begins with each of words.
func (w *wordIndex) candidates(words []string, before RecommendationIndex) func(func(RecommendationIndex) bool) {
	var rarest []*posting
	size := -1
	for _, prefix := range words {
		var of []*posting
		n := 0
		for _, word := range w.beginning(prefix) {
			p := w.postings[word]
			of = append(of, p)
			n += len(p.recommendations)
		}
		if size < 0 || n < size {
			rarest, size = of, n
		}
	}
	return func(yield func(RecommendationIndex) bool) {
		tops := make([]int, len(rarest))
		for k, p := range rarest {
			tops[k], _ = slices.BinarySearch(p.recommendations, before)
		}
		for {
			next := RecommendationIndex(-1)
			for k, p := range rarest {
				if tops[k] > 0 {
					next = max(next, p.recommendations[tops[k]-1])
				}
			}
			if next < 0 {
				return
			}
			for k, p := range rarest {
				if tops[k] > 0 && p.recommendations[tops[k]-1] == next {
					tops[k]--
				}
			}
			if !yield(next) {
				return
			}
		}
	}
}
