package org.sallyport.protocol.stun;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The forms of values that attributes share. */
final class Forms {
    private static final int LONGEST_REASON = 763;
    private static final int ALGORITHM_HEADER = 4;

    static final AttributeForm<Octets> OCTETS =
            form(in -> Octets.of(remaining(in)), (value, out) -> out.put(value.toByteArray()));
    static final AttributeForm<Integer> UINT32 = fixed(4, ByteBuffer::getInt, (value, out) -> out.putInt(value));
    static final AttributeForm<Long> UINT64 = fixed(8, ByteBuffer::getLong, (value, out) -> out.putLong(value));
    static final AttributeForm<Duration> SECONDS = fixed(
            4,
            in -> Duration.ofSeconds(Integer.toUnsignedLong(in.getInt())),
            (value, out) -> out.putInt((int) value.toSeconds()));
    /** Present or not; it has no value. */
    static final AttributeForm<Boolean> FLAG = fixed(0, _ -> true, (_, _) -> {});
    /** EVEN-PORT (RFC 8656 section 18.7): whether the next port is to be reserved. */
    static final AttributeForm<Boolean> TOP_BIT =
            fixed(1, in -> (in.get() & 0x80) != 0, (value, out) -> out.put((byte) (value ? 0x80 : 0)));
    /** A number in the first octet and three that are reserved. */
    static final AttributeForm<Integer> UINT8_RESERVED24 =
            fixed(4, in -> in.getInt() >>> 24, (value, out) -> out.putInt(value << 24));

    static final AttributeForm<Integer> UINT16_RESERVED16 =
            fixed(4, in -> in.getInt() >>> 16, (value, out) -> out.putInt(value << 16));
    static final AttributeForm<AddressFamily> FAMILY =
            fixed(4, in -> AddressFamily.of(in.getInt() >>> 24), (value, out) -> out.putInt(value.number << 24));
    static final AttributeForm<IcmpError> ICMP = fixed(
            8,
            in -> {
                int typeAndCode = in.getInt();
                return new IcmpError((typeAndCode >>> 9) & 0x7f, typeAndCode & 0x1ff, in.getInt());
            },
            (value, out) -> out.putInt(((value.type() & 0x7f) << 9) | (value.code() & 0x1ff))
                    .putInt(value.data()));
    static final AttributeForm<ErrorCode> ERROR = form(Forms::error, (value, out) -> {
        out.putInt(errorWord(value));
        out.put(value.reason().getBytes(UTF_8));
    });
    static final AttributeForm<AddressErrorCode> ADDRESS_ERROR = form(
            in -> {
                AddressFamily family = in.remaining() < 4 ? null : AddressFamily.of(in.get(in.position()));
                ErrorCode error = family == null ? null : error(in);
                return family == null || error == null ? null : new AddressErrorCode(family, error);
            },
            (value, out) -> {
                out.putInt((value.family().number << 24) | errorWord(value.error()));
                out.put(value.error().reason().getBytes(UTF_8));
            });
    static final AttributeForm<List<Integer>> UINT16_LIST = form(
            in -> {
                List<Integer> numbers = new ArrayList<>();
                while (in.remaining() >= 2) {
                    numbers.add(Short.toUnsignedInt(in.getShort()));
                }
                return in.hasRemaining() ? null : List.copyOf(numbers);
            },
            (value, out) -> value.forEach(number -> out.putShort(number.shortValue())));
    static final AttributeForm<PasswordAlgorithm> ALGORITHM = form(
            in -> {
                PasswordAlgorithm algorithm = algorithm(in);
                return in.hasRemaining() ? null : algorithm;
            },
            Forms::writeAlgorithm);
    static final AttributeForm<List<PasswordAlgorithm>> ALGORITHMS = form(
            in -> {
                List<PasswordAlgorithm> algorithms = new ArrayList<>();
                while (in.hasRemaining()) {
                    PasswordAlgorithm algorithm = algorithm(in);
                    if (algorithm == null) {
                        return null;
                    }
                    algorithms.add(algorithm);
                    in.position(in.position() + Math.min(in.remaining(), padding(algorithm)));
                }
                return algorithms.isEmpty() ? null : List.copyOf(algorithms);
            },
            Forms::writeAlgorithms);

    private Forms() {}

    /** UTF-8 text of at least 1 and at most so many octets. */
    static AttributeForm<String> text(int most) {
        return form(
                in -> in.hasRemaining() && in.remaining() <= most ? text(in) : null,
                (value, out) -> out.put(value.getBytes(UTF_8)));
    }

    /** Octets whose number lies between two bounds and is a multiple of four. */
    static AttributeForm<Octets> words(int least, int most) {
        return form(
                in -> in.remaining() >= least && in.remaining() <= most && in.remaining() % 4 == 0
                        ? OCTETS.read(in, NO_ID)
                        : null,
                (value, out) -> out.put(value.toByteArray()));
    }

    private static final TransactionId NO_ID = new TransactionId(0, 0);

    private static <T> AttributeForm<T> fixed(
            int length, Function<ByteBuffer, @Nullable T> reader, BiConsumer<T, ByteBuffer> writer) {
        return form(in -> in.remaining() == length ? reader.apply(in) : null, writer);
    }

    private static <T> AttributeForm<T> form(
            Function<ByteBuffer, @Nullable T> reader, BiConsumer<T, ByteBuffer> writer) {
        return new AttributeForm<>() {
            @Override
            public @Nullable T read(ByteBuffer in, TransactionId id) {
                return reader.apply(in);
            }

            @Override
            public void write(T value, ByteBuffer out, TransactionId id) {
                writer.accept(value, out);
            }
        };
    }

    private static byte[] remaining(ByteBuffer in) {
        byte[] octets = new byte[in.remaining()];
        in.get(octets);
        return octets;
    }

    private static @Nullable String text(ByteBuffer in) {
        try {
            return UTF_8.newDecoder().decode(in).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static int errorWord(ErrorCode error) {
        return ((error.code() / 100) << 8) | (error.code() % 100);
    }

    private static @Nullable ErrorCode error(ByteBuffer in) {
        if (in.remaining() < 4 || in.remaining() > 4 + LONGEST_REASON) {
            return null;
        }
        int word = in.getInt();
        int hundreds = (word >>> 8) & 7;
        int number = word & 0xff;
        String reason = text(in);
        return hundreds < 3 || hundreds > 6 || number > 99 || reason == null
                ? null
                : new ErrorCode(hundreds * 100 + number, reason);
    }

    private static @Nullable PasswordAlgorithm algorithm(ByteBuffer in) {
        if (in.remaining() < ALGORITHM_HEADER) {
            return null;
        }
        int number = Short.toUnsignedInt(in.getShort());
        int length = Short.toUnsignedInt(in.getShort());
        if (length > in.remaining()) {
            return null;
        }
        byte[] parameters = new byte[length];
        in.get(parameters);
        return new PasswordAlgorithm(number, Octets.of(parameters));
    }

    private static void writeAlgorithm(PasswordAlgorithm value, ByteBuffer out) {
        out.putShort((short) value.number()).putShort((short) value.parameters().length());
        out.put(value.parameters().toByteArray());
    }

    private static void writeAlgorithms(List<PasswordAlgorithm> values, ByteBuffer out) {
        for (int i = 0; i < values.size(); i++) {
            writeAlgorithm(values.get(i), out);
            if (i < values.size() - 1) {
                out.put(new byte[padding(values.get(i))]);
            }
        }
    }

    private static int padding(PasswordAlgorithm algorithm) {
        return -algorithm.parameters().length() & 3;
    }
}
