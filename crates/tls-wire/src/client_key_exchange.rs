use crate::{
    EncodeError, KeyExchange, ProtocolVersion, Reader,
    encode::{Encode, PutVector, Sink},
    message_error::{Field, MessageError},
    server_key_exchange::no_such_message,
    vector::Item,
    wire_struct::wire_struct,
};

/// ClientKeyExchange of SSL 3.0 to TLS 1.2, by the class of the cipher suite's key exchange
/// ([RFC 5246], section 7.4.7, and the RFCs named at each).
///
/// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.7
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClientKeyExchange<'a> {
    /// The secret, encrypted to the server's key.
    Rsa(EncryptedPreMasterSecret<'a>),
    /// The client's Diffie-Hellman key.
    Dh(ClientDhPublic<'a>),
    /// The client's elliptic curve Diffie-Hellman key.
    Ecdh(ClientEcdhPublic<'a>),
    /// Nothing: the key is in the client's certificate ([RFC 5246], section 7.4.7.2).
    ///
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.7.2
    Implicit,
    /// The key's name.
    Psk(PskIdentityName<'a>),
    /// The key's name and the client's Diffie-Hellman key.
    DhePsk(PskIdentityName<'a>, ClientDhPublic<'a>),
    /// The key's name and the client's elliptic curve Diffie-Hellman key.
    EcdhePsk(PskIdentityName<'a>, ClientEcdhPublic<'a>),
    /// The key's name and the encrypted secret.
    RsaPsk(PskIdentityName<'a>, EncryptedPreMasterSecret<'a>),
    /// The client's password key.
    Srp(ClientSrpPublic<'a>),
    /// A Kerberos ticket and the secret encrypted with it.
    Krb5(KerberosWrapper<'a>),
    /// The client's commitment to the password.
    Eccpwd(ClientEccpwdParams<'a>),
    /// GOST: a structure in DER ([RFC 9189], section 4.2.4). FORTEZZA: its fixed fields
    /// ([RFC 6101], section 5.6.7.2).
    ///
    /// [RFC 9189]: https://www.rfc-editor.org/rfc/rfc9189#section-4.2.4
    /// [RFC 6101]: https://www.rfc-editor.org/rfc/rfc6101#section-5.6.7.2
    Opaque(&'a [u8]),
}

impl<'a> ClientKeyExchange<'a> {
    /// Reads the body of a ClientKeyExchange, to its last byte.
    ///
    /// # Errors
    ///
    /// [`MessageError`]: `IllegalValue` of "KeyExchange" at offset 0 if the class has no such
    /// message; else the first in order of a field cut short or outside its length, bytes left
    /// over.
    pub fn parse(
        key_exchange: KeyExchange,
        version: ProtocolVersion,
        body: &'a [u8],
    ) -> Result<Self, MessageError> {
        let mut reader = Reader::new(body);
        let reader = &mut reader;
        let message = match key_exchange {
            KeyExchange::Rsa | KeyExchange::RsaExport => {
                Self::Rsa(EncryptedPreMasterSecret::read_in(version, reader)?)
            }
            KeyExchange::StaticDh | KeyExchange::StaticEcdh if reader.is_empty() => Self::Implicit,
            KeyExchange::StaticDh | KeyExchange::Dhe | KeyExchange::DhAnon => {
                Self::Dh(ClientDhPublic::read(reader)?)
            }
            KeyExchange::StaticEcdh | KeyExchange::Ecdhe | KeyExchange::EcdhAnon => {
                Self::Ecdh(ClientEcdhPublic::read(reader)?)
            }
            KeyExchange::Psk => Self::Psk(PskIdentityName::read(reader)?),
            KeyExchange::DhePsk => {
                Self::DhePsk(PskIdentityName::read(reader)?, ClientDhPublic::read(reader)?)
            }
            KeyExchange::EcdhePsk => {
                Self::EcdhePsk(PskIdentityName::read(reader)?, ClientEcdhPublic::read(reader)?)
            }
            KeyExchange::RsaPsk => Self::RsaPsk(
                PskIdentityName::read(reader)?,
                EncryptedPreMasterSecret::read_in(version, reader)?,
            ),
            KeyExchange::Srp | KeyExchange::SrpCertificate => {
                Self::Srp(ClientSrpPublic::read(reader)?)
            }
            KeyExchange::Krb5 => Self::Krb5(KerberosWrapper::read(reader)?),
            KeyExchange::Eccpwd => Self::Eccpwd(ClientEccpwdParams::read(reader)?),
            KeyExchange::Gost | KeyExchange::Fortezza => Self::Opaque(reader.take_rest()),
            KeyExchange::Tls13 | KeyExchange::Signalling => return Err(no_such_message()),
        };
        reader.finish("ClientKeyExchange")?;
        Ok(message)
    }
}

impl Encode for ClientKeyExchange<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        match self {
            Self::Rsa(secret) => secret.write(sink),
            Self::Dh(public) => public.write(sink),
            Self::Ecdh(public) => public.write(sink),
            Self::Implicit => Ok(()),
            Self::Psk(identity) => identity.write(sink),
            Self::DhePsk(identity, public) => {
                identity.write(sink)?;
                public.write(sink)
            }
            Self::EcdhePsk(identity, public) => {
                identity.write(sink)?;
                public.write(sink)
            }
            Self::RsaPsk(identity, secret) => {
                identity.write(sink)?;
                secret.write(sink)
            }
            Self::Srp(public) => public.write(sink),
            Self::Krb5(wrapper) => wrapper.write(sink),
            Self::Eccpwd(params) => params.write(sink),
            Self::Opaque(bytes) => {
                sink.put(bytes);
                Ok(())
            }
        }
    }
}

/// The secret encrypted to an RSA key ([RFC 5246], section 7.4.7.1).
///
/// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.7.1
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EncryptedPreMasterSecret<'a> {
    /// The encrypted secret.
    pub encrypted: &'a [u8],
    /// Whether a length stands before it: always in TLS, in SSL 3.0 from some stacks
    /// (RFC 5246, section 7.4.7.1, tells the story).
    pub has_length: bool,
}

impl<'a> EncryptedPreMasterSecret<'a> {
    fn read_in(version: ProtocolVersion, reader: &mut Reader<'a>) -> Result<Self, MessageError> {
        if version == ProtocolVersion::SSL_3_0 {
            let mut ahead = *reader;
            if let (Ok(encrypted), true) = (ahead.vec16(), ahead.is_empty()) {
                *reader = ahead;
                return Ok(Self { encrypted, has_length: true });
            }
            return Ok(Self { encrypted: reader.take_rest(), has_length: false });
        }
        let encrypted = reader.vec16().field("EncryptedPreMasterSecret")?;
        Ok(Self { encrypted, has_length: true })
    }
}

impl Encode for EncryptedPreMasterSecret<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        if self.has_length {
            return sink.vec16("EncryptedPreMasterSecret", self.encrypted);
        }
        sink.put(self.encrypted);
        Ok(())
    }
}

wire_struct! {
    /// A Diffie-Hellman key ([RFC 5246], section 7.4.7.2).
    ///
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.7.2
    pub struct ClientDhPublic<'a> {
        /// The key.
        dh_yc: opaque16(1),
    }
}

wire_struct! {
    /// An elliptic curve Diffie-Hellman key ([RFC 8422], section 5.7).
    ///
    /// [RFC 8422]: https://www.rfc-editor.org/rfc/rfc8422#section-5.7
    pub struct ClientEcdhPublic<'a> {
        /// The key, a point.
        ecdh_yc: opaque8(1),
    }
}

