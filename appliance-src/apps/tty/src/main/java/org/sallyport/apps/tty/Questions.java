package org.sallyport.apps.tty;

import java.util.ArrayList;
import java.util.List;

/** What is asked of a machine with so many adapters, in this order. */
final class Questions {
    static final String SECRET = "admin-secret";

    /** What an adapter without a use is given for its roles. */
    static final String UNUSED = "none";

    private static final String ROLES = "roles, with commas: external, internal, management; or all, or none";

    private Questions() {}

    /** Roles of adapters by their number of adapters: outside first, as templates set them. */
    private static String suggestedRoles(int adapter, int adapters) {
        if (adapters == 1) {
            return "all";
        }
        return switch (adapter) {
            case 1 -> "external";
            case 2 -> adapters == 2 ? "internal,management" : "internal";
            case 3 -> "management";
            default -> UNUSED;
        };
    }

    static Question roles(int adapter, int adapters) {
        return Question.suggesting(key(adapter, "roles"), ROLES, suggestedRoles(adapter, adapters));
    }

    /** Of an adapter with a use. */
    static List<Question> addresses(int adapter, boolean isExternal) {
        List<Question> questions = new ArrayList<>(List.of(
                Question.suggesting(key(adapter, "ipv4"), "IPv4: 192.0.2.10/24, dhcp or none", "dhcp"),
                Question.open(key(adapter, "ipv4-gateway"), "IPv4 router, on one adapter only"),
                Question.suggesting(key(adapter, "ipv6"), "IPv6: 2001:db8::10/64, auto, dhcp or none", UNUSED),
                Question.open(key(adapter, "ipv6-gateway"), "IPv6 router, on one adapter only")));
        if (isExternal) {
            questions.add(
                    Question.open(key(adapter, "advertised-address"), "public address, where 1:1 NAT replaces it"));
        }
        return questions;
    }

    /** Of the machine as a whole. */
    static List<Question> machine() {
        return List.of(
                Question.suggesting("hostname", "name of the machine, such as gate.example.com", "sallyport"),
                Question.open("dns-servers", "DNS servers, addresses with commas"),
                Question.open("search-domains", "domains that short names are looked up in"),
                Question.open("ntp-servers", "time servers, names or addresses with commas"),
                Question.suggesting("time-zone", "time zone, such as Europe/Berlin", "UTC"),
                Question.open("routes", "further routes: 10.0.0.0/8 via 10.1.0.1, with commas"),
                Question.open("call-server", "call server inside: host, or host:port"),
                Question.secret(SECRET, "password of admin, 10 to 128 characters"));
    }

    private static String key(int adapter, String word) {
        return "nic" + adapter + "." + word;
    }
}
