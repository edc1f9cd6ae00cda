/// Where an item stands in its sender's stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Stream offset in bytes: of the record header for what concerns a record, of the first header
    /// byte for what concerns a handshake message. Opened records do not move it.
    pub offset: u64,
    /// Index of the record, counted from 0 per direction; of the record that completed it for a
    /// message. `None` over QUIC, which has no records.
    pub record: Option<u64>,
}
