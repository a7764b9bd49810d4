package desk

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

// Rectify says that a recorded fact was wrong: it never happened (Void), or
// something else is to be read instead, on another day where one is given.
type Rectify struct {
	Effective
	Void   bool              `json:"annule,omitzero"`
	Fields map[string]string `json:"champs,omitempty"` // of the event, by their stored names, as people write them
	Reason string            `json:"motif"`
}

// Route implements Command.
func (Rectify) Route() Route {
	return Route{Name: "rectify", Path: "/evenements/{ref}/rectifications", About: AnEvent, Announces: true}
}

func (c Rectify) record(r *recording) (done, error) {
	f, given := r.about.fact, len(c.Fields) > 0 || r.on != 0
	restores := f.Void || !r.known.IsZero() // what is void may be taken back as it was
	if c.Void && given || !c.Void && !given && !restores {
		return done{}, fault.New(fault.Invalid, "commande.rien_a_rectifier")
	}
	if c.Void {
		if err := r.unused(f); err != nil {
			return done{}, at(err, "annule")
		}
	}
	if err := r.rectifiedDay(); err != nil {
		return done{}, err
	}
	var instead event.Payload
	if !c.Void {
		var err error
		if instead, err = r.with(c.Fields); err != nil {
			return done{}, err
		}
	}
	d, err := r.rectify(instead, c.Reason)
	return d, c.placed(err)
}

// placed places a fault of what is to be read instead at the field given; one
// that names no such field, at the one that holds what it quotes.
func (c Rectify) placed(err error) error {
	f, is := err.(*fault.Fault)
	if !is || f.Place == "motif" || f.Place == "effet" {
		return err
	}
	if _, given := c.Fields[f.Place]; given {
		return f.At("champs." + f.Place)
	}
	for _, name := range slices.Sorted(maps.Keys(c.Fields)) {
		if strings.HasPrefix(name, f.Place+".") && f.Place != "" { // a rate, of those that an event has
			return f.At("champs." + name)
		}
		if read := f.Args["lu"]; read != "" && c.Fields[name] == read {
			return f.At("champs." + name)
		}
	}
	return err
}

// rectifiedDay refuses to move a fact, which happened, to a day to come.
func (r *recording) rectifiedDay() error {
	switch r.about.fact.Payload.(type) {
	case recommendation.Reassigned, recommendation.DueDateSet, session.Planned, session.Postponed, session.Cancelled:
		return nil
	case recommendation.Event, session.Event:
		return at(r.happened(r.on), "effet")
	}
	return nil
}

// with is what holds instead of the fact: what is read of it today, with the
// fields given in place.
func (r *recording) with(given map[string]string) (event.Payload, error) {
	fields := editable(r.about.fact.Holding)
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if err := fields.set(r, name, strings.TrimSpace(given[name])); err != nil {
			return nil, at(err, "champs."+name)
		}
	}
	return fields.payload(), nil
}

func (r *recording) rectify(instead event.Payload, reason string) (d done, err error) {
	f := r.about.fact
	kind, id, _ := strings.Cut(f.Stream, "-")
	u, err := ulid.ParseStrict(id)
	if err != nil {
		return d, err
	}
	var receipt ledger.Receipt
	switch kind {
	case "recommandation":
		c := recommendation.Rectify{Corrects: f.ID, NewDay: r.on, Reason: reason}
		c.Instead, _ = instead.(recommendation.Event)
		rec := domain.RecommendationID{ULID: u}
		before := r.reference(rec)
		receipt, err = r.recorded(r.Ledger.Recommendation(r.ctx, r.meta, rec, c))
		d.Reference = cmp.Or(r.reference(rec), before) // one never made has none
	case "session":
		c := session.Rectify{Corrects: f.ID, NewDay: r.on, Reason: reason}
		c.Instead, _ = instead.(session.Event)
		receipt, err = r.recorded(r.Ledger.Session(r.ctx, r.meta, domain.SessionID{ULID: u}, c))
		planned, _ := f.First.(session.Planned)
		d.Reference = r.nameOf(planned.Forum) + "." + planned.Code
	case "cadre":
		c := forum.Rectify{Corrects: f.ID, NewDay: r.on, Reason: reason}
		c.Instead, _ = instead.(forum.Event)
		made, _ := f.First.(forum.Created)
		d.Reference = made.Code
		receipt, err = r.recorded(r.Ledger.Forum(r.ctx, r.meta, made.Code, c))
	case "structure":
		c := organization.Rectify{Corrects: f.ID, NewDay: r.on, Reason: reason}
		c.Instead, _ = instead.(organization.Event)
		made, _ := f.First.(organization.Created)
		d.Reference = made.Code
		receipt, err = r.recorded(r.Ledger.Organization(r.ctx, r.meta, made.Code, c))
	default:
		err = errors.New("an event in a stream of no known kind: " + f.Stream)
	}
	if err != nil {
		return done{}, err
	}
	d.Receipt = receipt
	d.Said = r.t("l'événement "+f.ID.String()+" de "+d.Reference, "event "+f.ID.String()+" of "+d.Reference)
	if r.spoken {
		d.Said = r.t("un fait de ", "a fact of ") + r.named(d.Reference)
	}
	switch {
	case instead == nil:
		d.Said += r.t(" n'a jamais eu lieu", " never happened")
	case f.Void:
		d.Said += r.t(" vaut de nouveau", " holds again")
	default:
		d.Said += r.t(" est rectifié", " is rectified")
	}
	if kind == "structure" {
		d.Said += r.sharedAcronym(d.Reference)
	}
	return d, nil
}
