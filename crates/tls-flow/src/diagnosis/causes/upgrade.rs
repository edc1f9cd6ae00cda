use super::super::{Cause, Class, GuideCause, GuideStep};

pub(super) static ALL: [&Cause; 1] = [&TLS_AFTER_PREAMBLE];

pub(in super::super) static TLS_AFTER_PREAMBLE: Cause = Cause {
    id: "tls-after-preamble",
    class: Class::NotTls,
    protocol: None,
    explanation: "TLS is there, but not from the first byte on: a clear-text dialogue, a proxy's or a \
        tunnel's header comes first, and the first TLS record follows it.",
    guide_causes: &[GuideCause::NotTls, GuideCause::IncompleteCapture],
    guide_steps: &[GuideStep::CheckCapture],
    remedies: &[
        "Start the TLS reader at the offset where TLS begins.",
        "Wireshark: right-click a packet, \"Decode As\", and choose the protocol that comes first \
         (or TLS).",
        "`openssl s_client -starttls PROTOCOL` and curl `--ssl-reqd` speak such a preamble \
         themselves.",
    ],
    messages: &[],
};
