use crate::{
    EncodeError, Reader,
    certificate_status::CertificateStatusType,
    encode::{Encode, PutVector, Sink},
    message_error::{Field, MessageError},
    vector::{Item, private::Sealed},
    wire_struct::{parse, wire_struct},
};

wire_struct! {
    /// The name or key hash of an OCSP responder the client trusts, in DER ([RFC 6066], section 8).
    ///
    /// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-8
    pub struct ResponderId<'a> {
        /// The DER bytes.
        responder_id: opaque16(1),
    }
}

wire_struct! {
    /// What a client asks of an OCSP response ([RFC 6066], section 8).
    ///
    /// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-8
    pub struct OcspStatusRequest<'a> {
        /// The responders trusted; empty if known to the server.
        responder_id_list: list16(ResponderId<'a>),
        /// OCSP request extensions in DER, or empty.
        request_extensions: opaque16(0),
    }
}

/// status_request in a ClientHello ([RFC 6066], section 8). The answer to it is empty, or in TLS
/// 1.3 a [`CertificateStatus`](crate::CertificateStatus) with the certificate.
///
/// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-8
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CertificateStatusRequest<'a> {
    /// Status type ocsp.
    Ocsp(OcspStatusRequest<'a>),
    /// Another status type, with all that follows it.
    Unknown {
        /// The status type.
        status_type: CertificateStatusType,
        /// The request.
        request: &'a [u8],
    },
}

impl<'a> CertificateStatusRequest<'a> {
    parse!('a CertificateStatusRequest);

    /// What kind of status is asked for.
    #[must_use]
    pub const fn status_type(&self) -> CertificateStatusType {
        match self {
            Self::Ocsp(_) => CertificateStatusType::OCSP,
            Self::Unknown { status_type, .. } => *status_type,
        }
    }
}

impl Sealed for CertificateStatusRequest<'_> {}

impl<'a> Item<'a> for CertificateStatusRequest<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, MessageError> {
        match CertificateStatusType(reader.u8().field("status_type")?) {
            CertificateStatusType::OCSP => Ok(Self::Ocsp(OcspStatusRequest::read(reader)?)),
            status_type => Ok(Self::Unknown { status_type, request: reader.take_rest() }),
        }
    }

    #[inline]
    fn skip(reader: &mut Reader<'a>) -> Option<()> {
        if CertificateStatusType(reader.u8().ok()?) == CertificateStatusType::OCSP {
            return OcspStatusRequest::skip(reader);
        }
        reader.take_rest();
        Some(())
    }
}

impl Encode for CertificateStatusRequest<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.put(&[self.status_type().0]);
        match self {
            Self::Ocsp(request) => request.write(sink)?,
            Self::Unknown { request, .. } => sink.put(request),
        }
        Ok(())
    }
}

/// One wish in a status_request_v2 ([RFC 6961], section 2.2).
///
/// [RFC 6961]: https://www.rfc-editor.org/rfc/rfc6961#section-2.2
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CertificateStatusRequestItemV2<'a> {
    /// Status type ocsp or ocsp_multi.
    Ocsp {
        /// Which of the two.
        status_type: CertificateStatusType,
        /// What is asked.
        request: OcspStatusRequest<'a>,
    },
    /// Another status type.
    Unknown {
        /// The status type.
        status_type: CertificateStatusType,
        /// The request.
        request: &'a [u8],
    },
}

impl Sealed for CertificateStatusRequestItemV2<'_> {}

impl<'a> Item<'a> for CertificateStatusRequestItemV2<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, MessageError> {
        let status_type = CertificateStatusType(reader.u8().field("status_type")?);
        let request = reader.vec16().field("request")?;
        match status_type {
            CertificateStatusType::OCSP | CertificateStatusType::OCSP_MULTI => {
                let request = reader.inside(request);
                let request = OcspStatusRequest::read_whole(request, "OCSPStatusRequest")?;
                Ok(Self::Ocsp { status_type, request })
            }
            _ => Ok(Self::Unknown { status_type, request }),
        }
    }
}

impl Encode for CertificateStatusRequestItemV2<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        match self {
            Self::Ocsp { status_type, request } => {
                sink.put(&[status_type.0]);
                sink.len16("request", request.encoded_len()?)?;
                request.write(sink)
            }
            Self::Unknown { status_type, request } => {
                sink.put(&[status_type.0]);
                sink.vec16("request", request)
            }
        }
    }
}

wire_struct! {
    /// status_request_v2 in a ClientHello ([RFC 6961], section 2.2). The answer to it is empty.
    ///
    /// [RFC 6961]: https://www.rfc-editor.org/rfc/rfc6961#section-2.2
    pub struct CertificateStatusRequestListV2<'a> {
        /// The wishes, the best first; at least one.
        certificate_status_req_list: some16(CertificateStatusRequestItemV2<'a>),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MessageErrorKind;

    #[test]
    fn an_ocsp_request_and_an_unknown_one() {
        let bytes = [1, 0, 3, 0, 1, 9, 0, 1, 5];
        let request = CertificateStatusRequest::parse(&bytes).unwrap();
        let CertificateStatusRequest::Ocsp(ocsp) = request else { panic!("{request:?}") };
        assert_eq!(ocsp.responder_id_list.iter().next().unwrap().responder_id, [9]);
        assert_eq!(ocsp.request_extensions, [5]);
        assert_eq!(request.to_vec().unwrap(), bytes);

        let bytes = [8, 1, 2, 3];
        let request = CertificateStatusRequest::parse(&bytes).unwrap();
        assert_eq!(request.status_type(), CertificateStatusType(8));
        assert_eq!(request.to_vec().unwrap(), bytes);
    }

    #[test]
    fn version_two_reads_each_request_to_its_end() {
        let bytes = [0, 12, 2, 0, 4, 0, 0, 0, 0, 9, 0, 2, 7, 7];
        let list = CertificateStatusRequestListV2::parse(&bytes).unwrap();
        assert_eq!(list.certificate_status_req_list.iter().count(), 2);
        assert_eq!(list.to_vec().unwrap(), bytes);
        let item = list.certificate_status_req_list.iter().next().unwrap();
        assert_eq!(item.to_vec().unwrap(), bytes[2..9]);

        let longer = [0, 8, 2, 0, 5, 0, 0, 0, 0, 9];
        let error = CertificateStatusRequestListV2::parse(&longer).unwrap_err();
        assert!(matches!(error.kind, MessageErrorKind::TrailingBytes { left: 1, .. }));
        assert_eq!(error.offset, 9);
    }
}
