package org.sallyport.service.sip.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Response;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.admission.AdmissionDecision.Refused;
import org.sallyport.core.calls.admission.RegistrationAttempt;
import org.sallyport.core.calls.live.SignallingProtocol;
import org.sallyport.core.calls.registrations.RegistrationId;
import org.sallyport.core.settings.model.SipRegistrations;
import org.sallyport.service.sip.registration.RegistrationMetrics.Event;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.topology.Boundary;

/** One REGISTER of a device, from its arrival to our answer (RFC 3261 section 10.3). Runs on a thread of its own. */
final class Registering {
    private static final Duration RETRY_WHEN_UNREACHABLE = Duration.ofSeconds(30);
    /** How long before the call server forgets a binding we renew it: time to fail and be tried again. */
    private static final int RENEWALS_IN_RESERVE = 2;

    private final RegistrationServices services;
    private final InsideIdentities identities;
    private final InsideRegistrar registrar;
    private final Bindings bindings;
    private final RegistrationMetrics metrics;
    private final IncomingRequest incoming;
    private final Boundary boundary;
    private final SipRegistrations settings;
    private final DeviceAnswers answers;

    Registering(
            RegistrationServices services,
            InsideIdentities identities,
            InsideRegistrar registrar,
            Bindings bindings,
            RegistrationMetrics metrics,
            IncomingRequest incoming) {
        this.services = services;
        this.identities = identities;
        this.registrar = registrar;
        this.bindings = bindings;
        this.metrics = metrics;
        this.incoming = incoming;
        this.boundary = services.boundary().get();
        this.settings = services.settings().get();
        this.answers = new DeviceAnswers(incoming, boundary.headers());
    }

    /** Our answer to the device. */
    Response answer() throws RefusedException {
        RegisterRequest register = RegisterRequest.of(incoming, boundary.uris(), settings);
        Map<String, WantedContact> wanted = byToken(register);
        if (isLate(register)) {
            throw RefusedException.of(Refusal.OUT_OF_ORDER, "A Later Registration Came First");
        }
        boolean renewable = canBeRefreshedHere(register, wanted);
        if (renewable && wanted.keySet().stream().allMatch(this::isFreshInside)) {
            return refreshed(register, wanted);
        }
        admit(register, wanted);
        Optional<Response> answer = registrar.ask(new InsideRegister(
                identities.of(register, boundary.uris()),
                incoming.request(),
                wanted,
                register.removesAll(),
                register.isRemoval() ? Duration.ZERO : settings.insideInterval()));
        boolean failed = answer.isEmpty() || answer.get().getStatusCode() == Response.SERVICE_UNAVAILABLE;
        if (failed && renewable) {
            // What the call server granted still holds; the next refresh asks again.
            return refreshed(register, wanted);
        }
        if (answer.isEmpty()) {
            throw RefusedException.retryAfter(
                    Refusal.UNREACHABLE, "The Call Server Cannot Be Reached", RETRY_WHEN_UNREACHABLE);
        }
        return answer.get().getStatusCode() / 100 == 2
                ? granted(register, wanted, answer.get())
                : refused(answer.get());
    }

    // ---- what it asks for

    private Map<String, WantedContact> byToken(RegisterRequest register) {
        List<Binding> standing = bindings.of(register.alias());
        Map<String, WantedContact> wanted = new LinkedHashMap<>();
        for (WantedContact contact : register.contacts()) {
            String token = standing.stream()
                    .filter(binding -> isOfSameDevice(binding, register, contact))
                    .findFirst()
                    .map(Binding::token)
                    .orElseGet(() -> InsideIdentities.token(register, contact));
            wanted.put(token, contact);
        }
        return wanted;
    }

    /** A device that was started anew has a new Call-ID; that it is the same one shows in its contact and its host. */
    private static boolean isOfSameDevice(Binding binding, RegisterRequest register, WantedContact contact) {
        boolean sameSession = binding.callId().equals(register.callId())
                || binding.flow().host().equals(Flow.of(register.incoming()).host());
        return binding.contact().instance() == null
                && contact.instance() == null
                && sameSession
                && binding.contact().uri().equals(contact.uri());
    }

    private boolean isLate(RegisterRequest register) {
        return bindings.of(register.alias()).stream()
                .anyMatch(binding -> binding.callId().equals(register.callId()) && register.cseq() <= binding.cseq());
    }

