package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.testing.postgres.EmbeddedPostgres;

final class FirstAdministratorTest {
    @TempDir
    private Path directory;

    private Path answer(String json) throws IOException {
        return Files.writeString(directory.resolve("first-administrator.json"), json);
    }

    private RunningApi start() throws IOException {
        return new RunningApi(directory, EmbeddedPostgres.shared().createDatabase(), 3);
    }

    @Test
    void logsInWithThePasswordOfTheFirstBootAndMustChangeIt() throws IOException {
        Path answer = answer("{\"password\": \"told at the first boot\"}");
        try (RunningApi running = start();
                ApiClient admin = running.client()) {
            assertThat(answer).doesNotExist();
            assertThat(directory.resolve("initial-password")).doesNotExist();
            JsonNode session = admin.logIn("admin", "told at the first boot");
            assertThat(session.get("passwordChangeRequired").booleanValue()).isTrue();
            assertThat(admin.get("/api/v1/calls").statusCode()).isEqualTo(403);
            admin.logInFirst("admin", "told at the first boot");
            assertThat(admin.get("/api/v1/calls").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void keepsThePasswordWhoseHashTheFirstBootWasTold() throws IOException {
        Path answer = answer("{\"passwordHash\": \"$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc\"}");
        try (RunningApi running = start();
                ApiClient admin = running.client()) {
            assertThat(answer).doesNotExist();
            JsonNode session = admin.logIn("admin", "password");
            assertThat(session.get("passwordChangeRequired").booleanValue()).isFalse();
            assertThat(admin.get("/api/v1/calls").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void generatesThePasswordWhenTheAnswerCannotBeUsed() throws IOException {
        Path answer = answer("{\"passwordHash\": \"$2y$10$somethingelse\"}");
        try (RunningApi running = start();
                ApiClient admin = running.client()) {
            assertThat(answer).doesNotExist();
            admin.logInFirst("admin", running.initialPassword());
        }
    }

    @Test
    void takesAnAnswerForAGeneratedPasswordThatWasNotChangedYet() throws IOException {
        try (RunningApi running = start();
                ApiClient admin = running.client()) {
            Path answer = answer("{\"password\": \"told at the machine\"}");
            running.api.ensureAdministrator();
            assertThat(answer).doesNotExist();
            assertThat(directory.resolve("initial-password")).doesNotExist();
            admin.logInFirst("admin", "told at the machine");
        }
    }

    @Test
    void removesAnAnswerThatCameTooLate() throws IOException {
        try (RunningApi running = start();
                ApiClient admin = running.client()) {
            admin.logInFirst("admin", running.initialPassword());
            Path answer = answer("{\"password\": \"told at the first boot\"}");
            running.api.ensureAdministrator();
            assertThat(answer).doesNotExist();
            assertThat(admin.get("/api/v1/calls").statusCode()).isEqualTo(200);
        }
    }
}
