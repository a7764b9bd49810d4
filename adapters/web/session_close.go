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
	Table      followup.Table
	Figures    []number
	Undecided  []carryover.Left   // the first of them
	Forgotten  int                // how many there are
	Proposals  []followup.MadeRow // the first that await validation
	Awaited    int
	Digest     string         // of what is left, "" for nothing
	NotSeen    []followup.Row // the first of them
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
		if !page.Planned() && !page.Cancelled() {
			page.read(r)
		}
		return nil
	})
	if err != nil {
		return err
	}
	page.titled("Totaux et clôture", "Totals and closing")
	return v.show("session_cloture", page)
}

func (p *closingPage) read(r *register.View) {
	p.Table = followup.Of(r, p.index)
	t := p.Table.Totals
	add := func(label, list string, n int) {
		figure := p.RowsOf(p.Session.Reference, list, n)
		figure.Label = label
		p.Figures = append(p.Figures, figure)
	}
	add(p.T("À examiner", "To examine"), "a_examiner", t.ToExamine)
	add(p.T("Examinées", "Examined"), "examinees", t.Examined)
	add(p.T("Exécutées", "Executed"), "executees", t.Executed)
	add(p.T("En cours", "In progress"), "en_cours", t.InProgress)
	add(p.T("Non réalisées", "Not done"), "non_realisees", t.NotDone)
	add(p.T("Classées", "Classed"), "classees", t.Classed)
	add(p.T("Examinées et reconduites", "Examined and carried over"), "reconduites", t.Carried)
	add(p.T("Nouvelles", "New"), "formulees", t.Made)
	add(p.T("Sur sa liste", "On its list"), "sur_sa_liste", t.Listed)
	p.NotSeenAll = p.RowsOf(p.Session.Reference, "non_examinees", t.NotSeen)
	for _, row := range p.Table.Rows {
		if !row.Examined && len(p.NotSeen) < listRows {
			p.NotSeen = append(p.NotSeen, row)
		}
	}
	for _, d := range p.Table.Declared {
		p.Declared = append(p.Declared, besides(p.head, d, p.Table))
	}
	if p.state.Closed != nil {
		p.Close = *p.state.Closed
		return
	}
	undecided, awaited := undecidedAt(r, p.index), proposedTo(r, p.index)
	p.Forgotten, p.Undecided = len(undecided), undecided[:min(len(undecided), listRows)]
	p.Awaited, p.Proposals = len(awaited), awaited[:min(len(awaited), listRows)]
	p.Digest = digest(undecided, awaited)
	p.LastDay, p.ListFixed = p.Day(p.state.Day()), p.state.List != nil
}

// Left is how many are undecided, and their list.
func (p closingPage) Left() number {
	return number{N: p.Forgotten, Href: p.Page("/liste") + "#decisions"}
}

// digest names what a session leaves without a decision: what a reader has seen
// of it is confirmed, and nothing else.
func digest(undecided []carryover.Left, awaited []followup.MadeRow) string {
	if len(undecided)+len(awaited) == 0 {
		return ""
	}
	h := sha256.New()
	for _, l := range undecided {
		h.Write(l.Item.ID.ULID[:])
	}
	for _, m := range awaited {
		h.Write(m.Item.ID.ULID[:])
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
		if p.Held() && v.form.Get("sans_suite") != digest(undecided, awaited) {
			return fault.New(fault.Refused, refusedLeft, "nombre", figures(len(undecided)+len(awaited))).At("sans_suite")
		}
		return nil
	})
}
