package org.sallyport.core.backup;

import java.util.Optional;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.settings.model.Secret;

/** What a passphrase must be like: whoever has the file may try as many as he likes. */
public final class BackupPassphrase {
    public static final int LEAST = 12;
    public static final int MOST = 200;

    private BackupPassphrase() {}

    /** Why a text is no passphrase to begin with; empty when it is one. */
    public static Optional<Problem> problem(String field, Secret passphrase) {
        int length = passphrase.reveal().length();
        boolean isPrintable = passphrase.reveal().chars().noneMatch(Character::isISOControl);
        return length >= LEAST && length <= MOST && isPrintable
                ? Optional.empty()
                : Optional.of(new Problem(
                        field,
                        "***",
                        "It has " + length + " characters, or some that cannot be typed.",
                        "Give " + LEAST + " to " + MOST + " printable characters, such as four words."));
    }
}
