package org.sallyport.management.api.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.calls.history.CallHistory;
import org.sallyport.core.calls.history.CallPage;
import org.sallyport.core.calls.history.CallQuery;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.LegSnapshot;
import org.sallyport.core.calls.live.StreamSnapshot;
import org.sallyport.management.api.operations.Operations;

/** Writes calls as CSV (RFC 4180), page by page, so that memory does not grow with the history. */
final class HistoryExport implements Operations.Work {
    private static final List<String> COLUMNS = List.of(
            "id",
            "started",
            "answered",
            "ended",
            "seconds",
            "protocol",
            "direction",
            "outcome",
            "code",
            "text",
            "caller",
            "caller_address",
            "callee",
            "callee_address",
            "media",
            "packets",
            "lost");

    private final CallHistory history;
    private final CallQuery query;

    HistoryExport(CallHistory history, CallQuery query) {
        this.history = history;
        this.query = query;
    }

    @Override
    public void run(Operations.Progress progress, Path result) throws IOException, InterruptedException {
        try (BufferedWriter out = Files.newBufferedWriter(result)) {
            write(out, COLUMNS.stream());
            String token = null;
            do {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                CallPage page = history.page(query, CallHistory.MAX_PAGE_SIZE, token);
                for (CallSnapshot call : page.calls()) {
                    write(out, columns(call));
                }
                progress.done(page.calls().size());
                token = page.nextPageToken();
            } while (token != null);
        }
    }

    private static Stream<String> columns(CallSnapshot call) {
        Disposition disposition = call.disposition();
        LegSnapshot callee = call.callee();
        return Stream.of(
                call.id().value(),
                text(call.startedAt()),
                text(call.answeredAt()),
                text(call.endedAt()),
                seconds(call.answeredAt(), call.endedAt()),
                text(call.protocol()),
                text(call.direction()),
                disposition == null ? "" : text(disposition.outcome()),
                disposition == null ? "" : text(disposition.code()),
                disposition == null ? "" : disposition.text(),
                call.caller().party(),
                text(call.caller().remoteAddress()),
                callee == null ? "" : callee.party(),
                callee == null ? "" : text(callee.remoteAddress()),
                call.streams().stream().map(StreamSnapshot::media).collect(Collectors.joining("+")),
                Long.toString(
                        ends(call).mapToLong(end -> end.received().packets()).sum()),
                Long.toString(ends(call).mapToLong(end -> end.received().lost()).sum()));
    }

    private static Stream<StreamSnapshot.StreamEnd> ends(CallSnapshot call) {
        return call.streams().stream().flatMap(stream -> stream.ends().stream());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String seconds(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null
                ? "0"
                : Long.toString(Duration.between(from, to).toSeconds());
    }

    private static void write(BufferedWriter out, Stream<String> fields) throws IOException {
        out.write(fields.map(HistoryExport::quoted).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    /** What a spreadsheet would take for a formula gets an apostrophe: parties choose their own names. */
    private static String quoted(String field) {
        String safe = field.isEmpty() || "=+-@\t\r".indexOf(field.charAt(0)) < 0 ? field : "'" + field;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
