use crate::{
    EncodeError, Reader,
    encode::{Encode, PutVector, Sink},
    message_error::{Field, MessageError},
    vector::{Item, private::Sealed},
    wire_struct::{parse, wire_struct},
};

wire_struct! {
    /// The name of an application protocol, such as `h2` ([RFC 7301], section 3.1).
    ///
    /// [RFC 7301]: https://www.rfc-editor.org/rfc/rfc7301#section-3.1
    pub struct ProtocolName<'a> {
        /// 1 to 255 bytes.
        name: opaque8(1),
    }
}

wire_struct! {
    /// application_layer_protocol_negotiation in a ClientHello: the protocols offered, the best
    /// first ([RFC 7301], section 3.1). Also application_settings there: the protocols for which
    /// settings are known (draft-vvv-tls-alps).
    ///
    /// [RFC 7301]: https://www.rfc-editor.org/rfc/rfc7301#section-3.1
    pub struct ProtocolNameList<'a> {
        /// At least one name.
        protocol_name_list: some16(ProtocolName<'a>),
    }
}

/// application_layer_protocol_negotiation in the answer: a list of exactly one protocol
/// ([RFC 7301], section 3.1).
///
/// [RFC 7301]: https://www.rfc-editor.org/rfc/rfc7301#section-3.1
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SelectedProtocol<'a> {
    /// The protocol chosen.
    pub protocol_name: ProtocolName<'a>,
}

impl<'a> SelectedProtocol<'a> {
    parse!('a SelectedProtocol);
}

impl Sealed for SelectedProtocol<'_> {}

impl<'a> Item<'a> for SelectedProtocol<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, MessageError> {
        let list = reader.vec16().field("protocol_name_list")?;
        let protocol_name = ProtocolName::read_whole(reader.inside(list), "ProtocolName")?;
        Ok(Self { protocol_name })
    }
}

impl Encode for SelectedProtocol<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.len16("protocol_name_list", self.protocol_name.encoded_len()?)?;
        self.protocol_name.write(sink)
    }
}

wire_struct! {
    /// next_protocol_negotiation in a ServerHello: the protocols the server speaks
    /// (draft-agl-tls-nextprotoneg, section 3). In a ClientHello it is empty.
    pub struct NextProtocolNegotiation<'a> {
        /// The names, possibly none.
        protocols: rest_list(ProtocolName<'a>),
    }
}

wire_struct! {
    /// application_settings in EncryptedExtensions, from either peer (draft-vvv-tls-alps).
    pub struct ApplicationSettings<'a> {
        /// The settings, in the application protocol's format.
        settings: rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MessageErrorKind;

    #[test]
    fn an_offer_has_any_number_of_names_and_an_answer_one() {
        let two = [0, 6, 2, b'h', b'2', 2, b'h', b'3'];
        assert_eq!(ProtocolNameList::parse(&two).unwrap().protocol_name_list.iter().count(), 2);
        let error = SelectedProtocol::parse(&two).unwrap_err();
        let tail = MessageErrorKind::TrailingBytes { field: "ProtocolName", left: 3 };
        assert_eq!((error.kind, error.offset), (tail, 5));

        let one = [0, 3, 2, b'h', b'2'];
        let selected = SelectedProtocol::parse(&one).unwrap();
        assert_eq!(selected.protocol_name.name, b"h2");
        assert_eq!(selected.to_vec().unwrap(), one);
        assert!(SelectedProtocol::parse(&[0, 0]).is_err());
        assert!(ProtocolNameList::parse(&[0, 1, 0]).is_err());
    }
}
