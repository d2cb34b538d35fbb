package org.sallyport.protocol.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the session part and each media part have in common. Immutable; views that find a line they cannot read see
 * nothing, and the line stays.
 *
 * @param <S> the part itself
 */
public sealed interface Section<S> permits SessionDescription, MediaDescription {
    /** The lines of this part, in their order; of a media part without its m-line. */
    List<SdpLine> lines();

    /** The same part with other lines. */
    S withLines(List<SdpLine> lines);

    /** The connection of this part itself. */
    default Optional<Connection> connection() {
        return values('c').flatMap(value -> Connection.parse(value).stream()).findFirst();
    }

    default List<Bandwidth> bandwidths() {
        return values('b').flatMap(value -> Bandwidth.parse(value).stream()).toList();
    }

    default Stream<Attribute> attributes() {
        return values('a').map(Attribute::parse);
    }

    /** All attributes of a name. */
    default Stream<Attribute> attributes(String name) {
        return attributes().filter(attribute -> attribute.name().equals(name));
    }

    /** The first attribute of a name. */
    default Optional<Attribute> attribute(String name) {
        return attributes(name).findFirst();
    }

    /** The direction stated in this part itself. */
    default Optional<Direction> statedDirection() {
        return attributes()
                .flatMap(attribute -> Direction.named(attribute.name()).stream())
                .findFirst();
    }

    /** The same part with each line replaced by what a function makes of it; nothing drops the line. */
    default S rewriteLines(Function<SdpLine, Optional<SdpLine>> rewriting) {
        return withLines(
                lines().stream().flatMap(line -> rewriting.apply(line).stream()).toList());
    }

    /** The same part with one line more, at the place of its type that RFC 8866 section 5 gives. */
    default S withLine(SdpLine line) {
        List<SdpLine> extended = new ArrayList<>(lines());
        extended.add(LineOrder.placeOf(line.type(), extended), line);
        return withLines(List.copyOf(extended));
    }

    private Stream<String> values(char type) {
        return lines().stream().filter(line -> line.type() == type).map(SdpLine::value);
    }
}
