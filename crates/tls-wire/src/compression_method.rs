use crate::code_point::code_points;

code_points! {
    /// Record compression, offered and chosen in the hellos
    /// (IANA "TLS Compression Method Identifiers"; [RFC 3749]).
    ///
    /// [RFC 3749]: https://www.rfc-editor.org/rfc/rfc3749
    pub struct CompressionMethod(u8), hex 4 {
        NULL = 0, "null";
        DEFLATE = 1, "DEFLATE";
        /// RFC 3943.
        LZS = 64, "LZS";
    }
}

code_points! {
    /// How a CompressedCertificate is compressed
    /// (IANA "TLS Certificate Compression Algorithm IDs"; [RFC 8879], section 7.3).
    ///
    /// [RFC 8879]: https://www.rfc-editor.org/rfc/rfc8879#section-7.3
    pub struct CertificateCompressionAlgorithm(u16), hex 6 {
        ZLIB = 1, "zlib";
        BROTLI = 2, "brotli";
        ZSTD = 3, "zstd";
    }
}
