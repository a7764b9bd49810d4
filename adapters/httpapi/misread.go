package httpapi

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"suivi/domain/fault"
)

// sentBody is a request's body that remembers why it could not be read to its
// end: that is the client's doing, or its line's, never the server's.
type sentBody struct {
	io.ReadCloser
	failed error
}

// Read implements io.Reader.
func (b *sentBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil && err != io.EOF {
		b.failed = err
	}
	return n, err
}

// refused is the fault of a body that could not be read; otherwise for one
// that could.
func (b *sentBody) refused(otherwise error) error {
	if slow, is := errors.AsType[net.Error](b.failed); is && slow.Timeout() {
		return fault.New(fault.Invalid, refusedSlow)
	}
	if tooBig, is := errors.AsType[*http.MaxBytesError](b.failed); is {
		return fault.New(fault.Invalid, refusedTooBig, "limite", strconv.FormatInt(tooBig.Limit, 10)).At("body")
	}
	if b.failed != nil {
		return fault.New(fault.Invalid, refusedUnreadable).At("body").Because(b.failed)
	}
	return otherwise
}

// announced refuses a body that says itself that it is more than limit.
func announced(r *http.Request, limit int64) error {
	if r.ContentLength <= limit {
		return nil
	}
	return fault.New(fault.Invalid, refusedTooBig, "limite", strconv.FormatInt(limit, 10)).At("body")
}

// maxPlaces bounds how many places of one request a problem names.
const maxPlaces = 20

// misread words what huma could not read of a request.
func (s *Server) misread(r *http.Request, status int, message string, errs []error) *Problem {
	var faults []*fault.Fault
	for _, err := range errs {
		if d, is := errors.AsType[*huma.ErrorDetail](err); is && len(faults) < maxPlaces {
			faults = append(faults, misreadDetail(status, d))
		}
	}
	switch {
	case status >= http.StatusInternalServerError:
		err := fmt.Errorf("%s: %w", message, errors.Join(errs...))
		if sent, is := r.Body.(*sentBody); is {
			err = sent.refused(err)
		}
		return s.problem(r, err, "")
	case status == http.StatusRequestEntityTooLarge:
		return s.problem(r, fault.New(fault.Invalid, refusedTooBig, "limite", strconv.Itoa(MaxBody)), "")
	case status == http.StatusRequestTimeout:
		return s.problem(r, fault.New(fault.Invalid, refusedSlow), "")
	case status == http.StatusUnsupportedMediaType:
		return s.problem(r, fault.New(fault.Invalid, refusedMediaType, "lu", r.Header.Get("Content-Type")).At("header.Content-Type"), "")
	case len(faults) == 0:
		return s.problem(r, fault.New(fault.Invalid, refusedUnreadable).At("body"), "")
	}
	p := s.problem(r, faults[0], "body")
	for _, f := range faults[1:] {
		f = asText(f)
		p.Errors = append(p.Errors, ProblemPlace{f.Place, s.say(f.Code, f.Args, languageOf(r)), f.Args["lu"]})
	}
	return p
}

// expected are the words that huma has for a value of the wrong kind.
var expected = map[string]string{
	validation.MsgExpectedString:  "requete.attend_un_texte",
	validation.MsgExpectedInteger: "requete.attend_un_nombre",
	validation.MsgExpectedNumber:  "requete.attend_un_nombre",
	"invalid integer":             "requete.attend_un_nombre",
	validation.MsgExpectedBoolean: "requete.attend_vrai_ou_faux",
	"invalid boolean":             "requete.attend_vrai_ou_faux",
	validation.MsgExpectedArray:   "requete.attend_une_liste",
	validation.MsgExpectedObject:  "requete.attend_un_objet",
}

func misreadDetail(status int, d *huma.ErrorDetail) *fault.Fault {
	var lu string
	if text, is := d.Value.(string); is {
		lu = abridged(text)
	}
	switch {
	case status == http.StatusBadRequest:
		return unreadable(d.Message)
	case d.Message == validation.MsgUnexpectedProperty:
		return fault.New(fault.Invalid, refusedField).At(d.Location)
	case d.Message == "unknown query parameter":
		return fault.New(fault.Invalid, refusedParameter).At(abridged(d.Location))
	}
	if name, missing := between(d.Message, validation.MsgExpectedRequiredProperty); missing {
		return fault.New(fault.Invalid, refusedMissing).At(d.Location + "." + name)
	}
	if code, known := expected[d.Message]; known {
		return fault.New(fault.Invalid, code, "lu", lu).At(d.Location)
	}
	return fault.New(fault.Invalid, refusedValue, "lu", lu).At(d.Location)
}

// What the decoder tells, in English, of JSON that is broken: after how many
// bytes, or which field stands there twice.
var (
	brokenAfter = regexp.MustCompile(` after offset (\d+)`)
	givenTwice  = regexp.MustCompile(`duplicate object member name "([^"]*)"`)
)

// unreadable refuses a body that is no JSON, and says of it what the decoder
// does, without its words.
func unreadable(message string) *fault.Fault {
	for name, told := range map[string]*regexp.Regexp{"octet": brokenAfter, "champ": givenTwice} {
		if found := told.FindStringSubmatch(message); found != nil {
			return fault.New(fault.Invalid, refusedUnreadable, name, abridged(found[1])).At("body")
		}
	}
	return fault.New(fault.Invalid, refusedUnreadable).At("body")
}

// between gives what stands for %s in form.
func between(message, form string) (string, bool) {
	before, after, _ := strings.Cut(form, "%s")
	rest, begins := strings.CutPrefix(message, before)
	name, ends := strings.CutSuffix(rest, after)
	return name, begins && ends
}

// abridged keeps what is quoted of a request short.
func abridged(s string) string {
	const most = 80
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}
