//! SupplementalData, NextProtocol and ChannelID.

group! {
    SuppNotNegotiated "supp-not-negotiated" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 4680 section 2"
        "A peer sends SupplementalData only if both hellos carry an extension that calls for it, such as user_mapping, client_authz or server_authz.";
    SuppMisplaced "supp-misplaced" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 4680 section 3"
        "A server sends SupplementalData directly after ServerHello, a client as the first message of its second flight.";
    SuppDuplicate "supp-duplicate" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 4680 section 2"
        "Each peer sends SupplementalData at most once.";
    NpnMissing "npn-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) "draft-agl-tls-nextprotoneg section 3"
        "If ServerHello carried next_protocol_negotiation (13172), the client sends NextProtocol between its ChangeCipherSpec and its Finished.";
    NpnNotNegotiated "npn-not-negotiated" Violation Opened Tls(UNEXPECTED_MESSAGE) "draft-agl-tls-nextprotoneg section 3"
        "A client sends NextProtocol only if ServerHello carried next_protocol_negotiation (13172).";
    NpnMisplaced "npn-misplaced" Violation Clear Tls(UNEXPECTED_MESSAGE) "draft-agl-tls-nextprotoneg section 3"
        "A client sends NextProtocol protected: after its ChangeCipherSpec and before its Finished.";
    NpnInRenegotiation "npn-in-renegotiation" Violation Opened Tls(ILLEGAL_PARAMETER) "draft-agl-tls-nextprotoneg section 3"
        "A client that has used next_protocol_negotiation on a connection does not offer it again in a renegotiation.";
    ChidMissing "chid-missing" Violation Opened Tls(UNEXPECTED_MESSAGE) ""
        "If the server answered channel_id (30031 or 30032), the client sends ChannelID as its last message before Finished.";
    ChidUnexpected "chid-unexpected" Violation Clear Tls(UNEXPECTED_MESSAGE) ""
        "A client sends ChannelID only if the server answered channel_id, and then protected and directly before its Finished.";
}
