// The workbench: drop a file, press Ctrl-V anywhere, Ctrl-Enter decodes, Stop cancels, samples fill the box.
"use strict";

const form = document.getElementById("paste");
const box = document.getElementById("text");
const report = document.getElementById("report");
const picker = form.querySelector("[type=file]");

const fill = (text) => {
  box.value = text;
  form.requestSubmit();
};
const read = async (file) => {
  picker.value = "";
  if (file.size > Number(form.dataset.limit)) report.textContent = form.dataset.tooLarge;
  else fill(await file.text());
};

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

form.addEventListener("htmx:xhr:progress", (event) => {
  const { loaded, total } = event.detail;
  if (total) document.getElementById("sent").value = loaded / total;
});
form.addEventListener("htmx:afterRequest", (event) => {
  const { status } = event.detail.xhr;
  if (status >= 500 && status !== 503) report.textContent = form.dataset.failed;
});
form.addEventListener("htmx:sendError", () => {
  report.textContent = form.dataset.failed;
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target === report && matchMedia("(max-width: 63.99rem)").matches) report.scrollIntoView();
});
