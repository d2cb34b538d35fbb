package org.sallyport.upgrade.signature;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/** A key in a token (PKCS#11), which signs without giving it away. */
public final class Pkcs11Key {
    private Pkcs11Key() {}

    /**
     * The key of a token. Its provider stays with this Java, for the key works with no other.
     *
     * @param configuration as the JDK's provider SunPKCS11 takes it: {@code name}, {@code library}, {@code slot}
     * @param alias label of the key and its certificate
     * @throws InvalidInputException when the token does not open, or has no such key
     */
    public static PrivateKey find(Path configuration, String pin, String alias) throws IOException {
        try {
            Provider token = Security.getProvider("SunPKCS11").configure(configuration.toString());
            KeyStore keys = KeyStore.getInstance("PKCS11", token);
            keys.load(null, pin.toCharArray());
            if (keys.getKey(alias, null) instanceof PrivateKey key) {
                Security.addProvider(token);
                return key;
            }
        } catch (GeneralSecurityException | InvalidParameterException | ProviderException e) {
            throw refused(
                    configuration,
                    "The token does not open: " + e.getMessage() + ".",
                    "See its library, slot and PIN.");
        } catch (IOException e) {
            throw refused(configuration, "The token does not open: " + e.getMessage() + ".", "See the PIN.");
        }
        throw refused(
                configuration,
                "The token has no key " + alias + " with a certificate.",
                "Give the label that both have.");
    }

    private static InvalidInputException refused(Path configuration, String detail, String remedy) {
        return new InvalidInputException(new Problem("pkcs11", configuration.toString(), detail, remedy));
    }
}
