package org.sallyport.management.api.http;

import org.jspecify.annotations.Nullable;

/** What a handler adds to the audit of its request. Nothing here may hold a secret. */
public final class AuditNote {
    private @Nullable String actor;
    private @Nullable String subject;
    private @Nullable String before;
    private @Nullable String after;
    private boolean part;

    /** Names who acts, where the request has no caller yet. */
    public void actor(String name) {
        this.actor = name;
    }

    /** Names what it is done to. */
    public void subject(String name) {
        this.subject = name;
    }

    public void before(String summary) {
        this.before = summary;
    }

    public void after(String summary) {
        this.after = summary;
    }

    @Nullable
    String actor() {
        return actor;
    }

    @Nullable
    String subject() {
        return subject;
    }

    @Nullable
    String before() {
        return before;
    }

    @Nullable
    String after() {
        return after;
    }

    /** It is a part of something that is written down once, when it is whole or was refused. */
    public void isPart() {
        part = true;
    }

    boolean part() {
        return part;
    }
}
