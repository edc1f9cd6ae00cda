//! SupplementalData, NextProtocol and ChannelID.

group! {
    SuppNotNegotiated "supp-not-negotiated" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 4680 section 2"
        "SupplementalData(23) only after agreement in both hellos (user_mapping, client_authz/server_authz ...).";
    SuppMisplaced "supp-misplaced" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 4680 section 3"
        "Server SupplementalData is its first message after ServerHello; the client's is the first of its second flight.";
    SuppDuplicate "supp-duplicate" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 4680 section 2"
        "At most one per peer.";
    NpnMissing "npn-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) "draft-agl-tls-nextprotoneg section 3"
        "If ServerHello carried extension 13172 the client sends NextProtocol after its ChangeCipherSpec and before Finished.";
    NpnNotNegotiated "npn-not-negotiated" Violation Opened Tls(UNEXPECTED_MESSAGE) "draft-agl-tls-nextprotoneg section 3"
        "NextProtocol without that extension.";
    NpnMisplaced "npn-misplaced" Violation Clear Tls(UNEXPECTED_MESSAGE) "draft-agl-tls-nextprotoneg section 3"
        "NextProtocol before the ChangeCipherSpec (in clear) or after Finished.";
    NpnInRenegotiation "npn-in-renegotiation" Violation Opened Tls(ILLEGAL_PARAMETER) "draft-agl-tls-nextprotoneg section 3"
        "A connection that used NPN does not use it in renegotiation.";
    ChidMissing "chid-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) ""
        "If ServerHello carried 30031/30032 the client sends ChannelID(203) after NextProtocol and before Finished (TLS 1.2 and below), after Certificate/CertificateVerify and before Finished (TLS 1.3).";
    ChidUnexpected "chid-unexpected" Violation Clear Tls(UNEXPECTED_MESSAGE) ""
        "ChannelID otherwise.";
}
