package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.management.api.ApiClient.json;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.management.api.http.Route;

/** What holds for every operation: the contract, HTTP, and what bodies and paths may be. */
final class ApiSurfaceTest extends ApiTest {
    @Test
    void routesEveryOperationOfTheContractForItsRoles() {
        Set<String> contract = new Contract()
                .operations().stream()
                        .map(operation -> operation.id() + " " + operation.method() + " " + operation.path() + " "
                                + operation.roles())
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> routed =
                running.api.routes().stream().map(ApiSurfaceTest::text).collect(Collectors.toCollection(TreeSet::new));
        assertThat(routed).isEqualTo(contract);
    }

    private static String text(Route route) {
        Set<String> roles = route.roles().stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        return route.operationId() + " " + route.method() + " " + route.fullPath() + " " + roles;
    }

    @Test
    void auditsEveryOperationThatChangesSomething() {
        assertThat(running.api.routes().stream()
                        .filter(route -> !route.method().safe())
                        .filter(route -> route.action() == null))
                .isEmpty();
    }

    @Test
    void speaksHttp2OverTls() {
        assertThat(admin.get("/api/v1/health").version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(admin.get("/api/v1/health").sslSession().orElseThrow().getProtocol())
                .isEqualTo("TLSv1.3");
    }

    @Test
    void answersReadsOfEveryResourceByTheContract() {
        logIn();
        running.director.alarms.raise("x", Alarm.Severity.WARNING, "x", "x");
        await(() -> json(admin.get("/api/v1/alarms")).get("items").size() == 1);
        for (String path : List.of(
                "/overview",
                "/status",
                "/alarms/history",
                "/operations",
                "/users",
                "/tokens",
                "/session",
                "/openapi.yaml",
                "/audit?from=2026-01-01T00:00:00Z&actor=admin")) {
            assertThat(admin.get("/api/v1" + path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(admin.get("/api/v1/history?from=yesterday").statusCode()).isEqualTo(422);
    }

    @Test
    void tellsEveryProblemOfBodyAtOnce() {
        logIn();
        HttpResponse<String> response =
                admin.send("POST", "/api/v1/users", Map.of("username", "Not Valid", "role", "KING", "colour", "red"));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("problems").findValuesAsText("path"))
                .containsExactlyInAnyOrder("username", "role", "colour");
    }

    @Test
    void refusesBodyThatIsTooLargeOrNoJson() {
        logIn();
        assertThat(admin.send("POST", "/api/v1/users", List.of(1)).statusCode()).isEqualTo(400);
        assertThat(admin.send("POST", "/api/v1/users", Map.of("username", "a".repeat(300_000)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void namesTheMethodsOfAnAddress() {
        HttpResponse<String> response = admin.send("PUT", "/api/v1/openapi.yaml", Map.of());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void sendsStrictSecurityHeaders() {
        HttpResponse<String> response = admin.get("/");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    @Test
    void givesNoFileOutsideTheConsole() {
        for (String path : List.of(
                "/..%2fopenapi.yaml", "/%2e%2e/openapi.yaml", "/assets/..%2f..%2fdb/management.sql", "/a%00.html")) {
            assertThat(admin.get(path).body()).as(path).doesNotContain("openapi: 3.1", "create table");
        }
        assertThat(admin.get("/api/v1/nothing").statusCode()).isEqualTo(404);
    }
}
