package domain_test

import (
	"testing"

	"suivi/domain"
)

func TestOnlyAULIDIsAnIdentity(t *testing.T) {
	var id domain.SessionID
	for _, text := range []string{"", "01HNED1F00797JD35QJRF7CVD", "01HNED1F00797JD35QJRF7CVDEX", "01HNED1F00797JD35QJRF7CVD!", "01HNED1F00797JD35QJRF7CVDU"} {
		if err := id.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q was read as %s", text, id)
		}
	}
	if err := id.UnmarshalText([]byte("01hned1f00797jd35qjrf7cvde")); err != nil || id.String() != "01HNED1F00797JD35QJRF7CVDE" {
		t.Errorf("%s, %v", id, err)
	}
}

func TestADerivedIdentityDependsOnEachPart(t *testing.T) {
	seen := map[domain.ForumID][]string{}
	for _, parts := range [][]string{{"a", "b"}, {"ab"}, {"a", "b", ""}, {"b", "a"}, {""}} {
		id := domain.DeriveID[domain.ForumID](parts...)
		if other, twice := seen[id]; twice {
			t.Errorf("%q and %q have one identity", parts, other)
		}
		if id != domain.DeriveID[domain.ForumID](parts...) {
			t.Errorf("%q has two identities", parts)
		}
		seen[id] = parts
	}
}
