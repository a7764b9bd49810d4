package evidence_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"suivi/adapters/evidence"
	"suivi/domain/fault"
)

const annual = "%PDF-1.4 annuaire"

func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func names(t *testing.T, data string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(data, "pieces"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestWhatIsKeptIsDescribedAndGivenBack(t *testing.T) {
	folder := evidence.NewFolder(t.TempDir())
	e, err := folder.Keep(t.Context(), "depot/annuaire.pdf", strings.NewReader(annual))
	if err != nil {
		t.Fatal(err)
	}
	if e.Name != "annuaire.pdf" || e.MediaType != "application/pdf" || e.Size != int64(len(annual)) || e.SHA256 != hashOf(annual) {
		t.Errorf("%+v", e)
	}
	kept, err := folder.Open(t.Context(), e.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	if b, err := io.ReadAll(kept); err != nil || string(b) != annual {
		t.Errorf("%q: %v", b, err)
	}
	if sum, err := folder.Hash(t.Context(), e.SHA256); err != nil || sum != e.SHA256 {
		t.Errorf("%s: %v", sum, err)
	}
}

func TestTheNameTellsWhatTheFirstBytesDoNot(t *testing.T) {
	folder := evidence.NewFolder(t.TempDir())
	for name, want := range map[string]string{"a.DOCX": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "b.csv": "text/csv; charset=utf-8", "c": "text/plain; charset=utf-8"} {
		if e, err := folder.Keep(t.Context(), name, strings.NewReader("a;b")); err != nil || e.MediaType != want {
			t.Errorf("%s is %q: %v", name, e.MediaType, err)
		}
	}
}

func TestTheSameBytesAreOneFileWhoeverKeepsThem(t *testing.T) {
	data := t.TempDir()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := evidence.NewFolder(data).Keep(t.Context(), "a.pdf", strings.NewReader(annual)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := names(t, data); len(got) != 1 || got[0] != hashOf(annual) {
		t.Error(got)
	}
}

func TestWhatWasCutShortLeavesNothing(t *testing.T) {
	data := t.TempDir()
	cut := errors.New("the line was cut")
	if _, err := evidence.NewFolder(data).Keep(t.Context(), "a.pdf", io.MultiReader(strings.NewReader(annual), broken{cut})); !errors.Is(err, cut) {
		t.Error(err)
	}
	if got := names(t, data); len(got) != 0 {
		t.Error(got)
	}
}

type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

func TestOnlyAHashOpensAnything(t *testing.T) {
	data := t.TempDir()
	folder := evidence.NewFolder(data)
	if _, err := folder.Keep(t.Context(), "a.pdf", strings.NewReader(annual)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(data, "suivi.db"), []byte("events"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", ".", "..", "../suivi.db", hashOf("other"), strings.ToUpper(hashOf(annual)), hashOf(annual) + "/../../suivi.db"} {
		if f, err := folder.Open(t.Context(), name); !errors.Is(err, fs.ErrNotExist) || f != nil && err == nil {
			t.Errorf("%q opens: %v", name, err)
		}
	}
}

func TestBytesThatChangedAreToldAndMended(t *testing.T) {
	data := t.TempDir()
	folder := evidence.NewFolder(data)
	sum := hashOf(annual)
	for range 2 {
		if _, err := folder.Keep(t.Context(), "a.pdf", strings.NewReader(annual)); err != nil {
			t.Fatal(err)
		}
		if found, err := folder.Hash(t.Context(), sum); err != nil || found != sum {
			t.Fatalf("%s: %v", found, err)
		}
		path := filepath.Join(data, "pieces", sum)
		if err := errors.Join(os.Chmod(path, 0o600), os.WriteFile(path, []byte("forged"), 0o600)); err != nil {
			t.Fatal(err)
		}
		if found, err := folder.Hash(t.Context(), sum); err != nil || found != hashOf("forged") {
			t.Fatalf("%s: %v", found, err)
		}
	}
}

func TestAnEmptyFileIsNoEvidence(t *testing.T) {
	data := t.TempDir()
	if _, err := evidence.NewFolder(data).Keep(t.Context(), "a.pdf", strings.NewReader("")); fault.CodeOf(err) != "piece.vide" {
		t.Error(err)
	}
	if got := names(t, data); len(got) != 0 {
		t.Error(got)
	}
}

func TestWhatAKilledProcessLeftIsTakenAway(t *testing.T) {
	data := t.TempDir()
	if err := os.MkdirAll(filepath.Join(data, "pieces"), 0o750); err != nil {
		t.Fatal(err)
	}
	old, underWay := filepath.Join(data, "pieces", ".recue-1"), filepath.Join(data, "pieces", ".recue-2")
	yesterday := time.Now().Add(-25 * time.Hour)
	if err := errors.Join(os.WriteFile(old, nil, 0o600), os.WriteFile(underWay, nil, 0o600), os.Chtimes(old, yesterday, yesterday)); err != nil {
		t.Fatal(err)
	}
	if _, err := evidence.NewFolder(data).Keep(t.Context(), "a.pdf", strings.NewReader(annual)); err != nil {
		t.Fatal(err)
	}
	if got := names(t, data); !slices.Equal(got, []string{".recue-2", hashOf(annual)}) {
		t.Error(got)
	}
}
