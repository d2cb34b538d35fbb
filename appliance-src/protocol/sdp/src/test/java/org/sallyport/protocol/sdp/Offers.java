package org.sallyport.protocol.sdp;

import java.util.List;

/** Offers as room systems and softphones write them. */
final class Offers {
    private Offers() {}

    static final String RFC_8866_SECTION_5 = text("""
            v=0
            o=jdoe 3724394400 3724394405 IN IP4 198.51.100.1
            s=Call to John Smith
            i=SDP Offer #1
            u=http://www.jdoe.example.com/home.html
            e=Jane Doe <jane@jdoe.example.com>
            p=+1 617 555-6011
            c=IN IP4 198.51.100.1
            t=0 0
            m=audio 49170 RTP/AVP 0
            m=audio 49180 RTP/AVP 0
            m=video 51372 RTP/AVP 99
            c=IN IP6 2001:db8::2
            a=rtpmap:99 h263-1998/90000
            """);

    static final String ROOM_WITH_SLIDES = text("""
            v=0
            o=GroupSeries 1553273234 0 IN IP4 10.20.30.40
            s=-
            c=IN IP4 10.20.30.40
            b=AS:4096
            t=0 0
            m=audio 49200 RTP/AVP 115 102 9 15 0 8 18 101
            a=rtpmap:115 G7221/32000
            a=fmtp:115 bitrate=48000
            a=rtpmap:102 G7221/16000
            a=fmtp:102 bitrate=32000
            a=rtpmap:9 G722/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=sendrecv
            m=video 49202 RTP/AVP 109 110 96
            b=TIAS:3840000
            a=rtpmap:109 H264/90000
            a=fmtp:109 profile-level-id=428020; max-mbps=245000; max-fs=9000; sar-supported=13; sar=13
            a=rtpmap:110 H264/90000
            a=fmtp:110 profile-level-id=640020; packetization-mode=1; max-mbps=245000; max-fs=9000
            a=rtpmap:96 H264-SVC/90000
            a=fmtp:96 profile-level-id=560020; max-mbps=245000; mst-mode=NI-TC
            a=content:main
            a=label:1
            a=rtcp-fb:* ccm fir tmmbr
            a=rtcp-fb:* nack pli
            a=sendrecv
            m=application 49204 RTP/AVP 100
            a=rtpmap:100 H224/4800
            a=sendrecv
            m=video 49206 RTP/AVP 109
            a=rtpmap:109 H264/90000
            a=fmtp:109 profile-level-id=428014
            a=content:slides
            a=label:3
            a=inactive
            m=application 5070 UDP/BFCP *
            a=floorctrl:c-s
            a=confid:1
            a=userid:1
            a=floorid:1 mstrm:3
            a=setup:actpass
            a=connection:new
            """);

    static final String SECURE_WITH_TCP_BFCP = text("""
            v=0
            o=tandberg 5 2 IN IP4 172.16.4.9
            s=-
            c=IN IP4 172.16.4.9
            b=CT:6000
            t=0 0
            m=audio 16410 RTP/SAVP 107 108 104 9 8 0
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj
            a=rtpmap:107 MP4A-LATM/90000
            a=fmtp:107 profile-level-id=25;object=23;bitrate=128000
            m=video 16412 RTP/SAVPF 97
            a=rtcp:16500 IN IP4 172.16.4.10
            a=rtcp-mux
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj
            a=rtpmap:97 H264/90000
            a=content:main
            m=application 34500 TCP/BFCP *
            a=floorctrl:c-only
            a=setup:active
            a=connection:new
            m=application 34502 TCP/TLS/BFCP *
            a=floorctrl:c-only
            a=fingerprint:SHA-1 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB
            a=setup:actpass
            a=connection:new
            """);

    static final String BROWSER = text("""
            v=0
            o=mozilla...THIS_IS_SDPARTA 4962303333179871722 1 IN IP4 0.0.0.0
            s=-
            t=0 0
            a=group:BUNDLE 0 1
            a=ice-options:trickle
            a=msid-semantic:WMS *
            m=audio 54609 UDP/TLS/RTP/SAVPF 109 0
            c=IN IP4 192.168.1.4
            a=mid:0
            a=candidate:0 1 UDP 2122194687 192.168.1.4 54609 typ host
            a=ice-pwd:4bf60ed9bd6aae3a9a1ee7cbd5dd3fe6
            a=ice-ufrag:20d9ffc9
            a=fingerprint:sha-256 19:E2:1C:3B:4B:9F:81:E6:B8:5C:F4:A5:A8:D8:73:04:BB:05:2F:70:9F:04:A9:0E:05:E9:26:33:E8:70:88:A2
            a=setup:actpass
            a=rtcp-mux
            a=rtcp:54610 IN IP4 192.168.1.4
            a=rtpmap:109 opus/48000/2
            a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
            a=ssrc:2655508255 cname:{735484ea-4f6c-f74a-bd66-7425f8476c2e}
            m=video 54611 UDP/TLS/RTP/SAVPF 120
            c=IN IP4 192.168.1.4
            a=mid:1
            a=bundle-only
            a=rtpmap:120 VP8/90000
            """);

    static final List<String> ALL = List.of(RFC_8866_SECTION_5, ROOM_WITH_SLIDES, SECURE_WITH_TCP_BFCP, BROWSER);

    private static String text(String block) {
        return block.replace("\n", "\r\n");
    }
}
