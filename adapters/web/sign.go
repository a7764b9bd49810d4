package web

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/desk"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/glossary"
)

const (
	signInPath   = "/connexion"
	signOutPath  = "/deconnexion"
	languagePath = "/langue"

	signCookie     = "suivi"
	languageCookie = "suivi_langue"
	positionCookie = "suivi_position" // of what the visitor recorded last
	saidCookie     = "suivi_fait"     // what the next page says was recorded
)

// signedFor is how long a browser stays signed in after its last page.
const signedFor = 12 * time.Hour

// signed is what a browser that has signed in shows: the token, and a word of
// this sign-in alone. It lies in a cookie that no script can read and that no
// other site has the browser send with a form, so that no node keeps anything.
type signed struct{ token, salt string }

func (s signed) String() string { return s.token + "." + s.salt }

// signedIn is what the browser shows, zero for none.
func (v *visit) signedIn() (s signed) {
	if c, err := v.r.Cookie(signCookie); err == nil {
		s.token, s.salt, _ = strings.Cut(c.Value, ".")
	}
	return s
}

// formToken is what every form of a sign-in bears: only who has seen a page of
// it can tell.
func (s signed) formToken() string {
	mac := hmac.New(sha256.New, []byte(s.token+"\n"+s.salt))
	mac.Write([]byte("formulaire"))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// bearer says who visits.
func (v *visit) bearer(s signed) (access.Bearer, error) {
	if s.token == "" {
		if v.OpenRead {
			return access.Bearer{Scope: access.Read}, nil
		}
		return access.Bearer{}, nil
	}
	return v.Bearer(v.r.Context(), s.token)
}

// setCookie sets a cookie of ours; no time takes it away.
func (v *visit) setCookie(name, value string, last time.Duration) {
	c := &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: int(last.Seconds()), HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: v.r.TLS != nil || v.r.Header.Get("X-Forwarded-Proto") == "https"}
	if last == 0 {
		c.MaxAge = -1
	}
	http.SetCookie(v.w, c)
}

type signInPage struct {
	*head
	Next string
}

func showSignIn(v *visit) error {
	return v.show("connexion", signInPage{v.titled("Se connecter", "Sign in"), localPath(v.either("vers"))})
}

// signInAt is where to sign in to go on with what r asks for.
func signInAt(r *http.Request) string {
	return signInPath + "?vers=" + url.QueryEscape(r.URL.RequestURI())
}

// localPath is where to go on after signing in: a page of this site, or the
// first one.
func localPath(to string) string {
	if u, err := url.Parse(to); err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.Contains(to, `\`) {
		return "/"
	}
	return to
}

func signIn(v *visit) error {
	token := strings.TrimSpace(v.form.Get(fieldToken))
	if _, err := v.signs(token, access.Read); err != nil {
		return v.refuse(err, showSignIn)
	}
	v.setCookie(signCookie, signed{token, rand.Text()}.String(), signedFor)
	v.redirect(localPath(v.form.Get("vers")))
	return nil
}

func signOut(v *visit) error {
	for _, name := range []string{signCookie, positionCookie, saidCookie} {
		v.setCookie(name, "", 0)
	}
	v.redirect(signInPath)
	return nil
}

func chooseLanguage(v *visit) error {
	l := glossary.French
	if v.form.Get("langue") == string(glossary.English) {
		l = glossary.English
	}
	v.setCookie(languageCookie, string(l), 365*24*time.Hour)
	v.redirect(localPath(v.form.Get("vers")))
	return nil
}

// maxForm bounds what a form sends, in bytes.
const maxForm = 1 << 20

// readForm takes the form that was sent: of one with files, the fields before
// the first of them.
func (v *visit) readForm() error {
	if kind, _, _ := mime.ParseMediaType(v.r.Header.Get("Content-Type")); kind == "multipart/form-data" {
		if err := v.readFields(); err != nil {
			return err
		}
	} else {
		v.r.Body = http.MaxBytesReader(v.w, v.r.Body, maxForm)
		if err := v.r.ParseForm(); err != nil {
			return fault.New(fault.Invalid, refusedFormSize).Because(err)
		}
		v.form = v.r.PostForm
	}
	for _, values := range v.form {
		for i := range values {
			values[i] = strings.ReplaceAll(values[i], "\r\n", "\n") // as browsers send what is typed
		}
	}
	return nil
}

// proves reports whether a form bears the token of the sign-in; of none, any
// does.
func (s signed) proves(form url.Values) bool {
	return s.token == "" || hmac.Equal([]byte(form.Get(formTokenName)), []byte(s.formToken()))
}

// formTokenName is the field that bears the form token.
const formTokenName = "jeton_formulaire"

func readKey(s string) (ulid.ULID, error) {
	id, err := ulid.ParseStrict(s)
	if err != nil {
		return id, fault.New(fault.Forbidden, refusedForm).Because(err)
	}
	return id, nil
}

func readVersion(s string) (event.Version, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, fault.New(fault.Forbidden, refusedForm).Because(err)
	}
	return event.Version(n), nil
}

// newKey is the key of a form that is shown now.
func (v *visit) newKey() string { return desk.NewCommandID(v.Desk.Ledger.Clock()).String() }
