package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gets in: passwords, sessions, lockout, CSRF. */
final class SessionApiTest extends ApiTest {
    @Test
    void keepsInitialPasswordInFileOfItsOwnUntilItIsChanged() throws IOException {
        Path file = directory.resolve("initial-password");
        assertThat(Files.readString(file).strip()).isEqualTo(running.initialPassword());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        logIn();
        assertThat(file).doesNotExist();
        assertThat(running.api.initialPassword()).isEmpty();
    }

    @Test
    void refusesEverythingElseUntilPasswordIsChanged() {
        admin.logIn("admin", running.initialPassword());
        HttpResponse<String> response = admin.get("/api/v1/calls");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(problem(response)).isEqualTo("password-change-required");
        logIn();
        assertThat(admin.get("/api/v1/calls").statusCode()).isEqualTo(200);
    }

    @Test
    void setsCookieThatOnlyThisServerGets() {
        HttpResponse<String> response = admin.send(
                "POST", "/api/v1/session", Map.of("username", "admin", "password", running.initialPassword()));
        assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-sallyport-session=")
                .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Domain");
    }

    @Test
    void changesNothingWithoutCsrfTokenOrFromForeignPages() {
        logIn();
        Map<String, String> user = Map.of("username", "eve", "role", "ADMINISTRATOR");
        assertThat(admin.send("POST", "/api/v1/users", user, Map.of("Origin", "https://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(admin.send("POST", "/api/v1/users", user, Map.of("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> response =
                admin.send("POST", "/api/v1/users", user, Map.of("Sallyport-CSRF-Token", "guessed"));
        assertThat(problem(response)).isEqualTo("csrf-token-required");
        assertThat(admin.send("POST", "/api/v1/users", user, Map.of("Origin", admin.origin()))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void endsSessionAtLogOut() {
        logIn();
        assertThat(admin.get("/api/v1/session").statusCode()).isEqualTo(200);
        assertThat(admin.send("DELETE", "/api/v1/session").statusCode()).isEqualTo(204);
        assertThat(admin.get("/api/v1/session").statusCode()).isEqualTo(401);
    }

    @Test
    void locksUserOutAfterFailedLogIns() {
        logIn();
        Map<String, String> wrong = Map.of("username", "admin", "password", "wrong");
        try (ApiClient guesser = running.client()) {
            for (int i = 0; i < THRESHOLD; i++) {
                assertThat(guesser.send("POST", "/api/v1/session", wrong).statusCode())
                        .isEqualTo(401);
            }
            HttpResponse<String> locked = guesser.send(
                    "POST", "/api/v1/session", Map.of("username", "admin", "password", ApiClient.PASSWORD));
            assertThat(locked.statusCode()).isEqualTo(429);
            assertThat(locked.headers().firstValue("Retry-After")).isPresent();
        }
        assertThat(running.metrics.exposition()).contains("sallyport_login_lockouts_total 2");
    }

    @Test
    void tellsUnknownUserNothing() {
        HttpResponse<String> unknown =
                admin.send("POST", "/api/v1/session", Map.of("username", "nobody", "password", "wrong"));
        HttpResponse<String> known =
                admin.send("POST", "/api/v1/session", Map.of("username", "admin", "password", "wrong"));
        assertThat(unknown.body()).isEqualTo(known.body());
    }
}
