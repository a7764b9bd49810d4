package cluster_test

import (
	"io"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"suivi/adapters/eventlog/memory"
	"suivi/adapters/evidence"
	"suivi/adapters/httpapi"
)

// arriving is evidence on its way; found is what lies in a folder meanwhile.
type arriving struct {
	io.Reader
	folder string
	found  *[]string
}

func (a arriving) Read(p []byte) (int, error) {
	*a.found, _ = filepath.Glob(filepath.Join(a.folder, "*"))
	return a.Reader.Read(p)
}

// TestEvidenceForAClusterWaitsInTheTemporaryFolder: so that a container which is
// only read, on an image that is empty, needs one.
func TestEvidenceForAClusterWaitsInTheTemporaryFolder(t *testing.T) {
	folder, found := t.TempDir(), []string{}
	streams := evidence.NewStreams(memory.New(), time.Now)
	t.Setenv("TMPDIR", folder)
	if _, err := streams.Keep(t.Context(), "a.pdf", arriving{strings.NewReader("%PDF-1.7"), folder, &found}); err != nil || len(found) != 1 {
		t.Errorf("%v, %v", found, err)
	}
	if left, _ := filepath.Glob(filepath.Join(folder, "*")); len(left) > 0 {
		t.Errorf("%v stays there", left)
	}
	t.Setenv("TMPDIR", filepath.Join(folder, "none"))
	if _, err := streams.Keep(t.Context(), "a.pdf", strings.NewReader("%PDF-1.7")); err == nil {
		t.Error("kept without a temporary folder")
	}
}

var temporary = regexp.MustCompile(`^/tmp:mode=1777,size=(\d+)m$`)

// TestEachNodeHasRoomForEvidence: for several pieces of the greatest length at
// once, open to the user that the image names, and that of the image too.
func TestEachNodeHasRoomForEvidence(t *testing.T) {
	for name, s := range composed(t).Services {
		if !strings.HasPrefix(name, "suivi-") {
			continue
		}
		room := 0
		for _, mount := range s.Tmpfs {
			if size := temporary.FindStringSubmatch(mount); size != nil {
				room, _ = strconv.Atoi(size[1])
			}
		}
		if _, elsewhere := s.Environment["TMPDIR"]; elsewhere || !s.ReadOnly || room<<20 < 4*httpapi.MaxEvidence {
			t.Errorf("%s: %d MiB at /tmp, read only: %v", name, room, s.ReadOnly)
		}
	}
	image := read(t, "../docker/Dockerfile")
	if user := regexp.MustCompile(`(?m)^USER (\S+)$`).FindStringSubmatch(image); user == nil || !strings.Contains(image, "COPY --from=build --chown="+user[1]+" /out/tmp /tmp\n") || strings.Contains(image, "TMPDIR") {
		t.Errorf("the image has no /tmp for %q", user)
	}
}
