package web_test

import (
	"fmt"
	"strings"

	"suivi/adapters/web/browsertest"
)

// hand is how somebody works the pages: with the mouse, or by the keyboard
// alone, and then sees at each stop where the focus is.
type hand struct {
	*browsertest.Page
	s        *site
	keyboard bool
	scripts  bool
}

// seenFocus says what is wrong with the element that has the focus: none may
// have it without showing it.
const seenFocus = `(() => {
	const e = document.activeElement;
	if (!e || e === document.body) return "";
	const what = e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + " « " + (e.getAttribute("aria-label") || e.innerText || e.name || "").slice(0, 60) + " »";
	const style = getComputedStyle(e), boxes = [...e.getClientRects()];
	if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return what + " has no ring";
	const points = boxes.flatMap((b) => [[b.left + b.width / 2, b.top + b.height / 2], [b.left + 2, b.top + 2], [b.right - 2, b.bottom - 2]]);
	const shows = points.some(([x, y]) => { const on = document.elementFromPoint(x, y); return on && (on === e || e.contains(on) || on.contains(e) && on.tagName === "LABEL"); });
	return shows ? "" : what + " is out of sight or covered";
})()`

// to brings the focus to an element by the tabulator.
func (h hand) to(element string) {
	h.s.t.Helper()
	for range 150 {
		at := browsertest.Eval[struct {
			There bool
			Wrong string
		}](h.Page, fmt.Sprintf(`({There: document.activeElement !== null && document.activeElement.matches(%q), Wrong: %s})`, element, seenFocus))
		if at.Wrong != "" {
			h.s.t.Errorf("%s, on the way to %s: %s", h.Path(), element, at.Wrong)
		}
		if at.There {
			return
		}
		h.Press("\t")
	}
	h.s.t.Fatalf("%s: the tabulator does not reach %s", h.Path(), element)
}

// follow goes where a link or a button leads.
func (h hand) follow(element string) {
	h.s.t.Helper()
	if !h.keyboard {
		h.Follow(element)
		return
	}
	h.to(element)
	h.PressThrough("\r")
}

func (h hand) write(into, text string) {
	h.s.t.Helper()
	if !h.keyboard {
		h.Type(into, text)
		return
	}
	h.to(into)
	h.Press(text)
}

// open opens what is folded.
func (h hand) open(summary string) {
	h.s.t.Helper()
	if !h.keyboard {
		h.Click(summary)
		return
	}
	h.to(summary)
	h.Press("\r")
}

// tick chooses a radio button or a box.
func (h hand) tick(element string) {
	h.s.t.Helper()
	if !h.keyboard {
		h.Click(element)
		return
	}
	group := browsertest.Eval[string](h.Page, fmt.Sprintf(`(() => { const e = document.querySelector(%q); return "#" + CSS.escape(e.form.id || (e.form.id = "f" + Math.random())) + " input[name=\"" + e.name + "\"]"; })()`, element))
	h.to(group)
	h.Press(" ")
	for range 9 {
		if browsertest.Eval[bool](h.Page, fmt.Sprintf(`document.querySelector(%q).checked`, element)) {
			return
		}
		h.Press(arrowDown)
	}
	h.s.t.Fatalf("%s: the keys do not choose %s", h.Path(), element)
}

// pick chooses of a list what has a label that begins so: the browser itself draws the
// list, so that a mouse cannot be shown there.
func (h hand) pick(in, label string) {
	h.s.t.Helper()
	value := browsertest.Eval[string](h.Page, fmt.Sprintf(`([...document.querySelector(%q).options].find((o) => o.text.startsWith(%q)) || {value: "no such label"}).value`, in, label))
	if h.keyboard {
		h.to(in)
		h.Press(label)
	} else {
		h.Choose(in, value)
	}
	if got := browsertest.Eval[string](h.Page, fmt.Sprintf(`document.querySelector(%q).value`, in)); got != value {
		h.s.t.Fatalf("%s: %s is %q, not %q", h.Path(), in, got, value)
	}
}

const arrowDown = "\u0301"

// examine retains an état of a row, in the words of the session.
func (h hand) examine(reference, state, key, finding, remark string) {
	h.s.t.Helper()
	row := fmt.Sprintf(`[data-ligne=%q]`, reference)
	if h.keyboard {
		h.Until(fmt.Sprintf(`document.activeElement.dataset.ligne === %q`, reference))
		h.Press(key)
	} else {
		h.Click(row + " input[value=" + state + "]")
	}
	if finding != "" {
		h.write(row+" [name=constat]", finding)
	}
	if remark != "" {
		h.write(row+" [name=observation]", remark)
	}
	switch {
	case h.keyboard:
		h.Press("\r")
	case h.scripts:
		h.Click(row + " .send button")
	default:
		h.Follow(row + " .send button")
	}
	h.saved(reference, state)
}

// saved waits until the page says that the row is saved with an état.
func (h hand) saved(reference, state string) {
	h.s.t.Helper()
	h.Until(fmt.Sprintf(`(() => { const row = document.querySelector('[data-ligne=%q]'); return row.dataset.etat === %q && row.querySelector(".kept").innerText.startsWith("enregistrée"); })()`, reference, state))
}

// lines are those of a text, without what only spaces make.
func lines(text string) (all []string) {
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// quiet asks that no page complained.
func (h hand) quiet() {
	h.s.t.Helper()
	for _, said := range h.Complaints() {
		h.s.t.Errorf("%s is complained of: %s", h.Path(), said)
	}
}
