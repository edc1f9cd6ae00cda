/// How keys are agreed on, as far as it decides which messages a handshake up to TLS 1.2 has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyExchange {
    /// The client encrypts the secret to the server's RSA key (RFC 5246).
    Rsa,
    /// The same, with a temporary key where the certificate's is too long for export (RFC 2246).
    RsaExport,
    /// Diffie-Hellman with the key in the server's certificate (RFC 5246).
    StaticDh,
    /// Signed ephemeral Diffie-Hellman (RFC 5246).
    Dhe,
    /// Ephemeral Diffie-Hellman, not signed (RFC 5246).
    DhAnon,
    /// Elliptic curve Diffie-Hellman with the key in the server's certificate (RFC 4492).
    StaticEcdh,
    /// Signed ephemeral elliptic curve Diffie-Hellman (RFC 8422).
    Ecdhe,
    /// Ephemeral elliptic curve Diffie-Hellman, not signed (RFC 4492).
    EcdhAnon,
    /// A pre-shared key (RFC 4279).
    Psk,
    /// A pre-shared key and Diffie-Hellman (RFC 4279).
    DhePsk,
    /// A pre-shared key and elliptic curve Diffie-Hellman (RFC 5489).
    EcdhePsk,
    /// A pre-shared key and RSA (RFC 4279).
    RsaPsk,
    /// A password (RFC 5054).
    Srp,
    /// A password and the server's certificate (RFC 5054).
    SrpCertificate,
    /// A Kerberos ticket (RFC 2712).
    Krb5,
    /// A password, over elliptic curves (RFC 8492).
    Eccpwd,
    /// SSL 3.0's FORTEZZA token (RFC 6101).
    Fortezza,
    /// VKO or key transport with GOST keys (RFC 9189 and its drafts).
    Gost,
    /// TLS 1.3: agreed on by extensions, not by the suite (RFC 8446).
    Tls13,
    /// No suite to be chosen: `TLS_NULL_WITH_NULL_NULL` and the signalling values (RFC 5746, 7507).
    Signalling,
}

/// What the server proves itself with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Authentication {
    /// Nothing.
    Anonymous,
    /// An RSA certificate.
    Rsa,
    /// A DSA certificate.
    Dss,
    /// An ECDSA (or EdDSA) certificate.
    Ecdsa,
    /// A GOST certificate.
    Gost,
    /// A FORTEZZA certificate.
    Kea,
    /// The pre-shared key alone.
    Psk,
    /// The password alone.
    Password,
    /// The Kerberos ticket.
    Kerberos,
    /// TLS 1.3: what the extensions settle.
    Negotiated,
}
