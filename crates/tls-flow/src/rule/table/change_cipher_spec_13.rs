//! ChangeCipherSpec in TLS 1.3, where it is there for middleboxes alone.

group! {
    Ccs13BadContent "ccs13-bad-content" Violation Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5; RFC 9846 section 5"
        "In TLS 1.3 a ChangeCipherSpec record contains the single byte 0x01 and nothing else.";
    Ccs13BeforeClientHello "ccs13-before-client-hello" Alias Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5"
        "No peer sends ChangeCipherSpec before the first ClientHello; told as `ccs-before-client-hello`, since the version is not known yet.";
    Ccs13AfterFinished "ccs13-after-finished" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5"
        "In TLS 1.3 a peer sends no ChangeCipherSpec after its Finished.";
    Ccs13Late "ccs13-late" Suspicious Passive Tls(UNEXPECTED_MESSAGE) "RFC 8446 appendix D.4; RFC 9846 appendix E.4"
        "In TLS 1.3 a peer sends no ChangeCipherSpec after its Finished. One this far behind its first protected records probably comes after it.";
    Ccs13Protected "ccs13-protected" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5"
        "In TLS 1.3 ChangeCipherSpec is never encrypted.";
    Ccs13ServerBeforeHello "ccs13-server-before-hello" Suspicious Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 section 5, appendix D.4"
        "A TLS 1.3 server sends ChangeCipherSpec right after its ServerHello or HelloRetryRequest. The RFC tolerates an earlier one, but common TLS stacks reject it.";
    Ccs13ServerPosition "ccs13-server-position" Suspicious Both None "RFC 8446 appendix D.4"
        "A TLS 1.3 server's ChangeCipherSpec belongs right after its ServerHello or HelloRetryRequest, also where the client's empty session id asks for none. Elsewhere it is harmless but odd.";
    Ccs13ClientPosition "ccs13-client-position" Suspicious Both None "RFC 8446 appendix D.4"
        "A TLS 1.3 client's ChangeCipherSpec belongs right before its second flight, or right after its first ClientHello if that offers early data. An earlier one is harmless but odd.";
    Ccs13MissingServer "ccs13-missing-server" SenderBreach Both None "RFC 8446 appendix D.4; RFC 9846 appendix E.4"
        "A TLS 1.3 server sends ChangeCipherSpec right after its first handshake message if the ClientHello had a non-empty session id, except over QUIC and DTLS.";
    Ccs13Unneeded "ccs13-unneeded" Informational Both None "RFC 8446 section 5, appendix D.4"
        "Legal: a TLS 1.3 peer may send ChangeCipherSpec although the session id in the ClientHello is empty; the other drops it.";
    Ccs13Repeated "ccs13-repeated" Suspicious Both None "RFC 8446 section 5"
        "TLS 1.3 allows a peer to send ChangeCipherSpec more than once per handshake, but there is no need to.";
    Ccs13Flood "ccs13-flood" Suspicious Both Tls(UNEXPECTED_MESSAGE) ""
        "A long series of ChangeCipherSpec records from a TLS 1.3 peer, by default more than 32, is legal but typical of an attack.";
    Ccs13MidMessage "ccs13-mid-message" SenderBreach Clear None "RFC 8446 section 5.1"
        "A TLS 1.3 peer sends no ChangeCipherSpec between two records of one handshake message.";
    Ccs13InLe12Context "ccs13-in-le12-context" Alias Both Tls(UNEXPECTED_MESSAGE) "RFC 8446 appendix D.3, D.4"
        "A client that sent ChangeCipherSpec with its early data ends the connection when the server chooses TLS 1.2 or below; told as `early-then-le12`.";
}
