use crate::{
    EcParameters, EncodeError, KeyExchange, ProtocolVersion, Reader, SignatureScheme,
    encode::{Encode, PutVector, Sink},
    message_error::{Field, MessageError},
    vector::Item,
    wire_struct::wire_struct,
};

/// ServerKeyExchange of SSL 3.0 to TLS 1.2, by the class of the cipher suite's key exchange
/// ([RFC 5246], section 7.4.3, and the RFCs named at each).
///
/// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.3
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ServerKeyExchange<'a> {
    /// A temporary RSA key, for export suites ([RFC 2246], section 7.4.3).
    ///
    /// [RFC 2246]: https://www.rfc-editor.org/rfc/rfc2246#section-7.4.3
    Rsa(ServerRsaParams<'a>, Signature<'a>),
    /// Diffie-Hellman; without a signature if anonymous.
    Dh(ServerDhParams<'a>, Option<Signature<'a>>),
    /// Elliptic curve Diffie-Hellman; without a signature if anonymous.
    Ecdh(ServerEcdhParams<'a>, Option<Signature<'a>>),
    /// A hint which key to use, with and without RSA ([RFC 4279], sections 2 and 4).
    ///
    /// [RFC 4279]: https://www.rfc-editor.org/rfc/rfc4279#section-2
    Psk(PskIdentityHint<'a>),
    /// A hint and Diffie-Hellman ([RFC 4279], section 3).
    ///
    /// [RFC 4279]: https://www.rfc-editor.org/rfc/rfc4279#section-3
    DhePsk(PskIdentityHint<'a>, ServerDhParams<'a>),
    /// A hint and elliptic curve Diffie-Hellman ([RFC 5489], section 2).
    ///
    /// [RFC 5489]: https://www.rfc-editor.org/rfc/rfc5489#section-2
    EcdhePsk(PskIdentityHint<'a>, ServerEcdhParams<'a>),
    /// A password; with a signature if there is a certificate.
    Srp(ServerSrpParams<'a>, Option<Signature<'a>>),
    /// A password, over elliptic curves.
    Eccpwd(ServerEccpwdParams<'a>),
    /// SSL 3.0's FORTEZZA: the server's random, 128 bytes ([RFC 6101], section 5.6.3).
    ///
    /// [RFC 6101]: https://www.rfc-editor.org/rfc/rfc6101#section-5.6.3
    Fortezza(&'a [u8; 128]),
}

impl<'a> ServerKeyExchange<'a> {
    /// Reads the body of a ServerKeyExchange, to its last byte.
    ///
    /// # Errors
    ///
    /// [`MessageError`]: `IllegalValue` of "KeyExchange" at offset 0 if the class has no such
    /// message; else the first in order of a field cut short or outside its length, a curve type
    /// that is not known, bytes left over.
    pub fn parse(
        key_exchange: KeyExchange,
        version: ProtocolVersion,
        body: &'a [u8],
    ) -> Result<Self, MessageError> {
        let mut reader = Reader::new(body);
        let reader = &mut reader;
        let message = match key_exchange {
            KeyExchange::RsaExport => {
                Self::Rsa(ServerRsaParams::read(reader)?, Signature::read_in(version, reader)?)
            }
            KeyExchange::Dhe => {
                let params = ServerDhParams::read(reader)?;
                Self::Dh(params, Some(Signature::read_in(version, reader)?))
            }
            KeyExchange::DhAnon => Self::Dh(ServerDhParams::read(reader)?, None),
            KeyExchange::Ecdhe => {
                let params = ServerEcdhParams::read(reader)?;
                Self::Ecdh(params, Some(Signature::read_in(version, reader)?))
            }
            KeyExchange::EcdhAnon => Self::Ecdh(ServerEcdhParams::read(reader)?, None),
            KeyExchange::Psk | KeyExchange::RsaPsk => Self::Psk(PskIdentityHint::read(reader)?),
            KeyExchange::DhePsk => {
                Self::DhePsk(PskIdentityHint::read(reader)?, ServerDhParams::read(reader)?)
            }
            KeyExchange::EcdhePsk => {
                Self::EcdhePsk(PskIdentityHint::read(reader)?, ServerEcdhParams::read(reader)?)
            }
            KeyExchange::Srp => Self::Srp(ServerSrpParams::read(reader)?, None),
            KeyExchange::SrpCertificate => {
                let params = ServerSrpParams::read(reader)?;
                Self::Srp(params, Some(Signature::read_in(version, reader)?))
            }
            KeyExchange::Eccpwd => Self::Eccpwd(ServerEccpwdParams::read(reader)?),
            KeyExchange::Fortezza => Self::Fortezza(reader.array().field("r_s")?),
            KeyExchange::Rsa
            | KeyExchange::StaticDh
            | KeyExchange::StaticEcdh
            | KeyExchange::Krb5
            | KeyExchange::Gost
            | KeyExchange::Tls13
            | KeyExchange::Signalling => return Err(no_such_message()),
        };
        reader.finish("ServerKeyExchange")?;
        Ok(message)
    }
}

#[cold]
pub(crate) fn no_such_message() -> MessageError {
    MessageError::illegal_value("KeyExchange", 0, 0)
}

impl Encode for ServerKeyExchange<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        match self {
            Self::Rsa(params, signature) => {
                params.write(sink)?;
                signature.write(sink)
            }
            Self::Dh(params, signature) => {
                params.write(sink)?;
                signature.map_or(Ok(()), |signature| signature.write(sink))
            }
            Self::Ecdh(params, signature) => {
                params.write(sink)?;
                signature.map_or(Ok(()), |signature| signature.write(sink))
            }
            Self::Psk(hint) => hint.write(sink),
            Self::DhePsk(hint, params) => {
                hint.write(sink)?;
                params.write(sink)
            }
            Self::EcdhePsk(hint, params) => {
                hint.write(sink)?;
                params.write(sink)
            }
            Self::Srp(params, signature) => {
                params.write(sink)?;
                signature.map_or(Ok(()), |signature| signature.write(sink))
            }
            Self::Eccpwd(params) => params.write(sink),
            Self::Fortezza(r_s) => {
                sink.put(*r_s);
                Ok(())
            }
        }
    }
}

