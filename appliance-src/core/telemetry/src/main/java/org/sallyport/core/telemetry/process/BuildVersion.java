package org.sallyport.core.telemetry.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version this build was given. */
public final class BuildVersion {
    private static final String VERSION = read();

    private BuildVersion() {}

    public static String current() {
        return VERSION;
    }

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = BuildVersion.class.getResourceAsStream("/sallyport-build.properties")) {
            if (in == null) {
                throw new IllegalStateException("sallyport-build.properties is missing from the build");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
