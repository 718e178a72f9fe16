// What every htmx request of the site shares: the live region speaks for what changed, the keyboard goes where the
// address says, and a request that fails says so above the results it leaves behind, with a way to try again.
document.addEventListener("htmx:afterSettle", (event) => {
  const { target, pathInfo } = event.detail;
  if (event.target !== target) return; // the event also comes for each new child
  const spoken = [...target.querySelectorAll("[data-say]")].map((part) => part.textContent.replace(/\s+/g, " ").trim());
  if (spoken.length) document.getElementById("said").textContent = spoken.join(" ");
  if (pathInfo.anchor) document.getElementById(pathInfo.anchor)?.focus();
});

const forget = (target) => {
  target.classList.remove("stale");
  target.querySelector(".request-failed")?.remove();
};

const fail = (event) => {
  const { elt, target, pathInfo, requestConfig } = event.detail;
  if (elt.closest("[data-own-failures]")) return; // this form has words of its own
  const back = document.activeElement;
  forget(target);
  target.classList.add("stale");
  target.prepend(document.getElementById("request-failed").content.cloneNode(true));
  target.querySelector(".request-failed button").addEventListener("click", () => {
    back.focus(); // the button goes with the notice
    window.htmx.ajax(requestConfig.verb, pathInfo.requestPath, { source: elt, target }).catch(() => {}); // said again
  });
};
for (const kind of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(kind, fail);

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.shouldSwap) forget(event.detail.target);
});
