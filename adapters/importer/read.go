package importer

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"suivi/domain"
	"suivi/domain/wording"
)

// Codes of what a cell refuses. A date's is import.date. followed by the
// reason of package wording.
const (
	RefusedDate   = "import.date."
	RefusedNumber = "import.nombre"
	RefusedRate   = "import.taux"
	RefusedWord   = "import.mot_inconnu"
	RefusedEmpty  = "import.cellule_vide"
)

// Codes of what is asked.
const (
	AsksDate           = "import.question.date"
	AsksOwners         = "import.question.structures"
	AsksMissingOwner   = "import.question.structure_absente"
	AsksUnknownOwner   = "import.question.structure_inconnue"
	AsksState          = "import.question.etat"
	AsksCarryOver      = "import.question.reconduction"
	AsksRecommendation = "import.question.recommandation"
)

// reasonOf is why package wording could not read a text.
func reasonOf(err error) string {
	if e, is := errors.AsType[*wording.Error](err); is {
		return string(e.Code)
	}
	return string(wording.Unreadable)
}

// need gives a cell that may not be empty.
func (it *item) need(column string) (string, error) {
	s := it.get(column)
	if s == "" {
		return "", invalid(column, RefusedEmpty, "colonne", column)
	}
	return s, nil
}

// period reads a date as written. One that may be read in two ways is asked;
// until it is settled its likeliest reading stands.
func (r *run) period(it *item, column, text string) (domain.Period, error) {
	p, err := wording.Date(text)
	if err == nil && !it.eitherWay(column, text) {
		return p, nil
	}
	readings, _ := wording.Dates(text)
	if len(readings) < 2 {
		return p, invalid(column, RefusedDate+reasonOf(err), "lu", text)
	}
	return r.whichDate(it, column, text, readings)
}

// whichDate asks which of several readings of a date is meant, and takes the
// likeliest until it is settled.
func (r *run) whichDate(it *item, column, text string, readings []domain.Period) (domain.Period, error) {
	var choices []string
	for _, reading := range readings {
		choices = append(choices, days(reading))
	}
	q := Question{Field: column, Read: text, Choices: choices, Code: AsksDate}
	chosen, err := r.settle(it, q)
	if err != nil || chosen == "" {
		return readings[0], err
	}
	return readings[slices.Index(choices, chosen)], nil
}

// eitherWay reports whether a date in figures, such as 02/03/2014, may well have
// its month first: another cell of its column can only be read that way
// (6/30/2023).
func (it *item) eitherWay(column, text string) bool {
	day, month, ok := figures(text)
	if !ok || day > 12 || month > 12 || day == month {
		return false
	}
	i := it.column[column]
	return slices.ContainsFunc(it.table.Lines, func(l Line) bool {
		if l.Fault != nil {
			return false
		}
		_, second, ok := figures(l.Cells[i])
		return ok && second > 12
	})
}

// figures gives the first two numbers of a date in figures, the year last.
func figures(text string) (first, second int, ok bool) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(parts) != 3 || len(parts[2]) != 4 {
		return 0, 0, false
	}
	first, err := strconv.Atoi(strings.TrimSpace(parts[0]))
	if err != nil {
		return 0, 0, false
	}
	second, err = strconv.Atoi(strings.TrimSpace(parts[1]))
	return first, second, err == nil
}

// due reads an échéance. One that names no day is kept in its words.
func (r *run) due(it *item, made domain.Day) (domain.Period, error) {
	text := it.get("echeance")
	if text == "" {
		return domain.Period{}, nil
	}
	if it.eitherWay("echeance", text) {
		readings, _ := wording.Dates(text)
		return r.whichDate(it, "echeance", text, readings)
	}
	p, readable := wording.Due(text, made)
	if !readable {
		it.row.notice("import.note.echeance_en_mots", "lu", text)
	}
	return p, nil
}

// days writes the days of a period: one, or the first and last.
func days(p domain.Period) string {
	if p.From == p.To {
		return p.To.String()
	}
	return p.From.String() + "/" + p.To.String()
}

// day reads a date of which its last day counts; 0 for an empty cell.
func (r *run) day(it *item, column string) (domain.Day, error) {
	text := it.get(column)
	if text == "" {
		return 0, nil
	}
	p, err := r.period(it, column, text)
	return p.To, err
}

// since reads the day from which a line holds: always, unless told.
func (r *run) since(it *item) (domain.Day, error) {
	text := it.get("valide_du")
	if text == "" {
		return 1, nil
	}
	p, err := r.period(it, "valide_du", text)
	return p.From, err
}

// settle gives what was decided of q, one of its choices; else it asks and
// gives nothing.
func (r *run) settle(it *item, q Question) (string, error) {
	a, decided := r.decisions.answer(keyOfQuestion(q))
	if !decided {
		r.ask(it, q)
		return "", nil
	}
	chosen, ok := choose(a.answer, q.Choices)
	if !ok {
		return "", a.refused(RefusedDecision, "choix", strings.Join(q.Choices, " | "))
	}
	return chosen, nil
}

func (r *run) ask(it *item, q Question) {
	q.File, q.Line = it.row.File, it.row.Line
	it.row.Questions = append(it.row.Questions, q)
	it.row.becomes(Asked)
}

// count reads a number as printed; nil for an empty cell.
func (it *item) count(column string) (*int, error) {
	text := it.get(column)
	if text == "" {
		return nil, nil
	}
	n, err := wording.Int(text)
	if err != nil {
		return nil, invalid(column, RefusedNumber, "lu", text, "raison", reasonOf(err))
	}
	return &n, nil
}

// word reads a cell that holds one of words, in their stored form; empty for an
// empty cell.
func word[W ~string](it *item, column string, words ...W) (W, error) {
	text := it.get(column)
	if text == "" {
		return "", nil
	}
	for _, w := range words {
		if columnKey(text) == string(w) {
			return w, nil
		}
	}
	var all []string
	for _, w := range words {
		all = append(all, string(w))
	}
	return "", invalid(column, RefusedWord, "lu", text, "choix", strings.Join(all, ", "))
}

// list reads a cell of several values, separated by commas.
func (it *item) list(column string) []string {
	var all []string
	for part := range strings.SplitSeq(it.get(column), ",") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// source says where a line was read.
func (it *item) source() domain.Source {
	return domain.Source{Document: it.get("document"), Page: it.get("page"), Table: it.get("tableau"), Cell: it.get("cellule")}
}
