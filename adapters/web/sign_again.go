package web

import (
	"crypto/rand"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"

	"suivi/domain/access"
	"suivi/domain/fault"
)

// A form that is sent when its sign-in is over is not lost: the page that asks
// for the token bears all that was typed, and sends it with the token to where
// the form was sent. That records nothing: the form is shown again as it was
// filled in, and is sent by whoever reads it.

const (
	// fieldAgain tells that a form was sent before, and whether files were left
	// behind then.
	fieldAgain = "reconnexion"
	againFiles = "sans_fichiers"
	againWhole = "entier"
	fieldToken = "jeton"
)

// records reports whether a form was sent for something to be recorded.
func (v *visit) records(of route) bool {
	return v.r.Method == http.MethodPost && of.needs != access.Nothing
}

// enterAgain takes a form of who is not signed in, as far as maxForm goes. With
// a token that records, it signs them in and has the form shown again; else it
// gives why there is no page, for showSigningAgain.
func (v *visit) enterAgain(of route, why error) error {
	sent := v.r.Body
	if err := v.readSent(min(of.limit, maxForm)); err != nil {
		v.form = nil
		_, _ = io.CopyN(io.Discard, sent, max(of.limit, maxUpload)) // a browser shows no answer before it has sent all
		return why
	}
	asked, token := v.form.Has(fieldAgain), strings.TrimSpace(v.form.Get(fieldToken))
	if left := v.leaveFiles(); !asked {
		v.form.Set(fieldAgain, pick(left, againFiles, againWhole))
		return why
	}
	by, err := v.signs(token, access.Record)
	if err != nil {
		return err
	}
	s := signed{token, rand.Text()}
	v.by = by
	v.setCookie(signCookie, s.String(), signedFor)
	v.head.knows(by, s)
	v.showAgain(v.form.Get(fieldAgain) == againFiles)
	return v.head.unread
}

// signs tells who bears a token that somebody typed, who must be able to do
// that much; a refusal is at the field of the token.
func (v *visit) signs(token string, needs access.Scope) (access.Bearer, error) {
	by, err := v.Bearer(v.r.Context(), token)
	if err == nil {
		err = by.May(access.Action{Needs: needs, Name: signInPath})
	}
	if f, is := err.(*fault.Fault); is {
		g := f.At(fieldToken)
		g.Kind = fault.Forbidden // somebody else may
		err = g
	}
	return by, err
}

// showAgain has nothing recorded of the form that was sent, and it shown again.
func (v *visit) showAgain(withoutFiles bool) {
	v.again = fault.New(fault.Forbidden, refusedAgain)
	if withoutFiles {
		v.again = fault.New(fault.Forbidden, refusedAgainFiles)
	}
}

// leaveFiles lets go of the files that a form sent, and reports whether there
// were any.
func (v *visit) leaveFiles() (left bool) {
	if v.files != nil {
		left = true
		_, _ = io.Copy(io.Discard, v.r.Body) // as far as readFields bounds it
		v.files = nil
	}
	if sent := v.r.MultipartForm; sent != nil {
		for _, files := range sent.File {
			left = left || len(files) > 0
		}
		sent.File = nil
	}
	return left
}

type signingAgainPage struct {
	*head
	Kept  []typed // all that was typed
	Files bool    // were left behind
	Next  string  // the page, where nothing is kept
}

// typed is a value that a form sent.
type typed struct{ Name, Value string }

// showSigningAgain asks for the token of who sent a form and is not signed in,
// and bears the form.
func (v *visit) showSigningAgain(why *fault.Fault) error {
	page := signingAgainPage{head: v.titled("Connectez-vous de nouveau", "Sign in again"), Files: v.form.Get(fieldAgain) == againFiles, Next: signInAt(v.r)}
	for _, name := range slices.Sorted(maps.Keys(v.form)) {
		for _, value := range v.form[name] {
			if name != fieldToken && name != formTokenName {
				page.Kept = append(page.Kept, typed{name, value})
			}
		}
	}
	v.form.Del(fieldToken)
	if why.Place == fieldToken {
		v.head.refuse(v.explain(why), why)
	}
	return v.show("reconnexion", page)
}
