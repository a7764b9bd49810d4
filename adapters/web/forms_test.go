package web_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"suivi/adapters/desk"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/glossary"
)

// records gives the ledger a command that is taken, as somebody elsewhere does.
func (s *site) records(about string, c desk.Command) desk.Receipt {
	s.t.Helper()
	by := access.Bearer{Actor: event.Actor{ID: "secretariat", Function: "secrétaire"}, Scope: access.Record}
	receipt, err := s.desk.Record(s.t.Context(), desk.Order{By: by, Language: glossary.French, Command: desk.NewCommandID(now)}, about, c)
	if err != nil {
		s.t.Fatalf("%s of %s: %v", c.Route().Name, about, err)
	}
	return receipt
}

var (
	aForm       = regexp.MustCompile(`(?s)<form[^>]* action="([^"]*)".*?</form>`)
	hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)
)

// form is the form of a page that bears a name, an id, or an address, or is
// about the recommendation under a reference: where it is sent, and its hidden fields.
func (r *reader) form(p page, called string) (action string, hidden url.Values) {
	r.t.Helper()
	for _, form := range aForm.FindAllStringSubmatch(p.body, -1) {
		action, hidden = html.UnescapeString(form[1]), url.Values{}
		is := action == called || strings.Contains(form[0], ` id="`+called+`"`)
		for _, field := range hiddenField.FindAllStringSubmatch(form[0], -1) {
			value := html.UnescapeString(field[2])
			hidden.Add(field[1], value)
			is = is || value == called && (field[1] == "formulaire" || field[1] == "recommandation")
		}
		if is {
			return action, hidden
		}
	}
	r.t.Fatalf("%s has no form %s\n%s", p.at, called, p.body)
	return "", nil
}

// fill sends a form of a page with its hidden fields and what is filled in:
// pairs of a name and a value.
func (r *reader) fill(p page, form string, pairs ...string) page {
	r.t.Helper()
	action, sent := r.form(p, form)
	return r.send(action, filled(sent, pairs))
}

// filled are the hidden fields of a form and pairs of a name and a value, which
// replace those.
func filled(hidden url.Values, pairs []string) url.Values {
	given := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		given.Add(pairs[i], pairs[i+1])
	}
	for name, values := range given {
		hidden[name] = values
	}
	return hidden
}

// refuses asks that a form was refused with words beside the field of that id.
func (p page) refuses(t testing.TB, id, words string) page {
	t.Helper()
	_, beside, found := strings.Cut(p.body, `id="`+id+`-refus">`)
	beside, _, _ = strings.Cut(beside, "</p>")
	if p.status == http.StatusOK || !found || !strings.Contains(html.UnescapeString(beside), words) {
		t.Errorf("%s: %d, at %s %q, want %q\n%s", p.at, p.status, id, beside, words, p.body)
	}
	return p
}
