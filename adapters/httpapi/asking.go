package httpapi

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"suivi/domain/access"
	"suivi/domain/fault"
)

// answering serves a table: 304 where the reader has the answer, the kept bytes
// where somebody has asked before, else what next works out.
func (s *Server) answering(a access.Action, dated bool) wrapper {
	return func(next http.HandlerFunc) handler {
		return func(w http.ResponseWriter, r *http.Request) int {
			bearer, err := s.admit(r, a)
			if err != nil {
				return s.refuse(w, r, err)
			}
			if strings.Contains(r.URL.RawQuery, "apres=") {
				if err := s.Desk.WaitFor(r.Context(), r.URL.Query().Get("apres")); err != nil {
					return s.refuse(w, r, err)
				}
			}
			now := moment{s.Desk.Runner.Seen(), s.Desk.Today()}
			if x := s.answers.get(now, r.RequestURI); x != nil {
				return x.serve(w, r)
			}
			dated := dated && !namesDay(r.URL)
			if asked := r.Header["If-None-Match"]; len(asked) > 0 && !slices.Contains(asked, "*") { // "*" asks whether there is an answer
				if tag := s.tagOf(now, dated, r.RequestURI); sameTag(asked, tag) {
					return (&answer{tag: tag}).unchanged(w)
				}
			}
			return s.workOut(w, r, bearer, now, dated, next)
		}
	}
}

// namesDay reports whether a question says itself of which day it is asked.
func namesDay(u *url.URL) bool {
	if u.RawQuery == "" {
		return false
	}
	q := u.Query()
	return q.Get("au") != "" || q.Get("aujourdhui") != ""
}

// namesMoment reports whether a question is asked of another moment than now.
func namesMoment(u *url.URL) bool {
	q := u.Query()
	return q.Get("au") != "" || q.Get("connu_le") != ""
}

// workOut has next answer, once for all who ask the same of the same position
// at the same time.
func (s *Server) workOut(w http.ResponseWriter, r *http.Request, b access.Bearer, now moment, dated bool, next http.HandlerFunc) int {
	if err := checkQuery(r.URL.RawQuery); err != nil {
		return s.refuse(w, r, err)
	}
	fresh := func() (*answer, *page) {
		turns := s.working
		if namesMoment(r.URL) {
			turns = s.recalling
		}
		turns <- struct{}{}
		defer func() { <-turns }()
		p := &page{header: http.Header{}}
		asked := s.within(r.WithContext(context.WithoutCancel(r.Context())), b)
		next(p, asked)
		if p.status != http.StatusOK {
			return nil, p
		}
		seen := callOf(asked.Context()).seen
		x := newAnswer(moment{seen.Position, now.today}, p.body.Bytes())
		x.tag, x.link = s.tagOf(moment{seen.Position, seen.Today}, dated, r.RequestURI), linkNext(r.URL, seen.Next)
		if !dated || seen.Today == now.today {
			s.answers.keep(r.RequestURI, x)
		}
		return x, p
	}
	var own *page
	key := now.position.String() + " " + r.RequestURI
	shared, _, _ := s.answers.once.Do(key, func() (any, error) {
		x, p := fresh()
		own = p
		return x, nil
	})
	x, _ := shared.(*answer)
	if x == nil && own == nil { // another's refusal, perhaps in another language
		x, own = fresh()
	}
	if x == nil {
		return own.copyTo(w)
	}
	if sameTag(r.Header["If-None-Match"], x.tag) {
		return x.unchanged(w)
	}
	return x.serve(w, r)
}

// checkQuery refuses what would be read as something else than it says.
func checkQuery(raw string) error {
	q, err := url.ParseQuery(raw)
	if err != nil {
		return fault.New(fault.Invalid, refusedUnreadable).At("query").Because(err)
	}
	for name, values := range q {
		if len(values) > 1 {
			return fault.New(fault.Invalid, refusedTwice).At("query." + abridged(name))
		}
	}
	return nil
}

// linkNext is the Link header (RFC 8288) of the next stretch of a list.
func linkNext(u *url.URL, cursor string) string {
	if cursor == "" {
		return ""
	}
	q := u.Query()
	q.Set("curseur", cursor)
	return "<" + u.EscapedPath() + "?" + q.Encode() + `>; rel="next"`
}
