package httpapi_test

import (
	"bytes"
	"io"
	"net"
	"runtime"
	"testing"
	"time"
)

// TestAThousandIdleReadersAreCheap measures what each costs the process, its
// buffers and stacks included, over loopback; the other end, in the same
// process, is a bare connection.
func TestAThousandIdleReadersAreCheap(t *testing.T) {
	if testing.Short() {
		t.Skip("opens 2,000 sockets")
	}
	const readers, bound = 1000, 48 << 10 // 26 KiB as built for use; the race detector adds 10
	h := openFlux(t, nil).follows()
	server := fluxServer(t, h)
	inUse := func() uint64 {
		runtime.GC()
		runtime.GC() // what finalizers held
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapInuse + m.StackInuse
	}
	before, goroutines := inUse(), runtime.NumGoroutine()
	conns := make([]net.Conn, readers)
	for i := range conns {
		c, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: suivi.example\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		conns[i] = c
		until(t, c, `{"position":"0"}`)
	}
	each := (inUse() - before) / readers
	t.Logf("%d idle readers: %.1f KiB and %.1f goroutines each", readers, float64(each)/1024, float64(runtime.NumGoroutine()-goroutines)/readers)
	if each > bound {
		t.Errorf("%d bytes each, more than %d", each, bound)
	}
	start := time.Now()
	h.record(1)
	for _, c := range conns {
		until(t, c, `"type":"cadre.cree.v1"`)
	}
	t.Logf("an event reached them all in %s", time.Since(start))
}

// until reads until a text has come.
func until(t *testing.T, c net.Conn, text string) {
	t.Helper()
	var got []byte
	part := make([]byte, 1024)
	for !bytes.Contains(got, []byte(text)) {
		n, err := c.Read(part)
		if got = append(got, part[:n]...); err != nil {
			t.Fatalf("%s: %v", got, err)
		}
	}
}
