// The list: filters open beside it on wide screens, chips take a filter away without leaving the page.
"use strict";

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
