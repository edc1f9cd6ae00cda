//! Session tickets in TLS 1.2 and below (RFC 5077).

group! {
    TickMissing "tick-missing" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.3"
        "A server that put session_ticket into its ServerHello sends NewSessionTicket before its ChangeCipherSpec, though perhaps with an empty ticket.";
    TickUnsolicited "tick-unsolicited" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.3"
        "A server sends NewSessionTicket only if it put session_ticket into its ServerHello.";
    TickMisplaced "tick-misplaced" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.3"
        "A server sends NewSessionTicket before its ChangeCipherSpec: after the client's Finished in a full handshake, right after ServerHello in an abbreviated one.";
    TickDuplicate "tick-duplicate" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.3"
        "In TLS 1.2 and below a server sends NewSessionTicket once per handshake.";
    TickAfterHandshake "tick-after-handshake" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.3"
        "In TLS 1.2 and below a server sends no NewSessionTicket after its Finished.";
    TickEchoRequired "tick-echo-required" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.4"
        "A server that accepts a ticket echoes the session id that came with it. Without the echo the handshake is full, and neither NewSessionTicket nor ChangeCipherSpec follows right after ServerHello.";
    TickUndecided "tick-undecided" Informational Clear None "RFC 5077 section 3.4"
        "Legal: a client may offer a ticket with an empty session id. The server's next message after ServerHello then shows whether it resumes.";
    TickZeroLength "tick-zero-length" Informational Clear None "RFC 5077 section 3.3"
        "Legal: a server that announced a ticket and has none to give sends a NewSessionTicket with an empty ticket.";
}
