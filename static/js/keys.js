// Keys that work on every page: / and Ctrl-K go to the search box.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const asked = (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) ||
    (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
  const box = document.querySelector("[data-focus-key]");
  if (!asked || !box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
