//go:build unix

package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"suivi/adapters/eventlog/eventstoredb"
	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/domain/event"
)

// follows reads the stream of a node after a position, "" for now, until enough
// has come, and gives the ids of the messages.
func (n *node) follows(ctx context.Context, after string, ready func(), enough func(ids []string) bool) (ids []string, err error) {
	ctx, leave := context.WithCancel(ctx)
	defer leave() // cut off
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, n.url+api+"/flux", nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+n.token)
	if after != "" {
		r.Header.Set("Last-Event-ID", after)
	}
	w, err := n.http.Transport.RoundTrip(r) // no bound of time
	if err != nil {
		return nil, err
	}
	defer w.Body.Close()
	id, said := "", false
	for in := bufio.NewScanner(w.Body); in.Scan(); {
		line := in.Text()
		switch {
		case strings.HasPrefix(line, "id: "):
			id, said = line[len("id: "):], false
		case strings.HasPrefix(line, "event: position"):
			said = true
			ready()
		case strings.HasPrefix(line, "event: "):
			return ids, fmt.Errorf("%s after %s", line, id)
		case strings.HasPrefix(line, "data: ") && !said:
			if ids = append(ids, id); enough(ids) {
				return ids, nil
			}
		}
	}
	return ids, fmt.Errorf("%s ended after %s", w.Status, id)
}

// positions are those of all that the cluster holds.
func (g *grappe) positions() (all []string) {
	g.Helper()
	log, err := eventstoredb.Open(g.Context(), g.address)
	if err != nil {
		g.Fatal(err)
	}
	defer log.Close()
	for rec, err := range log.Read(g.Context(), event.Position{}) {
		if err != nil {
			g.Fatal(err)
		}
		all = append(all, rec.Position.String())
	}
	return all
}

func TestTheStreamOfOneNodeTellsOfWhatTheOtherRecorded(t *testing.T) {
	g := startCluster(t, esdbtest.V24)
	a, b := g.node(), g.node()
	ready, told := make(chan struct{}), make(chan []string)
	go func() {
		ids, err := b.follows(t.Context(), "", func() { close(ready) }, func(ids []string) bool { return len(ids) == 20 })
		if err != nil {
			t.Error(err)
		}
		told <- ids
	}()
	<-ready
	for i := range 20 {
		a.post("/cadres", forumOf(fmt.Sprint("F", i)))
	}
	if got, want := <-told, g.positions(); !slices.Equal(got, want) {
		t.Errorf("told %v, recorded %v", got, want)
	}
}

// TestAReaderWhoIsCutOffResumesOnTheOtherNode, time and again while both are
// written to, and misses and repeats nothing.
func TestAReaderWhoIsCutOffResumesOnTheOtherNode(t *testing.T) {
	const writers, each = 4, 60
	for name, manner := range manners {
		t.Run(name, func(t *testing.T) {
			g := startCluster(t, manner)
			nodes := []*node{g.node(), g.node()}
			first := nodes[0].post("/cadres", forumOf("PREMIER")).Position.String()
			var writing sync.WaitGroup
			for w := range writers {
				writing.Go(func() {
					for i := range each {
						w, err := nodes[(w+i)%2].asks(http.MethodPost, api+"/cadres", forumOf(fmt.Sprintf("W%d-%d", w, i)))
						if err != nil || w.status != http.StatusOK {
							t.Errorf("%d %s %v", w.status, w.body, err)
						}
					}
				})
			}
			got, cuts := []string{first}, 0
			for len(got) < 1+writers*each && !t.Failed() {
				stretch := 1 + cuts%13
				ids, err := nodes[cuts%2].follows(t.Context(), got[len(got)-1], func() {}, func(ids []string) bool {
					return len(ids) == stretch || len(got)+len(ids) == 1+writers*each
				})
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, ids...)
				cuts++
			}
			writing.Wait()
			if want := g.positions(); !slices.Equal(got, want) {
				t.Errorf("cut off %d times, %d told of %d", cuts, len(got), len(want))
			}
			t.Logf("%d messages, cut off %d times", len(got), cuts)
		})
	}
}
