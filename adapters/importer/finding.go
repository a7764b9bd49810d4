package importer

import (
	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/domain/wording"
	"suivi/projections/register"
)

// retain records what a session found of a recommendation, or compares a row
// with what is recorded of it.
func (r *run) retain(m *meeting, it *item, id domain.RecommendationID) error {
	ref := it.get("reference")
	if ref == "" {
		ref = m.reference() + " · " + it.get("numero")
	}
	it.row.Subject = ref
	want, classed, err := r.readFinding(it, m.reference())
	if err != nil {
		return err
	}
	if err := r.checkOwners(it, id, m.day); err != nil {
		return err
	}
	at := m.id
	if want != nil {
		want.Session = at
	}
	if classed != nil {
		classed.Session = at
	}
	return r.record(it, id, m.day, at, want, classed)
}

// checkOwners notes where the structures that a table of findings names are
// surely not those that owe the recommendation.
func (r *run) checkOwners(it *item, id domain.RecommendationID, day domain.Day) error {
	text := it.get("structures")
	if text == "" {
		return nil
	}
	d, err := r.directory(day)
	if err != nil {
		return err
	}
	st, err := r.stateBefore(id, day)
	if err != nil {
		return err
	}
	if reading := d.Owners(text); reading.Sure && len(reading.Owners) > 0 && !sameOwners(reading.Owners, st.Owners) {
		it.row.notice("import.note.structures_autres", "lu", text, "structures", d.Format(st.Owners))
	}
	return nil
}

// readFinding reads the état of a row: a finding, or a classing; neither where
// the row says that it was not examined, or what it says is asked.
func (r *run) readFinding(it *item, where string) (*recommendation.Found, *recommendation.Classed, error) {
	cell, observation := it.get("etat"), it.get("observation")
	words := it.get("constat")
	if words == "" {
		words = cell
	}
	if isClassed(cell) {
		if _, err := it.need("motif"); err != nil {
			return nil, nil, err
		}
		m, more := motive(it.get("motif"))
		return nil, &recommendation.Classed{Motive: m, Words: join(more, it.get("constat")), Observation: observation, Source: it.source()}, nil
	}
	o, err := r.state(it, "etat", states, observation, where)
	if err != nil {
		return nil, nil, err
	}
	seen := domain.Period{}
	if text := it.get("constate_le"); text != "" {
		if seen, err = r.period(it, "constate_le", text); err != nil {
			return nil, nil, err
		}
	}
	classing := func(m recommendation.Motive) *recommendation.Classed {
		return &recommendation.Classed{Motive: m, Words: words, Observation: observation, Source: it.source()}
	}
	switch o {
	case wording.Executed, wording.InProgress, wording.NotDone:
		return &recommendation.Found{State: o.State(), Words: words, Observation: observation, SeenOn: seen, Reopening: it.get("motif"), Source: it.source()}, nil, nil
	case wording.Moot:
		return nil, classing(recommendation.MotiveNoObject), nil
	case wording.Declined:
		return nil, classing(recommendation.MotiveNotRetained), nil
	case wording.Withdrawn:
		return nil, classing(recommendation.MotiveOther), nil
	case wording.NotExamined:
		it.row.becomes(Already)
		it.row.notice("import.note.non_examinee", "lu", cell, "observation", observation)
	}
	return nil, nil, nil
}

// join puts two texts after one another.
func join(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + " — " + b
}

// record records a finding or a classing, or compares it with the one of the
// same session (or, between sessions, of the same day) that is recorded.
func (r *run) record(it *item, id domain.RecommendationID, day domain.Day, at domain.SessionID, want *recommendation.Found, classed *recommendation.Classed) error {
	if want == nil && classed == nil {
		return nil
	}
	was, err := r.foundAt(id, at, day)
	if err != nil {
		return err
	}
	var c recommendation.Command
	var instead recommendation.Event
	step := ""
	if want != nil {
		c, instead, step = recommendation.Examine{On: day, Found: *want}, *want, want.State.String()
	} else {
		c, instead, step = recommendation.Class{On: day, Classed: *classed}, *classed, "classee"
	}
	if was == nil {
		if err := r.onRecommendation(id, day, c); err != nil {
			return findingFault(err)
		}
		it.row.records("import.pas.constat", "reference", it.row.Subject, "etat", step, "constat", short(it.get("etat")))
		return nil
	}
	return r.compareFound(it, id, *was, instead)
}

// foundAt gives the last finding or classing of a session, or between sessions
// of a day; nil where there is none.
func (r *run) foundAt(id domain.RecommendationID, at domain.SessionID, day domain.Day) (was *recommendation.Fact, err error) {
	err = r.see(func(v *register.View) error {
		i, err := v.FindOwn(id.String())
		if err != nil {
			return err
		}
		for _, f := range v.Facts(i) {
			switch f.Event.(type) {
			case recommendation.Found, recommendation.Classed:
				if recommendation.SessionOf(f.Event) == at && (!at.IsZero() || f.Day == day) {
					was = &f
				}
			}
		}
		return nil
	})
	return was, err
}

// RefusedKindOfFinding: a finding cannot be rectified into a classing.
const RefusedKindOfFinding = "import.constat_ou_classement"

func (r *run) compareFound(it *item, id domain.RecommendationID, was recommendation.Fact, instead recommendation.Event) error {
	var d differences
	switch want := instead.(type) {
	case recommendation.Found:
		old, same := was.Event.(recommendation.Found)
		if !same {
			return r.otherKind(it, &d, "classee", want.State.String())
		}
		want.Source = keptSource(old.Source, want.Source)
		d.text("etat", old.State.String(), want.State.String())
		d.text("constat", old.Words, want.Words)
		d.text("observation", old.Observation, want.Observation)
		d.period("constate_le", old.SeenOn, want.SeenOn)
		d.text("motif", old.Reopening, want.Reopening)
		d.source(old.Source, want.Source)
		instead = want
	case recommendation.Classed:
		old, same := was.Event.(recommendation.Classed)
		if !same {
			return r.otherKind(it, &d, was.Event.(recommendation.Found).State.String(), "classee")
		}
		want.Source = keptSource(old.Source, want.Source)
		d.text("motif", string(old.Motive), string(want.Motive))
		d.text("constat", old.Words, want.Words)
		d.text("observation", old.Observation, want.Observation)
		d.source(old.Source, want.Source)
		instead = want
	}
	return r.rectify(it, d, func() error {
		return r.onRecommendation(id, was.Day, recommendation.Rectify{Corrects: was.ID, Instead: instead, Reason: r.options.Rectify})
	})
}

// otherKind shows the difference between a finding and a classing, which one
// rectification cannot bridge.
func (r *run) otherKind(it *item, d *differences, old, new string) error {
	d.text("etat", old, new)
	if r.options.Rectify == "" {
		return r.rectify(it, *d, nil)
	}
	return fault.New(fault.Refused, RefusedKindOfFinding, "ancien", old, "nouveau", new).At("etat")
}
