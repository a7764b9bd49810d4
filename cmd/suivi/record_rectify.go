package main

import (
	"cmp"
	"errors"
	"strings"

	"github.com/oklog/ulid/v2"
	"github.com/spf13/cobra"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/forum"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

func (a *app) rectify() *cobra.Command {
	var void bool
	var set []string
	var reason string
	c := &cobra.Command{
		Use: a.t("rectify ÉVÉNEMENT --reason MOTIF", "rectify EVENT --reason REASON"), Args: cobra.ExactArgs(1), GroupID: groupRecording,
		Short: a.t("dit qu'un fait enregistré était faux, et ce qui vaut à sa place", "says that a recorded fact was wrong, and what holds instead"),
		Long: a.t("L'identifiant de l'événement se lit dans « suivi history ». Rien n'est effacé : la rectification s'ajoute, avec son motif.\n--void : cela n'a jamais eu lieu. --set CHAMP=VALEUR : voici ce qu'il faut lire ; les champs sont ceux de « suivi history --json ».\n--on DATE : cela prend effet ce jour-là.",
			"The event's id is read in \"suivi history\". Nothing is erased: the rectification is added, with its reason.\n--void: it never happened. --set FIELD=VALUE: this is what should be read; the fields are those of \"suivi history --json\".\n--on DATE: it takes effect on that day."),
		Example: "  suivi rectify 01HQ3V5T0000000000000000AB --void --reason \"entrée par erreur\"\n  suivi rectify 01HQ3V5T0000000000000000AB --set \"etat=en cours\" --set \"constat=le processus est engagé\" --reason \"mal recopié\"",
	}
	o := c.Flags()
	o.BoolVar(&void, "void", false, a.t("cela n'a jamais eu lieu", "it never happened"))
	o.StringArrayVar(&set, "set", nil, a.t("`CHAMP=VALEUR` à lire à la place (répétable)", "`FIELD=VALUE` to be read instead (repeatable)"))
	o.StringVar(&reason, "reason", "", a.t("`MOTIF` (obligatoire)", "`REASON` (required)"))
	_ = c.MarkFlagRequired("reason")
	return a.records(c, false, func(r *recording, args []string) (recorded, error) {
		if !void && len(set) == 0 && r.on == 0 || void && (len(set) > 0 || r.on != 0) {
			return recorded{}, fault.New(fault.Invalid, "commande.rien_a_rectifier")
		}
		target, err := r.recordedFact(args[0])
		if err != nil {
			return recorded{}, err
		}
		if err := r.rectifiedDay(target); err != nil {
			return recorded{}, err
		}
		var instead event.Payload
		if !void {
			if instead, err = r.with(target, set); err != nil {
				return recorded{}, err
			}
		}
		return r.rectifyFact(target, instead, reason)
	})
}

// wrongFact is an event to be rectified.
type wrongFact struct {
	event.Envelope
	// Holding is what is read of it today, after earlier rectifications.
	Holding event.Payload
	// First opens its stream.
	First event.Payload
}

// recordedFact finds an event by its id; of a rectification, the event that it
// rectifies, and of an inscription, the fact that follows from it.
func (r *recording) recordedFact(name string) (f wrongFact, err error) {
	unknown := fault.New(fault.NotFound, event.RefusedNoSuchFact, "fait", name)
	id, err := ulid.ParseStrict(name)
	if err != nil {
		return f, unknown
	}
	stream := ""
	for rec, err := range r.log.Read(r.ctx, event.Position{}) {
		if err != nil {
			return f, err
		}
		if rec.ID == id {
			stream = rec.Stream
			break
		}
	}
	if stream == "" {
		return f, unknown
	}
	all, err := r.stream(stream)
	if err != nil {
		return f, err
	}
	f.First = all[0].Payload
	for _, e := range all {
		if corrects, is := rectifies(e.Payload); is && e.ID == id {
			id = corrects
		}
	}
	for _, e := range all {
		if e.ID == id {
			f.Envelope, f.Holding = e, e.Payload
		}
	}
	if in, is := f.Payload.(session.Inscribed); is {
		return r.consequence(in, f.ID)
	}
	for _, e := range all {
		if corrects, is := rectifies(e.Payload); is && corrects == id {
			if instead := insteadOf(e.Payload); instead != nil {
				f.Holding = instead
			}
		}
	}
	return f, nil
}

// consequence is the fact that follows from an inscription, which is what a
// person means by it.
func (r *recording) consequence(in session.Inscribed, id ulid.ULID) (wrongFact, error) {
	all, err := r.stream(recommendation.Stream(in.Recommendation))
	if err != nil {
		return wrongFact{}, err
	}
	for _, e := range all {
		if e.Cause == id {
			return r.recordedFact(e.ID.String())
		}
	}
	return wrongFact{}, fault.New(fault.NotFound, event.RefusedNoSuchFact, "fait", id.String())
}

func (r *recording) stream(name string) (all []event.Envelope, err error) {
	for rec, err := range r.log.Load(r.ctx, name, 0) {
		if err != nil {
			return nil, err
		}
		e, err := r.registry.Decode(rec)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

func rectifies(p event.Payload) (corrects ulid.ULID, is bool) {
	if c, is := p.(event.Correcting); is {
		return c.Correcting().Corrects, true
	}
	c, is := p.(recommendation.Rectified)
	return c.Corrects, is
}

func insteadOf(p event.Payload) event.Payload {
	if c, is := p.(event.Correcting); is {
		return c.Correcting().Instead
	}
	if c, is := p.(recommendation.Rectified); is && c.Instead != nil {
		return c.Instead
	}
	return nil
}

func (r *recording) rectifyFact(f wrongFact, instead event.Payload, reason string) (recorded, error) {
	kind, id, _ := strings.Cut(f.Stream, "-")
	u, err := ulid.ParseStrict(id)
	if err != nil {
		return recorded{}, err
	}
	var done recorded
	switch kind {
	case "recommandation":
		c := recommendation.Rectify{Corrects: f.ID, NewDay: r.on, Reason: reason}
		c.Instead, _ = instead.(recommendation.Event)
		rec := domain.RecommendationID{ULID: u}
		before := r.reference(rec)
		done.Receipt, err = r.ledger.Recommendation(r.ctx, r.meta, rec, c)
		done.Reference = cmp.Or(r.reference(rec), before) // one never made has none
	case "session":
		c := session.Rectify{Corrects: f.ID, NewDay: r.on, Reason: reason}
		c.Instead, _ = instead.(session.Event)
		s := domain.SessionID{ULID: u}
		done.Receipt, err = r.ledger.Session(r.ctx, r.meta, s, c)
		done.Reference = r.sessionReference(s)
	case "cadre":
		c := forum.Rectify{Corrects: f.ID, NewDay: r.on, Reason: reason}
		c.Instead, _ = instead.(forum.Event)
		made, _ := f.First.(forum.Created)
		done.Reference = made.Code
		done.Receipt, err = r.ledger.Forum(r.ctx, r.meta, made.Code, c)
	case "structure":
		c := organization.Rectify{Corrects: f.ID, NewDay: r.on, Reason: reason}
		c.Instead, _ = instead.(organization.Event)
		made, _ := f.First.(organization.Created)
		done.Reference = made.Code
		done.Receipt, err = r.ledger.Organization(r.ctx, r.meta, made.Code, c)
	default:
		err = errors.New("an event in a stream of no known kind: " + f.Stream)
	}
	if err != nil {
		return recorded{}, err
	}
	a := r.app
	done.Said = a.t("l'événement "+f.ID.String()+" de "+done.Reference, "event "+f.ID.String()+" of "+done.Reference)
	if instead == nil {
		done.Said += a.t(" n'a jamais eu lieu", " never happened")
	} else {
		done.Said += a.t(" est rectifié", " is rectified")
	}
	return done, nil
}

// with is what holds instead of f: what is read of it today, with the fields
// of set in place.
func (r *recording) with(f wrongFact, set []string) (event.Payload, error) {
	fields := editable(f.Holding)
	for _, assignment := range set {
		name, value, found := strings.Cut(assignment, "=")
		name = strings.TrimSpace(name)
		if !found {
			return nil, fault.New(fault.Invalid, "option.illisible", "lu", assignment, "possibles", r.app.t("CHAMP=VALEUR", "FIELD=VALUE")).At("--set")
		}
		value, err := r.long(value, "--set "+name)
		if err != nil {
			return nil, err
		}
		if err := fields.set(r, f, name, strings.TrimSpace(value)); err != nil {
			return nil, at(err, "--set "+name)
		}
	}
	return fields.payload(), nil
}
