package servertest

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"suivi/adapters/eventlog/eventstoredb/esdbtest"
)

// TestABinaryTellsKeptFromBroken runs this very binary against the protocol
// server, and against one that takes no append of any size.
func TestABinaryTellsKeptFromBroken(t *testing.T) {
	if connection != "" {
		t.Skip("this is the binary that is run")
	}
	tell := func(s *esdbtest.Server) (string, error) {
		c := exec.Command(os.Args[0], "-test.run", "TestContract/(append|retry)|TestWhatIsStored")
		c.Env = append(os.Environ(), "EVENTSTOREDB="+s.ConnectionString())
		out, err := c.CombinedOutput()
		return string(out), err
	}
	if out, err := tell(esdbtest.Start(t, esdbtest.V24)); err != nil || strings.Count(out, "\nkept ") < 20 || strings.Contains(out, "BROKEN") || !strings.Contains(out, " 0 broken, 0 not tried") {
		t.Errorf("a server that keeps all: %v\n%s", err, out)
	}
	if out, err := tell(esdbtest.Start(t, esdbtest.V24, esdbtest.AppendsOf(10))); err == nil || !strings.Contains(out, "BROKEN    stored: ") || strings.Contains(out, " 0 broken") {
		t.Errorf("a server that keeps little: %v\n%s", err, out)
	}
}
