// Copy buttons. A button names its text by data-copy (the text itself) or data-copy-from (the id of an element),
// and tells the page's one live region what it has done.
"use strict";

const textOf = (button) => {
  if (button.dataset.copy !== undefined) return button.dataset.copy;
  const source = document.getElementById(button.dataset.copyFrom);
  return (source.value ?? source.innerText).trim();
};

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not on a secure address, or refused: the text stays selectable
  }
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  event.preventDefault();
  const done = await copy(textOf(button));
  const said = done ? button.dataset.copied : button.dataset.notCopied;
  const label = button.textContent;
  button.classList.add(done ? "copied" : "not-copied");
  button.disabled = true;
  button.textContent = said;
  setTimeout(() => {
    button.classList.remove("copied", "not-copied");
    button.disabled = false;
    button.textContent = label;
    if (document.activeElement === document.body) button.focus();
  }, 1400);
  document.getElementById("said").textContent = `${label}: ${said}`;
});

for (const group of document.querySelectorAll("[data-needs-script]")) group.hidden = false;
document.addEventListener("htmx:afterSwap", (event) => {
  for (const group of event.target.querySelectorAll("[data-needs-script]")) group.hidden = false;
});
