package esdbtest

import (
	"strings"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	api "github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// Read implements ES Services/Transport/Grpc/Streams.Read.cs, of which the
// client asks reads of a stream, reads of $all and subscriptions to $all.
func (n *node) Read(request *api.ReadReq, stream api.Streams_ReadServer) error {
	o := request.GetOptions()
	match, err := filterOf(o)
	if err != nil {
		return err
	}
	out := &sender{stream: stream, node: n}
	switch {
	case o.GetAll() != nil && o.GetSubscription() != nil:
		return n.subscribe(o, match, out)
	case o.GetAll() != nil:
		return n.readAll(o, match, out)
	case o.GetStream() != nil && o.GetSubscription() == nil:
		return n.readStream(o, out)
	}
	return status.Error(codes.Unimplemented, "not a read that this server knows")
}

func (n *node) readStream(o *api.ReadReq_Options, out *sender) error {
	name := string(o.GetStream().GetStreamIdentifier().GetStreamName())
	n.log.mu.RLock()
	var s stream
	if held := n.log.streams[name]; held != nil {
		s = *held
	}
	n.log.mu.RUnlock()
	if s.tombstoned {
		out.stream.SetTrailer(metadata.Pairs("exception", "stream-deleted", "stream-name", name))
		return status.Errorf(codes.FailedPrecondition, "Event stream '%s' is deleted.", name)
	}
	s.events = s.events[:len(s.events)-n.stale(len(s.events))]
	if n.switches.befalls(UnknownMessage) {
		return out.stream.Send(&api.ReadResp{Content: &api.ReadResp_FirstStreamPosition{FirstStreamPosition: 0}})
	}
	if uint64(len(s.events)) <= s.first && s.first == 0 || s.first == softDeleted {
		return out.stream.Send(&api.ReadResp{Content: &api.ReadResp_StreamNotFound_{StreamNotFound: &api.ReadResp_StreamNotFound{
			StreamIdentifier: &shared.StreamIdentifier{StreamName: []byte(name)},
		}}})
	}
	last := uint64(len(s.events) - 1)
	from, left := o.GetStream().GetRevision(), o.GetCount()
	if o.GetReadDirection() == api.ReadReq_Options_Backwards {
		if o.GetStream().GetEnd() != nil {
			from = last
		}
		for i := int64(min(from, last)); i >= int64(s.first) && left > 0; i, left = i-1, left-1 {
			if err := out.event(s.events[i]); err != nil {
				return err
			}
		}
		return nil
	}
	if o.GetStream().GetEnd() != nil {
		return nil
	}
	for i := max(from, s.first); i <= last && left > 0; i, left = i+1, left-1 {
		if err := out.event(s.events[i]); err != nil {
			return err
		}
	}
	return nil
}

// stale is how many of the last events a follower has not got yet. It serves
// what it has to who does not require the leader: ES Streams.Read.cs,
// requiresLeader; GoC options.go, which never sends the header.
func (n *node) stale(events int) int {
	if n.index == int(n.leader.Load()) {
		return min(events, int(n.behind.Load()))
	}
	return min(events, 1)
}

// readAll reads the log. A start forwards is the first to be shown, a start
// backwards the first that is not: ES ReaderIndex/AllReader.cs.
func (n *node) readAll(o *api.ReadReq_Options, match filter, out *sender) error {
	all := n.log.view()
	all = all[:len(all)-n.stale(len(all))]
	left := o.GetCount()
	start, end := o.GetAll().GetPosition(), len(all)
	if o.GetReadDirection() == api.ReadReq_Options_Backwards {
		if start != nil {
			end = after(all, start.CommitPosition) // the first at it or beyond
		} else if o.GetAll().GetStart() != nil {
			end = 0
		}
		for i := end - 1; i >= 0 && left > 0; i-- {
			if match(all[i]) {
				left--
				if err := out.event(all[i]); err != nil {
					return err
				}
			}
		}
		return nil
	}
	begin := 0
	if start != nil {
		begin = after(all, start.CommitPosition)
	} else if o.GetAll().GetEnd() != nil {
		begin = end
	}
	for i := begin; i < end && left > 0; i++ {
		if match(all[i]) {
			left--
			if err := out.event(all[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// after is the index of the first record at position p or beyond.
func after(all []*record, p uint64) int {
	low, high := 0, len(all)
	for low < high {
		if mid := (low + high) / 2; all[mid].position < p {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// filter says which events are to be shown.
type filter func(*record) bool

// filterOf reads a filter. ES Util/EventFilter.cs; an expression has prefixes or
// a regular expression, of which the adapter uses prefixes.
func filterOf(o *api.ReadReq_Options) (filter, error) {
	f := o.GetFilter()
	if f == nil {
		return func(*record) bool { return true }, nil
	}
	expression, of := f.GetStreamIdentifier(), func(r *record) string { return r.stream }
	if f.GetEventType() != nil {
		expression, of = f.GetEventType(), func(r *record) string { return r.kind }
	}
	if expression.GetRegex() != "" || len(expression.GetPrefix()) == 0 {
		return nil, status.Error(codes.Unimplemented, "this server knows prefixes alone")
	}
	if f.GetCheckpointIntervalMultiplier() == 0 {
		return nil, status.Error(codes.InvalidArgument, "checkpointIntervalMultiplier must be greater than 0")
	}
	return func(r *record) bool {
		for _, p := range expression.GetPrefix() {
			if strings.HasPrefix(of(r), p) {
				return true
			}
		}
		return false
	}, nil
}
