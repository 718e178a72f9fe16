// Keys that work on every page.
const SWITCH = "single-keys"; // the reader's choice, kept in this browser only
const dialog = document.getElementById("keys");
const singles = document.getElementById(SWITCH);
const opener = document.querySelector("[data-keys]");

try {
  singles.checked = localStorage.getItem(SWITCH) !== "off";
} catch { /* storage refused: the keys stay on */ }
singles.addEventListener("change", () => {
  try {
    localStorage.setItem(SWITCH, singles.checked ? "on" : "off");
  } catch { /* holds for this page only */ }
});
opener.addEventListener("click", () => dialog.showModal());

const openPalette = () => document.querySelector("[data-search]").click(); // palette.js answers
const focusSearch = () => {
  const box = document.querySelector("[data-focus-key]");
  if (!box) return openPalette() ?? true;
  box.focus();
  box.select();
  return true;
};
const single = {
  "/": focusSearch,
  "?": () => dialog.showModal() ?? true,
  d: () => document.querySelector("[data-key=d]").click() ?? true,
};

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]") || event.altKey) return;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    openPalette();
    return;
  }
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (!typing && singles.checked && single[event.key]?.()) event.preventDefault();
});
