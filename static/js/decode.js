// The workbench: drop a file, press Ctrl-V anywhere, Ctrl-Enter decodes, Stop cancels, samples fill the box. After an
// answer the box holds the masked text, which the tab keeps with the report; what was pasted stays in memory only.
const USUAL = "reply-language"; // in localStorage: the language picked last, for texts that do not tell theirs
const KEPT = "decode"; // in sessionStorage: the masked text and the report as the server sent them, never the paste
const NARROW = matchMedia("(max-width: 64rem)"); // where the findings are a tab of their own
const form = document.getElementById("paste");
const box = document.getElementById("text");
const report = document.getElementById("report");
const notices = document.getElementById("notice");
const said = document.getElementById("said");
const sent = document.getElementById("sent");
const working = document.querySelector(".working-text");
const picker = form.querySelector("[type=file]");
const toggle = document.getElementById("show-raw");
const clear = document.getElementById("clear");
let raw = ""; // what was pasted, as long as this page lives
let asked = ""; // what the box held when it was sent
let cleared = null; // what Clear took away, until the next text
let replyIn = ""; // the language just picked for the reply
let isOpen = false; // a request is on its way
let waiting = 0;
let dragging = 0;

// The form is shown beside a report only while it is the target of the address.
const showForm = () => {
  if (report.firstElementChild && location.hash !== "#paste") location.replace("#paste");
};
const notice = (name, ...words) => {
  const copy = document.getElementById(`notice-${name}`).content.cloneNode(true);
  copy.querySelectorAll("h2, p").forEach((line, place) => {
    if (words[place]) line.textContent = words[place];
  });
  notices.replaceChildren(copy);
  showForm();
};

const fill = (text) => {
  box.value = text;
  form.requestSubmit();
};
const read = async (file) => {
  picker.value = "";
  if (file.size > Number(form.dataset.limit)) notice("too-large");
  else fill(await file.text());
};

// What the tab keeps.
const keep = (text, html) => {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ text, html }));
  } catch { /* storage refused or full: going back finds an empty box */ }
};
const kept = () => {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null;
  }
};
const forget = () => {
  try {
    sessionStorage.removeItem(KEPT);
  } catch { /* storage refused: nothing was kept */ }
};

const usual = () => {
  try {
    return localStorage.getItem(USUAL) ?? "";
  } catch {
    return "";
  }
};
const writeIn = (tag) => {
  replyIn = tag;
  try {
    localStorage.setItem(USUAL, tag);
  } catch { /* storage refused: holds for this text only */ }
  if (asked && box.value === maskedText()) box.value = asked; // all of it: what is shown may be a part
  form.requestSubmit();
};

const nameTab = () => { document.title = (report.querySelector("[data-title]") ?? form).dataset.title; };
const maskedText = () => report.querySelector(".log code")?.textContent.replace(/\n$/, "");
const showMasked = (text) => {
  box.value = text;
  toggle.textContent = toggle.dataset.raw;
  toggle.hidden = !raw || raw === text;
  clear.hidden = false;
};
const answered = () => {
  const text = maskedText();
  if (text === undefined) return;
  const isUntouched = !box.value || box.value === asked; // else the reader writes on already
  if (isUntouched) showMasked(text);
  notices.replaceChildren();
  nameTab();
  if (replyIn && NARROW.matches) document.getElementById("pane-reply")?.click();
  replyIn = "";
  keep(text, report.innerHTML);
  location.replace(isUntouched ? "#report" : "#paste");
};

const start = () => {
  if (maskedText() !== undefined) { // the answer to a form sent without this script
    history.replaceState(null, "", location.href); // going back asks for the page, not for the text again
    asked = box.value;
    answered();
  }
  const before = !report.firstElementChild && !notices.firstElementChild && kept();
  if (!before?.html) return;
  report.innerHTML = before.html;
  nameTab();
  showMasked(before.text);
};

toggle.addEventListener("click", () => {
  const isRaw = toggle.textContent === toggle.dataset.masked;
  box.value = isRaw ? maskedText() ?? "" : raw;
  toggle.textContent = isRaw ? toggle.dataset.raw : toggle.dataset.masked;
});
box.addEventListener("input", () => { clear.hidden = !box.value; });
clear.addEventListener("click", () => {
  cleared = { text: box.value, html: report.innerHTML, raw };
  raw = asked = box.value = picker.value = "";
  toggle.hidden = clear.hidden = true;
  report.replaceChildren();
  nameTab();
  forget();
  notice("cleared");
  box.focus();
});
const undo = () => {
  raw = cleared.raw;
  report.innerHTML = cleared.html;
  nameTab();
  showMasked(cleared.text);
  if (cleared.html) keep(maskedText(), cleared.html);
  cleared = null;
  notices.replaceChildren();
  box.focus();
};
addEventListener("pagehide", () => { // also of a page that the browser may bring back as it was
  if (raw && box.value === raw) box.value = maskedText() ?? "";
  raw = asked = "";
  cleared = null;
  toggle.hidden = true;
});

