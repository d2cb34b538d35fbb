package org.sallyport.service.sip.call;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import javax.sip.address.Address;
import javax.sip.message.Request;
import org.sallyport.base.address.Side;
import org.sallyport.base.id.Ids;
import org.sallyport.service.sip.route.NextHop;
import org.sallyport.service.sip.route.OptionsPinger;
import org.sallyport.service.sip.stack.BoundListener;
import org.sallyport.service.sip.stack.Hosts;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.stack.SipEndpoint;
import org.sallyport.service.sip.stack.SipEvent;
import org.sallyport.service.sip.stack.SipEvent.FailureCause;

/** Sends OPTIONS to the call server from the internal side. Thread-safe. */
public record Pings(SipEndpoint endpoint) implements OptionsPinger {
    @Override
    public CompletableFuture<Integer> ping(NextHop hop) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        endpoint.listener(Side.INTERNAL, hop.transport())
                .ifPresentOrElse(
                        listener ->
                                endpoint.send(listener, hop, options(listener, hop), event -> complete(answer, event)),
                        () -> answer.completeExceptionally(
                                new IOException("no internal listener speaks " + hop.transport())));
        return answer;
    }

    private static Request options(BoundListener listener, NextHop hop) {
        String target = "sip:"
                + Hosts.hostPort(Hosts.bracketed(hop.domain()), hop.address().getPort());
        Address us = listener.contact(null).getAddress();
        Request options = Messages.request(
                Request.OPTIONS,
                Messages.sipUri(target),
                Messages.callId(Ids.hex(32)),
                1,
                Messages.from(us, Messages.tag()),
                Messages.to(Messages.address("<" + target + ">"), null),
                listener.via(Messages.branch()));
        options.setHeader(listener.contact(null));
        return options;
    }

    private static void complete(CompletableFuture<Integer> answer, SipEvent event) {
        switch (event) {
            case SipEvent.ResponseReceived received -> {
                int status = received.response().getStatusCode();
                if (status >= 200) {
                    answer.complete(status);
                }
            }
            case SipEvent.RequestFailed failed ->
                answer.completeExceptionally(
                        failed.cause() == FailureCause.TIMEOUT
                                ? new TimeoutException("no answer")
                                : new IOException("not sent"));
            case SipEvent.RequestReceived _, SipEvent.StrayResponse _ -> {}
        }
    }
}
