package eventstoredb_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"log/slog"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"suivi/adapters/eventlog/eventstoredb"
	"suivi/adapters/eventlog/eventstoredb/esdbtest"
	"suivi/domain/event"
	"suivi/domain/ledger"
)

func TestAConnectionStringThatCannotBeMeantIsRefused(t *testing.T) {
	for connection, says := range map[string]string{
		"esdb://moi:secret@localhost:2113?tls=false":     "magasin.sans_tls",
		"esdb://moi@localhost:2113":                      "magasin.sans_mot_de_passe",
		"esdb://localhost:2113?tsl=false":                `magasin.reglage_inconnu cle="tsl"`,
		"esdb+discover://one,two":                        "magasin.un_nom",
		"http://moi:secret@localhost:2113":               "scheme",
		"esdb://moi:secret@one:x":                        "port",
		"esdb://moi:secret@one,two:x":                    "port",
		"esdb://moi:secret@localhost?tls=perhaps":        "tls",
		"esdb://moi:secret@localhost?userCertFile=a.crt": "userKeyFile",
		"": "scheme",
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		_, err := eventstoredb.Open(ctx, connection, eventstoredb.Logger(slog.New(slog.DiscardHandler)), eventstoredb.Patience(time.Millisecond))
		cancel()
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want %q", connection, err, says)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the error shows the password: %v", err)
		}
	}
	for _, prefixes := range [][]string{nil, {""}, {"a", "$b"}} {
		if _, err := eventstoredb.Open(t.Context(), "esdb://localhost:1?tls=false", eventstoredb.Streams(prefixes...)); err == nil || !strings.Contains(err.Error(), "prefix") {
			t.Errorf("prefixes %q: %v", prefixes, err)
		}
	}
}

func TestTheUserComesToTheServerOverTLS(t *testing.T) {
	config, authority := certificate(t)
	s := esdbtest.Start(t, esdbtest.V24, esdbtest.Secure(config, "suivi", "s:e/c r@t"))
	at := "@" + s.Address(0) + "?tlsCaFile=" + authority
	log := open(t, "esdb://suivi:s%3Ae%2Fc%20r%40t"+at, eventstoredb.Streams("a"))
	rs := records(2)
	write(t, log, "a", event.NoStream, rs...)
	same(t, collect(t, log, event.Position{}, "", 2), rs)
	for user, says := range map[string]string{
		"esdb://suivi:wrong" + at:                        "refuses the user",
		"esdb://suivi:s%3Ae%2Fc%20r%40t@" + s.Address(0): "certificate",
	} {
		_, err := eventstoredb.Open(t.Context(), user, eventstoredb.Logger(slog.New(slog.DiscardHandler)), eventstoredb.Patience(time.Second))
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want %q", user, err, says)
		}
	}
	if _, err := eventstoredb.Open(t.Context(), "esdb://"+s.Address(0)+"?tls=false", eventstoredb.Logger(slog.New(slog.DiscardHandler)),
		eventstoredb.Patience(time.Second)); !errors.Is(err, ledger.ErrUnavailable) {
		t.Errorf("without TLS: %v", err)
	}
}

// certificate makes one for this machine, and the file of who signed it.
func certificate(t *testing.T) (*tls.Config, string) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	of := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
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
