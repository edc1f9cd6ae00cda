//! Session tickets in TLS 1.2 and below (RFC 5077).

group! {
    TickMissing "tick-missing" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.3"
        "A ServerHello session_ticket extension obliges the server to send NewSessionTicket before its ChangeCipherSpec (zero-length ticket allowed).";
    TickUnsolicited "tick-unsolicited" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.3"
        "NewSessionTicket without that extension.";
    TickMisplaced "tick-misplaced" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.3"
        "NewSessionTicket stands between the client's Finished and the server's ChangeCipherSpec (full), or between ServerHello and the server's ChangeCipherSpec (abbreviated).";
    TickDuplicate "tick-duplicate" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.3"
        "At most one per TLS 1.2 and below handshake.";
    TickAfterHandshake "tick-after-handshake" Violation Opened Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.3"
        "In TLS 1.2 and below no NewSessionTicket after the server's Finished.";
    TickEchoRequired "tick-echo-required" Violation Clear Tls(UNEXPECTED_MESSAGE) "RFC 5077 section 3.4"
        "If the client sent both a ticket and a session id and the server accepts the ticket, the id must be echoed; without the echo the handshake is full, and a server NewSessionTicket/ChangeCipherSpec straight after ServerHello is reported here.";
    TickUndecided "tick-undecided" Informational Clear None "RFC 5077 section 3.4"
        "Ticket offered with an empty client session id: full or abbreviated is decided by the first message after ServerHello.";
    TickZeroLength "tick-zero-length" Informational Clear None "RFC 5077 section 3.3"
        "A zero-length NewSessionTicket is legal.";
}
