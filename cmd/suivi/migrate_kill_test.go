package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"suivi/adapters/eventlog/sqlite"
	"suivi/domain/event"
)

// wide is a data folder of as many streams as events, so that a copy of it
// takes as many appends.
func wide(t *testing.T, events int) string {
	t.Helper()
	folder := t.TempDir()
	log, err := sqlite.Open(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	var all sync.WaitGroup
	for i := range events {
		all.Go(func() {
			stream := "cadre-" + event.DeriveID(ulid.ULID{}, "wide", i).String()
			rec := event.Record{ID: event.DeriveID(ulid.ULID{}, stream, 0), Type: "cadre.cree.v1", RecordedAt: time.Unix(1700000000, 0), Metadata: []byte("{}"), Data: fmt.Appendf(nil, `{"code":"C%d"}`, i)}
			if _, err := log.Append(t.Context(), stream, event.NoStream, []event.Record{rec}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	return folder
}

// grows waits until a file has grown by so many bytes.
func grows(path string, by int64, until <-chan struct{}) {
	size := func() int64 {
		st, err := os.Stat(path)
		if err != nil {
			return 0
		}
		return st.Size()
	}
	for start := size(); size() < start+by; {
		select {
		case <-until:
			return
		case <-time.After(time.Millisecond):
		}
	}
}

func TestACopyThatIsKilledGoesOnFromWhereItWas(t *testing.T) {
	const events = 3000
	from, to := wide(t, events), filepath.Join(t.TempDir(), "data")
	killed := 0
	for range 3 {
		c := exec.Command("suivi-itself", "migrate", "--from", from, "--to", to)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan struct{})
		go func() { defer close(ended); _ = c.Wait() }()
		grows(filepath.Join(to, sqlite.FileName+"-wal"), 200<<10, ended)
		_ = c.Process.Kill()
		<-ended
		if !c.ProcessState.Success() {
			killed++
		}
	}
	var done migration
	if err := json.Unmarshal([]byte(itself(t, exitOK, "migrate", "--json", "--from", from, "--to", to)), &done); err != nil {
		t.Fatal(err)
	}
	if killed == 0 || done.Events != events || done.SourceSHA256 != done.TargetSHA256 || done.Copied >= events || done.Copied == 0 {
		t.Errorf("killed %d times, then %+v", killed, done)
	}
}
