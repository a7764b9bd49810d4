package httpapi_test

import (
	"strconv"
	"strings"
	"testing"

	"suivi/adapters/httpapi"
)

func TestNewAnswersOfOnePositionTakeTheRoomOfTheOldest(t *testing.T) {
	const most = 32 << 20
	for name, c := range map[string]struct {
		body    int
		address string
		asked   int
	}{
		"large answers":                   {1 << 20, "/recommandations?q=", 40},
		"small answers of long addresses": {2, "/recherche?q=" + strings.Repeat("é", 4000), 6000},
	} {
		var kept httpapi.Kept
		for n := range c.asked {
			kept.Keep(c.address+strconv.Itoa(n), make([]byte, c.body))
			if !kept.Has(c.address + strconv.Itoa(n)) {
				t.Fatalf("%s: the answer %d was not kept", name, n)
			}
		}
		if kept.Has(c.address + "0") {
			t.Errorf("%s: the oldest is still kept", name)
		}
		if kept.Size() > most || kept.Size() < most/2 {
			t.Errorf("%s: %d bytes are counted", name, kept.Size())
		}
	}
}
