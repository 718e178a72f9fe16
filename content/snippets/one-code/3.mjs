const answer = await fetch("https://site.example/api/v1/codes/306");
const entry = await answer.json();
console.log(entry.name, "-", entry.retry.advice);
