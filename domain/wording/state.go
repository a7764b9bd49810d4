package wording

import "slices"

// A StateReading is what the cell of an état means. Where it is not sure, a
// person chooses, and Choices holds what may be meant, the likeliest first.
type StateReading struct {
	Sure    bool
	Outcome Outcome // what is meant, where sure
	Choices []Outcome
}

// State reads an état as a table writes it, beside the observation of the same
// row. It is sure of a cell only where every word of its statement is known and
// all agree; reasons and details may follow a statement ("non fait faute de
// moyens", "exécuté : rapport disponible") where they do not belie it. A cell
// that tells a story is asked, and so is one that its observation contradicts,
// an empty one, and a figure without its legend (see [Legend]).
//
// Partial execution is en cours, whatever its degree: of the états that a
// session retains no other is neither done nor undone. "Not started" is non
// réalisée: a formulée is not yet examined, and this one was. What an owner
// promises ("will be implemented", "prévu") or refuses ("will not be
// implemented") is asked: a promise is no execution, and only a session
// classes. "Limited" and "substantial" are asked too, since bodies count them
// on either side. "Oui" and "non" alone answer the question of the column.
func State(cell, observation string) StateReading {
	return reconcile(readState(cell), observation)
}

// reconcile sets the reading of a cell against its observation.
func reconcile(told StateReading, observation string) StateReading {
	observed := readState(observation)
	switch {
	case !told.Sure && observed.Sure:
		return asked(append([]Outcome{observed.Outcome}, told.Choices...)...)
	case told.Sure && observed.Sure && told.Outcome != observed.Outcome:
		return asked(told.Outcome, observed.Outcome)
	case !told.Sure && len(told.Choices) > 0 && told.Choices[0] == NotExamined && Fold(observation) != "":
		return asked(NotDone, NotExamined)
	}
	return told
}

// asked is a reading that a person must settle: first what was found, then the
// rest of what a cell usually means.
func asked(found ...Outcome) StateReading {
	var choices []Outcome
	for _, o := range append(found, Executed, InProgress, NotDone, Moot, NotExamined) {
		if !slices.Contains(choices, o) {
			choices = append(choices, o)
		}
	}
	return StateReading{Choices: choices}
}

func sure(o Outcome) StateReading { return StateReading{Sure: true, Outcome: o} }

func readState(text string) StateReading {
	terms := withoutCode(stateTerms(text))
	if !slices.ContainsFunc(terms, func(t term) bool { return t.kind != separator }) {
		return asked(NotExamined)
	}
	switch Fold(joined(terms)) {
	case "non", "no":
		return sure(NotDone)
	case "oui", "yes":
		return sure(Executed)
	case "nr": // non réalisé, or not reviewed
		return asked(NotDone, NotExamined)
	case "nd":
		return asked(NotExamined, NotDone)
	case "na", "n/a":
		return asked(Moot, NotExamined)
	case "neant", "ras":
		return asked(NotDone, NotExamined)
	}
	if whole := statement(terms); whole.Sure {
		return whole
	}
	for i, t := range terms {
		if i > longestStatement {
			break
		}
		if i == 0 || t.kind != separator && t.kind != cause {
			continue
		}
		head := statement(terms[:i])
		if head.Sure && harmless(head.Outcome, terms[i+1:]) {
			return head
		}
	}
	return statement(terms)
}

// longestStatement is how many terms may come before the details of an état;
// longer texts tell a story.
const longestStatement = 30

// harmless holds where details that follow a statement cannot change it.
func harmless(stated Outcome, details []term) bool {
	for _, t := range details {
		switch t.kind {
		case unknownWord, plainWord, separator, cause, timeNoun, measure, actNoun, likelyDone, whollyWord:
		case beVerb:
			if stated == Executed && (t.words == "reste" || t.words == "restent") { // something remains
				return false
			}
		case doneWord, finishedWord:
			if stated != Executed && stated != InProgress {
				return false
			}
		case number:
			if stated != InProgress && stated != NotDone { // "fait, 3 sur 5", "reconduite = 1"
				return false
			}
		case denial, halfDenial, promise, standstill:
			if stated == Executed {
				return false
			}
		case ongoingWord, begunWord, partlyWord, degreeWord:
			if stated != InProgress {
				return false
			}
		default:
			return false
		}
	}
	return true
}
