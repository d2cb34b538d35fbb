package org.sallyport.service.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sallyport.base.address.Side;
import org.sallyport.service.sip.peer.SipText;

/** The call server of a {@link Gate} in its part as registrar; it says what the test wants. */
record Registrar(Gate gate) {
    /** The next REGISTER that reaches it. */
    SipText heard() {
        return gate.inside.request("REGISTER");
    }

    boolean hasUnheard() {
        return gate.inside.hasUnread(text -> !text.isResponse() && text.method().equals("REGISTER"));
    }

    /** Grants the contacts of a REGISTER for so many seconds, among others that there are. */
    void grant(SipText register, int seconds, String... more) {
        List<String> headers = new ArrayList<>(List.of("Contact: <sip:alice@10.1.1.99:5060>;expires=1800"));
        register.headers("Contact").stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .filter(contact -> !contact.equals("*"))
                .map(contact -> "Contact: " + contact.replaceAll(";expires=[1-9]\\d*", ";expires=" + seconds))
                .filter(contact -> !contact.endsWith(";expires=0"))
                .forEach(headers::add);
        headers.addAll(List.of(more));
        answer(register, 200, "OK", headers.toArray(String[]::new));
    }

    void answer(SipText register, int status, String reason, String... headers) {
        String bare = register.reply(status, reason)
                .replace("Content-Length", String.join("", lines(headers)) + "Content-Length");
        gate.inside.send(gate.listener(Side.INTERNAL), bare.replaceFirst("(\r\nTo: [^\r]*)", "$1;tag=registrar"));
    }

    private static List<String> lines(String... headers) {
        return List.of(headers).stream().map(header -> header + "\r\n").toList();
    }
}
