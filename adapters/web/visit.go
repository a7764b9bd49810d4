package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"suivi/adapters/desk"
	"suivi/adapters/i18n"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// visit is one request under way.
type visit struct {
	*Site
	w    http.ResponseWriter
	r    *http.Request
	by   access.Bearer
	head *head
	form url.Values // what a form sent, nil where none did
	// files are those that the form sent and that nobody has read yet, kept
	// those that are kept already.
	files *upload
	kept  []recommendation.Evidence
	// refused is why a form was not taken, shown with what it sent; again is why
	// nothing is recorded of it whatever it says.
	refused, again *fault.Fault
	status         int
}

// serve answers a request by do: who may not is sent to sign in, and an error
// has a page of its own.
func (s *Site) serve(of route, do func(*visit) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		v := &visit{Site: s, w: w, r: r, status: http.StatusOK}
		v.head = v.newHead()
		err := v.enter(of)
		if err == nil {
			err = do(v)
		}
		if err != nil {
			v.fail(err)
		}
		if s.Observe != nil {
			s.Observe(of.path, r.Method, v.status, time.Since(began))
		}
	}
}

// enter tells who visits, takes the form that was sent, and refuses who may
// not do what a page is for.
func (v *visit) enter(of route) (err error) {
	signed := v.signedIn()
	v.by, err = v.bearer(signed)
	if err == nil && signed.token == "" && v.records(of) {
		err = fault.New(fault.Anonymous, access.RefusedAnonymous) // reading may be open, recording is not
	}
	if err != nil && of.needs != access.Nothing {
		if fault.KindOf(err) == fault.Anonymous && v.records(of) {
			return v.enterAgain(of, err)
		}
		return err
	}
	if v.head.knows(v.by, signed); v.head.SignedIn {
		v.setCookie(signCookie, signed.String(), signedFor)
	}
	if err := cmp.Or(v.by.May(access.Action{Needs: of.needs, Name: of.path}), v.head.unread); err != nil || v.r.Method != http.MethodPost {
		return err
	}
	if err := v.readSent(of.limit); err != nil || signed.proves(v.form) {
		return err
	}
	if !v.records(of) {
		return fault.New(fault.Forbidden, refusedForm)
	}
	v.showAgain(v.leaveFiles())
	return nil
}

// readSent takes the form that was sent: with a limit, one whose files are read
// at once.
func (v *visit) readSent(limit int64) error {
	if limit > 0 {
		return v.readFiles(limit)
	}
	return v.readForm()
}

// Codes of the refusals of this package.
const (
	refusedNoPage     = "page.inconnue"
	refusedFormSize   = "page.formulaire_trop_grand"
	refusedForm       = "page.formulaire_perime"
	refusedAgain      = "page.formulaire_montre_de_nouveau"
	refusedAgainFiles = "page.formulaire_sans_ses_fichiers"
	refusedFileSize   = "page.fichier_trop_grand"
	refusedNoFile     = "page.sans_fichier"
	refusedOurs       = "page.erreur"
	refusedNoState    = "page.etat_a_choisir"
	refusedNoMotive   = "page.motif_a_choisir"
	refusedUndecided  = "page.decision_absente"
	refusedAdded      = "page.ajout_a_la_regle"
	refusedUnticked   = "page.decochees_a_la_regle"
	refusedLeft       = "page.sans_suite_a_confirmer" // over what nobody has decided on and confirmed
	refusedNothing    = "page.import_vide"            // neither a file nor a table that was pasted
)

var errNoPage = fault.New(fault.NotFound, refusedNoPage)

// look shows a view of the register as of the moment that the address names,
// once it counts what this visitor recorded last: whichever node took that.
func (v *visit) look(see func(*register.View) error) error {
	m := v.head.Moment
	if c, err := v.r.Cookie(positionCookie); err == nil {
		v.await(c.Value)
	}
	seen, err := desk.Look(v.r.Context(), v.Desk, v.by, m, see)
	v.head.Position, v.head.Today = seen.Position.String(), seen.Today
	return err
}

// patience is how long a page waits for what its visitor recorded elsewhere.
const patience = 2 * time.Second

// await waits for a position, but not for ever: a page that lacks it is better
// than none.
func (v *visit) await(position string) {
	ctx, stop := context.WithTimeout(v.r.Context(), patience)
	defer stop()
	if err := v.Desk.WaitFor(ctx, position); err != nil {
		v.Log.DebugContext(ctx, "page shown without what its reader recorded", "position", position, "erreur", err)
	}
}

// statusLeft notes that the reader went before there was a page.
const statusLeft = 499

