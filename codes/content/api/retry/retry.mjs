// What to do after an error, by the published policies. Runs in Node and in a browser, and is valid TypeScript input
// with `allowJs`.
const LONGEST_WAIT_MS = 30_000;
const WITHOUT_WAIT = {
  not_needed: "done",
  never: "give_up",
  after_fix: "fix", // the same request would fail again
  after_check: "check", // look the order up before you send anything
  when_state_changes: "wait_for_change",
};

export async function load() {
  const answer = await fetch("https://site.example/api/v1/retry-policy.json");
  return (await answer.json()).policies.filter((policy) => policy.kind === "response");
}

/** Returns what to do after attempt number `attempt` met `code`, and how many milliseconds to wait first. */
export function decide(policies, code, name = undefined, attempt = 1) {
  const sharing = policies.filter((policy) => policy.code === code);
  const named = sharing.filter((policy) => policy.name === name);
  const found = named.length ? named : sharing;
  if (found.length !== 1) return ["check", 0]; // an unknown code, or a number with two meanings: assume the worse
  const { advice, outcome, min_delay_ms, max_attempts } = found[0].retry;
  if (advice !== "after_backoff") return [WITHOUT_WAIT[advice], 0];
  if (attempt >= (max_attempts ?? 5)) return ["give_up", 0];
  const wait = Math.min(LONGEST_WAIT_MS, (min_delay_ms ?? 1000) * 2 ** (attempt - 1));
  // Clients that failed together must not come back together.
  return [outcome === "unknown" ? "check" : "wait", wait + Math.floor(Math.random() * wait)];
}
