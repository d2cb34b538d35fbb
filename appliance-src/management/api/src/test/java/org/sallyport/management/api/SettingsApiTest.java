package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.management.api.ApiClient.json;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings: candidate, commit, trial, revisions. */
final class SettingsApiTest extends ApiTest {
    @Test
    void commitsCandidateOnTrialAndRollsItBack() {
        logIn();
        HttpResponse<String> read = admin.get("/api/v1/settings/candidate");
        assertThat(json(read).get("changed").booleanValue()).isFalse();
        Map<String, Object> patch = Map.of("capacity", Map.of("max-calls", 77));
        HttpResponse<String> edited = admin.send("PATCH", "/api/v1/settings/candidate", patch, ifMatch(read));
        assertThat(json(edited).at("/document/capacity/max-calls").intValue()).isEqualTo(77);
        assertThat(admin.send("PATCH", "/api/v1/settings/candidate", patch, ifMatch(read))
                        .statusCode())
                .isEqualTo(412);
        assertThat(json(admin.get("/api/v1/settings/candidate/diff")).findValuesAsText("path"))
                .containsExactly("capacity.max-calls");
        Map<String, Object> trial = Map.of("comment", "fewer", "confirmWithinSeconds", 600);
        HttpResponse<String> committed = admin.send("POST", "/api/v1/settings/commit", trial, ifMatch(edited));
        assertThat(json(committed).get("state").textValue()).isEqualTo("TRIAL");
        assertThat(json(admin.get("/api/v1/settings"))
                        .at("/document/capacity/max-calls")
                        .intValue())
                .isEqualTo(77);
        assertThat(admin.send("POST", "/api/v1/settings/rollback").statusCode()).isEqualTo(200);
        assertThat(json(admin.get("/api/v1/settings/revisions")).findValuesAsText("state"))
                .containsExactly("IN_FORCE", "ROLLED_BACK");
        assertThat(admin.send("POST", "/api/v1/settings/confirm").statusCode()).isEqualTo(409);
        assertThat(admin.send("POST", "/api/v1/settings/revisions/1/restore", Map.of("comment", "again"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(json(admin.get("/api/v1/settings/revisions/3/diff")).findValuesAsText("path"))
                .containsExactly("capacity.max-calls");
        assertThat(admin.get("/api/v1/settings/revisions/3").statusCode()).isEqualTo(200);
        assertThat(admin.get("/api/v1/settings/revisions/99").statusCode()).isEqualTo(404);
    }

    @Test
    void keepsFaultyCandidateButRefusesItsCommit() {
        logIn();
        HttpResponse<String> edited = admin.send(
                "PATCH",
                "/api/v1/settings/candidate",
                Map.of("capacity", Map.of("max-calls", -1, "colour", "red")),
                ifMatch(admin.get("/api/v1/settings/candidate")));
        assertThat(json(edited).get("problems")).hasSize(2);
        assertThat(json(admin.send("POST", "/api/v1/settings/candidate/validate"))
                        .get("valid")
                        .booleanValue())
                .isFalse();
        HttpResponse<String> refused =
                admin.send("POST", "/api/v1/settings/commit", Map.of("comment", "x"), ifMatch(edited));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(admin.send("DELETE", "/api/v1/settings/candidate").statusCode())
                .isEqualTo(204);
        assertThat(json(admin.get("/api/v1/settings/candidate")).get("problems"))
                .isEmpty();
        assertThat(json(admin.get("/api/v1/settings/catalogue")).findValuesAsText("path"))
                .contains("capacity.max-calls");
    }
}