/// A signature over both randoms and the parameters ([RFC 5246], section 4.7).
///
/// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-4.7
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Signature<'a> {
    /// How it is signed: in TLS 1.2 only, before it the key decides.
    pub algorithm: Option<SignatureScheme>,
    /// The signature.
    pub signature: &'a [u8],
}

impl<'a> Signature<'a> {
    fn read_in(version: ProtocolVersion, reader: &mut Reader<'a>) -> Result<Self, MessageError> {
        let algorithm = if version >= ProtocolVersion::TLS_1_2 {
            Some(SignatureScheme(reader.u16().field("SignatureAndHashAlgorithm")?))
        } else {
            None
        };
        Ok(Self { algorithm, signature: reader.vec16().field("signature")? })
    }
}

impl Encode for Signature<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        if let Some(SignatureScheme(algorithm)) = self.algorithm {
            sink.put(&algorithm.to_be_bytes());
        }
        sink.vec16("signature", self.signature)
    }
}

wire_struct! {
    /// A temporary RSA key ([RFC 2246], section 7.4.3).
    ///
    /// [RFC 2246]: https://www.rfc-editor.org/rfc/rfc2246#section-7.4.3
    pub struct ServerRsaParams<'a> {
        /// The modulus.
        rsa_modulus: opaque16(1),
        /// The exponent.
        rsa_exponent: opaque16(1),
    }
}

wire_struct! {
    /// A group and the server's share ([RFC 5246], section 7.4.3).
    ///
    /// [RFC 5246]: https://www.rfc-editor.org/rfc/rfc5246#section-7.4.3
    pub struct ServerDhParams<'a> {
        /// The prime.
        dh_p: opaque16(1),
        /// The generator.
        dh_g: opaque16(1),
        /// The server's public key.
        dh_ys: opaque16(1),
    }
}

wire_struct! {
    /// A curve and the server's share ([RFC 8422], section 5.4).
    ///
    /// [RFC 8422]: https://www.rfc-editor.org/rfc/rfc8422#section-5.4
    pub struct ServerEcdhParams<'a> {
        /// The curve.
        curve_params: nested(EcParameters<'a>),
        /// The server's public key.
        public: opaque8(1),
    }
}

wire_struct! {
    /// Which key the client should use ([RFC 4279], section 2).
    ///
    /// [RFC 4279]: https://www.rfc-editor.org/rfc/rfc4279#section-2
    pub struct PskIdentityHint<'a> {
        /// The hint, or empty.
        psk_identity_hint: opaque16(0),
    }
}

wire_struct! {
    /// A group, a salt and the server's share ([RFC 5054], section 2.8.2).
    ///
    /// [RFC 5054]: https://www.rfc-editor.org/rfc/rfc5054#section-2.8.2
    pub struct ServerSrpParams<'a> {
        /// The prime.
        srp_n: opaque16(1),
        /// The generator.
        srp_g: opaque16(1),
        /// The salt.
        srp_s: opaque8(1),
        /// The server's public key.
        srp_b: opaque16(1),
    }
}

