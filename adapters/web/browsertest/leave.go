package browsertest

import (
	"context"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// ReloadAllTheSame asks for the page again, and says yes where the page asks
// whether to leave what is not sent. It reports whether the page asked. Without
// a line the page that comes is the browser's own.
func (p *Page) ReloadAllTheSame() (asked bool) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	dialog := make(chan struct{}, 1)
	p.must("listen to it", chromedp.Listen(ctx, func(event any) {
		if _, is := event.(*page.EventJavascriptDialogOpening); is {
			select {
			case dialog <- struct{}{}:
			default:
			}
		}
	}))
	done := make(chan error, 1)
	go func() { done <- chromedp.Do(ctx, chromedp.Reload()) }()
	for {
		select {
		case <-dialog:
			asked = true
			_, err := chromedp.Call(ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
			p.must("leave the page", err)
		case <-done:
			return asked // an error is that there is no line
		}
	}
}
