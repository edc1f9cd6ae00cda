use super::super::{Cause, Class, GuideCause, GuideStep, stack_message as says};
use super::{CAPTURE, CAPTURE_OR_NETWORK, CHECK_CAPTURE, CHECK_CAPTURE_AND_NETWORK};

pub(super) static ALL: [&Cause; 12] = [
    &TRUNCATED_HELLO,
    &MID_STREAM,
    &MISSING_SEGMENT,
    &OUT_OF_ORDER,
    &RETRANSMISSION,
    &TEXT_MODE_CORRUPTION,
    &LINK_OR_IP_BYTES,
    &CAPTURE_FILE,
    &PEM_OR_DER,
    &HEX_OR_BASE64_TEXT,
    &COMPRESSED,
    &KEEPALIVE_GARBAGE,
];

pub(in super::super) static TRUNCATED_HELLO: Cause = Cause {
    id: "truncated-hello",
    class: Class::TlsHandshake,
    protocol: Some("tls"),
    explanation: "A TLS hello begins here and breaks off before its record is complete. A hello with \
        a post-quantum key share fills more than one TCP segment; if only the first is there, the \
        second was lost, not captured, or not waited for.",
    guide_causes: CAPTURE_OR_NETWORK,
    guide_steps: CHECK_CAPTURE_AND_NETWORK,
    remedies: &[
        "Capture whole packets: `tcpdump -s 0`; 14 or 42 bytes of payload per packet point to a snap \
         length of 68 or 96.",
        "Reassemble the TCP stream before reading it; a reader has to wait for the rest of the record.",
        "On a live path: if hellos of one segment pass and larger ones do not, look for a box that \
         drops or misreads the second segment, and confirm with a smaller hello (`openssl s_client \
         -groups X25519`, `GODEBUG=tlsmlkem=0` for Go).",
    ],
    messages: says::CUT_OFF,
};

pub(in super::super) static MID_STREAM: Cause = Cause {
    id: "mid-stream",
    class: Class::TlsMidstream,
    protocol: Some("tls"),
    explanation: "TLS records, but from the middle of a connection: protected data, a \
        ChangeCipherSpec or an encrypted message comes first. The capture began late, or the first \
        bytes are missing.",
    guide_causes: CAPTURE,
    guide_steps: CHECK_CAPTURE,
    remedies: &[
        "Start the capture before the connection is opened; the SYN has to be in it.",
        "Capture both directions, with a larger buffer (`tcpdump -B 65536`).",
        "An embedder that joins late: say so to the flow, and only record framing is checked.",
    ],
    messages: says::MID_STREAM,
};

pub(in super::super) static MISSING_SEGMENT: Cause = Cause {
    id: "missing-segment",
    class: Class::TlsMidstream,
    protocol: Some("tls"),
    explanation: "The handshake begins with a later message than a hello, so what comes before it is \
        missing: a TCP segment was lost on the way or by the capture.",
    guide_causes: CAPTURE_OR_NETWORK,
    guide_steps: CHECK_CAPTURE_AND_NETWORK,
    remedies: &[
        "Look for a gap in the sequence numbers: bytes that were acknowledged but never seen were \
         lost by the capture, not by the network.",
        "Capture with a larger buffer (`tcpdump -B 65536`), and switch off segmentation offload \
         (`ethtool -K DEV gro off lro off tso off`).",
    ],
    messages: says::MID_STREAM,
};

pub(in super::super) static OUT_OF_ORDER: Cause = Cause {
    id: "out-of-order",
    class: Class::Unknown,
    protocol: Some("tls"),
    explanation: "A hello stands behind bytes that look like its own continuation: TCP segments were \
        put together in the order of their arrival instead of their sequence numbers.",
    guide_causes: CAPTURE_OR_NETWORK,
    guide_steps: &[GuideStep::CheckCapture, GuideStep::CheckNetwork],
    remedies: &[
        "Reassemble by sequence number before feeding the stream.",
        "Capture in one place: packets from several queues or interfaces mix their order.",
    ],
    messages: &[],
};

