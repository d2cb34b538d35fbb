package org.sallyport.media.offload;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.media.netlink.Message;
import org.sallyport.media.netlink.MessageWriter;
import org.sallyport.media.socket.NetlinkSocket;

/** Requests to nf_tables: several that take effect together, or one for a list. */
final class Batch {
    /** Elements that may go into one, so that what the kernel answers fits into the socket. */
    static final int LARGEST = 256;

    static final int CREATE = 0x400;
    static final int APPEND = 0x800;
    /** Has the kernel tell what it did. */
    static final int ECHO = 8;

    /** Octets before the attributes of a message: struct nfgenmsg. */
    static final int FIXED_LENGTH = 4;

    private static final int BEGIN = 0x10;
    private static final int END = 0x11;
    private static final int SUBSYSTEM = 10;
    private static final int FAMILY = 5;
    private static final int REQUEST = 1;
    private static final int ACKNOWLEDGE = 4;
    private static final int DUMP = 0x300;

    private final NetlinkSocket socket;
    private final MessageWriter writer;
    private int sequence;

    Batch(NetlinkSocket socket, MessageWriter writer) {
        this.socket = socket;
        this.writer = writer;
    }

    /**
     * Runs the messages that the content writes, as one transaction, and returns what the kernel echoed.
     *
     * @throws KernelRefusal when one of them is refused; then none holds
     */
    List<Message> run(Runnable content) throws IOException {
        writer.clear();
        limit(BEGIN);
        int first = sequence + 1;
        content.run();
        int last = sequence;
        limit(END);
        socket.send(writer.written());
        return answers(first, last);
    }

    /** Writes one message of a transaction. All are acknowledged, so that the end is known. */
    void message(int type, int flags, Runnable attributes) {
        write(type, REQUEST | ACKNOWLEDGE | flags, attributes);
    }

    /** Asks for a list, and returns its messages. */
    List<Message> list(int type, Runnable attributes) throws IOException {
        writer.clear();
        write(type, REQUEST | DUMP, attributes);
        socket.send(writer.written());
        List<Message> listed = new ArrayList<>();
        while (true) {
            for (Message message : Message.all(socket.receive())) {
                if (message.sequence() != sequence) {
                    continue;
                }
                if (message.type() == Message.DONE) {
                    return listed;
                }
                check(message);
                listed.add(message);
            }
        }
    }

    private void write(int type, int flags, Runnable attributes) {
        writer.begin(SUBSYSTEM << 8 | type, flags, ++sequence);
        writer.fixed(FAMILY, 0, 0, 0);
        attributes.run();
        writer.end();
    }

    private void limit(int type) {
        writer.begin(type, REQUEST, ++sequence);
        writer.fixed(0, 0, 0, SUBSYSTEM);
        writer.end();
    }

    /** Refusals of all that were refused come, then nothing else; else an acknowledgement of each. */
    private List<Message> answers(int first, int last) throws IOException {
        List<Message> echoed = new ArrayList<>();
        while (true) {
            for (Message message : Message.all(socket.receive())) {
                if (message.type() != Message.ERROR) {
                    echoed.add(message);
                    continue;
                }
                if (message.sequence() >= first - 1) {
                    check(message);
                }
                if (message.sequence() == last) {
                    return echoed;
                }
            }
        }
    }

    private static void check(Message message) throws KernelRefusal {
        if (message.type() == Message.ERROR && message.error() != 0) {
            throw new KernelRefusal(message.error(), message.errorText().orElse(""));
        }
    }
}
