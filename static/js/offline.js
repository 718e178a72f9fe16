// The search of the offline pack: exact numbers and names first, then codes that begin so, then entries by their words.
"use strict";

const holder = document.getElementById("entries");
const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const entries = [...holder.children].map((element, place) => ({
  element,
  place,
  code: element.dataset.code,
  name: plain(element.dataset.name),
  words: plain(element.dataset.words),
  text: plain(element.textContent),
}));

const score = (entry, query, words) => {
  if (!query) return 1;
  if (entry.code === query || entry.name === query) return 100;
  if (/^\d+$/.test(query)) return entry.code.startsWith(query) ? 50 : 0;
  if (entry.name.includes(query)) return 40;
  const found = words.map((word) =>
    (entry.code === word || entry.name.includes(word)) * 4 + entry.words.includes(word) * 3 + entry.text.includes(word));
  return found.every(Boolean) ? found.reduce((sum, one) => sum + one, 0) / words.length : 0;
};

const search = () => {
  const query = plain(document.getElementById("q").value);
  const words = query.split(" ");
  const ranked = entries
    .map((entry) => ({ ...entry, score: score(entry, query, words) }))
    .sort((one, other) => other.score - one.score || one.place - other.place);
  const hits = ranked.filter((entry) => entry.score > 0);
  for (const { element, score: own } of ranked) {
    element.hidden = own === 0;
    element.open = false;
  }
  holder.append(...ranked.map((entry) => entry.element));
  document.getElementById("found").textContent = String(hits.length);
  if (hits.length && (hits[0].score === 100 || hits.length === 1) && query) hits[0].element.open = true;
};

document.getElementById("q").addEventListener("input", search);
document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());

const openTarget = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  target.hidden = false;
  target.open = true;
  target.scrollIntoView();
};
addEventListener("hashchange", openTarget);
openTarget();
