//go:build unix

package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"suivi/adapters/eventlog/eventstoredb/esdbtest"
)

// certificate makes one for this machine, and the file of who signed it.
func certificate(t *testing.T) (*tls.Config, string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	of := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, of, of, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "ca.crt")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}, file
}

// TestThePasswordOfAClusterIsShownNowhere: not by a command that works or fails,
// not by a node, its log at its most talkative, its metrics or its probes, with
// the store there, away, and refusing its user.
func TestThePasswordOfAClusterIsShownNowhere(t *testing.T) {
	t.Parallel()
	const user, password = "suivi", "s:e/c r@t?quatrevents"
	config, authority := certificate(t)
	s := esdbtest.Start(t, esdbtest.V24, esdbtest.Secure(config, user, password))
	at := "@" + s.Address(0) + "?tlsCaFile=" + authority
	g := &grappe{T: t, Server: s, address: "esdb://" + user + ":" + url.QueryEscape(password) + at, patience: 500 * time.Millisecond}
	g.address = strings.ReplaceAll(g.address, "+", "%20")
	g.token = g.newToken("record")
	var said strings.Builder
	tell := func(exit int, args ...string) {
		t.Helper()
		fmt.Fprintln(&said, args[0], g.suivi(exit, args...))
		fmt.Fprintln(&said, args[0], g.runs(exit, nil, append(args, "--store", g.address)...))
	}
	tell(exitOK, "forum", "create", "CC", "--name", "Comité", "--command", "01HPQ3V5T00000000000000001")
	for _, args := range [][]string{{"config"}, {"config", "--json"}, {"verify"}, {"list", "forums", "--json"}, {"token", "list"}, {"help", "serve"}} {
		tell(exitOK, args...)
	}
	tell(exitUsage, "serve", "--listen", "nowhere")
	tell(exitUsage, "example")
	folder := filepath.Join(t.TempDir(), "data")
	for _, args := range [][]string{{"--from", g.address, "--to", folder}, {"--from", folder, "--to", g.address}, {"--from", folder, "--to", g.address, "--json"}} {
		fmt.Fprintln(&said, g.runs(exitOK, nil, append([]string{"migrate"}, args...)...))
	}
	fmt.Fprintln(&said, g.runs(exitUsage, nil, "migrate", "--from", g.address, "--to", g.address))
	escaped := strings.TrimSuffix(strings.TrimPrefix(g.address, "esdb://"+user+":"), at)
	for _, wrong := range []string{
		"esdb://" + user + ":" + escaped + "@" + s.Address(0) + "?tls=false", "esdb://" + user + ":" + escaped + "@" + s.Address(0) + "?nosuch=1",
		"esdb://" + user + ":" + escaped + "%zz" + at,
		"esdb://" + user + ":" + password + at, "esdb://" + user + ":quatrevents?x" + at, "esdb://" + user + ":quatrevents/x" + at, "esdb://" + user + ":quatrevents#x" + at, "esdb://" + user + ":quatrevents%zz" + at, "esdb://quatrevents" + at,
		"esdb+discover://" + user + ":" + escaped + "@a,b", "ESDB://" + user + ":" + escaped + at, "esdb:/" + user + ":" + escaped + at, user + ":" + escaped + at,
	} {
		fmt.Fprintln(&said, g.runs(exitUsage, map[string]string{"SUIVI_STORE": wrong}, "counts"))
		fmt.Fprintln(&said, g.runs(anyExit, map[string]string{"SUIVI_STORE": wrong}, "config"))
	}
	for _, address := range []string{"esdb://" + user + ":" + escaped + "faux" + at, "esdb://" + user + ":" + escaped + "@" + s.Address(0), "esdb://" + user + ":" + escaped + "@localhost:99999"} {
		fmt.Fprintln(&said, g.runs(anyExit, map[string]string{"SUIVI_STORE": address}, "counts"))
	}

	n := g.node()
	ask := func() {
		for _, q := range []struct{ method, path, body string }{
			{"GET", "/readyz", ""}, {"GET", n.metrics, ""}, {"GET", api + "/compteurs", ""}, {"GET", api + "/cadres/CC/historique", ""},
			{"POST", api + "/cadres/CC/noms", `{"nom":"Comité de coordination"}`}, {"GET", "/aide", ""}, {"GET", api + "/pieces/" + strings.Repeat("0", 64), ""},
		} {
			w, err := n.asks(q.method, q.path, q.body)
			if err != nil || w.status == http.StatusInternalServerError {
				t.Errorf("%s %s: %d %s %v", q.method, q.path, w.status, w.body, err)
			}
			fmt.Fprintln(&said, w.header, w.body)
		}
	}
	ask()
	g.Inject(esdbtest.Denied, 5)
	ask()
	g.Calm()
	g.Stop()
	until(t, "it is lost", n.isLost)
	ask()
	tell(exitUnavailable, "counts")
	if err := g.Resume(); err != nil {
		t.Fatal(err)
	}
	n.stop()
	fmt.Fprintln(&said, n.log)
	for _, secret := range []string{password, password[4:], escaped, url.PathEscape(password), url.QueryEscape(password), base64.StdEncoding.EncodeToString([]byte(user + ":" + password)), "quatrevents"} {
		if where := strings.Index(said.String(), secret); where >= 0 {
			t.Errorf("%s is shown: %s", secret, said.String()[max(0, where-300):where+100])
		}
	}
}
