package org.sallyport.core.host.firstboot;

import java.util.Optional;
import org.sallyport.base.problem.InvalidInputException;

/** A place where answers may be found. */
@FunctionalInterface
public interface AnswerSource {
    /**
     * Looks there; empty when there is nothing for us.
     *
     * @throws InvalidInputException when there is something that cannot be read
     */
    Optional<Answers> find();
}
