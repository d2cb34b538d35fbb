package org.sallyport.base.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {
    @Test
    void breaksAtBlanksAndIndentsWhatFollows() {
        assertThat(Wrapping.lines("! one two three four", 11, 2)).containsExactly("! one two", "  three", "  four");
        assertThat(Wrapping.lines("  short", 11, 2)).containsExactly("  short");
        assertThat(Wrapping.lines("", 11, 2)).containsExactly("");
    }

    @Test
    void breaksAWordThatIsLongerThanALine() {
        assertThat(Wrapping.lines("abcdefghijkl mn", 5, 1)).containsExactly("abcde", " fghi", " jkl", " mn");
    }
}
