// Adds and drops rows without a round trip. Without this script the same buttons send the
// form, and the server adds the row.
"use strict";

const MARK = "__n__";

function nextKey(form) {
  let last = 0;
  for (const input of form.querySelectorAll("input[name^='evidence-'][name$='-key']")) {
    const found = /^E(\d+)$/i.exec(input.value.trim());
    if (found) last = Math.max(last, Number(found[1]));
  }
  return "E" + String(last + 1).padStart(2, "0");
}

function previousDocument(part) {
  const typed = [...part.querySelectorAll("[data-rows] input[name$='-document']")];
  const filled = typed.filter((input) => input.value).pop();
  return filled ? filled.value : "";
}

function addRow(part) {
  const count = part.querySelector("[data-count]");
  const markup = part.querySelector("template").innerHTML.replaceAll(MARK, count.value);
  const holder = document.createElement("div");
  holder.innerHTML = markup;
  const row = holder.querySelector("[data-row]");
  if (part.dataset.part === "evidence") {
    row.querySelector("input[name$='-key']").value = nextKey(part.closest("form"));
  }
  if (part.dataset.part === "citations") {
    row.querySelector("input[name$='-document']").value = previousDocument(part);
  }
  part.querySelector("[data-rows]").append(row);
  count.value = String(Number(count.value) + 1);
  const first = row.querySelector("input:not([type=hidden]), textarea, select");
  if (first) first.focus();
}

function growList(list) {
  const fields = [...list.querySelectorAll("input, textarea")];
  const last = fields[fields.length - 1];
  if (!last || !last.value) return;
  const next = last.cloneNode(false);
  next.value = "";
  next.removeAttribute("id");
  next.setAttribute("aria-label", String(fields.length + 1));
  list.append(next);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add]");
  if (!button) return;
  event.preventDefault();
  addRow(button.closest("[data-part]"));
});

document.addEventListener("input", (event) => {
  const list = event.target.closest("[data-list-input]");
  if (list) growList(list);
});

document.addEventListener("change", (event) => {
  if (!event.target.closest("[data-remove]")) return;
  event.target.closest("[data-row]").classList.toggle("ed-removed", event.target.checked);
});

// Ctrl+Enter saves from anywhere in the form.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("form");
  const button = form && form.querySelector(".ed-default");
  if (button) form.requestSubmit(button);
});

// A page left with unsaved words asks first.
let changed = false;
document.addEventListener("input", (event) => {
  if (event.target.closest("form[method=post]")) changed = true;
});
document.addEventListener("submit", () => {
  changed = false;
});
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});

// Bring the first problem into view.
const problem = document.querySelector(".ed-conflict, .ed-field.errors, .ed-row .errorlist");
if (problem) {
  problem.scrollIntoView({ block: "center" });
  const field = problem.querySelector("input:not([type=hidden]), textarea, select");
  if (field) field.focus({ preventScroll: true });
}
