package web

import (
	"strings"

	"suivi/adapters/desk"
	"suivi/domain/event"
	"suivi/domain/fault"
)

// newOne is the name of the form of a new recommendation.
const newOne = "nouvelle"

// What a session decides on a recommendation.
const (
	decideCarry    = "reconduire"
	decideClass    = "classer"
	decideLeave    = "laisser"
	decideValidate = "valider"
	decideDiscard  = "ecarter"
)

// listRecommendation takes one form of the page of a session's list: a new
// recommendation, or what is decided on one.
func listRecommendation(v *visit) error {
	if v.form.Get(formName) == newOne {
		c := desk.Make{Listing: v.listing(), Nature: v.form.Get("nature"), Addressee: v.form.Get("a_l_attention_de"), Theme: v.form.Get("theme")}
		return v.record(v.sessionReference(), c, v.toList(newOne), showListing)
	}
	name, listing, again := v.form.Get("recommandation"), v.listing(), v.toList("decisions")
	if same(v.form.Get("texte"), v.form.Get("texte_lu")) {
		listing.Text = "" // it does not change
	}
	switch v.form.Get("decision") {
	case decideCarry:
		return v.record(v.sessionReference(), desk.Carry{Recommendation: name, Listing: listing}, again, showListing)
	case decideClass:
		if err := v.motiveChosen("motif"); err != nil {
			return v.refuse(err, showListing)
		}
		v.expectSeen()
		c := desk.Class{Motive: v.form.Get("motif"), Session: v.sessionReference(), Words: v.form.Get("constat"), Observation: v.form.Get("observation")}
		return v.record(name, c, again, showListing)
	case decideLeave:
		v.recorded(event.Position{}, v.head.T("rien n'est enregistré : sans suite, %s sera perdue de vue dès la clôture", "nothing is recorded: without a follow-up, %s will be dropped once the session is closed", v.head.Reference(name)))
		v.redirect(v.head.Link(again(desk.Receipt{})))
		return nil
	case decideValidate:
		return v.record(v.sessionReference(), desk.Validate{Recommendation: name, Listing: listing}, v.toList("propositions"), showListing)
	case decideDiscard:
		v.expectSeen()
		return v.record(name, desk.Discard{Session: v.sessionReference(), Reason: v.form.Get("motif")}, v.toList("propositions"), showListing)
	}
	return v.refuse(fault.New(fault.Invalid, refusedUndecided).At("decision"), showListing)
}

// motiveChosen refuses a classing whose form gives no motive, in its field.
func (v *visit) motiveChosen(name string) error {
	if told(v.form, name) == "" {
		return fault.New(fault.Invalid, refusedNoMotive).At(name)
	}
	return nil
}

// expectSeen has a command about the recommendation itself count only where
// nobody has recorded anything of it since it was shown. The other decisions
// are the session's: they do not touch what others record of it.
func (v *visit) expectSeen() { v.form.Set("version", v.form.Get(seenName)) }

// listing is what a form says of a place in a list.
func (v *visit) listing() desk.Listing {
	f := v.form
	return desk.Listing{Number: strings.TrimSpace(f.Get("numero")), Text: strings.TrimSpace(f.Get("texte")), Owners: filled(f["responsables"]), Due: f.Get("echeance"), Source: sourceOf(f)}
}

// toList goes on with the list of the same session, at the stretch that was
// shown: with an empty form of a new one, or with what is to be decided next.
func (v *visit) toList(at string) func(desk.Receipt) string {
	form := ""
	if at == newOne {
		form = newOne
	}
	return func(desk.Receipt) string { return v.head.with(formName, form) + "#" + at }
}

// same compares texts as people see them.
func same(a, b string) bool {
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}
