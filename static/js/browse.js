// The list: filters, chips that take one away without leaving the page, the keyboard, and the codes to compare.
const box = document.getElementById("q");

document.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-uncheck], [data-uncheck-all]");
  if (!chip || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const boxes = [...document.querySelectorAll("#filters input:checked")]
    .filter((option) => chip.hasAttribute("data-uncheck-all") || option.id === chip.dataset.uncheck);
  if (!boxes.length) return;
  event.preventDefault();
  for (const option of boxes) option.checked = false;
  boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
  if (!chip.closest("#filters")) box.focus();
});

// Arrows move through the list, Esc goes back to the search box and then empties it.
document.addEventListener("keydown", (event) => {
  const links = [...document.querySelectorAll(".codes .row-link")];
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

// Ticked codes stay ticked while the list changes; one that left the list is sent from a hidden field.
const compare = document.getElementById("compare");
const picked = new Map(); // by ref, the number to show

const show = () => {
  const boxes = [...document.querySelectorAll(".pick input")];
  for (const option of boxes) option.checked = picked.has(option.value);
  const away = [...picked.keys()].filter((ref) => !boxes.some((option) => option.value === ref));
  document.getElementById("picked").replaceChildren(...[...picked].map(([ref, number]) => {
    const code = document.createElement("b");
    code.textContent = number;
    if (away.includes(ref)) code.append(hidden(ref));
    return code;
  }));
  compare.classList.toggle("compare-open", picked.size > 0);
};

const hidden = (ref) => Object.assign(document.createElement("input"), { type: "hidden", name: "ref", value: ref });

document.addEventListener("change", ({ target }) => {
  if (!target.matches(".pick input")) return;
  const number = target.closest("tr").querySelector("th b").textContent;
  if (target.checked) picked.set(target.value, number);
  else picked.delete(target.value);
  show();
});
compare.addEventListener("reset", (event) => {
  event.preventDefault();
  picked.clear();
  show();
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id === "results") show();
});
for (const option of document.querySelectorAll(".pick input:checked")) { // what the browser kept through Back
  picked.set(option.value, option.closest("tr").querySelector("th b").textContent);
}
show();
