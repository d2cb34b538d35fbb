package org.sallyport.protocol.h323.nested;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.protocol.h323.Corpus;
import org.sallyport.protocol.h323.h225.GenericData;
import org.sallyport.protocol.h323.h225.H323UserInformation;
import org.sallyport.protocol.h323.h225.RasMessage;
import org.sallyport.protocol.h323.h245.GenericMessage;
import org.sallyport.protocol.h323.h245.MultimediaSystemControlMessage;
import org.sallyport.protocol.h323.h245.OpenLogicalChannel;
import org.sallyport.protocol.h323.h460.IncomingCallIndication;
import org.sallyport.protocol.h323.h460.TraversalParameters;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.PerResult;
import org.sallyport.protocol.h323.per.PerType;
import org.sallyport.protocol.h323.per.PerValue;
import org.sallyport.protocol.h323.per.Rewriter;

/** What is encoded within octets of captured messages is found by its identifiers. */
class NestedPartsTest {
    @Test
    void rasIsFoundWithinCallSignalling() {
        List<RasMessage> found = new ArrayList<>();
        everyGenericData(Corpus.rows("q931"), data -> {
            FeatureParameter.RAS_MESSAGE.rawIn(data).ifPresent(octets -> found.add(decoded(RasMessage.TYPE, octets)));
        });
        assertThat(found).hasSize(7);
        assertThat(found).hasAtLeastOneElementOfType(RasMessage.RegistrationRequest.class);
        assertThat(found).hasAtLeastOneElementOfType(RasMessage.RegistrationConfirm.class);
    }

    @Test
    void theCallThatComesInIsFoundInServiceControl() {
        List<IncomingCallIndication> found = new ArrayList<>();
        everyGenericData(Corpus.rows("ras"), data -> {
            FeatureParameter.INCOMING_CALL_INDICATION
                    .rawIn(data)
                    .ifPresent(octets -> found.add(decoded(IncomingCallIndication.TYPE, octets)));
        });
        assertThat(found).isNotEmpty();
    }

    @Test
    void traversalParametersAreFoundInChannels() {
        List<TraversalParameters> found = new ArrayList<>();
        for (OpenLogicalChannel channel : channels()) {
            GenericMessages.traversalParameters(channel.genericInformation()).ifPresent(found::add);
        }
        assertThat(found).isNotEmpty();
        assertThat(found).anyMatch(parameters -> Long.valueOf(19).equals(parameters.keepAliveInterval()));
        assertThat(found).anyMatch(parameters -> parameters.multiplexID() != null);
    }

    @Test
    void theMessagesOfAPresentationAreFound() {
        Map<H239.Message, List<H239>> found = new EnumMap<>(H239.Message.class);
        everyGenericMessage(message -> H239.of(message)
                .ifPresent(one -> found.computeIfAbsent(one.message(), _ -> new ArrayList<>())
                        .add(one)));
        assertThat(found.keySet())
                .contains(
                        H239.Message.PRESENTATION_TOKEN_REQUEST,
                        H239.Message.PRESENTATION_TOKEN_RESPONSE,
                        H239.Message.PRESENTATION_TOKEN_RELEASE);
        assertThat(found.getOrDefault(H239.Message.PRESENTATION_TOKEN_REQUEST, List.of()))
                .allMatch(request -> request.channelId().isPresent()
                        && request.symmetryBreaking().isPresent());
        assertThat(found.getOrDefault(H239.Message.PRESENTATION_TOKEN_RESPONSE, List.of()))
                .allMatch(response -> Boolean.TRUE.equals(response.acknowledged()));
        assertThat(found.getOrDefault(H239.Message.PRESENTATION_TOKEN_RELEASE, List.of()))
                .allMatch(release ->
                        release.acknowledged() == null && release.bitRate().equals(OptionalLong.empty()));
    }

    @Test
    void theMultiplexHeaderIsTheNumberOfTheSession() {
        ByteBuffer packet = ByteBuffer.allocate(20);
        MultiplexHeader.write(packet, 0xfedc_ba98L);
        MediaKeepAlive.write(packet, 127, 65_535, 7);
        packet.flip();
        assertThat(MultiplexHeader.read(packet)).isEqualTo(0xfedc_ba98L);
        packet.position(MultiplexHeader.LENGTH);
        assertThat(MediaKeepAlive.is(packet)).isTrue();
        assertThat(MediaKeepAlive.payloadType(packet)).isEqualTo(127);
        packet.limit(packet.limit() - 1);
        assertThat(MediaKeepAlive.is(packet)).isFalse();
    }

    private interface Finding<T> {
        void accept(T value);
    }

    private static void everyGenericData(List<Corpus.Row> rows, Finding<GenericData> finding) {
        each(rows, GenericData.class, finding);
    }

    private static void everyGenericMessage(Finding<GenericMessage> finding) {
        each(Corpus.rows("h245"), GenericMessage.class, finding);
        each(Corpus.rows("q931"), GenericMessage.class, finding);
    }

    private static List<OpenLogicalChannel> channels() {
        List<OpenLogicalChannel> channels = new ArrayList<>();
        each(Corpus.rows("h245"), OpenLogicalChannel.class, channels::add);
        each(Corpus.rows("q931"), OpenLogicalChannel.class, channels::add);
        return channels;
    }

    /** All values of a type in the messages and in what is encoded within by the schema. */
    private static <F extends PerValue> void each(List<Corpus.Row> rows, Class<F> type, Finding<F> finding) {
        Rewriter all = new Rewriter() {
            @Override
            @SuppressWarnings("unchecked") // nothing is put in another's place
            public <T extends PerValue> @Nullable T rewrite(T value) {
                if (type.isInstance(value)) {
                    finding.accept(type.cast(value));
                }
                return (T) value.rewriteMembers(this);
            }

            @Override
            public Octets rewrite(Octets octets, PerType<?> type) {
                rewrite(decoded(type, octets));
                return octets;
            }
        };
        for (Corpus.Row row : rows) {
            all.rewrite(
                    switch (row.kind()) {
                        case "ras" -> decoded(RasMessage.TYPE, row.octets());
                        case "h245" -> decoded(MultimediaSystemControlMessage.TYPE, row.octets());
                        default -> decoded(H323UserInformation.TYPE, Corpus.userUser(row.octets()));
                    });
        }
    }

    private static <T extends PerValue> T decoded(PerType<T> type, Octets octets) {
        PerResult<T> result = type.decode(octets);
        assertThat(result).isInstanceOf(PerResult.Decoded.class);
        return ((PerResult.Decoded<T>) result).value();
    }
}
