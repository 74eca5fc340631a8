// The year wheel by mouse and by arrow keys: a dot dragged to another sector, or moved by an arrow, sends the form that stands by
// the activity in the list. Without this file the form's own buttons do the same.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector("[data-wheel]");
  const svg = box && box.querySelector("svg");
  if (!svg) return;
  const MIDDLE = svg.viewBox.baseVal.width / 2;
  const entries = new Map([...document.querySelectorAll("[data-wheel-entry]")].map((entry) => [entry.dataset.wheelEntry, entry]));

  function send(entry, month) {
    const form = entry.querySelector("[data-wheel-move]");
    if (!form || String(month) === form.elements.shown_in.value) return;
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "month", value: month });
    form.append(field);
    try {
      sessionStorage.setItem("wheel-moved", entry.id);
    } catch {
      // Then the focus begins at the top of the page.
    }
    form.submit();
  }

  function place(event) {
    const at = svg.createSVGPoint();
    at.x = event.clientX;
    at.y = event.clientY;
    return at.matrixTransform(svg.getScreenCTM().inverse());
  }

  function monthAt(point) {
    const angle = Math.atan2(point.x - MIDDLE, MIDDLE - point.y);
    return Math.floor((((angle + 2 * Math.PI) % (2 * Math.PI)) / Math.PI) * 6) + 1;
  }

  // What can be moved can be reached and has a name; then the picture is no longer one image.
  svg.setAttribute("role", "group");
  svg.querySelectorAll(".sn-year-dot").forEach((dot) => {
    const entry = entries.get(dot.querySelector("text").textContent.trim());
    if (!entry) return;
    dot.classList.add("sn-year-movable");
    dot.setAttribute("tabindex", "0");
    dot.setAttribute("role", "button");
    dot.setAttribute("aria-label", `${entry.dataset.wheelEntry} ${entry.dataset.title}: ${box.dataset.wheelHint}`);
    dot.dataset.of = entry.id;
    dot.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
      const month = Number(entry.querySelector("[name='shown_in']").value) + (step || 0);
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        entry.scrollIntoView({ block: "center" });
        entry.querySelector("a, button")?.focus({ preventScroll: true });
      }
      if (!step) return;
      event.preventDefault();
      if (month >= 1 && month <= 12) send(entry, month);
    });
    dot.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      dot.focus({ preventScroll: true });
      dot.setPointerCapture(event.pointerId);
      const moved = (motion) => {
        const to = place(motion);
        dot.setAttribute("transform", `translate(${Math.round(to.x)} ${Math.round(to.y)})`);
      };
      const before = dot.getAttribute("transform");
      const begun = place(event);
      dot.addEventListener("pointermove", moved);
      dot.addEventListener("pointercancel", () => dot.setAttribute("transform", before), { once: true });
      dot.addEventListener(
        "pointerup",
        (ended) => {
          dot.removeEventListener("pointermove", moved);
          const to = place(ended);
          dot.setAttribute("transform", before);
          if (Math.hypot(to.x - begun.x, to.y - begun.y) > 10) send(entry, monthAt(to));
        },
        { once: true },
      );
    });
  });

  try {
    const last = sessionStorage.getItem("wheel-moved");
    sessionStorage.removeItem("wheel-moved");
    const dot = last && svg.querySelector(`[data-of="${CSS.escape(last)}"]`);
    if (dot) dot.focus({ preventScroll: true });
  } catch {
    // As above.
  }
});
