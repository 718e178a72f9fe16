// What to do after an error, by the generated constants; save those as codes.ts.
import { ErrorCodeInfo, ONLY_BY_A_PERSON, withCode } from "./codes";

export type Action = "ask_a_person" | "check" | "give_up" | "fix" | "wait_for_change" | "wait" | "done";

const LONGEST_WAIT_MS = 30_000;

/**
 * Returns what to do after `method` met `code`, and how many milliseconds to wait first.
 * `attempt` is how often the request was sent so far: 1 after the first time. Pass `nothingHappened` once the look-up
 * that "check" asks for has shown so.
 */
export function decide(
  code: number, name?: string | null, attempt = 1, method?: string | null, nothingHappened = false,
): [Action, number] {
  const sharing = withCode(code);
  const named = sharing.filter((row) => row.name === name);
  const found = named.length ? named : sharing;
  // An unknown code, or a number with two meanings: assume the worse.
  const entry: ErrorCodeInfo | undefined = found.length === 1 ? found[0] : undefined;
  if (entry?.retry === "not_needed") return ["done", 0];
  // A payout cannot be called back: a program never repeats it.
  if (method && ONLY_BY_A_PERSON.includes(method)) return ["ask_a_person", 0];
  if (!nothingHappened && (!entry || entry.outcome === "unknown")) return ["check", 0]; // LOOK_UP[method] says where
  if (!entry) return wait(null, attempt);
  if (entry.maxAttempts && attempt >= entry.maxAttempts) return ["give_up", 0];
  switch (entry.retry) {
    case "never":
      return ["give_up", 0];
    case "after_fix":
      return ["fix", 0]; // the same request would fail again
    case "when_state_changes":
      return ["wait_for_change", 0];
    case "after_check": // look at the order or the market before you send anything
      if (!nothingHappened) return ["check", 0];
      return entry.minDelayMs ? wait(entry.minDelayMs, attempt) : ["fix", 0];
    default:
      return wait(entry.minDelayMs, attempt);
  }
}

function wait(first: number | null, attempt: number): [Action, number] {
  const least = Math.min(LONGEST_WAIT_MS, (first ?? 1000) * 2 ** (attempt - 1));
  // Clients that failed together must not come back together.
  return ["wait", least + Math.floor(Math.random() * least)];
}
