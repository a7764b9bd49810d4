package importer

import (
	"slices"

	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/register"
)

// RefusedOtherNature: the ledger holds a row as another thing than the file
// says (new, carried over, or another's carry-over), and more was recorded of
// it since.
const RefusedOtherNature = "import.nouvelle_ou_reconduite"

// replaceListed rectifies an item of a list that is not what was recorded: new
// where it carries another over, or the reverse. What was recorded never
// happened, and again records what the file says in its place. Where later
// facts hang on it, or there is no such again, a person settles it first.
func (r *run) replaceListed(m *meeting, it *item, known *listed, again func() error) error {
	var d differences
	d.text("reprend", recordedAs(known.fact.Event), saidAs(it))
	reference := m.reference() + "." + register.NumberOf(known.listing)
	return r.rectify(it, d, func() error {
		later, err := r.heldSince(known)
		switch {
		case err != nil:
			return err
		case later || again == nil:
			return fault.New(fault.Refused, RefusedOtherNature, "reference", reference).At("reprend")
		}
		facts, err := effective[session.Event](r.ctx, r.book.Ledger, session.Stream(m.id))
		if err != nil {
			return err
		}
		inscribed, _, found := lastOf(facts, func(i session.Inscribed) bool { return i.Recommendation == known.id })
		if found { // first, so that its numéro is free whatever happens next
			if err := r.onSession(m.id, inscribed.Day, session.Rectify{Corrects: inscribed.ID, Reason: r.options.Rectify}); err != nil {
				return err
			}
		}
		void := recommendation.Rectify{Corrects: known.fact.ID, Reason: r.options.Rectify}
		if err := r.onRecommendation(known.id, known.fact.Day, void); err != nil {
			return err
		}
		delete(m.matched, it)
		m.places[it] = known.listing.Place
		return again()
	})
}

// heldSince reports whether anything was recorded of an item after the fact
// that put it on the list.
func (r *run) heldSince(known *listed) (later bool, err error) {
	err = r.see(func(v *register.View) error {
		i, err := v.FindOwn(known.id.String())
		if err != nil {
			return err
		}
		facts := v.Facts(i)
		at := slices.IndexFunc(facts, func(f recommendation.Fact) bool { return f.ID == known.fact.ID })
		later = at < len(facts)-1
		return nil
	})
	return later, err
}

func recordedAs(e recommendation.Event) string {
	switch e.(type) {
	case recommendation.CarriedOver:
		return "reconduite"
	case recommendation.Validated:
		return "validée"
	}
	return "nouvelle"
}

func saidAs(it *item) string {
	if ref := it.get("reprend"); ref != "" {
		return ref
	}
	if ref := it.get("valide"); ref != "" {
		return ref
	}
	return "nouvelle"
}
