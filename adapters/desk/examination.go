package desk

import (
	"context"
	"fmt"
	"strconv"

	"suivi/domain"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/projections/register"
)

// Examination is what a session retained, all its rows in one request.
type Examination struct {
	Rows []ExaminedRow `json:"lignes"`
}

// ExaminedRow is what a session retained of one recommendation: an état, or
// the motive for which it classed it.
type ExaminedRow struct {
	Recommendation string         `json:"recommandation"`
	Version        *event.Version `json:"version,omitzero"` // that was seen; none: whatever it is
	State          string         `json:"etat,omitzero"`
	Motive         string         `json:"motif_de_classement,omitzero"`
	Words          string         `json:"constat,omitzero"`
	Observation    string         `json:"observation,omitzero"`
	SeenOn         string         `json:"constate_le,omitzero"`
	Reopening      string         `json:"motif_de_remise_en_suivi,omitzero"`
	Source         domain.Source  `json:"source,omitzero"`
}

// RowAnswer is the answer to one row: a receipt, or why there is none.
type RowAnswer struct {
	Recommendation string
	Receipt        Receipt
	Refused        error
}

// Codes of the refusals of an examination.
const (
	RefusedRowTwice = "examen.deux_fois" // a row is about the same recommendation as one before it
	RefusedTooMany  = "examen.trop_de_lignes"
)

// MaxRows bounds the rows of one examination: no session examines as many.
const MaxRows = 1000

// RecordExamination records each row as a command of its own, under the
// order's id: a row that is refused keeps no other from being recorded, and
// the same examination sent again records what is missing. An error is of the
// whole: then nothing is recorded.
func (d *Desk) RecordExamination(ctx context.Context, o Order, session string, e Examination) ([]RowAnswer, error) {
	if err := o.By.May(access.Action{Needs: access.Record, Name: Examine{}.Route().Name}); err != nil {
		return nil, err
	}
	if len(e.Rows) > MaxRows {
		return nil, fault.New(fault.Invalid, RefusedTooMany, "lignes", strconv.Itoa(len(e.Rows)), "limite", strconv.Itoa(MaxRows)).At("lignes")
	}
	ids := make([]domain.RecommendationID, len(e.Rows))
	err := d.inThePresent(ctx, func() error {
		return d.Runner.Register().Query(ctx, register.Moment{}, func(v *register.View) error {
			for n, row := range e.Rows {
				if i, err := v.Find(v.Spelled(Typed(row.Recommendation))); err == nil {
					ids[n] = v.ID(i)
				}
			}
			_, err := v.FindSession(v.Spelled(Typed(session)))
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	before := map[domain.RecommendationID]bool{}
	answers := make([]RowAnswer, len(e.Rows))
	for n, row := range e.Rows {
		a := &answers[n]
		a.Recommendation = row.Recommendation
		if before[ids[n]] {
			a.Refused = fault.New(fault.Invalid, RefusedRowTwice).At("recommandation")
		} else {
			o.Expected = row.Version
			a.Receipt, a.Refused = d.Record(ctx, o, row.Recommendation, row.command(session))
		}
		a.Refused = inRow(a.Refused, n)
		before[ids[n]] = !ids[n].IsZero()
	}
	return answers, nil
}

func (row ExaminedRow) command(session string) Command {
	if row.Motive != "" && row.State == "" {
		return Class{Motive: row.Motive, Session: session, Words: row.Words, Observation: row.Observation, Source: row.Source}
	}
	return Examine{State: row.State, Session: session, Words: row.Words, Observation: row.Observation, SeenOn: row.SeenOn, Reopening: row.Reopening, Source: row.Source}
}

// inRow places a fault at its row, counted from 0 as JSON paths are.
func inRow(err error, n int) error {
	f, is := err.(*fault.Fault)
	if !is {
		return err
	}
	place := f.Place
	if place == "" && f.Kind == fault.NotFound {
		place = "recommandation"
	}
	if place != "" {
		place = "." + place
	}
	return f.At(fmt.Sprintf("lignes[%d]%s", n, place))
}
