// Package esdbtest is a server of EventStoreDB's protocol for tests: what the
// Go client sees of a cluster, with a switch for each fault that a client must
// stand. README.md says what it is and is not.
package esdbtest

import (
	"crypto/tls"
	"fmt"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc"
)

// Manner is how a line of servers does what they do not all do alike.
type Manner struct {
	Version string
	// FellBehind: a slow reader is told so and caught up with, not dropped.
	// ES release notes 24.2.
	FellBehind bool
	// CountsAll: metadata and types count against the limit of an append, not
	// data alone. ES Data/Event.cs SizeOnDisk, fixed in 24.10.
	CountsAll bool
}

// The two manners that the suite runs in.
var (
	V23 = Manner{Version: "23.10.6"}
	V24 = Manner{Version: "24.10.0", FellBehind: true, CountsAll: true}
)

// Server is a cluster of nodes on this machine, one of which leads. All share
// one log.
type Server struct {
	manner   Manner
	tls      *tls.Config
	user     string // the authorization that calls must bring, if any
	switches switches
	log      *database
	leader   atomic.Int32
	unled    atomic.Int64
	behind   atomic.Int64
	sent     atomic.Int64
	caughtUp atomic.Int64
	nodes    []*node

	// WriteTimeout is after what time the leader gives up an append. ES
	// default 2 s, option PrepareTimeoutMs.
	WriteTimeout time.Duration
	// MaxAppendSize is what one append may take, in bytes. ES TFConsts.cs and
	// the option of that name.
	MaxAppendSize int
}

// node is one member of the cluster.
type node struct {
	*Server
	index   int
	address string
	streams.UnimplementedStreamsServer

	stopped atomic.Bool

	mu     sync.Mutex
	grpc   *grpc.Server
	conns  map[string]net.Conn
	serves sync.WaitGroup
}

// An Option of Start.
type Option func(*Server)

// Nodes has the cluster have n nodes instead of one.
func Nodes(n int) Option {
	return func(s *Server) { s.nodes = make([]*node, n) }
}

// AppendsOf has the server take appends of so many bytes at most.
func AppendsOf(bytes int) Option { return func(s *Server) { s.MaxAppendSize = bytes } }

// Secure has the server speak TLS and ask each call for this user, as one that
// was not started with --insecure.
func Secure(config *tls.Config, user, password string) Option {
	return func(s *Server) { s.tls, s.user = config, basic(user, password) }
}

// Start starts a server that stops with the test.
func Start(t testing.TB, manner Manner, opts ...Option) *Server {
	t.Helper()
	s := &Server{manner: manner, log: newDatabase(), nodes: make([]*node, 1), WriteTimeout: 2 * time.Second, MaxAppendSize: 1 << 20}
	for _, o := range opts {
		o(s)
	}
	for i := range s.nodes {
		s.nodes[i] = &node{Server: s, index: i, address: "127.0.0.1:0"}
		if err := s.nodes[i].start(); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(s.Stop)
	return s
}

// ConnectionString leads to the server: to its only node, or by gossip.
func (s *Server) ConnectionString() string {
	hosts := make([]string, len(s.nodes))
	for i, n := range s.nodes {
		hosts[i] = n.address
	}
	return fmt.Sprintf("esdb://%s?tls=false", strings.Join(hosts, ","))
}

// Address is that of one node.
func (s *Server) Address(node int) string { return s.nodes[node].address }

// Elect has another node lead.
func (s *Server) Elect(node int) { s.leader.Store(int32(node)) }

// Behind has the leader answer reads as of n events ago, as one that
// leads no more and does not know it yet.
func (s *Server) Behind(n int) { s.behind.Store(int64(n)) }

// Stop ends every node; connections are refused until Resume.
func (s *Server) Stop() {
	for _, n := range s.nodes {
		n.stop()
	}
}

// StopNode ends one node. Gossip shows it as long as it is the leader, until
// another is elected.
func (s *Server) StopNode(node int) { s.nodes[node].stop() }

// Resume starts the nodes again, at the same addresses and with the same log.
func (s *Server) Resume() error {
	s.log.forget()
	for _, n := range s.nodes {
		if err := n.start(); err != nil {
			return err
		}
	}
	return nil
}

// Restart is Stop and Resume.
func (s *Server) Restart() error {
	s.Stop()
	return s.Resume()
}

// Connections is how many are open.
func (s *Server) Connections() (open int) {
	for _, n := range s.nodes {
		n.mu.Lock()
		open += len(n.conns)
		n.mu.Unlock()
	}
	return open
}

// Unled is how many appends and reads came without requires-leader.
func (s *Server) Unled() int { return int(s.unled.Load()) }

// Sent is how many events were sent to readers.
func (s *Server) Sent() int { return int(s.sent.Load()) }

// CaughtUp is how often a subscription was told that it has caught up.
func (s *Server) CaughtUp() int { return int(s.caughtUp.Load()) }
