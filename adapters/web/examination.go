package web

import (
	"bytes"
	"net/url"
	"strconv"

	"suivi/adapters/desk"
	"suivi/domain/glossary"
	"suivi/projections/followup"
	"suivi/projections/register"
)

type examinationPage struct {
	aboutSession
	Rows  []examinedRow
	At    stretch
	Done  int
	Total int
}

// Writes reports whether the rows are forms: of a session that is held, and
// where one was refused, so that what was typed is not lost.
func (p examinationPage) Writes() bool {
	return p.Records() && (p.Held() || p.visit.refused != nil && p.visit.form.Get(rowName) != "")
}

// Opening are the days on which the session most likely sits, to be typed over:
// those on which it was expected, where they are past; else today.
func (p examinationPage) Opening() string {
	if e := p.Session.Expected; e.From != 0 && e.To != 0 && e.To < p.Today {
		return glossary.Period(e, glossary.French)
	}
	return p.ShortDay(p.Today)
}

// Left is how many rows are still to be examined.
func (p examinationPage) Left() int { return p.Total - p.Done }

// rowHeader is sent by the script, which asks for one row rather than a page.
const rowHeader = "Suivi-Ligne"

// examinationOf is the address of a stretch of a session's examination.
func examinationOf(session string, at stretch) string {
	return "/sessions/" + url.PathEscape(session) + "/examen" + at.Question()
}

// stretch is the stretch of rows that the address of a form names.
func (v *visit) stretch() stretch {
	n, _ := strconv.Atoi(v.r.URL.Query().Get("curseur"))
	return stretch{From: max(n, 0)}
}

// showExamination shows the screen on which a session examines its list: one
// form a row, of the stretch that holds the row that is asked for ("ligne").
// The script that asks for a row gets that row alone.
func showExamination(v *visit) error { return v.showRows("") }

func (v *visit) showRows(savedAt string) error {
	page, asked, alone := examinationPage{}, v.either(rowName), v.single()
	err := v.seeSession(&page.aboutSession, func(r *register.View) (err error) {
		s := page.index
		k := followup.SketchOf(r, s)
		page.plan(k.Table())
		page.Total, page.Done = k.Len(), k.Totals().Examined
		place := placeOf(r, k, s, asked)
		if page.At, err = v.head.stretchOf("curseur", page.Total, ""); place >= 0 {
			page.At, err = v.head.stretchWith(place, "curseur", page.Total, ""), nil
		}
		if err != nil {
			return err
		}
		since, shown := r.HeldBefore(s), page.At
		if alone && asked != "" {
			if place < 0 {
				return errNoPage
			}
			shown = stretch{From: place, To: place + 1}
		}
		for _, row := range picked(shown, nil, k.Row) {
			x := v.examined(describeRow(v.head, r, s, since, row))
			x.SavedAt, x.Action = savedAt, examinationOf(page.Session.Reference, page.At)+"#"+x.ID()
			if err := x.meanwhile(v, r); err != nil {
				return err
			}
			page.Rows = append(page.Rows, x)
		}
		return nil
	})
	if err != nil {
		return err
	}
	page.titled("Examiner", "Examine")
	if alone && asked != "" {
		return v.showPart("examen", "examen-part", page)
	}
	return v.show("examen", page)
}

// placeOf is the place of a row in the table of session s, by any reference of
// its recommendation; -1 where it has none.
func placeOf(r *register.View, k followup.Sketch, s register.SessionIndex, reference string) int {
	if i, err := r.FindOwn(r.Spelled(desk.Typed(reference))); err == nil && reference != "" {
		return k.Place(r.Bearer(i, s))
	}
	return -1
}

// showPart answers with a part of a page alone.
func (v *visit) showPart(name, part string, page any) error {
	var out bytes.Buffer
	if err := templates[name].ExecuteTemplate(&out, part, page); err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.Header().Set("Cache-Control", "no-store")
	v.w.WriteHeader(v.status)
	_, _ = v.w.Write(out.Bytes())
	return nil
}

// single reports whether the script asked, for a row rather than a page.
func (v *visit) single() bool { return v.r.Header.Get(rowHeader) != "" }

// savedNow is when a row was saved, as the row says it.
func (v *visit) savedNow() string {
	return v.Desk.Ledger.Clock().In(v.Desk.Place).Format("15:04")
}
