//! Where on the web an account belongs.

/// A place on the web where an account's codes belong.
///
/// `site::fit` decides whether a page belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// The host as the browser spells it: lower case, punycode, no port.
    pub host: String,
    /// The port, if it tells two sites apart: on this machine.
    pub port: Option<u16>,
    /// Whether only this host is meant, not all hosts under its registered domain.
    pub exact: bool,
}

impl Site {
    /// A host, with all others under its registered domain, on any port.
    #[must_use]
    pub fn of(host: &str) -> Self {
        Self { host: host.to_owned(), port: None, exact: false }
    }
}
