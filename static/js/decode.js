// The paste-box: drop a file on it, press Ctrl-V anywhere, Ctrl-Enter decodes; a sent text can be called back.
"use strict";

const form = document.getElementById("paste");
const box = document.getElementById("text");
const report = document.getElementById("report");

const fill = (text) => {
  box.value = text;
  form.requestSubmit();
};
const read = async (file) => {
  form.querySelector("[type=file]").value = "";
  fill(await file.text());
};

form.querySelector("[type=file]").addEventListener("change", (event) => {
  if (event.target.files[0]) read(event.target.files[0]);
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  const file = event.dataTransfer.files[0];
  if (file) read(file);
  else if (event.dataTransfer.getData("text")) fill(event.dataTransfer.getData("text"));
});
document.addEventListener("paste", (event) => {
  if (event.target.closest("input, textarea")) return;
  const text = event.clipboardData.getData("text");
  if (text) fill(text);
});
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
document.addEventListener("click", (event) => {
  const sample = event.target.closest("[data-sample]");
  if (sample) fill(document.getElementById(sample.dataset.sample).textContent.trim());
  if (event.target.closest("[data-cancel]")) window.htmx.trigger(form, "htmx:abort");
});

form.addEventListener("htmx:afterRequest", (event) => {
  const status = event.detail.xhr.status;
  if (status === 0 || status >= 500) report.textContent = form.dataset.failed;
  else if (matchMedia("(max-width: 64rem)").matches) report.scrollIntoView({ block: "start" });
});
