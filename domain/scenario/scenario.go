// Package scenario lets the tests of an aggregate read like the rules of the
// house: given what is recorded, when a command comes, then that is recorded,
// or refused. It is for tests only and knows no aggregate; each test package
// says once how its aggregate decides, and builds on that:
//
//	given := scenario.Of(t, decide)
//	given(made, executed).When(examine).ThenRefused("recommandation.terminee")
package scenario

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"suivi/domain/fault"
)

// Decide is how an aggregate decides: the facts that a command adds to those
// given, or a refusal. Fact is one recorded fact as the tests write it.
type Decide[Fact, Command any] func(given []Fact, when Command) (then []Fact, err error)

// Given holds what is recorded before the command.
type Given[Fact, Command any] struct {
	t      testing.TB
	decide Decide[Fact, Command]
	facts  []Fact
}

// Outcome is what the command led to.
type Outcome[Fact any] struct {
	t     testing.TB
	facts []Fact
	err   error
}

// Of opens the scenarios of one test.
func Of[Fact, Command any](t testing.TB, decide Decide[Fact, Command]) func(facts ...Fact) Given[Fact, Command] {
	return func(facts ...Fact) Given[Fact, Command] { return Given[Fact, Command]{t, decide, facts} }
}

// And adds facts to those given.
func (g Given[Fact, Command]) And(facts ...Fact) Given[Fact, Command] {
	g.facts = append(g.facts[:len(g.facts):len(g.facts)], facts...)
	return g
}

// When issues the command.
func (g Given[Fact, Command]) When(c Command) Outcome[Fact] {
	facts, err := g.decide(g.facts, c)
	if err != nil && facts != nil {
		g.t.Helper()
		g.t.Errorf("refused with %v, yet would record:%s", err, list(facts))
	}
	return Outcome[Fact]{g.t, facts, err}
}

// Then asks that exactly these facts are recorded, in this order.
func (o Outcome[Fact]) Then(want ...Fact) {
	o.t.Helper()
	if o.err != nil {
		o.t.Fatalf("refused with %v, want recorded:%s", o.err, list(want))
	}
	if !reflect.DeepEqual(o.facts, want) && len(o.facts)+len(want) > 0 {
		o.t.Fatalf("recorded:%s\nwant:%s", list(o.facts), list(want))
	}
}

// ThenNothing asks that all of it is recorded already.
func (o Outcome[Fact]) ThenNothing() {
	o.t.Helper()
	o.Then()
}

// ThenRefused asks for a refusal with this code, and gives it for whoever
// asks more of it.
func (o Outcome[Fact]) ThenRefused(code string) *fault.Fault {
	o.t.Helper()
	if o.err == nil {
		o.t.Fatalf("recorded:%s\nwant refused with %s", list(o.facts), code)
	}
	f, is := o.err.(*fault.Fault)
	if !is || f == nil || f.Code != code {
		o.t.Fatalf("refused with %v, want %s", o.err, code)
	}
	return f
}

// ThenRefusedAt is ThenRefused where the fault lies at place.
func (o Outcome[Fact]) ThenRefusedAt(place, code string) {
	o.t.Helper()
	if f := o.ThenRefused(code); f.Place != place {
		o.t.Fatalf("refused at %q, want at %q", f.Place, place)
	}
}

// Facts gives what was recorded, for a test that goes on from there.
func (o Outcome[Fact]) Facts() []Fact {
	o.t.Helper()
	if o.err != nil {
		o.t.Fatalf("refused with %v", o.err)
	}
	return o.facts
}

func list[Fact any](facts []Fact) string {
	var b strings.Builder
	for _, f := range facts {
		fmt.Fprintf(&b, "\n\t%T %+v", f, f)
	}
	if b.Len() == 0 {
		return " nothing"
	}
	return b.String()
}
