package httpapi_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"suivi/adapters/desk"
	"suivi/adapters/httpapi"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/glossary"
)

const anImport = `{"fichiers":[{"nom":"structures.csv","texte":"code;nom\nDRH;Direction\n"}]}`

// importing serves imports that are answered as given, and counts those that
// got so far.
func importing(t *testing.T, done desk.Imported, err error) (s *service, asked *[]desk.Import) {
	asked = new([]desk.Import)
	return newService(t, func(o *httpapi.Options) {
		o.Import = func(_ context.Context, by access.Bearer, l glossary.Language, in desk.Import) (desk.Imported, error) {
			*asked = append(*asked, in)
			if by.ID == "" || l != glossary.English {
				t.Errorf("by %v in %q", by, l)
			}
			return done, err
		}
	}), asked
}

func TestAnImportIsAnsweredWithWhatItRecorded(t *testing.T) {
	position := event.NewPosition(0, 7)
	s, asked := importing(t, desk.Imported{Fingerprint: "abc", Receipt: &desk.ImportReceipt{Events: 3, Position: position}}, nil)
	w := s.do(http.MethodPost, httpapi.Prefix+desk.ImportPath, anImport, "Accept-Language", "en")
	var got desk.Imported
	w.into(t, &got)
	if w.Status != http.StatusOK || got.Fingerprint != "abc" || got.Receipt == nil || got.Receipt.Events != 3 || w.Header.Get("Suivi-Position") != position.String() {
		t.Errorf("%d %v %s", w.Status, w.Header, w.Body)
	}
	if len(*asked) != 1 || len((*asked)[0].Files) != 1 || (*asked)[0].Files[0].Text != "code;nom\nDRH;Direction\n" {
		t.Errorf("asked %+v", *asked)
	}
}

func TestAnImportThatCannotBeRecordedIsAProblem(t *testing.T) {
	for code, c := range map[string]struct {
		kind   fault.Kind
		status int
	}{
		desk.RefusedImportUnderWay: {fault.Conflict, http.StatusServiceUnavailable},
		desk.RefusedPlanOutOfDate:  {fault.Conflict, http.StatusConflict},
		desk.RefusedImportNoRoom:   {fault.Unavailable, http.StatusServiceUnavailable},
	} {
		s, _ := importing(t, desk.Imported{}, fault.New(c.kind, code))
		w := s.do(http.MethodPost, httpapi.Prefix+desk.ImportPath, anImport, "Accept-Language", "en")
		var p problem
		w.into(t, &p)
		if w.Status != c.status || p.Code != code || p.Kind != c.kind || (w.Header.Get("Retry-After") != "") != (c.status == http.StatusServiceUnavailable) {
			t.Errorf("%s: %d %v %s", code, w.Status, w.Header, w.Body)
		}
	}
}

// What is too large, or sent by who may not record, gets no further.
func TestAnImportIsBoundedAndForThoseWhoRecord(t *testing.T) {
	s, asked := importing(t, desk.Imported{}, nil)
	large := `{"fichiers":[{"nom":"a.csv","texte":"` + strings.Repeat("a", desk.MaxImport) + `"}]}`
	for name, c := range map[string]struct {
		body   io.Reader
		token  string
		status int
	}{
		"announced too large": {strings.NewReader(large), toRecord, http.StatusRequestEntityTooLarge},
		"too large":           {io.MultiReader(strings.NewReader(large)), toRecord, http.StatusRequestEntityTooLarge},
		"may only read":       {strings.NewReader(anImport), toRead, http.StatusForbidden},
		"no files":            {strings.NewReader(`{"a_blanc":true}`), toRecord, http.StatusUnprocessableEntity},
		"another field":       {strings.NewReader(`{"fichiers":[],"acteur":"x"}`), toRecord, http.StatusUnprocessableEntity},
	} {
		r := httptest.NewRequest(http.MethodPost, httpapi.Prefix+desk.ImportPath, c.body)
		r.Header.Set("Authorization", "Bearer "+c.token)
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		s.server.ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
		explains(t, reply{w.Code, w.Header(), w.Body.Bytes()})
	}
	if len(*asked) != 0 {
		t.Errorf("%d imports", len(*asked))
	}
}

// An import may take longer than the server gives other requests.
func TestAnImportHasATimeOfItsOwn(t *testing.T) {
	const others = 50 * time.Millisecond
	s := newService(t, func(o *httpapi.Options) {
		o.Import = func(ctx context.Context, _ access.Bearer, _ glossary.Language, _ desk.Import) (desk.Imported, error) {
			select {
			case <-ctx.Done():
				return desk.Imported{}, ctx.Err()
			case <-time.After(4 * others):
				return desk.Imported{Fingerprint: "abc"}, nil
			}
		}
	})
	served := httptest.NewUnstartedServer(s.server)
	served.Config.ReadTimeout, served.Config.WriteTimeout = others, others
	served.Start()
	defer served.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, served.URL+httpapi.Prefix+desk.ImportPath, strings.NewReader(anImport))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+toRecord)
	r.Header.Set("Content-Type", "application/json")
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	if w.StatusCode != http.StatusOK {
		t.Error(w.Status)
	}
}
