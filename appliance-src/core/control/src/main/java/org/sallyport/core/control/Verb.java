package org.sallyport.core.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** Something a process does for another one. */
public sealed interface Verb {

    /** Answers once. */
    record Query(Function function) implements Verb {
        /** Its work; may block. */
        @FunctionalInterface
        public interface Function {
            /**
             * The answer to arguments.
             *
             * @throws ControlException to refuse
             * @throws com.fasterxml.jackson.core.JsonProcessingException when the arguments do not fit
             */
            Object answer(JsonNode arguments) throws com.fasterxml.jackson.core.JsonProcessingException;
        }
    }

    /** Tells of events until the asker goes away. */
    record Feed(Source source) implements Verb {
        /** Where its events come from. */
        @FunctionalInterface
        public interface Source {
            /** Starts sending to a sink that never blocks; the subscription closed, it stops. */
            Subscription open(Consumer<Object> sink);
        }
    }

    /** The hold of a subscriber on its source. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
