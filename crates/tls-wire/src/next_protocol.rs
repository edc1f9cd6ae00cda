use crate::wire_struct::wire_struct;

wire_struct! {
    /// NextProtocol: the protocol the client chose (draft-agl-tls-nextprotoneg, section 4).
    pub struct NextProtocol<'a> {
        /// The protocol's name.
        selected_protocol: opaque8(0),
        /// Zeros, to hide the name's length.
        padding: opaque8(0),
    }
}

wire_struct! {
    /// ChannelID: the client's key and its signature over the handshake
    /// (draft-balfanz-tls-channelid, section 4). The message holds it like an extension.
    pub struct ChannelId<'a> {
        /// The extension type, channel_id.
        extension_type: code16(crate::ExtensionType),
        /// 128 bytes: the point's two coordinates and the signature's two numbers.
        extension_data: opaque16(0),
    }
}
