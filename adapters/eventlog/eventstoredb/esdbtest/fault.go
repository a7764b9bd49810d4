package esdbtest

import (
	"fmt"
	"math/rand/v2"
	"sync"
)

// A Fault is something that a server does and a client must stand. Each names
// the place in the server's source (ES, tag oss-v23.10.6) or in that of the
// client (GoC, v4.2.0) that it follows.
type Fault int

// The faults, each suffered by the next call or event that it can befall.
const (
	// NotLeader: the call is answered that another node leads, with that
	// node's address in the trailers. ES Transport/Grpc/RpcExceptions.cs
	// LeaderInfo; GoC impl.go handleError.
	NotLeader Fault = iota
	// NotLeaderUnnamed: the same without the address, as of a proxy that drops
	// trailers. GoC impl.go errToCode makes of it what a missing stream is.
	NotLeaderUnnamed
	// LeaderUnknown: the node knows no leader. ES RpcExceptions.cs
	// NoLeaderInfo.
	LeaderUnknown
	// Unavailable: the server is not ready or too busy. ES RpcExceptions.cs
	// ServerNotReady, ServerBusy.
	Unavailable
	// Denied: the user may not do this. ES RpcExceptions.cs AccessDenied.
	Denied
	// EndedEarly: an append is refused while the client still sends, which
	// sees io.EOF and no more. GoC client.go AppendToStream, that never asks
	// for the status.
	EndedEarly
	// TimedOut: the leader gives up an append that it has not written. ES
	// Services/RequestManager/Managers/RequestManagerBase.cs, "Prepare phase
	// timeout"; RpcExceptions.cs Timeout.
	TimedOut
	// TimedOutAfterCommit: the same, of an append that is written all the
	// same. RequestManagerBase.cs, "Commit phase timeout".
	TimedOutAfterCommit
	// ReplyLost: an append is written and the connection reset instead of a
	// reply.
	ReplyLost
	// ReplyLate: an append is written and not answered before its deadline.
	ReplyLate
	// NotReady: an append that is there already, but not on enough nodes yet,
	// is not answered at all. ES Services/Storage/StorageWriterService.cs
	// ActOnCommitCheckFailure, IdempotentNotReady.
	NotReady
	// WrongVersionOfOurs: an append that is there already is answered as one at
	// a wrong version, as by a server whose index does not reach back to it:
	// EventStore/EventStore #3481.
	WrongVersionOfOurs
	// NoPosition: a reply without position. ES
	// Services/Transport/Grpc/Streams.Append.cs; GoC client.go then answers 0/0.
	NoPosition
	// ReadReset: the connection is reset in the middle of a read.
	ReadReset
	// ReadAborted: a read or subscription ends with an error in the middle.
	ReadAborted
	// UnknownMessage: a read begins with what the client does not know, which
	// makes it panic. GoC reads.go Recv; ES sends it only to who asks, see
	// Streams.Read.cs, Compatibility.
	UnknownMessage
	// SlowConsumer: a live subscription is treated as one whose reader is too
	// slow: dropped by 23.10, sent back to catch up by 24.2 and later. ES
	// Services/Transport/Enumerators/Enumerator.AllSubscriptionFiltered.cs.
	SlowConsumer
	// Duplicate: events are delivered again, kurrent-io/KurrentDB #3697.
	Duplicate
	// CheckpointMax: a checkpoint at 2^64-1, #4892.
	CheckpointMax
	// CheckpointAgain: the same checkpoint twice, #3697.
	CheckpointAgain
	// CheckpointBack: a checkpoint before those that came before, #3697.
	CheckpointBack

	faults
)

var faultNames = [faults]string{"NotLeader", "NotLeaderUnnamed", "LeaderUnknown", "Unavailable", "Denied", "EndedEarly", "TimedOut", "TimedOutAfterCommit", "ReplyLost", "ReplyLate",
	"NotReady", "WrongVersionOfOurs", "NoPosition", "ReadReset", "ReadAborted", "UnknownMessage", "SlowConsumer", "Duplicate", "CheckpointMax", "CheckpointAgain", "CheckpointBack"}

func (f Fault) String() string { return faultNames[f] }

// Faults are all there are.
func Faults() []Fault {
	all := make([]Fault, faults)
	for i := range all {
		all[i] = Fault(i)
	}
	return all
}

// switches say which faults are due.
type switches struct {
	mu       sync.Mutex
	due      [faults]int
	suffered [faults]int
	storm    *rand.Rand
	oneIn    int
}

// Inject has the next n calls or events that f can befall suffer it.
func (s *Server) Inject(f Fault, n int) {
	s.switches.mu.Lock()
	defer s.switches.mu.Unlock()
	s.switches.due[f] += n
}

// Calm ends all that is due, and the storm.
func (s *Server) Calm() {
	s.switches.mu.Lock()
	defer s.switches.mu.Unlock()
	s.switches.due, s.switches.oneIn = [faults]int{}, 0
}

// Storm has one in oneIn calls suffer each fault that can befall it, at random,
// until Calm; an event of a read is spared ten times as often.
func (s *Server) Storm(seed uint64, oneIn int) {
	s.switches.mu.Lock()
	defer s.switches.mu.Unlock()
	s.switches.storm, s.switches.oneIn = rand.New(rand.NewPCG(seed, seed)), oneIn
}

func rarity(f Fault) int {
	switch f {
	case ReadReset, ReadAborted, SlowConsumer, Duplicate, CheckpointMax, CheckpointAgain, CheckpointBack:
		return 10
	}
	return 1
}

// Suffered says how often f befell.
func (s *Server) Suffered(f Fault) int {
	s.switches.mu.Lock()
	defer s.switches.mu.Unlock()
	return s.switches.suffered[f]
}

// Weather says what befell, for the log of a test.
func (s *Server) Weather() string {
	text := ""
	for _, f := range Faults() {
		text += fmt.Sprintf("%v %d, ", f, s.Suffered(f))
	}
	return text
}

// befalls reports whether f befalls here and now.
func (s *switches) befalls(f Fault) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.due[f] > 0:
		s.due[f]--
	case s.oneIn > 0 && s.storm.IntN(s.oneIn*rarity(f)) == 0:
	default:
		return false
	}
	s.suffered[f]++
	return true
}
