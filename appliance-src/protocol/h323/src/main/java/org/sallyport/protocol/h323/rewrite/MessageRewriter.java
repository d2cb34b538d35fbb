package org.sallyport.protocol.h323.rewrite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.h225.CallReferenceValue;
import org.sallyport.protocol.h323.h225.Content;
import org.sallyport.protocol.h323.h225.CryptoH323Token;
import org.sallyport.protocol.h323.h225.EndpointIdentifier;
import org.sallyport.protocol.h323.h225.EnumeratedParameter;
import org.sallyport.protocol.h323.h225.GatekeeperIdentifier;
import org.sallyport.protocol.h323.h225.GenericData;
import org.sallyport.protocol.h323.h225.H323UUPDU;
import org.sallyport.protocol.h323.h225.RequestSeqNum;
import org.sallyport.protocol.h323.h225.TransportAddress;
import org.sallyport.protocol.h323.h235.ClearToken;
import org.sallyport.protocol.h323.h235.CryptoToken;
import org.sallyport.protocol.h323.h245.GenericMessage;
import org.sallyport.protocol.h323.h245.GenericParameter;
import org.sallyport.protocol.h323.h245.MulticastAddress;
import org.sallyport.protocol.h323.h245.ParameterValue;
import org.sallyport.protocol.h323.h245.UnicastAddress;
import org.sallyport.protocol.h323.h450.H4501SupplementaryService;
import org.sallyport.protocol.h323.h450.Invoke;
import org.sallyport.protocol.h323.h450.ReturnResult;
import org.sallyport.protocol.h323.nested.FeatureParameter;
import org.sallyport.protocol.h323.nested.GenericMessages;
import org.sallyport.protocol.h323.nested.Operation;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.PerResult;
import org.sallyport.protocol.h323.per.PerType;
import org.sallyport.protocol.h323.per.PerValue;
import org.sallyport.protocol.h323.per.Rewriter;

/**
 * Shows a visitor everything of a message that must not pass a proxy unread: in its members, in the fast-start elements and
 * tunnelled messages, in the parameters of features, generic messages and supplementary services. What it leaves alone keeps its
 * octets.
 */
@SuppressWarnings("ReferenceEquality") // the very same value means that nothing changed
public final class MessageRewriter implements Rewriter {
    /** Messages encoded within messages: RAS in a feature's parameter in call signalling is two; real traffic has three. */
    public static final int NESTING = 8;

    private final MessageVisitor visitor;
    private int nesting;

    private MessageRewriter(MessageVisitor visitor) {
        this.visitor = visitor;
    }

    /**
     * The message with what the visitor puts in place; the same one when nothing changed.
     *
     * @throws IllegalStateException when the visitor left out what the message cannot be without
     */
    public static <T extends PerValue> PerResult.Decoded<T> rewrite(
            PerResult.Decoded<T> message, MessageVisitor visitor) {
        T value = new MessageRewriter(visitor).rewrite(message.value());
        if (value == null) {
            throw new IllegalStateException("the visitor left out a member that the message cannot be without");
        }
        return message.with(value);
    }

    @Override
    @SuppressWarnings("unchecked") // every case yields a value of the type that the member has
    public <T extends PerValue> @Nullable T rewrite(T value) {
        return (T)
                switch (value) {
                    case TransportAddress address -> AddressForms.rewrite(address, visitor);
                    case UnicastAddress address -> AddressForms.rewrite(address, visitor);
                    case MulticastAddress address -> AddressForms.rewrite(address, visitor);
                    case EndpointIdentifier identifier -> visitor.endpointIdentifier(identifier);
                    case GatekeeperIdentifier identifier -> visitor.gatekeeperIdentifier(identifier);
                    case RequestSeqNum number -> visitor.requestSeqNum(number);
                    case CallReferenceValue reference -> visitor.callReferenceValue(reference);
                    case ClearToken token -> withMembers(visitor.clearToken(token));
                    case CryptoToken token -> withMembers(visitor.cryptoToken(token));
                    case CryptoH323Token token -> withMembers(visitor.cryptoToken(token));
                    case GenericData data -> genericData(data);
                    case GenericMessage message -> genericMessage(message);
                    case H323UUPDU pdu -> supplementaryServices(pdu);
                    case Invoke invoke -> invoke(invoke);
                    case ReturnResult result -> returnResult(result);
                    default -> value.rewriteMembers(this);
                };
    }

