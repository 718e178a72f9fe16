import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What to do after an error, and how many milliseconds to wait first; uses the generated ErrorCode. */
public record Decision(String action, long waitMs) {
    private static final long LONGEST_WAIT_MS = 30_000;

    /** Decides after attempt number {@code attempt} met {@code code}; the name may be null. */
    public static Decision after(int code, String name, int attempt) {
        List<ErrorCode> sharing = ErrorCode.withCode(code, ErrorCode.Kind.RESPONSE);
        Optional<ErrorCode> named = sharing.stream().filter(e -> name != null && name.equals(e.wireName)).findFirst();
        if (named.isEmpty() && sharing.size() != 1) {
            return new Decision("check", 0); // an unknown code, or a number with two meanings: assume the worse
        }
        ErrorCode entry = named.orElseGet(() -> sharing.get(0));
        return switch (entry.retry) {
            case NOT_NEEDED -> new Decision("done", 0);
            case NEVER -> new Decision("give_up", 0);
            case AFTER_FIX -> new Decision("fix", 0); // the same request would fail again
            case AFTER_CHECK -> new Decision("check", 0); // look the order up before you send anything
            case WHEN_STATE_CHANGES -> new Decision("wait_for_change", 0);
            case AFTER_BACKOFF -> backOff(entry, attempt);
        };
    }

    private static Decision backOff(ErrorCode entry, int attempt) {
        if (attempt >= (entry.maxAttempts == null ? 5 : entry.maxAttempts)) {
            return new Decision("give_up", 0);
        }
        double least = (entry.minDelayMs == null ? 1000 : entry.minDelayMs) * Math.pow(2, attempt - 1);
        long wait = (long) Math.min(LONGEST_WAIT_MS, least);
        wait += ThreadLocalRandom.current().nextLong(wait); // clients that failed together must not return together
        return new Decision(entry.outcome == ErrorCode.Outcome.UNKNOWN ? "check" : "wait", wait);
    }
}