wire_struct! {
    /// The name of a pre-shared key ([RFC 4279], section 2).
    ///
    /// [RFC 4279]: https://www.rfc-editor.org/rfc/rfc4279#section-2
    pub struct PskIdentityName<'a> {
        /// The name.
        psk_identity: opaque16(0),
    }
}

wire_struct! {
    /// A password key ([RFC 5054], section 2.8.3).
    ///
    /// [RFC 5054]: https://www.rfc-editor.org/rfc/rfc5054#section-2.8.3
    pub struct ClientSrpPublic<'a> {
        /// The key.
        srp_a: opaque16(1),
    }
}

wire_struct! {
    /// A Kerberos ticket ([RFC 2712], section 3), with the lengths that implementations write.
    ///
    /// [RFC 2712]: https://www.rfc-editor.org/rfc/rfc2712#section-3
    pub struct KerberosWrapper<'a> {
        /// The ticket.
        ticket: opaque16(0),
        /// The authenticator, or empty.
        authenticator: opaque16(0),
        /// The encrypted secret.
        encrypted_pre_master_secret: opaque16(0),
    }
}

wire_struct! {
    /// The client's commitment to the password ([RFC 8492], section 4.5.2).
    ///
    /// [RFC 8492]: https://www.rfc-editor.org/rfc/rfc8492#section-4.5.2
    pub struct ClientEccpwdParams<'a> {
        /// The element, a point.
        element: opaque8(1),
        /// The scalar.
        scalar: opaque8(1),
    }
}

