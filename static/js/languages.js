// The examples of the API: the language that was chosen once is shown everywhere, and kept in this browser only.
const KEPT = "language";
const tabs = [...document.querySelectorAll(".terminal .tabs input")];

const show = (language) => {
  for (const tab of tabs) if (tab.value === language) tab.checked = true;
};

try {
  show(localStorage.getItem(KEPT));
} catch { /* storage refused: the first language is shown */ }

document.addEventListener("change", ({ target }) => {
  if (!tabs.includes(target)) return;
  const before = target.getBoundingClientRect().top;
  show(target.value);
  scrollBy({ top: target.getBoundingClientRect().top - before, behavior: "instant" }); // examples above may have grown
  try {
    localStorage.setItem(KEPT, target.value);
  } catch { /* holds for this page only */ }
});
