package org.sallyport.core.control.setup;

import java.util.List;
import java.util.Map;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.control.ControlException;

/** A machine that is set up once. Every method may throw {@link ControlException}. */
public interface SetUpControl {
    SetUpState state();

    /**
     * All that is wrong with some answers, each at its key.
     *
     * @param answers by key as in a file of answers, {@code sallyport.nic1.ipv4}
     */
    List<Problem> check(Map<String, String> answers);

    /** Puts answers into force if all of them are right; what is wrong with them otherwise. */
    List<Problem> take(Map<String, String> answers);
}
