//! Where on the web an account belongs.

/// A place on the web where an account's codes belong.
///
/// Whether a page is one of it, `site::fit` decides.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// The host as the browser spells it: lower case, punycode, no port.
    pub host: String,
    /// The port, where it tells two sites apart: on this very machine.
    pub port: Option<u16>,
    /// Whether this host alone is meant, and not all under the name that was registered for it.
    pub exact: bool,
}

impl Site {
    /// A host with all others under its registered name, on any port.
    #[must_use]
    pub fn of(host: &str) -> Self {
        Self { host: host.to_owned(), port: None, exact: false }
    }
}
