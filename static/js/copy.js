// Copy buttons. A button names its text by data-copy (the text), data-copy-from (the id of an element) or
// data-copy-url (an address of this site), and says on itself and in the live region what it has done.
"use strict";

const textOf = async (button) => {
  const { copy, copyFrom, copyUrl } = button.dataset;
  if (copy !== undefined) return copy;
  if (copyUrl) return (await fetch(copyUrl)).text();
  const source = document.getElementById(copyFrom);
  return (source.value ?? source.textContent).trim();
};

const copyOld = (text) => { // where the clipboard is closed: an address that is neither https nor this machine
  const box = document.createElement("textarea");
  box.value = text;
  box.className = "unseen";
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return done;
};

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyOld(text);
  }
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-from], [data-copy-url]");
  if (!button || button.dataset.busy) return;
  button.dataset.busy = "1";
  const [label, parts] = [button.textContent.trim(), [...button.childNodes]];
  const words = document.getElementById("said").dataset;
  let done = false;
  try {
    done = await copy(await textOf(button));
  } catch { /* the text could not be fetched */ }
  button.style.minWidth = `${button.offsetWidth}px`; // nothing beside it moves
  button.textContent = done ? words.copied : words.notCopied;
  button.classList.add(done ? "copied" : "failed");
  document.getElementById("said").textContent = `${label}: ${button.textContent}`;
  button.focus();
  setTimeout(() => {
    button.replaceChildren(...parts);
    button.classList.remove("copied", "failed");
    delete button.dataset.busy;
  }, 1500);
});
