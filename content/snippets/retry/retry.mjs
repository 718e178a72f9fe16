// What to do after an error, by the published policies. Runs in Node and in a browser.
const LONGEST_WAIT_MS = 30_000;
const WITHOUT_WAIT = {
  never: "give_up",
  after_fix: "fix", // the same request would fail again
  after_check: "check", // look at the order or the market before you send anything
  when_state_changes: "wait_for_change",
};

export async function load() {
  const answer = await fetch("https://site.example/api/v1/retry-policy.json");
  return await answer.json();
}

/**
 * Returns what to do after `method` met `code`, and how many milliseconds to wait first.
 * `attempt` is how often the request was sent so far: 1 after the first time. Pass `nothingHappened` once the look-up
 * that "check" asks for has shown so.
 */
export function decide(policy, code, name = undefined, attempt = 1, method = undefined, nothingHappened = false) {
  const sharing = policy.policies.filter((row) => row.kind === "response" && row.code === code);
  const named = sharing.filter((row) => row.name === name);
  const found = named.length ? named : sharing;
  const retry = found.length === 1 ? found[0].retry : undefined;
  if (retry?.advice === "not_needed") return ["done", 0];
  const isOpen = !retry || retry.outcome === "unknown"; // an unknown code, or a number with two meanings: assume so
  // A payout cannot be called back: a program never repeats it.
  if (policy.only_by_a_person.includes(method)) return ["ask_a_person", 0];
  if (isOpen && !nothingHappened) return ["check", 0]; // /api/v1/outcomes says where, by method; send nothing before
  const advice = retry ? retry.advice : "after_backoff"; // what cannot be read is treated like a time-out
  if (retry?.max_attempts && attempt >= retry.max_attempts) return ["give_up", 0];
  if (advice === "after_check" && nothingHappened) {
    if (!retry.min_delay_ms) return ["fix", 0];
  } else if (advice !== "after_backoff") return [WITHOUT_WAIT[advice], 0];
  const wait = Math.min(LONGEST_WAIT_MS, (retry?.min_delay_ms ?? 1000) * 2 ** (attempt - 1));
  // Clients that failed together must not come back together.
  return ["wait", wait + Math.floor(Math.random() * wait)];
}
