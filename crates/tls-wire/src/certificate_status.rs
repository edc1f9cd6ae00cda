use crate::{
    EncodeError, Reader, Vector,
    code_point::code_points,
    encode::{Encode, PutVector, Sink},
    message_error::{Field, MessageError},
    vector::{Item, private::Sealed},
    wire_struct::{parse, wire_struct},
};

code_points! {
    /// What kind of status is asked for or given (IANA "TLS Certificate Status Types"; [RFC 6066],
    /// section 8).
    ///
    /// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-8
    pub struct CertificateStatusType(u8), hex 4 {
        OCSP = 1, "ocsp";
        /// RFC 6961.
        OCSP_MULTI = 2, "ocsp_multi";
    }
}

wire_struct! {
    /// One response of several ([RFC 6961], section 2.2).
    ///
    /// [RFC 6961]: https://www.rfc-editor.org/rfc/rfc6961#section-2.2
    pub struct OcspResponse<'a> {
        /// The response in DER; empty for a certificate without one.
        response: opaque24(0),
    }
}

/// CertificateStatus, which up to TLS 1.2 follows the Certificate and in TLS 1.3 goes with each
/// certificate as status_request ([RFC 6066], section 8; [RFC 8446], section 4.4.2.1).
///
/// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-8
/// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2.1
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CertificateStatus<'a> {
    /// One OCSP response in DER, for the sender's own certificate.
    Ocsp(&'a [u8]),
    /// OCSP responses for the chain, in its order.
    OcspMulti(Vector<'a, OcspResponse<'a>>),
    /// Another status type.
    Unknown {
        /// The status type.
        status_type: CertificateStatusType,
        /// All that follows it.
        response: &'a [u8],
    },
}

impl<'a> CertificateStatus<'a> {
    parse!('a CertificateStatus);

    /// What kind of status it is.
    #[must_use]
    pub const fn status_type(&self) -> CertificateStatusType {
        match self {
            Self::Ocsp(_) => CertificateStatusType::OCSP,
            Self::OcspMulti(_) => CertificateStatusType::OCSP_MULTI,
            Self::Unknown { status_type, .. } => *status_type,
        }
    }
}

impl Sealed for CertificateStatus<'_> {}

impl<'a> Item<'a> for CertificateStatus<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, MessageError> {
        match CertificateStatusType(reader.u8().field("status_type")?) {
            CertificateStatusType::OCSP => {
                let response = reader.vec24().field("OCSPResponse")?;
                reader.check_length("OCSPResponse", response, 1, 0xff_ffff)?;
                Ok(Self::Ocsp(response))
            }
            CertificateStatusType::OCSP_MULTI => {
                let field = "ocsp_response_list";
                let list = reader.vec24().field(field)?;
                Ok(Self::OcspMulti(Vector::read_non_empty(field, reader.inside(list))?))
            }
            status_type => Ok(Self::Unknown { status_type, response: reader.take_rest() }),
        }
    }
}

impl Encode for CertificateStatus<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.put(&[self.status_type().0]);
        match self {
            Self::Ocsp(response) => sink.vec24("OCSPResponse", response),
            Self::OcspMulti(list) => sink.vec24("ocsp_response_list", list.as_bytes()),
            Self::Unknown { response, .. } => {
                sink.put(response);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MessageErrorKind;

    #[test]
    fn one_response_several_and_the_unknown() {
        let one = [1, 0, 0, 2, 5, 6];
        let status = CertificateStatus::parse(&one).unwrap();
        assert_eq!(status, CertificateStatus::Ocsp(&[5, 6]));
        assert_eq!(status.to_vec().unwrap(), one);

        let several = [2, 0, 0, 7, 0, 0, 0, 0, 0, 1, 9];
        let status = CertificateStatus::parse(&several).unwrap();
        let CertificateStatus::OcspMulti(list) = status else { panic!("{status:?}") };
        assert_eq!(list.iter().map(|item| item.response.len()).sum::<usize>(), 1);
        assert_eq!(list.iter().count(), 2);
        assert_eq!(status.to_vec().unwrap(), several);

        let unknown = [3, 1, 2];
        assert_eq!(CertificateStatus::parse(&unknown).unwrap().to_vec().unwrap(), unknown);
        let kind = CertificateStatus::parse(&[1, 0, 0, 0]).unwrap_err().kind;
        assert_eq!(kind, MessageErrorKind::EmptyList { field: "OCSPResponse" });
    }
}
