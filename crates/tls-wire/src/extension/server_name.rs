use crate::{
    EncodeError, MessageErrorKind, Reader, Vector,
    code_point::code_points,
    encode::{Encode, PutVector, Sink},
    message_error::{Field, MessageError},
    vector::{Item, private::Sealed},
    wire_struct::{parse, wire_struct},
};

code_points! {
    /// What kind of name a [`ServerName`] is ([RFC 6066], section 3).
    ///
    /// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-3
    pub struct NameType(u8), hex 4 {
        HOST_NAME = 0, "host_name";
    }
}

wire_struct! {
    /// One name of a [`ServerNameList`]. Names of all types are length-prefixed bytes ([RFC 6066],
    /// section 3).
    ///
    /// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-3
    pub struct ServerName<'a> {
        /// What kind of name.
        name_type: code8(NameType),
        /// The name: for a host name its ASCII bytes, without a trailing dot.
        name: opaque16(1),
    }
}

/// server_name in a ClientHello: the server the client means ([RFC 6066], section 3). The answer
/// to it is empty.
///
/// [RFC 6066]: https://www.rfc-editor.org/rfc/rfc6066#section-3
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ServerNameList<'a> {
    /// At least one name, of each type at most one.
    pub server_name_list: Vector<'a, ServerName<'a>>,
}

impl<'a> ServerNameList<'a> {
    parse!('a ServerNameList);

    /// The host name's bytes, if there is one.
    #[must_use]
    pub fn host_name(&self) -> Option<&'a [u8]> {
        let mut names = self.server_name_list.iter();
        names.find(|name| name.name_type == NameType::HOST_NAME).map(|name| name.name)
    }
}

impl Sealed for ServerNameList<'_> {}

impl<'a> Item<'a> for ServerNameList<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, MessageError> {
        let list = reader.vec16().field("server_name_list")?;
        let names = reader.inside(list);
        let server_name_list = Vector::<ServerName<'a>>::read_non_empty("server_name_list", names)?;
        let mut seen = [0_u64; 4];
        let mut ahead = names;
        while !ahead.is_empty() {
            let offset = ahead.offset();
            let NameType(name_type) = ServerName::read(&mut ahead)?.name_type;
            let bit = 1 << (name_type % 64);
            let Some(word) = seen.get_mut(usize::from(name_type / 64)) else { break };
            if *word & bit != 0 {
                let value = u32::from(name_type);
                let kind = MessageErrorKind::DuplicateItem { field: "name_type", value };
                return Err(MessageError::new(kind, offset));
            }
            *word |= bit;
        }
        Ok(Self { server_name_list })
    }

    #[inline]
    fn skip(reader: &mut Reader<'a>) -> Option<()> {
        let mut ahead = *reader;
        let mut names = Reader::new(ahead.vec16().ok()?);
        if ServerName::skip(&mut names).is_some() && names.is_empty() {
            // The one name that clients send has no other beside it of its type.
            *reader = ahead;
            return Some(());
        }
        Self::read(reader).ok().map(|_| ())
    }
}

impl Encode for ServerNameList<'_> {
    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), EncodeError> {
        sink.vec16("server_name_list", self.server_name_list.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AlertDescription;

    #[test]
    fn a_host_name_and_an_unknown_kind() {
        let bytes = [0, 11, 7, 0, 2, 8, 8, 0, 0, 3, b'a', b'.', b'b'];
        let list = ServerNameList::parse(&bytes).unwrap();
        assert_eq!(list.host_name(), Some(&b"a.b"[..]));
        assert_eq!(list.server_name_list.iter().count(), 2);
        assert_eq!(list.to_vec().unwrap(), bytes);
    }

    #[test]
    fn one_name_of_each_type() {
        let bytes = [0, 8, 0, 0, 1, b'a', 0, 0, 1, b'b'];
        let error = ServerNameList::parse(&bytes).unwrap_err();
        let kind = MessageErrorKind::DuplicateItem { field: "name_type", value: 0 };
        assert_eq!((error.kind, error.offset), (kind, 6));
        assert_eq!(error.alert(), AlertDescription::ILLEGAL_PARAMETER);
    }

    #[test]
    fn empty_names_and_lists_are_refused() {
        let kind = |bytes: &[u8]| ServerNameList::parse(bytes).unwrap_err().kind;
        let empty = |field| MessageErrorKind::EmptyList { field };
        assert_eq!(kind(&[0, 0]), empty("server_name_list"));
        assert_eq!(kind(&[0, 3, 0, 0, 0]), empty("name"));
        assert!(matches!(kind(&[]), MessageErrorKind::Truncated { .. }));
    }
}
