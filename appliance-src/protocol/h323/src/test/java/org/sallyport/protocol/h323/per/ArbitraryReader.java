package org.sallyport.protocol.h323.per;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * Instead of reading, makes up what the type asks for, within its bounds: so that each type's own reading yields values of
 * every shape that it allows. The same seed makes the same value.
 */
public final class ArbitraryReader extends PerReader {
    private static final int DEEP = 12;
    private static final int MANY = 400;

    /**
     * What values may have.
     *
     * @param mostAdditions extension additions that a sequence declares
     * @param fragments strings so long that they are encoded in fragments
     * @param integerBits of an integer without bounds
     */
    public record Shape(int mostAdditions, boolean fragments, int integerBits) {
        static final Shape ANY = new Shape(PerLimits.ADDITIONS, true, 64);
    }

    private final SplittableRandom random;
    private final Shape shape;
    private int depth;
    private int elements;

    private ArbitraryReader(SplittableRandom random, int depth, Shape shape) {
        super(new byte[0]);
        this.random = random;
        this.depth = depth;
        this.shape = shape;
    }

    /** Some value of this type. */
    public static <T extends PerValue> T value(PerType<T> type, long seed) {
        return value(type, seed, Shape.ANY);
    }

    /** Some value of this type that another reader can read. */
    public static <T extends PerValue> T value(PerType<T> type, long seed, Shape shape) {
        return type.reading().apply(new ArbitraryReader(new SplittableRandom(seed), 0, shape));
    }

    /** Large enough: from here on only what must be there. */
    private boolean done() {
        return depth > DEEP || elements > MANY;
    }

    /** Optional members become rarer inside of others. */
    private boolean seldom() {
        return random.nextInt(2 + depth) == 0;
    }

    @Override
    public boolean bit() {
        return !done() && seldom();
    }

    @Override
    public long bits(int count) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits = bits << 1 | (bit() ? 1 : 0);
        }
        return bits;
    }

    @Override
    public long integer(long low, long high) {
        return switch (random.nextInt(4)) {
            case 0 -> low;
            case 1 -> high;
            default -> low + Math.floorMod(random.nextLong(), high - low + 1);
        };
    }

    @Override
    public long extensibleInteger(long low, long high) {
        return bit() ? integer() : integer(low, high);
    }

    @Override
    public long integer() {
        return random.nextLong() >> (64 - random.nextInt(1, shape.integerBits() + 1));
    }

    @Override
    public long integerFrom(long low) {
        return low + (random.nextLong() >>> (64 - random.nextInt(1, shape.integerBits())));
    }

    @Override
    public int smallNumber() {
        return random.nextInt(70);
    }

    @Override
    public int index(int count) {
        return done() ? 0 : random.nextInt(count);
    }

    private int length(int low, int high) {
        int most = high < 0 ? low + 40 : Math.min(high, low + 40);
        int length = low + random.nextInt(most - low + 1);
        return shape.fragments() && random.nextInt(200) == 0 && high < 0 ? 20_000 : length;
    }

    @Override
    public Octets octets(int low, int high) {
        byte[] octets = new byte[length(low, high)];
        random.nextBytes(octets);
        return Octets.of(octets);
    }

    @Override
    public Octets encodingOf(PerType<?> type, int low, int high) {
        return encoded(type);
    }

    private <T extends PerValue> Octets encoded(PerType<T> type) {
        return type.encode(type.reading().apply(new ArbitraryReader(random, depth + 4, shape)));
    }

    @Override
    public Octets extensibleOctets(int low, int high) {
        return octets(low, bit() ? -1 : high);
    }

    @Override
    public BitString bitString(int low, int high) {
        int length = length(low, high);
        byte[] octets = new byte[(length + 7) / 8];
        random.nextBytes(octets);
        if (length % 8 != 0) {
            octets[octets.length - 1] &= (byte) (0xff00 >> length % 8);
        }
        return new BitString(length, Octets.of(octets));
    }

    @Override
    public BitString extensibleBitString(int low, int high) {
        return bitString(low, bit() ? -1 : high);
    }

    @Override
    public String string(Alphabet alphabet, int low, int high) {
        StringBuilder string = new StringBuilder();
        int length = length(low, high);
        while (string.length() < length) {
            int character = alphabet.character(random.nextInt(1 << Math.min(alphabet.bits(), 7)));
            if (character >= ' ') {
                string.append((char) character);
            }
        }
        return string.toString();
    }

    @Override
    public String extensibleString(Alphabet alphabet, int low, int high) {
        return string(alphabet, low, bit() ? -1 : high);
    }

    @Override
    public String generalString() {
        return string(Alphabet.IA5, 0, -1);
    }

    @Override
    public ObjectIdentifier objectIdentifier() {
        StringBuilder dotted =
                new StringBuilder().append(random.nextInt(3)).append(".").append(random.nextInt(40));
        for (int i = random.nextInt(8); i > 0; i--) {
            dotted.append('.').append(random.nextInt() >>> (1 + random.nextInt(31)));
        }
        return ObjectIdentifier.of(dotted.toString());
    }

    @Override
    public <T> List<T> list(int low, int high, Function<PerReader, T> element) {
        int most = high < 0 ? low + 3 : Math.min(high, low + 3);
        int count = done() ? low : low + random.nextInt(most - low + 1);
        List<T> values = new ArrayList<>();
        depth++;
        elements += count;
        for (int i = 0; i < count; i++) {
            values.add(element.apply(this));
        }
        depth--;
        return List.copyOf(values);
    }

    @Override
    public <T> List<T> extensibleList(int low, int high, Function<PerReader, T> element) {
        return list(low, bit() ? -1 : high, element);
    }

    @Override
    public void open() {
        depth++;
    }

    @Override
    public void close() {
        depth--;
    }

    @Override
    public Octets openOctets() {
        return octets(1, -1);
    }

    @Override
    public int additionCount() {
        return 1 + random.nextInt(shape.mostAdditions());
    }

    @Override
    public long additionMap(int count) {
        long map = 0;
        for (int i = 0; i < count; i++) {
            map |= !done() && random.nextInt(8) == 0 ? 1L << i : 0;
        }
        return map;
    }

    /** Stands for no octets. */
    @Override
    @Nullable
    Quirks quirks() {
        return null;
    }
}
