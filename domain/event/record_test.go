package event_test

import (
	"slices"
	"testing"

	"github.com/go-json-experiment/json"
	"pgregory.net/rapid"

	"suivi/domain/event"
)

func TestPositionsAreOrdered(t *testing.T) {
	inOrder := []event.Position{
		{}, event.NewPosition(0, 1), event.NewPosition(1, 0), event.NewPosition(1, 1), event.NewPosition(1, 1<<63), event.NewPosition(2, 0), event.NewPosition(1<<63, 1),
	}
	for i, p := range inOrder {
		for j, q := range inOrder {
			if got := p.Compare(q); (got < 0) != (i < j) || (got == 0) != (i == j) {
				t.Errorf("%v against %v: %d", p, q, got)
			}
		}
		if p.IsZero() != (i == 0) {
			t.Errorf("%v: zero %v", p, p.IsZero())
		}
	}
	if !slices.IsSortedFunc(inOrder, event.Position.Compare) {
		t.Error("not sorted")
	}
}

func TestAPositionComesBackFromItsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		commit, prepare := rapid.Uint64().Draw(t, "commit"), rapid.Uint64().Draw(t, "prepare")
		for _, p := range []event.Position{event.NewPosition(commit, prepare), event.NewPosition(commit, commit)} {
			back, err := event.ParsePosition(p.String())
			if err != nil || back != p {
				t.Fatalf("%v comes back as %v, %v", p, back, err)
			}
			c, q := back.Halves()
			if event.NewPosition(c, q) != p {
				t.Fatalf("halves %d, %d of %v", c, q, p)
			}
			in, err := json.Marshal(map[string]event.Position{"position": p})
			if err != nil {
				t.Fatal(err)
			}
			out := map[string]event.Position{}
			if err := json.Unmarshal(in, &out); err != nil || out["position"] != p {
				t.Fatalf("%s reads as %v, %v", in, out, err)
			}
		}
	})
}

func TestTextThatIsNoPosition(t *testing.T) {
	for _, text := range []string{"", "-", "1-", "-1", "1-2-3", "+1", " 1", "un", "18446744073709551616"} {
		if p, err := event.ParsePosition(text); err == nil {
			t.Errorf("%q reads as %v", text, p)
		}
	}
}
