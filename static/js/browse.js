// The list: filters open beside it on wide screens, chips take a filter away without leaving the page.
const wide = window.matchMedia("(min-width: 64rem)");
const openOnWide = () => {
  for (const box of document.querySelectorAll("[data-open-wide]")) box.open = wide.matches;
};
wide.addEventListener("change", openOnWide);
openOnWide();

document.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-uncheck], [data-uncheck-all]");
  if (!chip || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const boxes = [...document.querySelectorAll("#filters input:checked")]
    .filter((box) => chip.hasAttribute("data-uncheck-all") || box.id === chip.dataset.uncheck);
  if (!boxes.length) return;
  event.preventDefault();
  for (const box of boxes) box.checked = false;
  boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
  document.getElementById("q").focus();
});

// Arrows move through the list, Esc goes back to the search box and then empties it.
document.addEventListener("keydown", (event) => {
  const box = document.getElementById("q");
  const links = [...document.querySelectorAll(".codes .code")];
  const place = links.indexOf(document.activeElement);
  if (place < 0 && document.activeElement !== box) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    (links[place + step] ?? (place + step < 0 ? box : links[place]))?.focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    if (place < 0 && box.value) {
      box.value = "";
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    box.focus();
  }
});
