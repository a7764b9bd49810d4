package integrity_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/oklog/ulid/v2"

	"suivi/domain"
	"suivi/domain/event"
	"suivi/domain/forum"
	"suivi/domain/ledger"
	"suivi/domain/organization"
	"suivi/domain/recommendation"
	"suivi/domain/session"
	"suivi/projections/integrity"
)

var (
	day     = domain.MustDay(2024, 1, 31)
	comite  = forum.IDOf("CC")
	january = session.IDOf(comite, "2024-1")
	item    = domain.DeriveID[domain.RecommendationID]("item")
	owner   = organization.IDOf("MAECI")
)

// a log under construction; ids count from 1.
type log []event.Record

func id(n int) ulid.ULID { return ulid.MustParse(fmt.Sprintf("01HPQ3V5T0%016d", n)) }

func (l *log) add(t *testing.T, stream string, cause ulid.ULID, p event.Payload) {
	t.Helper()
	n := len(*l) + 1
	rec, err := event.Encode(event.Envelope{ID: id(n), RecordedAt: time.Unix(0, 0), Payload: p,
		Metadata: event.Metadata{Actor: event.Actor{ID: "secretariat"}, Command: id(n), Cause: cause, Day: day}})
	if err != nil {
		t.Fatal(err)
	}
	rec.Stream, rec.Position = stream, event.NewPosition(uint64(n), uint64(n))
	for _, other := range *l {
		if other.Stream == stream {
			rec.Version++
		}
	}
	*l = append(*l, rec)
}

// sound is a forum, a structure, a session and the item that it made, in that
// order; its events are 1 to 6, of which 5 inscribes and 6 follows.
func sound(t *testing.T) log {
	t.Helper()
	made := recommendation.Formulated{Listing: recommendation.Listing{Session: january, Forum: comite, Number: "1", Place: 1}, Text: "Former", Owners: []domain.Owner{{Organization: owner}}}
	data, err := json.Marshal(made)
	if err != nil {
		t.Fatal(err)
	}
	var l log
	l.add(t, forum.Stream(comite), ulid.ULID{}, forum.Created{Code: "CC", Name: "Comité"})
	l.add(t, organization.Stream(owner), ulid.ULID{}, organization.Created{Code: "MAECI", Names: organization.Names{Name: "Ministère"}})
	l.add(t, session.Stream(january), ulid.ULID{}, session.Planned{Forum: comite, Code: "2024-1"})
	l.add(t, session.Stream(january), ulid.ULID{}, session.Held{Sittings: []domain.Period{domain.On(day)}})
	l.add(t, session.Stream(january), ulid.ULID{}, session.Inscribed{Recommendation: item, Number: "1", Place: 1, Follow: session.Follow{Type: made.EventType(), Data: data}})
	l.add(t, recommendation.Stream(item), id(5), made)
	return l
}

func check(l log) []string {
	c := integrity.New(ledger.NewRegistry())
	for _, rec := range l {
		c.Add(rec)
	}
	codes := []string{}
	for _, p := range c.Report().Problems {
		codes = append(codes, p.Code)
	}
	return codes
}

func TestASoundLogHasNoProblem(t *testing.T) {
	if codes := check(sound(t)); len(codes) != 0 {
		t.Error(codes)
	}
}

