package dev.seawall.server.audit;

import dev.seawall.server.disk.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The audit log. Each line carries the hash of the one before it, so that a line changed, removed or put in between shows;
 * the end of the chain is noted in a file beside the store, so that a cut tail shows too.
 */
public final class AuditLog {
    private static final String NOTHING = "0".repeat(64);
    private static final int LONGEST = 2_000;

    private final AuditStore store;
    private final Path head;
    private final Clock clock;

    /** @param head the file that holds number and hash of the end of the chain */
    public AuditLog(AuditStore store, Path head, Clock clock) {
        this.store = store;
        this.head = head;
        this.clock = clock;
    }

    /**
     * Writes a line; it is on disk when this returns.
     *
     * @param subject what it was done to; control characters are replaced, long texts cut
     */
    public void record(String actor, String address, String action, String subject, Outcome outcome, String detail) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        store.append(last -> {
            AuditEntry open = new AuditEntry(
                    last.map(AuditEntry::number).orElse(0L) + 1,
                    now,
                    plain(actor),
                    plain(address),
                    plain(action),
                    plain(subject),
                    outcome.word(),
                    plain(detail),
                    last.map(AuditEntry::hash).orElse(NOTHING),
                    "");
            return hashed(open);
        });
    }

    /** How something ended. */
    public enum Outcome {
        /** Done or allowed. */
        OK,
        /** Not allowed. */
        REFUSED,
        /** Tried and not done. */
        FAILED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static String plain(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    private static AuditEntry hashed(AuditEntry e) {
        return new AuditEntry(
                e.number(),
                e.at(),
                e.actor(),
                e.address(),
                e.action(),
                e.subject(),
                e.outcome(),
                e.detail(),
                e.previous(),
                hash(e));
    }

    /** Fields cannot hold the control characters that separate them, so no two lines give the same text. */
    private static String hash(AuditEntry e) {
        String text = String.join(
                "\n",
                Long.toString(e.number()),
                Long.toString(e.at().toEpochMilli()),
                e.actor(),
                e.address(),
                e.action(),
                e.subject(),
                e.outcome(),
                e.detail(),
                e.previous());
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Lines before a number, newest first; see {@link AuditStore#before}. */
    public List<AuditEntry> before(long number, String actor, String action, int limit) {
        return store.before(number, actor, action, limit);
    }

    /** Notes the end of the chain in the file beside the store. */
    public void anchor() throws IOException {
        List<AuditEntry> last = store.before(Long.MAX_VALUE, "", "", 1);
        if (!last.isEmpty()) {
            String line = last.getFirst().number() + " " + last.getFirst().hash() + "\n";
            PrivateFile.write(head, line.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /**
     * Recomputes the chain.
     *
     * @param lines how many there are
     * @param fault what is wrong first; empty where the log is whole
     */
    public record Verdict(long lines, Optional<String> fault) {}

    /** Reads every line and says whether the log is whole. */
    public Verdict verify() throws IOException {
        ChainCheck check = new ChainCheck(anchored());
        store.each(check::next);
        return check.verdict();
    }

    private String[] anchored() throws IOException {
        return Files.exists(head) ? Files.readString(head).trim().split(" ") : new String[] {"0", NOTHING};
    }

    private static final class ChainCheck {
        private final long anchorNumber;
        private final String anchorHash;
        private long lines;
        private String previous = NOTHING;
        private Optional<String> fault = Optional.empty();

        ChainCheck(String[] anchor) {
            anchorNumber = Long.parseLong(anchor[0]);
            anchorHash = anchor[1];
        }

        void next(AuditEntry entry) {
            lines++;
            if (fault.isPresent()) {
                return;
            }
            if (entry.number() != lines) {
                fault = Optional.of("line " + lines + " is missing");
            } else if (!entry.previous().equals(previous) || !entry.hash().equals(hash(entry))) {
                fault = Optional.of("line " + entry.number() + " was changed or stands in the wrong place");
            } else if (entry.number() == anchorNumber && !entry.hash().equals(anchorHash)) {
                fault = Optional.of(
                        "line " + entry.number() + " is not the one noted beside the store: the log was replaced");
            }
            previous = entry.hash();
        }

        Verdict verdict() {
            if (fault.isEmpty() && lines < anchorNumber) {
                fault = Optional.of(
                        "the log ends at line " + lines + " and had " + anchorNumber + ": its end was cut off");
            }
            return new Verdict(lines, fault);
        }
    }
}
