use super::super::{Cause, Class, stack_message as says};
use super::{NOT_TLS, VERIFY};

pub(super) static ALL: [&Cause; 1] = [&SSH];

pub(in super::super) static SSH: Cause = Cause {
    id: "ssh",
    class: Class::NotTls,
    protocol: Some("ssh"),
    explanation: "An SSH banner. SSH brings its own encryption and never runs TLS on this port.",
    guide_causes: NOT_TLS,
    guide_steps: VERIFY,
    remedies: &[
        "Connect with an SSH client, or to the port on which TLS is served.",
        "If a multiplexer (sslh, HAProxy) shares the port: it did not see a ClientHello in time and \
         chose SSH; raise its timeout.",
    ],
    messages: says::EITHER_SPOKE_PLAIN,
};
