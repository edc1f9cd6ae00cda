use crate::{
    EncodeError, NamedGroup, Reader,
    code_point::code_points,
    encode::{Encode, PutVector, Sink},
    message_error::{Field, MessageError},
    vector::{Item, private::Sealed},
    wire_struct::wire_struct,
};

code_points! {
    /// How a curve is told (IANA "TLS EC Curve Types"; [RFC 8422], section 5.4).
    ///
    /// [RFC 8422]: https://www.rfc-editor.org/rfc/rfc8422#section-5.4
    pub struct EcCurveType(u8), hex 4 {
        /// Deprecated.
        EXPLICIT_PRIME = 1, "explicit_prime";
        /// Deprecated.
        EXPLICIT_CHAR2 = 2, "explicit_char2";
        NAMED_CURVE = 3, "named_curve";
    }
}

/// A curve ([RFC 8422], section 5.4; the explicit ones [RFC 4492], section 5.4).
///
/// [RFC 8422]: https://www.rfc-editor.org/rfc/rfc8422#section-5.4
/// [RFC 4492]: https://www.rfc-editor.org/rfc/rfc4492#section-5.4
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EcParameters<'a> {
    /// By name.
    NamedCurve(NamedGroup),
    /// Over a prime field: the bytes of an [`ExplicitPrimeCurve`], checked, which nobody uses any
    /// more and whose many fields would make every message larger.
    ExplicitPrime(&'a [u8]),
    /// Over a field of characteristic 2: the bytes of an [`ExplicitChar2Curve`], checked.
    ExplicitChar2(&'a [u8]),
}

/// The bytes of a structure, once it has been read.
fn checked<'a, T: Item<'a>>(reader: &mut Reader<'a>) -> Result<&'a [u8], MessageError> {
    let before = *reader;
    T::read(reader)?;
    let length = before.len().saturating_sub(reader.len());
    Ok(before.rest().get(..length).unwrap_or_default())
}

impl Sealed for EcParameters<'_> {}

impl<'a> Item<'a> for EcParameters<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, MessageError> {
        let offset = reader.offset();
        match EcCurveType(reader.u8().field("curve_type")?) {
            EcCurveType::NAMED_CURVE => {
                Ok(Self::NamedCurve(NamedGroup(reader.u16().field("namedcurve")?)))
            }
            EcCurveType::EXPLICIT_PRIME => {
                Ok(Self::ExplicitPrime(checked::<ExplicitPrimeCurve<'a>>(reader)?))
            }
            EcCurveType::EXPLICIT_CHAR2 => {
                Ok(Self::ExplicitChar2(checked::<ExplicitChar2Curve<'a>>(reader)?))
            }
            EcCurveType(other) => Err(MessageError::illegal_value("curve_type", other, offset)),
        }
    }
}

impl Encode for EcParameters<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        match self {
            Self::NamedCurve(group) => {
                let [high, low] = group.0.to_be_bytes();
                sink.put(&[EcCurveType::NAMED_CURVE.0, high, low]);
                Ok(())
            }
            Self::ExplicitPrime(curve) => {
                sink.put(&[EcCurveType::EXPLICIT_PRIME.0]);
                sink.put(curve);
                Ok(())
            }
            Self::ExplicitChar2(curve) => {
                sink.put(&[EcCurveType::EXPLICIT_CHAR2.0]);
                sink.put(curve);
                Ok(())
            }
        }
    }
}

wire_struct! {
    /// A curve's equation, its base point, and that point's order and cofactor ([RFC 4492], section
    /// 5.4).
    ///
    /// [RFC 4492]: https://www.rfc-editor.org/rfc/rfc4492#section-5.4
    pub struct EcCurve<'a> {
        /// The first coefficient.
        a: opaque8(1),
        /// The second coefficient.
        b: opaque8(1),
        /// The base point.
        base: opaque8(1),
        /// Its order.
        order: opaque8(1),
        /// Its cofactor.
        cofactor: opaque8(1),
    }
}

wire_struct! {
    /// A curve over a prime field ([RFC 4492], section 5.4).
    ///
    /// [RFC 4492]: https://www.rfc-editor.org/rfc/rfc4492#section-5.4
    pub struct ExplicitPrimeCurve<'a> {
        /// The prime.
        prime_p: opaque8(1),
        /// The curve over it.
        curve: nested(EcCurve<'a>),
    }
}

wire_struct! {
    /// A curve over a field of characteristic 2 ([RFC 4492], section 5.4).
    ///
    /// [RFC 4492]: https://www.rfc-editor.org/rfc/rfc4492#section-5.4
    pub struct ExplicitChar2Curve<'a> {
        /// The field's degree.
        m: u16,
        /// The field's polynomial.
        basis: nested(EcBasis<'a>),
        /// The curve over it.
        curve: nested(EcCurve<'a>),
    }
}

/// The polynomial of a field of characteristic 2, by the exponents of its middle terms ([RFC 4492],
/// section 5.4).
///
/// [RFC 4492]: https://www.rfc-editor.org/rfc/rfc4492#section-5.4
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EcBasis<'a> {
    /// ec_basis_trinomial (1).
    Trinomial(&'a [u8]),
    /// ec_basis_pentanomial (2).
    Pentanomial([&'a [u8]; 3]),
}

impl Sealed for EcBasis<'_> {}

impl<'a> Item<'a> for EcBasis<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, MessageError> {
        let offset = reader.offset();
        match reader.u8().field("basis")? {
            1 => Ok(Self::Trinomial(reader.vec8().field("k")?)),
            2 => {
                let k1 = reader.vec8().field("k1")?;
                let k2 = reader.vec8().field("k2")?;
                let k3 = reader.vec8().field("k3")?;
                Ok(Self::Pentanomial([k1, k2, k3]))
            }
            other => Err(MessageError::illegal_value("basis", other, offset)),
        }
    }
}

impl Encode for EcBasis<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        match self {
            Self::Trinomial(k) => {
                sink.put(&[1]);
                sink.vec8("k", k)
            }
            Self::Pentanomial(exponents) => {
                sink.put(&[2]);
                exponents.iter().try_for_each(|k| sink.vec8("k", k))
            }
        }
    }
}
