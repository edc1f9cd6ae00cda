use crate::{code_point::code_points, wire_struct::wire_struct};

code_points! {
    /// What an entry of SupplementalData is (IANA "TLS Supplemental Data Formats"; [RFC 4680]).
    ///
    /// [RFC 4680]: https://www.rfc-editor.org/rfc/rfc4680#section-2
    pub struct SupplementalDataType(u16), hex 6 {
        /// RFC 4681.
        USER_MAPPING_DATA = 0, "user_mapping_data";
        /// RFC 5878.
        AUTHZ_DATA = 16386, "authz_data";
    }
}

wire_struct! {
    /// One entry ([RFC 4680], section 2).
    ///
    /// [RFC 4680]: https://www.rfc-editor.org/rfc/rfc4680#section-2
    pub struct SupplementalDataEntry<'a> {
        /// What it is.
        supp_data_type: code16(SupplementalDataType),
        /// The data.
        supp_data: opaque16(0),
    }
}

wire_struct! {
    /// SupplementalData of TLS 1.0 to 1.2 ([RFC 4680], section 2).
    ///
    /// [RFC 4680]: https://www.rfc-editor.org/rfc/rfc4680#section-2
    pub struct SupplementalData<'a> {
        /// At least one entry.
        supp_data: some24(SupplementalDataEntry<'a>),
    }
}
