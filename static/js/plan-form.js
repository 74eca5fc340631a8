// The page on which a plan is written: what is proposed follows what is typed. Without this file the server does the same.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("plan-form");
  if (!form) return;
  const field = (name) => form.elements.namedItem(name);

  // The proposed criterion quotes the problem; read anew each time, since the rows below it may be swapped.
  function propose() {
    const place = form.querySelector("[data-proposed]");
    const title = field("title").value.trim();
    if (place) place.textContent = title ? place.dataset.proposed.replace("%s", title.slice(0, 160)) : place.dataset.proposedEmpty;
  }

  // The follow-up sentence is asked of the server, which alone knows the grammar of each language.
  const sentence = form.querySelector("[data-sentence]");
  let waiting = 0;
  async function say() {
    const asked = new URLSearchParams();
    for (const name of ["evaluation_occasion", "evaluate_on", "evaluation_question"]) asked.set(name, field(name).value);
    const who = field("evaluator");
    asked.set("who", who.value ? who.selectedOptions[0].text.split(",")[0] : "");
    const answer = await fetch(`${sentence.dataset.sentence}?${asked}`).catch(() => null);
    if (answer?.ok) sentence.textContent = await answer.text();
  }

  // An APV needs the first group of further fields, so it stands open.
  function openForApv() {
    if (field("source")?.value === "apv") form.querySelector("[data-group=problem]").open = true;
  }

  // The six things: a field with “*” is any of its rows, “|” is either, a space is all of them.
  const list = form.querySelector(".six");
  const isFilled = (control) => (control.type === "checkbox" ? control.checked : control.value.trim() !== "");
  const named = (name) => [...form.elements].filter((control) => new RegExp(`^${name.replace("*", "\\d+")}$`).test(control.name));
  const isThere = (check) =>
    check.split(" ").every((all) => all.split("|").some((name) => named(name).some((control) => isFilled(control))));
  function tick() {
    list?.querySelectorAll("[data-check]").forEach((item) => {
      const there = isThere(item.dataset.check);
      item.classList.toggle("is-there", there);
      item.querySelector(".sr-only").textContent = there ? list.dataset.there : list.dataset.notThere;
    });
  }

  form.addEventListener("input", (event) => {
    if (event.target.name === "title") propose();
    tick();
    if (event.target.name === "source") openForApv();
    if (sentence && event.target.closest(".sentence-fields")) {
      clearTimeout(waiting);
      waiting = setTimeout(say, 300);
    }
  });
  document.addEventListener("htmx:after:swap", () => {
    propose();
    tick();
  });
  propose();
  tick();
});
