package org.sallyport.core.settings.schema;

import org.sallyport.core.settings.model.Secret;

/** Makes a secret of its stored text. */
@FunctionalInterface
public interface SecretOpener {
    /**
     * The secret.
     *
     * @throws UnreadableSecretException when it was sealed with a key that is not at hand
     */
    Secret open(String stored);
}
