package recommendation_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/field"
	r "suivi/domain/recommendation"
)

func refusedWith(t *testing.T, err error, code string) {
	t.Helper()
	var f *fault.Fault
	if !errors.As(err, &f) || f.Code != code {
		t.Errorf("got %v, want %s", err, code)
	}
}

// form gives f with its event changed.
func form[E r.Event](f fact, change func(*E)) r.Command {
	e := f.Event.(E)
	change(&e)
	return to(fact{Day: f.Day, Event: e})
}

var (
	tooLong    = strings.Repeat("0123456789", 1<<20) // 10 MB
	garbled    = "r\xe9unir"                         // Latin-1
	backwards  = domain.Period{From: inApril2024, To: inMarch2024}
	ownerTwice = []domain.Owner{{Organization: ministry, Role: domain.RoleLead}, {Organization: ministry}}
)

// TestFields holds what no field takes, and that the refusal names the field
// by its stored name.
func TestFields(t *testing.T) {
	type (
		made    = r.Formulated
		adopted = r.Validated
		dropped = r.SetAside
		found   = r.Found
		carried = r.CarriedOver
		says    = r.Declared
		owners  = r.Reassigned
		due     = r.DueDateSet
		proved  = r.EvidenceAttached
		linked  = r.Linked
		classed = r.Classed
		merged  = r.Absorbed
	)
	making, adoption, finding, carrying := comite2020.makes(), politique.validates(), comite2021.finds(domain.NotDone), comite2021.carriesOver()
	saying, proof, link := declares(inMarch2021, ministry, domain.NotDone), proves(inMarch2021), links(inMarch2021)
	classing, absorption := comite2021.classes(r.MotiveOther), absorbed(inMarch2021, survivor)
	reassigning, dating := reassigns(inMarch2021), setsDue(inMarch2021, inDecember)
	setting := politique.setsAside()

	for _, c := range []struct {
		when  r.Command
		place string
		code  string
	}{
		{to(fact{Event: making.Event}), "effet", r.InvalidDay},
		{form(making, func(e *made) { e.Text = "" }), "texte", r.InvalidEmpty},
		{form(making, func(e *made) { e.Text = " \n\t " }), "texte", r.InvalidEmpty},
		{form(making, func(e *made) { e.Text = tooLong }), "texte", r.InvalidTooLong},
		{form(making, func(e *made) { e.Text = garbled }), "texte", r.InvalidUTF8},
		{form(making, func(e *made) { e.Session = domain.SessionID{} }), "session", r.InvalidEmpty},
		{form(making, func(e *made) { e.Forum = domain.ForumID{} }), "cadre", r.InvalidEmpty},
		{form(making, func(e *made) { e.Place = 0 }), "place", r.InvalidField},
		{form(making, func(e *made) { e.Place = math.MaxInt }), "place", r.InvalidField},
		{form(carrying, func(e *carried) { e.Place = field.MaxPlace + 1 }), "place", r.InvalidField},
		{form(making, func(e *made) { e.Number = tooLong }), "numero", r.InvalidTooLong},
		{form(making, func(e *made) { e.Phase = "pleniere" }), "phase", r.InvalidField},
		{form(making, func(e *made) { e.Nature = "voeu" }), "nature", r.InvalidField},
		{form(making, func(e *made) { e.Nature = domain.Nature(garbled) }), "nature", r.InvalidField},
		{form(making, func(e *made) { e.Owners = ownerTwice }), "responsables", r.InvalidField},
		{form(making, func(e *made) { e.Owners = []domain.Owner{{}} }), "responsables", r.InvalidField},
		{form(making, func(e *made) { e.Owners = []domain.Owner{{Organization: ministry, Role: "appui"}} }), "responsables", r.InvalidField},
		{form(making, func(e *made) { e.Addressee = garbled }), "a_l_attention_de", r.InvalidUTF8},
		{form(making, func(e *made) { e.Due = backwards }), "echeance", r.InvalidPeriod},
		{form(making, func(e *made) { e.Due.Words = garbled }), "echeance", r.InvalidUTF8},
		{form(making, func(e *made) { e.Theme = tooLong }), "theme", r.InvalidTooLong},
		{form(making, func(e *made) { e.Source.Document = garbled }), "source", r.InvalidUTF8},
		{form(making, func(e *made) { e.Source.Cell = tooLong }), "source", r.InvalidTooLong},
		{form(adoption, func(e *adopted) { e.Text = tooLong }), "texte", r.InvalidTooLong},
		{form(adoption, func(e *adopted) { e.Session = domain.SessionID{} }), "session", r.InvalidEmpty},
		{form(adoption, func(e *adopted) { e.Due = backwards }), "echeance", r.InvalidPeriod},
		{form(adoption, func(e *adopted) { e.Owners = ownerTwice }), "responsables", r.InvalidField},
		{form(setting, func(e *dropped) { e.Session = domain.SessionID{} }), "session", r.InvalidEmpty},
		{form(setting, func(e *dropped) { e.Reason = garbled }), "motif", r.InvalidUTF8},
		{form(finding, func(e *found) { e.State = 0 }), "etat", r.InvalidField},
		{form(finding, func(e *found) { e.State = domain.Made }), "etat", r.InvalidField},
		{form(finding, func(e *found) { e.State = domain.CarriedOver }), "etat", r.InvalidField},
		{form(finding, func(e *found) { e.State = 99 }), "etat", r.InvalidField},
		{form(finding, func(e *found) { e.Words = tooLong }), "constat", r.InvalidTooLong},
		{form(finding, func(e *found) { e.Observation = garbled }), "observation", r.InvalidUTF8},
		{form(finding, func(e *found) { e.SeenOn = backwards }), "constate_le", r.InvalidPeriod},
		{form(finding, func(e *found) { e.Reopening = garbled }), "motif_de_remise_en_suivi", r.InvalidUTF8},
		{form(finding, func(e *found) { e.Source.Page = garbled }), "source", r.InvalidUTF8},
		{form(carrying, func(e *carried) { e.Place = -1 }), "place", r.InvalidField},
		{form(carrying, func(e *carried) { e.Text = garbled }), "texte", r.InvalidUTF8},
		{form(carrying, func(e *carried) { e.Owners = ownerTwice }), "responsables", r.InvalidField},
		{form(carrying, func(e *carried) { e.Due = backwards }), "echeance", r.InvalidPeriod},
		{form(carrying, func(e *carried) { e.Reopening = tooLong }), "motif_de_remise_en_suivi", r.InvalidTooLong},
		{form(carrying, func(e *carried) { e.Source.Table = garbled }), "source", r.InvalidUTF8},
		{form(classing, func(e *classed) { e.Motive = "" }), "motif", r.InvalidEmpty},
		{form(classing, func(e *classed) { e.Motive = "oubliee" }), "motif", r.InvalidField},
		{form(classing, func(e *classed) { e.Words = garbled }), "constat", r.InvalidUTF8},
		{form(saying, func(e *says) { e.Owner = domain.OrganizationID{} }), "structure", r.InvalidEmpty},
		{form(saying, func(e *says) { e.State = domain.CarriedOver }), "etat", r.InvalidField},
		{form(saying, func(e *says) { e.Words = tooLong }), "mots", r.InvalidTooLong},
		{form(saying, func(e *says) { e.Evidence = []r.Evidence{{Name: "photo"}} }), "sha256", r.InvalidField},
		{form(reassigning, func(e *owners) { e.Owners = ownerTwice }), "responsables", r.InvalidField},
		{form(reassigning, func(e *owners) { e.Reason = garbled }), "motif", r.InvalidUTF8},
		{form(dating, func(e *due) { e.Due = backwards }), "echeance", r.InvalidPeriod},
		{form(dating, func(e *due) { e.Reason = tooLong }), "motif", r.InvalidTooLong},
		{form(proof, func(e *proved) { e.SHA256 = strings.Repeat("z", 64) }), "sha256", r.InvalidField},
		{form(proof, func(e *proved) { e.SHA256 = "0a" }), "sha256", r.InvalidField},
		{form(proof, func(e *proved) { e.Name = "" }), "nom", r.InvalidEmpty},
		{form(proof, func(e *proved) { e.Size = -1 }), "taille", r.InvalidField},
		{form(proof, func(e *proved) { e.MediaType = garbled }), "type", r.InvalidUTF8},
		{form(proof, func(e *proved) { e.Words = garbled }), "mots", r.InvalidUTF8},
		{form(link, func(e *linked) { e.Kind = "" }), "lien", r.InvalidEmpty},
		{form(link, func(e *linked) { e.Kind = "voir_aussi" }), "lien", r.InvalidField},
		{form(link, func(e *linked) { *e = linked{Kind: r.LinkTakenFrom, Words: " "} }), "mots", r.InvalidEmpty},
		{form(absorption, func(e *merged) { e.Kind = "" }), "genre", r.InvalidField},
		{form(absorption, func(e *merged) { e.Survivor = domain.RecommendationID{} }), "survivante", r.InvalidEmpty},
		{form(absorption, func(e *merged) { e.Reason = garbled }), "motif", r.InvalidUTF8},
	} {
		f := rules(t)(comite2020.makes()).When(c.when).ThenRefused(c.code)
		if f.Place != c.place || f.Kind != fault.Invalid {
			t.Errorf("%T: %v, want at %s", c.when, f, c.place)
		}
		if len(f.Error()) > 300 {
			t.Errorf("%s repeats what was sent: %d bytes", c.place, len(f.Error()))
		}
	}
}

