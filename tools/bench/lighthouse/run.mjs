// Lighthouse on the key pages of a running site: node run.mjs [address]. Fails where accessibility, best practices or SEO
// is not perfect, or the median of three performance runs is below 0.9. CHROME_PATH names the browser.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const SITE = process.argv[2] ?? "http://127.0.0.1:8000";
const PAGES = ["/", "/codes/306/", "/decode/", "/guides/retrying-safely/", "/glossary/", "/api/", "/changes/", "/map/"];
const PERFECT = ["accessibility", "best-practices", "seo"];
const RUNS = 3;

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const chrome = await launch({ chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic"] });
let failed = false;
for (const page of PAGES) {
  const speeds = [];
  let categories;
  for (let run = 0; run < RUNS; run += 1) {
    const onlyCategories = run ? ["performance"] : ["performance", ...PERFECT];
    const { lhr } = await lighthouse(SITE + page, { port: chrome.port, onlyCategories });
    categories ??= lhr.categories;
    if (lhr.categories.performance.score !== null) speeds.push(lhr.categories.performance.score); // a start may be missed
  }
  const scores = PERFECT.map((name) => categories[name].score);
  const speed = median(speeds) ?? 0;
  failed ||= speed < 0.9 || scores.some((score) => score < 1);
  console.log(page.padEnd(28), `performance ${speed}`, ...PERFECT.map((name, place) => `${name} ${scores[place]}`));
}
await chrome.kill();
process.exitCode = Number(failed);
