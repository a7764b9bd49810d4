package web

import (
	"crypto/sha256"
	"encoding/hex"

	"suivi/adapters/desk"
	"suivi/domain/fault"
	"suivi/domain/session"
	"suivi/projections/carryover"
	"suivi/projections/followup"
	"suivi/projections/register"
)

// closingPage is what a session comes to, and what closes it.
type closingPage struct {
	aboutSession
	Table      followup.Table // without its rows
	Rectified  bool           // something would read otherwise today
	Figures    []number
	Undecided  []carryover.Left
	Forgotten  stretch
	Proposals  []register.Item // that await validation
	Awaited    stretch
	Digest     string // of what is left, "" for nothing
	NotSeen    []followup.Row
	NotSeenAt  stretch
	Declared   []declaredTotals
	Close      session.Closed
	LastDay    string
	ListFixed  bool
	NotSeenAll number
}

func showClosing(v *visit) error {
	v.placed(map[string]string{session.InvalidClose: "effet"})
	var page closingPage
	err := v.seeSession(&page.aboutSession, func(r *register.View) error {
		if page.Planned() || page.Cancelled() {
			return nil
		}
		return page.read(r)
	})
	if err != nil {
		return err
	}
	page.titled("Totaux et clôture", "Totals and closing")
	return v.show("session_cloture", page)
}

func (p *closingPage) read(r *register.View) (err error) {
	k := followup.SketchOf(r, p.index)
	p.Table, p.Rectified = k.Table(), len(k.Since()) > 0
	t := p.Table.Totals
	for _, name := range []string{"a_examiner", "examinees", "executees", "en_cours", "non_realisees", "classees", "reconduites", "formulees", "sur_sa_liste"} {
		part := tableParts[name]
		figure := p.RowsOf(p.Session.Reference, name, part.n(t))
		figure.Label = upperFirst(part.name.In(p.Lang))
		p.Figures = append(p.Figures, figure)
	}
	p.NotSeenAll = p.RowsOf(p.Session.Reference, "non_examinees", t.NotSeen)
	unseen := k.Rows(tableParts["non_examinees"].row)
	if p.NotSeenAt, err = p.stretchOf("non_examinees", len(unseen), "#non-examinees"); err != nil {
		return err
	}
	p.NotSeen = picked(p.NotSeenAt, unseen, k.Row)
	for _, d := range k.Declared() {
		p.Declared = append(p.Declared, besides(p.head, d, p.Table))
	}
	if p.state.Closed != nil {
		p.Close = *p.state.Closed
		return nil
	}
	undecided, awaited := undecidedAt(r, p.index), proposedTo(r, p.index)
	if p.Forgotten, err = p.stretchOf("curseur", undecided.Len(), "#sans-decision"); err == nil {
		p.Awaited, err = p.stretchOf("propositions", len(awaited), "#propositions")
	}
	if err != nil {
		return err
	}
	p.Undecided = picked(p.Forgotten, nil, undecided.Describe)
	for _, l := range awaited[p.Awaited.From:p.Awaited.To] {
		p.Proposals = append(p.Proposals, r.Describe(l.i))
	}
	p.Digest = digest(r, undecided, awaited)
	p.LastDay, p.ListFixed = p.Day(p.state.Day()), p.state.List != nil
	return nil
}

// Left is how many are undecided, and their list.
func (p closingPage) Left() number {
	return number{N: p.Forgotten.Total, Href: p.Page("/liste") + "#decisions"}
}

// digest names what a session leaves without a decision: what a reader has seen
// of it is confirmed, and nothing else.
func digest(r *register.View, undecided carryover.Leavings, awaited []madeLine) string {
	if undecided.Len()+len(awaited) == 0 {
		return ""
	}
	h := sha256.New()
	for n := range undecided.Len() {
		id := undecided.ID(n)
		h.Write(id.ULID[:])
	}
	for _, l := range awaited {
		id := r.ID(l.i)
		h.Write(id.ULID[:])
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func closeOrDeclare(v *visit) error {
	if v.form.Get(formName) == "totaux" {
		return declareTotals(v)
	}
	if err := v.checkLeft(); err != nil {
		return v.refuse(err, showClosing)
	}
	f := v.form
	c := desk.CloseSession{Effective: effective(f), Read: f.Get("rapport_lu"), Amended: f.Get("rapport_amende"), Validated: f.Get("rapport_valide"), By: f.Get("valide_par"), Source: sourceOf(f)}
	return v.record(v.sessionReference(), c, func(desk.Receipt) string { return v.r.URL.EscapedPath() }, showClosing)
}

// checkLeft asks that whoever closes has confirmed exactly those that are left
// without follow-up now. A session that is closed already has none to confirm:
// its form may have been sent twice.
func (v *visit) checkLeft() error {
	var p aboutSession
	return v.seeSession(&p, func(r *register.View) error {
		undecided, awaited := undecidedAt(r, p.index), proposedTo(r, p.index)
		if p.Held() && v.form.Get("sans_suite") != digest(r, undecided, awaited) {
			return fault.New(fault.Refused, refusedLeft, "nombre", figures(undecided.Len()+len(awaited))).At("sans_suite")
		}
		return nil
	})
}
