package org.sallyport.base.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenPartsTest {
    private final List<String> closed = new ArrayList<>();
    private final OpenParts parts = new OpenParts();

    @Test
    void closesLastOpenedFirstAndOnce() {
        parts.keep(() -> closed.add("database"));
        parts.keep(() -> closed.add("listener"));
        parts.close();
        parts.close();
        assertThat(closed).containsExactly("listener", "database");
    }

    @Test
    void closesTheOthersWhenOneFails() {
        parts.keep(() -> closed.add("database"));
        parts.keep(() -> {
            throw new IllegalStateException("stuck");
        });
        parts.close();
        assertThat(closed).containsExactly("database");
    }
}
