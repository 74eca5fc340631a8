// Screens that are worked by keyboard: meeting mode and clean-up mode. A key presses the first visible link or button that names
// it in data-mode-key. Without this file every one of them is there to be pressed. The switch in the list of keys turns single
// keys off (WCAG 2.1.4); the arrows stay, they are no characters.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const page = document.querySelector("[data-mode]");
  const list = page?.querySelector("[data-keys-line]");
  if (!list) return;
  const power = list.querySelector("[data-keys-power]");
  const TYPED = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";

  list.hidden = false;
  power.checked = singleKeys();
  power.addEventListener("change", () => keepSingleKeys(power.checked));

  const named = (key) => [...page.querySelectorAll("[data-mode-key]")].find((one) => one.dataset.modeKey.split(" ").includes(key) && one.checkVisibility());

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector("dialog[open]")) return;
    const at = event.target;
    if (at.closest?.(TYPED)) {
      if (event.key === "Escape") at.blur();
      return;
    }
    if (event.key.startsWith("Arrow") && at.closest?.("input")) return;
    if (event.key.length === 1 && !singleKeys()) return;
    const target = named(event.key);
    if (!target) return;
    event.preventDefault();
    target.click();
  });

  // A proposal that stands in the field with the focus is overwritten by the first letter.
  if (document.activeElement?.matches("[data-mode] input.form-input")) document.activeElement.select();
});
