package org.sallyport.core.settings.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/**
 * What came of reading a document.
 *
 * @param value holds placeholders where there are problems, so it counts only without any
 * @param problems all that is wrong, in the order of the declaration
 * @param effective the document with every default filled in and every secret as {@code ***}
 * @param catalogue every setting that the document may have
 */
public record Reading<T>(T value, List<Problem> problems, ObjectNode effective, List<SettingDescription> catalogue) {
    /**
     * The value.
     *
     * @throws InvalidInputException with all problems, when there are any
     */
    public T orThrow() {
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return value;
    }
}
