package httpapi_test

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"suivi/adapters/httpapi"
)

// Heads of requests whose body is wrong, less the fields that say how long.
const (
	recordHead = "POST " + httpapi.Prefix + "/cadres HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + toRecord + "\r\nContent-Type: application/json\r\n"
	keepHead   = "POST " + httpapi.Prefix + "/pieces?nom=lettre.pdf HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + toRecord + "\r\n"
	readHead   = "GET " + httpapi.Prefix + "/compteurs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + toRecord + "\r\n"
)

// abuses are what a client may send, and the statuses of the answers, those of
// net/http itself negative; 0 where the connection just ends.
var abuses = map[string]struct {
	sent  string
	stays bool // the client waits for more, without saying that it is done
	want  []int
}{
	"a body that is cut":                    {recordHead + "Content-Length: 100\r\n\r\n{\"code\":\"X\"", false, []int{400}},
	"a body that does not come":             {recordHead + "Content-Length: 100\r\n\r\n", true, []int{408}},
	"a body shorter than it says":           {recordHead + "Content-Length: 100\r\n\r\n{\"code\":\"X\",\"nom\":\"X\"}", true, []int{408}},
	"a body longer than it says":            {recordHead + "Content-Length: 5\r\n\r\n{\"code\":\"X\",\"nom\":\"X\"}", true, []int{400, -400}},
	"a length below nothing":                {recordHead + "Content-Length: -1\r\n\r\n{}", true, []int{-400}},
	"two lengths":                           {recordHead + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", true, []int{-400}},
	"a length that is no number":            {recordHead + "Content-Length: beaucoup\r\n\r\n{}", true, []int{-400}},
	"a length beyond all numbers":           {recordHead + "Content-Length: 99999999999999999999\r\n\r\n{}", true, []int{-400}},
	"chunks without an end":                 {recordHead + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"cod\r\n", true, []int{408}},
	"chunks that are cut":                   {recordHead + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"co", false, []int{400}},
	"chunks that are none":                  {recordHead + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", true, []int{400}},
	"a coding that nobody knows":            {recordHead + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", true, []int{-501}},
	"no body at all":                        {recordHead + "\r\n", true, []int{400}},
	"a body where none is asked":            {readHead + "Content-Length: 7\r\n\r\n{\"a\":1}", true, []int{200}},
	"a piece that is cut":                   {keepHead + "Content-Length: 100\r\n\r\nune lettre", false, []int{400}},
	"a piece that does not come":            {keepHead + "Content-Length: 100\r\n\r\nune lettre", true, []int{408}},
	"a piece that says it is too big":       {keepHead + "Expect: 100-continue\r\nContent-Length: 100000000000\r\n\r\n", true, []int{413}},
	"a body that says it is too big":        {recordHead + "Expect: 100-continue\r\nContent-Length: 100000000000\r\n\r\n", true, []int{413}},
	"an expectation that nobody knows":      {recordHead + "Expect: un miracle\r\nContent-Length: 2\r\n\r\n{}", true, []int{-417}},
	"an address of 9 KiB":                   {"GET " + httpapi.Prefix + "/recherche?q=" + strings.Repeat("a", 9<<10) + " HTTP/1.1\r\nHost: x\r\n\r\n", true, []int{414}},
	"an address of 1 MiB":                   {"GET /" + strings.Repeat("a", 1<<20) + " HTTP/1.1\r\nHost: x\r\n\r\n", true, []int{-431}},
	"10,000 filters":                        {"GET " + httpapi.Prefix + "/recommandations?" + strings.Repeat("theme=a&", 10_000) + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer lire\r\n\r\n", true, []int{-431}},
	"a thousand filters":                    {"GET " + httpapi.Prefix + "/recommandations?" + strings.Repeat("theme=a&", 1_000) + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer lire\r\n\r\n", true, []int{422}},
	"a header of 1 MiB":                     {readHead + "X-A: " + strings.Repeat("a", 1<<20) + "\r\n\r\n", true, []int{-431}},
	"10,000 headers":                        {readHead + strings.Repeat("X-A: a\r\n", 10_000) + "\r\n", true, []int{-431}},
	"a header that does not end":            {readHead + "X-A: a", true, []int{0}},
	"a header that is cut":                  {readHead + "X-A: a", false, []int{-400}},
	"a header that is none":                 {readHead + "sans deux-points\r\n\r\n", true, []int{-400}},
	"no host":                               {"GET /healthz HTTP/1.1\r\n\r\n", true, []int{-400}},
	"garbage":                               {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", true, []int{-400}},
	"garbage after a request":               {"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n\x00\xff\x00\r\n\r\n", true, []int{200, -400}},
	"twenty requests at once, then garbage": {strings.Repeat(readHead+"\r\n", 20) + "\x00\r\n\r\n", true, append(slices200(20), -400)},
	"HTTP/1.0":                              {"GET /healthz HTTP/1.0\r\n\r\n", true, []int{200}},
	"HTTP/3.7":                              {"GET /healthz HTTP/3.7\r\nHost: x\r\n\r\n", true, []int{-505}},
	"HTTP/2 in the open":                    {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", true, []int{405}},
	"a method that nobody knows":            {"BREW " + httpapi.Prefix + "/cadres HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer lire\r\n\r\n", true, []int{405}},
	"an address that does not read":         {"GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", true, []int{-400}},
	"an address without a text":             {"GET " + httpapi.Prefix + "/sessions/%00%ff%2e%2e%2fetc/tableau HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer lire\r\n\r\n", true, []int{404}},
	"a query that does not read":            {"GET " + httpapi.Prefix + "/recommandations?theme=%zz;a HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer lire\r\n\r\n", true, []int{400}},
	"a proxy's address":                     {"GET http://ailleurs.example" + httpapi.Prefix + "/compteurs HTTP/1.1\r\nHost: x\r\n\r\n", true, []int{401}},
	"a tunnel":                              {"CONNECT ailleurs.example:443 HTTP/1.1\r\nHost: ailleurs.example:443\r\n\r\n", true, []int{405}},
}

func slices200(n int) (all []int) {
	for range n {
		all = append(all, http.StatusOK)
	}
	return all
}

func TestWhateverIsSentNothingIsLeftBehind(t *testing.T) {
	b := besiege(t, patience)
	head := b.desk.Runner.Seen()
	for name, c := range abuses {
		t.Run(name, func(t *testing.T) {
			conn := b.dial(t)
			go func() { // an answer may come before all is sent
				_, _ = io.WriteString(conn, c.sent)
				if !c.stays {
					_ = conn.CloseWrite()
				}
			}()
			answers := bufio.NewReader(conn)
			for _, want := range c.want {
				answeredWith(t, answers, want)
			}
			conn.Close()
		})
	}
	if b.desk.Runner.Seen() != head {
		t.Error("something was recorded")
	}
	b.recovered(t)
}

// answeredWith reads the next answer: of a status, as a problem document where
// it is ours and a refusal; or none at all.
func answeredWith(t *testing.T, from *bufio.Reader, want int) {
	t.Helper()
	res, err := http.ReadResponse(from, nil)
	if want == 0 || err != nil {
		if want != 0 || err == nil {
			t.Fatalf("answered %v, %v; want %d", res, err, want)
		}
		return
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != max(want, -want) {
		t.Fatalf("answered %d %s, %v; want %d", res.StatusCode, body, err, want)
	}
	if want >= 400 {
		explains(t, reply{res.StatusCode, res.Header, body})
	}
}

// TestABodyThatIsTooBigIsRefusedWithoutBeingRead whatever it says of its size.
func TestABodyThatIsTooBigIsRefusedWithoutBeingRead(t *testing.T) {
	b := besiege(t, time.Minute)
	for name, c := range map[string]struct{ head, sent string }{
		"one byte too many":       {recordHead, "Content-Length: 1048577\r\n\r\n"},
		"100 MB":                  {recordHead, "Content-Length: 100000000\r\n\r\n"},
		"100 MB in chunks":        {recordHead, "Transfer-Encoding: chunked\r\n\r\n5F5E100\r\n"},
		"a piece of 100 MB":       {keepHead, "Content-Length: 100000000\r\n\r\n"},
		"a piece in chunks":       {keepHead, "Transfer-Encoding: chunked\r\n\r\n5F5E100\r\n"},
		"where nobody may record": {strings.Replace(recordHead, toRecord, toCount, 1), "Content-Length: 100000000\r\n\r\n"},
		"at no address":           {strings.Replace(recordHead, "/cadres", "/nulle-part", 1), "Content-Length: 100000000\r\n\r\n"},
	} {
		t.Run(name, func(t *testing.T) {
			conn := b.dial(t)
			written := make(chan int)
			go func() {
				n, _ := fmt.Fprint(conn, c.head+c.sent)
				for part := []byte(strings.Repeat(" ", 64<<10)); n < 100_000_000; {
					m, err := conn.Write(part)
					if n += m; err != nil {
						break
					}
				}
				written <- n
			}()
			res, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				t.Fatal(err)
			}
			body, _ := io.ReadAll(res.Body)
			explains(t, reply{res.StatusCode, res.Header, body})
			most := 24 << 20 // what is read, and what the kernel holds on both sides
			switch {
			case strings.HasPrefix(name, "where") && res.StatusCode == http.StatusForbidden, strings.HasPrefix(name, "at no") && res.StatusCode == http.StatusNotFound:
			case res.StatusCode != http.StatusRequestEntityTooLarge:
				t.Errorf("%d %s", res.StatusCode, body)
			case strings.Contains(name, "piece"):
				most += httpapi.MaxEvidence
			}
			hangsUp(t, conn)
			if n := <-written; n > most {
				t.Errorf("%d bytes were taken", n)
			}
		})
	}
	b.recovered(t)
}

// TestASlowClientIsGivenUp: one that sends a byte now and then, for ever.
func TestASlowClientIsGivenUp(t *testing.T) {
	b := besiege(t, patience)
	for name, text := range map[string]string{
		"of its headers": readHead, "of a command": recordHead + "Content-Length: 1000\r\n\r\n{", "of a piece": keepHead + "Content-Length: 1000\r\n\r\n",
		"of chunks": recordHead + "Transfer-Encoding: chunked\r\n\r\n3e8\r\n{",
	} {
		conn := b.dial(t)
		start := time.Now()
		go func() {
			_, err := io.WriteString(conn, text)
			for beat := time.NewTicker(patience / 20); err == nil; <-beat.C {
				_, err = conn.Write([]byte(" "))
			}
		}()
		hangsUp(t, conn)
		if took := time.Since(start); took > 10*patience {
			t.Errorf("%s: given up after %s", name, took)
		}
		conn.Close()
	}
	b.recovered(t)
}
