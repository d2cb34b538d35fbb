package org.sallyport.management.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) over passwords, stored as {@code argon2id$memory KiB$iterations$salt$hash}. Parameters are kept
 * with each hash, so they can grow. At most two run at once: a flood of log-ins must not fill the heap.
 */
public final class PasswordHash {
    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int SALT_OCTETS = 16;
    private static final int HASH_OCTETS = 32;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{43})");

    /** Two at once must fit into the heap of the process. */
    private static final int MOST_MEMORY_KIB = 65_536;

    private static final int MOST_ITERATIONS = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Semaphore TURNS = new Semaphore(2);

    /** A hash that no password has: verified when the user is unknown, so that both cases take the same time. */
    public static final String OF_NOBODY = encode(MEMORY_KIB, ITERATIONS, new byte[SALT_OCTETS], new byte[HASH_OCTETS]);

    private PasswordHash() {}

    public static String of(String password) {
        byte[] salt = new byte[SALT_OCTETS];
        RANDOM.nextBytes(salt);
        return encode(MEMORY_KIB, ITERATIONS, salt, compute(password, MEMORY_KIB, ITERATIONS, salt));
    }

    /**
     * A hash in PHC form as {@code argon2 -id -e -p 1 -l 32} writes it, as we store it.
     *
     * @throws IllegalArgumentException when it is none that {@link #matches} can verify; the message does not repeat it
     */
    public static String ofPhc(String phc) {
        Matcher matcher = PHC.matcher(phc);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "The password hash is no Argon2id in PHC form with version 19, one lane and 32 octets.");
        }
        int memory = Integer.parseInt(matcher.group(1));
        int iterations = Integer.parseInt(matcher.group(2));
        if (memory < 8 || memory > MOST_MEMORY_KIB || iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException("The password hash takes more than " + MOST_MEMORY_KIB
                    + " KiB of memory or more than " + MOST_ITERATIONS + " iterations to verify.");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        return encode(memory, iterations, base64.decode(matcher.group(3)), base64.decode(matcher.group(4)));
    }

    public static boolean matches(String password, String stored) {
        String[] parts = stored.split("\\$", -1);
        if (parts.length != 5 || !parts[0].equals("argon2id")) {
            throw new IllegalArgumentException("not a password hash of ours");
        }
        byte[] salt = Base64.getDecoder().decode(parts[3]);
        byte[] computed = compute(password, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), salt);
        return MessageDigest.isEqual(computed, Base64.getDecoder().decode(parts[4]));
    }

    private static String encode(int memory, int iterations, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder();
        return "argon2id$" + memory + "$" + iterations + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    private static byte[] compute(String password, int memory, int iterations, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(iterations)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_OCTETS];
        TURNS.acquireUninterruptibly();
        try {
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            TURNS.release();
        }
        return hash;
    }
}
