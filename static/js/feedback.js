// "Did this solve it?" is answered in place; without this script, or where the request fails, the form goes to a page.
const say = (text) => {
  document.getElementById("said").textContent = text.replace(/\s+/g, " ").trim();
};

document.addEventListener("submit", async (event) => {
  const place = event.target.closest("[data-in-place]");
  if (!place || place.dataset.unreachable) return;
  event.preventDefault();
  if (place.dataset.busy) return;
  place.dataset.busy = "1";
  const { target: form, submitter } = event;
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(data),
      headers: { "HX-Request": "true" },
    });
    if (answer.status >= 500) throw new Error(answer.status);
    const part = document.createElement("template");
    part.innerHTML = await answer.text();
    const spoken = part.content.querySelector("[data-say], [role=alert]")?.textContent ?? "";
    const again = part.content.querySelector("[data-in-place]");
    place.replaceChildren(...(again ?? part.content).childNodes);
    place.tabIndex = -1;
    place.focus();
    say(spoken);
  } catch {
    place.dataset.unreachable = "1";
    form.requestSubmit(submitter); // the browser says what is wrong, or the page answers
  }
  delete place.dataset.busy;
});
