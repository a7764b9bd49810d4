package desk_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"suivi/adapters/desk"
	"suivi/domain/fault"
	"suivi/projections/register"
)

func TestWhoWaitsTooLongForThePastIsTold(t *testing.T) {
	b := committee(t)
	past := desk.Moment{AsOf: "2023-12-31"}
	see := func(ctx context.Context, m desk.Moment, see func()) error {
		_, err := desk.Look(ctx, b.desk, secretariat, m, func(*register.View) error {
			see()
			return nil
		})
		return err
	}
	err := see(t.Context(), past, func() {
		soon, stop := context.WithTimeout(t.Context(), time.Millisecond)
		defer stop()
		told := make(chan error)
		go func() { told <- see(soon, past, func() {}) }()
		if f, is := errors.AsType[*fault.Fault](<-told); !is || f.Kind != fault.Unavailable || f.Code != "moment.trop_demande" {
			t.Errorf("who waits is answered %v", f)
		}
		go func() { told <- see(soon, desk.Moment{}, func() {}) }()
		if err := <-told; err != nil {
			t.Errorf("the present waits for the past: %v", err)
		}
	})
	if err != nil {
		t.Error(err)
	}
}
