package web

import (
	"bytes"
	"net/url"
	"strconv"

	"suivi/projections/followup"
	"suivi/projections/register"
)

// examinedRows is how many rows the screen of an examination holds.
const examinedRows = listRows

type examinationPage struct {
	aboutSession
	Rows  []examinedRow
	Done  int
	Total int
	// Former and Next are the stretches of a long list beside this one.
	Former, Next string
}

// stretchFrom is the question for the stretch of rows that starts after n.
func stretchFrom(n int) string {
	if n <= 0 {
		return ""
	}
	return "?curseur=" + strconv.Itoa(n)
}

// stretch is where the stretch of rows that the address names starts.
func (v *visit) stretch() int {
	n, err := strconv.Atoi(v.r.URL.Query().Get("curseur"))
	if err != nil || n < 0 {
		return 0
	}
	return n - n%examinedRows
}

// Writes reports whether the rows are forms: of a session that is held, and
// where one was refused, so that what was typed is not lost.
func (p examinationPage) Writes() bool {
	return p.Records() && (p.Held() || p.visit.refused != nil && p.visit.form.Get(rowName) != "")
}

// Left is how many rows are still to be examined.
func (p examinationPage) Left() int { return p.Total - p.Done }

// examinationOf is the address of the stretch of rows of a session's
// examination that starts after n.
func examinationOf(session string, n int) string {
	return "/sessions/" + url.PathEscape(session) + "/examen" + stretchFrom(n)
}

// rowHeader is sent by the script, which asks for one row rather than a page.
const rowHeader = "Suivi-Ligne"

// showExamination shows the screen on which a session examines its list: one
// form a row. The script that asks for a row ("ligne") gets that row alone.
func showExamination(v *visit) error {
	if v.single() {
		return v.showRows(v.either(rowName), "")
	}
	return v.showRows("", "")
}

func (v *visit) showRows(only, savedAt string) error {
	page := examinationPage{}
	err := v.seeSession(&page.aboutSession, func(r *register.View) error {
		s := page.index
		t := followup.Of(r, s)
		page.plan(t)
		page.Total = len(t.Rows)
		since, from := r.HeldBefore(s), v.stretch()
		if from > 0 {
			page.Former = page.Page("/examen" + stretchFrom(from-examinedRows))
		}
		if from+examinedRows < len(t.Rows) {
			page.Next = page.Page("/examen" + stretchFrom(from+examinedRows))
		}
		for n, row := range t.Rows {
			if row.Examined {
				page.Done++
			}
			if only != "" && referenceIn(r, s, row) != only || only == "" && (n < from || n >= from+examinedRows) {
				continue
			}
			x := v.examined(describeRow(v.head, r, s, since, row))
			x.SavedAt, x.Action = savedAt, examinationOf(page.Session.Reference, from)+"#"+x.ID()
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
	if only == "" {
		return v.show("examen", page)
	}
	if len(page.Rows) == 0 {
		return errNoPage
	}
	return v.showPart("examen", "examen-part", page)
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
