package eventstoredb_test

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"suivi/adapters/eventlog/eventstoredb"
	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/domain/event"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

// TestAFollowerLeadsToTheLeader: reads of a follower would be stale.
func TestAFollowerLeadsToTheLeader(t *testing.T) {
	s := esdbtest.Start(t, esdbtest.V24, esdbtest.Nodes(3))
	t.Cleanup(func() { nothingLeft(t, s) })
	log := open(t, "esdb://"+s.Address(1)+"?tls=false", eventstoredb.Streams("a"))
	want := records(20)
	for i, r := range want {
		write(t, log, "a", event.Version(i-1), r)
		same(t, load(t, log, "a"), want[:i+1])
		same(t, all(t, log.Read(t.Context(), event.Position{})), want[:i+1])
	}
	same(t, collect(t, log, event.Position{}, "", 20), want)
}

func TestAFollowerOfTheProtocolServerIsStale(t *testing.T) {
	s := esdbtest.Start(t, esdbtest.V24, esdbtest.Nodes(2))
	write(t, ours(t, s), "a", event.NoStream, records(2)...)
	config, err := esdb.ParseConnectionString("esdb://" + s.Address(1) + "?tls=false")
	if err != nil {
		t.Fatal(err)
	}
	config.Logger = esdb.NoopLogging()
	client, err := esdb.NewClient(config)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	read, err := client.ReadStream(context.Background(), "a", esdb.ReadStreamOptions{RequiresLeader: true}, 10)
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	n := 0
	for _, err = read.Recv(); err == nil; _, err = read.Recv() {
		n++
	}
	if n != 1 {
		t.Fatalf("a follower shows %d events of 2, want 1", n)
	}
}

// TestElections moves the leader about while three nodes of ours write and
// read.
func TestElections(t *testing.T) {
	for name, manner := range manners {
		t.Run(name, func(t *testing.T) {
			s := esdbtest.Start(t, manner, esdbtest.Nodes(3))
			t.Cleanup(func() { nothingLeft(t, s) })
			const writers, appends = 6, 40
			seen := make([][]event.Record, 3)
			logs := []*eventstoredb.Log{ours(t, s), ours(t, s), ours(t, s)}
			var all, writing sync.WaitGroup
			for i, log := range logs {
				all.Go(func() { seen[i] = collect(t, log, event.Position{}, "", writers*appends) })
			}
			for w := range writers {
				writing.Go(func() {
					for i := range appends {
						if _, err := logs[w%3].Append(t.Context(), fmt.Sprint("a", w), event.Version(i-1), records(1)); err != nil {
							t.Error(err)
						}
					}
				})
			}
			for n, leader := 1, 1; s.Events("a") < writers*appends && !t.Failed(); n++ {
				await(t, func() bool { return s.Events("a") >= min(20*n, writers*appends) || t.Failed() })
				s.Elect(leader)
				leader = (leader + 1) % 3
			}
			writing.Wait()
			all.Wait()
			same(t, seen[1], seen[0])
			same(t, seen[2], seen[0])
		})
	}
}

// TestTheLeaderDies: until another is elected, those who are left send to the
// one that is gone. A connection string of one follower leads to it too. What
// the client left behind would connect when the leader is back.
func TestTheLeaderDies(t *testing.T) {
	for name, manner := range manners {
		for way, connection := range map[string]func(*esdbtest.Server) string{
			"all hosts":    (*esdbtest.Server).ConnectionString,
			"one follower": func(s *esdbtest.Server) string { return "esdb://" + s.Address(1) + "?tls=false" },
		} {
			t.Run(name+", "+way, func(t *testing.T) {
				s := esdbtest.Start(t, manner, esdbtest.Nodes(3))
				before := runtime.NumGoroutine()
				log := open(t, connection(s), eventstoredb.Streams("a"), eventstoredb.Patience(5*time.Second))
				want := records(60)
				var reader sync.WaitGroup
				var seen []event.Record
				reader.Go(func() { seen = collect(t, log, event.Position{}, "", len(want)) })
				for i, r := range want {
					if i == 30 {
						s.StopNode(0)
						time.AfterFunc(time.Second, func() { s.Elect(1) })
					}
					write(t, log, "a", event.Version(i-1), r)
				}
				reader.Wait()
				same(t, seen, want)
				if err := log.Close(); err != nil {
					t.Fatal(err)
				}
				await(t, func() bool { return runtime.NumGoroutine() <= before+4 }) // some 50 where each attempt leaves a connection
				nothingLeft(t, s)
			})
		}
	}
}
