// The quick way out of a page that somebody else must not see: the link works by itself. With this file Escape three times does
// the same, the page is not in the history, and going back does not show it again.
"use strict";

const LEFT = "left-quickly";
const WITHIN = 5_000;
let escapes = [];

function leave(link) {
  try {
    sessionStorage.setItem(LEFT, link.href);
  } catch {
    // Then only the history is kept clean.
  }
  document.documentElement.hidden = true;
  location.replace(link.href);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-quick-exit]");
  if (!link) return;
  event.preventDefault();
  leave(link);
});

document.addEventListener("keydown", (event) => {
  const link = event.key === "Escape" && document.querySelector("[data-quick-exit]");
  if (!link) return;
  const now = Date.now();
  escapes = [...escapes.filter((at) => now - at < WITHIN), now];
  if (escapes.length >= 3) leave(link);
});

window.addEventListener("pageshow", (event) => {
  let away = null;
  try {
    away = sessionStorage.getItem(LEFT);
    const cameBack = event.persisted || performance.getEntriesByType("navigation")[0]?.type === "back_forward";
    if (away && cameBack) {
      document.documentElement.hidden = true;
      location.replace(away);
    } else {
      sessionStorage.removeItem(LEFT);
    }
  } catch {
    // Nothing is kept here, so there is nothing to go by.
  }
});
