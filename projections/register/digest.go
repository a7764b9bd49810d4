package register

import "suivi/domain/recommendation"

// digest is a ledger worked out as a whole, as those who count and list ask
// for it: that of the present is kept in step, one of the past is made once.
type digest struct {
	counts Counters
	sets   sets
	rows   []row
	ranks  ranks
	// All that ever was of a year, or of a theme, in ascending order.
	ofYear  map[int16][]RecommendationIndex
	ofTheme map[themeIndex][]RecommendationIndex
}

func newDigest() digest {
	return digest{counts: newCounters(), ranks: ranks{}, ofYear: map[int16][]RecommendationIndex{}, ofTheme: map[themeIndex][]RecommendationIndex{}}
}

// add takes in one more recommendation, of which nothing is known yet.
func (d *digest) add() {
	d.rows = append(d.rows, row{forum: None})
	d.counts.Standings[recommendation.Unknown]++
}

// stand notes how i stands, and that nothing follows for it yet.
func (d *digest) stand(r *Register, i RecommendationIndex, was, is *recommendation.State) {
	d.ranks.note(i, was, is)
	had, of := d.rows[i], r.rowOf(is)
	d.rows[i] = of
	if of.year != had.year {
		d.ofYear[of.year] = addIndex(d.ofYear[of.year], i)
	}
	if of.theme != had.theme {
		d.ofTheme[of.theme] = addIndex(d.ofTheme[of.theme], i)
	}
	d.counts.Standings[was.Standing]--
	d.counts.Standings[is.Standing]++
	d.sets.note(i, was.Standing, is.Standing, &Status{})
}

// bound hands over the sets outside of which f, which names that theme, holds
// nothing.
func (d *digest) bound(f Filter, theme themeIndex, narrow func(bitset)) {
	d.sets.of(f, narrow)
	listed := func(all []RecommendationIndex) {
		var of bitset
		of.putAll(all)
		narrow(of)
	}
	if f.Exercise != 0 {
		listed(d.ofYear[int16(f.Exercise)])
	}
	if theme != 0 {
		listed(d.ofTheme[theme])
	}
}

// digest is that of this view for what f holds: nil where the view is of the
// past, is not worked out as a whole, and an index leaves little of f to be
// looked at.
func (v *View) digest(f Filter) *digest {
	if v.present {
		return &v.r.digest
	}
	if v.whole == nil && f.Session == None && f.Forum == None {
		v.workOut()
	}
	if v.whole != nil {
		return &v.whole.digest
	}
	return nil
}
