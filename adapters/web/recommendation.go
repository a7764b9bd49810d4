package web

import (
	"strconv"

	"suivi/adapters/desk"
	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/projections/history"
	"suivi/projections/register"
)

// recommendationPage is all that is known of one recommendation: a record
// itself, be it absorbed or entered by mistake.
type recommendationPage struct {
	*head
	Item     register.Item
	Self     string // where its forms are sent
	Days     domain.Period
	Passages []passage
	Wordings []worded
	Owners   []ownerRow
	Links    []linkRow
	Pieces   []pieceRow
	Timeline timeline
	Forms    []formOf
	// Meanwhile is what others recorded since the form that was sent was shown.
	Meanwhile []happening

	owners string // as commands read them
	ended  bool   // only a reason takes it up again
}

type ownerRow struct {
	register.Saying
	Role domain.Role
	Owes bool // itself, and not one above or below it
	Day  domain.Day
}

type linkRow struct {
	Kind  recommendation.LinkKind
	To    string // a reference
	Words string
	Day   domain.Day
}

type pieceRow struct {
	recommendation.Evidence
	Day   domain.Day
	By    string // the structure that declared on it, none
	Words string
}

func showRecommendation(v *visit) error {
	page := recommendationPage{head: v.head}
	err := v.look(func(r *register.View) error { return page.show(v, r, v.param("ref")) })
	if fault.KindOf(err) == fault.NotFound && v.head.IsPast() {
		err = v.showFoundNow(&page)
	}
	if err != nil {
		return err
	}
	if v.head.Records() {
		page.Forms = page.forms()
	}
	return v.show("recommandation", &page)
}

// showFoundNow shows what the address means now: seen in the past, a page is
// found by the references that came later.
func (v *visit) showFoundNow(page *recommendationPage) error {
	name, id := desk.Typed(v.param("ref")), ""
	_, err := desk.Look(v.r.Context(), v.Desk, v.by, desk.Moment{}, func(r *register.View) error {
		i, err := r.FindOwn(r.Spelled(name))
		if err == nil {
			id = r.ID(i).String()
		}
		return err
	})
	if err != nil {
		return err
	}
	err = v.look(func(r *register.View) error { return page.show(v, r, id) })
	if fault.KindOf(err) == fault.NotFound {
		return fault.New(fault.NotFound, "recommandation.introuvable", "reference", name)
	}
	return err
}

// show takes what the view says of what has a reference.
func (p *recommendationPage) show(v *visit, r *register.View, reference string) error {
	i, err := r.FindOwn(r.Spelled(desk.Typed(reference)))
	if err != nil {
		return err
	}
	p.read(r, i)
	if p.Meanwhile, err = v.meanwhile(r, recommendation.Stream(p.Item.ID)); err != nil {
		return err
	}
	h, err := history.Of(v.r.Context(), v.Desk.Ledger.Log, v.Desk.Ledger.Registry, r, i)
	if err != nil {
		return err
	}
	p.Timeline = timeline{head: p.head, Self: p.Self, version: p.Item.Version}
	return p.Timeline.read(r, h.Entries)
}

// read takes what the view says of a record.
func (p *recommendationPage) read(r *register.View, i register.RecommendationIndex) {
	p.Item = r.Describe(i)
	state := r.State(i)
	p.ended, p.owners = state.Ended(), desk.WriteOwners(r, state.Owners)
	p.Days = domain.Period{From: p.Item.Due.From, To: p.Item.Due.To}
	if p.Title = p.Reference(p.Item.Reference); p.Title == "" {
		p.Title = p.T("%s, entrée par erreur", "%s, entered by mistake", p.Reference(r.EnteredAs(i)))
	}
	p.Self = recommendationAt(r, p.Item.ID.String())
	facts := r.Facts(i)
	p.Passages, p.Wordings = passagesOf(r, facts), wordingsOf(r, facts)
	declared := map[domain.OrganizationID]domain.Day{}
	for _, f := range facts {
		by := ""
		switch e := f.Event.(type) {
		case recommendation.Declared:
			declared[e.Owner] = f.Day
			by = r.NameOf(e.Owner.String())
			for _, piece := range e.Evidence {
				p.Pieces = append(p.Pieces, pieceRow{piece, f.Day, by, e.Words})
			}
		case recommendation.EvidenceAttached:
			p.Pieces = append(p.Pieces, pieceRow{e.Evidence, f.Day, "", e.Words})
		case recommendation.Linked:
			to := ""
			if !e.To.IsZero() {
				to = r.NameOf(e.To.String())
			}
			p.Links = append(p.Links, linkRow{e.Kind, to, e.Words, f.Day})
		}
	}
	said := r.Said(i)
	for _, o := range p.Item.Owners {
		row := ownerRow{Saying: register.Saying{Owner: o}, Role: o.Role, Owes: true}
		for _, s := range said {
			if s.Owner.ID == o.ID {
				row.Saying, row.Day = s, declared[o.ID]
			}
		}
		p.Owners = append(p.Owners, row)
	}
	for _, s := range said {
		if !p.owes(s.Owner.ID) {
			p.Owners = append(p.Owners, ownerRow{Saying: s, Day: declared[s.Owner.ID]})
		}
	}
}

func (p *recommendationPage) owes(id domain.OrganizationID) bool {
	for _, o := range p.Item.Owners {
		if o.ID == id {
			return true
		}
	}
	return false
}

// Size writes how large a file is.
func (h *head) Size(bytes int64) string {
	if bytes < 1000 {
		return figures(int(bytes)) + hardSpace + h.T("octets", "bytes")
	}
	unit, value := h.T("ko", "kB"), float64(bytes)/1000
	if value >= 1000 {
		unit, value = h.T("Mo", "MB"), value/1000
	}
	digits := 0
	if value < 10 {
		digits = 1
	}
	said := strconv.FormatFloat(value, 'f', digits, 64)
	return h.decimal(said) + hardSpace + unit
}
