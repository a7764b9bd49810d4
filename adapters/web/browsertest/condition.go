package browsertest

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Wide has the page shown on a desk's screen, Phone on one of 360 pixels, and
// Zoomed on the desk's at twice the size.
func (p *Page) Wide() { p.t.Helper(); p.do("wide screen", chromedp.EmulateViewport(1280, 900)) }

// Phone is described at Wide.
func (p *Page) Phone() {
	p.t.Helper()
	p.do("phone", chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile, chromedp.EmulateTouch))
}

// Zoomed is described at Wide.
func (p *Page) Zoomed() {
	p.t.Helper()
	p.do("200 %", chromedp.EmulateViewport(640, 450, chromedp.EmulateScale(2)))
}

// Paper has the page shown as it is printed, or again as on a screen.
func (p *Page) Paper(printed bool) {
	p.t.Helper()
	media := map[bool]string{true: "print"}[printed]
	_, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media})
	p.must("on paper", err)
}

// Idle are what paper has no use for, where it is shown: what is pressed,
// or filled in, and the ways to other pages.
func (p *Page) Idle() []string {
	p.t.Helper()
	return Eval[[]string](p, `[...document.querySelectorAll("button, input, select, textarea, .button, form, nav a:not([href^=\"#\"])")]
		.filter(e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== "hidden")
		.map(e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + (e.className ? "." + e.className : "") + ": " + (e.textContent || e.value).trim().slice(0, 60))`)
}

// Lost are the elements that reach beyond the width of the page, where the page
// must be moved sideways to be read. What lies in a region that scrolls by
// itself is not lost.
func (p *Page) Lost() []string {
	p.t.Helper()
	return Eval[[]string](p, `(() => {
		const width = document.documentElement.clientWidth, lost = [];
		if (document.documentElement.scrollWidth <= width) return lost;
		for (const e of document.body.querySelectorAll("*")) {
			let scrolls = false;
			for (let up = e.parentElement; up; up = up.parentElement) if (/auto|scroll|hidden/.test(getComputedStyle(up).overflowX)) scrolls = true;
			const box = e.getBoundingClientRect();
			if (!scrolls && box.right > width + .5) lost.push(e.tagName.toLowerCase() + (e.className ? "." + e.className : "") + " to " + Math.round(box.right) + " of " + width + ": " + e.textContent.trim().slice(0, 60));
		}
		return lost.length ? lost : ["the page is " + document.documentElement.scrollWidth + " wide, of " + width];
	})()`)
}

// Scripts has scripts run, or not, from the next page on.
func (p *Page) Scripts(run bool) {
	p.t.Helper()
	_, err := chromedp.Call(p.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !run})
	p.must("scripts", err)
}

// Cut cuts the line of this page, or mends it: no request gets through. What
// streams already goes on; a test's own server can close that.
func (p *Page) Cut(cut bool) {
	p.t.Helper()
	_, err := chromedp.Call(p.ctx, emulateLine, line{Offline: cut, DownloadThroughput: -1, UploadThroughput: -1})
	p.must("cut the line", err)
}

// emulateLine is the command that every Chromium knows; the one that stands for
// it now differs between versions.
var emulateLine = cdp.Command[line, cdp.Empty]{Method: "Network.emulateNetworkConditions"}

type line struct {
	Offline            bool    `json:"offline"`
	Latency            float64 `json:"latency"`
	DownloadThroughput float64 `json:"downloadThroughput"`
	UploadThroughput   float64 `json:"uploadThroughput"`
}

// Another opens one more tab of the same reader, in front of this page.
func (p *Page) Another() *Page {
	p.t.Helper()
	return p.browser.page(p.t, p.base, chromedp.WithExistingBrowserContext(chromedp.FromContext(p.ctx).BrowserContextID), chromedp.WithNewWindow(false))
}

// Front brings the page before the reader, who then sees no other tab of it.
func (p *Page) Front() {
	p.t.Helper()
	_, err := chromedp.Call(p.ctx, page.BringToFront, struct{}{})
	p.must("bring to front", err)
}

// Print is the page on A4 paper, as a PDF, kept under a name where -shots says
// in which folder.
func (p *Page) Print(name string) []byte {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	sheet, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
	p.must("print", err)
	if *shots != "" {
		p.keep(name+".pdf", sheet)
	}
	return sheet
}
