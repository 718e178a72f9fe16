// Search everything, in a dialog over any page: the answers of /search/ as they are typed for. Pages opened from here are
// kept in this browser only, until "Clear recent".
const KEPT = "recent"; // in localStorage: titles and paths of pages, never what was typed
const MOST = 5;
const dialog = document.getElementById("palette");
const box = document.getElementById("everything");
const list = document.getElementById("hits");
const words = document.getElementById("palette-words");
const forget = dialog.querySelector("[data-forget]");
const form = box.form;
let asked; // the last request, to be dropped by the next one
let waiting = 0;
let answered = ""; // what the list answers, undefined while it is asked for

const recent = () => {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? [];
  } catch {
    return []; // storage refused
  }
};
const keep = (pages) => {
  try {
    localStorage.setItem(KEPT, JSON.stringify(pages));
  } catch { /* storage refused: nothing is kept */ }
};
const remember = (link) => {
  const title = link.querySelector(".hit-words > :first-child").textContent;
  const page = { path: link.getAttribute("href"), number: link.querySelector("b")?.textContent ?? "", title };
  keep([page, ...recent().filter(({ path }) => path !== page.path)].slice(0, MOST));
};

const options = () => [...list.querySelectorAll(".hit")];
const chosen = () => list.querySelector("[aria-selected=true]");
const choose = (option) => {
  chosen()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) box.setAttribute("aria-activedescendant", option.id);
  else box.removeAttribute("aria-activedescendant");
};

// The same answer is a page with headings and links; here it is a list of options.
const asOptions = () => {
  for (const group of list.querySelectorAll(".hits-group")) {
    group.role = "group";
    group.ariaLabel = group.dataset.group;
    group.querySelector("h2").ariaHidden = "true";
  }
  options().forEach((option, place) => {
    option.id = `hit-${place}`;
    option.role = "option";
    option.tabIndex = -1;
  });
  choose(options()[0]);
};

const recentGroup = () => {
  const pages = recent();
  const sample = list.querySelector(".hit");
  if (!pages.length || !sample) return;
  const group = document.createElement("div");
  group.className = "hits-group";
  group.dataset.group = list.dataset.recent;
  const heading = Object.assign(document.createElement("h2"), { className: "palette-group", textContent: list.dataset.recent });
  group.append(heading, ...pages.map(({ path, number, title }) => {
    const hit = Object.assign(document.createElement("a"), { className: "hit", href: path });
    const label = Object.assign(document.createElement("span"), { className: "hit-words" });
    label.append(Object.assign(document.createElement("span"), { textContent: title }));
    if (number) hit.append(Object.assign(document.createElement("b"), { textContent: number }));
    hit.append(label, sample.querySelector(".icon:last-child").cloneNode(true));
    return hit;
  }));
  list.prepend(group);
};

const ask = async () => {
  asked?.abort();
  asked = new AbortController();
  answered = undefined;
  const query = new URLSearchParams({ q: box.value });
  try {
    const answer = await fetch(`${form.action}?${query}`, { headers: { "HX-Request": "true" }, signal: asked.signal });
    if (!answer.ok) throw new Error(answer.status);
    list.innerHTML = await answer.text();
  } catch (error) {
    if (error.name === "AbortError") return;
    words.textContent = words.dataset.failed;
    list.replaceChildren();
    return;
  }
  answered = query.get("q");
  words.textContent = list.querySelector("[data-nothing]")?.textContent ?? "";
  list.querySelector("[data-nothing]")?.remove();
  if (!box.value.trim()) recentGroup();
  forget.hidden = Boolean(box.value.trim()) || !recent().length;
  asOptions();
};

const open = () => {
  if (dialog.open) return;
  dialog.showModal();
  box.select();
  ask();
};

const follow = (option) => {
  remember(option);
  location.assign(option.href);
};

box.addEventListener("input", () => {
  clearTimeout(waiting);
  asked?.abort();
  waiting = setTimeout(ask, 120);
});
form.addEventListener("submit", async (event) => {
  if (event.submitter?.name === "text") return; // "Decode this text"
  event.preventDefault();
  const failed = words.textContent === words.dataset.failed;
  if (answered !== box.value) { // Enter came before the answer, or asks again
    clearTimeout(waiting);
    await ask();
  }
  if (chosen() && !failed) follow(chosen());
});
box.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = options();
  choose(all[(all.indexOf(chosen()) + step + all.length) % all.length]);
});
list.addEventListener("click", (event) => {
  const option = event.target.closest(".hit");
  if (option) remember(option);
});
list.addEventListener("mousemove", (event) => {
  const option = event.target.closest(".hit");
  if (option && option !== chosen()) choose(option);
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
});
forget.addEventListener("click", () => {
  keep([]);
  ask();
  box.focus();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-search]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open();
});
