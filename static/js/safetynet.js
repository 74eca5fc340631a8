// The few things a page does better with JavaScript. Every one of them has a way without: leave this file out and
// all still works. Words come from the page's data attributes, so nothing here needs translating.
"use strict";

const clockTime = () => new Intl.DateTimeFormat("da", { hour: "2-digit", minute: "2-digit" }).format(new Date()).replace(":", ".");

// --- Errors first: the summary takes the focus, its links go into the field.
function focusErrors() {
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  const folded = field.closest("details:not([open])");
  if (folded) folded.open = true;
  (document.querySelector(`label[for="${CSS.escape(field.id)}"]`) || field).scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
});

// --- Single keys can be turned off on the list of plans; the browser keeps the choice.
function singleKeys() {
  try {
    return localStorage.getItem("single-keys") !== "off";
  } catch {
    return true;
  }
}
function keepSingleKeys(on) {
  try {
    localStorage.setItem("single-keys", on ? "on" : "off");
  } catch {
    // Then it holds until the page is left.
  }
}

// --- Keys: “/” to the search field; Escape closes an open menu and gives the focus back.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && singleKeys() && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = [...document.querySelectorAll("[data-shortcut='/']")].find((field) => field.checkVisibility());
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
  if (event.key === "Escape") {
    document.querySelectorAll("details.dropdown[open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.dropdown[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

// --- One click, one submission. The button keeps its name and value, so it is not disabled.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.target) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.querySelectorAll("button[type=submit]").forEach((button) => button.setAttribute("aria-disabled", "true"));
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  });
});

// What is typed and ticked; chosen files go with the form itself, not every ten seconds.
function typedIn(form) {
  const typed = new FormData(form);
  form.querySelectorAll("input[type=file]").forEach((field) => typed.delete(field.name));
  return typed;
}

// --- Drafts save as you type: <form data-autosave="/address/" data-saved="Saved at {time}" data-unsaved="…">
// The answer may be JSON {"fields": {"version": "4"}, "autosave": "/new/address/", "note": "…"}; all are optional.
// A 409 stops the saving: its note says what the person is to do.
function autosave(form) {
  const note = form.querySelector("[data-save-note]");
  let dirty = false;
  let busy = false;
  let stopped = false;
  let wanted = null; // the button pressed while a save was on its way: the form goes after it, knowing what was saved
  const say = (text) => {
    if (note) note.textContent = text;
  };

  async function save(keepalive = false) {
    if (!dirty || busy || stopped || form.dataset.sent) return;
    busy = true;
    dirty = false;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: typedIn(form),
        headers: { "X-Autosave": "1", Accept: "application/json" },
        keepalive,
        redirect: "error",
      });
      if (answer.status === 409) {
        stopped = true;
        say((await answer.json()).note);
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
      take(told);
      say(told.note ?? form.dataset.saved.replace("{time}", clockTime()));
    } catch {
      dirty = true;
      say(form.dataset.unsaved);
    } finally {
      busy = false;
      if (wanted) form.requestSubmit(wanted);
      wanted = null;
    }
  }

  function take(answer) {
    for (const [name, value] of Object.entries(answer.fields ?? {})) {
      const field = form.elements.namedItem(name);
      if (field && "value" in field) field.value = value;
    }
    if (answer.autosave) form.dataset.autosave = answer.autosave;
  }

  form.addEventListener("input", () => {
    dirty = true;
  });
  form.addEventListener("submit", (event) => {
    if (!busy || !event.submitter) return;
    event.preventDefault();
    wanted = event.submitter;
  });
  form.addEventListener("focusout", () => save());
  document.addEventListener("visibilitychange", () => document.hidden && save(true));
  setInterval(save, 10_000);
}

// --- A date field gets the browser's calendar beside it; what is typed and shown stays day-month-year.
function datePicker(wrap) {
  const typed = wrap.querySelector("input");
  const button = wrap.querySelector("[data-date-button]");
  const picker = Object.assign(document.createElement("input"), { type: "date", className: "date-native", tabIndex: -1 });
  picker.setAttribute("aria-hidden", "true");
  if (!button || !("showPicker" in picker)) return;
  wrap.append(picker);
  button.hidden = false;
  button.addEventListener("click", () => {
    const [, day, month, year] = typed.value.match(/^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/) ?? [];
    picker.value = year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
    picker.showPicker();
  });
  picker.addEventListener("change", () => {
    const [year, month, day] = picker.value.split("-");
    typed.value = year ? `${day}-${month}-${year}` : "";
    typed.dispatchEvent(new Event("input", { bubbles: true }));
    typed.focus();
  });
}

// --- Text fields grow with their text where the style sheet alone cannot do it.
function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  const fit = () => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 4}px`;
  };
  area.addEventListener("input", fit);
  fit();
}

// --- A list one can drag; without JavaScript its up and down buttons submit. <form data-sortable><ol>…
function sortable(form) {
  const list = form.querySelector(".sortable");
  let dragged = null;
  list.querySelectorAll(":scope > li").forEach((item) => {
    item.draggable = true;
  });
  const itemAt = (event) => event.target.closest?.(".sortable > li");
  const clear = () => list.querySelectorAll(".is-target").forEach((item) => item.classList.remove("is-target"));
  list.addEventListener("dragstart", (event) => {
    dragged = itemAt(event);
    dragged?.classList.add("is-dragged");
  });
  list.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    clear();
    itemAt(event)?.classList.add("is-target");
  });
  list.addEventListener("drop", (event) => {
    const target = itemAt(event);
    if (!dragged || !target || target === dragged) return;
    event.preventDefault();
    const downwards = dragged.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING;
    downwards ? target.after(dragged) : target.before(dragged);
    form.requestSubmit(form.querySelector("[data-sortable-save]"));
  });
  list.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    dragged = null;
    clear();
  });
}

// --- Two minutes before the session ends the page says so, and one click keeps it.
function sessionWatch(dialog) {
  const seconds = Number(dialog.dataset.sessionEnds);
  const warnBefore = 120;
  let timer = 0;
  const wait = (left) => {
    clearTimeout(timer);
    timer = setTimeout(() => dialog.showModal(), Math.max(0, left - warnBefore) * 1000);
  };
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    delete form.dataset.sent;
    form.querySelector("button").removeAttribute("aria-disabled");
    if (!answer?.ok || answer.redirected) return;
    dialog.close();
    wait(Number(dialog.dataset.sessionLasts));
  });
  wait(seconds);
}

const ENHANCERS = {
  "form[data-autosave]": autosave,
  "[data-date-field]": datePicker,
  textarea: grow,
  "form[data-sortable]": sortable,
};

// Each piece of the page once, also when only a part of it was swapped.
const enhanced = new WeakSet();
function enhance() {
  for (const [selector, better] of Object.entries(ENHANCERS)) {
    document.querySelectorAll(selector).forEach((node) => {
      if (enhanced.has(node)) return;
      enhanced.add(node);
      better(node);
    });
  }
}

document.addEventListener("DOMContentLoaded", () => {
  enhance();
  focusErrors();
  const dialog = document.querySelector("dialog[data-session-ends]");
  if (dialog) sessionWatch(dialog);
});
document.addEventListener("htmx:after:swap", () => {
  enhance();
  focusErrors();
});
