package scenario_test

import (
	"strings"
	"testing"

	"suivi/domain/fault"
	"suivi/domain/scenario"
)

// door is the smallest aggregate: it opens once, and then is open.
func door(given []string, when string) ([]string, error) {
	switch {
	case len(given) > 0 && given[len(given)-1] == when:
		return nil, nil
	case when == "open" || when == "shut":
		return []string{when}, nil
	}
	return nil, fault.New(fault.Refused, "porte.inconnue").At("geste")
}

func TestReadsLikeARule(t *testing.T) {
	given := scenario.Of(t, door)
	given().When("open").Then("open")
	given("open").And("shut").When("open").Then("open")
	given("open").When("open").ThenNothing()
	given("open").When("paint").ThenRefused("porte.inconnue")
	given("open").When("paint").ThenRefusedAt("geste", "porte.inconnue")
}

func TestAddingLeavesWhatWasGiven(t *testing.T) {
	given := scenario.Of(t, door)
	base := given("open", "shut", "open")
	base.And("shut")
	base.When("open").ThenNothing()
}

// deaf is a test that only notes that it failed.
type deaf struct {
	testing.TB
	said strings.Builder
}

func (d *deaf) Helper()                   {}
func (d *deaf) Errorf(f string, a ...any) { d.said.WriteString(f) }
func (d *deaf) Fatalf(f string, a ...any) { d.said.WriteString(f); panic(d) }
func (d *deaf) hears(rule func())         { defer func() { _ = recover() }(); rule() }
func both([]string, string) ([]string, error) {
	return []string{"open"}, fault.New(fault.Refused, "porte.inconnue")
}

func TestFailsWhereTheRuleIsBroken(t *testing.T) {
	for name, rule := range map[string]func(t testing.TB){
		"recorded, not refused":    func(t testing.TB) { scenario.Of(t, door)().When("open").ThenRefused("porte.inconnue") },
		"refused, not recorded":    func(t testing.TB) { scenario.Of(t, door)().When("paint").Then("open") },
		"refused, not nothing":     func(t testing.TB) { scenario.Of(t, door)().When("paint").ThenNothing() },
		"recorded, not nothing":    func(t testing.TB) { scenario.Of(t, door)().When("open").ThenNothing() },
		"recorded something else":  func(t testing.TB) { scenario.Of(t, door)().When("open").Then("shut") },
		"refused otherwise":        func(t testing.TB) { scenario.Of(t, door)().When("paint").ThenRefused("porte.autre") },
		"refused elsewhere":        func(t testing.TB) { scenario.Of(t, door)().When("paint").ThenRefusedAt("mot", "porte.inconnue") },
		"refused and recorded too": func(t testing.TB) { scenario.Of(t, both)().When("open").ThenRefused("porte.inconnue") },
		"refused, asked for facts": func(t testing.TB) { scenario.Of(t, door)().When("paint").Facts() },
	} {
		t.Run(name, func(t *testing.T) {
			d := &deaf{TB: t}
			d.hears(func() { rule(d) })
			if d.said.Len() == 0 {
				t.Error("passed")
			}
		})
	}
}