// fail shows why there is no page: the way in to who has not signed in.
func (v *visit) fail(err error) {
	if errors.Is(err, context.Canceled) && v.r.Context().Err() != nil {
		v.status = statusLeft
		return
	}
	f, is := errors.AsType[*fault.Fault](err)
	if is && f.Kind == fault.Anonymous && v.r.Method == http.MethodGet {
		v.redirect(signInAt(v.r))
		return
	}
	if !is || f.Kind == fault.Internal {
		v.Log.ErrorContext(v.r.Context(), "page failed", "chemin", v.r.URL.Path, "erreur", err)
		f = fault.New(fault.Internal, refusedOurs)
	}
	if f.Code == positionToCome {
		v.head.Moment.KnownAt = "" // no link carries it on
	}
	v.status = statusOf(f)
	if f.Kind == fault.Anonymous || f.Place == fieldToken {
		err = v.showSigningAgain(f)
	} else {
		page := refusalPage{head: v.titled("Ce n'est pas possible", "This is not possible"), Why: v.explain(f)}
		if name := v.cameLater(f); name != "" {
			page.Why, page.Later = v.head.notYet(name), name
		}
		err = v.show("refus", page)
	}
	if err != nil {
		v.Log.ErrorContext(v.r.Context(), "refusal not shown", "erreur", err)
	}
}

// positionToCome is the code with which a view refuses a position that it has
// not reached.
const positionToCome = "moment.position_a_venir"

type refusalPage struct {
	*head
	Why   string
	Later string // what is there today, where the page is of before it was
}

func statusOf(f *fault.Fault) int {
	if f.Code == ledger.RefusedCommandReused {
		return http.StatusUnprocessableEntity // as the API answers
	}
	switch f.Kind {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Refused, fault.Conflict:
		return http.StatusConflict
	case fault.Anonymous:
		return http.StatusUnauthorized
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// explain words a fault for a reader of pages.
func (v *visit) explain(f *fault.Fault) string {
	return typeset(voice.Explain(f.At(""), v.head.Lang), v.head.Lang)
}

// titled names the page.
func (v *visit) titled(fr, en string) *head {
	v.head.Title = v.head.T(fr, en)
	return v.head
}

func (v *visit) redirect(to string) {
	v.status = http.StatusSeeOther
	http.Redirect(v.w, v.r, to, v.status)
}

// order is how the form that was sent gives a command: under the key that it
// was shown with, so that it counts once however often it is sent, and of the
// version that it showed.
func (v *visit) order() (desk.Order, error) {
	o := desk.Order{By: v.by, Language: v.head.Lang, Spoken: true}
	if v.again != nil {
		return o, v.again
	}
	var err error
	if o.Command, err = readKey(v.form.Get("cle")); err != nil {
		return o, err
	}
	o.Repeatable = true
	if seen := v.form.Get("version"); seen != "" {
		version, err := readVersion(seen)
		if err != nil {
			return o, err
		}
		o.Expected = &version
	}
	return o, nil
}

// record gives c as the form that was sent asks, and goes on to next; where c is
// refused, again shows the form as it was filled in, and why.
func (v *visit) record(subject string, c desk.Command, next func(desk.Receipt) string, again func(*visit) error) error {
	return v.recordIn("", subject, c, next, again)
}

// recordIn is record of an event that is in a stream.
func (v *visit) recordIn(stream, subject string, c desk.Command, next func(desk.Receipt) string, again func(*visit) error) error {
	o, err := v.order()
	if v.again != nil {
		return v.refuse(err, again)
	}
	if err != nil {
		return err
	}
	o.Stream = stream
	receipt, err := v.give(o, subject, c)
	if err != nil {
		return v.refuse(err, again)
	}
	v.recorded(receipt.Position, receipt.Said)
	v.redirect(v.head.Link(next(receipt)))
	return nil
}

// give gives the ledger c, once under the key of its form.
func (v *visit) give(o desk.Order, subject string, c desk.Command) (desk.Receipt, error) {
	return v.Desk.Once(o, subject, c, func() (desk.Receipt, error) { return v.Desk.Record(v.r.Context(), o, subject, c) })
}

// refuse has again show the form that was sent, and why it was refused.
func (v *visit) refuse(err error, again func(*visit) error) error {
	f, is := errors.AsType[*fault.Fault](err)
	if !is || f.Kind == fault.Internal || f.Kind == fault.Anonymous {
		return err
	}
	v.refused, v.status = f, statusOf(f)
	v.head.refuse(v.explain(f), f)
	return again(v)
}

// recorded has the next page say what was recorded, and count it.
func (v *visit) recorded(at event.Position, said string) {
	if !at.IsZero() {
		v.setCookie(positionCookie, at.String(), time.Hour)
	}
	v.setCookie(saidCookie, url.QueryEscape(upperFirst(said)+"."), time.Minute)
}

// languageOf is the reader's: as chosen, else the first that the browser asks
// for and that we speak; French for none.
func languageOf(r *http.Request) glossary.Language {
	if c, err := r.Cookie(languageCookie); err == nil {
		return i18n.LanguageOf(c.Value)
	}
	for wish := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(wish)), ";")
		if tag == "fr" || tag == "en" || strings.HasPrefix(tag, "fr-") || strings.HasPrefix(tag, "en-") {
			return i18n.LanguageOf(tag)
		}
	}
	return glossary.French
}

// placed puts a refusal that names no field at the one that it is about, by
// its code.
func (v *visit) placed(fields map[string]string) {
	if f := v.head.fault; f != nil && f.Place == "" && fields[f.Code] != "" {
		v.head.fault = f.At(fields[f.Code])
	}
}
