//! The macro behind every code point: a newtype over its integer, so that values nobody has
//! assigned yet pass through unchanged, with the registry's names attached.

/// Defines one registry: the type, a constant and a name per assigned value, and how it prints.
macro_rules! code_points {
    (
        $(#[$doc:meta])*
        pub struct $type:ident($int:ty), hex $width:literal {
            $($(#[$value_doc:meta])* $constant:ident = $value:literal, $name:literal;)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $type(
            /// The value on the wire.
            pub $int,
        );

        impl $type {
            $(
                $(#[$value_doc])*
                #[doc = concat!("`", $name, "` (", stringify!($value), ")")]
                pub const $constant: Self = Self($value);
            )*

            /// Every value that has a name here, in the order of the registry.
            pub const ASSIGNED: &'static [Self] = &[$(Self::$constant),*];

            /// The standard's name for this value; `None` if it has none here.
            #[must_use]
            pub const fn name(self) -> Option<&'static str> {
                match self.0 {
                    $($value => Some($name),)*
                    _ => None,
                }
            }
        }

        $crate::code_point::print_as_name_or_hex!($type($int), $width);
    };
}

/// `Debug` and `Display` as the name, or else as hexadecimal; conversions from and to the integer.
macro_rules! print_as_name_or_hex {
    ($type:ident($int:ty), $width:literal) => {
        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                match self.name() {
                    Some(name) => f.pad(name),
                    None => write!(f, concat!("{:#0", $width, "x}"), self.0),
                }
            }
        }

        impl core::fmt::Debug for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                core::fmt::Display::fmt(self, f)
            }
        }

        impl From<$int> for $type {
            fn from(value: $int) -> Self {
                Self(value)
            }
        }

        impl From<$type> for $int {
            fn from(code_point: $type) -> Self {
                code_point.0
            }
        }
    };
}

/// `is_grease` for the 16-bit registries that RFC 8701 reserves values in.
macro_rules! sixteen_bit_grease {
    ($type:ident) => {
        impl $type {
            /// Whether this is one of the sixteen values `0x0A0A`, `0x1A1A`, ... `0xFAFA` that
            /// clients send to keep servers tolerant of the unknown ([RFC 8701], section 2).
            ///
            /// [RFC 8701]: https://www.rfc-editor.org/rfc/rfc8701#section-2
            #[must_use]
            pub const fn is_grease(self) -> bool {
                let [high, low] = self.0.to_be_bytes();
                high == low && low & 0x0f == 0x0a
            }
        }
    };
}

pub(crate) use {code_points, print_as_name_or_hex, sixteen_bit_grease};

#[cfg(test)]
mod tests {
    use alloc::format;

    use crate::{CipherSuite, ContentType, ExtensionType, NamedGroup, ProtocolVersion};

    #[test]
    fn known_values_print_their_name_and_unknown_ones_their_hex() {
        assert_eq!(format!("{}", ContentType::HANDSHAKE), "handshake");
        assert_eq!(format!("{:?}", ContentType(7)), "0x07");
        assert_eq!(format!("{}", ProtocolVersion::TLS_1_2), "TLS 1.2");
        assert_eq!(format!("{:?}", ProtocolVersion(0x7f1c)), "0x7f1c");
        assert_eq!(format!("[{:>10}]", ContentType::ALERT), "[     alert]");
    }

    #[test]
    fn grease_is_the_sixteen_values_of_rfc_8701_and_nothing_else() {
        let grease: alloc::vec::Vec<u16> =
            (0..=u16::MAX).filter(|value| CipherSuite(*value).is_grease()).collect();
        let expected: alloc::vec::Vec<u16> = (0..16).map(|n| n * 0x1010 + 0x0a0a).collect();
        assert_eq!(grease, expected);
        assert!(!ExtensionType(0x1a2a).is_grease());
        assert!(NamedGroup(0x1a1a).is_grease());
    }
}
