// Masks secrets in the browser, before a paste is sent. The names of the keys are the server's own (data-mask-keys);
// the server masks again, and more thoroughly.
"use strict";

const GAP = "(\\\\*[\"'`]?\\]?[ \\t]{0,4}(?:=>|:=|[:=])[ \\t]{0,4}\\\\*[\"'`]?)";
const VALUE = "((?:bearer[ ])?[^\\s\"'`\\\\,;&<>(){}\\[\\]|]{10,})";
const EMAIL = /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}/g;

const mask = (text, keys) => {
  const counts = {};
  const hide = (kind, value) => {
    counts[kind] = (counts[kind] ?? 0) + 1;
    return `[${kind}:${[...value].length}]`; // as the server writes it, which takes it for no secret any more
  };
  for (const [kind, key] of keys) {
    const form = new RegExp(`(${key})${GAP}${VALUE}`, "gi");
    text = text.replace(form, (whole, name, gap, value) => name + gap + hide(kind, value));
  }
  return [text.replace(EMAIL, (email) => hide("email", email)), counts];
};

document.addEventListener("htmx:configRequest", (event) => {
  const form = event.target.closest("[data-mask-keys]");
  if (!form) return;
  const [masked, counts] = mask(document.getElementById("text").value, JSON.parse(form.dataset.maskKeys));
  event.detail.parameters.text = masked;
  event.detail.parameters.masked = Object.entries(counts).map(([kind, count]) => `${kind}:${count}`).join(" ");
  const said = Object.entries(counts).map(([kind, count]) => `${kind} × ${count}`).join(", ");
  const line = document.getElementById("masked-here");
  line.hidden = !said;
  line.querySelector("span").textContent = said;
});
