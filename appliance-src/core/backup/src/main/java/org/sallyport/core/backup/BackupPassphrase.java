package org.sallyport.core.backup;

import java.util.Optional;
import org.sallyport.base.problem.Problem;

/** What a backup is encrypted under. Its text is never shown. */
public final class BackupPassphrase {
    public static final int LEAST = 12;
    public static final int MOST = 200;

    private final String text;

    public BackupPassphrase(String text) {
        this.text = text;
    }

    /**
     * Why one may not be used for new backups, for whoever has the file may try as many as he likes; empty when it may.
     *
     * @param field what names it to its author
     */
    public Optional<Problem> weakness(String field) {
        boolean isPrintable = text.chars().noneMatch(Character::isISOControl);
        return text.length() >= LEAST && text.length() <= MOST && isPrintable
                ? Optional.empty()
                : Optional.of(new Problem(
                        field,
                        "***",
                        "It has " + text.length() + " characters, or some that cannot be typed.",
                        "Give " + LEAST + " to " + MOST + " printable characters, such as four words."));
    }

    char[] characters() {
        return text.toCharArray();
    }

    @Override
    public String toString() {
        return "***";
    }
}
