package web

import (
	"cmp"
	"net/url"
	"strings"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/recommendation"
	"suivi/projections/register"
)

// examinedRow is one recommendation before the session, with the form that
// says what is retained of it.
type examinedRow struct {
	sessionRow
	Version event.Version
	Key     string // under which the row's command counts once
	// What the form shows: what is retained, or what was sent and refused.
	Choice, Motive, Finding, Remark, Reopening string
	Refused, RefusedAt                         string         // why, and of which field; "" of the whole row
	Seen                                       *event.Version // where others recorded since: what was seen before that
	Others                                     []happening    // recorded since
	SavedAt                                    string         // set right after it was saved
	Action                                     string         // where its form is sent
}

// The names of a row's fields, which are those of desk.ExaminedRow.
const (
	rowName      = "ligne"
	rowState     = "etat"
	rowMotive    = "motif_de_classement"
	rowFinding   = "constat"
	rowRemark    = "observation"
	rowReopening = "motif_de_remise_en_suivi"
	stateClassed = "classee"
)

// examined fills in the form of a row: with what is retained, or with what was
// sent and refused.
func (v *visit) examined(row sessionRow) examinedRow {
	x := examinedRow{sessionRow: row, Key: v.newKey(), Finding: row.Words, Remark: row.Observation, Motive: row.Classed}
	if row.Item.Version != nil {
		x.Version = *row.Item.Version
	}
	switch {
	case row.Classed != "":
		x.Choice = stateClassed
	case row.Examined:
		x.Choice = row.State.String()
	}
	if v.refused == nil || v.form.Get(rowName) != row.Reference {
		return x
	}
	x.Choice, x.Motive, x.Finding, x.Remark, x.Reopening = v.form.Get(rowState), v.form.Get(rowMotive), v.form.Get(rowFinding), v.form.Get(rowRemark), v.form.Get(rowReopening)
	x.Refused, x.RefusedAt = v.head.Refused, v.refused.Place
	x.Key = cmp.Or(v.head.Form("").keyAgain(), x.Key)
	if !v.stale() {
		if seen, err := readVersion(v.form.Get("version")); err == nil {
			x.Version = seen
		}
	}
	return x
}

// meanwhile fills in what others recorded since the version that a refused
// form, or the script that kept what was typed, saw first: until the reader has
// chosen, it is told again.
func (x *examinedRow) meanwhile(v *visit, r *register.View) (err error) {
	if v.either(rowName) != x.Reference || v.refused == nil && (v.form != nil || !v.single()) {
		return nil
	}
	seen, err := readVersion(cmp.Or(v.either(seenName), v.staleVersion()))
	if err != nil {
		return nil
	}
	x.Seen = &seen
	if x.Others, err = v.happenings(r, recommendation.Stream(x.Item.ID), seen); v.stale() && len(x.Others) > 0 {
		x.Refused = "" // they say so
	}
	return err
}

// Theirs is the address of the row as it is recorded, without what was typed:
// another one than that to which the form is sent, so that it is asked for.
func (x examinedRow) Theirs() string {
	path, anchor, _ := strings.Cut(x.Action, "#")
	more := "?"
	if strings.Contains(path, more) {
		more = "&"
	}
	return path + more + rowName + "=" + url.QueryEscape(x.Reference) + "#" + anchor
}

// AsksReason reports whether the form has room for why it is taken up again.
func (x examinedRow) AsksReason() bool { return x.Ended || x.RefusedAt == rowReopening }

// Classing are the motives for which a row can be classed.
func (x examinedRow) Classing() []recommendation.Motive { return motives }

// choiceOf is one of the états that a row offers, with the keys that set it:
// the figure of the official table's column, and a letter.
type choiceOf struct{ Value, Keys string }

// Choices are what a session can retain of a row.
func (x examinedRow) Choices() []choiceOf {
	return []choiceOf{{domain.Executed.String(), "1 E"}, {domain.InProgress.String(), "2 C"}, {domain.NotDone.String(), "3 N"}, {stateClassed, "4 S"}}
}

// Each gives the keys one by one.
func (c choiceOf) Each() []string { return strings.Fields(c.Keys) }

// ID names the row in the page: "ligne-" and the reference.
func (x examinedRow) ID() string { return rowName + "-" + x.Reference }
