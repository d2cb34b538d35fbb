package org.sallyport.core.control.nic;

import java.time.Duration;
import java.util.Map;
import org.sallyport.base.json.Json;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.Verb.Query;

/** The verbs of the network adapters, by name. */
public final class NicVerbs {
    static final String LIST = "nics.list";
    static final String BLINK = "nics.blink";
    static final String LISTEN = "nics.listen";
    static final String SWAP = "nics.swap";
    static final String PIN = "nics.pin";
    static final String CONFIRM = "nics.confirm";
    static final String REPORT = "nics.report";

    private NicVerbs() {}

    /** What a control server needs to offer the adapters. */
    public static Map<String, Verb> of(NicControl nics) {
        return Map.of(
                LIST, new Query(_ -> nics.list()),
                BLINK,
                        new Query(arguments -> {
                            Blink blink = Json.read(arguments, Blink.class);
                            nics.blink(blink.name(), Duration.ofSeconds(blink.seconds()));
                            return true;
                        }),
                LISTEN,
                        new Query(arguments -> {
                            nics.listen(Duration.ofSeconds(
                                    Json.read(arguments, Listen.class).seconds()));
                            return true;
                        }),
                SWAP,
                        new Query(arguments -> {
                            Swap swap = Json.read(arguments, Swap.class);
                            return nics.swap(swap.one(), swap.other());
                        }),
                PIN,
                        new Query(arguments -> {
                            Pin pin = Json.read(arguments, Pin.class);
                            return nics.pin(pin.name(), pin.adapter());
                        }),
                CONFIRM,
                        new Query(_ -> {
                            nics.confirm();
                            return true;
                        }),
                REPORT, new Query(_ -> nics.report()));
    }

    record Blink(String name, long seconds) {}

    record Listen(long seconds) {}

    record Swap(String one, String other) {}

    record Pin(String name, String adapter) {}
}
