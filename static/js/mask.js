// Masks secrets in the browser, before a paste is sent, by the server's own registry (data-mask-rules); the server masks
// again, and more thoroughly: what needs more than a pattern and a check digit is left to it.
"use strict";

const GAP = "(\\\\*[\"'`]?\\]?[ \\t]{0,4}(?:=>|:=|[:=：])[ \\t]{0,4}\\\\*[\"'`]?)";
const VALUE = "[^\\s\"'`\\\\,;&<>()\\{\\}\\[\\]\\|]{4,}";
const STAND_IN = /^(?:null|none|true|false|undefined|\d{1,2}|\*+)$/u;
const ASSET = /^[A-Z0-9]{1,10}(?:[_\-][A-Z]{1,5})?$/u; // what a "token" may name

const digits = (text) => [...text.replace(/\D/g, "")].map(Number);
const looks = {
  "": () => true,
  luhn: (text) => digits(text).reverse()
    .reduce((sum, digit, at) => sum + (at % 2 ? Math.floor(2 * digit / 10) + 2 * digit % 10 : digit), 0) % 10 === 0,
};

const mask = (text, { words, forms, ids }) => {
  const names = new RegExp(ids, "iu");
  const counts = {};
  const hide = (kind) => {
    counts[kind] = (counts[kind] ?? 0) + 1;
    return "[masked]"; // which the server knows as no secret any more
  };
  for (const [kind, pattern, notBehind, look, proves] of forms) {
    const behind = notBehind ? `(?<![A-Za-z0-9${notBehind.replace(/[-\/]/g, "\\$&")}])` : "";
    text = text.replace(new RegExp(`${behind}(?:${pattern})`, "gu"), (whole, ...rest) => {
      const value = rest.at(-1)?.value ?? whole;
      const at = rest.find(Number.isInteger);
      const isId = !proves && names.test(text.slice(Math.max(0, at - 40), at));
      return !isId && looks[look](value) ? whole.replace(value, () => hide(kind)) : whole;
    });
  }
  for (const [kind, pattern, reads] of words) {
    text = text.replace(new RegExp(`(${pattern})${GAP}(${reads || VALUE})`, "giu"), (whole, name, gap, value) =>
      STAND_IN.test(value) || (/token$/iu.test(name) && ASSET.test(value)) ? whole : name + gap + hide(kind));
  }
  return [text, counts];
};

document.addEventListener("htmx:configRequest", (event) => {
  const form = event.target.closest("[data-mask-rules]");
  if (!form) return;
  const [masked, counts] = mask(document.getElementById("text").value, JSON.parse(form.dataset.maskRules));
  event.detail.parameters.text = masked;
  event.detail.parameters.masked = Object.entries(counts).map(([kind, count]) => `${kind}:${count}`).join(" ");
  const said = Object.entries(counts).map(([kind, count]) => `${kind} × ${count}`).join(", ");
  const line = document.getElementById("masked-here");
  line.hidden = !said;
  line.querySelector("span").textContent = said;
});