    private @Nullable PerValue withMembers(@Nullable PerValue value) {
        return value == null ? null : value.rewriteMembers(this);
    }

    @Override
    public Octets rewrite(Octets octets, PerType<?> type) {
        return rewriteWithin(octets, type);
    }

    private <T extends PerValue> Octets rewriteWithin(Octets octets, PerType<T> type) {
        if (nesting == NESTING) {
            return visitor.unreadable(
                    octets,
                    type,
                    new PerResult.Malformed<>(type.name(), "", 0, "more than " + NESTING + " messages in each other"));
        }
        nesting++;
        Octets rewritten = switch (type.decode(octets)) {
            case PerResult.Malformed<T> malformed -> visitor.unreadable(octets, type, malformed);
            case PerResult.Decoded<T> message -> {
                T value = rewrite(message.value());
                if (value == null) {
                    throw new IllegalStateException(
                            "the visitor left out a member that " + type + " cannot be without");
                }
                yield value == message.value() ? octets : message.with(value).encode();
            }
        };
        nesting--;
        return rewritten;
    }

    /** The parameters of an H.460 feature (H.460.1). */
    private @Nullable PerValue genericData(GenericData data) {
        List<EnumeratedParameter> parameters = data.parameters();
        if (parameters == null) {
            return data.rewriteMembers(this);
        }
        List<EnumeratedParameter> changed = Lists.map(parameters, parameter -> {
            PerType<?> type = FeatureParameter.of(data.id(), parameter.id())
                    .map(FeatureParameter::rawType)
                    .orElse(null);
            return type != null && parameter.content() instanceof Content.Raw(Octets octets)
                    ? withContent(parameter, octets, rewrite(octets, type))
                    : parameter;
        });
        GenericData inside = changed == parameters
                ? data
                : data.toBuilder().parameters(changed).build();
        return inside.rewriteMembers(this);
    }

    private static EnumeratedParameter withContent(EnumeratedParameter parameter, Octets before, Octets after) {
        return after == before
                ? parameter
                : parameter.toBuilder().content(new Content.Raw(after)).build();
    }

    /** Generic messages and generic information of H.245. */
    private @Nullable PerValue genericMessage(GenericMessage message) {
        List<GenericParameter> parameters = message.messageContent();
        if (parameters == null) {
            return message;
        }
        List<GenericParameter> changed = Lists.map(parameters, parameter -> {
            PerType<?> type = GenericMessages.contentType(message, parameter);
            if (type == null || !(parameter.parameterValue() instanceof ParameterValue.OctetString(Octets octets))) {
                return parameter;
            }
            Octets after = rewrite(octets, type);
            return after == octets
                    ? parameter
                    : parameter.toBuilder()
                            .parameterValue(new ParameterValue.OctetString(after))
                            .build();
        });
        return changed == parameters
                ? message
                : message.toBuilder().messageContent(changed).build();
    }

    /** The members of the user-user part, then the H.450 services within. */
    private @Nullable PerValue supplementaryServices(H323UUPDU pdu) {
        List<Octets> services = pdu.h4501SupplementaryService();
        List<Octets> changed = services == null ? null : rewriteAll(services, H4501SupplementaryService.TYPE);
        H323UUPDU inside = changed == services
                ? pdu
                : pdu.toBuilder().h4501SupplementaryService(changed).build();
        return inside.rewriteMembers(this);
    }

    private Invoke invoke(Invoke invoke) {
        PerType<?> type = Operation.argumentType(invoke.opcode());
        Octets argument = invoke.argument();
        if (type == null || argument == null) {
            return invoke;
        }
        Octets changed = rewrite(argument, type);
        return changed == argument
                ? invoke
                : invoke.toBuilder().argument(changed).build();
    }

    private ReturnResult returnResult(ReturnResult returned) {
        ReturnResult.Result result = returned.result();
        PerType<?> type = result == null ? null : Operation.resultType(result.opcode());
        if (result == null || type == null) {
            return returned;
        }
        Octets changed = rewrite(result.result(), type);
        return changed == result.result()
                ? returned
                : returned.toBuilder()
                        .result(new ReturnResult.Result(result.opcode(), changed))
                        .build();
    }
}
