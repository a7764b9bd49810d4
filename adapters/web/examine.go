package web

import (
	"cmp"
	"errors"
	"strings"
	"time"

	"suivi/adapters/desk"
	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// examine takes the form of one row, or the one that says that the session is
// held.
func examine(v *visit) error {
	session := v.sessionReference()
	if v.form.Get(rowName) == "" {
		hold := desk.HoldSession{Sittings: separated(v.form.Get("seances")), Venue: told(v.form, "lieu")}
		if len(hold.Sittings) == 0 {
			return v.refuse(fault.New(fault.Invalid, recommendation.InvalidEmpty).At("seances"), showExamination)
		}
		return v.record(session, hold, func(r desk.Receipt) string { return examinationOf(r.Reference, stretch{}) }, showExamination)
	}
	row := v.form.Get(rowName)
	receipt, err := v.retain(session, row)
	switch {
	case err != nil:
		return v.refuse(err, showExamination)
	case v.single():
		v.setCookie(positionCookie, receipt.Position.String(), time.Hour)
		return v.showRows(v.savedNow())
	}
	v.recorded(receipt.Position, receipt.Said)
	v.redirect(v.head.Link(examinationOf(session, v.stretch()) + "#" + rowName + "-" + row))
	return nil
}

// retain records what the form says of one row. Where this session has classed
// it, a finding takes that back, since a session's classing stands whatever else
// the session finds; another classing is read instead.
func (v *visit) retain(session, row string) (desk.Receipt, error) {
	o, err := v.order()
	if err != nil {
		return desk.Receipt{}, err
	}
	said := desk.ExaminedRow{State: v.form.Get(rowState), Words: v.form.Get(rowFinding), Observation: v.form.Get(rowRemark), Reopening: v.form.Get(rowReopening)}
	classes := said.State == stateClassed
	if classes {
		said.State, said.Motive = "", v.form.Get(rowMotive)
	}
	switch {
	case v.form.Get(rowState) == "":
		return desk.Receipt{}, fault.New(fault.Invalid, refusedNoState).At(rowState)
	case classes:
		if err := v.motiveChosen(rowMotive); err != nil {
			return desk.Receipt{}, err
		}
	}
	made, stream, err := v.classing(session, row)
	if err != nil {
		return desk.Receipt{}, err
	}
	classed := made.Event != nil
	switch {
	case !classes:
		c := desk.Examine{State: said.State, Session: session, Words: said.Words, Observation: said.Observation, Reopening: said.Reopening}
		receipt, err := v.give(o, row, c)
		if err == nil && classed {
			o.Stream = stream
			err = v.takeBack(o, &receipt, made, said.Reopening)
		}
		return receipt, err
	case classed && made.ID != event.DeriveID(o.Command, stream, 0): // this very form has not
		o.Stream = stream
		fields := map[string]string{"motif": said.Motive, "constat": said.Words, "observation": said.Observation}
		receipt, err := v.give(o, made.ID.String(), desk.Rectify{Fields: fields, Reason: recommendation.TakenBack})
		return receipt, inRow(err)
	}
	receipt, err := v.give(o, row, desk.Class{Motive: said.Motive, Session: session, Words: said.Words, Observation: said.Observation})
	return receipt, inRow(err)
}

// inRow places a refusal of a classing at the row's own fields.
func inRow(err error) error {
	f, is := errors.AsType[*fault.Fault](err)
	if !is {
		return err
	}
	place := strings.TrimPrefix(f.Place, "champs.")
	if place == "motif" {
		place = rowMotive
	}
	return f.At(place)
}

// classing is the fact by which a session, not closed, has classed a row, and the
// stream that it is in; none where it has not.
func (v *visit) classing(session, row string) (made recommendation.Fact, stream string, err error) {
	err = v.look(func(r *register.View) error {
		s, err := r.FindSession(r.Spelled(session))
		if err != nil || r.Session(s).Closed != nil {
			return err // a closed one takes nothing back, and will say so
		}
		i, err := r.Find(r.Spelled(desk.Typed(row)))
		if err != nil {
			return err
		}
		for _, f := range r.Facts(i) {
			if _, is := f.Event.(recommendation.Classed); is && recommendation.SessionOf(f.Event) == r.SessionID(s) {
				if made, stream = f, recommendation.Stream(r.ID(i)); f.Foreign {
					stream = "" // a duplicate's
				}
			}
		}
		return nil
	})
	return made, stream, err
}

// takeBack declares a classing a mistake after the finding of a receipt, under a
// key of its own that follows from the row's: sent again, the row completes what
// was cut short.
func (v *visit) takeBack(o desk.Order, found *desk.Receipt, made recommendation.Fact, reason string) error {
	o.Command = domain.DeriveID[domain.RecommendationID]("declassement", o.Command.String()).ULID
	o.Expected = &found.Version
	receipt, err := v.give(o, made.ID.String(), desk.Rectify{Void: true, Reason: cmp.Or(reason, recommendation.TakenBack)})
	if err == nil {
		found.Position, found.Version = receipt.Position, receipt.Version
	}
	return err
}
