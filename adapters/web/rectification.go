package web

import (
	"net/url"
	"slices"
	"strings"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/desk"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/register"
)

// rectification is the name of the form that rectifies an event.
const rectification = "rectification"

// rectifies gives a step the form that rectifies it, where the address asks
// for it, else the address that does: on the page of what its event is of. What
// a duplicate's event was is rectified on the duplicate's own page; an
// inscription, with all that follows from it, on that of the recommendation.
func (t *timeline) rectifies(r *register.View, s *step, asked bool) {
	_, corrects := correctionOf(s.holding)
	if !t.Records() || corrects {
		return
	}
	id, page, at := s.ID.String(), t.Self, "#evenement-"+s.ID.String()
	in, inscribes := s.holding.(session.Inscribed)
	switch {
	case inscribes:
		page, at = recommendationAt(r, in.Recommendation.String()), "#rectifier"
	case s.Of != "":
		page = "/recommandations/" + url.PathEscape(s.Of)
	case asked && t.Form(rectification).Asked():
		form := t.rectifying(r, s)
		s.Form, s.Action = &form, page+"?"+askedEvent+"="+id
		return
	}
	s.Ask = page + "?" + formName + "=" + rectification + "&" + askedEvent + "=" + id + at
}

// recommendationAt is the page of a record itself, by its identity.
func recommendationAt(r *register.View, id string) string {
	if i, err := r.FindOwn(id); err == nil {
		if item := r.Describe(i); item.Survivor == "" && item.Reference != "" {
			id = item.Reference
		}
	}
	return "/recommandations/" + url.PathEscape(id)
}

// longFields hold whole sentences, severalFields several values.
var (
	longFields    = []string{"texte", "constat", "observation", "mots", "points"}
	severalFields = []string{"points", "seances", "jointe_a", "listes_de", "cadres", "reconduction_par", "autres_sigles"}
)

// rectifying is the form that rectifies a step, filled in with what is read of
// it today.
func (t *timeline) rectifying(r *register.View, s *step) formOf {
	f := t.Form(rectification)
	shown := formOf{form: f, Version: t.version, Title: t.T("Rectifier", "Rectify")}
	never := f.Field("annule", "Cela n'a jamais eu lieu", "It never happened").As("tick")
	if s.Void {
		never = never.Hint("Sans cette coche, le fait vaut de nouveau, tel qu'il est écrit ici.", "Left unticked, the fact holds again, as it is written here.")
	}
	shown.Fields = append(shown.Fields, never)
	for _, c := range desk.Correctable(r, s.holding) {
		made := f.Field("champs."+c.Name, "", "")
		if was, is := f.shownAs(c.Name); is && was == made.Value {
			made.Given = false // who sent it left it as it was, and others may not have
		}
		made = made.Otherwise(c.Value)
		made.Label = t.label(c.Name)
		if slices.Contains(severalFields, c.Name) {
			made = made.Hint("S'il y en a plusieurs : séparés par des points-virgules.", "Where there are several: with semicolons between.")
		}
		if slices.Contains(longFields, c.Name) {
			made = made.As("area")
		}
		shown.Fields = append(shown.Fields, made.From(t.choicesOf(r, c)))
		shown.Hiddens = append(shown.Hiddens, struct{ Name, Value string }{shownBefore + c.Name, c.Value})
	}
	if _, held := s.holding.(session.Held); !held { // its day is the last of its days
		shown.Fields = append(shown.Fields, t.effectInstead(f, s))
	}
	shown.Fields = append(shown.Fields, f.Field("motif", "Motif de la rectification", "Reason for the rectification").Must())
	return shown
}

// shownBefore begins the names of the fields that say as what another field was
// shown.
const shownBefore = "avant."

// shownAs is as what a field was shown in the form that was sent.
func (f form) shownAs(name string) (was string, is bool) {
	return f.sent().Get(shownBefore + name), f.Sent() && f.sent().Has(shownBefore+name)
}

func (t *timeline) effectInstead(f form, s *step) field {
	made := f.Field("effet", "Date d'effet", "Date of effect")
	switch s.holding.(type) {
	case forum.Event, organization.Event:
		return made.Hint("Seulement si le jour enregistré est faux.", "Only where the recorded day is wrong.")
	}
	return made.Hint("Seulement si le jour enregistré est faux. Ce qu'une session a fait est du jour de la session.", "Only where the recorded day is wrong. What a session did is of the session's day.")
}

// choicesOf are those of a field that holds one of a few values, nil for
// another, and where what it holds is not among them.
func (t *timeline) choicesOf(r *register.View, c desk.CorrectableField) (all []choice) {
	switch {
	case c.Possible != nil:
		for _, value := range c.Possible {
			all = append(all, choice{Value: value, Label: pick(value == "", "–", t.Word(value))})
		}
	case c.Names == desk.AForum:
		all = forumChoices(r, "–")
	case c.Names == desk.AnOrganization:
		all = structureChoices(r, "–")
	}
	if !slices.ContainsFunc(all, func(one choice) bool { return one.Value == c.Value }) {
		return nil
	}
	return all
}

// rectify takes the form that rectifies an event of a stream ("": wherever it
// is): of the fields, those that are not as they were shown.
func (v *visit) rectify(stream, page string, again func(*visit) error) error {
	id, err := ulid.ParseStrict(v.r.URL.Query().Get(askedEvent))
	if err != nil {
		return errNoPage
	}
	c := desk.Rectify{Effective: effective(v.form), Void: v.form.Get("annule") != "", Fields: map[string]string{}, Reason: v.form.Get("motif")}
	for name := range v.form {
		field, is := strings.CutPrefix(name, shownBefore)
		if now := "champs." + field; is && v.form.Has(now) && v.form.Get(now) != v.form.Get(name) {
			c.Fields[field] = v.form.Get(now)
		}
	}
	return v.recordIn(stream, id.String(), c, func(desk.Receipt) string { return eventAt(page, id.String()) }, again)
}

// rectifyRecommendation rectifies an event of the record that the address
// names.
func rectifyRecommendation(v *visit) error {
	stream := ""
	err := v.look(func(r *register.View) error {
		i, err := r.FindOwn(r.Spelled(desk.Typed(v.param("ref"))))
		if err == nil {
			stream = recommendation.Stream(r.ID(i))
		}
		return err
	})
	if err != nil {
		return err
	}
	return v.rectify(stream, "/recommandations/"+url.PathEscape(v.param("ref")), showRecommendation)
}
