// The reader's theme, kept in this browser only. Loaded in the head, so that the page is never painted in the wrong one.
(() => {
  const root = document.documentElement;
  let theme = "";
  try {
    theme = localStorage.getItem("theme") ?? "";
  } catch { /* storage refused: the system decides */ }
  if (theme) root.dataset.theme = theme;

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.getElementById("theme");
    if (!box) return;
    box.querySelector(`[value="${CSS.escape(theme)}"]`)?.click();
    box.addEventListener("change", ({ target }) => {
      if (target.value) root.dataset.theme = target.value;
      else delete root.dataset.theme;
      try {
        localStorage.setItem("theme", target.value);
      } catch { /* holds for this page only */ }
    });
  });
})();
