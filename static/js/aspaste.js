// A response or a log that lands in a search box is offered to the decoder: a search stands in the address, a paste
// does not. That is any text of several lines, with an object in it, too long to search for, or long and maybe with a key.
const KEYS = /api_?key|\bsig\b|secret|bearer/i;

for (const box of document.querySelectorAll("input[type=search][maxlength]")) {
  const offer = box.form?.querySelector("[data-as-paste]");
  if (!offer) continue;
  box.addEventListener("input", () => { offer.hidden = true; });
  box.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text");
    const isPaste = /[{\n]/.test(text.trim()) || text.length > box.maxLength || (text.length > 60 && KEYS.test(text));
    if (!isPaste) return;
    event.preventDefault();
    const button = offer.querySelector("button");
    button.value = text;
    offer.hidden = false;
    button.focus();
  });
}
