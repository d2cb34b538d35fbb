package org.sallyport.apps.tty;

/**
 * Something that is asked.
 *
 * @param key of the answer, without {@code sallyport.}
 * @param words for people, with an example
 * @param suggestion what an empty line means; empty when that is no answer
 * @param isSecret whether it is typed unseen, and twice
 */
record Question(String key, String words, String suggestion, boolean isSecret) {
    /** A question that an empty line leaves unanswered. */
    static Question open(String key, String words) {
        return new Question(key, words, "", false);
    }

    static Question suggesting(String key, String words, String suggestion) {
        return new Question(key, words, suggestion, false);
    }

    static Question secret(String key, String words) {
        return new Question(key, words, "", true);
    }

    /** Whether it asks what an adapter is for. */
    boolean isRoles() {
        return key.endsWith(".roles");
    }
}
