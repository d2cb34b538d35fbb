package org.sallyport.testing.interop.baresip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sallyport.testing.interop.network.Namespace;
import org.sallyport.testing.interop.network.ZoneProgram;

/** A running baresip that sends a tone and a test picture and answers every call. */
public final class Baresip implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;
    private static final long POLL_NANOS = 50_000_000;
    /** Where Debian, other multi-architecture systems and CentOS keep them. */
    private static final List<Path> MODULES = List.of(
            Path.of("/usr/lib/baresip/modules"),
            Path.of("/usr/lib/x86_64-linux-gnu/baresip/modules"),
            Path.of("/usr/lib64/baresip/modules"));

    private final ZoneProgram program;

    private Baresip(ZoneProgram program) {
        this.program = program;
    }

    /**
     * Starts one.
     *
     * @param address of its own, host:port
     * @param commands run when it is ready, such as {@code /dial sip:bob@gate.example}
     */
    public static Baresip start(Namespace zone, String user, String address, String... commands) throws Exception {
        return run(zone, address, "<sip:" + user + "@" + address + ">;regint=0", commands);
    }

    /**
     * Starts one that registers.
     *
     * @param address of its own, host:port
     * @param account address of record
     * @param password for the user of that address
     * @param proxy URI that its requests go to, such as {@code sip:gate.example;transport=tls}
     * @param interval how long it wants to be registered, seconds
     */
    public static Baresip register(
            Namespace zone, String address, String account, String password, String proxy, int interval)
            throws Exception {
        return run(
                zone,
                address,
                "<%s>;auth_pass=\"%s\";outbound=\"%s\";regint=%d".formatted(account, password, proxy, interval));
    }

    private static Baresip run(Namespace zone, String address, String account, String... commands) throws Exception {
        Path folder = Files.createTempDirectory("baresip-");
        Files.writeString(folder.resolve("config"), config(address));
        Files.writeString(
                folder.resolve("accounts"), account + ";answermode=auto;audio_codecs=opus/48000/2;video_codecs=VP8\n");
        Files.createFile(folder.resolve("contacts"));
        List<String> words = new ArrayList<>(List.of("baresip", "-f", folder.toString()));
        for (String command : commands) {
            words.addAll(List.of("-e", command));
        }
        return new Baresip(ZoneProgram.start(zone, folder, words));
    }

    /**
     * Waits until it says something.
     *
     * @throws IOException with all it said, when it does not in 30 s
     */
    public void awaitWord(String word) throws IOException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!program.output().contains(word)) {
            if (System.nanoTime() > giveUp || !program.isAlive()) {
                throw new IOException("baresip did not say \"" + word + "\" but\n" + program.output());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Has it hang up and end; it is gone on return. */
    @Override
    public void close() throws IOException {
        program.close();
    }

    private static String config(String address) throws IOException {
        return """
                poll_method epoll
                sip_listen %s
                audio_source ausine,440
                audio_player aubridge,sink
                audio_alert aubridge,sink
                video_source fakevideo,nil
                video_display fakevideo,nil
                video_size 320x180
                video_bitrate 200000
                video_fps 10
                video_fullscreen no
                audio_level no
                rtp_stats yes
                rtp_ports 10000-19998
                module_path %s
                module opus.so
                module vp8.so
                module ausine.so
                module aubridge.so
                module fakevideo.so
                module_app account.so
                module_app menu.so
                """.formatted(address, modules());
    }

    private static Path modules() throws IOException {
        return MODULES.stream()
                .filter(folder -> Files.exists(folder.resolve("ausine.so")))
                .findFirst()
                .orElseThrow(() -> new IOException("baresip's modules are in none of " + MODULES));
    }
}
