package esdbtest_test

import (
	"errors"
	"testing"

	"suivi/adapters/eventlog/eventstoredb/esdbtest"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"github.com/google/uuid"
)

func client(t *testing.T, s *esdbtest.Server) *esdb.Client {
	config, err := esdb.ParseConnectionString(s.ConnectionString())
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

func events(ids ...byte) []esdb.EventData {
	list := make([]esdb.EventData, len(ids))
	for i, id := range ids {
		list[i] = esdb.EventData{EventID: uuid.UUID{15: id}, EventType: "essai"}
	}
	return list
}

// TestTheTableOfExpectedRevisions appends to a stream of three events of ids 1,
// 2 and 3. It is the table of ES IndexWriter.cs CheckCommit, as the client sees
// it.
func TestTheTableOfExpectedRevisions(t *testing.T) {
	const done, wrong, deleted = esdb.ErrorCode(-1), esdb.ErrorCodeWrongExpectedVersion, esdb.ErrorCodeStreamDeleted
	none := func(*esdbtest.Server, string) {}
	soft := (*esdbtest.Server).SoftDelete
	for name, try := range map[string]struct {
		of       int // events in the stream before
		state    func(*esdbtest.Server, string)
		expected esdb.ExpectedRevision
		ids      []byte
		answer   esdb.ErrorCode
		revision uint64
		total    int // events after
	}{
		"exact, there":                             {3, none, esdb.Revision(2), []byte{9}, done, 3, 4},
		"exact, there, an id that was used":        {3, none, esdb.Revision(2), []byte{1}, done, 3, 4},
		"exact, behind, the same ids":              {3, none, esdb.Revision(0), []byte{2, 3}, done, 2, 3},
		"exact, behind, the first of them":         {3, none, esdb.Revision(0), []byte{2}, done, 1, 3},
		"exact, behind, another id":                {3, none, esdb.Revision(0), []byte{9}, wrong, 0, 3},
		"exact, behind, the second differs":        {3, none, esdb.Revision(0), []byte{2, 9}, wrong, 0, 3},
		"exact, behind, more than there are":       {3, none, esdb.Revision(0), []byte{2, 3, 4}, wrong, 0, 3},
		"exact, ahead":                             {3, none, esdb.Revision(3), []byte{9}, wrong, 0, 3},
		"exact, no stream":                         {0, none, esdb.Revision(0), []byte{9}, wrong, 0, 0},
		"no stream, none":                          {0, none, esdb.NoStream{}, []byte{1, 2}, done, 1, 2},
		"no stream, the same ids":                  {3, none, esdb.NoStream{}, []byte{1, 2, 3}, done, 2, 3},
		"no stream, other ids":                     {3, none, esdb.NoStream{}, []byte{9}, wrong, 0, 3},
		"no stream, deleted":                       {3, soft, esdb.NoStream{}, []byte{9}, done, 3, 4},
		"exists, there":                            {3, none, esdb.StreamExists{}, []byte{9}, done, 3, 4},
		"exists, the same ids":                     {3, none, esdb.StreamExists{}, []byte{1, 2}, done, 1, 3},
		"exists, none":                             {0, none, esdb.StreamExists{}, []byte{9}, wrong, 0, 0},
		"exists, deleted":                          {3, soft, esdb.StreamExists{}, []byte{9}, deleted, 0, 3},
		"any, there":                               {3, none, esdb.Any{}, []byte{9}, done, 3, 4},
		"any, none":                                {0, none, esdb.Any{}, []byte{9}, done, 0, 1},
		"any, the same ids":                        {3, none, esdb.Any{}, []byte{2, 3}, done, 2, 3},
		"any, the second differs":                  {3, none, esdb.Any{}, []byte{2, 9}, wrong, 0, 3},
		"any, the same ids, forgotten":             {3, restart(t), esdb.Any{}, []byte{2, 3}, done, 4, 5},
		"exact, behind, the same ids, restarted":   {3, restart(t), esdb.Revision(0), []byte{2, 3}, done, 2, 3},
		"any, ended for good":                      {3, (*esdbtest.Server).EndStream, esdb.Any{}, []byte{9}, deleted, 0, 4},
		"exact, ended for good, the same ids":      {3, (*esdbtest.Server).EndStream, esdb.Revision(0), []byte{2}, deleted, 0, 4},
		"no stream, cut so that it cannot be seen": {3, func(s *esdbtest.Server, name string) { s.Truncate(name, 1) }, esdb.NoStream{}, []byte{1}, wrong, 0, 3},
	} {
		t.Run(name, func(t *testing.T) {
			s := esdbtest.Start(t, esdbtest.V23)
			if try.of > 0 {
				if _, err := client(t, s).AppendToStream(t.Context(), "a", esdb.AppendToStreamOptions{}, events(1, 2, 3)[:try.of]...); err != nil {
					t.Fatal(err)
				}
			}
			try.state(s, "a")
			result, err := client(t, s).AppendToStream(t.Context(), "a", esdb.AppendToStreamOptions{ExpectedRevision: try.expected}, events(try.ids...)...)
			answer := done
			if e, is := errors.AsType[*esdb.Error](err); is {
				answer = e.Code()
			}
			if answer != try.answer || err == nil && result.NextExpectedVersion != try.revision || s.Events("a") != try.total {
				t.Errorf("answer %v (%v), %+v, %d events after; want %v, revision %d, %d events", answer, err, result, s.Events("a"), try.answer, try.revision, try.total)
			}
		})
	}
}

func restart(t *testing.T) func(*esdbtest.Server, string) {
	return func(s *esdbtest.Server, _ string) {
		if err := s.Restart(); err != nil {
			t.Error(err)
		}
	}
}

func TestTheLimitOfAnAppendCountsWhatItsVersionCounts(t *testing.T) {
	for name, try := range map[string]struct {
		manner   esdbtest.Manner
		metadata int
		takes    bool
	}{
		"23.10 does not count metadata": {esdbtest.V23, 1 << 20, true},
		"24.10 counts metadata":         {esdbtest.V24, 1 << 20, false},
		"24.10 counts types twice":      {esdbtest.V24, 1<<20 - 9, false},
		"24.10 takes what is left":      {esdbtest.V24, 1<<20 - 10, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := esdbtest.Start(t, try.manner)
			e := events(1)
			e[0].Metadata = make([]byte, try.metadata)
			if _, err := client(t, s).AppendToStream(t.Context(), "a", esdb.AppendToStreamOptions{}, e...); (err == nil) != try.takes {
				t.Errorf("the answer is %v", err)
			}
		})
	}
}
