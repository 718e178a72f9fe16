// The workbench: drop a file, press Ctrl-V anywhere, Ctrl-Enter decodes, Stop cancels, samples fill the box. After an
// answer the box holds the masked text, which the tab keeps with the report; what was pasted stays in memory only.
const KEPT = "decode"; // in sessionStorage: the masked text and the report as the server sent them, never the paste
const form = document.getElementById("paste");
const box = document.getElementById("text");
const report = document.getElementById("report");
const said = document.getElementById("said");
const sent = document.getElementById("sent");
const working = form.querySelector(".working-text");
const picker = form.querySelector("[type=file]");
const toggle = document.getElementById("show-raw");
const clear = document.getElementById("clear");
let raw = ""; // what was pasted, as long as this page lives
let asked = ""; // what the box held when it was sent
let waiting = 0;

const notice = (name, ...words) => {
  const copy = document.getElementById(`notice-${name}`).content.cloneNode(true);
  copy.querySelectorAll("h2, p").forEach((line, place) => {
    if (words[place]) line.textContent = words[place];
  });
  report.replaceChildren(copy);
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

const maskedText = () => report.querySelector(".masked pre")?.textContent;
const showMasked = (text) => {
  box.value = text;
  toggle.textContent = toggle.dataset.raw;
  toggle.hidden = !raw || raw === text;
  clear.hidden = false;
};
const answered = () => {
  const text = maskedText();
  if (text === undefined) return;
  if (!box.value || box.value === asked) showMasked(text); // else the reader writes on already
  keep(text, report.innerHTML);
};

const start = () => {
  if (maskedText() !== undefined) { // the answer to a form sent without this script
    history.replaceState(null, "", location.href); // going back asks for the page, not for the text again
    answered();
  }
  const before = report.querySelector(".report-empty") && kept();
  if (!before?.html) return;
  report.innerHTML = before.html;
  showMasked(before.text);
};

toggle.addEventListener("click", () => {
  const isRaw = toggle.textContent === toggle.dataset.masked;
  box.value = isRaw ? maskedText() ?? "" : raw;
  toggle.textContent = isRaw ? toggle.dataset.raw : toggle.dataset.masked;
});
clear.addEventListener("click", () => {
  raw = asked = box.value = picker.value = "";
  toggle.hidden = clear.hidden = document.getElementById("masked-here").hidden = true;
  forget();
  notice("empty");
  said.textContent = clear.dataset.cleared;
  box.focus();
});
addEventListener("pagehide", () => { // also of a page that the browser may bring back as it was
  if (raw && box.value === raw) box.value = maskedText() ?? "";
  raw = asked = "";
  toggle.hidden = true;
});

picker.addEventListener("change", () => {
  if (picker.files[0]) read(picker.files[0]);
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
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
document.addEventListener("click", (event) => {
  const sample = event.target.closest("[data-sample]");
  if (sample) {
    event.preventDefault();
    fill(sample.value);
  }
  if (event.target.closest("[data-cancel]")) window.htmx.trigger(form, "htmx:abort");
});

// One request: sending, sent, answered or failed.
form.addEventListener("htmx:beforeRequest", () => {
  asked = box.value;
  if (asked !== maskedText()) raw = asked;
  toggle.disabled = true;
  sent.value = 0;
  working.textContent = working.dataset.sending;
});
form.addEventListener("htmx:xhr:progress", (event) => {
  const { loaded, total } = event.detail;
  if (total && sent.hasAttribute("value")) sent.value = loaded / total;
});
form.addEventListener("htmx:xhr:loadend", () => { // of the upload; at that of the answer nobody looks any more
  sent.removeAttribute("value");
  working.textContent = working.dataset.sent;
  clearTimeout(waiting);
  waiting = setTimeout(() => { said.textContent = working.dataset.sent; }, 1000);
});
form.addEventListener("htmx:afterRequest", () => {
  clearTimeout(waiting);
  toggle.disabled = false;
});
form.addEventListener("htmx:sendError", () => notice("unsent"));

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
report.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status < 400) return;
  event.detail.isError = false;
  event.detail.shouldSwap = Boolean(isOwnNotice(xhr));
  if (event.detail.shouldSwap) return;
  if (xhr.status === 413) notice("too-large");
  else notice("problem", ...problemOf(xhr));
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target !== report) return;
  answered();
  if (matchMedia("(max-width: 63.99rem)").matches) report.scrollIntoView();
});

start();
