package esdbtest

import (
	"context"
	"net"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/gossip"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/serverfeatures"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/peer"
)

func (n *node) start() error {
	listener, err := net.Listen("tcp", n.address)
	if err != nil {
		return err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.stopped.Store(false)
	n.address = listener.Addr().String()
	n.conns = map[string]net.Conn{}
	options := []grpc.ServerOption{
		grpc.MaxRecvMsgSize(16 << 20), // ES ClusterVNodeStartup.cs, MaxReceiveMessageSize
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: time.Second, PermitWithoutStream: true}),
		grpc.StreamInterceptor(n.admit),
	}
	if n.tls != nil {
		options = append(options, grpc.Creds(credentials.NewTLS(n.tls)))
	}
	n.grpc = grpc.NewServer(options...)
	streams.RegisterStreamsServer(n.grpc, n)
	gossip.RegisterGossipServer(n.grpc, members{of: n})
	serverfeatures.RegisterServerFeaturesServer(n.grpc, features{of: n})
	server := n.grpc
	n.serves.Go(func() { _ = server.Serve(&tracked{listener, n}) }) // ends with stop
	return nil
}

func (n *node) stop() {
	n.mu.Lock()
	server := n.grpc
	n.mu.Unlock()
	n.stopped.Store(true)
	server.Stop()
	n.serves.Wait()
}

// reset breaks the connection of a call, as a node does that dies.
func (n *node) reset(ctx context.Context) {
	p, _ := peer.FromContext(ctx)
	n.mu.Lock()
	conn := n.conns[p.Addr.String()]
	n.mu.Unlock()
	if tcp, is := conn.(*net.TCPConn); is {
		_ = tcp.SetLinger(0)
		_ = tcp.Close()
	}
	<-ctx.Done()
}

// tracked knows the connections of a node.
type tracked struct {
	net.Listener
	node *node
}

func (l *tracked) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	l.node.mu.Lock()
	defer l.node.mu.Unlock()
	l.node.conns[c.RemoteAddr().String()] = c
	return &forgotten{c, l.node}, nil
}

// forgotten leaves its node's list when it is closed.
type forgotten struct {
	net.Conn
	node *node
}

func (c *forgotten) Close() error {
	c.node.mu.Lock()
	delete(c.node.conns, c.RemoteAddr().String())
	c.node.mu.Unlock()
	return c.Conn.Close()
}
