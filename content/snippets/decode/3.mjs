const text = '2026-11-23 06:00:01 ERROR {"id":7,"method":"private/create-order","code":306}';
const answer = await fetch("https://site.example/api/v1/decode", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ text }),
});
for (const finding of (await answer.json()).findings) {
  console.log(finding.count, "x", finding.code, finding.name, finding.entry.url);
}
