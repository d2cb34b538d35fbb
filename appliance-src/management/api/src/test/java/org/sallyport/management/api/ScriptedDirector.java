package org.sallyport.management.api;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sallyport.base.address.Side;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.live.CallDetailRecord;
import org.sallyport.core.calls.live.LiveCalls;
import org.sallyport.core.calls.registrations.LiveRegistrations;
import org.sallyport.core.control.ControlServer;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.director.DirectorStatus;
import org.sallyport.core.control.director.DirectorStatus.CallServerStatus;
import org.sallyport.core.control.director.DirectorStatus.CapacityStatus;
import org.sallyport.core.control.director.DirectorStatus.ListenerStatus;
import org.sallyport.core.control.director.DirectorVerbs;
import org.sallyport.core.control.director.LocalDirector;
import org.sallyport.core.control.director.Traffic;
import org.sallyport.core.control.files.FileVerbs;
import org.sallyport.core.control.files.KeptDirectories;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.core.telemetry.process.ProcessProbe;

/** A director without signalling or media, on a real control socket. */
final class ScriptedDirector implements AutoCloseable {
    final LiveObjects liveObjects = new LiveObjects();
    final Deadlines deadlines = new Deadlines(liveObjects);
    final Metrics metrics = new Metrics();
    final Alarms alarms = new Alarms("director", Clock.systemUTC());
    final List<CallDetailRecord> history = new CopyOnWriteArrayList<>();
    final LiveCalls calls = new LiveCalls(Clock.systemUTC(), deadlines, liveObjects, metrics, history::add);
    final LiveRegistrations registrations = new LiveRegistrations(liveObjects, metrics);
    final ScriptedTurn turn = new ScriptedTurn();
    final List<Duration> heldOff = new CopyOnWriteArrayList<>();
    volatile boolean ready = true;
    private final ProcessProbe probe = new ProcessProbe("director", liveObjects);
    private final ControlServer server;

    ScriptedDirector(Path socket) throws IOException {
        probe.publish(metrics);
        Map<String, Verb> verbs = new HashMap<>(DirectorVerbs.of(
                new LocalDirector(calls, registrations, turn, alarms, metrics, this::status, heldOff::add)));
        verbs.putAll(FileVerbs.of(KeptDirectories.ofSecrets(Map.of("sip-tls", socket.resolveSibling("sip-tls")))));
        server = new ControlServer(socket, verbs, deadlines, liveObjects);
    }

    ScriptedCall begin(String caller) {
        ScriptedCall call = new ScriptedCall(caller);
        calls.begin(call);
        return call;
    }

    private DirectorStatus status() {
        return new DirectorStatus(
                probe.status(1),
                List.of(new ListenerStatus(
                        "outside", Side.EXTERNAL, "UDP", "192.0.2.1:5060", "192.0.2.1:5060", ready, null)),
                new CallServerStatus("192.0.2.5:5060 UDP", CallServerStatus.State.REACHABLE, Instant.EPOCH, null),
                new CapacityStatus(calls.size(), 500, 64, 700_000, registrations.size(), 2000),
                Traffic.of(calls.all()));
    }

    @Override
    public void close() {
        server.close();
        calls.close();
        deadlines.close();
    }
}
