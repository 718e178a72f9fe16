// Masks secrets in the browser, before a paste is sent, by the server's own registry (data-mask-rules); the server masks
// again, and more thoroughly: what needs more than a pattern and a check digit is left to it.
"use strict";

const GAP = "(\\\\*[\"'`]?\\]?[ \\t]{0,4}(?:=>|:=|[:=：])[ \\t]{0,4}\\\\*[\"'`]?)";
const VALUE = "[^\\s\"'`\\\\,;&<>()\\{\\}\\[\\]\\|]{4,}";
const ASSET = /^[A-Z0-9]{1,10}(?:[_\-][A-Z]{1,5})?$/u; // what a "token" may name

const digits = (text) => [...text.replace(/\D/g, "")].map(Number);
const looks = {
  "": () => true,
  is_card: (text) => digits(text).reverse()
    .reduce((sum, digit, at) => sum + (at % 2 ? Math.floor(2 * digit / 10) + 2 * digit % 10 : digit), 0) % 10 === 0,
};

const mask = (text, { words, forms, standIns, ids }) => {
  const names = new RegExp(ids, "iu");
  const standIn = new RegExp(`^(?:${standIns})$`, "iu");
  const found = {}; // the different values of each kind
  const hide = (kind, value) => {
    (found[kind] ??= new Set()).add(value);
    return `[${kind}:${[...value].length}]`; // as the server writes it, which takes it for no secret any more
  };
  // What a name says is surer than what a value looks like, unless its form proves it.
  const hideForms = (rows) => {
    for (const [kind, pattern, notBehind, look, proves] of rows) {
      const behind = notBehind ? `(?<![A-Za-z0-9${notBehind.replace(/[-\/]/g, "\\$&")}])` : "";
      text = text.replace(new RegExp(`${behind}(?:${pattern})`, "gu"), (whole, ...rest) => {
        const value = rest.at(-1)?.value ?? whole;
        const at = rest.find(Number.isInteger);
        const isId = !proves && names.test(text.slice(Math.max(0, at - 40), at));
        return !isId && looks[look](value) ? whole.replace(value, () => hide(kind, value)) : whole;
      });
    }
  };
  hideForms(forms.filter((row) => row[4]));
  for (const [kind, pattern, reads] of words) {
    text = text.replace(new RegExp(`(${pattern})${GAP}(${reads || VALUE})`, "giu"), (whole, name, gap, value, at, all) => {
      const isAsset = /token$/iu.test(name) && ASSET.test(value);
      const isCode = /^[A-Za-z_.]+$/u.test(value) && "([".includes(all[at + whole.length] ?? " ");
      const isNumber = !reads && /^\d+$/u.test(value); // which may be an error code
      return standIn.test(value) || isAsset || isCode || isNumber ? whole : name + gap + hide(kind, value);
    });
  }
  hideForms(forms.filter((row) => !row[4]));
  return [text, Object.fromEntries(Object.entries(found).map(([kind, values]) => [kind, values.size]))];
};

document.addEventListener("htmx:configRequest", (event) => {
  const form = event.target.closest("[data-mask-rules]");
  if (!form) return;
  const [masked, counts] = mask(document.getElementById("text").value, JSON.parse(form.dataset.maskRules));
  event.detail.parameters.text = masked;
  event.detail.parameters.masked = Object.entries(counts).map(([kind, count]) => `${kind}:${count}`).join(" ");
});
