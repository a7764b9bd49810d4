package ledger_test

import (
	"testing"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/organization"
)

func TestStructuresMakeATree(t *testing.T) {
	h := inMemory(t)
	n := 0
	record := func(code string, on domain.Day, e organization.Event) error {
		n++
		_, err := h.Organization(t.Context(), command(code+string(rune('0'+n))), code, organization.Record{On: on, Event: e})
		return err
	}
	under := func(code string) organization.Reparented {
		return organization.Reparented{Parent: organization.IDOf(code)}
	}
	accept := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	accept(record("DCM", 1, organization.Created{Code: "DCM", Names: organization.Names{Name: "DCM"}, Parent: direction}))
	refused(t, record("X", 1, organization.Created{Code: "X", Names: organization.Names{Name: "X"}, Parent: organization.IDOf("AUCUNE")}), organization.RefusedUnknown)
	refused(t, record("X", 1, organization.Created{Code: "Y", Names: organization.Names{Name: "X"}}), event.RefusedOtherIdentity)
	refused(t, record("MAECI", in2023, under("AUCUNE")), organization.RefusedUnknown)

	accept(record("MAECI-DRH", in2022, under("MAECI")))
	refused(t, record("MAECI", in2023, under("DCM")), organization.InvalidParent)
	accept(record("MAECI-DRH", in2024, organization.Reparented{}))
	refused(t, record("MAECI", in2023, under("DCM")), organization.InvalidParent) // on that day it still lies under it
	accept(record("MAECI", in2024, under("DCM")))
	refused(t, record("MAECI-DRH", later, under("MAECI")), organization.InvalidParent)
	refused(t, record("MAECI", 1, under("DCM")), organization.InvalidParent) // from 2022 on it would go in a circle

	refused(t, record("DCM", later, organization.Merged{Successor: organization.IDOf("AUCUNE")}), organization.RefusedUnknown)
	accept(record("DCM", later, organization.Merged{Successor: direction}))
	refused(t, record("MAECI-DRH", later, organization.Merged{Successor: organization.IDOf("DCM")}), organization.InvalidParent)

	made := h.events(organization.Stream(organization.IDOf("MAECI-DRH")))[1]
	_, err := h.Organization(t.Context(), command("rectified"), "MAECI-DRH", organization.Rectify{Corrects: made.ID, Instead: under("DCM"), Reason: "relecture"})
	refused(t, err, organization.InvalidParent)
}

func TestForumsMakeATree(t *testing.T) {
	h := inMemory(t)
	record := func(code string, on domain.Day, e forum.Event) error {
		_, err := h.Forum(t.Context(), command("record"), code, forum.Record{On: on, Event: e})
		return err
	}
	none := forum.IDOf("AUCUN")
	refused(t, record("X", 1, forum.Created{Code: "X", Name: "X", Parent: none}), forum.RefusedUnknown)
	refused(t, record("X", 1, forum.Created{Code: "Y", Name: "X"}), event.RefusedOtherIdentity)
	refused(t, record("CC", 1, forum.RuleSet{Rule: forum.Rule{Forums: []domain.ForumID{none}}}), forum.RefusedUnknown)
	refused(t, record("CC", 1, forum.RuleSet{Rule: forum.Rule{CarriedOverBy: []domain.ForumID{none}}}), forum.RefusedUnknown)
	if err := record("MIXTE", in2023, forum.Reparented{Parent: comite}); err != nil {
		t.Fatal(err)
	}
	if err := record("CREDD", in2023, forum.Reparented{Parent: mixte}); err != nil {
		t.Fatal(err)
	}
	refused(t, record("CC", in2024, forum.Reparented{Parent: revue}), forum.InvalidParent)
	if err := record("CC", in2022, forum.Reparented{Parent: none}); err == nil {
		t.Error("a forum lies under none that exists")
	}
}
