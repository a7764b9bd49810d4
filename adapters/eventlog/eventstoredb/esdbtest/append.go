package esdbtest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	api "github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// Append implements ES Services/Transport/Grpc/Streams.Append.cs.
func (n *node) Append(stream api.Streams_AppendServer) error {
	first, err := stream.Recv()
	if err != nil {
		return err
	}
	options := first.GetOptions()
	if options == nil {
		return status.Error(codes.InvalidArgument, "the first message has no options")
	}
	if n.switches.befalls(EndedEarly) {
		return status.Error(codes.Aborted, "Operation timed out: Forwarding timeout")
	}
	name := string(options.StreamIdentifier.GetStreamName())
	var events []*record
	for size := 0; ; {
		m, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		r, err := proposed(m.GetProposedMessage())
		if err != nil {
			return err
		}
		events = append(events, r)
		size += len(r.data)
		if n.manner.CountsAll {
			size += len(r.metadata) + 2*len(r.kind)
		}
		if size > n.MaxAppendSize {
			stream.SetTrailer(metadata.Pairs("exception", "maximum-append-size-exceeded", "maximum-append-size", strconv.Itoa(n.MaxAppendSize)))
			return status.Errorf(codes.InvalidArgument, "Maximum Append Size of %d Exceeded.", n.MaxAppendSize)
		}
	}
	reply, err := n.append(stream.Context(), name, expectedOf(options), events)
	if err != nil {
		if status.Code(err) == codes.FailedPrecondition {
			stream.SetTrailer(metadata.Pairs("exception", "stream-deleted", "stream-name", name))
		}
		return err
	}
	return stream.SendAndClose(reply)
}

// append judges and writes, and suffers what may befall then.
func (n *node) append(ctx context.Context, name string, expected int64, events []*record) (*api.AppendResp, error) {
	if n.switches.befalls(TimedOut) {
		return nil, status.Error(codes.Aborted, "Operation timed out: Prepare phase timeout.")
	}
	ids := make([]uuid.UUID, len(events))
	for i, r := range events {
		ids[i] = r.id
	}
	n.log.mu.Lock()
	decision, last, current := n.log.check(name, expected, ids)
	if decision == ok {
		if held := n.log.stream(name); held.first == softDeleted { // ES StorageWriterService.cs SoftUndeleteStream
			held.first = uint64(len(held.events))
		}
		for _, r := range events {
			n.log.write(name, r)
			last = r
		}
		if last != nil {
			n.log.follow(last)
		}
	}
	n.log.mu.Unlock()
	n.log.bell.Ring()

	switch {
	case decision == wrongExpectedVersion, decision == corruptedIdempotency, decision == idempotent && n.switches.befalls(WrongVersionOfOurs):
		return wrongVersion(expected, current), nil
	case decision == deleted:
		return nil, status.Errorf(codes.FailedPrecondition, "Event stream '%s' is deleted.", name)
	case decision == idempotent && n.switches.befalls(NotReady):
		n.wait(ctx, n.WriteTimeout)
		return nil, status.Error(codes.Aborted, "Operation timed out: Prepare phase timeout.")
	case n.switches.befalls(ReplyLost):
		n.reset(ctx)
		return nil, status.Error(codes.Unavailable, "gone")
	case n.switches.befalls(ReplyLate):
		<-ctx.Done()
		return nil, status.FromContextError(ctx.Err()).Err()
	case n.switches.befalls(TimedOutAfterCommit):
		return nil, status.Error(codes.Aborted, "Operation timed out: Commit phase timeout.")
	}
	return n.success(last), nil
}

func (n *node) wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// success answers with where the last event stands. Of an append that was there
// already it is where it stood: IndexWriter.cs CheckCommit, idempotentEvent.
func (n *node) success(last *record) *api.AppendResp {
	if last == nil { // an empty append
		return &api.AppendResp{Result: &api.AppendResp_Success_{Success: &api.AppendResp_Success{
			CurrentRevisionOption: &api.AppendResp_Success_NoStream{NoStream: &shared.Empty{}},
			PositionOption:        &api.AppendResp_Success_NoPosition{NoPosition: &shared.Empty{}},
		}}}
	}
	s := &api.AppendResp_Success{
		CurrentRevisionOption: &api.AppendResp_Success_CurrentRevision{CurrentRevision: last.number},
		PositionOption: &api.AppendResp_Success_Position{Position: &api.AppendResp_Position{
			CommitPosition: last.position, PreparePosition: last.position, // ES Managers/WriteEvents.cs
		}},
	}
	if n.switches.befalls(NoPosition) {
		s.PositionOption = &api.AppendResp_Success_NoPosition{NoPosition: &shared.Empty{}}
	}
	return &api.AppendResp{Result: &api.AppendResp_Success_{Success: s}}
}

// wrongVersion is an answer, not an error.
func wrongVersion(expected, current int64) *api.AppendResp {
	w := &api.AppendResp_WrongExpectedVersion{}
	w.CurrentRevisionOption = &api.AppendResp_WrongExpectedVersion_CurrentNoStream{CurrentNoStream: &shared.Empty{}}
	if current >= 0 {
		w.CurrentRevisionOption = &api.AppendResp_WrongExpectedVersion_CurrentRevision{CurrentRevision: uint64(current)}
	}
	switch expected {
	case anyRevision:
		w.ExpectedRevisionOption = &api.AppendResp_WrongExpectedVersion_ExpectedAny{ExpectedAny: &shared.Empty{}}
	case streamExists:
		w.ExpectedRevisionOption = &api.AppendResp_WrongExpectedVersion_ExpectedStreamExists{ExpectedStreamExists: &shared.Empty{}}
	case noStream:
		w.ExpectedRevisionOption = &api.AppendResp_WrongExpectedVersion_ExpectedNoStream{ExpectedNoStream: &shared.Empty{}}
	default:
		w.ExpectedRevisionOption = &api.AppendResp_WrongExpectedVersion_ExpectedRevision{ExpectedRevision: uint64(expected)}
	}
	return &api.AppendResp{Result: &api.AppendResp_WrongExpectedVersion_{WrongExpectedVersion: w}}
}

func expectedOf(o *api.AppendReq_Options) int64 {
	switch o.ExpectedStreamRevision.(type) {
	case *api.AppendReq_Options_NoStream:
		return noStream
	case *api.AppendReq_Options_Any:
		return anyRevision
	case *api.AppendReq_Options_StreamExists:
		return streamExists
	}
	return int64(o.GetRevision())
}

// proposed reads an event. ES Streams.Append.cs; Data/Event.cs refuses an empty
// id and an empty type.
func proposed(m *api.AppendReq_ProposedMessage) (*record, error) {
	kind, contentType := m.GetMetadata()["type"], m.GetMetadata()["content-type"]
	if kind == "" || contentType == "" {
		return nil, status.Error(codes.InvalidArgument, "Required Metadata Property is Missing: type, content-type")
	}
	r := &record{kind: kind, json: contentType == "application/json", data: m.GetData(), metadata: m.GetCustomMetadata()}
	if s := m.GetId().GetStructured(); s != nil {
		r.id = uuid.UUID(bytes.Join([][]byte{bigEndian(s.MostSignificantBits), bigEndian(s.LeastSignificantBits)}, nil))
	}
	if r.id == uuid.Nil {
		return nil, status.Error(codes.InvalidArgument, "Empty eventId provided.")
	}
	return r, nil
}
