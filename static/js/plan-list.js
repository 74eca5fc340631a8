// The list of plans by keyboard: j and k walk, x ticks, e evaluates or edits, c creates, ? tells. Without this file every one
// of them has its link or box. The switch in the dialog turns all single keys off, also "/" (WCAG 2.1.4).
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const results = document.getElementById("plan-results");
  const dialog = document.querySelector("dialog[data-keys]");
  if (!results || !dialog) return;
  const opener = document.querySelector("[data-keys-open]");
  const power = dialog.querySelector("[data-keys-power]");
  const rows = () => [...results.querySelectorAll("tr[data-row]")];
  const here = () => document.activeElement?.closest?.("tr[data-row]");

  function walk(step) {
    const all = rows();
    const at = all.indexOf(here());
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
    next?.querySelector(".cell-main a").focus();
  }

  const KEYS = {
    j: () => walk(1),
    k: () => walk(-1),
    x: () => here()?.querySelector("[data-choose]")?.click(),
    e: () => here()?.dataset.edit && location.assign(here().dataset.edit),
    c: () => document.querySelector("[data-key=c]")?.click(),
    "?": () => dialog.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog");
    const act = KEYS[event.key];
    if (!act || typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat || !singleKeys()) return;
    event.preventDefault();
    act();
  });

  // --- The dialog and its switch.
  power.checked = singleKeys();
  power.addEventListener("change", () => keepSingleKeys(power.checked));
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());

  // --- How many are ticked.
  function count() {
    const told = results.querySelector("[data-bulk-count]");
    if (!told) return;
    const ticked = results.querySelectorAll("[data-choose]:checked").length;
    told.textContent = ticked > 1 ? told.dataset.many.replace("{number}", ticked) : ticked ? told.dataset.one : told.dataset.none;
  }
  results.addEventListener("change", count);
  count();

  // --- A row that became a form takes the focus; Escape gives it back.
  document.addEventListener("htmx:after:swap", () => {
    count();
    const wanted = results.querySelector("[data-focus]");
    if (wanted) {
      wanted.removeAttribute("data-focus");
      wanted.focus();
      return;
    }
    const row = results.querySelector("[data-row-edit]");
    if (row && !row.contains(document.activeElement)) row.querySelector("[data-error-summary], select, .form-input")?.focus();
  });
  results.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-row-edit]");
    if (row && event.key === "Escape") row.querySelector("[data-cancel]").click();
  });
});
