package esdbtest

import (
	"context"
	"encoding/base64"
	"net"
	"strconv"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/gossip"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/serverfeatures"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// admit lets a call on streams in. The names of the headers are those of ES
// Services/Transport/Grpc/Constants.cs, Headers.
func (n *node) admit(srv any, stream grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	headers, _ := metadata.FromIncomingContext(stream.Context())
	led := len(headers["requires-leader"]) == 1 && headers["requires-leader"][0] == "true"
	if !led {
		n.unled.Add(1)
	}
	leader := int(n.leader.Load())
	switch {
	case n.user != "" && (len(headers["authorization"]) != 1 || headers["authorization"][0] != n.user):
		return status.Error(codes.Unauthenticated, "Unauthenticated")
	case n.switches.befalls(Unavailable):
		return status.Error(codes.Unavailable, "Server Is Not Ready")
	case n.switches.befalls(Denied):
		stream.SetTrailer(metadata.Pairs("exception", "access-denied"))
		return status.Error(codes.PermissionDenied, "Access Denied")
	case led && (n.index != leader || n.switches.befalls(NotLeader)):
		host, port, _ := net.SplitHostPort(n.nodes[leader].address)
		stream.SetTrailer(metadata.Pairs("exception", "not-leader", "leader-endpoint-host", host, "leader-endpoint-port", port))
		return status.Error(codes.NotFound, "Leader info available")
	case led && n.switches.befalls(NotLeaderUnnamed):
		return status.Error(codes.NotFound, "Leader info available")
	case led && n.switches.befalls(LeaderUnknown):
		return status.Error(codes.Unknown, "No leader info available in response")
	}
	return handler(srv, stream)
}

func basic(user, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
}

// members is what gossip tells. ES Services/Transport/Grpc/Cluster.Gossip.cs.
type members struct {
	gossip.UnimplementedGossipServer
	of *node
}

func (m members) Read(context.Context, *shared.Empty) (*gossip.ClusterInfo, error) {
	var info gossip.ClusterInfo
	for i, n := range m.of.nodes {
		host, text, _ := net.SplitHostPort(n.address)
		port, _ := strconv.Atoi(text)
		state := gossip.MemberInfo_Follower
		if i == int(m.of.leader.Load()) {
			state = gossip.MemberInfo_Leader
		}
		info.Members = append(info.Members, &gossip.MemberInfo{
			State: state, IsAlive: state == gossip.MemberInfo_Leader || !n.stopped.Load(), HttpEndPoint: &gossip.EndPoint{Address: host, Port: uint32(port)},
		})
	}
	return &info, nil
}

// features is what the server says that it can do. ES
// Services/Transport/Grpc/ServerFeatures.cs.
type features struct {
	serverfeatures.UnimplementedServerFeaturesServer
	of *node
}

func (f features) GetSupportedMethods(context.Context, *shared.Empty) (*serverfeatures.SupportedMethods, error) {
	s := &serverfeatures.SupportedMethods{EventStoreServerVersion: f.of.manner.Version}
	for _, method := range []string{"append", "batchappend", "delete", "read", "tombstone"} {
		s.Methods = append(s.Methods, &serverfeatures.SupportedMethod{MethodName: method, ServiceName: "event_store.client.streams.streams"})
	}
	return s, nil
}
