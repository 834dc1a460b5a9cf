// Decides candidates without leaving the page, by keys too. Without this script every button
// and link works as it is: the server sends the next page.
"use strict";

const AREA = "review";
const POLL = 1200;
let busy = false;

function area() {
  return document.getElementById(AREA);
}

function inField(target) {
  return target.closest("input:not([type=checkbox]):not([type=submit]), textarea, select") !== null;
}

// The word in hand stands a third down its pane; the page itself does not jump.
function showCurrent() {
  const pane = document.querySelector("[data-pane]");
  const mark = pane && pane.querySelector(".cand-current");
  if (!mark) return;
  const offset = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += offset - pane.clientHeight / 3;
}

function swap(html, address) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(AREA);
  const old = area();
  if (!fresh || !old) {
    window.location.assign(address);
    return;
  }
  const opened = old.querySelector("[data-all]");
  const keep = opened && opened.open;
  const pane = old.querySelector("[data-pane]");
  const place = pane ? pane.scrollTop : 0;
  old.replaceWith(document.adoptNode(fresh));
  const all = fresh.querySelector("[data-all]");
  if (all && keep) all.open = true;
  const newPane = fresh.querySelector("[data-pane]");
  if (newPane) newPane.scrollTop = place;
  showCurrent();
  const wrong = fresh.querySelector(".errors input, .errors textarea, .errors select");
  const head = wrong || fresh.querySelector("[data-inhand]");
  if (head) head.focus({ preventScroll: !wrong });
  watch();
}

async function go(address, options) {
  if (busy) return;
  busy = true;
  area().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    const html = await answer.text();
    window.history.replaceState(null, "", answer.url);
    swap(html, answer.url);
  } catch {
    // No answer: let the browser try, and show its own error.
    window.location.assign(address);
  } finally {
    busy = false;
    const now = area();
    if (now) now.removeAttribute("aria-busy");
  }
}

// While the text is being read, look again until there is something to decide.
function watch() {
  const now = area();
  if (now && now.hasAttribute("data-reading")) {
    window.setTimeout(() => go(window.location.href, {}), POLL);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-swap]");
  if (!form) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  go(form.action || window.location.href, { method: "POST", body: data });
});

document.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("a[data-swap], a.cand");
  if (!link || !link.closest(`#${AREA}`)) return;
  event.preventDefault();
  go(link.href, {});
});

function openAndFocus(selector, inside) {
  const details = document.querySelector(selector);
  if (details) details.open = true;
  const target = (details || document).querySelector(inside);
  if (target) target.focus();
}

document.addEventListener("keydown", (event) => {
  if (!area() || event.altKey || event.metaKey || event.isComposing) return;
  if (inField(event.target)) {
    if (event.key === "Escape") event.target.blur();
    if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      const accept = document.querySelector("[name=accept][value=draft]");
      if (accept) accept.click();
    }
    return;
  }
  if (event.ctrlKey || event.repeat) return;
  const key = { ArrowRight: "n", ArrowLeft: "p" }[event.key] || event.key;
  if (key === "e") {
    event.preventDefault();
    openAndFocus("[data-draft]", "[name=title]");
    return;
  }
  if (key === "s") {
    event.preventDefault();
    openAndFocus("[data-splitter]", "[name=split]");
    return;
  }
  if (key === "?") {
    const keys = document.querySelector(".q-keys");
    keys.open = !keys.open;
    return;
  }
  const button = /^[a-z0-9]$/.test(key) && document.querySelector(`[data-key="${key}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});

showCurrent();
watch();
