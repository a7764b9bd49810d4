package web

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"
	"time"

	"suivi/adapters/desk"
	"suivi/domain"
	"suivi/domain/access"
	"suivi/domain/fault"
	"suivi/domain/glossary"
)

// head is what every page shows, and what its template may ask.
type head struct {
	Lang      glossary.Language
	Title     string
	Path      string // of the page, with its question
	Section   string // the first part of the path, "/sessions"
	Moment    desk.Moment
	By        access.Bearer
	SignedIn  bool
	Said      string // what was just recorded
	Refused   string // why the form that was sent was not taken
	Misread   string // why what the address asks for cannot be read
	Position  string // up to which the page counts
	Today     domain.Day
	LostSince time.Time
	Place     *time.Location

	visit     *visit
	fault     *fault.Fault
	unread    error // why the moment that the address asks for cannot be read
	formToken string
	marked    []string // the folded words that the page was searched for
}

func (v *visit) newHead() *head {
	q := v.r.URL.Query()
	h := &head{Lang: languageOf(v.r), Path: v.r.URL.RequestURI(), Place: v.Desk.Place, visit: v}
	first, _, _ := strings.Cut(strings.TrimPrefix(v.r.URL.Path, "/"), "/")
	h.Section = "/" + first
	h.ask(v.Desk, q.Get("au"), q.Get("connu_le"))
	if v.LostSince != nil {
		h.LostSince = v.LostSince()
	}
	if c, err := v.r.Cookie(saidCookie); err == nil && v.r.Method != "POST" && !v.single() && v.r.Header.Get(liveHeader) == "" {
		h.Said, _ = url.QueryUnescape(c.Value)
		v.setCookie(saidCookie, "", 0)
	}
	return h
}

// ask keeps the moment that the address asks for, as far as it can be read: no
// link carries on what cannot.
func (h *head) ask(d *desk.Desk, asOf, knownAt string) {
	for _, m := range []desk.Moment{{AsOf: asOf}, {KnownAt: knownAt}} {
		if _, err := d.Moment(m); err != nil {
			h.unread = cmp.Or(h.unread, err)
			continue
		}
		h.Moment.AsOf += m.AsOf
		h.Moment.KnownAt += m.KnownAt
	}
}

func (h *head) knows(by access.Bearer, s signed) {
	h.By, h.SignedIn, h.formToken = by, s.token != "" && by.Scope != access.Nothing, s.formToken()
}

func (h *head) refuse(said string, f *fault.Fault) { h.Refused, h.fault = said, f }

// NotDone says what a form that was refused has not done.
func (h *head) NotDone() string {
	if h.Section == signInPath {
		return h.T("Vous n'êtes pas connecté.", "You are not signed in.")
	}
	return h.T("Ce n'est pas enregistré.", "This is not recorded.")
}

// T is the words in the reader's language; more fills in what they say with %d,
// a number with its thousands apart, and %s.
func (h *head) T(fr, en string, more ...any) string {
	said := glossary.Text{FR: fr, EN: en}.In(h.Lang)
	if len(more) > 0 {
		for i := range more {
			if n, is := more[i].(int); is {
				more[i] = figures(n)
			}
		}
		said = fmt.Sprintf(strings.ReplaceAll(said, "%d", "%s"), more...)
	}
	return typeset(said, h.Lang)
}

// Word names a stored value.
func (h *head) Word(stored any) string { return glossary.Word(fmt.Sprint(stored), h.Lang) }

// Heading is Word where it stands at the head of a row.
func (h *head) Heading(stored any) string { return upperFirst(h.Word(stored)) }

// Day writes a day in full, ShortDay in figures, Period and Reference as people
// write them.
func (h *head) Day(d domain.Day) string       { return glossary.Day(d, h.Lang) }
func (h *head) ShortDay(d domain.Day) string  { return glossary.ShortDay(d) }
func (h *head) Period(p domain.Period) string { return glossary.Period(p, h.Lang) }
func (h *head) Reference(typed string) string {
	return typeset(glossary.Reference(typed, h.Lang), h.Lang)
}
func (h *head) Minute(t time.Time) string {
	return t.In(h.Place).Format("02/01/2006" + h.T(" à ", " ") + "15:04")
}
func (h *head) Typeset(said string) string { return typeset(said, h.Lang) }
func (h *head) Plural(n int, one, many string, oneEN, manyEN string) string {
	return figures(n) + " " + h.T(pick(n < 2, one, many), pick(n == 1, oneEN, manyEN))
}

func pick(first bool, one, other string) string {
	if first {
		return one
	}
	return other
}

// IsPast reports whether the page is seen as of another moment than now.
func (h *head) IsPast() bool { return h.Moment.AsOf != "" || h.Moment.KnownAt != "" }

// AsOf is the day as of which the page is seen, in words.
func (h *head) AsOf() string {
	m, _ := h.visit.Desk.Moment(desk.Moment{AsOf: h.Moment.AsOf})
	return h.Day(m.On)
}

// KnownAt is since when what the page shows was known, in words: a day, a time
// or a position of the ledger.
func (h *head) KnownAt() string {
	m, _ := h.visit.Desk.Moment(desk.Moment{KnownAt: h.Moment.KnownAt})
	switch at := m.KnownAt.In(h.Place); {
	case m.Nothing || !m.KnownTo.IsZero():
		return h.T("à la position %s du registre", "at position %s of the ledger", strings.TrimPrefix(h.Moment.KnownAt, "@"))
	case m.KnownAt.IsZero():
		return ""
	case at.Add(time.Microsecond).Format(time.TimeOnly) == "00:00:00": // a day counts whole
		return h.T("le ", "on ") + h.Day(domain.DayOf(at, h.Place))
	default:
		return h.T("le ", "on ") + h.Day(domain.DayOf(at, h.Place)) + h.T(" à ", " at ") + at.Format("15:04")
	}
}

// Records reports whether the page offers to record: to who may, and only of
// the present.
func (h *head) Records() bool {
	return !h.IsPast() && h.By.May(access.Action{Needs: access.Record}) == nil
}

// Live reports whether the page is to be seen anew when something is recorded:
// one that counts up to a position, of the present, holds no form that was
// refused, and is not the whole of a long list.
func (h *head) Live() bool {
	return h.Position != "" && !h.IsPast() && h.visit.form == nil && !h.whole()
}
