package importer

import (
	"slices"

	"suivi/domain"
	"suivi/domain/recommendation"
	"suivi/domain/wording"
	"suivi/projections/register"
)

// allBetween reads on which day the rows that belong to no session take effect:
// the owners' declarations, and what the secretariat found between sessions.
func (r *run) allBetween() (line []entry, err error) {
	for _, it := range r.items[Declarations] {
		err := r.do(it.row, nil, func() error {
			if _, err := it.need("date"); err != nil {
				return err
			}
			day, err := r.day(it, "date")
			if err == nil {
				line = append(line, entry{day, rankBetween, func() error { return r.do(it.row, nil, func() error { return r.declare(it, day) }) }})
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	for _, it := range r.items[Examinations] {
		if it.get("session") != "" {
			continue
		}
		err := r.do(it.row, nil, func() error {
			if it.get("reference") == "" || it.get("constate_le") == "" {
				return invalid("session", RefusedNoSession)
			}
			day, err := r.day(it, "constate_le")
			if err == nil {
				line = append(line, entry{day, rankBetween, func() error { return r.do(it.row, nil, func() error { return r.findBetween(it, day) }) }})
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return line, nil
}

// RefusedNoSession: a finding needs a session, or a reference and a day.
const RefusedNoSession = "import.constat_sans_session"

// findBetween records what the secretariat found on a day.
func (r *run) findBetween(it *item, day domain.Day) error {
	id, err := r.find(it, "reference", it.get("reference"))
	if err != nil {
		return err
	}
	it.row.Subject = it.get("reference")
	want, classed, err := r.readFinding(it, it.get("reference"))
	if err != nil {
		return err
	}
	return r.record(it, id, day, domain.SessionID{}, want, classed)
}

// RefusedNoOwner: a declaration is the word of somebody.
const RefusedNoOwner = "import.declaration_sans_structure"

// declare records what a structure says of its own part; where a row names
// several, that each of them says it.
func (r *run) declare(it *item, day domain.Day) error {
	ref, err := it.need("reference")
	if err != nil {
		return err
	}
	it.row.Subject = ref
	id, err := r.find(it, "reference", ref)
	if err != nil {
		return err
	}
	if _, err := it.need("structure"); err != nil {
		return err
	}
	owners, _, err := r.owners(it, "structure", day)
	switch {
	case err != nil:
		return err
	case len(owners) == 0 && it.row.Outcome != Asked:
		return invalid("structure", RefusedNoOwner, "lu", it.get("structure"))
	}
	o, err := r.state(it, "etat déclaré", declarable, it.get("mots"), ref)
	switch {
	case err != nil:
		return err
	case o == wording.NotExamined:
		it.row.becomes(Already)
		it.row.notice("import.note.rien_declare", "lu", it.get("etat"))
		return nil
	case o == 0:
		return nil
	}
	words := it.get("mots")
	if words == "" {
		words = it.get("etat")
	}
	for _, owner := range owners {
		declared := recommendation.Declared{Owner: owner.Organization, State: o.State(), Words: join(words, it.get("piece")), Source: it.source()}
		if err := r.declareOne(it, id, day, declared); err != nil {
			return err
		}
	}
	return nil
}

// declareOne records the word of one structure, or compares it with the one of
// the same day that is recorded. Where a table holds two of one day, both
// stand. A table holds no file: the evidence that it names stays words.
func (r *run) declareOne(it *item, id domain.RecommendationID, day domain.Day, want recommendation.Declared) error {
	was, owes, err := r.declaredOn(id, want, day)
	if err != nil {
		return err
	}
	if !owes {
		it.row.notice("import.note.pas_responsable", "structure", it.get("structure"), "reference", it.row.Subject)
	}
	if was != nil {
		old := was.Event.(recommendation.Declared)
		want.Evidence, want.Source = old.Evidence, keptSource(old.Source, want.Source)
		var d differences
		d.text("etat", old.State.String(), want.State.String())
		d.text("mots", old.Words, want.Words)
		d.source(old.Source, want.Source)
		return r.rectify(it, d, func() error {
			return r.onRecommendation(id, was.Day, recommendation.Rectify{Corrects: was.ID, Instead: want, Reason: r.options.Rectify})
		})
	}
	if err := r.onRecommendation(id, day, recommendation.Declare{On: day, Declared: want}); err != nil {
		return err
	}
	it.row.records("import.pas.declaration", "reference", it.row.Subject, "structure", r.codeOf(want.Owner), "etat", want.State.String())
	_, _, err = r.declaredOn(id, want, day)
	return err
}

// declaredOn gives the word of a structure recorded on a day that a row may
// tell of: the very same, else the first that no other row of this import has
// told of; nil for none. It tells whether the structure owes the
// recommendation.
func (r *run) declaredOn(id domain.RecommendationID, want recommendation.Declared, day domain.Day) (was *recommendation.Fact, owes bool, err error) {
	err = r.see(func(v *register.View) error {
		i, err := v.FindOwn(id.String())
		if err != nil {
			return err
		}
		for _, f := range v.Facts(i) {
			e, is := f.Event.(recommendation.Declared)
			if !is || e.Owner != want.Owner || f.Day != day || r.told[f.ID] {
				continue
			}
			if same := e.State == want.State && e.Words == want.Words; was == nil || same {
				was = &f
				if same {
					break
				}
			}
		}
		owes = slices.ContainsFunc(v.State(i).Owners, func(o domain.Owner) bool { return o.Organization == want.Owner })
		return nil
	})
	if was != nil {
		r.told[was.ID] = true
	}
	return was, owes, err
}
