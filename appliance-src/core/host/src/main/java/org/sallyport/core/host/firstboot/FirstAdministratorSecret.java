package org.sallyport.core.host.firstboot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.Problem;

/**
 * What lets the first administrator in: a password to be changed at the first log-in, or the hash of one that stays.
 *
 * @param password in clear; empty when a hash is given
 * @param passwordHash Argon2id in PHC form (RFC 9106); empty when a password is given
 */
record FirstAdministratorSecret(Optional<String> password, Optional<String> passwordHash) {
    static final String PASSWORD = "admin-secret";
    static final String HASH = "admin-password-hash";
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{4,7}),t=(\\d{1,3}),p=1\\$[A-Za-z0-9+/]{11,86}\\$[A-Za-z0-9+/]{43}");
    /** More does not fit into the process that verifies it. */
    private static final int MOST_MEMORY_KIB = 65_536;

    private static final int MOST_ITERATIONS = 16;
    private static final int SHORTEST = 10;
    private static final int LONGEST = 128;

    static FirstAdministratorSecret of(Map<String, String> answers) {
        return new FirstAdministratorSecret(
                Optional.ofNullable(answers.get(PASSWORD)), Optional.ofNullable(answers.get(HASH)));
    }

    boolean isGiven() {
        return password.isPresent() || passwordHash.isPresent();
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        password.filter(text -> text.length() < SHORTEST || text.length() > LONGEST)
                .ifPresent(_ -> problems.add(new Problem(
                        Answers.PREFIX + PASSWORD,
                        "***",
                        "It is too short or too long.",
                        "Give " + SHORTEST + " to " + LONGEST + " characters.")));
        passwordHash
                .filter(hash -> !isVerified(hash))
                .ifPresent(_ -> problems.add(new Problem(
                        Answers.PREFIX + HASH,
                        "***",
                        "It is no hash of a password that we verify.",
                        "Give Argon2id with 32 octets, one lane and at most " + MOST_MEMORY_KIB
                                + " KiB: argon2 SALT -id -e -p 1 -l 32")));
        if (password.isPresent() && passwordHash.isPresent()) {
            problems.add(
                    new Problem(Answers.PREFIX + PASSWORD, "***", "There is a hash as well.", "Give one of the two."));
        }
        return problems;
    }

    private static boolean isVerified(String hash) {
        Matcher matcher = FORM.matcher(hash);
        return matcher.matches()
                && Integer.parseInt(matcher.group(1)) <= MOST_MEMORY_KIB
                && Integer.parseInt(matcher.group(2)) <= MOST_ITERATIONS;
    }

    /** For the file that the manager takes it from. */
    String json() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        password.ifPresent(text -> json.put("password", text));
        passwordHash.ifPresent(hash -> json.put("passwordHash", hash));
        return json.toString();
    }
}
