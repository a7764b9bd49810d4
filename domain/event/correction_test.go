package event_test

import (
	"slices"
	"testing"

	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
)

// said is the smallest event, and unsaid its correction.
type said struct{ Words string }

type unsaid struct{ event.Correction }

func (said) EventType() event.Type   { return "mot.dit.v1" }
func (unsaid) EventType() event.Type { return "mot.rectifie.v1" }

type words = event.Fact[event.Payload]

var (
	monday    = domain.MustDay(2024, 1, 29)
	tuesday   = monday + 1
	wednesday = monday + 2
)

func word(n int, on domain.Day, e event.Payload) words {
	return words{Seq: uint64(n), ID: ulid.ULID{15: byte(n)}, Day: on, Event: e}
}

// corrects records that the nth word was another, or none.
func corrects(t *testing.T, facts []words, n int, instead event.Payload, newDay domain.Day) []words {
	t.Helper()
	day, c, err := event.Correct(facts, ulid.ULID{15: byte(n)}, instead, newDay, "mal entendu")
	if err != nil {
		t.Fatal(err)
	}
	return append(facts, word(len(facts)+1, day, unsaid{c}))
}

func heard(facts []words) (all []string) {
	for _, f := range facts {
		all = append(all, f.Day.String()[8:]+" "+f.Event.(said).Words)
	}
	return all
}

func TestCorrections(t *testing.T) {
	given := []words{word(1, monday, said{"oui"}), word(2, tuesday, said{"non"})}
	for name, c := range map[string]struct {
		facts []words
		want  []string
	}{
		"none":                           {given, []string{"29 oui", "30 non"}},
		"of words":                       {corrects(t, given, 1, said{"si"}, 0), []string{"29 si", "30 non"}},
		"of the second":                  {corrects(t, given, 2, said{"si"}, 0), []string{"29 oui", "30 si"}},
		"of a day":                       {corrects(t, given, 1, said{"oui"}, wednesday), []string{"30 non", "31 oui"}},
		"of words after a day":           {corrects(t, corrects(t, given, 1, said{"oui"}, wednesday), 1, said{"si"}, 0), []string{"30 non", "31 si"}},
		"of a day, back again":           {corrects(t, corrects(t, given, 1, said{"oui"}, wednesday), 1, said{"oui"}, monday), []string{"29 oui", "30 non"}},
		"never said":                     {corrects(t, given, 1, nil, 0), []string{"30 non"}},
		"said after all":                 {corrects(t, corrects(t, given, 1, nil, 0), 1, said{"oui"}, 0), []string{"29 oui", "30 non"}},
		"said after all, a correction's": {corrects(t, corrects(t, given, 1, nil, 0), 3, said{"si"}, 0), []string{"29 si", "30 non"}},
		"by what is no word of ours":     {append(slices.Clone(given), word(3, monday, unsaid{event.Correction{Corrects: given[0].ID}})), []string{"29 oui", "30 non"}},
	} {
		if got := heard(event.Effective(c.facts, 0, 0)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestCorrectionsWithinAHorizon(t *testing.T) {
	facts := corrects(t, []words{word(1, monday, said{"oui"}), word(2, tuesday, said{"non"})}, 1, said{"si"}, wednesday)
	for name, c := range map[string]struct {
		until uint64
		on    domain.Day
		want  []string
	}{
		"all":                    {0, 0, []string{"30 non", "31 si"}},
		"before it was known":    {2, 0, []string{"29 oui", "30 non"}},
		"before the day it has":  {0, tuesday, []string{"30 non"}},
		"known so, as of a day":  {2, monday, []string{"29 oui"}},
		"before anything at all": {0, monday - 1, nil},
	} {
		if got := heard(event.Effective(facts, c.until, c.on)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestCorrectionsThatAreNone(t *testing.T) {
	facts := []words{word(1, monday, said{"oui"})}
	for name, c := range map[string]struct {
		corrects byte
		instead  event.Payload
		reason   string
		code     string
	}{
		"of nothing":         {9, nil, "mal entendu", event.RefusedNoSuchFact},
		"by another kind":    {1, unsaid{}, "mal entendu", event.RefusedOtherKind},
		"without a reason":   {1, said{"si"}, "", event.RefusedNoReason},
		"for a blank reason": {1, said{"si"}, " \n", event.RefusedNoReason},
	} {
		if _, _, err := event.Correct(facts, ulid.ULID{15: c.corrects}, c.instead, 0, c.reason); fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}