picker.addEventListener("change", () => {
  if (picker.files[0]) read(picker.files[0]);
});
const endDrag = () => document.body.classList.remove("dragging");
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dragging");
  clearTimeout(dragging);
  dragging = setTimeout(endDrag, 500); // it comes again and again as long as something hovers
});
document.addEventListener("drop", (event) => {
  endDrag();
  const text = event.dataTransfer.getData("text");
  const file = event.dataTransfer.files[0];
  if (!file && (!text || event.target === box)) return;
  event.preventDefault();
  if (file) read(file);
  else fill(text);
});
document.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text");
  if (event.target.closest("input, textarea") || !text) return;
  event.preventDefault();
  fill(text);
});
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
const showFinding = (id) => {
  if (NARROW.matches) document.getElementById("pane-findings").checked = true;
  for (let part = document.getElementById(id); part; part = part.parentElement?.closest("details")) part.open = true;
};
document.addEventListener("click", (event) => {
  const language = event.target.closest("[data-reply]");
  if (language) {
    event.preventDefault();
    writeIn(language.value);
  }
  const sample = event.target.closest("[data-sample]");
  if (sample) {
    event.preventDefault();
    fill(sample.value);
  }
  if (event.target.closest("[data-cancel]")) window.htmx.trigger(form, "htmx:abort");
  if (event.target.closest("[data-undo]")) undo();
  const link = event.target.closest("a[href^='#finding-']");
  if (link) showFinding(link.getAttribute("href").slice(1));
});

// One request: sending, sent, answered, stopped or failed.
form.addEventListener("htmx:configRequest", ({ detail }) => {
  detail.parameters.reply = replyIn;
  detail.parameters.usual = usual();
});
form.addEventListener("htmx:beforeRequest", () => {
  isOpen = true;
  asked = box.value;
  if (asked !== maskedText()) raw = asked;
  cleared = null;
  toggle.disabled = true;
  sent.value = 0;
  working.textContent = working.dataset.sending;
});
form.addEventListener("htmx:xhr:progress", (event) => {
  const { loaded, total } = event.detail;
  if (total && sent.hasAttribute("value")) sent.value = loaded / total;
});
form.addEventListener("htmx:xhr:loadend", () => { // of the upload; that of the answer comes when all is over
  if (!isOpen) return;
  sent.removeAttribute("value");
  const lines = asked.split("\n").length;
  working.textContent = lines > 1 ? working.dataset.sentLines.replace("{n}", lines.toLocaleString("en")) : working.dataset.sent;
  clearTimeout(waiting);
  waiting = setTimeout(() => { said.textContent = working.textContent; }, 1000);
});
form.addEventListener("htmx:afterRequest", () => {
  isOpen = false;
  clearTimeout(waiting);
  toggle.disabled = false;
});
form.addEventListener("htmx:sendError", () => notice("unsent"));
form.addEventListener("htmx:sendAbort", () => notice("stopped"));

const isOwnNotice = (xhr) => new DOMParser().parseFromString(xhr.responseText, "text/html").querySelector("body > .notice");
const problemOf = (xhr) => {
  if ((xhr.getResponseHeader("Content-Type") ?? "").includes("json")) {
    try {
      const { title, detail } = JSON.parse(xhr.responseText);
      return [title, detail];
    } catch {
      return [];
    }
  }
  const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
  const main = page.querySelector("main") ?? page.body;
  return [main.querySelector("h1, h2")?.textContent.trim(), main.querySelector("p")?.textContent.trim()];
};
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (event.detail.requestConfig?.elt !== form || xhr.status < 400) return;
  event.detail.isError = false;
  event.detail.shouldSwap = Boolean(isOwnNotice(xhr));
  if (event.detail.shouldSwap) event.detail.target = notices;
  else if (xhr.status === 413) notice("too-large");
  else notice("problem", ...problemOf(xhr));
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target === report) answered();
  else if (event.target === notices) showForm();
});

start();
