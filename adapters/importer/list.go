package importer

import (
	"suivi/domain"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/register"
)

// A line of a list, as read.
type lineRead struct {
	number string
	text   string
	owners []domain.Owner
	words  string // whom it addresses
	due    domain.Period
	nature domain.Nature
	theme  string
	source domain.Source
}

// validateAll records what a political session adopted or set aside of what
// its technical one proposed, before it examines and makes anything.
func (r *run) validateAll(m *meeting) error {
	return r.eachLine(m, func(it *item) bool { return it.get("valide") != "" || it.get("ecarte") != "" }, func(it *item) error {
		if ref := it.get("ecarte"); ref != "" {
			return r.setAside(m, it, ref)
		}
		return r.validate(m, it)
	})
}

// listAll records what a session made or carried over, in the order of rows.
func (r *run) listAll(m *meeting) error {
	return r.eachLine(m, func(it *item) bool { return it.get("valide") == "" && it.get("ecarte") == "" }, func(it *item) error {
		if ref := it.get("reprend"); ref != "" && !isNew(ref) {
			return r.carryOver(m, it, ref)
		}
		return r.formulate(m, it)
	})
}

func (r *run) eachLine(m *meeting, chosen func(*item) bool, record func(*item) error) error {
	for _, it := range m.rows[Recommendations] {
		if !chosen(it) {
			continue
		}
		if err := r.do(it.row, r.listedKeys(m, it), func() error { return record(it) }); err != nil {
			return err
		}
	}
	return nil
}

// readLine reads what a row of a list holds.
func (r *run) readLine(m *meeting, it *item) (l lineRead, err error) {
	l.number, l.text, l.theme, l.source = it.get("numero"), it.get("texte"), it.get("theme"), it.source()
	l.words = it.get("a_l_attention_de")
	owners, none, err := r.owners(it, "structures", m.day)
	if err != nil {
		return l, err
	}
	l.owners = owners
	if none && l.words == "" {
		l.words = it.get("structures")
	}
	if l.due, err = r.due(it, m.day); err != nil {
		return l, err
	}
	l.nature, err = word(it, "nature", domain.NatureRecommendation, domain.NatureDecision, domain.NatureCommitment, domain.NatureDirective)
	return l, err
}

// formulate makes a recommendation, or compares a row with the one it made.
func (r *run) formulate(m *meeting, it *item) error {
	if _, err := it.need("texte"); err != nil {
		return err
	}
	if known := m.matched[it]; known != nil && !isNew(it.get("reprend")) {
		if _, carried := known.fact.Event.(recommendation.CarriedOver); carried { // settled when it was recorded
			return r.carryOverOf(m, it, known.id, known.id.String())
		}
	}
	if ref, decided := r.decidedCarryOver(m, it); decided && !isNew(ref) && m.matched[it] == nil {
		return r.carryOver(m, it, ref)
	}
	l, err := r.readLine(m, it)
	if err != nil {
		return err
	}
	made := recommendation.Formulated{
		Text: l.text, Nature: l.nature, Owners: l.owners, Addressee: l.words, Due: l.due, Theme: l.theme, Source: l.source,
	}
	made.Number, made.Place = l.number, m.places[it]
	if known := m.matched[it]; known != nil {
		it.row.Subject = m.reference() + "." + numberOf(known.listing)
		return r.compareMade(m, it, known, made)
	}
	it.row.Subject = m.reference() + "." + numberOf(made.Listing)
	if err := r.askCarryOver(m, it); err != nil {
		return err
	}
	items := []ledger.NewItem{{Formulated: made}}
	err = r.onList(m, "", items, func(meta ledger.Meta) (ledger.Receipt, error) {
		_, receipt, err := r.book.Ledger.Formulate(r.ctx, meta, m.id, items)
		return receipt, err
	})
	if err != nil {
		return err
	}
	it.row.records("import.pas.formulee", "reference", it.row.Subject, "texte", short(l.text), "structures", it.get("structures"))
	return nil
}

func numberOf(l recommendation.Listing) string { return register.NumberOf(l) }

// short keeps the beginning of a long text.
func short(s string) string {
	runes := []rune(s)
	if len(runes) <= 80 {
		return s
	}
	return string(runes[:79]) + "…"
}

func (r *run) carryOverQuestion(m *meeting, it *item, refs []string) Question {
	return Question{Field: "reprend", Read: it.get("texte"), Context: m.reference(), Choices: append(refs, "nouvelle"), Code: AsksCarryOver}
}

// askCarryOver asks whether a row is a hidden carry-over: its text is word for
// word one that the session had to examine.
func (r *run) askCarryOver(m *meeting, it *item) error {
	if isNew(it.get("reprend")) {
		return nil
	}
	var refs []string
	err := r.see(func(v *register.View) error {
		s, err := v.FindSession(m.id.String())
		if err != nil {
			return err
		}
		for _, due := range v.Due(s) {
			st := v.State(due.Recommendation)
			if sameText(st.Text, it.get("texte")) {
				refs = append(refs, v.Reference(st.Listings[len(st.Listings)-1]))
			}
		}
		return nil
	})
	if err != nil || len(refs) == 0 {
		return err
	}
	_, err = r.settle(it, r.carryOverQuestion(m, it, refs))
	return err
}

func (r *run) decidedCarryOver(m *meeting, it *item) (string, bool) {
	q := r.carryOverQuestion(m, it, nil)
	a, decided := r.decisions.answer(keyOfQuestion(q))
	return a.answer, decided
}

// compareMade compares a row with the recommendation that it made.
func (r *run) compareMade(m *meeting, it *item, known *listed, want recommendation.Formulated) error {
	was, is := known.fact.Event.(recommendation.Formulated)
	if !is {
		return r.replaceListed(m, it, known, func() error { return r.formulate(m, it) })
	}
	want.Listing, want.Phase = was.Listing, was.Phase
	want.Number = it.get("numero")
	want.Source = keptSource(was.Source, want.Source)
	if it.row.Outcome == Asked {
		want.Owners = was.Owners
	}
	var d differences
	d.text("numero", was.Number, want.Number)
	d.text("texte", was.Text, want.Text)
	d.text("nature", string(was.Nature), string(want.Nature))
	d.text("a_l_attention_de", was.Addressee, want.Addressee)
	d.period("echeance", was.Due, want.Due)
	d.text("theme", was.Theme, want.Theme)
	d.source(was.Source, want.Source)
	if err := r.ownersDiffer(&d, m.day, was.Owners, want.Owners); err != nil {
		return err
	}
	return r.rectifyListed(m, it, known, d, want, want.Number)
}

// rectifyListed rectifies what put an item on a session's list, and the list
// where its numéro changed.
func (r *run) rectifyListed(m *meeting, it *item, known *listed, d differences, want recommendation.Event, number string) error {
	return r.rectify(it, d, func() error {
		if number != known.listing.Number {
			facts, err := effective[session.Event](r.ctx, r.book.Ledger, session.Stream(m.id))
			if err != nil {
				return err
			}
			fact, inscribed, found := lastOf(facts, func(i session.Inscribed) bool { return i.Recommendation == known.id })
			if found {
				inscribed.Number = number
				c := session.Rectify{Corrects: fact.ID, Instead: inscribed, Reason: r.options.Rectify}
				if err := r.onSession(m.id, fact.Day, c); err != nil {
					return err
				}
			}
		}
		c := recommendation.Rectify{Corrects: known.fact.ID, Instead: want, Reason: r.options.Rectify}
		return r.onRecommendation(known.id, known.fact.Day, c)
	})
}
