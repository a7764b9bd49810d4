package importer

import (
	"slices"
	"strings"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/session"
	"suivi/domain/wording"
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
	fixed bool
	items []dueItem
	lists []domain.SessionID // whose lists the secretariat says it takes up
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
		a.fixed = v.Session(s).List != nil
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

// Codes of what an examination refuses.
const (
	RefusedNotOnList   = "import.numero_hors_liste"
	RefusedAmbiguous   = "import.numero_ambigu"
	RefusedNoItemNamed = "import.point_non_designe"
	RefusedTwice       = "import.examinee_deux_fois"
	RefusedListClosed  = "import.liste_close"
)

// examined gives the recommendation that a row tells of: by reference, by the
// number in the list, or by its text. Where number and text disagree, a person
// says which is meant.
func (r *run) examined(m *meeting, it *item, a *agenda) (id domain.RecommendationID, err error) {
	text := it.get("texte")
	if ref := it.get("reference"); ref != "" {
		return r.find(it, "reference", ref)
	}
	number := strings.TrimSpace(strings.TrimPrefix(wording.Fold(it.get("numero")), "n°"))
	var byNumber, byText []dueItem
	for _, d := range a.items {
		if number != "" && wording.Fold(d.number) == number {
			byNumber = append(byNumber, d)
		}
		if sameText(text, d.text) {
			byText = append(byText, d)
		}
	}
	switch {
	case number == "" && text == "":
		return id, invalid("numero", RefusedNoItemNamed)
	case len(byNumber) == 1 && (text == "" || sameText(text, byNumber[0].text)):
		return byNumber[0].id, nil
	case len(byNumber) == 1:
		return r.askWhich(m, it, append(byNumber, byText...))
	case len(byNumber) == 0 && number != "" && len(byText) != 1:
		return id, r.notOnList(it, a)
	case len(byText) == 1 && (number == "" || len(byNumber) > 1):
		return byText[0].id, nil
	case len(byText) == 1:
		return r.askWhich(m, it, byText)
	case len(byText) == 0 && number == "":
		return id, r.notOnList(it, a)
	}
	var refs []string
	for _, d := range append(byNumber, byText...) {
		refs = append(refs, d.reference)
	}
	return id, invalid("numero", RefusedAmbiguous, "lu", it.get("numero"), "references", strings.Join(refs, ", ")).Allowing(refs...)
}

func (r *run) notOnList(it *item, a *agenda) error {
	var numbers []string
	for _, d := range a.items {
		numbers = append(numbers, d.number)
	}
	if err := r.waits("rec " + wording.Fold(it.get("cadre")+"."+it.get("numero"))); err != nil {
		return err
	}
	lu := it.get("numero")
	if lu == "" {
		lu = short(it.get("texte"))
	}
	return invalid("numero", RefusedNotOnList, "lu", lu, "liste", strings.Join(numbers, ", ")).Allowing(numbers...)
}

// askWhich asks which of several recommendations a row tells of, and takes the
// first until it is settled.
func (r *run) askWhich(m *meeting, it *item, candidates []dueItem) (id domain.RecommendationID, err error) {
	var refs []string
	for _, d := range candidates {
		if !slices.Contains(refs, d.reference) {
			refs = append(refs, d.reference)
		}
	}
	q := Question{Field: "texte", Read: it.get("texte"), Context: m.reference() + " n° " + it.get("numero"), Choices: refs, Code: AsksRecommendation,
		Args: map[string]string{"numero": it.get("numero"), "texte": short(candidates[0].text)}}
	chosen, err := r.settle(it, q)
	if err != nil {
		return id, err
	}
	for _, d := range candidates {
		if d.reference == chosen {
			return d.id, nil
		}
	}
	return candidates[0].id, nil
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
		listed[id] = it
		extra = extra || !a.holds(id)
		order = append(order, session.Item{Recommendation: id, Number: r.numberIn(it, a, id), Place: len(order) + 1})
	}
	if a.fixed && !extra {
		return nil
	}
	for _, d := range a.items {
		if listed[d.id] == nil {
			order = append(order, session.Item{Recommendation: d.id, Number: plainNumber(d.number), Place: len(order) + 1})
		}
	}
	if !extra && len(a.lists) == 0 {
		command := session.FixList{On: m.day}
		meta, err := r.meta(m.day, session.Stream(m.id), command)
		if err != nil {
			return err
		}
		_, err = r.book.Ledger.FixListByRule(r.ctx, meta, m.id, m.day)
		if err = r.appended(err); err == nil {
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

// closedFault turns the refusal of a closed session into one that says what to
// do with a table that came late.
func closedFault(err error) error {
	if fault.CodeOf(err) == session.RefusedClosed {
		return fault.New(fault.Refused, RefusedListClosed)
	}
	return err
}
