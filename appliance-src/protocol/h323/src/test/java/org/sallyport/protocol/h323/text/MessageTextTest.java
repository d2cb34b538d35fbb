package org.sallyport.protocol.h323.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.protocol.h323.Corpus;
import org.sallyport.protocol.h323.h225.Content;
import org.sallyport.protocol.h323.h225.EnumeratedParameter;
import org.sallyport.protocol.h323.h225.GenericData;
import org.sallyport.protocol.h323.h225.H323UserInformation;
import org.sallyport.protocol.h323.h225.RasMessage;
import org.sallyport.protocol.h323.h225.RequestSeqNum;
import org.sallyport.protocol.h323.h225.UnregistrationConfirm;
import org.sallyport.protocol.h323.h235.ClearToken;
import org.sallyport.protocol.h323.nested.Feature;
import org.sallyport.protocol.h323.nested.FeatureParameter;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.ObjectIdentifier;
import org.sallyport.protocol.h323.per.PerResult;
import org.sallyport.protocol.h323.per.PerType;
import org.sallyport.protocol.h323.per.PerValue;
import org.sallyport.protocol.h323.rewrite.MessageRewriter;

/** Messages as support sees them. */
class MessageTextTest {
    @Test
    void aRasMessageIsATree() {
        assertThat(text(RasMessage.TYPE, Corpus.rows("ras").getFirst().octets()))
                .isEqualTo("""
                        RasMessage: gatekeeperRequest
                          requestSeqNum: 26635
                          protocolIdentifier: 0.0.8.2250.0.7
                          rasAddress: ipAddress 203.0.113.11:46258
                          endpointType
                            vendor
                              vendor
                                t35CountryCode: 9
                                t35Extension: 0
                                manufacturerCode: 61
                              productId: 48333233506c75732043616c6c47656e0000 "H323Plus CallGen"
                              versionId: 322e332e30202848333233706c75732076312e32382e30290000 "2.3.0 (H323plus v1.28.0)"
                            terminal
                            mc: false
                            undefinedNode: false
                          endpointAlias[0]: h323-ID "alice"
                          supportsAltGK
                          supportsAssignedGK: true
                        """);
    }

    @Test
    void fastStartIsShownWithinTheSetup() {
        String setup = text(H323UserInformation.TYPE, message("05_direct_faststart_tunnel.pcap"));
        assertThat(setup)
                .startsWith("H323-UserInformation\n  h323-uu-pdu\n    h323-message-body: setup\n")
                .contains("      sourceCallSignalAddress: ipAddress 203.0.113.11:43706\n")
                .contains("""
                              fastStart[1]: OpenLogicalChannel
                                forwardLogicalChannelNumber: 101
                                forwardLogicalChannelParameters
                                  dataType: audioData g711Alaw64k 20
                                  multiplexParameters: h2250LogicalChannelParameters
                                    sessionID: 1
                                    mediaGuaranteedDelivery: false
                                    mediaControlChannel: unicastAddress iPAddress 203.0.113.11:5001
                                    silenceSuppression: false
                        """);
    }

    @Test
    void passwordsAreNotShown() {
        ClearToken token = ClearToken.builder()
                .tokenOID(ObjectIdentifier.of("0.0.8.235.0.2.1"))
                .password("open sesame")
                .build();
        assertThat(MessageText.of("ClearToken", token))
                .contains("password: (not shown)")
                .doesNotContain("sesame");
    }

    @Test
    void whatAPeerWritesCannotDisturbALog() {
        ClearToken token = ClearToken.builder()
                .tokenOID(ObjectIdentifier.of("0.0"))
                .generalID("a\n\u001b[2J\"b")
                .build();
        assertThat(MessageText.of("ClearToken", token)).contains("generalID: \"a\\u000a\\u001b[2J\\\"b\"");
    }

    @Test
    void messagesWithinMessagesEndSomewhere() {
        Octets inner = Corpus.rows("ras").getFirst().octets();
        for (int i = 0; i < 200; i++) {
            inner = RasMessage.TYPE.encode(new RasMessage.UnregistrationConfirm(UnregistrationConfirm.builder()
                    .requestSeqNum(new RequestSeqNum(1))
                    .genericData(List.of(carrying(inner)))
                    .build()));
        }
        assertThat(text(RasMessage.TYPE, inner).split("unregistrationConfirm", -1))
                .hasSize(10);
        PerResult.Decoded<RasMessage> message = (PerResult.Decoded<RasMessage>) RasMessage.TYPE.decode(inner);
        assertThat(MessageRewriter.rewrite(message, one -> one).value()).isSameAs(message.value());
    }

    private static GenericData carrying(Octets message) {
        EnumeratedParameter parameter = EnumeratedParameter.builder()
                .id(FeatureParameter.RAS_MESSAGE.identifier())
                .content(new Content.Raw(message))
                .build();
        return GenericData.builder()
                .id(Feature.RAS_TUNNEL.identifier())
                .parameters(List.of(parameter))
                .build();
    }

    private static Octets message(String capture) {
        return Corpus.rows("q931").stream()
                .filter(row -> row.capture().equals(capture))
                .findFirst()
                .map(row -> Corpus.userUser(row.octets()))
                .orElseThrow();
    }

    private static <T extends PerValue> String text(PerType<T> type, Octets octets) {
        PerResult<T> result = type.decode(octets);
        assertThat(result).isInstanceOf(PerResult.Decoded.class);
        return MessageText.of(type.name(), ((PerResult.Decoded<T>) result).value());
    }
}
