import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What to do after an error, and how many milliseconds to wait first; uses the generated ErrorCode. */
public record Decision(String action, long waitMs) {
    private static final long LONGEST_WAIT_MS = 30_000;

    /**
     * Decides after {@code method} met {@code code}; the name and the method may be null. {@code attempt} is how often
     * the request was sent so far: 1 after the first time. {@code nothingHappened} is true once the look-up that "check"
     * asks for has shown so.
     */
    public static Decision after(int code, String name, int attempt, String method, boolean nothingHappened) {
        List<ErrorCode> sharing = ErrorCode.withCode(code, ErrorCode.Kind.RESPONSE);
        Optional<ErrorCode> named = sharing.stream().filter(e -> name != null && name.equals(e.wireName)).findFirst();
        ErrorCode entry = named.orElse(sharing.size() == 1 ? sharing.get(0) : null);
        if (entry != null && entry.retry == ErrorCode.Retry.NOT_NEEDED) {
            return new Decision("done", 0);
        }
        // An unknown code, or a number with two meanings: assume the worse.
        boolean isOpen = entry == null || entry.outcome == ErrorCode.Outcome.UNKNOWN;
        if (method != null && ErrorCode.ONLY_BY_A_PERSON.contains(method)) {
            return new Decision("ask_a_person", 0); // a payout cannot be called back: a program never repeats it
        }
        if (isOpen && !nothingHappened) {
            return new Decision("check", 0); // ErrorCode.LOOK_UP says where; send nothing before
        }
        if (entry == null) {
            return new Decision("wait", waitMs(null, attempt));
        }
        if (entry.maxAttempts != null && attempt >= entry.maxAttempts) {
            return new Decision("give_up", 0);
        }
        return switch (entry.retry) {
            case NOT_NEEDED -> new Decision("done", 0);
            case NEVER -> new Decision("give_up", 0);
            case AFTER_FIX -> new Decision("fix", 0); // the same request would fail again
            case AFTER_CHECK -> afterCheck(entry, attempt, nothingHappened);
            case WHEN_STATE_CHANGES -> new Decision("wait_for_change", 0);
            case AFTER_BACKOFF -> new Decision("wait", waitMs(entry.minDelayMs, attempt));
        };
    }

    private static Decision afterCheck(ErrorCode entry, int attempt, boolean nothingHappened) {
        if (!nothingHappened) {
            return new Decision("check", 0); // look at the order or the market before you send anything
        }
        return entry.minDelayMs == null ? new Decision("fix", 0) : new Decision("wait", waitMs(entry.minDelayMs, attempt));
    }

    private static long waitMs(Integer first, int attempt) {
        double least = (first == null ? 1000 : first) * Math.pow(2, attempt - 1);
        long wait = (long) Math.min(LONGEST_WAIT_MS, least);
        return wait + ThreadLocalRandom.current().nextLong(wait); // those that failed together must not return together
    }
}
