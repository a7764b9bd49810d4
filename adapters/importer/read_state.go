package importer

import (
	"slices"
	"strings"

	"suivi/domain/recommendation"
	"suivi/domain/wording"
)

// states are the outcomes that may be decided of the cell of an état.
var states = []wording.Outcome{
	wording.Executed, wording.InProgress, wording.NotDone, wording.Moot, wording.Declined, wording.Withdrawn, wording.NotExamined,
}

// declarable are those that an owner may declare.
var declarable = []wording.Outcome{wording.Executed, wording.InProgress, wording.NotDone, wording.NotExamined}

// state reads the cell of an état beside its observation as one of allowed;
// zero where it is asked. A wording is asked once; where the observation
// changes how it reads, the question and its answer are of both together, and
// that of an empty cell is of the table that it stands in (where).
func (r *run) state(it *item, field string, allowed []wording.Outcome, observation, where string) (wording.Outcome, error) {
	cell := it.get("etat")
	reading := wording.State(cell, observation)
	q := Question{Field: field, Read: cell, Context: observation, Code: AsksState}
	_, decided := r.decisions.answer(keyOfQuestion(q))
	if !decided {
		alone := wording.State(cell, "")
		switch {
		case alone.Sure == reading.Sure && alone.Outcome == reading.Outcome && slices.Equal(alone.Choices, reading.Choices) && cell != "":
			q.Context = ""
		case cell == "" && observation == "":
			q.Context = where
		}
		_, decided = r.decisions.answer(keyOfQuestion(q))
	}
	for _, o := range slices.Concat(reading.Choices, allowed) {
		if name := o.String(); slices.Contains(allowed, o) && !slices.Contains(q.Choices, name) {
			q.Choices = append(q.Choices, name)
		}
	}
	if !decided && reading.Sure && slices.Contains(allowed, reading.Outcome) {
		return reading.Outcome, nil
	}
	chosen, err := r.settle(it, q)
	if err != nil || chosen == "" {
		return 0, err
	}
	var o wording.Outcome
	return o, o.UnmarshalText([]byte(chosen))
}

// isClassed reports whether a cell says, with no more words, that the
// recommendation was classed: the column motif then says why.
func isClassed(cell string) bool {
	switch wording.Fold(strings.TrimRight(cell, ". ")) {
	case "classe", "classee", "classee sans suite", "classe sans suite":
		return true
	}
	return false
}

// motive reads why a recommendation was classed; words that name none of the
// known motives are kept beside the last.
func motive(text string) (m recommendation.Motive, words string) {
	for _, m := range []recommendation.Motive{recommendation.MotiveNoObject, recommendation.MotiveNotRetained, recommendation.MotiveSplit, recommendation.MotiveOther} {
		if columnKey(text) == string(m) {
			return m, ""
		}
	}
	return recommendation.MotiveOther, text
}
