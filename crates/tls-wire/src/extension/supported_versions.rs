use crate::{ProtocolVersion, wire_struct::wire_struct};

wire_struct! {
    /// supported_versions in a ClientHello ([RFC 8446], section 4.2.1).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.1
    pub struct SupportedVersions<'a> {
        /// At least one version, the best first.
        versions: some8(ProtocolVersion),
    }
}

wire_struct! {
    /// supported_versions in a ServerHello or HelloRetryRequest ([RFC 8446], section 4.2.1).
    ///
    /// [RFC 8446]: https://www.rfc-editor.org/rfc/rfc8446#section-4.2.1
    pub struct SelectedVersion {
        /// The version chosen.
        selected_version: code16(ProtocolVersion),
    }
}
