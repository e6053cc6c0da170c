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

    /// Whether both name the same host and port. One of them may mean only this host.
    #[must_use]
    pub fn is_at(&self, other: &Self) -> bool {
        self.host == other.host && self.port == other.port
    }
}

/// Adds sites to an account's own. A host that is there stays as it is: what the user restricted to
/// it isn't widened again.
pub fn add_sites(own: &mut Vec<Site>, more: impl IntoIterator<Item = Site>) {
    for site in more {
        if !own.iter().any(|there| there.is_at(&site)) {
            own.push(site);
        }
    }
}

/// The sites of two accounts: those of `new` first, each as wide as `own` has it.
#[must_use]
pub fn sites_of_both(new: Vec<Site>, own: &[Site]) -> Vec<Site> {
    let as_own = |site: Site| own.iter().find(|own| own.is_at(&site)).cloned().unwrap_or(site);
    let mut sites = Vec::new();
    add_sites(&mut sites, new.into_iter().map(as_own).chain(own.iter().cloned()));
    sites
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_that_the_user_restricted_is_not_widened_by_another_account() {
        let only = Site { exact: true, ..Site::of("login.example") };
        let port = Site { port: Some(8080), ..Site::of("localhost") };
        let own = vec![only.clone(), Site::of("a.example")];
        let new =
            vec![port.clone(), Site::of("login.example"), Site { exact: true, ..Site::of("a.example") }];
        let mut added = own.clone();
        add_sites(&mut added, new.clone());
        assert_eq!(added, [only.clone(), Site::of("a.example"), port.clone()]);
        let both = sites_of_both(new, &own);
        assert_eq!(both, [port, only, Site::of("a.example")]);
    }
}
