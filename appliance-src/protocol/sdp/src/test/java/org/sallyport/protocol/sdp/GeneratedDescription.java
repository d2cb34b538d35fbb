package org.sallyport.protocol.sdp;

import java.util.Random;

/** Descriptions of random shape that the grammar allows. */
final class GeneratedDescription {
    private static final String VALUE_CHARACTERS = "abcXYZ019 :;=/*-+.,@\u00e9\u00ff\t";

    private GeneratedDescription() {}

    static String with(Random random) {
        String ending = random.nextBoolean() ? "\r\n" : "\n";
        StringBuilder text = new StringBuilder("v=0").append(ending);
        text.append("o=- ")
                .append(random.nextInt(1, 1 << 30))
                .append(" 1 IN IP4 10.0.0.1")
                .append(ending);
        text.append("c=IN IP4 10.0.0.1").append(ending);
        lines(random, ending, text);
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append("m=").append(random.nextBoolean() ? "audio" : "x-" + random.nextInt(100));
            text.append(' ')
                    .append(random.nextInt(65_536))
                    .append(" RTP/AVP ")
                    .append(value(random))
                    .append(ending);
            lines(random, ending, text);
        }
        return text.toString();
    }

    private static void lines(Random random, String ending, StringBuilder text) {
        for (int i = random.nextInt(12); i > 0; i--) {
            char type = "siuepbtrzkaaaaaxy".charAt(random.nextInt(17));
            text.append(type).append('=').append(value(random)).append(ending);
        }
    }

    private static String value(Random random) {
        StringBuilder value = new StringBuilder("v");
        for (int i = random.nextInt(30); i > 0; i--) {
            value.append(VALUE_CHARACTERS.charAt(random.nextInt(VALUE_CHARACTERS.length())));
        }
        return value.toString();
    }
}
