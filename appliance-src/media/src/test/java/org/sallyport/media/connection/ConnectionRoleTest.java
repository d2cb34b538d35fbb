package org.sallyport.media.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.media.RelayedStream.ConnectionSetup;

class ConnectionRoleTest {
    @ParameterizedTest
    @CsvSource({
        "ACTIVE, PASSIVE, WAIT",
        "PASSIVE, ACTIVE, CONNECT",
        "ACTPASS, ACTIVE, CONNECT",
        "ACTPASS, PASSIVE, WAIT",
        "ACTPASS, , WAIT",
        "HOLDCONN, ACTIVE, REST",
        "HOLDCONN, , REST",
        ", PASSIVE, WAIT",
        ", ACTIVE, CONNECT",
        ", ACTPASS, CONNECT",
        ", , WAIT",
        "ACTIVE, , WAIT",
        "PASSIVE, , CONNECT"
    })
    void complementsTheParty(@Nullable ConnectionSetup party, @Nullable ConnectionSetup other, ConnectionRole role) {
        assertThat(ConnectionRole.towards(party, other)).isEqualTo(role);
    }
}
