use crate::{NamedGroup, code_point::code_points, wire_struct::wire_struct};

wire_struct! {
    /// supported_groups: the groups the sender can use, the best first ([RFC 8446], section 4.2.7;
    /// [RFC 8422], section 5.1.1).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.7
    /// [RFC 8422]: https://www.rfc-editor.org/rfc/rfc8422#section-5.1.1
    pub struct SupportedGroups<'a> {
        /// At least one group.
        named_group_list: some16(NamedGroup),
    }
}

code_points! {
    /// How a point on a curve is written (IANA "TLS EC Point Formats"; [RFC 8422], section 5.1.2).
    ///
    /// [RFC 8422]: https://www.rfc-editor.org/rfc/rfc8422#section-5.1.2
    pub struct EcPointFormat(u8), hex 4 {
        UNCOMPRESSED = 0, "uncompressed";
        /// Deprecated.
        ANSIX962_COMPRESSED_PRIME = 1, "ansiX962_compressed_prime";
        /// Deprecated.
        ANSIX962_COMPRESSED_CHAR2 = 2, "ansiX962_compressed_char2";
    }
}

wire_struct! {
    /// ec_point_formats: how the sender can read points, up to TLS 1.2 ([RFC 8422], section 5.1.2).
    ///
    /// [RFC 8422]: https://www.rfc-editor.org/rfc/rfc8422#section-5.1.2
    pub struct EcPointFormats<'a> {
        /// At least one format.
        ec_point_format_list: some8(EcPointFormat),
    }
}
