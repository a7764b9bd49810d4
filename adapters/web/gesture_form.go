package web

import (
	"net/url"
	"slices"
	"strings"

	"suivi/adapters/desk"
)

// absorption is the name of the gesture that makes two records one.
const absorption = "absorption"

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

// recordOnRecommendation takes the form of a gesture, or of a rectification.
func recordOnRecommendation(v *visit) error {
	name := v.form.Get(formName)
	if name == rectification {
		return rectifyRecommendation(v)
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
