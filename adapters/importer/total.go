package importer

import (
	"reflect"

	"suivi/domain/session"
	"suivi/domain/wording"
)

// totalAll keeps what a session's report prints of a whole.
func (r *run) totalAll(m *meeting) error {
	for _, it := range m.rows[Totals] {
		if err := r.do(it.row, nil, func() error { return r.declareTotals(m, it) }); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) declareTotals(m *meeting, it *item) error {
	subject, err := it.need("objet")
	if err != nil {
		return err
	}
	want := session.TotalsDeclared{Subject: subject, Words: it.get("mots"), Source: it.source()}
	for column, into := range map[string]**int{
		"total": &want.Total, "executees": &want.Executed, "en_cours": &want.InProgress, "non_realisees": &want.NotDone, "sans_objet": &want.NoObject,
	} {
		if *into, err = it.count(column); err != nil {
			return err
		}
	}
	if printed := it.get("taux"); printed != "" {
		if _, err := wording.Rate(printed); err != nil {
			return invalid("taux", RefusedRate, "lu", printed, "raison", reasonOf(err))
		}
		want.Rates = []session.Rate{{Name: it.get("nom_du_taux"), Printed: printed}}
	}
	st, err := r.book.Ledger.SessionState(r.ctx, m.id)
	if err != nil {
		return err
	}
	about := func(t session.TotalsDeclared) bool {
		return wording.Fold(t.Subject) == wording.Fold(subject) && rateName(t) == rateName(want)
	}
	for _, was := range st.Totals {
		if about(was) {
			return r.compareTotals(m, it, was, want, about)
		}
	}
	on := max(m.day, 1)
	if err := r.onSession(m.id, on, session.DeclareTotals{On: on, TotalsDeclared: want}); err != nil {
		return err
	}
	it.row.records("import.pas.totaux", "session", m.reference(), "objet", subject)
	return nil
}

// rateName tells the totals of one subject apart: a report may print several
// rates of it.
func rateName(t session.TotalsDeclared) string {
	if len(t.Rates) == 0 {
		return ""
	}
	return wording.Fold(t.Rates[0].Name)
}

func (r *run) compareTotals(m *meeting, it *item, was, want session.TotalsDeclared, about func(session.TotalsDeclared) bool) error {
	want.Source = keptSource(was.Source, want.Source)
	var d differences
	count := func(field string, old, new *int) { d.text(field, printedCount(old), printedCount(new)) }
	count("total", was.Total, want.Total)
	count("executees", was.Executed, want.Executed)
	count("en_cours", was.InProgress, want.InProgress)
	count("non_realisees", was.NotDone, want.NotDone)
	count("sans_objet", was.NoObject, want.NoObject)
	if !reflect.DeepEqual(was.Rates, want.Rates) {
		d.text("taux", printedRate(was), printedRate(want))
	}
	d.text("mots", was.Words, want.Words)
	d.source(was.Source, want.Source)
	return r.rectify(it, d, func() error { return rectifySession(r, m, about, want, 0) })
}

func printedCount(n *int) string {
	if n == nil {
		return ""
	}
	return itoa(*n)
}

func printedRate(t session.TotalsDeclared) string {
	if len(t.Rates) == 0 {
		return ""
	}
	return t.Rates[0].Printed
}
