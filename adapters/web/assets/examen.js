// Examination. Each row is saved by itself, by one key and Enter. What is typed
// is kept in the browser until the server has acknowledged it: a row that did
// not get through is sent again by itself, under its own key, so that it counts
// once, also after the page was loaded again.
"use strict";
(() => {
  const all = document.getElementById("examen");
  if (!all || !window.fetch || !window.URLSearchParams) return;
  if ("attend" in all.dataset) { // somebody else may open the session
    document.addEventListener("suivi:direct", (e) => { e.preventDefault(); if (!document.querySelector("main form.touched")) location.reload(); });
  }
  if (!all.querySelector("form.examined")) return;
  const english = document.documentElement.lang === "en";
  const T = (fr, en) => english ? en : fr;
  document.documentElement.classList.add("scripted");
  const names = ["etat", "motif_de_classement", "constat", "observation", "motif_de_remise_en_suivi"];
  const prefix = "suivi.examen/" + all.dataset.garde + "/";
  const retryEvery = 5000;
  // What was typed and is not acknowledged, by reference: { key, version, seen, values, sent }.
  // Seen is the version from before what others recorded, until the reader has chosen.
  const kept = new Map();
  const busy = new Set(); // references of the rows that are under way
  const rowOf = (reference) => document.getElementById("ligne-" + reference);
  const rows = () => [...all.querySelectorAll("form.examined")];
  const time = () => new Date().toLocaleTimeString(english ? "en-GB" : "fr-FR", { hour: "2-digit", minute: "2-digit" });

  let stored = true; // this browser keeps what is typed when the page is left
  let leaving = false; // to sign in again
  const keep = (reference, entry) => {
    kept.set(reference, entry);
    try { localStorage.setItem(prefix + reference, JSON.stringify(entry)); } catch { stored = false; /* no room, or not allowed: this page still has it */ }
    count();
  };
  const drop = (reference) => {
    kept.delete(reference);
    try { localStorage.removeItem(prefix + reference); } catch { /* it was never there */ }
    count();
  };
  const count = () => {
    const waiting = [...kept.values()].filter((e) => e.sent).length;
    const told = document.getElementById("attente");
    told.hidden = waiting === 0;
    told.textContent = waiting === 0 ? "" : T("En attente d'envoi : ", "Waiting to be sent: ") + waiting + T(waiting < 2 ? " ligne. Ne fermez pas cette page." : " lignes. Ne fermez pas cette page.", waiting === 1 ? " row. Do not close this page." : " rows. Do not close this page.");
  };
  const say = (form, text) => { form.querySelector(".kept").textContent = text; };
  // Said again a little later, so that a reader of screens hears of a row that was put in place.
  const announce = (form) => {
    const text = form.querySelector(".kept").textContent;
    say(form, "");
    setTimeout(() => say(form, text), 100);
  };

  // The sign-in is over: what waits goes by itself once the reader is back.
  const askToSignIn = (form) => {
    if (form.querySelector(".kept a")) return;
    const link = document.createElement("a");
    link.href = "/connexion?vers=" + encodeURIComponent(location.pathname + location.search);
    link.textContent = T("connectez-vous de nouveau", "sign in again");
    say(form, T("en attente d'envoi : votre connexion a expiré, votre saisie est gardée ; ", "waiting to be sent: your sign-in is over, what you typed is kept; "));
    form.querySelector(".kept").append(link);
    link.addEventListener("click", () => { leaving = stored; });
  };

  const valuesOf = (form) => {
    const data = new FormData(form), values = {};
    for (const name of names) if (data.has(name)) values[name] = data.get(name);
    return values;
  };
  const entryOf = (form, sent) => ({ key: form.elements.cle.value, version: form.elements.version.value, seen: form.elements.version_lue ? form.elements.version_lue.value : "", values: valuesOf(form), sent });
  const fill = (form, entry) => {
    form.elements.cle.value = entry.key;
    form.elements.version.value = entry.version;
    for (const name of names) {
      if (name === "etat") for (const radio of form.querySelectorAll("input[name=etat]")) radio.checked = radio.value === entry.values.etat;
      else if (form.elements[name] && entry.values[name] !== undefined) form.elements[name].value = entry.values[name];
    }
    form.classList.add("touched");
  };
  // A ULID, as the server makes them.
  const newKey = () => {
    const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let now = Date.now(), key = "";
    for (let i = 0; i < 10; i++) { key = letters[now % 32] + key; now = Math.floor(now / 32); }
    for (const b of crypto.getRandomValues(new Uint8Array(16))) key += letters[b % 32];
    return key;
  };

  // Puts a row in the place of the one that stands there; what had the focus has it again.
  const put = (fresh) => {
    const old = document.getElementById(fresh.id);
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const radio = focused && focused.name === "etat" ? focused.value : "";
    old.replaceWith(fresh);
    if (!focused) return;
    const again = radio ? fresh.querySelector('input[name=etat][value="' + radio + '"]') : focused.id && document.getElementById(focused.id) || fresh.querySelector("button");
    if (again) again.focus({ preventScroll: true });
  };
  const progress = (page) => {
    const fresh = page.getElementById("avancement"), old = document.getElementById("avancement");
    if (fresh && old && fresh.dataset.n + fresh.dataset.sur !== old.dataset.n + old.dataset.sur) old.replaceChildren(...fresh.childNodes), old.dataset.n = fresh.dataset.n, old.dataset.sur = fresh.dataset.sur;
  };

  document.addEventListener("input", (e) => {
    const form = e.target.closest("form.examined");
    if (!form) return;
    const reference = form.dataset.ligne, before = kept.get(reference);
    // What may be under way already under its key is another thing now.
    if (before && before.sent) form.elements.cle.value = newKey();
    form.classList.add("touched");
    say(form, T("pas encore enregistrée", "not saved yet"));
    keep(reference, entryOf(form, false));
  });

  const save = (form) => {
    const reference = form.dataset.ligne;
    if (!form.classList.contains("touched") && !form.dataset.refus) return;
    keep(reference, entryOf(form, true));
    send(reference);
  };
  const send = async (reference) => {
    const entry = kept.get(reference), form = rowOf(reference);
    if (!entry || !entry.sent || !form || busy.has(reference)) return;
    busy.add(reference);
    if (!form.querySelector(".kept a")) say(form, T("envoi…", "sending…"));
    let answer = null, page = null;
    try {
      const body = new URLSearchParams({ jeton_formulaire: form.elements.jeton_formulaire.value, cle: entry.key, version: entry.version, ligne: reference, ...entry.values });
      if (entry.seen) body.set("version_lue", entry.seen);
      answer = await fetch(form.action.split("#")[0], { method: "POST", headers: { "Suivi-Ligne": "1" }, body });
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch { answer = null; }
    busy.delete(reference);
    const row = rowOf(reference), fresh = page && page.getElementById("ligne-" + reference);
    if (answer && answer.status === 401) {
      row.classList.add("touched");
      askToSignIn(row);
      return;
    }
    if (!answer || answer.status >= 500 || !fresh) {
      const why = answer && answer.status < 500 && page.querySelector("main p:not([hidden])");
      row.classList.add("touched");
      say(row, T("en attente d'envoi", "waiting to be sent") + (why ? T(" : ", ": ") + why.textContent : ""));
      return;
    }
    const now = kept.get(reference);
    if (now !== entry) { // it was changed while it was under way
      if (answer.ok) {
        progress(page);
        row.elements.version.value = row.dataset.version = fresh.dataset.version;
        row.dataset.etat = fresh.dataset.etat;
        row.querySelectorAll(".refused, [name=version_lue]").forEach((e) => e.remove());
        keep(reference, { ...now, version: fresh.dataset.version, seen: "" });
      }
      if (now && now.sent) send(reference);
      return;
    }
    progress(page);
    put(fresh);
    if (answer.ok) {
      drop(reference);
      announce(fresh);
      return;
    }
    fresh.classList.add("touched");
    keep(reference, entryOf(fresh, false));
  };
  const sendAll = () => { for (const [reference, entry] of kept) if (entry.sent) send(reference); };
  setInterval(sendAll, retryEvery);
  window.addEventListener("online", sendAll);
  window.addEventListener("beforeunload", (e) => { if (kept.size > 0 && !leaving) { e.preventDefault(); e.returnValue = ""; } });

  document.addEventListener("submit", (e) => {
    const form = e.target.closest("form.examined");
    if (!form) return;
    e.preventDefault();
    save(form);
  });
  // The row as the server has it, and more of it where that is asked.
  const ask = async (reference, more) => {
    const answer = await fetch(rowOf(reference).querySelector("a.theirs").href.split("#")[0] + more, { headers: { "Suivi-Ligne": "1" } });
    return answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("ligne-" + reference);
  };
  // Keeping what is recorded lets go of what was typed.
  document.addEventListener("click", async (e) => {
    const link = e.target.closest("a.theirs");
    if (!link) return;
    e.preventDefault();
    const reference = link.closest("form.examined").dataset.ligne;
    try {
      const fresh = await ask(reference, "");
      if (fresh) { drop(reference); put(fresh); }
    } catch { say(link.closest("form.examined"), T("la ligne est coupée : recommencez", "the line is cut: try again")); }
  });
  // What others recorded since a row was first seen is shown before anything is
  // sent over it.
  const showMeanwhile = async (reference, entry) => {
    try {
      const fresh = await ask(reference, "&version_lue=" + entry.seen);
      if (!fresh || !fresh.elements || !fresh.elements.version_lue || kept.get(reference) !== entry) return;
      fill(fresh, { ...entry, key: fresh.elements.cle.value, version: fresh.elements.version.value });
      put(fresh);
      keep(reference, entryOf(fresh, false));
    } catch { /* the line is cut: what is sent names the version first seen, and is refused */ }
  };

  const goTo = (form) => {
    if (!form) { // there is none further: on to the next stretch of a long list
      const next = document.querySelector('main a[rel="next"]');
      if (next) next.focus();
      return;
    }
    form.focus({ preventScroll: true });
    form.scrollIntoView({ block: "center" });
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.defaultPrevented) return;
    const at = e.target, within = at.closest("form.examined"), list = rows();
    const writing = at.matches("textarea, select, input:not([type=radio])");
    if (!within && (writing || at.matches("a, button"))) return;
    // Before any row has the focus the keys are for the first that is not examined.
    const form = within || list.find((r) => r.dataset.etat === "") || list[0];
    const step = (n) => { e.preventDefault(); goTo(within ? list[list.indexOf(within) + n] : form); };
    if (e.key === "Enter") {
      if (!within) return;
      if (at.matches("a, button") || e.shiftKey && at.matches("textarea")) return;
      save(form);
      step(1);
    } else if (e.key === "Escape" && writing) {
      form.focus();
    } else if (!writing) {
      const key = e.key.toLowerCase();
      if (key === "arrowdown" || key === "j") return step(1);
      if (key === "arrowup" || key === "k") return step(-1);
      // By its place, since figures take the shift key on French keyboards.
      const figure = /^(?:Digit|Numpad)([1-4])$/.exec(e.code);
      const radio = [...form.querySelectorAll("input[name=etat]")].find((r) => r.dataset.touches.toLowerCase().split(" ").includes(figure ? figure[1] : key));
      if (!radio) return;
      e.preventDefault();
      if (!within) goTo(form);
      radio.checked = true;
      radio.dispatchEvent(new Event("input", { bubbles: true }));
      (radio.value === "classee" ? form.elements.motif_de_classement : radio).focus({ preventScroll: true });
    }
  });

  // What others save shows, but in the rows that are being written.
  document.addEventListener("suivi:direct", async (e) => {
    e.preventDefault();
    let page;
    try {
      const answer = await fetch(location.href, { headers: { "Suivi-Direct": "1" } });
      if (!answer.ok || answer.redirected) return;
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch { return; }
    if (!page.getElementById("examen")) return;
    progress(page);
    let last = null;
    for (const fresh of page.querySelectorAll("#examen > .examined")) {
      const old = document.getElementById(fresh.id);
      if (!old) {
        if (last) last.after(fresh); else all.prepend(fresh);
        last = fresh;
        continue;
      }
      last = old;
      if (Number(fresh.dataset.version) <= Number(old.dataset.version) || busy.has(old.dataset.ligne)) continue;
      const mine = kept.get(old.dataset.ligne);
      if (mine) {
        if (!mine.sent) say(old, T("quelqu'un a enregistré sur cette ligne à ", "somebody recorded on this row at ") + time() + T(" ; votre saisie est gardée", "; what you typed is kept"));
        continue;
      }
      put(fresh);
      last = fresh;
      if (fresh.querySelector(".kept")) say(fresh, T("mise à jour à ", "updated at ") + time() + T(" : enregistrée par quelqu'un d'autre", ": saved by somebody else"));
    }
  });

  try {
    for (let i = 0; i < localStorage.length; i++) {
      const name = localStorage.key(i);
      if (name.startsWith(prefix) && rowOf(name.slice(prefix.length))) kept.set(name.slice(prefix.length), JSON.parse(localStorage.getItem(name)));
    }
  } catch { /* nothing is kept here */ }
  for (const [reference, entry] of kept) {
    const form = rowOf(reference);
    if (!entry.sent) {
      entry.version = entry.seen ||= entry.version;
      if (Number(entry.seen) < Number(form.dataset.version)) showMeanwhile(reference, entry);
    }
    fill(form, entry);
    say(form, entry.sent ? T("en attente d'envoi", "waiting to be sent") : T("saisie gardée, pas encore enregistrée", "kept as typed, not saved yet"));
  }
  count();
  sendAll();
})();
