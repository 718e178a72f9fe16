const address = "https://site.example/api/v1/catalogue.json";
const first = await fetch(address);
const catalogue = await first.json();
console.log(catalogue.count, "entries");

const again = await fetch(address, { headers: { "If-None-Match": first.headers.get("ETag") } });
console.log(again.status === 304 ? "nothing changed" : "changed");