    /** Whether it says again what stands, by the way that it was said (RFC 3261 section 10.2.4). */
    private boolean canBeRefreshedHere(RegisterRequest register, Map<String, WantedContact> wanted) {
        Flow flow = Flow.of(incoming);
        return register.onlySets()
                && wanted.keySet().stream()
                        .allMatch(token -> bindings.find(token)
                                .filter(binding -> binding.callId().equals(register.callId())
                                        && binding.flow().equals(flow)
                                        && binding.insideLeft().isPositive())
                                .isPresent());
    }

    private boolean isFreshInside(String token) {
        Duration reserve = settings.outsideInterval()
                .multipliedBy(RENEWALS_IN_RESERVE)
                .plus(services.timers().giveUp());
        return bindings.find(token)
                .filter(binding -> binding.insideLeft().compareTo(reserve) > 0)
                .isPresent();
    }

    private void admit(RegisterRequest register, Map<String, WantedContact> wanted) throws RefusedException {
        boolean isNew = !register.isRemoval()
                && wanted.keySet().stream()
                        .anyMatch(token -> bindings.find(token).isEmpty());
        Optional<Refused> refusal = services.admission()
                .refusal(new RegistrationAttempt(
                        SignallingProtocol.SIP, Side.EXTERNAL, Flow.of(incoming).host(), register.alias(), isNew));
        if (refusal.isPresent()) {
            services.metrics().refused(refusal.get().reason());
            throw RefusedException.retryAfter(
                    Refusal.ADMISSION,
                    "Service Unavailable",
                    refusal.get().retryAfter().orElse(RETRY_WHEN_UNREACHABLE));
        }
    }

    // ---- what it gets

    private Response refreshed(RegisterRequest register, Map<String, WantedContact> wanted) {
        Instant now = services.clock().instant();
        wanted.forEach((token, contact) -> bindings.update(
                token,
                binding -> binding.refreshed(contact, register.cseq(), outside(contact, binding.insideLeft()), now)));
        metrics.count(Event.REFRESHED);
        return answers.granted(ofDevice(register));
    }

    private Response granted(RegisterRequest register, Map<String, WantedContact> wanted, Response answer) {
        if (register.removesAll()) {
            removed(bindings.remove(register.alias(), _ -> true));
        }
        wanted.forEach((token, contact) -> {
            Duration inside = contact.isRemoval() ? Duration.ZERO : InsideGrant.of(answer, token, settings);
            if (inside.isPositive()) {
                bind(register, token, contact, inside);
            } else {
                removed(bindings.remove(
                        register.alias(), binding -> binding.token().equals(token)));
            }
        });
        Response granted = answers.granted(ofDevice(register));
        answers.pass(answer, granted);
        return granted;
    }

    private void removed(List<Binding> removed) {
        removed.forEach(_ -> metrics.count(Event.REMOVED));
    }

    private void bind(RegisterRequest register, String token, WantedContact contact, Duration inside) {
        Optional<Binding> before = bindings.find(token);
        Instant now = services.clock().instant();
        long nanos = System.nanoTime();
        bindings.put(new Binding(
                before.map(Binding::id).orElseGet(RegistrationId::random),
                token,
                register.alias(),
                contact,
                register.callId(),
                register.cseq(),
                Flow.of(incoming),
                true,
                Messages.value(incoming.request(), "User-Agent"),
                before.map(Binding::since).orElse(now),
                now,
                nanos + outside(contact, inside).toNanos(),
                nanos + inside.toNanos(),
                identities.of(register, boundary.uris())));
        metrics.count(before.isPresent() ? Event.RENEWED : Event.REGISTERED);
    }

    /** Never longer than the device asks, the settings allow and the call server has granted. */
    private Duration outside(WantedContact contact, Duration inside) {
        Duration longest = contact.expires().compareTo(settings.outsideInterval()) < 0
                ? contact.expires()
                : settings.outsideInterval();
        return longest.compareTo(inside) < 0 ? longest : inside;
    }

    /** What a device is told of its address of record: what itself has registered, and nobody else. */
    private List<Binding> ofDevice(RegisterRequest register) {
        return bindings.of(register.alias()).stream()
                .filter(binding -> binding.callId().equals(register.callId()))
                .toList();
    }

    private Response refused(Response answer) {
        int status = answer.getStatusCode();
        if (status == Response.UNAUTHORIZED || status == Response.PROXY_AUTHENTICATION_REQUIRED) {
            metrics.count(Event.CHALLENGED);
        } else {
            metrics.refused(Refusal.REJECTED);
        }
        return answers.refused(answer);
    }
}
