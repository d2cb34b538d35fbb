package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.management.api.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.sallyport.core.calls.live.SignallingProtocol;
import org.sallyport.core.calls.registrations.LiveRegistration;
import org.sallyport.core.calls.registrations.RegistrationId;
import org.sallyport.core.calls.registrations.RegistrationSnapshot;
import org.sallyport.core.calls.registrations.RegistrationState;

/** Registrations in force. */
final class RegistrationsApiTest extends ApiTest {
    private Registered register(String alias, RegistrationState state) {
        Registered made = new Registered(
                new RegistrationSnapshot(
                        RegistrationId.random(),
                        SignallingProtocol.SIP,
                        state,
                        alias,
                        "sip:device@192.168.7.7",
                        "192.0.2.9:5060",
                        "TLS",
                        "external-tls",
                        "Room Kit",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Instant.EPOCH),
                new AtomicBoolean());
        running.director.registrations.begin(made);
        return made;
    }

    private record Registered(RegistrationSnapshot snapshot, AtomicBoolean ended) implements LiveRegistration {
        @Override
        public RegistrationId id() {
            return snapshot.id();
        }

        @Override
        public void end() {
            ended.set(true);
        }
    }

    @Test
    void listsThemInPagesByTextAndState() {
        logIn();
        register("sip:alice@example.net", RegistrationState.ACTIVE);
        register("sip:bob@example.net", RegistrationState.UNREACHABLE);
        JsonNode first = json(admin.get("/api/v1/registrations?pageSize=1"));
        JsonNode second = json(admin.get("/api/v1/registrations?pageSize=1&pageToken="
                + first.get("nextPageToken").textValue()));
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.get("nextPageToken").isNull()).isTrue();
        assertThat(second.get("items").get(0).get("alias"))
                .isNotEqualTo(first.get("items").get(0).get("alias"));
        assertThat(json(admin.get("/api/v1/registrations?text=ALICE")).get("items"))
                .hasSize(1);
        assertThat(json(admin.get("/api/v1/registrations?state=UNREACHABLE"))
                        .at("/items/0/alias")
                        .textValue())
                .isEqualTo("sip:bob@example.net");
        assertThat(admin.get("/api/v1/registrations?state=GONE").statusCode()).isEqualTo(422);
        assertThat(json(admin.get("/api/v1/status"))
                        .at("/director/capacity/registrations")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void endsOneAndSaysSoInTheAudit() {
        logIn();
        Registered alice = register("sip:alice@example.net", RegistrationState.ACTIVE);
        assertThat(admin.send("DELETE", "/api/v1/registrations/" + alice.id()).statusCode())
                .isEqualTo(204);
        assertThat(alice.ended()).isTrue();
        assertThat(json(admin.get("/api/v1/audit?action=registrations.end"))
                        .at("/items/0/subject")
                        .textValue())
                .isEqualTo(alice.id().value());
        assertThat(admin.send("DELETE", "/api/v1/registrations/" + RegistrationId.random())
                        .statusCode())
                .isEqualTo(404);
    }
}
