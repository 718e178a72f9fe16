const query = new URLSearchParams([
  ["q", "order price too far from the market"],
  ["http_status", 400],
  ["http_status", 500],
  ["limit", 3],
]);
const answer = await fetch(`https://site.example/api/v1/codes?${query}`);
for (const entry of (await answer.json()).results) {
  console.log(entry.code, entry.name, entry.match.score);
}
