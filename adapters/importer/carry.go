package importer

import (
	"suivi/domain"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// changed keeps of a row only what it changes of the recommendation as it stood
// before: an unchanged text or owner is not news.
func changed(l lineRead, before *recommendation.State) (text string, owners []domain.Owner, due domain.Period) {
	if l.text != "" && !sameText(l.text, before.Text) {
		text = l.text
	}
	if len(l.owners) > 0 && !sameOwners(l.owners, before.Owners) {
		owners = l.owners
	}
	if !l.due.IsZero() && l.due.Words != before.Due.Words {
		due = l.due
	}
	return text, owners, due
}

// stateBefore is how a recommendation stood at the end of a session's day.
func (r *run) stateBefore(id domain.RecommendationID, day domain.Day) (st recommendation.State, err error) {
	err = r.seeOn(day, func(v *register.View) error {
		i, err := v.FindOwn(id.String())
		if err == nil {
			st = *v.State(i)
		}
		return err
	})
	return st, err
}

// carryOver puts a recommendation on the session's list again, or compares a
// row with the carry-over that is recorded.
func (r *run) carryOver(m *meeting, it *item, ref string) error {
	id, err := r.find(it, "reprend", ref)
	if err != nil {
		return err
	}
	return r.carryOverOf(m, it, id, ref)
}

func (r *run) carryOverOf(m *meeting, it *item, id domain.RecommendationID, ref string) error {
	l, err := r.readLine(m, it)
	if err != nil {
		return err
	}
	want := recommendation.CarriedOver{Reopening: it.get("motif"), Source: l.source}
	want.Number, want.Place = l.number, m.places[it]
	if known := m.matched[it]; known != nil {
		return r.compareCarried(m, it, known, id, l, want)
	}
	st, err := r.stateBefore(id, m.day)
	if err != nil {
		return err
	}
	want.Text, want.Owners, want.Due = changed(l, &st)
	it.row.Subject = m.reference() + "." + numberOf(want.Listing)
	err = r.onList(m, id.String(), want, func(meta ledger.Meta) (ledger.Receipt, error) {
		_, receipt, err := r.book.Ledger.CarryOver(r.ctx, meta, m.id, id, want)
		return receipt, err
	})
	if err != nil {
		return err
	}
	it.row.records("import.pas.reconduite", "reference", it.row.Subject, "reprend", ref, "texte", short(st.Text))
	return nil
}

func (r *run) compareCarried(m *meeting, it *item, known *listed, id domain.RecommendationID, l lineRead, want recommendation.CarriedOver) error {
	it.row.Subject = m.reference() + "." + numberOf(known.listing)
	was, is := known.fact.Event.(recommendation.CarriedOver)
	if !is || known.id != id {
		return r.replaceListed(m, it, known, func() error { return r.carryOver(m, it, it.get("reprend")) })
	}
	want.Listing = was.Listing
	want.Number = it.get("numero")
	want.Source = keptSource(was.Source, want.Source)
	want.Text, want.Owners, want.Due = changed(l, &known.before)
	if it.row.Outcome == Asked {
		want.Owners = was.Owners
	}
	var d differences
	d.text("numero", was.Number, want.Number)
	d.text("texte", was.Text, want.Text)
	d.period("echeance", was.Due, want.Due)
	d.text("motif", was.Reopening, want.Reopening)
	d.source(was.Source, want.Source)
	if err := r.ownersDiffer(&d, m.day, was.Owners, want.Owners); err != nil {
		return err
	}
	return r.rectifyListed(m, it, known, d, want, want.Number)
}

// validate adopts at a political session what its technical one proposed, as it
// is or amended by what the row gives.
func (r *run) validate(m *meeting, it *item) error {
	id, err := r.find(it, "valide", it.get("valide"))
	if err != nil {
		return err
	}
	l, err := r.readLine(m, it)
	if err != nil {
		return err
	}
	want := recommendation.Validated{Source: l.source}
	want.Number, want.Place = l.number, m.places[it]
	if known := m.matched[it]; known != nil {
		it.row.Subject = m.reference() + "." + numberOf(known.listing)
		was, is := known.fact.Event.(recommendation.Validated)
		if !is || known.id != id {
			return r.replaceListed(m, it, known, nil)
		}
		want.Listing = was.Listing
		want.Number, want.Source = l.number, keptSource(was.Source, l.source)
		want.Text, want.Owners, want.Due = changed(l, &known.before)
		var d differences
		d.text("numero", was.Number, want.Number)
		d.text("texte", was.Text, want.Text)
		d.period("echeance", was.Due, want.Due)
		d.source(was.Source, want.Source)
		if err := r.ownersDiffer(&d, m.day, was.Owners, want.Owners); err != nil {
			return err
		}
		return r.rectifyListed(m, it, known, d, want, want.Number)
	}
	st, err := r.stateBefore(id, m.day)
	if err != nil {
		return err
	}
	want.Text, want.Owners, want.Due = changed(l, &st)
	it.row.Subject = m.reference() + "." + numberOf(want.Listing)
	err = r.onList(m, id.String(), want, func(meta ledger.Meta) (ledger.Receipt, error) {
		_, receipt, err := r.book.Ledger.Validate(r.ctx, meta, m.id, id, want)
		return receipt, err
	})
	if err != nil {
		return err
	}
	it.row.records("import.pas.validee", "reference", it.row.Subject, "proposition", it.get("valide"), "texte", short(st.Text))
	return nil
}

// setAside records that a political session did not keep a proposal.
func (r *run) setAside(m *meeting, it *item, ref string) error {
	id, err := r.find(it, "ecarte", ref)
	if err != nil {
		return err
	}
	it.row.Subject = ref
	want := recommendation.SetAside{Session: m.id, Reason: it.get("motif"), Source: it.source()}
	var was *recommendation.Fact
	err = r.see(func(v *register.View) error {
		i, err := v.FindOwn(id.String())
		if err != nil {
			return err
		}
		for _, f := range v.Facts(i) {
			if e, is := f.Event.(recommendation.SetAside); is && e.Session == m.id {
				was = &f
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if was != nil {
		var d differences
		old := was.Event.(recommendation.SetAside)
		want.Source = keptSource(old.Source, want.Source)
		d.text("motif", old.Reason, want.Reason)
		d.source(old.Source, want.Source)
		return r.rectify(it, d, func() error {
			return r.onRecommendation(id, was.Day, recommendation.Rectify{Corrects: was.ID, Instead: want, Reason: r.options.Rectify})
		})
	}
	if err := r.onRecommendation(id, m.day, recommendation.Discard{On: m.day, SetAside: want}); err != nil {
		return err
	}
	it.row.records("import.pas.ecartee", "proposition", ref, "motif", want.Reason)
	return nil
}
