package desk

import (
	"strconv"
	"strings"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/field"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// Listing is what a session's own list says of one recommendation. Text, owners
// and due date are needed of what is made, and given of what is listed again
// where they change.
type Listing struct {
	Number string        `json:"numero,omitzero"` // as printed
	Place  int           `json:"place,omitzero"`  // from 1; 0: the next
	Text   string        `json:"texte,omitzero"`
	Owners []string      `json:"responsables,omitempty"` // structures, as people write them
	Due    string        `json:"echeance,omitzero"`      // in its words
	Source domain.Source `json:"source,omitzero"`
}

// readListing is a Listing as the ledger takes it.
type readListing struct {
	at     recommendation.Listing
	owners []domain.Owner
	due    domain.Period
}

// read reads it for the list of the session that the command is about.
func (c Listing) read(r *recording) (l readListing, err error) {
	l.at = recommendation.Listing{Number: c.Number, Place: c.Place}
	if c.Place < 0 {
		return l, fault.New(fault.Invalid, field.Invalid, "lu", strconv.Itoa(c.Place)).At("place")
	}
	if l.owners, err = r.owners(c.Owners, "responsables"); err != nil {
		return l, err
	}
	st, err := r.Ledger.SessionState(r.ctx, r.about.session)
	if err == nil {
		l.due, err = dueDate(c.Due, st.Day(), "echeance")
	}
	return l, err
}

// listed answers with the reference that the session's list gave.
func (r *recording) listed(l ledger.Listed, receipt ledger.Receipt, fr, en string) done {
	session := r.sessionReference(r.about.session)
	reference := session + "." + register.NumberOf(recommendation.Listing{Number: l.Number, Place: l.Place})
	return done{receipt, reference, r.t("la session "+r.named(session)+" "+fr, "the session "+r.named(session)+" "+en) + " " + r.named(reference)}
}

// Make has a session make a recommendation.
type Make struct {
	Listing
	Nature    string `json:"nature,omitzero"` // recommandation, decision, engagement, directive
	Addressee string `json:"a_l_attention_de,omitzero"`
	Theme     string `json:"theme,omitzero"`
}

// Route implements Command.
func (Make) Route() Route {
	return Route{Name: "make", Path: "/sessions/{ref}/recommandations", About: ASession}
}

func (Make) effect() string { return "" } // the session's last day

func (c Make) record(r *recording) (done, error) {
	nature, err := oneOf(c.Nature, "nature", natures...)
	if err != nil {
		return done{}, err
	}
	l, err := c.read(r)
	if err != nil {
		return done{}, err
	}
	e := recommendation.Formulated{Listing: l.at, Text: c.Text, Nature: nature, Owners: l.owners, Addressee: c.Addressee, Due: l.due, Theme: c.Theme, Source: c.Source}
	listed, receipt, err := r.Ledger.Formulate(r.ctx, r.meta, r.about.session, []ledger.NewItem{{Formulated: e}})
	if receipt, err = r.recorded(receipt, err); err != nil {
		return done{}, placedAlone(err)
	}
	return r.listed(listed[0], receipt, "formule", "makes"), nil
}

// placedAlone places a fault of the only item of a list at the item's own
// field.
func placedAlone(err error) error {
	if f, is := err.(*fault.Fault); is {
		return f.At(strings.TrimPrefix(f.Place, "points.1."))
	}
	return err
}

// Validate has a political session adopt what the technical one proposed, as
// amended where told.
type Validate struct {
	Recommendation string `json:"recommandation"`
	Listing
}

// Route implements Command.
func (Validate) Route() Route {
	return Route{Name: "validate", Path: "/sessions/{ref}/validations", About: ASession}
}

func (Validate) effect() string { return "" } // the session's last day

func (c Validate) record(r *recording) (done, error) {
	id, l, err := r.again(c.Recommendation, c.Listing)
	if err != nil {
		return done{}, err
	}
	e := recommendation.Validated{Listing: l.at, Text: c.Text, Owners: l.owners, Due: l.due, Source: c.Source}
	listed, receipt, err := r.Ledger.Validate(r.ctx, r.meta, r.about.session, id, e)
	if receipt, err = r.recorded(receipt, err); err != nil {
		return done{}, err
	}
	return r.listed(listed, receipt, "valide "+r.named(c.Recommendation)+", désormais", "validates "+r.named(c.Recommendation)+", now"), nil
}

// Carry has a session carry a recommendation over onto its own list.
type Carry struct {
	Recommendation string `json:"recommandation"`
	Listing
	Reopening string `json:"motif_de_remise_en_suivi,omitzero"`
}

// Route implements Command.
func (Carry) Route() Route {
	return Route{Name: "carry", Path: "/sessions/{ref}/reconductions", About: ASession}
}

func (Carry) effect() string { return "" } // the session's last day

func (c Carry) record(r *recording) (done, error) {
	id, l, err := r.again(c.Recommendation, c.Listing)
	if err != nil {
		return done{}, err
	}
	e := recommendation.CarriedOver{Listing: l.at, Text: c.Text, Owners: l.owners, Due: l.due, Reopening: c.Reopening, Source: c.Source}
	listed, receipt, err := r.Ledger.CarryOver(r.ctx, r.meta, r.about.session, id, e)
	if receipt, err = r.recorded(receipt, err); err != nil {
		return done{}, err
	}
	return r.listed(listed, receipt, "reconduit "+r.named(c.Recommendation)+", désormais", "carries over "+r.named(c.Recommendation)+", now"), nil
}

// again reads what lists a recommendation again.
func (r *recording) again(name string, c Listing) (id domain.RecommendationID, l readListing, err error) {
	if id, err = r.recommendation(name); err != nil {
		return id, l, at(err, "recommandation")
	}
	l, err = c.read(r)
	return id, l, err
}
