package ledger_test

import (
	"strings"
	"testing"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/field"
	"suivi/domain/ledger"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
)

func says(owner domain.OrganizationID, on domain.Day) recommendation.Declare {
	return recommendation.Declare{On: on, Declared: recommendation.Declared{Owner: owner, State: domain.Executed}}
}

// TestOnlyThoseResponsibleDeclare: the owner is the direction, which lies
// under the ministry until 2024 and is merged into DAF then.
func TestOnlyThoseResponsibleDeclare(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	record := func(code string, on domain.Day, e organization.Event) {
		h.must(h.Organization(t.Context(), command(code+string(e.EventType())+on.String()), code, organization.Record{On: on, Event: e}))
	}
	create := func(code string, under domain.OrganizationID) {
		record(code, later, organization.Created{Code: code, Names: organization.Names{Name: code}, Parent: under})
	}
	create("MEF", domain.OrganizationID{})
	create("DAF", organization.IDOf("MEF"))
	create("BUREAU", direction)
	create("SECTION", organization.IDOf("DAF"))
	create("DCM", ministry)
	record("MAECI-DRH", in2022, organization.Reparented{Parent: ministry})
	record("MAECI-DRH", in2024, organization.Reparented{})
	record("MAECI-DRH", later, organization.Merged{Successor: organization.IDOf("DAF")})
	owned := s.made[0]
	h.must(h.Recommendation(t.Context(), command("reassign"), owned, recommendation.Reassign{On: in2023, Reassigned: recommendation.Reassigned{Owners: []domain.Owner{{Organization: direction}}}}))

	for _, c := range []struct {
		who  string
		on   domain.Day
		want string
	}{
		{"MAECI-DRH", in2023, ""}, {"BUREAU", in2023, ""}, {"DAF", in2023, ""}, {"SECTION", in2023, ""}, {"MEF", in2023, ""},
		{"MAECI", in2024 - 1, ""}, {"MAECI", in2024, ledger.RefusedNotResponsible},
		{"DCM", in2023, ledger.RefusedNotResponsible}, {"AUCUNE", in2023, ledger.RefusedNotResponsible},
	} {
		_, err := h.Recommendation(t.Context(), command("declare"+c.who+c.on.String()), owned, says(organization.IDOf(c.who), c.on))
		if fault.CodeOf(err) != c.want {
			t.Errorf("%s on %s: %v, want %q", c.who, c.on, err, c.want)
		}
	}
	h.must(h.Recommendation(t.Context(), command("of 2"), s.made[1], says(direction, in2023))) // under the ministry that owes it
	_, err := h.Recommendation(t.Context(), command("of 1"), owned, says(organization.IDOf("DCM"), in2023))
	if err == nil || !strings.Contains(err.Error(), "DCM") {
		t.Errorf("does not say who: %v", err)
	}
}

// TestAPredecessorDeclaresForItsSuccessor: DAF owes what the direction,
// merged into it, answers.
func TestAPredecessorDeclaresForItsSuccessor(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	h.must(h.Organization(t.Context(), command("merge"), "MAECI-DRH", organization.Record{On: later, Event: organization.Merged{Successor: ministry}}))
	h.must(h.Recommendation(t.Context(), command("declare"), s.made[0], says(direction, in2023)))
}

func TestWithoutOwnersAnybodyDeclares(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	h.must(h.Recommendation(t.Context(), command("reassign"), s.made[0], recommendation.Reassign{On: in2024}))
	_, err := h.Recommendation(t.Context(), command("before"), s.made[0], says(direction, in2023))
	refused(t, err, ledger.RefusedNotResponsible)
	h.must(h.Recommendation(t.Context(), command("after"), s.made[0], says(direction, in2024)))
}

// TestWhatNobodyMayDeclareIsSaidFirst: who declares is not the fault.
func TestWhatNobodyMayDeclareIsSaidFirst(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	h.must(h.Recommendation(t.Context(), command("merger"), s.made[0], absorb(s.made[1], recommendation.Merger, s.of2024)))
	_, err := h.Recommendation(t.Context(), command("declare"), s.made[0], says(direction, later))
	refused(t, err, recommendation.RefusedAbsorbed)
	_, err = h.Recommendation(t.Context(), command("nobody"), s.made[1], says(domain.OrganizationID{}, later))
	refused(t, err, field.Empty)
}

func TestADeclarationIsNotRectifiedIntoAnothers(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	rec := s.made[0]
	h.must(h.Recommendation(t.Context(), command("declare"), rec, says(ministry, in2024)))
	said := h.events(recommendation.Stream(rec))[1].ID
	instead := func(owner domain.OrganizationID, words string) error {
		e := says(owner, in2024).Declared
		e.Words = words
		_, err := h.Rectify(t.Context(), command("rectify"+words+owner.String()), rec, recommendation.Rectify{Corrects: said, Instead: e, Reason: "mal lu"})
		return err
	}
	refused(t, instead(direction, "fait"), ledger.RefusedNotResponsible)
	h.must(h.Recommendation(t.Context(), command("reassign"), rec, recommendation.Reassign{On: in2023, Reassigned: recommendation.Reassigned{Owners: []domain.Owner{{Organization: direction}}}}))
	if err := instead(ministry, "relu"); err != nil {
		t.Errorf("a word that stands cannot be corrected: %v", err)
	}
	if err := instead(direction, "fait"); err != nil {
		t.Error(err)
	}
}

func TestSomebodyRecords(t *testing.T) {
	h := inMemory(t)
	for _, c := range []struct{ id, function, want string }{
		{"", "", ledger.RefusedNoActor}, {" \u00a0", "", ledger.RefusedNoActor}, {"\t\n", "", ledger.RefusedNoActor},
		{strings.Repeat("a", 201), "", field.TooLong}, {"a", strings.Repeat("é", 101), field.TooLong},
		{"a\x1b[2J", "", field.Control}, {"a", "b\nc", field.Control}, {"a\xff", "", field.NotUTF8},
		{strings.Repeat("a", 200), "secrétariat", ""},
	} {
		m := command("actor")
		m.Actor = event.Actor{ID: c.id, Function: c.function}
		_, err := h.Session(t.Context(), m, session.IDOf(comite, "2024-1"), session.Plan{On: in2024, Planned: session.Planned{Forum: comite, Code: "2024-1"}})
		if fault.CodeOf(err) != c.want {
			t.Errorf("%q, %q: %v, want %q", c.id, c.function, err, c.want)
		}
	}
}

// TestAPlaceBeyondTheLastIsNotListed: the next place would overflow.
func TestAPlaceBeyondTheLastIsNotListed(t *testing.T) {
	h := inMemory(t)
	s := set(h)
	for _, place := range []int{field.MaxPlace + 1, 1<<63 - 1} {
		far := items("9")
		far[0].Place = place
		_, _, err := h.Formulate(t.Context(), command("make"), s.of2024, far)
		refused(t, err, field.Invalid)
		_, err = h.RectifyListing(t.Context(), command("relist"), s.of2023, s.made[0], ledger.Relisting{Number: "1", Place: place, Reason: "mal lu"})
		refused(t, err, field.Invalid)
	}
}
