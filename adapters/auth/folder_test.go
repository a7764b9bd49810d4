package auth_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"suivi/adapters/auth"
	"suivi/domain/fault"
)

func TestAnotherProcessIsSeenWithinASecond(t *testing.T) {
	path, c := tokens(t), newClock()
	server, _ := open(t, path, c.now)
	refused(t, server, "suivi_00000000_"+strings.Repeat("0", 59), auth.RefusedUnknown) // it has looked, and there is no folder
	desk, store := open(t, path, c.now)
	printed, kept := issue(t, desk, counting)
	c.passes(time.Second)
	accepted(t, server, printed, counting)
	if _, _, err := store.Revoke(t.Context(), kept.ID, c.now()); err != nil {
		t.Fatal(err)
	}
	c.passes(time.Second)
	refused(t, server, printed, auth.RefusedRevoked)
	server.Close() // a use that is being noted writes to the folder
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	c.passes(time.Second)
	refused(t, server, printed, auth.RefusedUnknown)
}

func TestAServerThatNobodyAskedForLongIsNotBehind(t *testing.T) {
	path, c := tokens(t), newClock()
	server, _ := open(t, path, c.now)
	desk, store := open(t, path, c.now)
	printed, kept := issue(t, desk, counting)
	accepted(t, server, printed, counting)
	for range 5 {
		c.passes(time.Second)
		accepted(t, server, printed, counting)
	}
	if _, _, err := store.Revoke(t.Context(), kept.ID, c.now()); err != nil {
		t.Fatal(err)
	}
	c.passes(-time.Hour) // the machine's clock is set back
	refused(t, server, printed, auth.RefusedRevoked)
}

// A file system's clock may tick no oftener than every two seconds: what
// changes within one tick leaves the folder's time as it was.
func TestAChangeWithinATickIsNotMissed(t *testing.T) {
	path, c := tokens(t), newClock()
	server, _ := open(t, path, c.now)
	desk, store := open(t, path, c.now)
	printed, kept := issue(t, desk, counting)
	tick := noon.Add(-time.Hour)
	stop := func() {
		if err := os.Chtimes(path, tick, tick); err != nil {
			t.Fatal(err)
		}
	}
	accepted(t, server, printed, counting)
	server.Close() // noting the first use changes the folder
	stop()
	c.passes(time.Second)
	accepted(t, server, printed, counting)
	c.passes(time.Second)
	if _, _, err := store.Revoke(t.Context(), kept.ID, c.now()); err != nil {
		t.Fatal(err)
	}
	stop()
	refused(t, server, printed, auth.RefusedRevoked)
}

func TestAUseDoesNotHaveTheTokensReadAgain(t *testing.T) {
	path, c := tokens(t), newClock()
	server, store := open(t, path, c.now)
	printed, kept := issue(t, server, counting)
	if err := store.Used(t.Context(), kept.ID, c.now()); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	past := before.ModTime().Add(-time.Hour)
	if err := os.Chtimes(path, past, past); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		c.passes(time.Minute)
		accepted(t, server, printed, counting)
		server.Close()
	}
	if after, err := os.Stat(path); err != nil || !after.ModTime().Equal(past) {
		t.Errorf("the folder changed at %s: %v", after.ModTime(), err)
	}
}

func TestABrokenFileIsToldAndHarmsNoOtherToken(t *testing.T) {
	path, c := tokens(t), newClock()
	desk, _ := open(t, path, c.now)
	whole, other := issue(t, desk, counting)
	broken, kept := issue(t, desk, counting)
	file := filepath.Join(path, kept.ID+".json")
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := os.ReadFile(filepath.Join(path, other.ID+".json"))
	if err != nil {
		t.Fatal(err)
	}
	server, store := open(t, path, c.now)
	for name, content := range map[string]string{
		"empty": "", "cut": string(good[:len(good)/2]), "another's": string(theirs), "not JSON": "jeton",
		"without a scope":    strings.Replace(string(good), `"compter"`, `""`, 1),
		"of an unknown one":  strings.Replace(string(good), `"compter"`, `"tout"`, 1),
		"with half a hash":   regexp.MustCompile(`("empreinte": ".{32}).{32}`).ReplaceAllString(string(good), "$1"),
		"without an actor":   strings.Replace(string(good), `"tableau-de-bord"`, `""`, 1),
		"without a date":     regexp.MustCompile(`,?\s*"cree_le": "[^"]*"`).ReplaceAllString(string(good), ""),
		"its keys are twice": strings.Replace(string(good), `{`, `{"portee": "enregistrer",`, 1),
	} {
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil || content == string(good) {
			t.Fatal(err)
		}
		c.passes(30 * time.Second)
		if _, err := server.Bearer(t.Context(), broken); fault.CodeOf(err) != auth.RefusedUnread || fault.KindOf(err) != fault.Unavailable || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: %v", name, err)
		}
		accepted(t, server, whole, counting)
		all, err := store.List(t.Context())
		if len(all) != 1 || all[0].ID != other.ID || fault.CodeOf(err) != auth.Unreadable {
			t.Errorf("%s: listed %v, %v", name, all, err)
		}
		if _, _, err := store.Revoke(t.Context(), kept.ID, c.now()); fault.CodeOf(err) != auth.Unreadable {
			t.Errorf("%s: revoked: %v", name, err)
		}
	}
	if err := os.WriteFile(file, good, 0o600); err != nil {
		t.Fatal(err)
	}
	c.passes(30 * time.Second)
	accepted(t, server, broken, counting)
}

