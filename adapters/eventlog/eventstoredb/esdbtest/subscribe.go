package esdbtest

import (
	"math"

	api "github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// liveBuffer is how far a live subscription may fall behind. ES
// Services/Transport/Enumerators/Enumerator.cs, the bounded channel of live
// events.
const liveBuffer = 32

// subscription is one under way: ES
// Services/Transport/Enumerators/Enumerator.AllSubscriptionFiltered.cs.
type subscription struct {
	*sender
	match    filter
	next     int // index in the log
	every    int // events looked at between two checkpoints, 0 without filter
	looked   int
	live     bool
	atBefore uint64 // position of the last checkpoint
}

// subscribe begins after the position that it is given.
func (n *node) subscribe(o *api.ReadReq_Options, match filter, out *sender) error {
	s := &subscription{sender: out, match: match}
	switch start := o.GetAll().GetPosition(); {
	case start != nil:
		s.next = after(n.log.view(), start.CommitPosition+1)
	case o.GetAll().GetEnd() != nil:
		s.next = len(n.log.view())
	}
	if f := o.GetFilter(); f != nil {
		s.every = int(f.GetMax()) * int(f.GetCheckpointIntervalMultiplier())
	}
	err := out.stream.Send(&api.ReadResp{Content: &api.ReadResp_Confirmation{Confirmation: &api.ReadResp_SubscriptionConfirmation{SubscriptionId: "subscription"}}})
	for err == nil {
		grown := n.log.bell.Next()
		all := n.log.view()
		if s.next < len(all) {
			err = s.advance(all)
			continue
		}
		if !s.live {
			s.live = true
			if err := s.stream.Send(&api.ReadResp{Content: &api.ReadResp_CaughtUp_{CaughtUp: &api.ReadResp_CaughtUp{}}}); err != nil {
				return err
			}
			n.caughtUp.Add(1)
		}
		select {
		case <-grown:
		case <-s.stream.Context().Done():
			return status.FromContextError(s.stream.Context().Err()).Err()
		}
	}
	return err
}

// advance looks at the next event.
func (s *subscription) advance(all []*record) error {
	if s.live && (len(all)-s.next > liveBuffer || s.node.switches.befalls(SlowConsumer)) {
		if !s.node.manner.FellBehind {
			return status.Error(codes.Aborted, "Operation timed out: Consumer too slow to handle event while live. Client resubscription required.")
		}
		s.live = false
		if err := s.stream.Send(&api.ReadResp{Content: &api.ReadResp_FellBehind_{FellBehind: &api.ReadResp_FellBehind{}}}); err != nil {
			return err
		}
	}
	r := all[s.next]
	s.next++
	if s.match(r) {
		if err := s.show(r); err != nil {
			return err
		}
	}
	if s.looked++; s.every > 0 && s.looked%s.every == 0 {
		return s.checkpoint(r.position)
	}
	return nil
}

// show sends an event, with what may befall around it.
func (s *subscription) show(r *record) error {
	var err error
	before := s.before
	switch {
	case s.node.switches.befalls(CheckpointMax):
		err = s.checkpoint(math.MaxUint64)
	case s.node.switches.befalls(CheckpointAgain):
		err = s.checkpoint(s.atBefore)
	case s.node.switches.befalls(CheckpointBack):
		err = s.checkpoint(r.position / 2)
	}
	if err == nil {
		err = s.event(r)
	}
	if err == nil && s.node.switches.befalls(Duplicate) {
		if before != nil {
			err = s.stream.Send(wire(before))
		}
		if err == nil {
			err = s.stream.Send(wire(r))
		}
	}
	return err
}

func (s *subscription) checkpoint(at uint64) error {
	s.atBefore = at
	return s.stream.Send(&api.ReadResp{Content: &api.ReadResp_Checkpoint_{Checkpoint: &api.ReadResp_Checkpoint{CommitPosition: at, PreparePosition: at}}})
}
