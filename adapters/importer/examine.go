package importer

import (
	"errors"
	"slices"
	"strings"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/ledger"
	"suivi/domain/session"
	"suivi/projections/register"
)

// A dueItem is a recommendation that a session has to examine.
type dueItem struct {
	id        domain.RecommendationID
	number    string
	place     int
	reference string // the full one, of the list it is taken from
	text      string
}

// An agenda is the list that a session examines.
type agenda struct {
	fixed  bool
	closed bool
	items  []dueItem
	lists  []domain.SessionID // whose lists the secretariat says it takes up
}

func (a *agenda) holds(id domain.RecommendationID) bool {
	return slices.ContainsFunc(a.items, func(d dueItem) bool { return d.id == id })
}

// examineAll fixes the list that a session examines, and records what it found
// of each. The forum's rule gives the list, unless the session's row names the
// sessions whose lists it takes up, or the table holds what is not on it: the
// list is then the secretariat's, in the order of the table.
func (r *run) examineAll(m *meeting) error {
	rows := m.rows[Examinations]
	named := m.it != nil && m.it.get("examine") != ""
	if len(rows) == 0 && !named {
		return nil
	}
	owner := m.it
	if owner == nil {
		owner = rows[0]
	}
	var a *agenda
	err := r.do(owner.row, nil, func() (err error) { a, err = r.agendaOf(m); return err })
	if err != nil || a == nil {
		return err
	}
	found := map[*item]domain.RecommendationID{}
	for _, it := range rows {
		err := r.do(it.row, nil, func() error {
			id, err := r.examined(m, it, a)
			if err == nil {
				found[it] = id
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	if err := r.do(owner.row, nil, func() error { return r.fixList(m, owner, a, rows, found) }); err != nil {
		return err
	}
	for _, it := range rows {
		id, known := found[it]
		if !known {
			continue
		}
		if err := r.do(it.row, nil, func() error { return r.retain(m, it, id) }); err != nil {
			return err
		}
	}
	return nil
}

// agendaOf gives the list that a session has to examine, as it is fixed or
// would be.
func (r *run) agendaOf(m *meeting) (*agenda, error) {
	a := &agenda{}
	var from []domain.SessionID
	if m.it != nil {
		for _, ref := range m.it.list("examine") {
			id, err := r.sessionID(m.it, "examine", ref)
			if err != nil {
				return nil, err
			}
			from = append(from, id)
		}
	}
	err := r.see(func(v *register.View) error {
		s, err := v.FindSession(m.id.String())
		if err != nil {
			return err
		}
		a.fixed, a.closed = v.Session(s).List != nil, v.Session(s).Closed != nil
		due := v.Due(s)
		if !a.fixed && len(from) > 0 {
			var sessions []register.SessionIndex
			for _, id := range from {
				i, err := v.FindSession(id.String())
				if err != nil {
					return err
				}
				sessions = append(sessions, i)
			}
			slices.Reverse(sessions)
			due, a.lists = v.ListsOf(sessions), from
		}
		for _, d := range due {
			a.items = append(a.items, dueItemOf(v, d))
		}
		return nil
	})
	return a, err
}

func dueItemOf(v *register.View, d register.DueItem) dueItem {
	st := v.State(d.Recommendation)
	item := dueItem{id: v.ID(d.Recommendation), number: d.Number, place: d.Place, text: st.Text}
	for _, l := range st.Listings {
		if d.From == register.None || l.Session == v.SessionID(d.From) {
			item.reference = v.Reference(l)
			if item.number == "" {
				item.number = register.NumberOf(l)
			}
		}
	}
	return item
}

// fixList fixes the list that a session examines where it is not, or does not
// hold all that the table does.
func (r *run) fixList(m *meeting, owner *item, a *agenda, rows []*item, found map[*item]domain.RecommendationID) error {
	var order []session.Item
	listed := map[domain.RecommendationID]*item{}
	extra := false
	for _, it := range rows {
		id, known := found[it]
		if !known {
			continue
		}
		if first := listed[id]; first != nil {
			r.refuse(it.row, invalid("numero", RefusedTwice, "ligne", itoa(first.row.Line)))
			delete(found, it)
			continue
		}
		if a.closed && !a.holds(id) {
			r.refuse(it.row, invalid("session", RefusedListClosed))
			delete(found, it)
			continue
		}
		listed[id] = it
		extra = extra || !a.holds(id)
		order = append(order, session.Item{Recommendation: id, Number: r.numberIn(it, a, id), Place: len(order) + 1})
	}
	if a.closed || a.fixed && !extra {
		return nil
	}
	for _, d := range a.items {
		if listed[d.id] == nil {
			order = append(order, session.Item{Recommendation: d.id, Number: plainNumber(d.number), Place: len(order) + 1})
		}
	}
	if !extra && len(a.lists) == 0 {
		err := r.onStream(session.Stream(m.id), m.day, session.FixList{On: m.day}, false, func(meta ledger.Meta) (ledger.Receipt, error) {
			return r.book.Ledger.FixListByRule(r.ctx, meta, m.id, m.day)
		})
		if err == nil {
			owner.row.records("import.pas.liste_par_regle", "session", m.reference(), "nombre", itoa(len(a.items)))
		}
		return err
	}
	c := session.FixList{On: m.day, ListFixed: session.ListFixed{Origin: session.BySecretariat, Lists: a.lists, Items: order}}
	if err := r.onSession(m.id, m.day, c); err != nil {
		return err
	}
	owner.row.records("import.pas.liste_du_secretariat", "session", m.reference(), "nombre", itoa(len(order)))
	return nil
}

// numberIn is the numéro of a recommendation in the list examined.
func (r *run) numberIn(it *item, a *agenda, id domain.RecommendationID) string {
	if i := slices.IndexFunc(a.items, func(d dueItem) bool { return d.id == id }); i >= 0 {
		return plainNumber(a.items[i].number)
	}
	if n := it.get("numero"); n != "" {
		return n
	}
	_, number, _ := strings.Cut(it.get("reference"), ".")
	_, number, _ = strings.Cut(number, ".")
	return plainNumber(number)
}

// plainNumber is the numéro that a list holds: none for a bullet, whose "p3"
// only names its place.
func plainNumber(number string) string {
	if len(number) > 1 && number[0] == 'p' && strings.Trim(number[1:], "0123456789") == "" {
		return ""
	}
	return number
}

// findingFault places what the ledger refuses of a finding in the cell of its
// état; the refusal of a closed session says what to do with a table that came
// late.
func findingFault(err error) error {
	f, is := errors.AsType[*fault.Fault](err)
	switch {
	case !is:
		return err
	case f.Code == session.RefusedClosed:
		return invalid("session", RefusedListClosed)
	case f.Place == "":
		return f.At("etat")
	}
	return f
}
