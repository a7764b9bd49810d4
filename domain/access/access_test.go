package access_test

import (
	"testing"

	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
)

func TestEachScopeIncludesTheOnesBeforeIt(t *testing.T) {
	const (
		anonymous = access.RefusedAnonymous
		forbidden = access.RefusedScope
	)
	for scope, answers := range map[access.Scope][4]string{
		access.Nothing: {"", anonymous, anonymous, anonymous},
		access.Count:   {"", "", forbidden, forbidden},
		access.Read:    {"", "", "", forbidden},
		access.Record:  {"", "", "", ""},
	} {
		b := access.Bearer{Actor: event.Actor{ID: "tableau-de-bord"}, Scope: scope}
		for needed, want := range answers {
			err := b.May(access.Action{Needs: access.Scope(needed), Name: "followup"})
			if got := fault.CodeOf(err); got != want || (err == nil) != (want == "") {
				t.Errorf("%q asks what needs %q: %v", scope, access.Scope(needed), err)
			}
		}
	}
}

func TestNobodyIsAnonymousAndSomebodyForbidden(t *testing.T) {
	record := access.Action{Needs: access.Record, Name: "examine"}
	if err := (access.Bearer{}).May(record); fault.KindOf(err) != fault.Anonymous {
		t.Error(err)
	}
	if err := (access.Bearer{Scope: access.Count}).May(record); fault.KindOf(err) != fault.Forbidden {
		t.Error(err)
	}
}

func TestAScopeKeepsItsStoredName(t *testing.T) {
	for scope, name := range map[access.Scope]string{access.Nothing: "", access.Count: "compter", access.Read: "lire", access.Record: "enregistrer"} {
		text, err := scope.MarshalText()
		if err != nil || string(text) != name || scope.String() != name {
			t.Errorf("%d is %q: %v", scope, text, err)
		}
		var back access.Scope
		if err := back.UnmarshalText(text); err != nil || back != scope {
			t.Errorf("%q is read as %d: %v", name, back, err)
		}
	}
	var s access.Scope
	for _, name := range []string{"record", "Lire", "tout"} {
		if err := s.UnmarshalText([]byte(name)); err == nil {
			t.Errorf("%q is read as %q", name, s)
		}
	}
	if _, err := access.Scope(9).MarshalText(); err == nil {
		t.Error("a scope without a name is written")
	}
}
