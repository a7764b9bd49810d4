// What pages do better with a script; each works without.
"use strict";

// A page that is open shows what others record: it is asked again, and what it
// says replaces what it said, unless its reader is writing.
(() => {
  const where = document.body.dataset.direct;
  if (!where || !window.EventSource || !window.fetch) return;
  const english = document.documentElement.lang === "en";
  let due = 0;
  // A form stays from the first letter on and while its reader is in it, and so does a refusal.
  const writing = () => document.querySelector("main form.touched, main .refused") !== null
    || document.activeElement !== null && document.activeElement.matches("main input, main select, main textarea");
  document.addEventListener("input", (e) => {
    const form = e.target.form;
    if (form && form.closest("main")) form.classList.add("touched");
  });
  const say = (text) => {
    const told = document.getElementById("direct");
    if (told) { told.textContent = text; told.hidden = false; }
  };
  const again = (after) => { if (!due) due = setTimeout(renew, after); };
  const renew = async () => {
    due = 0;
    // A page that renews itself says so by taking the event.
    if (!document.dispatchEvent(new CustomEvent("suivi:direct", { cancelable: true }))) return;
    if (writing()) {
      say(english ? "Somebody has recorded something since. What you are typing is kept; see the page again once you have sent it." : "Quelqu'un a enregistré depuis. Ce que vous tapez est gardé ; revoyez la page une fois envoyé.");
      return;
    }
    try {
      const answer = await fetch(location.href, { headers: { "Suivi-Direct": "1" } });
      if (answer.redirected) {
        say(english ? "This page is out of date: sign in again to see what was recorded since." : "Cette page n'est plus à jour : reconnectez-vous pour voir ce qui a été enregistré depuis.");
        return;
      }
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("main"), main = document.querySelector("main");
      if (!fresh || writing()) return;
      const foot = page.querySelector("footer > p"), footer = document.querySelector("footer > p");
      if (foot && footer) footer.replaceWith(foot);
      const told = main.querySelector("#direct"), said = main.querySelector(".said");
      if (said) fresh.querySelector("h1").after(said.cloneNode(true));
      const was = told && [told.hidden, told.textContent];
      if (told) { told.hidden = true; told.textContent = ""; }
      if (fresh.innerHTML === main.innerHTML) {
        if (told) [told.hidden, told.textContent] = was;
        return;
      }
      const focused = document.activeElement && document.activeElement.id;
      const key = (d, i) => d.id || "#" + i;
      const open = new Map([...main.querySelectorAll("details")].map((d, i) => [key(d, i), d.open]));
      main.replaceChildren(...fresh.childNodes);
      main.querySelectorAll("details").forEach((d, i) => { if (open.has(key(d, i))) d.open = open.get(key(d, i)); });
      if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
      say((english ? "Updated at " : "Mis à jour à ") + new Date().toLocaleTimeString(english ? "en-GB" : "fr-FR") + (english ? ": somebody has recorded something." : " : quelqu'un a enregistré."));
    } catch { again(5000); } // the line is down, or the server starts anew
  };
  // A browser opens few connections to one host: a page that nobody sees gives
  // its own up, and catches up when it is seen again. A line that is cut is
  // taken up by the browser; one that was refused, here.
  let source = null, last = document.body.dataset.position, later = 0;
  const listen = () => {
    if (document.hidden === (source === null)) return;
    if (document.hidden) { source.close(); source = null; return; }
    const line = source = new EventSource(where + "?depuis=" + encodeURIComponent(last));
    line.onmessage = (e) => { last = e.lastEventId || last; again(300); };
    line.onerror = () => {
      if (line.readyState !== EventSource.CLOSED || line !== source) return;
      source = null;
      again(300); // the page says so where its reader is signed out
      if (!later) later = setTimeout(() => { later = 0; listen(); }, 10000);
    };
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => { if (source) { source.close(); source = null; } });
  addEventListener("pageshow", listen);
  listen();
})();

// Sessions: Enter adds what a form of a list holds, Shift+Enter makes a line;
// a sentence is copied.
document.documentElement.classList.add("scripted");
document.addEventListener("keydown", (e) => {
  if (e.key !== "Enter" || e.shiftKey || e.isComposing || e.target.tagName !== "TEXTAREA") return;
  const form = e.target.closest("form.enter");
  if (!form || !form.requestSubmit) return;
  e.preventDefault();
  form.requestSubmit();
});
(() => {
  if (!navigator.clipboard) return;
  document.documentElement.classList.add("clipboard");
  document.addEventListener("click", (e) => {
    const button = e.target.closest("[data-copy] button");
    if (!button) return;
    const p = button.parentElement;
    navigator.clipboard.writeText(document.getElementById(p.dataset.copy).textContent.trim()).then(() => {
      p.querySelector("[role=status]").textContent = document.documentElement.lang === "en" ? "Copied." : "Copiée.";
    });
  });
})();