wire_struct! {
    /// A salt, a curve and the server's commitment ([RFC 8492], section 4.5.1).
    ///
    /// [RFC 8492]: https://www.rfc-editor.org/rfc/rfc8492#section-4.5.1
    pub struct ServerEccpwdParams<'a> {
        /// The salt.
        salt: opaque8(1),
        /// The curve.
        curve_params: nested(EcParameters<'a>),
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
    use crate::{
        ExplicitChar2Curve, ExplicitPrimeCurve, MessageErrorKind, NamedGroup, testing::check_ends,
    };

    fn vec16(content: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0, u8::try_from(content.len()).unwrap()];
        bytes.extend(content);
        bytes
    }

    fn named_curve() -> Vec<u8> {
        vec![3, 0, 29, 2, 8, 8]
    }

    fn dh() -> Vec<u8> {
        [vec16(&[1]), vec16(&[2]), vec16(&[3])].concat()
    }

    /// Every class with a body of its own, and that body in TLS 1.2.
    fn bodies() -> Vec<(KeyExchange, Vec<u8>)> {
        let signature = [vec![4, 1], vec16(&[9, 9])].concat();
        let hint = vec16(b"hint");
        let srp = [vec16(&[1]), vec16(&[2]), vec![1, 3], vec16(&[4])].concat();
        let prime = vec![1, 1, 23, 1, 1, 1, 2, 1, 3, 1, 4, 1, 5, 2, 8, 8];
        let char2 = vec![2, 0, 163, 1, 1, 7, 1, 1, 1, 2, 1, 3, 1, 4, 1, 5, 2, 8, 8];
        let penta = vec![2, 0, 163, 2, 1, 7, 1, 6, 1, 3, 1, 1, 1, 2, 1, 3, 1, 4, 1, 5, 2, 8, 8];
        vec![
            (KeyExchange::RsaExport, [vec16(&[1]), vec16(&[3]), signature.clone()].concat()),
            (KeyExchange::Dhe, [dh(), signature.clone()].concat()),
            (KeyExchange::DhAnon, dh()),
            (KeyExchange::Ecdhe, [named_curve(), signature.clone()].concat()),
            (KeyExchange::EcdhAnon, named_curve()),
            (KeyExchange::EcdhAnon, prime),
            (KeyExchange::EcdhAnon, char2),
            (KeyExchange::EcdhAnon, penta),
            (KeyExchange::Psk, hint.clone()),
            (KeyExchange::RsaPsk, hint.clone()),
            (KeyExchange::DhePsk, [hint.clone(), dh()].concat()),
            (KeyExchange::EcdhePsk, [hint, named_curve()].concat()),
            (KeyExchange::Srp, srp.clone()),
            (KeyExchange::SrpCertificate, [srp, signature].concat()),
            (KeyExchange::Eccpwd, vec![1, 7, 3, 0, 23, 1, 8, 1, 9]),
            (KeyExchange::Fortezza, vec![5; 128]),
        ]
    }

    fn parse(class: KeyExchange, body: &[u8]) -> Result<ServerKeyExchange<'_>, MessageError> {
        ServerKeyExchange::parse(class, ProtocolVersion::TLS_1_2, body)
    }

    #[test]
    fn every_class_round_trips_and_every_prefix_and_tail_is_refused() {
        for (class, body) in bodies() {
            assert_eq!(parse(class, &body).unwrap().to_vec().unwrap(), body, "{class:?}");
            check_ends(&body, "ServerKeyExchange", |bytes| parse(class, bytes).err());
        }
    }

    #[test]
    fn the_fields_of_explicit_curves() {
        for (class, body) in bodies() {
            let message = parse(class, &body).unwrap();
            let ServerKeyExchange::Ecdh(params, _) = message else { continue };
            match params.curve_params {
                EcParameters::NamedCurve(group) => assert_eq!(group, NamedGroup::X25519),
                EcParameters::ExplicitPrime(bytes) => {
                    let curve = ExplicitPrimeCurve::parse(bytes).unwrap();
                    assert_eq!((curve.prime_p, curve.curve.cofactor), (&[23][..], &[5][..]));
                }
                EcParameters::ExplicitChar2(bytes) => {
                    let curve = ExplicitChar2Curve::parse(bytes).unwrap();
                    assert_eq!((curve.m, curve.curve.a), (163, &[1][..]));
                    assert_eq!(curve.to_vec().unwrap(), bytes);
                }
            }
        }
    }

    #[test]
    fn the_signature_names_its_algorithm_in_1_2_only() {
        let body = [named_curve(), vec16(&[4, 1, 0])].concat();
        let old = ServerKeyExchange::parse(KeyExchange::Ecdhe, ProtocolVersion::TLS_1_1, &body);
        let Ok(ServerKeyExchange::Ecdh(params, Some(signature))) = old else { panic!("{old:?}") };
        assert_eq!(params.curve_params, EcParameters::NamedCurve(NamedGroup::X25519));
        assert_eq!((signature.algorithm, signature.signature), (None, &[4, 1, 0][..]));
        assert_eq!(old.unwrap().to_vec().unwrap(), body);
        assert!(
            ServerKeyExchange::parse(KeyExchange::Ecdhe, ProtocolVersion::TLS_1_2, &body).is_err()
        );
    }

    #[test]
    fn classes_without_the_message_say_so() {
        for class in [KeyExchange::Rsa, KeyExchange::StaticDh, KeyExchange::Tls13] {
            let error = ServerKeyExchange::parse(class, ProtocolVersion::TLS_1_2, &[]).unwrap_err();
            assert!(matches!(error.kind, MessageErrorKind::IllegalValue { .. }));
        }
    }
}
