package org.sallyport.service.sip.stack;

import java.util.Properties;

/** JAIN-SIP's settings, those that were measured to matter. */
final class StackProperties {
    /** One, so that the messages of a UDP listener stay in their order: an ACK before the BYE behind it. */
    private static final int STACK_THREADS = 1;

    /** Longest life of a transaction that nobody ends, seconds: above any ring time, so that it only catches defects. */
    private static final int MAX_INVITE_LIFETIME_SECONDS = 900;

    private static final int MAX_NON_INVITE_LIFETIME_SECONDS = 120;

    private StackProperties() {}

    static Properties of(String name) {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", name);
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        properties.setProperty("javax.sip.ROUTER_PATH", ExplicitRouter.class.getName());
        properties.setProperty("javax.sip.USE_ROUTER_FOR_ALL_URIS", "true");
        set(properties, "STACK_LOGGER", QuietStackLogger.class.getName());
        set(properties, "SERVER_LOGGER", QuietServerLogger.class.getName());
        set(properties, "LOG_MESSAGE_CONTENT", "false");
        set(properties, "TRACE_LEVEL", "0");
        set(properties, "AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
        set(properties, "DELIVER_UNSOLICITED_NOTIFY", "true");
        set(properties, "THREAD_POOL_SIZE", Integer.toString(STACK_THREADS));
        set(properties, "REENTRANT_LISTENER", "true");
        set(properties, "UNLIMITED_SERVER_TRANSACTION_TABLE", "true");
        set(properties, "UNLIMITED_CLIENT_TRANSACTION_TABLE", "true");
        set(properties, "AGGRESSIVE_CLEANUP", "true");
        set(properties, "MAX_TX_LIFETIME_INVITE", Integer.toString(MAX_INVITE_LIFETIME_SECONDS));
        set(properties, "MAX_TX_LIFETIME_NON_INVITE", Integer.toString(MAX_NON_INVITE_LIFETIME_SECONDS));
        set(properties, "DELIVER_TERMINATED_EVENT_FOR_NULL_DIALOG", "true");
        return properties;
    }

    private static void set(Properties properties, String name, String value) {
        properties.setProperty("gov.nist.javax.sip." + name, value);
    }
}
