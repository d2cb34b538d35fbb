package org.sallyport.service.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.core.settings.model.CallServer.Credentials;
import org.sallyport.core.settings.model.Secret;

/** The examples of RFC 7616 section 3.9.1. */
class DigestAnswerTest {
    private static final String CHALLENGE =
            "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=%s,"
                    + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                    + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
    private static final Credentials MUFASA = new Credentials("Mufasa", new Secret("Circle of Life"));

    private static String answer(String algorithm) {
        DigestChallenge challenge =
                DigestChallenge.parse(CHALLENGE.formatted(algorithm), false).orElseThrow();
        return DigestAnswer.to(
                challenge, MUFASA, "GET", "/dir/index.html", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", 1);
    }

    @Test
    void answersByMd5() {
        assertThat(answer("MD5")).contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"", "nc=00000001", "qop=auth");
    }

    @Test
    void answersBySha256() {
        assertThat(answer("SHA-256"))
                .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"");
    }

    @Test
    void leavesAlgorithmItDoesNotKnowAlone() {
        assertThat(DigestChallenge.parse(CHALLENGE.formatted("SHA-512-256"), false))
                .isEmpty();
    }

    @Test
    void leavesOtherSchemesAlone() {
        assertThat(DigestChallenge.parse("Basic realm=\"x\"", true)).isEmpty();
    }

    @Test
    void seesThatOnlyTheNonceWasOld() {
        assertThat(DigestChallenge.parse(CHALLENGE.formatted("MD5") + ", stale=TRUE", true))
                .get()
                .matches(DigestChallenge::stale)
                .matches(DigestChallenge::proxy);
    }
}