#[cfg(test)]
mod tests {
    use alloc::{vec, vec::Vec};

    use super::*;
    use crate::testing::check_ends;

    fn bodies() -> Vec<(KeyExchange, Vec<u8>)> {
        vec![
            (KeyExchange::Rsa, vec![0, 2, 8, 8]),
            (KeyExchange::RsaExport, vec![0, 1, 8]),
            (KeyExchange::Dhe, vec![0, 2, 7, 7]),
            (KeyExchange::DhAnon, vec![0, 2, 7, 7]),
            (KeyExchange::Ecdhe, vec![2, 7, 7]),
            (KeyExchange::EcdhAnon, vec![2, 7, 7]),
            (KeyExchange::Psk, vec![0, 1, b'x']),
            (KeyExchange::DhePsk, vec![0, 1, b'x', 0, 1, 7]),
            (KeyExchange::EcdhePsk, vec![0, 1, b'x', 1, 7]),
            (KeyExchange::RsaPsk, vec![0, 1, b'x', 0, 1, 7]),
            (KeyExchange::Srp, vec![0, 1, 7]),
            (KeyExchange::SrpCertificate, vec![0, 1, 7]),
            (KeyExchange::Krb5, vec![0, 1, 7, 0, 0, 0, 1, 8]),
            (KeyExchange::Eccpwd, vec![1, 7, 1, 8]),
        ]
    }

    fn parse(class: KeyExchange, body: &[u8]) -> Result<ClientKeyExchange<'_>, MessageError> {
        ClientKeyExchange::parse(class, ProtocolVersion::TLS_1_2, body)
    }

    #[test]
    fn every_class_round_trips_and_every_prefix_and_tail_is_refused() {
        for (class, body) in bodies() {
            assert_eq!(parse(class, &body).unwrap().to_vec().unwrap(), body, "{class:?}");
            check_ends(&body, "ClientKeyExchange", |bytes| parse(class, bytes).err());
        }
    }

    #[test]
    fn a_static_key_may_be_in_the_certificate() {
        for class in [KeyExchange::StaticDh, KeyExchange::StaticEcdh] {
            let implicit = ClientKeyExchange::parse(class, ProtocolVersion::TLS_1_2, &[]).unwrap();
            assert_eq!(implicit, ClientKeyExchange::Implicit);
            assert_eq!(implicit.encoded_len(), Ok(0));
        }
        let body = [0, 1, 7];
        let explicit =
            ClientKeyExchange::parse(KeyExchange::StaticDh, ProtocolVersion::TLS_1_2, &body);
        assert_eq!(explicit, Ok(ClientKeyExchange::Dh(ClientDhPublic { dh_yc: &[7] })));
    }

    #[test]
    fn ssl_3_writes_the_secret_with_and_without_a_length() {
        for (body, has_length) in [(&[0, 2, 8, 8][..], true), (&[0, 3, 8, 8], false), (&[], false)]
        {
            let message =
                ClientKeyExchange::parse(KeyExchange::Rsa, ProtocolVersion::SSL_3_0, body).unwrap();
            let ClientKeyExchange::Rsa(secret) = message else { panic!("{message:?}") };
            assert_eq!(secret.has_length, has_length);
            assert_eq!(message.to_vec().unwrap(), body);
        }
    }

    #[test]
    fn what_is_another_standards_stays_opaque() {
        let body = [0x30, 1, 0];
        let message = ClientKeyExchange::parse(KeyExchange::Gost, ProtocolVersion::TLS_1_2, &body);
        assert_eq!(message, Ok(ClientKeyExchange::Opaque(&body)));
        assert!(
            ClientKeyExchange::parse(KeyExchange::Tls13, ProtocolVersion::TLS_1_2, &body).is_err()
        );
    }
}
