package org.sallyport.core.database;

import java.util.logging.Level;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Liquibase's words as ours: warnings and worse as such, its progress reports for debugging only. */
final class LiquibaseLog extends AbstractLogService {
    @Override
    public int getPriority() {
        return PRIORITY_NOT_APPLICABLE;
    }

    @Override
    @SuppressWarnings("rawtypes") // the overridden method's own parameter
    public liquibase.logging.Logger getLog(Class type) {
        return new Lines(LoggerFactory.getLogger(type));
    }

    private static final class Lines extends AbstractLogger {
        private final Logger log;

        Lines(Logger log) {
            this.log = log;
        }

        @Override
        public void log(Level level, @Nullable String message, @Nullable Throwable cause) {
            if (level.equals(Level.OFF)) {
                return;
            }
            if (level.intValue() >= Level.SEVERE.intValue()) {
                log.error(message, cause);
            } else if (level.intValue() >= Level.WARNING.intValue()) {
                log.warn(message, cause);
            } else {
                log.debug(message, cause);
            }
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
