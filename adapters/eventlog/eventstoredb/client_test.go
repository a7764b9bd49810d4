package eventstoredb_test

import (
	"bytes"
	"context"
	"errors"
	"log"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"suivi/adapters/eventlog/eventstoredb"
	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/domain/event"
	"suivi/domain/ledger"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

// TestTheClientAlone shows the hazards that the log is built around, in the
// client as it is. Where one of these fails, a later client has mended it and
// the log may be simpler.
func TestTheClientAlone(t *testing.T) {
	client := func(t *testing.T, s *esdbtest.Server) *esdb.Client {
		config, err := esdb.ParseConnectionString(s.ConnectionString() + "&maxDiscoverAttempts=2&discoveryInterval=1")
		if err != nil {
			t.Fatal(err)
		}
		config.Logger = esdb.NoopLogging()
		c, err := esdb.NewClient(config)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		return c
	}
	one := esdb.EventData{EventType: "essai"}
	t.Run("is closed for good after an outage", func(t *testing.T) {
		s := esdbtest.Start(t, esdbtest.V24)
		c := client(t, s)
		s.Stop()
		_, _ = c.AppendToStream(t.Context(), "a", esdb.AppendToStreamOptions{}, one)
		if err := s.Resume(); err != nil {
			t.Fatal(err)
		}
		_, err := c.AppendToStream(t.Context(), "a", esdb.AppendToStreamOptions{}, one)
		if e, is := errors.AsType[*esdb.Error](err); !is || !e.IsErrorCode(esdb.ErrorCodeConnectionClosed) {
			t.Fatalf("an append after the outage answered %v", err)
		}
	})
	t.Run("never sends requires-leader", func(t *testing.T) {
		s := esdbtest.Start(t, esdbtest.V24)
		if _, err := client(t, s).AppendToStream(t.Context(), "a", esdb.AppendToStreamOptions{RequiresLeader: true}, one); err != nil || s.Unled() != 1 {
			t.Fatalf("%d calls did not require the leader, want 1; %v", s.Unled(), err)
		}
	})
	t.Run("panics on a message that it does not know", func(t *testing.T) {
		s := esdbtest.Start(t, esdbtest.V24)
		s.Inject(esdbtest.UnknownMessage, 1)
		read, err := client(t, s).ReadStream(t.Context(), "a", esdb.ReadStreamOptions{}, 1)
		if err != nil {
			t.Fatal(err)
		}
		defer read.Close()
		defer func() {
			if recover() == nil {
				t.Fatal("it did not panic")
			}
		}()
		_, _ = read.Recv()
	})
	t.Run("wraps its errors, and then does not know them", func(t *testing.T) {
		s := esdbtest.Start(t, esdbtest.V24)
		_, err := client(t, s).GetStreamMetadata(t.Context(), "a", esdb.ReadStreamOptions{})
		if known, _ := esdb.FromError(err); known.IsErrorCode(esdb.ErrorCodeResourceNotFound) {
			t.Error("it knows its own error")
		}
		if code := eventstoredb.CodeOf(err); code != esdb.ErrorCodeResourceNotFound {
			t.Errorf("the code of %q is %d to us", err, code)
		}
	})
	t.Run("begins a subscription at the end where no start is given", func(t *testing.T) {
		s := esdbtest.Start(t, esdbtest.V24)
		c := client(t, s)
		s.Foreign("a", 3)
		sub, err := c.SubscribeToAll(t.Context(), esdb.SubscribeToAllOptions{Filter: &esdb.SubscriptionFilter{Type: esdb.StreamFilterType, Prefixes: []string{"a"}}})
		if err != nil {
			t.Fatal(err)
		}
		defer sub.Close()
		if m := sub.Recv(); m.CaughtUp == nil {
			t.Fatalf("it began with %+v", m)
		}
	})
}

// silent is a host that takes connections and never says anything.
func silent(t *testing.T) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var accepting sync.WaitGroup
	accepting.Go(func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			defer c.Close()
		}
	})
	t.Cleanup(func() { listener.Close(); accepting.Wait() })
	return listener.Addr().String()
}

func TestACallEndsWithItsContextWhileTheClientBlocks(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	began := time.Now()
	_, err := eventstoredb.Open(ctx, "esdb://"+silent(t)+"?tls=false&gossipTimeout=2", eventstoredb.Logger(slog.New(slog.DiscardHandler)))
	if took := time.Since(began); !errors.Is(err, context.DeadlineExceeded) || took > time.Second {
		t.Fatalf("open answered %v after %v", err, took)
	}
}

func TestAHostThatDoesNotAnswerIsUnavailable(t *testing.T) {
	_, err := eventstoredb.Open(t.Context(), "esdb://"+silent(t)+"?tls=false&gossipTimeout=1",
		eventstoredb.Logger(slog.New(slog.DiscardHandler)), eventstoredb.Patience(100*time.Millisecond))
	if !errors.Is(err, ledger.ErrUnavailable) {
		t.Fatalf("open answered %v", err)
	}
}

// TestTheClientSpeaksThroughOurLogger: it would write through the standard one,
// which the process may not have set up.
func TestTheClientSpeaksThroughOurLogger(t *testing.T) {
	var ours, standard lockedBuffer
	before := log.Writer()
	log.SetOutput(&standard)
	defer log.SetOutput(before)
	s := esdbtest.Start(t, esdbtest.V24)
	l := open(t, s.ConnectionString(), eventstoredb.Streams("a"),
		eventstoredb.Logger(slog.New(slog.NewTextHandler(&ours, &slog.HandlerOptions{Level: slog.LevelDebug}))))
	s.Inject(esdbtest.Unavailable, 1)
	write(t, l, "a", event.NoStream, records(1)...)
	if text := ours.String(); !strings.Contains(text, "discovery attempt") || strings.Contains(text, "%!") {
		t.Errorf("our logger has %q", text)
	}
	if text := standard.String(); text != "" {
		t.Errorf("the standard logger has %q", text)
	}
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}
