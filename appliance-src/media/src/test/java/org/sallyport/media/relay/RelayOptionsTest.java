package org.sallyport.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.sallyport.media.socket.SocketMake;

class RelayOptionsTest {
    @AfterEach
    void clear() {
        System.clearProperty("sallyport.media.shards");
        System.clearProperty("sallyport.media.sockets");
    }

    @Test
    void isAShardACoreUnlessSaidOtherwise() {
        assertThat(RelayOptions.ofSystem().shards())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        System.setProperty("sallyport.media.shards", "3");
        assertThat(RelayOptions.ofSystem().shards()).isEqualTo(3);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void takesNativeSocketsOnLinux() {
        assertThat(RelayOptions.ofSystem().sockets()).isEqualTo(SocketMake.NATIVE);
    }

    @Test
    void takesTheSocketsItIsTold() {
        System.setProperty("sallyport.media.sockets", "jdk");
        assertThat(RelayOptions.ofSystem().sockets()).isEqualTo(SocketMake.JDK);
    }

    @Test
    void saysWhichValueIsWrong() {
        System.setProperty("sallyport.media.sockets", "quick");
        assertThatThrownBy(RelayOptions::ofSystem)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sallyport.media.sockets = quick");
        assertThatThrownBy(() -> new RelayOptions(0, SocketMake.JDK)).hasMessageContaining("at least 1");
    }
}
