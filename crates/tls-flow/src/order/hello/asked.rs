//! The extensions of a `ClientHello` whose data is asked for.

#![expect(clippy::inline_always, reason = "in one piece with its loop it takes a tenth less time")]

use tls_wire::{Extension, ExtensionType, HandshakeContext, extension::ExtensionData};

use crate::{ExtensionSet, extension_set::Met};

macro_rules! asked {
    (
        below_64 { $($low:ident: $low_type:ident;)* }
        from_64 { $($high:ident: $high_type:ident;)* }
    ) => {
        /// The data of the extensions that is asked for.
        #[derive(Default)]
        pub(super) struct Asked<'a> {
            $(pub(super) $low: Option<&'a [u8]>,)*
            $(pub(super) $high: Option<&'a [u8]>,)*
        }

        impl<'a> Asked<'a> {
            /// Keeps the data of an extension if it will be asked for; `false` if it cannot be read to
            /// its last byte. Its type is met here if it is 64 or above.
            #[inline(always)]
            pub(super) fn keep(&mut self, extension: Extension<'a>, met: &mut Met) -> bool {
                let Extension { extension_type, data } = extension;
                // Each type by itself, so that one jump leads to what is kept and what is read; and the
                // high ones apart, for the jump of the others goes through a table.
                if extension_type.0 < 64 {
                    return match extension_type {
                        $(ExtensionType::$low_type => {
                            self.$low = Some(data);
                            is_well_formed(ExtensionType::$low_type, data)
                        })*
                        _ => is_well_formed(extension_type, data),
                    };
                }
                match extension_type {
                    $(ExtensionType::$high_type => {
                        met.insert(const { ExtensionSet::number(ExtensionType::$high_type) });
                        self.$high = Some(data);
                        is_well_formed(ExtensionType::$high_type, data)
                    })*
                    _ => {
                        met.insert(ExtensionSet::number(extension_type));
                        is_well_formed(extension_type, data)
                    }
                }
            }
        }

        #[cfg(test)]
        impl Asked<'_> {
            fn kept(&self) -> impl Iterator<Item = ExtensionType> {
                let low = [$(self.$low.map(|_| ExtensionType::$low_type),)*];
                let high = [$(self.$high.map(|_| ExtensionType::$high_type),)*];
                low.into_iter().chain(high).flatten()
            }
        }
    };
}

asked! {
    below_64 {
        max_fragment_length: MAX_FRAGMENT_LENGTH;
        supported_groups: SUPPORTED_GROUPS;
        heartbeat: HEARTBEAT;
        compress_certificate: COMPRESS_CERTIFICATE;
        record_size_limit: RECORD_SIZE_LIMIT;
        session_ticket: SESSION_TICKET;
        pre_shared_key: PRE_SHARED_KEY;
        supported_versions: SUPPORTED_VERSIONS;
        psk_key_exchange_modes: PSK_KEY_EXCHANGE_MODES;
        key_share: KEY_SHARE;
    }
    from_64 {
        encrypted_client_hello: ENCRYPTED_CLIENT_HELLO;
        renegotiation_info: RENEGOTIATION_INFO;
    }
}

#[inline(always)]
fn is_well_formed(extension_type: ExtensionType, data: &[u8]) -> bool {
    ExtensionData::is_well_formed(HandshakeContext::ClientHello, extension_type, data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_kept_and_every_fault_noticed() {
        let mut count = 0;
        for extension_type in (0..=u16::MAX).map(ExtensionType) {
            for data in [&[][..], &[7], &[1, 1], &[2, 3, 4], &[0, 2, 0, 29]] {
                let (mut asked, mut met) = (Asked::default(), Met::default());
                let well_formed = asked.keep(Extension { extension_type, data }, &mut met);
                assert!(asked.kept().all(|kept| kept == extension_type));
                count += asked.kept().count();
                let read =
                    ExtensionData::parse(HandshakeContext::ClientHello, extension_type, data);
                assert_eq!(well_formed, read.is_ok(), "{extension_type} {data:?}");
            }
        }
        assert_eq!(count, 12 * 5);
    }
}
