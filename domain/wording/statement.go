package wording

import (
	"slices"
	"strings"
)

// A tally is what the terms of one statement signal together.
type tally struct {
	first   map[signal]int // where each signal first occurs
	denials int
	unknown int
	order   []signal // as they occur
}

// statement reads terms as one statement.
func statement(terms []term) StateReading {
	t := count(terms)
	outcome, agreed := t.outcome()
	clear := t.unknown == 0 && !t.hasAny(doubt, promise, standstill, likelyDone, refusal, cause, number) &&
		(!t.has(measure) || t.hasAny(degreeWord, whollyWord)) &&
		(!t.has(halfDenial) || t.denials > 0 || outcome == Moot) // "n'est plus applicable" denies within its phrase
	if clear && agreed {
		return sure(outcome)
	}
	if agreed && outcome == InProgress && t.predicated(terms) {
		return sure(InProgress)
	}
	return asked(t.guesses(outcome, agreed)...)
}

// count tallies terms. Nouns of action are not counted beside "en cours", and a
// year "en cours" is no état.
func count(terms []term) tally {
	t := tally{first: make(map[signal]int)}
	afterOngoing := false
	for i, term := range terms {
		kind := term.kind
		switch {
		case kind == ongoingWord && i > 0 && terms[i-1].kind == timeNoun:
			kind = unknownWord
		case isAct(term) && isOngoing(terms[i+1:]):
			kind = plainWord
		case afterOngoing && (kind == doneWord || kind == actNoun):
			kind, afterOngoing = plainWord, false
		case kind == ongoingWord:
			afterOngoing = true
		case afterOngoing && !(kind == plainWord && slices.Contains([]string{"de", "d", "la", "l"}, term.words)):
			afterOngoing = false
		}
		switch kind {
		case unknownWord, timeNoun:
			t.unknown++
			continue
		case denial:
			t.denials++
		case plainWord, beVerb, separator:
			continue
		}
		if _, seen := t.first[kind]; !seen {
			t.first[kind] = i
			t.order = append(t.order, kind)
		}
	}
	return t
}

// isAct holds for "exécution", and for "mise en œuvre" where it may be a noun.
func isAct(t term) bool {
	return t.kind == actNoun || t.kind == doneWord && strings.HasPrefix(t.words, "mise en ")
}

// isOngoing reports whether terms go on "(est) en cours".
func isOngoing(terms []term) bool {
	if len(terms) > 0 && terms[0].kind == beVerb {
		terms = terms[1:]
	}
	return len(terms) > 0 && terms[0].kind == ongoingWord
}

func (t tally) has(kind signal) bool { _, found := t.first[kind]; return found }

func (t tally) hasAny(kinds ...signal) bool { return slices.ContainsFunc(kinds, t.has) }

// stating are the signals that by themselves tell an outcome.
var stating = []signal{
	doneWord, finishedWord, begunWord, ongoingWord, partlyWord, degreeWord, whollyWord, nothingDone, mootWord, declinedWord,
	withdrawnWord, carriedWord, madeWord, actNoun,
}

// alone holds where of the stating signals only these occur.
func (t tally) alone(kinds ...signal) bool {
	for _, kind := range stating {
		if t.has(kind) && !slices.Contains(kinds, kind) {
			return false
		}
	}
	return true
}

// outcome gives what the stating signals agree on. Denial goes before what it
// denies; denying that something is wholly done leaves it partly done.
func (t tally) outcome() (Outcome, bool) {
	if t.denials == 1 {
		return t.deniedOutcome()
	}
	done := t.has(doneWord) || t.has(finishedWord)
	switch {
	case t.denials > 1:
		return 0, false
	case done && t.alone(doneWord, finishedWord, whollyWord),
		t.has(whollyWord) && t.has(actNoun) && t.alone(whollyWord, actNoun):
		return Executed, true
	case t.has(partlyWord) && t.alone(partlyWord, degreeWord, doneWord, finishedWord, actNoun),
		t.has(degreeWord) && (done || t.has(actNoun)) && t.alone(degreeWord, doneWord, finishedWord, actNoun),
		t.has(ongoingWord) && t.alone(ongoingWord, partlyWord),
		t.has(begunWord) && t.alone(begunWord, partlyWord):
		return InProgress, true
	case t.has(nothingDone) && t.alone(nothingDone):
		return NotDone, true
	case t.has(mootWord) && t.alone(mootWord):
		return Moot, true
	case t.has(declinedWord) && t.alone(declinedWord):
		return Declined, true
	case t.has(withdrawnWord) && t.alone(withdrawnWord):
		return Withdrawn, true
	case t.has(carriedWord) && t.alone(carriedWord):
		return CarriedOver, true
	case t.has(madeWord) && t.alone(madeWord):
		return Made, true
	}
	return 0, false
}

func (t tally) deniedOutcome() (Outcome, bool) {
	for _, kind := range []signal{doneWord, finishedWord, begunWord, actNoun} {
		if at, found := t.first[kind]; found && at < t.first[denial] {
			return 0, false
		}
	}
	switch {
	case t.has(whollyWord) && (t.has(doneWord) || t.has(finishedWord)) && t.alone(whollyWord, doneWord, finishedWord):
		return InProgress, true
	case t.has(finishedWord): // not finished may be begun or not
		return 0, false
	case (t.has(doneWord) || t.has(begunWord) || t.has(actNoun)) && t.alone(doneWord, begunWord, actNoun):
		return NotDone, true
	}
	return 0, false
}

// predicated holds for "X est en cours", whatever X and its purpose are:
// "des réflexions sont en cours", "recrutement en cours". A longer subject
// needs its verb, and nothing else may be stated.
func (t tally) predicated(terms []term) bool {
	at, found := t.first[ongoingWord]
	if !found || t.denials > 0 || t.hasAny(halfDenial, doubt, promise, standstill, refusal, likelyDone, number) {
		return false
	}
	if slices.ContainsFunc(terms[:at], func(t term) bool { return t.kind == separator || t.kind == cause }) {
		return false
	}
	unknown := 0
	for _, t := range terms[:at] {
		if t.kind == unknownWord || t.kind == timeNoun {
			unknown++
		}
	}
	if at > 0 && terms[at-1].kind == beVerb {
		return unknown <= longSubject
	}
	return unknown <= shortSubject
}

const (
	shortSubject = 2
	longSubject  = 6
)

// guesses gives what an unsure statement may mean, the likeliest first.
func (t tally) guesses(outcome Outcome, agreed bool) []Outcome {
	var found []Outcome
	if agreed && !t.has(promise) && !t.has(refusal) {
		found = append(found, outcome)
	}
	for _, kind := range t.order {
		switch kind {
		case doneWord, finishedWord, whollyWord, likelyDone:
			switch {
			case t.has(promise) && t.first[promise] < t.first[kind]: // "sera réalisé"
				found = append(found, NotDone, InProgress)
			case t.denials > 0:
				found = append(found, NotDone)
			default:
				found = append(found, Executed)
			}
		case begunWord, ongoingWord, partlyWord, degreeWord, doubt:
			found = append(found, InProgress)
		case denial:
			if t.has(finishedWord) {
				found = append(found, InProgress)
			}
			found = append(found, NotDone)
		case nothingDone, promise, standstill:
			found = append(found, NotDone, InProgress)
		case refusal, declinedWord:
			found = append(found, Declined, NotDone)
		case mootWord:
			found = append(found, Moot)
		case withdrawnWord:
			found = append(found, Withdrawn)
		case carriedWord:
			found = append(found, CarriedOver)
		case madeWord:
			found = append(found, Made)
		}
	}
	return found
}
