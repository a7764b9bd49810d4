package desk_test

import (
	"sync"
	"testing"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/desk"
	"suivi/domain/event"
	"suivi/domain/fault"
)

func TestOnlyWhatRecordedIsRememberedAndTheOldestIsForgotten(t *testing.T) {
	var (
		k     desk.Desk
		given int
		all   sync.WaitGroup
	)
	give := func(n int, receipt desk.Receipt, err error) (desk.Receipt, error) {
		o := desk.Order{By: secretariat, Command: ulid.ULID{0: 1, 12: byte(n >> 16), 13: byte(n >> 8), 14: byte(n)}, Repeatable: true}
		return k.Once(o, "", desk.CreateForum{Code: "CC"}, func() (desk.Receipt, error) { given++; return receipt, err })
	}
	_, _ = give(1, desk.Receipt{Already: true}, nil)
	_, _ = give(1, desk.Receipt{}, fault.New(fault.Refused, "cadre.deja_cree"))
	for n := range desk.MaxRepeats + 1 {
		_, _ = give(n, desk.Receipt{Version: event.Version(n)}, nil)
	}
	if desk.Remembered(&k) != desk.MaxRepeats || given != desk.MaxRepeats+3 {
		t.Errorf("%d remembered, %d given", desk.Remembered(&k), given)
	}
	if r, _ := give(1, desk.Receipt{}, nil); r.Version != 1 {
		t.Errorf("%+v", r)
	}
	if r, _ := give(0, desk.Receipt{Version: 77}, nil); r.Version != 77 {
		t.Errorf("the oldest is not forgotten: %+v", r)
	}
	for n := range 8 {
		all.Go(func() {
			o := desk.Order{By: secretariat, Command: ulid.ULID{0: 2, 15: byte(n % 2)}, Repeatable: true}
			_, _ = k.Once(o, "", desk.CreateForum{Code: "CC"}, func() (desk.Receipt, error) { return desk.Receipt{}, nil })
		})
	}
	all.Wait()
	if desk.Remembered(&k) != desk.MaxRepeats {
		t.Errorf("%d remembered", desk.Remembered(&k))
	}
}
