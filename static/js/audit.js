// The self-audit works without this file: its one button saves the whole page. With it every answer saves itself, the answers of
// others come in, and keys 1 to 4 answer. Words come from the page's data attributes.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const sheet = document.querySelector("[data-audit]");
  const bar = document.getElementById("audit-form");
  if (!sheet || !bar) return;

  const WAIT = 1200; // ms after the last letter
  const AGAIN = 8000; // ms until what could not be saved is tried again
  const LOOK = 20_000; // ms between two looks at what others have answered
  const IDLE = 300_000; // ms without a hand on the page: then it stops looking, so that the session may end
  const note = bar.querySelector("[data-save-note]");
  const articles = [...sheet.querySelectorAll("[data-question]")];
  const told = new Map(articles.map((one) => [one, { dirty: false, busy: null, stuck: false, timer: 0 }]));
  let since = sheet.dataset.since;
  let stopped = false;
  let touchedAt = Date.now();

  const field = (article, name) => article.querySelector(`[name="${article.dataset.question}-${name}"]:not([type=radio])`);
  const radios = (article) => [...article.querySelectorAll("input[type=radio]")];
  const chosen = (article) => radios(article).find((one) => one.checked)?.value ?? "";
  const say = (text) => {
    note.textContent = text;
  };
  const numberOf = (article) => article.querySelector(".sn-audit-number").textContent;

  // --- Saving
  function body(article) {
    const data = new FormData();
    const prefix = article.dataset.question;
    data.append("csrfmiddlewaretoken", bar.querySelector("[name=csrfmiddlewaretoken]").value);
    data.append("since", since);
    data.append(`${prefix}-answer`, chosen(article));
    for (const name of ["comment", "view", "version", "was"]) data.append(`${prefix}-${name}`, field(article, name).value);
    return data;
  }

  function touched(article, wait) {
    const state = told.get(article);
    state.dirty = true;
    clearTimeout(state.timer);
    if (!state.stuck) state.timer = setTimeout(() => save(article), wait);
  }

  // One save of a question at a time; what is changed meanwhile goes after it.
  function save(article) {
    const state = told.get(article);
    clearTimeout(state.timer);
    if (!state.dirty || state.stuck || stopped) return state.busy ?? Promise.resolve();
    if (state.busy) return state.busy.then(() => save(article));
    state.dirty = false;
    state.busy = post(article, state).finally(() => {
      state.busy = null;
    });
    return state.busy;
  }

  async function post(article, state) {
    try {
      const answer = await fetch(article.dataset.save, {
        method: "POST",
        body: body(article),
        headers: { "X-Autosave": "1", Accept: "application/json" },
        keepalive: true,
        redirect: "error",
      });
      if (![200, 409, 422].includes(answer.status)) throw new Error(String(answer.status));
      await take(article, state, await answer.json());
    } catch {
      state.dirty = true;
      say(sheet.dataset.unsaved);
      state.timer = setTimeout(() => save(article), AGAIN);
    }
  }

  function take(article, state, answer) {
    showErrors(article, answer.errors ?? {});
    if (answer.stopped) return stop(answer.stopped, state);
    if (answer.errors || answer.conflict) {
      state.dirty = true;
      state.stuck = Boolean(answer.conflict);
      if (answer.conflict) showConflict(article, answer.conflict);
      say(sheet.dataset.look.replace("{number}", numberOf(article)));
    } else {
      field(article, "version").value = answer.version;
      field(article, "was").value = answer.was;
      showBy(article, answer.by);
      showParts(article, answer.parts);
      say(sheet.dataset.saved.replace("{time}", clockTime()));
    }
    news(answer);
  }

  function stop(text, state) {
    stopped = true;
    if (state) state.dirty = true;
    say(text);
  }

  // --- What the answer to a save shows
  function showErrors(article, errors) {
    article.querySelectorAll("[data-error]").forEach((place) => {
      const text = errors[place.dataset.error] ?? "";
      place.textContent = text;
      place.hidden = !text;
      place.closest(".form-group").classList.toggle("form-error", Boolean(text));
      field(article, place.dataset.error).toggleAttribute("aria-invalid", Boolean(text));
      if (text) field(article, place.dataset.error).setAttribute("aria-invalid", "true");
    });
  }

  function showBy(article, by) {
    article.querySelector("[data-by]").textContent = by ? sheet.dataset.by.replace("{by}", by) : "";
  }

  // Actions and help are drawn anew only when they come or go: nothing that is being typed there is lost.
  function showParts(article, html) {
    const place = article.querySelector("[data-parts]");
    const isThere = place.childElementCount > 0;
    const comes = html !== undefined && html.trim() !== "";
    if (html === undefined || isThere === comes) return;
    place.innerHTML = html;
    window.htmx?.process(place);
  }

  function showConflict(article, html) {
    const place = article.querySelector("[data-conflict-here]");
    article.querySelectorAll("[data-conflict]").forEach((old) => old.remove());
    place.innerHTML = html;
    place.querySelector("[data-choices]").hidden = false;
  }

  sheet.addEventListener("click", (event) => {
    const button = event.target.closest("[data-keep]");
    if (!button) return;
    const article = button.closest("[data-question]");
    const theirs = button.closest("[data-conflict]");
    const state = told.get(article);
    field(article, "version").value = theirs.dataset.version;
    field(article, "was").value = theirs.dataset.was;
    if (button.dataset.keep === "theirs") fill(article, theirs.dataset);
    theirs.remove();
    state.stuck = false;
    state.dirty = button.dataset.keep === "mine";
    article.focus();
    save(article);
  });
  document.querySelectorAll("[data-conflict] [data-choices]").forEach((choices) => {
    choices.hidden = false;
    told.get(choices.closest("[data-question]")).stuck = true;
  });

  function fill(article, given) {
    radios(article).forEach((one) => {
      one.checked = one.value === given.answer;
    });
    field(article, "comment").value = given.comment;
    field(article, "view").value = given.view;
    if (given.view) article.querySelector("details:has([data-error=view])").open = true;
  }

  // --- What others have answered; a question that is being answered here is left alone until it is saved
  function news(answer) {
    since = answer.at ?? since;
    for (const one of answer.others ?? []) {
      const article = articles.find((there) => there.dataset.question === `q${one.question}`);
      const state = article && told.get(article);
      if (!state || state.dirty || state.busy || state.stuck || Number(field(article, "version").value) >= one.version) continue;
      fill(article, one);
      field(article, "version").value = one.version;
      field(article, "was").value = one.was;
      showBy(article, one.by);
    }
    const answered = answer.answered ?? articles.filter(chosen).length;
    bar.querySelector("progress").value = answered;
    bar.querySelector("[data-progress-words]").textContent = sheet.dataset.progress.replace("{answered}", answered);
  }

  async function look() {
    if (document.hidden || stopped || Date.now() - touchedAt > IDLE) return;
    try {
      const address = `${sheet.dataset.changes}?since=${encodeURIComponent(since)}`;
      const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "error" });
      if (![200, 409].includes(answer.status)) return;
      const given = await answer.json();
      given.stopped ? stop(given.stopped) : news(given);
    } catch {
      // The next look, or the next save, will tell.
    }
  }
  setInterval(look, LOOK);

  // --- When it is saved
  const here = (event) => event.target.closest?.("[data-question]");
  const isOurs = (event) => event.target.name?.startsWith(`${here(event)?.dataset.question}-`);
  sheet.addEventListener("input", (event) => isOurs(event) && touched(here(event), event.target.type === "radio" ? 0 : WAIT));
  sheet.addEventListener("change", (event) => isOurs(event) && save(here(event)));
  for (const kind of ["pointerdown", "keydown"]) {
    document.addEventListener(kind, () => {
      touchedAt = Date.now();
    });
  }
  const waiting = () => articles.filter((one) => told.get(one).dirty || told.get(one).busy);
  const saveAll = () => Promise.all(waiting().map(save));
  document.addEventListener("visibilitychange", () => document.hidden && saveAll());
  window.addEventListener("beforeunload", (event) => {
    if (waiting().some((one) => told.get(one).dirty)) event.preventDefault();
  });

  // On to another page once everything is saved: so the next page knows of it.
  async function leave(event, address) {
    event.preventDefault();
    await saveAll();
    if (waiting().length) {
      const first = waiting()[0];
      first.scrollIntoView({ block: "center" });
      go(first);
      if (!stopped) say(sheet.dataset.leaving);
      return;
    }
    location.assign(address);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-after-saved]");
    if (link && waiting().length) leave(event, link.href);
  });
  bar.querySelector("[data-save-page]").hidden = true;
  bar.addEventListener("submit", (event) => leave(event, bar.querySelector("[data-send-in]").dataset.sendIn), { capture: true });

  // --- Keys, for the question that has the focus
  const power = document.querySelector("[data-keys-power]");
  let current = articles.find((one) => `#${one.id}` === location.hash) ?? articles.find((one) => !chosen(one)) ?? articles[0];

  function mark(article) {
    current?.classList.remove("is-current");
    current = article;
    current.classList.add("is-current");
  }
  function go(article) {
    if (!article) return;
    mark(article);
    article.focus({ preventScroll: true });
    article.scrollIntoView({ block: "nearest" });
  }
  const beside = (step) => articles[articles.indexOf(current) + step];

  function answer(number) {
    const radio = radios(current)[number - 1];
    radio.checked = true;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
    if (number === 1 || number === 4) go(beside(1) ?? current);
    else go(current);
  }
  const KEYS = {
    1: () => answer(1),
    2: () => answer(2),
    3: () => answer(3),
    4: () => answer(4),
    j: () => go(beside(1)),
    k: () => go(beside(-1)),
    ArrowDown: () => go(beside(1)),
    ArrowUp: () => go(beside(-1)),
    c: () => field(current, "comment").focus(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !singleKeys()) return;
    const act = KEYS[event.key];
    const at = event.target;
    if (!act || at.closest?.("textarea, select, dialog, [contenteditable], input:not([type=radio])")) return;
    // Arrows belong to the radio buttons, to the page, and to whatever else has the focus; ours is the question itself.
    if (event.key.startsWith("Arrow") && at !== current) return;
    event.preventDefault();
    act();
  });
  sheet.addEventListener("focusin", (event) => here(event) && mark(here(event)));
  sheet.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.matches("textarea")) go(here(event));
  });
  document.querySelector("[data-keys-line]").hidden = false;
  power.checked = singleKeys();
  power.addEventListener("change", () => keepSingleKeys(power.checked));

  mark(current);
  if (location.hash === `#${current?.id}`) go(current);
});
