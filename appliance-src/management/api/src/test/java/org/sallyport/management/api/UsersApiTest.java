package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.management.api.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Users, their roles, API tokens, and the audit of what they did. */
final class UsersApiTest extends ApiTest {
    @Test
    void letsEachRoleDoWhatTheContractSays() {
        logIn();
        try (ApiClient operator = token("OPERATOR");
                ApiClient auditor = token("AUDITOR")) {
            assertThat(operator.get("/api/v1/calls").statusCode()).isEqualTo(200);
            assertThat(operator.get("/api/v1/users").statusCode()).isEqualTo(403);
            assertThat(auditor.get("/api/v1/users").statusCode()).isEqualTo(200);
            assertThat(auditor.send("DELETE", "/api/v1/calls/" + "0".repeat(32)).statusCode())
                    .isEqualTo(403);
            assertThat(operator.send("DELETE", "/api/v1/calls/" + "0".repeat(32))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void keepsOnlyHashOfTokenAndForgetsDeletedOne() {
        logIn();
        try (ApiClient operator = token("OPERATOR")) {
            JsonNode tokens = json(admin.get("/api/v1/tokens")).get("items");
            assertThat(tokens).hasSize(1);
            assertThat(admin.send(
                                    "DELETE",
                                    "/api/v1/tokens/" + tokens.get(0).get("id").textValue())
                            .statusCode())
                    .isEqualTo(204);
            assertThat(operator.get("/api/v1/calls").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void changesUserOnlyFromTheVersionRead() {
        logIn();
        admin.send("POST", "/api/v1/users", Map.of("username", "bob", "role", "OPERATOR"));
        HttpResponse<String> read = admin.get("/api/v1/users/bob");
        String etag = read.headers().firstValue("ETag").orElseThrow();
        Map<String, String> patch = Map.of("fullName", "Bob");
        assertThat(admin.send("PATCH", "/api/v1/users/bob", patch).statusCode()).isEqualTo(428);
        assertThat(admin.send("PATCH", "/api/v1/users/bob", patch, Map.of("If-Match", etag))
                        .statusCode())
                .isEqualTo(200);
        assertThat(admin.send("PATCH", "/api/v1/users/bob", patch, Map.of("If-Match", etag))
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void disablingUserEndsSessionsAtOnce() {
        logIn();
        JsonNode created = json(admin.send("POST", "/api/v1/users", Map.of("username", "bob", "role", "OPERATOR")));
        try (ApiClient bob = running.client()) {
            bob.logInFirst("bob", created.get("password").textValue());
            String etag =
                    admin.get("/api/v1/users/bob").headers().firstValue("ETag").orElseThrow();
            admin.send("PATCH", "/api/v1/users/bob", Map.of("disabled", true), Map.of("If-Match", etag));
            assertThat(bob.get("/api/v1/calls").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void keepsTheLastAdministrator() {
        logIn();
        assertThat(problem(admin.send("DELETE", "/api/v1/users/admin"))).isEqualTo("last-administrator");
        String etag =
                admin.get("/api/v1/users/admin").headers().firstValue("ETag").orElseThrow();
        assertThat(admin.send("PATCH", "/api/v1/users/admin", Map.of("role", "AUDITOR"), Map.of("If-Match", etag))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void auditsWritesAndFailedLogInsWithoutSecrets() {
        admin.send("POST", "/api/v1/session", Map.of("username", "mallory", "password", "hunter2hunter2"));
        logIn();
        admin.send("POST", "/api/v1/users", Map.of("username", "bob", "role", "OPERATOR"));
        assertThat(running.audit.flush(SOON)).isTrue();
        HttpResponse<String> response = admin.get("/api/v1/audit");
        assertThat(json(response).get("items").findValuesAsText("action"))
                .containsExactly("users.create", "session.change-password", "session.log-in", "session.log-in");
        JsonNode failed =
                json(admin.get("/api/v1/audit?outcome=REFUSED")).get("items").get(0);
        assertThat(failed.get("actor").textValue()).isEqualTo("mallory");
        assertThat(failed.get("source").textValue()).isEqualTo("127.0.0.1");
        assertThat(response.body()).doesNotContain("hunter2", running.initialPassword(), ApiClient.PASSWORD);
    }
}
