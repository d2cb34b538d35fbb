package org.sallyport.media.offload;

import java.io.IOException;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The flows in the kernel, entered with the routes that hold at that time. A batch that is refused is done again one by one,
 * so that one flow does not keep others out. Used by the forwarding thread.
 */
final class KernelMap implements AutoCloseable {
    private final FlowTable table;
    private final RouteTable routes;
    private final Map<Integer, Device> devices = new HashMap<>();

    private KernelMap(FlowTable table, RouteTable routes) {
        this.table = table;
        this.routes = routes;
    }

    /** A device as it was at most a second ago. */
    private record Device(String name, int largestPacket) {}

    static KernelMap open() throws IOException {
        FlowTable table = FlowTable.open();
        try {
            return new KernelMap(table, new RouteTable());
        } catch (IOException e) {
            table.close();
            throw e;
        }
    }

    /** Enters flows, tells each how it went, and returns those that are in. */
    List<KernelStay> enter(List<KernelStay> stays) throws IOException {
        Map<KernelStay, KernelFlow> flows = new HashMap<>();
        for (KernelStay stay : stays) {
            try {
                flows.put(stay, located(stay.ends()));
            } catch (NotForwardedException e) {
                stay.refused(String.valueOf(e.getMessage()));
            }
        }
        if (flows.isEmpty()) {
            return List.of();
        }
        try {
            table.add(List.copyOf(flows.values()));
            flows.forEach(KernelStay::entered);
            return List.copyOf(flows.keySet());
        } catch (KernelRefusal e) {
            return enterEach(flows);
        }
    }

    private List<KernelStay> enterEach(Map<KernelStay, KernelFlow> flows) throws IOException {
        List<KernelStay> entered = new ArrayList<>();
        for (Map.Entry<KernelStay, KernelFlow> entry : flows.entrySet()) {
            try {
                table.add(List.of(entry.getValue()));
                entry.getKey().entered(entry.getValue());
                entered.add(entry.getKey());
            } catch (KernelRefusal e) {
                entry.getKey().refused(String.valueOf(e.getMessage()));
            }
        }
        return entered;
    }

    private KernelFlow located(FlowEnds ends) throws IOException, NotForwardedException {
        Route toSender = routes.find(ends.entry().getAddress(), ends.sender().getAddress());
        Route toReceiver = routes.find(ends.exit().getAddress(), ends.receiver().getAddress());
        Device in = device(toSender.device());
        Device out = device(toReceiver.device());
        if (out.largestPacket() < in.largestPacket()) {
            throw new NotForwardedException("packets from " + in.name() + " may be larger than " + out.name()
                    + " takes, and the kernel would not split them");
        }
        table.watch(toSender.device(), in.name());
        return KernelFlow.of(ends, toSender, toReceiver);
    }

    private Device device(int index) throws IOException, NotForwardedException {
        Device known = devices.get(index);
        if (known != null) {
            return known;
        }
        NetworkInterface found = NetworkInterface.getByIndex(index);
        if (found == null) {
            throw new NotForwardedException("the device of its route is gone");
        }
        Device device = new Device(found.getName(), found.getMTU());
        devices.put(index, device);
        return device;
    }

    /** Takes flows out and gives each its last count. One that is there no more keeps the count it had. */
    void remove(Collection<KernelStay> stays) throws IOException {
        try {
            count(stays, table.remove(flows(stays)));
        } catch (KernelRefusal e) {
            for (KernelStay stay : stays) {
                removeIfThere(stay);
            }
        }
    }

    private void removeIfThere(KernelStay stay) throws IOException {
        try {
            count(List.of(stay), table.remove(flows(List.of(stay))));
        } catch (KernelRefusal e) {
            // It lived out its time, or somebody removed the table: nothing is forwarded, and that is what was asked.
        }
    }

    private static List<KernelFlow> flows(Collection<KernelStay> stays) {
        return stays.stream().map(KernelStay::flow).filter(Objects::nonNull).toList();
    }

    private static void count(Collection<KernelStay> stays, Map<FlowKey, FlowCount> counts) {
        for (KernelStay stay : stays) {
            KernelFlow flow = stay.flow();
            @Nullable FlowCount last = flow == null ? null : counts.get(flow.key());
            if (last != null) {
                stay.count(last);
            }
        }
    }

    /** Whether what was entered may lead another way by now. */
    boolean isOutdated() {
        return routes.haveChanged();
    }

    /** What every flow in the kernel has forwarded so far. */
    Map<FlowKey, FlowCount> counts() throws IOException {
        forgetDevices();
        return table.counts();
    }

    /** Has devices looked at anew. */
    void forgetDevices() {
        devices.clear();
    }

    @Override
    public void close() throws IOException {
        routes.close();
        table.close();
    }
}
