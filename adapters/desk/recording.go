package desk

import (
	"context"
	"maps"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/ledger"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// recording is one command under way. Whatever it is asked to find is looked
// up in the present (see recall for a repeated one), whatever day it takes
// effect.
type recording struct {
	*Desk
	ctx    context.Context
	l      glossary.Language
	spoken bool
	meta   ledger.Meta
	in     string     // the stream of the event that it is about, "" where that is not known
	given  bool       // the client chose the command's id
	dated  bool       // and the day on which it is given
	on     domain.Day // as given, 0 where it was not
	today  domain.Day
	about  subject
	// Of a command that was answered before, known is the position of its first
	// event, before that of the event before it in its stream; zero otherwise.
	known, before event.Position
}

// subject is what the command is about, as far as its Route says.
type subject struct {
	name           string // as it was typed
	forum          domain.ForumID
	code           string // of the forum or structure, which its stream is named after
	organization   domain.OrganizationID
	session        domain.SessionID
	recommendation domain.RecommendationID
	fact           wrongFact
	stream         string
}

func (r *recording) run(route Route, name string, c Command) (done, error) {
	if err := r.find(route.About, name); err != nil {
		return done{}, err
	}
	if err := r.recallAbsorbed(route.About); err != nil {
		return done{}, err
	}
	if err := r.recall(r.about.stream); err != nil {
		return done{}, err
	}
	if err := r.readEffect(c.effect(), route.Announces); err != nil {
		return done{}, err
	}
	return c.record(r)
}

// recallAbsorbed looks for a repeated command in the record itself that the
// reference meant, before its survivor: it may have been answered there before
// the two became one.
func (r *recording) recallAbsorbed(kind Subject) error {
	if !r.given || kind != ARecommendation {
		return nil
	}
	own, err := r.ownRecommendation(r.about.name)
	if err != nil || own == r.about.recommendation {
		return nil // the survivor was found, and is what is meant
	}
	if err := r.recall(recommendation.Stream(own)); err != nil || r.known.IsZero() {
		return err
	}
	r.about.recommendation, r.about.stream = own, recommendation.Stream(own)
	return nil
}

// recall finds a command that was answered before, and puts it back to the
// first time: to its day, so that what was left to "today" means the same, and
// to what was known then, once the tables know it, so that what it names is
// found as it was.
func (r *recording) recall(stream string) error {
	if !r.given || stream == "" {
		return nil
	}
	var before event.Position
	for rec, err := range r.Ledger.Log.Load(r.ctx, stream, 0) {
		if err != nil {
			return err
		}
		if e, err := r.Ledger.Registry.Decode(rec); err == nil && e.Command == r.meta.Command {
			if !r.dated {
				r.today = domain.DayOf(rec.RecordedAt, r.Place)
			}
			r.known, r.before = rec.Position, before
			return r.Runner.WaitFor(r.ctx, rec.Position)
		}
		before = rec.Position
	}
	return nil
}

func (r *recording) readEffect(given string, announces bool) error {
	if given == "" {
		return nil
	}
	p, err := readPeriod(given)
	if err != nil {
		return at(err, "effet")
	}
	r.on = p.To
	if announces {
		return nil
	}
	return at(r.happened(r.on), "effet")
}

// effect is the day of effect: as given, else today.
func (r *recording) effect() domain.Day {
	if r.on != 0 {
		return r.on
	}
	return r.today
}

// see asks the present; of a repeated command, what was known once it had been
// recorded.
func (r *recording) see(ask func(v *register.View) error) error {
	return r.Runner.Register().Query(r.ctx, register.Moment{Today: r.today, KnownTo: r.known}, ask)
}

// recorded brings the tables up to what a use case appended, so that what it
// made can be named. That it is recorded stands, whatever becomes of the
// tables.
func (r *recording) recorded(receipt ledger.Receipt, err error) (ledger.Receipt, error) {
	if err == nil && !receipt.Position.IsZero() {
		_ = r.Runner.WaitFor(context.WithoutCancel(r.ctx), receipt.Position)
	}
	return receipt, err
}

// t gives the words in the reader's language.
func (r *recording) t(fr, en string) string { return glossary.Text{FR: fr, EN: en}.In(r.l) }

// named is a reference as the receipt says it.
func (r *recording) named(reference string) string {
	if r.spoken {
		return glossary.Reference(reference, r.l)
	}
	return reference
}

// inWords names in a refusal by their references what the domain knows by
// identity.
func (r *recording) inWords(err error) error {
	f, is := err.(*fault.Fault)
	if !is {
		return err
	}
	args := maps.Clone(f.Args)
	_ = r.see(func(v *register.View) error {
		for name, value := range f.Args {
			args[name] = v.NameOf(value)
		}
		return nil
	})
	g := *f
	g.Args = args
	return &g
}
