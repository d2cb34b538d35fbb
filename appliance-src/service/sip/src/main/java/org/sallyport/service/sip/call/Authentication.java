package org.sallyport.service.sip.call;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sip.InvalidArgumentException;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.sallyport.base.id.Ids;
import org.sallyport.core.settings.model.CallServer.Credentials;
import org.sallyport.service.sip.auth.DigestAnswer;
import org.sallyport.service.sip.auth.DigestChallenge;
import org.sallyport.service.sip.stack.Messages;

/** Answers the challenges of the call server within one call. Owned by the call's thread. */
final class Authentication {
    private final Optional<Credentials> credentials;
    private final Map<String, Integer> counts = new HashMap<>();

    Authentication(Optional<Credentials> credentials) {
        this.credentials = credentials;
    }

    static boolean isChallenge(Response response) {
        int status = response.getStatusCode();
        return status == Response.UNAUTHORIZED || status == Response.PROXY_AUTHENTICATION_REQUIRED;
    }

    /** The request once more with its next number and our answer; empty when there is none to give. */
    Optional<Request> answer(Request request, Response challenge) {
        if (credentials.isEmpty()) {
            return Optional.empty();
        }
        boolean answeredBefore =
                request.getHeader("Authorization") != null || request.getHeader("Proxy-Authorization") != null;
        return challenges(challenge)
                // A second refusal means a wrong password; to insist would lock the account.
                .filter(offered -> !answeredBefore || offered.stale())
                .min(Comparator.comparing(DigestChallenge::algorithm))
                .map(chosen -> again(request, chosen));
    }

    private Request again(Request request, DigestChallenge challenge) {
        int count = counts.merge(challenge.nonce(), 1, Integer::sum);
        Request next = Messages.copy(request);
        String uri = request.getRequestURI().toString();
        String value =
                DigestAnswer.to(challenge, credentials.orElseThrow(), request.getMethod(), uri, Ids.hex(16), count);
        next.setHeader(Messages.header(challenge.proxy() ? "Proxy-Authorization" : "Authorization", value));
        try {
            ((CSeqHeader) next.getHeader(CSeqHeader.NAME)).setSeqNumber(Messages.cseqNumber(request) + 1);
        } catch (InvalidArgumentException e) {
            throw new IllegalStateException(e);
        }
        return next;
    }

    private static Stream<DigestChallenge> challenges(Response response) {
        return Stream.concat(
                Messages.headers(response, "WWW-Authenticate")
                        .flatMap(header -> DigestChallenge.parse(Messages.valueOf(header), false).stream()),
                Messages.headers(response, "Proxy-Authenticate")
                        .flatMap(header -> DigestChallenge.parse(Messages.valueOf(header), true).stream()));
    }
}
