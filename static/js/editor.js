// The editor: Ctrl S saves, a change of rows renews the preview, and nobody leaves with unsaved text by accident.
const form = () => document.getElementById("editor");
let unsaved = false;

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  document.getElementById("do-save")?.click();
});

document.addEventListener("input", (event) => {
  if (form().contains(event.target)) unsaved = true;
});
document.addEventListener("submit", (event) => {
  if (event.target === form()) unsaved = false;
});

document.addEventListener("htmx:afterSwap", (event) => {
  const { target, xhr } = event.detail;
  if (target.id === "workplace") unsaved = xhr.status === 409; // refused: nothing is stored yet
  else if (target.id.startsWith("part-")) {
    unsaved = true;
    document.body.dispatchEvent(new CustomEvent("rows-moved"));
  }
});

addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
