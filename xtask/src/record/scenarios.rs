//! The tables of what to record, one module for each stack.

mod botan;
mod gnutls;
mod misdirected;
mod nss;
mod openings;
mod openssl;
mod peers;

use super::scenario::Scenario;

pub(crate) fn all() -> Vec<Scenario> {
    let stacks = [
        openssl::scenarios,
        peers::scenarios,
        gnutls::scenarios,
        nss::scenarios,
        botan::scenarios,
        misdirected::scenarios,
        openings::scenarios,
    ];
    stacks.iter().flat_map(|scenarios| scenarios()).collect()
}
