// Package browsertest has tests open pages in Debian's Chromium, as people do:
// with the mouse, by the keyboard alone, without scripts, on a phone, at twice
// the size, with the line cut, on paper. It is used by tests only.
//
// Where there is no Chromium the test is skipped and says what installs it;
// under continuous integration it fails.
package browsertest

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// shots is the folder that takes pictures of pages, to be looked at.
var shots = flag.String("shots", "", "keep pictures of the pages that browser tests see in this folder")

// Browser is one Chromium, started at the first page that is opened. Its zero
// value is ready.
type Browser struct {
	start sync.Once
	ctx   context.Context
	close []func()
	err   error
}

// programs are the names under which systems know Chromium.
var programs = []string{"chromium", "chromium-browser", "google-chrome"}

func find() (path string, err error) {
	for _, name := range programs {
		if path, err = exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	_, err = exec.LookPath(programs[0])
	return "", err
}

func (b *Browser) begin(path string) {
	dir, err := os.MkdirTemp("", "suivi-chromium-*")
	if b.err = err; err != nil {
		return
	}
	b.close = append(b.close, func() { os.RemoveAll(dir) })
	// Quiet to all hosts but the one that a test opens, and as deaf to what
	// else the machine does as can be.
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(filepath.Join(dir, "profil")), chromedp.WindowSize(1280, 900),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("no-proxy-server", true))
	within, stop := chromedp.NewExecAllocator(context.Background(), options...)
	b.close = append(b.close, stop)
	ctx, stop := chromedp.NewContext(within)
	b.close = append(b.close, stop)
	b.ctx, b.err = ctx, chromedp.Do(ctx)
}

// Close ends the browser, once every test is over.
func (b *Browser) Close() {
	for i := len(b.close) - 1; i >= 0; i-- {
		b.close[i]()
	}
}

// Open opens an empty page of a browser that knows nothing of the others: the
// site is at the address base, and French is what its reader asks for.
func (b *Browser) Open(t testing.TB, base string) *Page {
	t.Helper()
	path, err := find()
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%v: run \"make tools\"", err)
		}
		t.Skipf("nothing checked: %v; \"make tools\" installs it", err)
	}
	b.start.Do(func() { b.begin(path) })
	if b.err != nil {
		t.Fatalf("%s does not start: %v", path, b.err)
	}
	return b.page(t, base, chromedp.WithNewBrowserContext())
}

func (b *Browser) page(t testing.TB, base string, of ...chromedp.ContextOption) *Page {
	t.Helper()
	ctx, stop := chromedp.NewContext(b.ctx, of...)
	t.Cleanup(stop)
	p := &Page{browser: b, t: t, base: base, ctx: ctx}
	p.must("open a page", chromedp.Do(ctx))
	p.must("listen to it", chromedp.Listen(ctx, p.hear))
	p.In("fr")
	return p
}

// In has the reader ask for a language from the next page on.
func (p *Page) In(language string) {
	p.t.Helper()
	_, err := chromedp.Call(p.ctx, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": language}})
	p.must("ask for "+language, err)
}
