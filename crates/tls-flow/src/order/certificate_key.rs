//! As much of an X.509 certificate as key-exchange rules ask: the subject's key (RFC 5280 section 4.1).

use tls_wire::Reader;

/// `rsaEncryption`, 1.2.840.113549.1.1.1.
const RSA_ENCRYPTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
/// `dhpublicnumber`, 1.2.840.10046.2.1.
const DH_PUBLIC_NUMBER: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3e, 0x02, 0x01];
/// `dhKeyAgreement`, 1.2.840.113549.1.3.1.
const DH_KEY_AGREEMENT: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x03, 0x01];

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OBJECT_IDENTIFIER: u8 = 0x06;
const SEQUENCE: u8 = 0x30;
/// The explicitly tagged version, `[0]`.
const VERSION: u8 = 0xa0;

/// Bits of the certificate's RSA modulus; `None` for another kind of key, or a certificate that
/// cannot be read.
pub(super) fn rsa_bits(certificate: &[u8]) -> Option<u16> {
    let (algorithm, key) = subject_public_key(certificate)?;
    if algorithm != RSA_ENCRYPTION {
        return None;
    }
    // The bit string begins with the count of unused bits, which is 0 for a key.
    let (_, key) = key.split_first()?;
    let mut key = Reader::new(element(&mut Reader::new(key), SEQUENCE)?);
    let modulus = element(&mut key, INTEGER)?;
    let leading = modulus.iter().position(|byte| *byte != 0)?;
    let digits = modulus.get(leading..)?;
    let (first, rest) = digits.split_first()?;
    let bits = u32::try_from(rest.len()).ok()?.checked_mul(8)?;
    let bits = bits.checked_add(u8::BITS)?.checked_sub(first.leading_zeros())?;
    u16::try_from(bits).ok()
}

/// Is the certificate's key a static Diffie-Hellman one, which cannot sign?
pub(super) fn is_static_dh(certificate: &[u8]) -> bool {
    subject_public_key(certificate).is_some_and(|(algorithm, _)| {
        algorithm == DH_PUBLIC_NUMBER || algorithm == DH_KEY_AGREEMENT
    })
}

/// The algorithm's identifier and the key's bit string.
fn subject_public_key(certificate: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut certificate = Reader::new(element(&mut Reader::new(certificate), SEQUENCE)?);
    let mut tbs = Reader::new(element(&mut certificate, SEQUENCE)?);
    if tbs.rest().first() == Some(&VERSION) {
        element(&mut tbs, VERSION)?;
    }
    element(&mut tbs, INTEGER)?;
    // signature, issuer, validity, subject
    for _ in 0..4 {
        element(&mut tbs, SEQUENCE)?;
    }
    let mut info = Reader::new(element(&mut tbs, SEQUENCE)?);
    let mut algorithm = Reader::new(element(&mut info, SEQUENCE)?);
    let algorithm = element(&mut algorithm, OBJECT_IDENTIFIER)?;
    let key = element(&mut info, BIT_STRING)?;
    Some((algorithm, key))
}

/// The content of the next DER element, which must bear this tag.
fn element<'a>(reader: &mut Reader<'a>, tag: u8) -> Option<&'a [u8]> {
    if reader.u8().ok()? != tag {
        return None;
    }
    let length = match reader.u8().ok()? {
        short @ ..=0x7f => usize::from(short),
        0x81 => usize::from(reader.u8().ok()?),
        0x82 => usize::from(reader.u16().ok()?),
        0x83 => usize::try_from(reader.u24().ok()?).ok()?,
        _ => return None,
    };
    reader.bytes(length).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A certificate's skeleton around a key of the given modulus.
    fn certificate(modulus: &[u8]) -> alloc::vec::Vec<u8> {
        fn tlv(tag: u8, content: &[u8]) -> alloc::vec::Vec<u8> {
            let mut out = alloc::vec![tag, 0x82];
            out.extend(u16::try_from(content.len()).unwrap().to_be_bytes());
            out.extend(content);
            out
        }
        let key = tlv(SEQUENCE, &[tlv(INTEGER, modulus), tlv(INTEGER, &[3])].concat());
        let algorithm = tlv(SEQUENCE, &tlv(OBJECT_IDENTIFIER, RSA_ENCRYPTION));
        let info =
            tlv(SEQUENCE, &[algorithm, tlv(BIT_STRING, &[&[0][..], &key].concat())].concat());
        let name = tlv(SEQUENCE, &[]);
        let tbs = [
            tlv(VERSION, &tlv(INTEGER, &[2])),
            tlv(INTEGER, &[1]),
            name.clone(),
            name.clone(),
            name.clone(),
            name,
            info,
        ]
        .concat();
        tlv(SEQUENCE, &tlv(SEQUENCE, &tbs))
    }

    #[test]
    fn the_bits_of_a_modulus_are_counted() {
        let mut modulus = alloc::vec![0, 0x80];
        modulus.resize(65, 1);
        assert_eq!(rsa_bits(&certificate(&modulus)), Some(512));
        modulus.resize(129, 1);
        assert_eq!(rsa_bits(&certificate(&modulus)), Some(1024));
        assert_eq!(rsa_bits(&certificate(&[0x01])), Some(1));
    }

    #[test]
    fn no_cut_certificate_panics_or_lies() {
        let whole = certificate(&[0x7f; 64]);
        assert_eq!(rsa_bits(&whole), Some(511));
        for cut in 0..whole.len() {
            assert_eq!(rsa_bits(whole.get(..cut).unwrap()), None, "cut at {cut}");
        }
        assert!(!is_static_dh(&whole));
    }
}
