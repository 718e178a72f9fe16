package exchangecodes

import "math/rand"

const longestWaitMs = 30_000

var withoutWait = map[string]string{
	"never":              "give_up",
	"after_fix":          "fix",   // the same request would fail again
	"after_check":        "check", // look at the order or the market before you send anything
	"when_state_changes": "wait_for_change",
}

// Decide returns what to do after method met code, and how many milliseconds to wait first. It stands in the package
// of the generated constants. The name and the method may be empty; attempt is how often the request was sent so far:
// 1 after the first time. nothingHappened is true once the look-up that "check" asks for has shown so.
func Decide(code int, name string, attempt int, method string, nothingHappened bool) (string, int) {
	found := WithCode(code, "response")
	for _, entry := range found {
		if name != "" && entry.Name == name {
			found = []ErrorCode{entry}
			break
		}
	}
	entry := ErrorCode{Outcome: "unknown"} // an unknown code, or a number with two meanings: assume the worse
	if len(found) == 1 {
		entry = found[0]
	}
	isChecked := entry.Retry == "after_check" && nothingHappened
	switch {
	case entry.Retry == "not_needed":
		return "done", 0
	case onlyByAPerson(method):
		return "ask_a_person", 0 // a payout cannot be called back: a program never repeats it
	case entry.Outcome == "unknown" && !nothingHappened:
		return "check", 0 // LookUp[method] says where; send nothing before
	case entry.MaxAttempts > 0 && attempt >= entry.MaxAttempts:
		return "give_up", 0
	case isChecked && entry.MinDelayMs == 0:
		return "fix", 0
	case entry.ID != "" && !isChecked && entry.Retry != "after_backoff":
		return withoutWait[entry.Retry], 0
	}
	return "wait", waitMs(entry.MinDelayMs, attempt)
}

func onlyByAPerson(method string) bool {
	for _, name := range OnlyByAPerson {
		if name == method {
			return true
		}
	}
	return false
}

func waitMs(least, attempt int) int {
	wait := least
	if wait == 0 {
		wait = 1000
	}
	for n := 1; n < attempt && wait < longestWaitMs; n++ {
		wait *= 2
	}
	if wait > longestWaitMs {
		wait = longestWaitMs
	}
	return wait + rand.Intn(wait) // clients that failed together must not come back together
}
