package web

import (
	"net/url"
	"strings"

	"suivi/domain/glossary"
	"suivi/projections/audit"
	"suivi/projections/followup"
	"suivi/projections/register"
)

// sections lays a report out, the one of those perdues de vue first; those of
// sessions only with the first stretch, which alone holds them.
func (p *auditPage) sections(r audit.Report, first bool) []auditSection {
	reference, text, session := p.T("Référence", "Reference"), p.T("Recommandation", "Recommendation"), p.T("Session", "Session")
	var all []auditSection
	add := func(key string, rows []auditRow, heads ...string) *auditSection {
		s := p.section(key)
		s.Heads, s.Rows, s.Count.N = heads, rows, len(rows)
		all = append(all, s)
		return &all[len(all)-1]
	}
	if first {
		add(auditDropped, nil)
	} else {
		add(auditDropped, foundRows(r.Dropped, func(i register.Item) auditRow {
			return auditRow{p.to(i), {Text: i.Text}, {Text: p.T("depuis le", "since") + " " + p.ShortDay(i.Dropped.Since)}, p.session(i.Dropped.Session)}
		}), reference, text, p.T("Depuis", "Since"), session)
	}
	add(auditReopened, foundRows(r.Reopened, func(x audit.Reopened) auditRow {
		return auditRow{p.to(x.Item), {Text: x.Item.Text}, {Text: p.ShortDay(x.On)}, {Text: x.Reason}}
	}), reference, text, p.T("Le", "On"), p.T("Motif", "Reason"))
	add(auditDivergent, foundRows(r.Divergent, func(x audit.Divergence) auditRow {
		return auditRow{p.to(x.Item), {Text: x.Item.Text}, p.found(x.Session, x.State), p.found(x.Against, x.Opposite)}
	}), reference, text, p.T("Un constat", "One finding"), p.T("L'autre", "The other"))
	add(auditGaps, foundRows(r.Gaps, func(x audit.Gap) auditRow {
		return auditRow{p.to(x.Item), {Text: x.Item.Text}, {Text: p.Word(x.Item.State)}, {Text: x.Said.Owner.Path, Href: p.To("/redevables", x.Said.Owner.Code)}, {Text: strings.TrimSuffix(p.Word(x.Said.State)+" – "+x.Said.Words, " – ")}}
	}), reference, text, p.T("État retenu", "State retained"), p.T("Structure", "Organization"), p.T("Ce qu'elle déclare", "What it declares"))
	add(auditUnsettled, foundRows(r.Unsettled, func(x audit.Unsettled) auditRow {
		return auditRow{p.to(x.Item), {Text: x.Item.Text}, {Text: p.ShortDay(x.On)}, {Text: p.factName(x.What)}}
	}), reference, text, p.T("Le", "On"), p.T("Fait", "Fact"))
	shut := add(auditNeverShut, foundRows(r.NeverShut, func(x register.Head) auditRow {
		return auditRow{p.session(x.Reference), {Text: strings.TrimPrefix(x.Title+", "+x.ForumName, ", ")}, {Text: glossary.Periods(x.Sittings, p.Lang)}, {Text: p.T("clore", "close"), Href: p.To("/sessions", x.Reference, "cloture")}}
	}), session, p.T("Intitulé", "Title"), p.T("Tenue", "Held"), p.T("À faire", "To do"))
	shut.Count.Href = p.Link("/sessions?etape=" + register.StageHeld.String())
	if p.Asked.Forum != "" {
		shut.Count.Href += "&cadre=" + url.QueryEscape(p.Asked.Forum)
	}
	add(auditTooLate, foundRows(r.TooLate, func(x audit.Late) auditRow {
		return auditRow{p.to(x.Item), {Text: x.Item.Text}, {Text: p.factName(x.What)}, p.session(x.Session)}
	}), reference, text, p.T("Fait", "Fact"), session)
	add(auditUnexamined, foundRows(r.Unexamined, func(x audit.Carried) auditRow {
		return auditRow{p.to(x.Item), {Text: x.Item.Text}, p.session(x.Session)}
	}), reference, text, p.T("Reconduite par", "Carried over by"))
	var off []auditRow
	for _, d := range r.Declared {
		if d.Totals.Differs {
			off = append(off, auditRow{p.session(d.Session), {Text: d.Totals.Subject}, {Text: p.mismatch(d.Totals)}, {Text: d.Totals.Words}})
		}
	}
	add(auditDeclared, off, session, p.T("De quoi", "Of what"), p.T("Ce qui ne concorde pas", "What does not agree"), p.T("Ce que dit le rapport", "What the report says"))
	return all
}

func foundRows[F any](found []F, row func(F) auditRow) (rows []auditRow) {
	for _, f := range found {
		rows = append(rows, row(f))
	}
	return rows
}

func (p *auditPage) to(i register.Item) auditCell {
	return auditCell{p.Reference(i.Reference), p.To("/recommandations", i.Reference)}
}

func (p *auditPage) session(reference string) auditCell {
	return auditCell{p.Reference(reference), p.To("/sessions", reference)}
}

func (p *auditPage) found(session string, state any) auditCell {
	c := p.session(session)
	c.Text = p.Word(state) + " (" + c.Text + ")"
	return c
}

// mismatch says what of declared totals differs from the session's table, or
// does not follow from their own counts.
func (p *auditPage) mismatch(d followup.Declared) string {
	var said []string
	if d.SumIsOff {
		said = append(said, p.T("les états font %d, le total imprimé est %d", "the states add up to %d, the total printed is %d", d.Sum, *d.Total))
	}
	for _, c := range d.Counts {
		if c.Gap != 0 {
			said = append(said, p.T("%s : imprimé %d, calculé %d, écart %s", "%s: printed %d, computed %d, gap %s", p.countName(c.Name), c.Printed, *c.Computed, countGap(c.Gap)))
		}
	}
	for _, rate := range d.Rates {
		if !rate.Differs {
			continue
		}
		what := p.T("%s : imprimé %s, calculé %s, écart %s", "%s: printed %s, computed %s, gap %s", p.Word(rate.Name), rate.Printed, p.Percent(rate.Computed), p.rateGap(rate.Gap))
		switch {
		case rate.Truncated:
			what += p.T(" (tronqué au lieu d'être arrondi)", " (cut, not rounded)")
		case rate.Denominator > 0:
			what += p.T(" (serait juste sur %d)", " (would be right of %d)", rate.Denominator)
		}
		said = append(said, what)
	}
	return strings.Join(said, p.T(" ; ", "; "))
}

// factName names a stored fact of a recommendation.
func (p *auditPage) factName(stored string) string {
	name := strings.TrimSuffix(strings.TrimPrefix(stored, "recommandation."), ".v1")
	switch name {
	case "mise_en_cours":
		return p.T("mise en cours", "found in progress")
	case "validee":
		return p.T("validée", "validated")
	case "situation_declaree":
		return p.T("situation déclarée", "situation declared")
	case "reaffectee":
		return p.T("réaffectée", "reassigned")
	case "echeance_fixee":
		return p.T("échéance fixée", "due date set")
	}
	return p.Word(name)
}
