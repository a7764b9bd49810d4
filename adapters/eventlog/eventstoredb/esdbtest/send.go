package esdbtest

import (
	"encoding/binary"
	"strconv"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	api "github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// sender writes a read.
type sender struct {
	stream api.Streams_ReadServer
	node   *node
	before *record
}

// event sends a record, or what befalls instead.
func (s *sender) event(r *record) error {
	n := s.node
	switch {
	case n.switches.befalls(ReadReset):
		n.reset(s.stream.Context())
		return status.Error(codes.Unavailable, "gone")
	case n.switches.befalls(ReadAborted):
		return status.Error(codes.Aborted, "Operation timed out: Read timeout")
	}
	s.before = r
	n.sent.Add(1)
	return s.stream.Send(wire(r))
}

// wire is a record as it is sent. "created" is in ticks of 100 ns since 1970:
// ES Streams.Read.cs ConvertToRecordedEvent; GoC protobuf_utils.go
// createdFromProto, which ends the process where it is not.
func wire(r *record) *api.ReadResp {
	contentType := "application/octet-stream"
	if r.json {
		contentType = "application/json"
	}
	return &api.ReadResp{Content: &api.ReadResp_Event{Event: &api.ReadResp_ReadEvent{
		Event: &api.ReadResp_ReadEvent_RecordedEvent{
			Id: &shared.UUID{Value: &shared.UUID_Structured_{Structured: &shared.UUID_Structured{
				MostSignificantBits:  int64(binary.BigEndian.Uint64(r.id[:8])),
				LeastSignificantBits: int64(binary.BigEndian.Uint64(r.id[8:])),
			}}},
			StreamIdentifier: &shared.StreamIdentifier{StreamName: []byte(r.stream)},
			StreamRevision:   r.number,
			PreparePosition:  r.position,
			CommitPosition:   r.position,
			Metadata:         map[string]string{"type": r.kind, "content-type": contentType, "created": strconv.FormatInt(r.created.UnixNano()/100, 10)},
			CustomMetadata:   r.metadata,
			Data:             r.data,
		},
		Position: &api.ReadResp_ReadEvent_CommitPosition{CommitPosition: r.position},
	}}}
}

func bigEndian(v int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(v)) }
