package web

import (
	"strconv"

	"suivi/adapters/desk"
	"suivi/domain/recommendation"
	"suivi/projections/audit"
	"suivi/projections/openitems"
	"suivi/projections/register"
)

// audited is how many recommendations a page of the audit looks at, the last
// recorded first, and auditSample how many rows of a section it shows: what the
// page costs does not grow with the ledger.
const (
	audited     = 500
	auditSample = 5
)

// Names of the sections, as the API names them.
const (
	auditDropped    = "perdues_de_vue"
	auditReopened   = "remises_en_suivi"
	auditDivergent  = "divergentes"
	auditGaps       = "declare_contre_retenu"
	auditUnsettled  = "a_regler"
	auditNeverShut  = "sessions_non_closes"
	auditTooLate    = "constats_apres_cloture"
	auditUnexamined = "reconduites_sans_examen"
	auditDeclared   = "totaux_declares"
)

type auditPage struct {
	*head
	Asked    desk.Filter
	Forum    field
	Alone    bool // one section, by pages
	Sections []auditSection
	Clean    []auditSection // those in which there is nothing
	Older    string         // the same of those recorded before; none: the page holds all
	Partly   bool           // it does not hold all
	Reach    int
}

// auditSection is one thing that does not add up, and what to do about it.
type auditSection struct {
	Key, Title, Means string
	Heads             []string
	Rows              []auditRow
	Items             []register.Item // in place of Rows
	Count             number          // of all rows; More: there are more
	More              bool
	Cut               bool // rows are left out
	Next              string
}

// auditRow is one finding: its first cell names it.
type auditRow []auditCell

type auditCell struct{ Text, Href string }

func showAudit(v *visit) error {
	page := auditPage{head: v.titled("Audit : ce qui ne va pas", "Audit: what is amiss"), Reach: audited}
	q, err := narrowed(v.r.URL.Query())
	if err != nil {
		return err
	}
	page.Asked, q.Limit = q.Filter, audited
	key := v.r.URL.Query().Get("section")
	err = v.look(func(r *register.View) error {
		filter, stretch, err := q.Read(r)
		if err != nil {
			return err
		}
		page.Forum = v.head.forumField(r)
		report, err := audit.Of(r, filter, stretch)
		if err != nil {
			return err
		}
		page.Older = v.head.following(report.Next)
		page.Partly = page.Older != "" || q.Cursor != ""
		if q.Filter != (desk.Filter{Forum: q.Forum}) {
			report.NeverShut, report.Declared = nil, nil // they are of sessions
		}
		all := page.sections(report, q.Cursor == "")
		if q.Cursor == "" {
			if all[0], err = page.dropped(r, filter); err != nil {
				return err
			}
		}
		return page.keep(all, key)
	})
	if err != nil {
		return err
	}
	return v.show("audit", page)
}

// dropped is the section of those perdues de vue, which has a list of its own.
func (p *auditPage) dropped(r *register.View, f register.Filter) (auditSection, error) {
	s := p.section(auditDropped)
	f.Standing, f.Dropped = recommendation.Open, true
	list, err := openitems.ListOf(r, f, register.Page{Limit: auditSample})
	s.Items = list.Items
	s.Count.N, s.More = r.Length(f, listed)
	q := p.address().Query()
	q.Del("curseur")
	q.Set("situation", recommendation.Open.String())
	q.Set("perdues_de_vue", "true")
	s.Count.Href = "/recommandations?" + q.Encode()
	return s, err
}

// keep has the page show the section that is asked, by pages; else a few rows of
// each.
func (p *auditPage) keep(all []auditSection, key string) error {
	for _, s := range all {
		switch {
		case key != "":
			if s.Key == key {
				p.Sections, p.Alone = []auditSection{s}, true
				return p.stretch(&p.Sections[0])
			}
		case s.Count.N == 0 && !s.More:
			p.Clean = append(p.Clean, s)
		default:
			s.Cut = s.More || s.Count.N > auditSample
			s.Rows = s.Rows[:min(len(s.Rows), auditSample)]
			p.Sections = append(p.Sections, s)
		}
	}
	if key != "" {
		return errNoPage
	}
	return nil
}

// stretch cuts the rows of a section to those of its page.
func (p *auditPage) stretch(s *auditSection) error {
	p.Title = s.Title
	from, err := numberOf(p.sent(), "rang")
	if err != nil {
		return err
	}
	from = min(max(from, 0), len(s.Rows))
	to := min(from+listRows, len(s.Rows))
	if to < len(s.Rows) {
		s.Next = p.with("rang", strconv.Itoa(to))
	}
	s.Rows = s.Rows[from:to]
	return nil
}

// section begins a section, which leads to its list.
func (p *auditPage) section(key string) auditSection {
	s := auditSection{Key: key, Title: p.auditTitle(key), Means: p.auditMeaning(key)}
	s.Count = number{Label: s.Title, Href: p.with("rang", "", "section", key)}
	return s
}
