package browsertest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Page is a page of a browser with the reader before it. Its methods end the
// test where what they are asked cannot be done within patience. Elements are
// named by CSS selectors.
type Page struct {
	browser *Browser
	t       testing.TB
	base    string
	ctx     context.Context

	mu    sync.Mutex
	heard []string
}

// patience is how long a page may take for one thing: the machine is shared.
const patience = 30 * time.Second

func (p *Page) must(what string, err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
}

func (p *Page) do(what string, step chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	if err := chromedp.Do(ctx, step); err != nil {
		p.t.Fatalf("%s: %v\n%s", what, err, p.state())
	}
}

// state says where the page is, for the message of a test that fails.
func (p *Page) state() string {
	ctx, stop := context.WithTimeout(p.ctx, 2*time.Second)
	defer stop()
	said, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + "\n" + document.body.innerText`))
	if err != nil {
		return err.Error()
	}
	return said
}

// Eval is the value of an expression of JavaScript in the page.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// loading does a step and waits for the page that it leads to.
func (p *Page) loading(what string, step chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	if _, err := chromedp.Run(ctx, chromedp.WaitEvent(page.LoadEventFired, nil, step)); err != nil {
		p.t.Fatalf("%s: %v\n%s", what, err, p.state())
	}
}

// Go opens an address of the site.
func (p *Page) Go(path string) { p.t.Helper(); p.do("open "+path, chromedp.Navigate(p.base+path)) }

// Reload asks for the page again.
func (p *Page) Reload() { p.t.Helper(); p.do("reload", chromedp.Reload()) }

// Path is that of the page, with its question.
func (p *Page) Path() string { return Eval[string](p, `location.pathname + location.search`) }

// Click clicks on an element, and Follow waits besides for the page that this
// leads to.
func (p *Page) Click(on string) {
	p.t.Helper()
	p.do("click "+on, chromedp.Click(chromedp.CSS(on), chromedp.NodeVisible))
}

// Follow is Click, and waits for the page that comes.
func (p *Page) Follow(on string) {
	p.t.Helper()
	p.loading("follow "+on, chromedp.Click(chromedp.CSS(on), chromedp.NodeVisible))
}

// Type types into a field, after what it holds.
func (p *Page) Type(into, text string) {
	p.t.Helper()
	p.do("type into "+into, chromedp.SendKeys(chromedp.CSS(into), text, chromedp.NodeVisible))
}

// Choose chooses a value of a select.
func (p *Page) Choose(in, value string) {
	p.t.Helper()
	p.do("choose in "+in, chromedp.SetValue(chromedp.CSS(in), value))
}

// Attach gives a file field files of this machine.
func (p *Page) Attach(to string, files ...string) {
	p.t.Helper()
	p.do("attach to "+to, chromedp.SetUploadFiles(chromedp.CSS(to), files))
}

// Press presses keys wherever the focus is: those of package kb, or letters.
func (p *Page) Press(keys ...string) {
	p.t.Helper()
	for _, key := range keys {
		p.do(fmt.Sprintf("press %q", key), chromedp.KeyEvent(key))
	}
}

// PressThrough presses a key, and waits for the page that this leads to.
func (p *Page) PressThrough(key string) {
	p.t.Helper()
	p.loading(fmt.Sprintf("press %q", key), chromedp.KeyEvent(key))
}

// Tab presses the tabulator until an element has the focus, as who has no mouse
// does. It ends the test where a hundred times do not reach it.
func (p *Page) Tab(to string) {
	p.t.Helper()
	for range 100 {
		if Eval[bool](p, fmt.Sprintf(`document.activeElement !== null && document.activeElement.matches(%q)`, to)) {
			return
		}
		p.Press("\t")
	}
	p.t.Fatalf("the tabulator does not reach %s\n%s", to, p.state())
}

// Text is what an element says, empty where there is none.
func (p *Page) Text(of string) string {
	p.t.Helper()
	return Eval[string](p, fmt.Sprintf(`(document.querySelector(%q) || {innerText: ""}).innerText`, of))
}

// Count is how many elements there are.
func (p *Page) Count(of string) int {
	p.t.Helper()
	return Eval[int](p, fmt.Sprintf(`document.querySelectorAll(%q).length`, of))
}

// Until waits until an expression of JavaScript holds.
func (p *Page) Until(holds string) {
	p.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		ctx, stop := context.WithTimeout(p.ctx, patience)
		held, err := chromedp.Run(ctx, chromedp.Evaluate[bool](holds))
		if stop(); err == nil && held {
			return
		}
	}
	p.t.Fatalf("it never holds that %s\n%s", holds, p.state())
}

// Shows asks that the page says each of these texts, soon.
func (p *Page) Shows(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		p.Until(fmt.Sprintf(`document.body.innerText.includes(%q)`, text))
	}
}

// hear keeps what a page complains of: exceptions, errors of its console, and
// what the content security policy blocks. It says where each comes from.
func (p *Page) hear(event any) {
	var said string
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		said = e.ExceptionDetails.Text
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			said += " " + thrown.Description
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type != runtime.ConsoleAPICalledTypeError && e.Type != runtime.ConsoleAPICalledTypeWarning {
			return
		}
		for _, arg := range e.Args {
			said += " " + string(arg.Value) + arg.Description
		}
	case *log.EventEntryAdded:
		if e.Entry.Level != log.EntryLevelError && e.Entry.Level != log.EntryLevelWarning {
			return
		}
		said = string(e.Entry.Source) + ": " + e.Entry.Text + " " + e.Entry.URL
	default:
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.heard = append(p.heard, strings.TrimSpace(said))
}

// Complaints are what the page complained of since it was last asked.
func (p *Page) Complaints() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := p.heard
	p.heard = nil
	return all
}

// Shot keeps a picture of the whole page under a name, where -shots says in
// which folder.
func (p *Page) Shot(name string) {
	p.t.Helper()
	if *shots == "" {
		return
	}
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	p.must("picture "+name, err)
	p.keep(name+".png", picture)
}

func (p *Page) keep(name string, content []byte) {
	p.t.Helper()
	p.must("folder of pictures", os.MkdirAll(*shots, 0o755))
	p.must("keep "+name, os.WriteFile(filepath.Join(*shots, name), content, 0o644))
}
