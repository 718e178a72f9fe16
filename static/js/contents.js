// "On this page": marks the section that is being read.
const links = new Map([...document.querySelectorAll("[data-contents] a[href^='#']")]
  .map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]));
links.delete(null);

const mark = () => {
  const line = innerHeight / 3;
  const passed = [...links.keys()].filter((heading) => heading.getBoundingClientRect().top < line);
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  const current = links.get(atEnd ? [...links.keys()].at(-1) : passed.at(-1));
  if (current?.hasAttribute("aria-current")) return;
  for (const link of links.values()) link.removeAttribute("aria-current");
  current?.setAttribute("aria-current", "true");
  const list = current?.closest("[data-contents]");
  if (list && list.scrollHeight > list.clientHeight) list.scrollTop = current.offsetTop - list.clientHeight / 2;
};

let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    mark();
  });
}, { passive: true });
mark();
