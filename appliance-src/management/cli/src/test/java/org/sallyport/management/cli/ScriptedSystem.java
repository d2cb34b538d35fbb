package org.sallyport.management.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A system that answers what a test tells it to, and the command run against it. */
final class ScriptedSystem implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new HashMap<>();
    private final List<String> requests = new ArrayList<>();

    private record Reply(int status, String body) {}

    /** What a command printed, and its exit status. */
    record Outcome(int status, String out, String err) {}

    ScriptedSystem() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Answers a request, the last answer again and again. */
    synchronized ScriptedSystem answering(String methodAndPath, int status, String body) {
        replies.computeIfAbsent(methodAndPath, _ -> new ArrayDeque<>()).add(new Reply(status, body));
        return this;
    }

    /** Method, path and body of what was asked, but for reads. */
    synchronized List<String> changes() {
        return requests.stream().filter(request -> !request.startsWith("GET")).toList();
    }

    Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Sallyport.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = line.execute(Stream.concat(
                        Stream.of(arguments),
                        Stream.of(
                                "--url",
                                "http://127.0.0.1:" + server.getAddress().getPort()))
                .toArray(String[]::new));
        return new Outcome(status, out.toString(), err.toString());
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath().replaceFirst("^/api/v1", "");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add((request + " " + body).strip());
        Deque<Reply> scripted = replies.getOrDefault(request, new ArrayDeque<>());
        Reply reply = scripted.size() > 1 ? scripted.remove() : scripted.peek();
        if (reply == null) {
            reply = new Reply(404, "{\"detail\": \"There is nothing at " + request + ".\"}");
        }
        byte[] octets = reply.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("ETag", "\"7\"");
        exchange.sendResponseHeaders(reply.status, octets.length == 0 ? -1 : octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
