package desk

import (
	"cmp"
	"errors"
	"regexp"
	"strings"

	"suivi/domain"
	"suivi/domain/fault"
	"suivi/domain/wording"
)

// The words that a field may hold, none being the first.
var (
	natures = []domain.Nature{"", domain.NatureRecommendation, domain.NatureDecision, domain.NatureCommitment, domain.NatureDirective}
	phases  = []domain.Phase{"", domain.PhaseUnique, domain.PhaseTechnical, domain.PhasePolitical}
)

// happened refuses a day on which nothing can have happened yet. The domain
// knows no today.
func (r *recording) happened(day domain.Day) error {
	if day <= r.today {
		return nil
	}
	return fault.New(fault.Invalid, "moment.a_venir", "jour", day.String(), "aujourdhui", r.today.String())
}

// happenedAt reads when something happened, given by an option; nothing for
// nothing. What has begun may last: "2024" is read during 2024.
func (r *recording) happenedAt(s, place string) (domain.Period, error) {
	p, err := periodAt(s, place)
	if err != nil {
		return p, err
	}
	return p, at(r.happened(cmp.Or(p.From, p.To)), place)
}

// impossible are days of months that have none such, which an échéance must
// not keep as mere words.
var impossible = regexp.MustCompile(`\b(3[01] fevrier|31 (avril|juin|septembre|novembre))\b`)

// dueDate reads an échéance. Words that name no day are kept as they are; a
// date that is miswritten is refused.
func dueDate(s string, made domain.Day, place string) (domain.Period, error) {
	p, readable := wording.Due(s, made)
	if readable || strings.TrimSpace(s) == "" {
		return p, nil
	}
	refused := fault.New(fault.Invalid, "moment.illisible", "lu", s)
	if impossible.MatchString(wording.Fold(s)) {
		return p, fault.New(fault.Invalid, "moment.illisible", "lu", s, "cause", string(wording.NoSuchDate)).At(place)
	}
	_, err := wording.Date(s)
	if e, is := errors.AsType[*wording.Error](err); is && e.Code != wording.Unreadable && e.Code != wording.NoYear {
		return p, fault.New(fault.Invalid, refused.Code, "lu", s, "cause", string(e.Code)).At(place)
	}
	return p, nil
}

// periodAt reads a date nothing for nothing.
func periodAt(s, place string) (domain.Period, error) {
	if strings.TrimSpace(s) == "" {
		return domain.Period{}, nil
	}
	p, err := readPeriod(s)
	return p, at(err, place)
}

// stateAt reads an état, by its stored name or as people write it; only the
// three that are found or declared.
func stateAt(s, place string) (domain.State, error) {
	state := readState(s)
	switch state {
	case domain.InProgress, domain.Executed, domain.NotDone:
		return state, nil
	case domain.CarriedOver:
		return 0, fault.New(fault.Invalid, "option.reconduite", "lu", s).At(place)
	}
	return 0, choice(s, place, []domain.State{domain.InProgress, domain.Executed, domain.NotDone})
}

// anyState reads any of the five.
func anyState(s, place string) (domain.State, error) {
	if state := readState(s); state != 0 {
		return state, nil
	}
	return 0, choice(s, place, domain.States())
}

// readState reads an état by its stored name or as people write it; none where
// that is not sure.
func readState(s string) (state domain.State) {
	if strings.TrimSpace(s) == "" || state.UnmarshalText([]byte(strings.ReplaceAll(wording.Fold(s), " ", "_"))) == nil {
		return state
	}
	if reading := wording.State(s, ""); reading.Sure {
		return reading.Outcome.State()
	}
	return 0
}

// oneOf reads one of a few words, nothing as the first.
func oneOf[W ~string](s, place string, words ...W) (W, error) {
	for _, w := range words {
		if s == string(w) || wording.Fold(s) == strings.ReplaceAll(string(w), "_", " ") {
			return w, nil
		}
	}
	names := make([]string, 0, len(words))
	for _, w := range words {
		if w != "" {
			names = append(names, string(w))
		}
	}
	return "", fault.New(fault.Invalid, "option.illisible", "lu", s, "possibles", strings.Join(names, ", ")).At(place)
}
