package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"suivi/adapters/auth"
	"suivi/domain/access"
	"suivi/domain/fault"
)

// ran runs a command line on a data folder, and gives what it printed.
func ran(t *testing.T, data string, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(context.Background(), Process{Args: append(args, "--data", data), Stdout: &out, Stderr: &errs, Now: time.Now, Env: func(string) (string, bool) { return "", false }})
	if code != exitOK {
		t.Fatalf("%v ends with %d: %s", args, code, errs.String())
	}
	return out.String(), errs.String()
}

func TestATokenOfTheCommandLineOpensTheServerUntilItIsRevoked(t *testing.T) {
	data := t.TempDir()
	printed, told := ran(t, data, "token", "create", "--scope", "count", "--actor", "portail", "--function", "compteurs")
	printed = strings.TrimSuffix(printed, "\n")
	server := auth.New(auth.NewFolder(filepath.Join(data, tokenFolder), time.Now), time.Now)
	b, err := server.Bearer(t.Context(), printed)
	if err != nil || b.Scope != access.Count || b.Actor.ID != "portail" || b.Actor.Function != "compteurs" {
		t.Fatal(b, err)
	}
	server.Close()
	listed, _ := ran(t, data, "token", "list", "--json")
	if !strings.Contains(listed, `"utilise_le"`) {
		t.Errorf("the use is not shown: %s", listed)
	}
	// Whoever finds a leaked token revokes it by the whole of it.
	answer, _ := ran(t, data, "token", "revoke", printed)
	again, _ := ran(t, data, "token", "revoke", printed)
	for _, said := range []string{told, listed, answer, again} {
		if strings.Contains(said, printed[16:]) {
			t.Errorf("the secret is shown again: %s", said)
		}
	}
	restarted := auth.New(auth.NewFolder(filepath.Join(data, tokenFolder), time.Now), time.Now)
	if _, err := restarted.Bearer(t.Context(), printed); fault.CodeOf(err) != auth.RefusedRevoked {
		t.Error(err)
	}
}
