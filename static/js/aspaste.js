// A response or a log that lands in a search box is offered to the decoder: a search stands in the address, a paste
// does not. That is any text that is too long to search for, with an object or several lines in it, or a long one that may hold a key.
const KEYS = /api_?key|\bsig\b|secret|bearer/i;
const JSON_OR_LINES = /[{\n]|\[\s*\\?["']/;

const looksLikePaste = (text, limit) =>
  text.length > limit || JSON_OR_LINES.test(text) || (text.length > 60 && KEYS.test(text));

const offerOf = (target) => target.matches("input[type=search][maxlength]") && target.form?.querySelector("[data-as-paste]");

const show = (offer, text) => {
  const button = offer.querySelector("button");
  button.value = text;
  offer.hidden = false;
  return button;
};

document.addEventListener("paste", (event) => {
  const offer = offerOf(event.target);
  const text = event.clipboardData.getData("text").trim();
  if (!offer || !looksLikePaste(text, event.target.maxLength)) return;
  event.preventDefault();
  show(offer, text).focus();
}, true);
// Typed or dropped: nobody else sees the event, so that nothing is searched for while the offer stands.
document.addEventListener("input", (event) => {
  const offer = offerOf(event.target);
  if (!offer) return;
  offer.hidden = true;
  if (!looksLikePaste(event.target.value.trim(), event.target.maxLength)) return;
  show(offer, event.target.value);
  event.stopPropagation();
}, true);
document.addEventListener("submit", (event) => {
  const offer = event.target.querySelector("[data-as-paste]:not([hidden])");
  if (!offer || event.submitter === offer.querySelector("button")) return;
  event.preventDefault();
  event.stopPropagation();
  setTimeout(() => offer.querySelector("button").click()); // a form that is being sent takes no other submission
}, true);
