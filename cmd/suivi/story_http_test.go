package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// storyHTTP (http METHOD URL [HEADER:VALUE…] [BODY]) exchanges one request and
// prints the status, the headers in order, and the body.
func storyHTTP() {
	method, url := os.Args[1], os.Args[2]
	header, body := http.Header{}, ""
	for _, arg := range os.Args[3:] {
		if name, value, is := strings.Cut(arg, ":"); is && !strings.HasPrefix(arg, "{") {
			header.Set(name, value)
		} else {
			body = arg
		}
	}
	r, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		panic(err)
	}
	r.Header = header
	w, err := (&http.Client{Timeout: time.Minute}).Do(r)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer w.Body.Close()
	fmt.Println(w.StatusCode)
	var lines []string
	for name := range w.Header {
		lines = append(lines, name+": "+w.Header.Get(name))
	}
	slices.Sort(lines)
	fmt.Println(strings.Join(lines, "\n") + "\n")
	_, _ = io.Copy(os.Stdout, w.Body)
	fmt.Println()
}

// storyAnswers (answers FOLDER) waits until a server holds the folder, and
// puts its address in $URL.
func storyAnswers(ts *testscript.TestScript, _ bool, args []string) {
	for start := time.Now(); time.Since(start) < 10*time.Second; time.Sleep(5 * time.Millisecond) {
		url, mark := (&app{settings: settings{data: ts.MkAbs(args[0])}}).announced()
		if mark == "" {
			continue
		}
		if w, err := http.Get(url + "/healthz"); err == nil {
			w.Body.Close()
			if w.Header.Get(headerMark) == mark {
				ts.Setenv("URL", url)
				return
			}
		}
	}
	ts.Fatalf("no server answers for %s", args[0])
}

// storyItself is the program with the clock, the patience and the signals of
// the product.
func storyItself() {
	for _, name := range []string{clockName, patienceName, keeperName} {
		os.Unsetenv(name)
	}
	main()
}