func TestTheLongestTextIsTaken(t *testing.T) {
	long := comite2020.makes()
	e := long.Event.(r.Formulated)
	e.Text = strings.Repeat("é", r.MaxText/2)
	long.Event = e
	rules(t)().When(to(long)).Then(long)
}

func TestAnUnreadableDueDateKeepsItsWords(t *testing.T) {
	words := setsDue(inMarch2021, domain.Period{Words: "dans les délais requis"})
	openEnded := setsDue(inMarch2021, domain.Period{From: inMarch2024})
	rules(t)(comite2020.makes()).When(to(words)).Then(words)
	rules(t)(comite2020.makes()).When(to(openEnded)).Then(openEnded)
}

func TestTheLeastThatAFieldTakes(t *testing.T) {
	for _, c := range []r.Command{
		form(proves(inMarch2021), func(e *r.EvidenceAttached) { e.Size = 0 }),
		form(links(inMarch2021), func(e *r.Linked) { *e = r.Linked{Kind: r.LinkAnsweredBy, Words: "activité 1.2"} }),
		form(comite2021.carriesOver(), func(e *r.CarriedOver) { e.Place, e.Number = 1, "" }),
		form(setsDue(inMarch2021, inDecember), func(e *r.DueDateSet) { e.Due = domain.On(inMarch2024) }),
		form(found(inMarch2021, domain.NotDone), func(e *r.Found) { e.Words = "" }),
	} {
		if facts := rules(t)(comite2020.makes()).When(c).Facts(); len(facts) != 1 {
			t.Errorf("%T: %v", c, facts)
		}
	}
}
