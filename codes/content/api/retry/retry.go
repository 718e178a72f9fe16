package exchangecodes

import "math/rand"

const longestWaitMs = 30_000

var withoutWait = map[string]string{
	"not_needed":         "done",
	"never":              "give_up",
	"after_fix":          "fix",   // the same request would fail again
	"after_check":        "check", // look the order up before you send anything
	"when_state_changes": "wait_for_change",
}

// Decide returns what to do after attempt number attempt met code, and how many milliseconds to wait first.
// It stands in the package of the generated constants. The name may be empty.
func Decide(code int, name string, attempt int) (string, int) {
	found := WithCode(code, "response")
	for _, entry := range found {
		if name != "" && entry.Name == name {
			found = []ErrorCode{entry}
			break
		}
	}
	if len(found) != 1 {
		return "check", 0 // an unknown code, or a number with two meanings: assume the worse
	}
	entry := found[0]
	if entry.Retry != "after_backoff" {
		return withoutWait[entry.Retry], 0
	}
	wait, attempts := entry.MinDelayMs, entry.MaxAttempts
	if wait == 0 {
		wait = 1000
	}
	if attempts == 0 {
		attempts = 5
	}
	if attempt >= attempts {
		return "give_up", 0
	}
	for n := 1; n < attempt && wait < longestWaitMs; n++ {
		wait *= 2
	}
	if wait > longestWaitMs {
		wait = longestWaitMs
	}
	wait += rand.Intn(wait) // clients that failed together must not come back together
	if entry.Outcome == "unknown" {
		return "check", wait
	}
	return "wait", wait
}