pub(in super::super) static RETRANSMISSION: Cause = Cause {
    id: "retransmission",
    class: Class::TlsHandshake,
    protocol: Some("tls"),
    explanation: "The first record is fine, and then the stream repeats its own beginning: a \
        retransmitted TCP segment was fed twice.",
    guide_causes: CAPTURE_OR_NETWORK,
    guide_steps: &[GuideStep::CheckCapture, GuideStep::CheckNetwork],
    remedies: &[
        "Drop retransmitted bytes in the reassembly: every sequence number once.",
        "Many retransmissions in a capture are a finding of their own: look at the path.",
    ],
    messages: &[],
};

pub(in super::super) static TEXT_MODE_CORRUPTION: Cause = Cause {
    id: "text-mode-corruption",
    class: Class::TlsHandshake,
    protocol: Some("tls"),
    explanation: "The record lengths are off by a few bytes, and line ends account for them: the \
        bytes went through something that treats them as text and turned 0a into 0d 0a, or back.",
    guide_causes: &[GuideCause::IncompleteCapture],
    guide_steps: CHECK_CAPTURE,
    remedies: &[
        "Copy in binary mode (FTP `binary`, Python `open(..., 'rb')`, no `dos2unix`, \
         `git config core.autocrlf false` for the file).",
        "Take the bytes from the capture again.",
    ],
    messages: &[],
};

pub(in super::super) static LINK_OR_IP_BYTES: Cause = Cause {
    id: "link-or-ip-bytes",
    class: Class::NotTls,
    protocol: Some("ip"),
    explanation: "These are whole packets: link-layer or IP headers stand where the TCP payload \
        should begin.",
    guide_causes: CAPTURE,
    guide_steps: CHECK_CAPTURE,
    remedies: &[
        "Take the headers off: feed the reassembled TCP payload only (Wireshark \"Follow TCP \
         Stream\" as raw, `tshark -z follow,tcp,raw,0`).",
        "A raw socket delivers IP headers; a stream socket does not.",
    ],
    messages: &[],
};

pub(in super::super) static CAPTURE_FILE: Cause = Cause {
    id: "capture-file",
    class: Class::NotTls,
    protocol: Some("pcap"),
    explanation: "This is a capture file (pcap, pcapng or snoop), not a stream taken out of one.",
    guide_causes: CAPTURE,
    guide_steps: CHECK_CAPTURE,
    remedies: &["Open the file as a capture; it holds packets, which hold the stream."],
    messages: &[],
};

pub(in super::super) static PEM_OR_DER: Cause = Cause {
    id: "pem-or-der",
    class: Class::NotTls,
    protocol: Some("x509"),
    explanation: "This is a certificate or key (PEM or DER), not a TLS stream.",
    guide_causes: CAPTURE,
    guide_steps: CHECK_CAPTURE,
    remedies: &[
        "Give the bytes of the connection; to look at a certificate use `openssl x509 -text`.",
        "A server that sends this to its clients pipes the file to the socket instead of using it.",
    ],
    messages: &[],
};

pub(in super::super) static HEX_OR_BASE64_TEXT: Cause = Cause {
    id: "hex-or-base64-text",
    class: Class::NotTls,
    protocol: None,
    explanation: "A TLS record, but written out as hex or base64 text instead of bytes.",
    guide_causes: CAPTURE,
    guide_steps: CHECK_CAPTURE,
    remedies: &["Decode first (`xxd -r -p`, `xxd -r`, `base64 -d`), then start again."],
    messages: &[],
};

pub(in super::super) static COMPRESSED: Cause = Cause {
    id: "compressed",
    class: Class::NotTls,
    protocol: None,
    explanation: "Compressed data (gzip, zstd, xz, bzip2, zip or lz4): the input is packed, or the \
        peer sends a compressed body without TLS.",
    guide_causes: CAPTURE,
    guide_steps: CHECK_CAPTURE,
    remedies: &["Unpack the input first (`gunzip`, `unzstd`, `unxz`)."],
    messages: &[],
};

pub(in super::super) static KEEPALIVE_GARBAGE: Cause = Cause {
    id: "keepalive-garbage",
    class: Class::Unknown,
    protocol: None,
    explanation: "Only zero bytes: some TCP stacks put one in their keep-alive probes, and captures \
        that miss the payload show zeros.",
    guide_causes: &[GuideCause::Network],
    guide_steps: &[GuideStep::CheckNetwork],
    remedies: &[
        "Leave keep-alive probes out of the reassembly: their sequence number is one too low.",
        "If all of the payload is zero: the capture tool blanked it; capture again.",
    ],
    messages: &[],
};
