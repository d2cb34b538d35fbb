package org.sallyport.management.api.users;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.sallyport.management.api.access.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account {@value #NAME} of a new system. Its password is what the first boot was told; without that it is generated
 * into a file that only we can read, and said nowhere else. The file goes when the password is changed.
 */
public final class FirstAdministrator {
    static final String NAME = "admin";
    private static final String FULL_NAME = "First administrator";
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final UserStore users;
    private final Path passwordFile;
    private final FirstAnswer answer;

    /** Over the directory of the process, in which the first boot leaves {@code first-administrator.json}. */
    public FirstAdministrator(UserStore users, Path directory) {
        this.users = users;
        this.passwordFile = directory.resolve("initial-password");
        this.answer = new FirstAnswer(directory.resolve("first-administrator.json"));
    }

    /**
     * Creates the account when there is no user at all. What the first boot was told later, by a person at the machine, takes
     * the place of a generated password that was not changed yet.
     */
    public void ensure() {
        Optional<FirstAnswer.Stored> given = answer.read();
        if (users.all().isEmpty()) {
            given.ifPresentOrElse(
                    told -> users.addHashed(NAME, FULL_NAME, Role.ADMINISTRATOR, told.hash(), told.mustChange()),
                    this::generate);
        } else if (Files.exists(passwordFile)) {
            given.ifPresent(told -> {
                users.setHashed(NAME, told.hash(), told.mustChange());
                passwordChanged(NAME);
            });
        }
        answer.forget();
    }

    private void generate() {
        String password = UsersResource.generatedPassword();
        write(password);
        if (users.add(NAME, FULL_NAME, Role.ADMINISTRATOR, password)) {
            LOG.info("the first administrator is {}, with the password in {}", NAME, passwordFile);
        }
    }

    /** The generated password, while it was not changed yet. */
    public Optional<String> initialPassword() {
        try {
            return Optional.of(Files.readString(passwordFile).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} cannot be read", passwordFile, e);
            return Optional.empty();
        }
    }

    /** Removes the file once its password is no longer valid. */
    public void passwordChanged(String username) {
        if (!username.equals(NAME)) {
            return;
        }
        try {
            Files.deleteIfExists(passwordFile);
        } catch (IOException e) {
            LOG.warn("{} holds a password that is no longer valid and could not be removed", passwordFile, e);
        }
    }

    private void write(String password) {
        try {
            Files.deleteIfExists(passwordFile);
            Files.createFile(
                    passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, password + "\n", StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + passwordFile, e);
        }
    }
}
