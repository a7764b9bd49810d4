package cluster_test

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// once is the folder that prepared gives; making keys takes its time.
var once struct {
	sync.Once
	dir string
}

func TestMain(m *testing.M) {
	status := m.Run()
	os.RemoveAll(once.dir)
	os.Exit(status)
}

// prepared is a folder in which prepare.sh has run, for tests that read it.
func prepared(t *testing.T) string {
	program(t, "openssl")
	once.Do(func() {
		dir, err := os.MkdirTemp("", "prepare")
		if err != nil {
			t.Fatal(err)
		}
		once.dir = dir
		if err := os.WriteFile(dir+"/prepare.sh", []byte(read(t, "prepare.sh")), 0o700); err != nil {
			t.Fatal(err)
		}
		run(t, dir+"/prepare.sh")
	})
	return once.dir
}

// copied is a copy of it, for tests that change it.
func copied(t *testing.T) string {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(prepared(t))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// files are all that a folder holds, by path.
func files(t *testing.T, dir string) map[string]string {
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, _ := filepath.Rel(dir, path)
			all[name] = read(t, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func authority(t *testing.T, dir string) *x509.CertPool {
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM([]byte(read(t, dir+"/secrets/ca.crt"))) {
		t.Fatal("no authority")
	}
	return pool
}

func nodePair(t *testing.T, dir, node string) tls.Certificate {
	pair, err := tls.LoadX509KeyPair(dir+"/secrets/"+node+"/node.crt", dir+"/secrets/"+node+"/node.key")
	if err != nil {
		t.Fatal(err)
	}
	return pair
}

// TestTheNodesKnowOneAnother: each is server and client to the others, under
// its own name and the common name that EventStoreDB asks of its peers.
func TestTheNodesKnowOneAnother(t *testing.T) {
	dir := prepared(t)
	pool := authority(t, dir)
	for _, from := range []string{"esdb-1", "esdb-2", "esdb-3"} {
		for _, to := range []string{"esdb-1", "esdb-2", "esdb-3"} {
			if from == to {
				continue
			}
			client, server := net.Pipe()
			go func() {
				s := tls.Server(server, &tls.Config{Certificates: []tls.Certificate{nodePair(t, dir, to)}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: pool})
				_, _ = io.WriteString(s, s.ConnectionState().ServerName)
				s.Close()
			}()
			c := tls.Client(client, &tls.Config{Certificates: []tls.Certificate{nodePair(t, dir, from)}, RootCAs: pool, ServerName: to})
			if _, err := io.ReadAll(c); err != nil {
				t.Fatalf("%s to %s: %v", from, to, err)
			}
			if name := c.ConnectionState().PeerCertificates[0].Subject.CommonName; name != "eventstoredb-node" {
				t.Errorf("%s is called %q", to, name)
			}
			c.Close()
		}
		if read(t, dir+"/secrets/"+from+"/ca/ca.crt") != read(t, dir+"/secrets/ca.crt") {
			t.Errorf("%s trusts another authority", from)
		}
	}
	if other := nodePair(t, dir, "esdb-1").Leaf; other.VerifyHostname("esdb-2") == nil {
		t.Error("one node may pass for another")
	}
}

func TestPreparingAgainChangesNothing(t *testing.T) {
	dir := copied(t)
	before := files(t, dir)
	run(t, dir+"/prepare.sh")
	for name, text := range files(t, dir) {
		if before[name] != text {
			t.Errorf("%s changed", name)
		}
	}
}

func TestRenewingKeepsTheAuthorityAndThePasswords(t *testing.T) {
	dir := copied(t)
	before := files(t, dir)
	run(t, dir+"/prepare.sh", "renew")
	after := files(t, dir)
	for name, text := range after {
		if node := strings.HasSuffix(name, "node.crt") || strings.HasSuffix(name, "node.key"); node == (before[name] == text) {
			t.Errorf("%s: the same: %v", name, before[name] == text)
		}
	}
	if len(after) != len(before) {
		t.Errorf("%d files, then %d", len(before), len(after))
	}
	if _, err := nodePair(t, dir, "esdb-2").Leaf.Verify(x509.VerifyOptions{Roots: authority(t, dir), DNSName: "esdb-2"}); err != nil {
		t.Error(err)
	}
}

// TestNobodyElseReadsTheSecrets, though containers read the files that are
// mounted for them under whichever user they run.
func TestNobodyElseReadsTheSecrets(t *testing.T) {
	dir := prepared(t)
	for name, want := range map[string]os.FileMode{"": 0o700, "/ca.key": 0o600, "/esdb.env": 0o600, "/suivi_store": 0o644, "/site.pem": 0o644, "/esdb-1/node.key": 0o644} {
		info, err := os.Stat(dir + "/secrets" + name)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("secrets%s: %v, %v", name, info.Mode().Perm(), err)
		}
	}
}

func TestTheStoreIsNamedWithTLSAndItsPassword(t *testing.T) {
	dir := prepared(t)
	store, err := url.Parse(strings.TrimSpace(read(t, dir+"/secrets/suivi_store")))
	if err != nil {
		t.Fatal(err)
	}
	password, _ := store.User.Password()
	if store.Scheme != "esdb" || store.User.Username() != "admin" || len(password) != 48 || store.Query().Get("tls") != "true" {
		t.Error(store.Redacted())
	}
	if env := read(t, dir+"/secrets/esdb.env"); !strings.Contains(env, "EVENTSTORE_DEFAULT_ADMIN_PASSWORD="+password+"\n") {
		t.Error("EventStoreDB starts with another password")
	}
	for host := range strings.SplitSeq(store.Host, ",") {
		if name, port, _ := strings.Cut(host, ":"); port != "2113" || nodePair(t, dir, name).Leaf.VerifyHostname(name) != nil {
			t.Errorf("no node answers at %s", host)
		}
	}
	mounted := composed(t).Secrets["ca"].File
	if store.Query().Get("tlsCaFile") != "/run/secrets/ca" || mounted != "secrets/ca.crt" {
		t.Errorf("the authority is mounted from %s, and read at %s", mounted, store.Query().Get("tlsCaFile"))
	}
}

func TestACertificateThatEndsSoonIsTold(t *testing.T) {
	dir := copied(t)
	run(t, dir+"/prepare.sh", "check")
	soon := strings.Replace(read(t, "prepare.sh"), "NODE_DAYS=365", "NODE_DAYS=20", 1)
	if err := os.WriteFile(dir+"/prepare.sh", []byte(soon), 0o700); err != nil {
		t.Fatal(err)
	}
	run(t, dir+"/prepare.sh", "renew")
	if out, err := exec.Command(dir+"/prepare.sh", "check").CombinedOutput(); err == nil {
		t.Errorf("20 days are enough: %s", out)
	}
}
