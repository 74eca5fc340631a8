// The survey works without this file. With it, a tapped answer goes on by itself, and a page left is not shown again from memory.
const form = document.querySelector("form#question");
const advances = form && ["one", "numbers"].includes(form.dataset.kind);

if (advances) {
  // Only a finger or a mouse: arrow keys choose on the way to another answer, and must not send it.
  let tapped = false;
  let sent = false;
  form.addEventListener("pointerdown", () => (tapped = true));
  form.addEventListener("keydown", () => (tapped = false));
  form.addEventListener("click", (event) => {
    if (!tapped || sent || event.target.type !== "radio") return;
    sent = true;
    setTimeout(() => form.requestSubmit(form.querySelector("button[value=next]")), 220);
  });
  form.querySelector(".on-its-own").hidden = false;
}

// A shared screen: what the browser kept of a page that was left is fetched anew, so the server decides what is shown.
addEventListener("pagehide", () => form && form.reset());
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
