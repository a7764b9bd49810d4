package web

import (
	"net/url"
	"slices"
	"strings"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/desk"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// forms are those that the page offers: what makes sense of the record as it
// stands, and the one that was sent.
func (p *recommendationPage) forms() (all []formOf) {
	for _, g := range gestures {
		f := p.Form(g.name)
		if !slices.Contains(g.of, p.Item.Standing) && !f.Sent() {
			continue
		}
		shown := formOf{form: f, Version: p.Item.Version, Title: p.T(g.title.FR, g.title.EN), Hint: p.T(g.hint.FR, g.hint.EN), Files: g.files, Fields: g.fields(f, p)}
		if f.Sent() {
			for _, piece := range p.visit.kept {
				shown.Hiddens = append(shown.Hiddens, struct{ Name, Value string }{"gardee", piece.SHA256 + " " + piece.Name})
			}
		}
		all = append(all, shown)
	}
	return all
}

// stored are choices among stored values, none of them chosen.
func (f form) stored(values ...string) []choice {
	return wordChoices(f.head, f.T("Choisir…", "Choose…"), values...)
}

func (f form) reason() field { return f.Field("motif", "Motif", "Reason") }

func (f form) effect() field {
	return f.Field("effet", "Date d'effet", "Date of effect").Hint("Vide : aujourd'hui.", "Empty: today.")
}

func (f form) sourceAndEffect() []field {
	return []field{f.Field("source.document", "Lu dans le document", "Read in the document"), f.Field("source.page", "Page", "Page"), f.effect()}
}

// file asks for a file, which comes last in its form.
func (f form) file(p *recommendationPage) field {
	made := f.Field(fileField, "Fichier", "File").As("file").Hint("64 Mo au plus.", "64 MB at most.")
	if made.Error == "" {
		made.Error = f.errorAt("nom", "sha256", "taille", "type", "pieces")
	}
	if f.Sent() && len(p.visit.kept) > 0 {
		var names []string
		for _, piece := range p.visit.kept {
			names = append(names, piece.Name)
		}
		made.Help = p.T("Déjà reçu : %s. Ne choisissez un fichier que pour en joindre un autre.", "Received already: %s. Choose a file only to attach another.", strings.Join(names, ", "))
	}
	return made
}

// rectification is the name of the form that rectifies an event.
const rectification = "rectification"

// rectifies gives a step the form that rectifies it, where the address asks
// for it, else the address that does. What a duplicate's event was is rectified
// on the duplicate's own page.
func (p *recommendationPage) rectifies(r *register.View, s *step) {
	_, corrects := s.holding.(recommendation.Rectified)
	if !p.Records() || corrects {
		return
	}
	f := p.Form(rectification)
	if s.Of != "" || !f.Asked() || p.asked != s.ID.String() {
		path := p.Self
		if s.Of != "" {
			path = "/recommandations/" + url.PathEscape(s.Of)
		}
		s.Ask = path + "?" + formName + "=" + rectification + "&evenement=" + s.ID.String() + "#evenement-" + s.ID.String()
		return
	}
	shown := formOf{form: f, Version: p.Item.Version, Title: p.T("Rectifier", "Rectify")}
	shown.Fields = append(shown.Fields, f.Field("annule", "Cela n'a jamais eu lieu", "It never happened").As("tick"))
	for _, c := range desk.Correctable(r, s.holding) {
		name := "champs." + c.Name
		made := f.Field(name, "", "").Otherwise(c.Value)
		made.Label = p.label(c.Name)
		switch {
		case c.Possible != nil:
			var all []choice
			for _, value := range c.Possible {
				all = append(all, choice{Value: value, Label: pick(value == "", "–", p.Word(value))})
			}
			made = made.From(all)
		case slices.Contains([]string{"texte", "constat", "observation", "mots"}, c.Name):
			made = made.As("area")
		}
		shown.Fields = append(shown.Fields, made)
		shown.Hiddens = append(shown.Hiddens, struct{ Name, Value string }{"avant." + c.Name, c.Value})
	}
	shown.Fields = append(shown.Fields,
		f.Field("effet", "Date d'effet", "Date of effect").Hint("Seulement si le jour enregistré est faux. Ce qu'une session a fait est du jour de la session.", "Only where the recorded day is wrong. What a session did is of the session's day."),
		f.Field("motif", "Motif de la rectification", "Reason for the rectification").Must())
	s.Form = &shown
	s.Action = p.Self + "?evenement=" + s.ID.String()
}

// recordOnRecommendation takes the form of a gesture, or of a rectification.
func recordOnRecommendation(v *visit) error {
	name := v.form.Get(formName)
	if name == rectification {
		return rectify(v)
	}
	i := slices.IndexFunc(gestures, func(g gesture) bool { return g.name == name })
	if i < 0 {
		return errNoPage
	}
	c, err := gestures[i].command(v)
	if err != nil {
		return v.refuse(err, showRecommendation)
	}
	return v.record(v.param("ref"), c, func(r desk.Receipt) string { return "/recommandations/" + url.PathEscape(r.Reference) }, showRecommendation)
}

// rectify takes the form that rectifies an event: of the fields, those that
// are not as they were shown.
func rectify(v *visit) error {
	id, err := ulid.ParseStrict(v.r.URL.Query().Get("evenement"))
	if err != nil {
		return errNoPage
	}
	c := desk.Rectify{Effective: effective(v.form), Void: v.form.Get("annule") != "", Fields: map[string]string{}, Reason: v.form.Get("motif")}
	for name := range v.form {
		field, is := strings.CutPrefix(name, "avant.")
		if now := "champs." + field; is && v.form.Has(now) && v.form.Get(now) != v.form.Get(name) {
			c.Fields[field] = v.form.Get(now)
		}
	}
	self := "/recommandations/" + url.PathEscape(v.param("ref"))
	return v.record(id.String(), c, func(desk.Receipt) string { return self + "#evenement-" + id.String() }, showRecommendation)
}
