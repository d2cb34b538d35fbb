package org.sallyport.core.host.firstboot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.settings.model.CallServer;

/**
 * Answers as a document of settings. It knows which answer each setting came from, so that problems are told in the words of
 * whoever answered.
 */
final class AnswerDocument {
    private static final String CALL_SERVER = "call-server";
    private static final String CALL_SERVER_TRANSPORT = "call-server-transport";
    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("hostname", "network.hostname"),
            Map.entry("dns-servers", "network.dns-servers"),
            Map.entry("search-domains", "network.search-domains"),
            Map.entry("ntp-servers", "network.ntp-servers"),
            Map.entry("time-zone", "network.time-zone"),
            Map.entry("management-allowed-from", "network.firewall.management-allowed-from"),
            Map.entry("ssh", "network.firewall.ssh"),
            Map.entry(CALL_SERVER_TRANSPORT, "sip.call-server.transport"));
    private static final String ROUTES = "routes";
    private static final List<String> OF_ADAPTERS =
            List.of("roles", "ipv4", "ipv4-gateway", "ipv6", "ipv6-gateway", "advertised-address", "mtu");
    private static final List<String> ELSEWHERE =
            List.of(FirstAdministratorSecret.PASSWORD, FirstAdministratorSecret.HASH);
    private static final Pattern ADAPTER = Pattern.compile("nic([1-9]\\d?)\\.(.+)");
    /** Which adapter is which is not a setting: it is decided before names are given. */
    private static final List<String> IDENTITIES = List.of("mac", "id");

    /** A name or an IPv4 address, or an IPv6 address in brackets, and a port. */
    private static final Pattern HOST_AND_PORT = Pattern.compile("([^:\\[\\]]+|\\[[0-9A-Fa-f:.]+\\]):(\\d{1,5})");

    private static final Pattern ROUTE = Pattern.compile("(\\S+)\\s+via\\s+(\\S+)");

    /** What is wrong with the whole is about who has which role. */
    private static final String ROLES = "nicN.roles";

    /** What is put beside the answers, by the roles of interfaces. */
    private static final List<String> OURS = List.of("sip.listeners", "media.", "turn.");

    private static final String NO_ROUTE = "It is no list of routes.";

    private final ObjectNode document = Json.MAPPER.createObjectNode();
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Integer, Map<String, String>> adapters = new TreeMap<>();

    private AnswerDocument() {}

    static AnswerDocument of(Map<String, String> answers) {
        AnswerDocument result = new AnswerDocument();
        boolean isOverTls = "tls".equals(answers.get(CALL_SERVER_TRANSPORT));
        new TreeMap<>(answers).forEach((key, value) -> result.take(key, value, isOverTls));
        if (!answers.containsKey(CALL_SERVER)) {
            result.put("sip.call-server.host", CALL_SERVER, CallServer.NONE);
        }
        result.putInterfaces();
        result.putListeners();
        return result;
    }

    ObjectNode document() {
        return document;
    }

    /** Answers that make no setting at all. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /**
     * Problems of the document, each at the answer it comes from. Where the network is wrong, what follows from it is not
     * told: nobody answered that.
     */
    List<Problem> told(List<Problem> found) {
        List<Problem> ofAnswers =
                found.stream().filter(problem -> !isOurs(problem)).toList();
        return (ofAnswers.isEmpty() && !adapters.isEmpty() ? found : ofAnswers)
                .stream().map(this::told).distinct().toList();
    }

    private static boolean isOurs(Problem problem) {
        return OURS.stream().anyMatch(problem.path()::startsWith);
    }

    private Problem told(Problem problem) {
        String path = problem.path();
        for (String prefix = path; !prefix.isEmpty(); prefix = parent(prefix)) {
            String key = keys.get(prefix);
            if (key != null) {
                String below = key.equals(ROLES) ? "" : path.substring(prefix.length());
                return new Problem(Answers.PREFIX + key + below, problem.value(), problem.detail(), problem.remedy());
            }
        }
        return problem;
    }

    private static String parent(String path) {
        int end = Math.max(path.lastIndexOf('.'), path.endsWith("]") ? path.lastIndexOf('[') : -1);
        return end < 0 ? "" : path.substring(0, end);
    }

    private void take(String key, String value, boolean isOverTls) {
        Matcher ofAdapter = ADAPTER.matcher(key);
        if (PLAIN.containsKey(key)) {
            put(PLAIN.getOrDefault(key, ""), key, value);
        } else if (key.equals(ROUTES)) {
            putRoutes(value);
        } else if (key.equals(CALL_SERVER)) {
            putCallServer(value, isOverTls);
        } else if (ofAdapter.matches() && OF_ADAPTERS.contains(ofAdapter.group(2))) {
            adapters.computeIfAbsent(Integer.valueOf(ofAdapter.group(1)), _ -> new TreeMap<>())
                    .put(ofAdapter.group(2), value);
        } else if (!ELSEWHERE.contains(key) && !(ofAdapter.matches() && IDENTITIES.contains(ofAdapter.group(2)))) {
            problems.add(unknown(key, value));
        }
    }

    private static Problem unknown(String key, String value) {
        return new Problem(
                Answers.PREFIX + key,
                key.contains("password") || key.contains("secret") ? "***" : value,
                "This key is unknown.",
                "Known keys: %s, %s, %s, %s, and of each nicN, from nic1 on: %s."
                        .formatted(
                                String.join(
                                        ", ", PLAIN.keySet().stream().sorted().toList()),
                                CALL_SERVER,
                                ROUTES,
                                String.join(", ", ELSEWHERE),
                                String.join(", ", OF_ADAPTERS)));
    }

    /** Without a port it is that of SIP (RFC 3261 section 19.1.2). */
    private void putCallServer(String value, boolean overTls) {
        Matcher matcher = HOST_AND_PORT.matcher(value.strip());
        boolean hasPort = matcher.matches();
        String host = hasPort ? matcher.group(1) : value.strip();
        put("sip.call-server.host", CALL_SERVER, host.replaceAll("^\\[(.*)\\]$", "$1"));
        put("sip.call-server.port", CALL_SERVER, hasPort ? matcher.group(2) : overTls ? "5061" : "5060");
    }

    private void put(String path, String key, String value) {
        keys.put(path, key);
        ObjectNode section = document;
        String[] steps = path.split("\\.", -1);
        for (int i = 0; i < steps.length - 1; i++) {
            section = section.withObjectProperty(steps[i]);
        }
        section.set(steps[steps.length - 1], typed(value));
    }

    /** Answers are text; numbers and switches are not. */
    private static JsonNode typed(String value) {
        String word = value.strip();
        if (word.equals("true") || word.equals("false")) {
            return Json.tree(Boolean.valueOf(word));
        }
        return Json.tree(word.matches("\\d{1,9}") ? (Object) Integer.valueOf(word) : word);
    }

    private void putRoutes(String value) {
        ArrayNode routes = document.withObjectProperty("network").putArray(ROUTES);
        for (String part : value.split("[,;]", -1)) {
            Matcher route = ROUTE.matcher(part.strip());
            if (route.matches()) {
                keys.put("network.routes[" + routes.size() + "]", ROUTES);
                routes.addObject().put("to", route.group(1)).put("via", route.group(2));
            } else if (!part.isBlank()) {
                problems.add(new Problem(
                        Answers.PREFIX + ROUTES,
                        part.strip(),
                        NO_ROUTE,
                        "Write 10.0.0.0/8 via 10.1.0.1, and a comma before the next one."));
            }
        }
    }

    /** An adapter without an address is not used, whatever role a template gave it; one alone has all roles. */
    private void putInterfaces() {
        ArrayNode list = document.withObjectProperty("network").putArray("interfaces");
        adapters.values().removeIf(answers -> !answers.containsKey("ipv4") && !answers.containsKey("ipv6"));
        adapters.forEach((number, answers) -> {
            keys.put("network.interfaces[" + list.size() + "]", "nic" + number);
            ObjectNode nic = list.addObject().put("name", "eth" + (number - 1));
            answers.forEach((key, value) -> nic.set(key, typed(value)));
            if (adapters.size() == 1) {
                nic.put("roles", "all");
            }
        });
        keys.put("network.interfaces", ROLES);
        if (adapters.isEmpty()) {
            problems.add(new Problem(
                    Answers.PREFIX + "nic1.ipv4",
                    "",
                    "No adapter has an address.",
                    "Give at least one an address with its prefix, such as 192.0.2.10/24, or dhcp."));
        }
    }

    /** Calls are taken on the interfaces of their side; on one interface the sides need ports of their own. */
    private void putListeners() {
        ArrayNode sip = listeners("sip");
        for (String transport : List.of("udp", "tcp", "tls")) {
            listener(sip, "external", transport, transport.equals("tls") ? 5061 : 5060);
        }
        for (String transport : List.of("udp", "tcp")) {
            listener(sip, "internal", transport, adapters.size() == 1 ? 5070 : 5060);
        }
        for (String side : List.of("external", "internal")) {
            atRole("media", side);
        }
        ArrayNode turn = listeners("turn");
        for (String transport : List.of("udp", "tcp", "tls", "dtls")) {
            listener(turn, "external", transport, transport.endsWith("tls") ? 5349 : 3478);
        }
        // It relays over IPv4 at least.
        if (adapters.values().stream().anyMatch(nic -> facesOutward(nic) && nic.containsKey("ipv4"))) {
            atRole("turn", "relay");
        }
    }

    private boolean facesOutward(Map<String, String> nic) {
        String roles = nic.getOrDefault("roles", "");
        return adapters.size() == 1 || roles.contains("all") || roles.matches(".*\\bexternal(-media)?\\b(?!-).*");
    }

    private ArrayNode listeners(String service) {
        keys.put(service + ".listeners", ROLES);
        return document.withObjectProperty(service).putArray("listeners");
    }

    private void atRole(String section, String key) {
        keys.put(section + "." + key, ROLES);
        document.withObjectProperty(section).putObject(key).put("address", "role");
    }

    private static void listener(ArrayNode listeners, String side, String transport, int port) {
        listeners
                .addObject()
                .put("name", side + "-" + transport)
                .put("side", side)
                .put("transport", transport)
                .put("address", "role")
                .put("port", port);
    }
}
