package web

import (
	"cmp"
	"errors"
	"time"

	"suivi/adapters/desk"
	"suivi/domain"
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

// retain records what the form says of one row. A classing by this session
// that it takes back is first declared a mistake, since a session's classing
// stands whatever else the session finds.
func (v *visit) retain(session, row string) (desk.Receipt, error) {
	o, err := v.order()
	if err != nil {
		return desk.Receipt{}, err
	}
	said := desk.ExaminedRow{State: v.form.Get(rowState), Words: v.form.Get(rowFinding), Observation: v.form.Get(rowRemark), Reopening: v.form.Get(rowReopening)}
	if said.State == stateClassed {
		said.State, said.Motive = "", v.form.Get(rowMotive)
	}
	switch {
	case v.form.Get(rowState) == "":
		return desk.Receipt{}, fault.New(fault.Invalid, refusedNoState).At(rowState)
	case v.form.Get(rowState) == stateClassed && said.Motive == "":
		return desk.Receipt{}, fault.New(fault.Invalid, refusedNoMotive).At(rowMotive)
	}
	if err := v.takeBack(&o, session, row, said); err != nil {
		return desk.Receipt{}, err
	}
	var c desk.Command = desk.Examine{State: said.State, Session: session, Words: said.Words, Observation: said.Observation, Reopening: said.Reopening}
	if v.form.Get(rowState) == stateClassed {
		c = desk.Class{Motive: said.Motive, Session: session, Words: said.Words, Observation: said.Observation}
	}
	receipt, err := v.give(o, row, c)
	if f, is := errors.AsType[*fault.Fault](err); is && f.Place == "motif" {
		err = f.At(rowMotive)
	}
	return receipt, err
}

// takeBack declares the classing by this session a mistake where the row now
// says otherwise, under a key of its own that follows from the row's; o then
// is of the version after it.
func (v *visit) takeBack(o *desk.Order, session, row string, said desk.ExaminedRow) error {
	var made recommendation.Fact
	err := v.look(func(r *register.View) error {
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
				made = f
			}
		}
		return nil
	})
	was, classed := made.Event.(recommendation.Classed)
	if err != nil || !classed || said == (desk.ExaminedRow{Motive: string(was.Motive), Words: was.Words, Observation: was.Observation, Reopening: said.Reopening}) {
		return err
	}
	void := *o
	void.Command = domain.DeriveID[domain.RecommendationID]("declassement", o.Command.String()).ULID
	receipt, err := v.give(void, made.ID.String(), desk.Rectify{Void: true, Reason: cmp.Or(said.Reopening, recommendation.TakenBack)})
	o.Expected = &receipt.Version
	return err
}
