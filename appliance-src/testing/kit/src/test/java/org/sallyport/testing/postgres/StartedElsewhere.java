package org.sallyport.testing.postgres;

import java.nio.file.Path;

/** A process that starts a server, says its process id, and waits to be killed. */
final class StartedElsewhere {
    private StartedElsewhere() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
        EmbeddedPostgresTest.execute(postgres.access(), "create table kept as select 7 as value");
        System.out.println(postgres.pid());
        Thread.currentThread().join();
    }
}