func TestWhatIsWrongIsFound(t *testing.T) {
	correction := func(corrects ulid.ULID) recommendation.Rectified {
		return recommendation.Rectified{Corrects: corrects, Void: true, Reason: "erreur"}
	}
	for _, c := range []struct {
		name  string
		spoil func(t *testing.T, l log) log
		want  []string
	}{
		{"a hole in a stream", func(_ *testing.T, l log) log { l[4].Version++; return l }, []string{integrity.WrongVersion}},
		{"a position that does not grow", func(_ *testing.T, l log) log { l[5].Position = l[4].Position; return l }, []string{integrity.WrongPosition}},
		{"an id twice", func(_ *testing.T, l log) log { l[3].ID = l[2].ID; return l }, []string{integrity.SameID}},
		{"bytes that do not decode", func(_ *testing.T, l log) log { l[5].Data = []byte("{"); return l }, []string{integrity.Unreadable}},
		{"a type that nobody knows", func(_ *testing.T, l log) log { l[5].Type = "recommandation.chantee.v1"; return l }, []string{integrity.Unreadable}},
		{"an event in the stream of another kind", func(t *testing.T, l log) log {
			l.add(t, forum.Stream(comite), ulid.ULID{}, session.Cancelled{})
			return l
		}, []string{integrity.WrongStream}},
		{"a stream that nothing opens", func(t *testing.T, l log) log {
			l.add(t, forum.Stream(forum.IDOf("GEC")), ulid.ULID{}, forum.Renamed{Name: "Groupe"})
			return l
		}, []string{integrity.NoOrigin}},
		{"a forum that does not exist", func(t *testing.T, l log) log {
			l.add(t, forum.Stream(comite), ulid.ULID{}, forum.Reparented{Parent: forum.IDOf("GEC")})
			return l
		}, []string{integrity.NoTarget}},
		{"an owner that does not exist, in what holds instead", func(t *testing.T, l log) log {
			instead := recommendation.Reassigned{Owners: []domain.Owner{{Organization: organization.IDOf("MEF")}}}
			data, _ := json.Marshal(instead)
			l.add(t, recommendation.Stream(item), ulid.ULID{}, recommendation.Reassigned{})
			l.add(t, recommendation.Stream(item), ulid.ULID{}, recommendation.Rectified{Corrects: id(7), Type: instead.EventType(), Data: data, Reason: "erreur"})
			return l
		}, []string{integrity.NoTarget}},
		{"a cause that does not exist", func(t *testing.T, l log) log {
			l.add(t, recommendation.Stream(item), id(99), recommendation.Reassigned{})
			return l
		}, []string{integrity.NoCause}},
		{"a correction of another stream's event", func(t *testing.T, l log) log {
			l.add(t, recommendation.Stream(item), ulid.ULID{}, correction(id(3)))
			return l
		}, []string{integrity.NoCorrected}},
		{"an inscription without its consequence", func(_ *testing.T, l log) log { return l[:5] }, []string{integrity.HalfDone}},
		{"a place that no session gave", func(_ *testing.T, l log) log { return slices.Delete(l, 4, 5) }, []string{integrity.NoCause, integrity.NotInscribed}},
		{"a listing voided on one side only", func(t *testing.T, l log) log {
			l.add(t, recommendation.Stream(item), ulid.ULID{}, correction(id(6)))
			return l
		}, []string{integrity.ListsDisagree}},
		{"an event without an author or a day", func(_ *testing.T, l log) log { l[3].Metadata = []byte(`{}`); return l }, []string{integrity.NoActor, integrity.NoDay}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := check(c.spoil(t, sound(t)))
			slices.Sort(got)
			if slices.Sort(c.want); !slices.Equal(got, c.want) {
				t.Errorf("found %v, want %v", got, c.want)
			}
		})
	}
}

func TestEvidenceIsListedWithItsPlace(t *testing.T) {
	l := sound(t)
	l.add(t, recommendation.Stream(item), ulid.ULID{}, recommendation.EvidenceAttached{Evidence: recommendation.Evidence{Name: "note.txt", SHA256: "ab"}})
	c := integrity.New(ledger.NewRegistry())
	for _, rec := range l {
		c.Add(rec)
	}
	r := c.Report()
	if at, there := r.Evidence["ab"]; !there || at.Event != id(7) || len(r.Evidence) != 1 {
		t.Errorf("%v", r.Evidence)
	}
	if r.Recommendations != 1 || r.Sessions != 1 || r.Forums != 1 || r.Organizations != 1 || r.Events != 7 {
		t.Errorf("%+v", r)
	}
}
