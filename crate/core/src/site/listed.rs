//! An account's sites as the user reads and types them, and suggestions.

use super::{Address, Partition, Refused, aws::partition, domain::registrable, issuers};
use crate::account::{Account, Site};

/// Where most AWS accounts without a site sign in: the first suggestion.
const AWS_SIGN_IN: &str = "signin.aws.amazon.com";

/// How far a site reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach<'a> {
    /// The sign-in and the console of AWS in this partition.
    Aws(Partition),
    /// Every host under this name that its owner registered.
    Domain(&'a str),
    /// Only this host, nothing under or beside it.
    Host,
}

/// A site in writing: its host, with the port if there is one.
#[must_use]
pub fn written(site: &Site) -> String {
    site.port.map_or_else(|| site.host.clone(), |port| format!("{}:{port}", site.host))
}

/// How far a site reaches.
#[must_use]
pub fn reach(site: &Site) -> Reach<'_> {
    if let Some(partition) = partition(&site.host) {
        return Reach::Aws(partition);
    }
    match registrable(&site.host) {
        Some(domain) if !site.exact && site.port.is_none() => Reach::Domain(domain),
        _ => Reach::Host,
    }
}

/// Whether the user can choose between this host and its whole domain.
#[must_use]
pub fn has_choice(site: &Site) -> bool {
    let address = Address::typed_site(&written(site)).is_ok_and(|usual| !usual.exact);
    address && matches!(reach(&Site { exact: false, ..site.clone() }), Reach::Domain(_))
}

/// The site that a form's text means; one of `known` if it is spelled the same, so that saving an
/// unchanged form changes nothing.
///
/// # Errors
/// Why it never gets codes.
pub fn meant(typed: &str, exact: bool, known: &[Site]) -> Result<Site, Refused> {
    if let Some(same) = known.iter().find(|site| written(site) == typed && site.exact == exact) {
        return Ok(same.clone());
    }
    let site = Address::typed_site(typed)?;
    // Below a shared name the neighbours are strangers, whatever the form says.
    Ok(Site { exact: exact || site.exact, ..site })
}

/// Hosts that are probably an account's, if it has no site: for a question, never as permission.
#[must_use]
pub fn suggested(account: &Account) -> Vec<&'static str> {
    if !account.sites.is_empty() {
        return Vec::new();
    }
    if account.is_of_aws() { vec![AWS_SIGN_IN] } else { issuers::domains(&account.issuer).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{otp::Scheme, secret::Secret};

    fn exact(host: &str) -> Site {
        Site { exact: true, ..Site::of(host) }
    }

    #[test]
    fn how_far_a_site_reaches_and_whether_that_can_be_chosen() {
        let port = |port| Site { port: Some(port), ..Site::of("localhost") };
        for (site, text, expected, choice) in [
            (Site::of("login.example.com"), "login.example.com", Reach::Domain("example.com"), true),
            (exact("login.example.com"), "login.example.com", Reach::Host, true),
            (exact("acme.okta.com"), "acme.okta.com", Reach::Host, false),
            (
                Site::of("signin.aws.amazon.com"),
                "signin.aws.amazon.com",
                Reach::Aws(Partition::Standard),
                false,
            ),
            (Site::of("192.0.2.7"), "192.0.2.7", Reach::Host, false),
            (Site::of("co.uk"), "co.uk", Reach::Host, false),
            (port(3_000), "localhost:3000", Reach::Host, false),
        ] {
            assert_eq!(written(&site), text);
            assert_eq!((reach(&site), has_choice(&site)), (expected, choice), "{text}");
        }
    }

    #[test]
    fn a_text_in_the_form_means_the_known_site_or_a_new_one() {
        let odd = Site { port: Some(443), ..Site::of("localhost") };
        let known = [odd.clone(), Site::of("acme.okta.com")];
        for (typed, exact_asked, expected) in [
            ("localhost:443", false, Ok(odd)),
            ("acme.okta.com", false, Ok(Site::of("acme.okta.com"))),
            ("acme.okta.com", true, Ok(exact("acme.okta.com"))),
            ("beta.okta.com", false, Ok(exact("beta.okta.com"))),
            ("https://login.example.com/a?b", false, Ok(Site::of("login.example.com"))),
            ("login.example.com", true, Ok(exact("login.example.com"))),
            ("http://login.example.com", false, Err(Refused::NotSecure)),
            ("what is this?", false, Err(Refused::Unclear)),
            ("", false, Err(Refused::Unclear)),
        ] {
            assert_eq!(meant(typed, exact_asked, &known), expected, "{typed}");
        }
    }

    #[test]
    fn a_site_is_suggested_where_there_is_none() {
        for (issuer, sites, expected) in [
            ("GitHub", vec![], &["github.com"][..]),
            ("GitHub", vec![Site::of("ghe.example.com")], &[]),
            ("Amazon Web Services", vec![], &["signin.aws.amazon.com"]),
            ("AWS SSO", vec![], &["signin.aws.amazon.com"]),
            ("nobody knows it", vec![], &[]),
        ] {
            let secret = Secret::new(vec![1]).unwrap();
            let account =
                Account { issuer: issuer.into(), sites, ..Account::nameless(secret, Scheme::standard(), 0) };
            assert_eq!(suggested(&account), expected, "{issuer}");
        }
    }
}