func TestWhatIsRevokedStaysSo(t *testing.T) {
	c := newClock()
	a, store := open(t, tokens(t), c.now)
	printed, kept := issue(t, a, counting)
	first, now, err := store.Revoke(t.Context(), kept.ID, c.now())
	if err != nil || !now || !first.RevokedAt.Equal(noon) {
		t.Fatal(first, now, err)
	}
	refused(t, a, printed, auth.RefusedRevoked)
	c.passes(time.Hour)
	if again, now, err := store.Revoke(t.Context(), kept.ID, c.now()); err != nil || now || again != first {
		t.Errorf("%+v, %v, %v", again, now, err)
	}
	for _, id := range []string{"00000000", "", "..", "../" + kept.ID, kept.ID + ".json"} {
		if _, _, err := store.Revoke(t.Context(), id, c.now()); fault.CodeOf(err) != auth.NoSuchToken {
			t.Errorf("%q: %v", id, err)
		}
	}
}

func TestAnIdIsTakenOnce(t *testing.T) {
	a, store := open(t, tokens(t), newClock().now)
	printed, kept := issue(t, a, counting)
	if err := store.Create(t.Context(), kept); err == nil {
		t.Error("a token took the place of another")
	}
	accepted(t, a, printed, counting)
}

func TestOnlyTheHashIsKeptAndForItsOwnerAlone(t *testing.T) {
	path, c := tokens(t), newClock()
	a, _ := open(t, path, c.now)
	printed, kept := issue(t, a, counting)
	accepted(t, a, printed, counting)
	a.Close()
	files := 0
	err := filepath.WalkDir(filepath.Dir(path), func(name string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		st, err := d.Info()
		if err != nil {
			return err
		}
		if others := st.Mode().Perm() & 0o077; others != 0 && runtime.GOOS != "windows" && name != filepath.Dir(path) {
			t.Errorf("others may use %s (%v)", name, st.Mode())
		}
		if d.IsDir() {
			return nil
		}
		files++
		text, err := os.ReadFile(name)
		if strings.Contains(string(text), printed[15:40]) || strings.Contains(name, printed[15:40]) {
			t.Errorf("%s holds the secret", name)
		}
		return err
	})
	if err != nil || files != 2 {
		t.Errorf("%d files, %v", files, err)
	}
	if !regexp.MustCompile(`^suivi_[0-9a-z]{8}_[0-9a-z]{59}$`).MatchString(printed) || !auth.IsWellFormed(printed) || !strings.Contains(printed, kept.ID) {
		t.Error("the token is not printed as scanners expect it")
	}
}

func TestAMiscopiedTokenIsToldByItsForm(t *testing.T) {
	a, _ := open(t, tokens(t), newClock().now)
	printed, _ := issue(t, a, counting)
	for i := range printed {
		for _, letter := range []string{"0", "z", "_", "I", " ", ""} {
			if wrong := printed[:i] + letter + printed[i+1:]; wrong != printed && auth.IsWellFormed(wrong) {
				t.Fatalf("with %q at %d it passes", letter, i)
			}
		}
	}
}

func TestAFolderThatCannotBeWrittenIssuesNothing(t *testing.T) {
	path := tokens(t)
	if err := os.WriteFile(filepath.Dir(path), []byte("a letter"), 0o600); err != nil {
		t.Fatal(err)
	}
	a, store := open(t, path, newClock().now)
	if printed, _, err := a.Issue(context.Background(), counting); fault.KindOf(err) != fault.Unavailable || fault.CodeOf(err) != auth.FolderUnwritten || printed != "" {
		t.Error(err)
	}
	if _, err := store.List(t.Context()); fault.CodeOf(err) != auth.FolderUnread {
		t.Error(err)
	}
}

// One broken file is no reason to read a thousand others each second.
func TestABrokenFileDoesNotHaveTheOthersReadAgain(t *testing.T) {
	path, c := tokens(t), newClock()
	desk, _ := open(t, path, c.now)
	whole, kept := issue(t, desk, counting)
	if err := os.WriteFile(filepath.Join(path, "0000000x.json"), []byte("jeton"), 0o600); err != nil {
		t.Fatal(err)
	}
	server, _ := open(t, path, c.now)
	for range 5 {
		accepted(t, server, whole, counting)
		c.passes(time.Second)
	}
	server.Close() // noting the first use changes the folder
	for range 5 {
		accepted(t, server, whole, counting)
		c.passes(time.Second)
	}
	// Were the others read again, this one would be found broken.
	if err := os.WriteFile(filepath.Join(path, kept.ID+".json"), []byte("jeton"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 40 {
		accepted(t, server, whole, counting)
		c.passes(time.Second)
	}
}

func TestAFolderThatCannotBeReadIsToldToWhoAsksAndToWhoKeepsTheServer(t *testing.T) {
	path, c := tokens(t), newClock()
	desk, _ := open(t, path, c.now)
	printed, _ := issue(t, desk, counting)
	server, _ := open(t, path, c.now)
	if err := server.Ready(t.Context()); err != nil {
		t.Error(err)
	}
	if err := errors.Join(os.RemoveAll(path), os.Symlink(filepath.Base(path), path)); err != nil {
		t.Fatal(err)
	}
	c.passes(time.Second)
	_, err := server.Bearer(t.Context(), printed)
	for _, err := range []error{err, server.Ready(t.Context())} {
		if fault.CodeOf(err) != auth.RefusedUnread || fault.KindOf(err) != fault.Unavailable || !strings.Contains(err.Error(), path) {
			t.Error(err)
		}
	}
}
