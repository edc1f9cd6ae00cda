//! Two values, one for each peer, in the order of [`Peer::BOTH`].

use tls_flow::Peer;

/// The value of a peer.
pub(crate) const fn of<T>([client, server]: &[T; 2], peer: Peer) -> &T {
    match peer {
        Peer::Client => client,
        Peer::Server => server,
    }
}

/// The value of a peer, to be changed.
pub(crate) const fn of_mut<T>([client, server]: &mut [T; 2], peer: Peer) -> &mut T {
    match peer {
        Peer::Client => client,
        Peer::Server => server,
    }
}
