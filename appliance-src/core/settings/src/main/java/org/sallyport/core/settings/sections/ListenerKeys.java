package org.sallyport.core.settings.sections;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.ToIntFunction;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.BindAddress;
import org.sallyport.core.settings.model.InterfaceRole.Use;
import org.sallyport.core.settings.schema.SettingsReader;

/**
 * What a listener of any service says of itself.
 *
 * @param transport what it speaks
 * @param wanted address as it is written
 * @param address what that comes to
 */
record ListenerKeys<T>(String name, Side side, T transport, BindAddress wanted, InetAddress address, int port) {
    private static final List<Side> SIDES = List.of(Side.EXTERNAL, Side.INTERNAL);

    /**
     * Reads them.
     *
     * @param use what the interface carries that {@code role} stands for
     * @param speaks describes the transport
     * @param portOf the usual port of a transport
     */
    static <T extends Enum<T>> ListenerKeys<T> read(
            SettingsReader in,
            RoleAddresses addresses,
            Use use,
            List<T> transports,
            String speaks,
            ToIntFunction<T> portOf) {
        String name = in.text("name")
                .describe("Unique name of the listener, shown to administrators.")
                .required();
        Side side = in.choice("side", SIDES)
                .describe("Whom it faces: the internet or the enterprise.")
                .required();
        T transport = in.choice("transport", transports).describe(speaks).required();
        BindAddress wanted = in.value("address", NetworkTypes.bindAddress())
                .describe("Address it is bound to; role for that of the interface with its side's role.")
                .retired("bind-address", "ip", "host")
                .byDefault(new BindAddress.OfRole(false));
        InetAddress address = addresses.resolve(in, wanted, side, use);
        int port = in.number("port")
                .describe("Port it is bound to.")
                .range(1, 65_535)
                .byDefault(portOf.applyAsInt(transport));
        return new ListenerKeys<>(name, side, transport, wanted, address, port);
    }

    InetSocketAddress bound() {
        return new InetSocketAddress(address, port);
    }
}
