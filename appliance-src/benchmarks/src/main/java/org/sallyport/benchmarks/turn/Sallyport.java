package org.sallyport.benchmarks.turn;

import java.io.IOException;
import org.sallyport.benchmarks.process.JavaProcess;
import org.sallyport.benchmarks.process.Measured;

/** Our server. */
record Sallyport(JavaProcess process) implements Server {
    static final String HOST = "127.3.0.1";

    static Sallyport start() throws IOException {
        Sallyport sallyport = new Sallyport(JavaProcess.start(TurnHost.class));
        sallyport.awaitReady();
        return sallyport;
    }

    @Override
    public String name() {
        return "sallyport";
    }

    @Override
    public String host() {
        return HOST;
    }

    @Override
    public Measured measured() {
        return process.measured();
    }

    @Override
    public void close() {
        process.close();
    }
}
