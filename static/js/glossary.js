// The glossary: shows the terms that hold what is typed.
const box = document.getElementById("term");
const said = document.getElementById("terms-left");
const letters = [...document.querySelectorAll(".letter")];
let waiting = 0;

box.addEventListener("input", () => {
  const wanted = box.value.trim().toLowerCase();
  let left = 0;
  for (const letter of letters) {
    let inLetter = 0;
    for (const term of letter.querySelectorAll("dl > div")) {
      term.hidden = !term.textContent.toLowerCase().includes(wanted);
      inLetter += Number(!term.hidden);
    }
    letter.hidden = !inLetter;
    left += inLetter;
  }
  document.getElementById("no-term").hidden = left > 0;
  clearTimeout(waiting);
  waiting = setTimeout(() => { said.textContent = `${said.dataset.words} ${left}`; }, 500);
});
