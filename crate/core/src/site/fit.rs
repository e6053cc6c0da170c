//! Whether an account belongs to a page, and why.

use std::cmp::Reverse;

use super::{Address, Partition, aws::partition, domain::registrable, issuers};
use crate::{
    account::{Account, Site},
    sorted::sort,
};

/// Why an account belongs to a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It was enrolled on this host, or on another of the same owner.
    Enrolled,
    /// It is an AWS account, and the page is the sign-in or console of its partition.
    Aws,
    /// It doesn't belong there; only the user can decide to use it.
    Elsewhere,
}

/// Whether an account belongs to a page.
///
/// Accounts fit all hosts under the registered domain of the host where they were enrolled. AWS
/// accounts fit the AWS hosts of their partition, since one device serves many of them, and
/// otherwise only the exact host where they were enrolled, not Amazon's other sites.
#[must_use]
pub fn fit(account: &Account, address: &Address) -> Fit {
    fit_in(account, address, registrable(address.host()))
}

/// The same, if the page's registered domain is known.
fn fit_in(account: &Account, address: &Address, domain: Option<&str>) -> Fit {
    if let Some(here) = address.aws() {
        // One that was entered by hand or scanned from a wiki has no known partition, and none is
        // assumed.
        let own = account.sites.iter().any(|site| partition(&site.host) == Some(here));
        return if own { Fit::Aws } else { Fit::Elsewhere };
    }
    let aws = account.is_of_aws();
    let own = account.sites.iter().any(|site| {
        // A host of AWS on an unusual port isn't AWS's.
        partition(&site.host).is_none() && belongs(site, address, domain.filter(|_| !aws))
    });
    if own { Fit::Enrolled } else { Fit::Elsewhere }
}

/// The indices of the accounts that probably belong to a page if none is known to: enough for a
/// question, never for an answer.
pub fn likely<'a>(accounts: impl IntoIterator<Item = &'a Account>, address: &Address) -> Vec<usize> {
    let (host, domain) = (address.host(), registrable(address.host()));
    let own = |known: &str| domain == Some(known) || bare(host) == known;
    let issuers = if address.aws().is_some() { Vec::new() } else { issuers::named(own) };
    if address.aws().is_none() && issuers.is_empty() {
        return Vec::new();
    }
    let is_likely = |account: &Account| match address.aws() {
        Some(here) => {
            let mut partitions = account.sites.iter().filter_map(|site| partition(&site.host));
            account.is_of_aws() && !partitions.any(|own| own != here)
        }
        None => account.sites.is_empty() && issuers.contains(&issuers::key(&account.issuer)),
    };
    let mut likely = Vec::new();
    for (place, account) in accounts.into_iter().enumerate() {
        if fit_in(account, address, domain) != Fit::Elsewhere {
            return Vec::new();
        }
        if is_likely(account) {
            likely.push(place);
        }
    }
    likely
}

/// Whether an address belongs to a site; `domain` is the address's registered domain, if that
/// counts.
fn belongs(site: &Site, address: &Address, domain: Option<&str>) -> bool {
    let Site { host, port, exact } = site;
    if port.is_some_and(|port| port != address.port()) {
        return false;
    }
    let below =
        |domain: &str| host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
    let near = |domain: &str| below(domain) && registrable(host) == Some(domain);
    let same = !exact && bare(host) == bare(address.host());
    host == address.host() || same || !exact && domain.is_some_and(near)
}

/// A host without `www.`, which always belongs to the same owner.
fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether what a page sends to another origin stays with the page's owner, and encrypted.
#[must_use]
pub fn keeps(address: &Address, origin: &str) -> bool {
    let here = registrable(address.host());
    Address::parse(origin).is_ok_and(|to| {
        // On this machine every port is somebody else's.
        let here = here.is_some_and(|here| registrable(to.host()) == Some(here));
        to.host() == address.host() && (!to.is_loopback() || to.port() == address.port()) || here
    })
}

/// The partition in which an AWS account was enrolled; none if unknown, and for others.
#[must_use]
pub fn home_of(account: &Account) -> Option<Partition> {
    account.sites.iter().filter(|_| account.is_of_aws()).find_map(|site| partition(&site.host))
}

/// The indices of the accounts that belong to a page, the likeliest first: those whose AWS account
/// the address or a text of the page names, then the last used.
pub fn fitting<'a, 't>(
    accounts: impl IntoIterator<Item = &'a Account>,
    address: &Address,
    said: impl IntoIterator<Item = &'t str> + Clone,
) -> Vec<usize> {
    let domain = registrable(address.host());
    let named = |account: &Account| {
        account.aws().is_some_and(|aws| {
            let rest = address.host().strip_prefix(aws.account);
            // The label is the account's name or starts with its number; a name may contain
            // hyphens.
            let digits = aws.account.bytes().all(|byte| byte.is_ascii_digit());
            let host = rest.is_some_and(|rest| rest.starts_with('.') || digits && rest.starts_with('-'));
            host || said.clone().into_iter().any(|text| says(text, aws.account))
                || said.clone().into_iter().any(|text| says(text, &aws.shown_account()))
        })
    };
    let mut found: Vec<_> = accounts
        .into_iter()
        .enumerate()
        .filter(|(_, account)| fit_in(account, address, domain) != Fit::Elsewhere)
        .map(|(place, account)| (!named(account), Reverse(account.last_used), place))
        .collect();
    // Accounts that were never used keep the order of the list.
    sort(&mut found, |(one, a, _), (other, b, _)| (one, a).cmp(&(other, b)));
    found.into_iter().map(|(_, _, place)| place).collect()
}

/// Whether the text contains the name as a whole word: `acme-prod` doesn't name `acme`.
fn says(text: &str, name: &str) -> bool {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    !name.is_empty()
        && text.match_indices(name).any(|(at, found)| {
            let (before, after) = text.split_at(at);
            !part(before.chars().next_back())
                && !part(after.get(found.len()..).and_then(|rest| rest.chars().next()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{otp::Scheme, secret::Secret};

    const AWS: &str = "Amazon Web Services";

    fn account(issuer: &str, home: Option<&str>) -> Account {
        let secret = Secret::new(vec![7; 20]).unwrap();
        Account {
            issuer: issuer.into(),
            sites: home.map(Site::of).into_iter().collect(),
            ..Account::nameless(secret, Scheme::standard(), 0)
        }
    }

    fn check(issuer: &str, home: Option<&str>, url: &str, expected: Fit) {
        let found = fit(&account(issuer, home), &Address::parse(url).unwrap());
        assert_eq!(found, expected, "{issuer} of {home:?} on {url}");
    }

    #[test]
    fn aws_fits_its_own_partition() {
        for (home, url, expected) in [
            (None, "https://signin.aws.amazon.com/", Fit::Elsewhere),
            (Some("127.0.0.1"), "https://signin.aws.amazon.com/", Fit::Elsewhere),
            (Some("wiki.example.com"), "https://signin.aws.amazon.com/", Fit::Elsewhere),
            (Some("us-east-1.console.aws.amazon.com"), "https://eu-west-1.signin.aws.amazon.com/", Fit::Aws),
            (Some("signin.aws.amazon.com"), "https://signin.aws.amazon.com:8443/", Fit::Elsewhere),
            (None, "https://cn-north-1.signin.amazonaws.cn/", Fit::Elsewhere),
            (Some("console.aws.amazon.com"), "https://signin.amazonaws.cn/", Fit::Elsewhere),
            (Some("console.amazonaws.cn"), "https://cn-north-1.signin.amazonaws.cn/", Fit::Aws),
            (Some("console.amazonaws.cn"), "https://signin.aws.amazon.com/", Fit::Elsewhere),
            (Some("console.amazonaws-us-gov.com"), "https://signin-fips.amazonaws-us-gov.com/", Fit::Aws),
            (Some("console.aws.amazon.com"), "https://www.amazon.com/", Fit::Elsewhere),
            (Some("console.aws.amazon.com"), "https://docs.aws.amazon.com/", Fit::Elsewhere),
            (None, "https://signin.aws.amazon.com.evil.example/", Fit::Elsewhere),
            (None, "http://127.0.0.1:4000/", Fit::Elsewhere),
            (Some("127.0.0.1"), "http://127.0.0.1:4000/", Fit::Enrolled),
        ] {
            check(AWS, home, url, expected);
            check("AWS SSO", home, url, expected);
        }
    }

    #[test]
    fn what_may_well_belong_to_a_page_is_asked_about() {
        for (issuer, home, url, likely) in [
            (AWS, None, "https://signin.aws.amazon.com/", true),
            (AWS, None, "https://signin.amazonaws.cn/", true),
            ("AWS SSO", None, "https://acme.awsapps.com/", true),
            (AWS, Some("wiki.example.com"), "https://signin.aws.amazon.com/", true),
            (AWS, Some("console.amazonaws.cn"), "https://signin.aws.amazon.com/", false),
            (AWS, None, "https://www.amazon.com/", false),
            (AWS, None, "https://signin.aws.amazon.com.evil.example/", false),
            ("GitHub", None, "https://github.com/login", true),
            ("github", None, "https://github.com/login", true),
            ("GitHub", None, "https://gist.github.com/", true),
            ("GitHub", Some("ghe.example.com"), "https://github.com/", false),
            ("GitHub", None, "https://alice.github.io/", false),
            ("GitHub", None, "https://github.com.evil.example/", false),
            ("Microsoft", None, "https://login.microsoftonline.com/", true),
            ("Microsoft", None, "https://mysignins.microsoft.com/", true),
            ("Google", None, "https://accounts.google.com/", true),
            ("", None, "https://github.com/", false),
        ] {
            let found = super::likely(&[account(issuer, home)], &Address::parse(url).unwrap());
            assert_eq!(found.len(), usize::from(likely), "{issuer} of {home:?} on {url}");
        }
        let all = [account("Google", None), account("GitHub", None), account("GitHub", Some("github.com"))];
        let (github, google) = ("https://github.com/", "https://accounts.google.com/");
        assert_eq!(super::likely(&all, &Address::parse(google).unwrap()), [0]);
        assert_eq!(super::likely(&all, &Address::parse(github).unwrap()), [0; 0], "one belongs there");
    }

    #[test]
    fn what_a_page_may_send_a_code_to() {
        for (page, origin, kept) in [
            ("https://signin.aws.amazon.com/", "https://us-east-1.signin.aws.amazon.com", true),
            ("https://login.example.com/", "https://www.example.com", true),
            ("https://login.example.com/", "http://login.example.com", false),
            ("https://login.example.com/", "https://example.org", false),
            ("https://login.example.com/", "https://login.example.com.evil.org", false),
            ("https://a.github.io/", "https://b.github.io", false),
            ("https://192.0.2.1/", "https://192.0.2.1:8443", true),
            ("http://127.0.0.1:4000/", "http://127.0.0.1:4000", true),
            ("http://127.0.0.1:4000/", "http://127.0.0.1:5000", false),
            ("https://localhost/", "http://localhost", false),
            ("https://login.example.com/", "null", false),
        ] {
            assert_eq!(keeps(&Address::parse(page).unwrap(), origin), kept, "{page} to {origin}");
        }
    }

    #[test]
    fn the_partition_an_entry_is_from() {
        for (issuer, home, expected) in [
            (AWS, Some("console.aws.amazon.com"), Some(Partition::Standard)),
            (AWS, Some("console.amazonaws.cn"), Some(Partition::China)),
            (AWS, Some("us-gov-west-1.signin.amazonaws-us-gov.com"), Some(Partition::UsGov)),
            (AWS, Some("wiki.example.com"), None),
            (AWS, None, None),
            ("Example", Some("console.amazonaws.cn"), None),
        ] {
            assert_eq!(home_of(&account(issuer, home)), expected, "{issuer} {home:?}");
        }
    }

    #[test]
    fn another_account_fits_where_it_was_enrolled() {
        for (home, url, expected) in [
            (Some("example.com"), "https://example.com/login", Fit::Enrolled),
            (Some("example.com"), "https://example.com:8443/login", Fit::Enrolled),
            (Some("localhost"), "http://localhost:3000/", Fit::Enrolled),
            (Some("[::1]"), "http://[::1]:3000/", Fit::Enrolled),
            (Some("192.0.2.7"), "https://192.0.2.7/", Fit::Enrolled),
            (Some("accounts.example.com"), "https://www.example.com/", Fit::Enrolled),
            (Some("example.com"), "https://login.example.com/", Fit::Enrolled),
            (Some("login.example.co.uk"), "https://example.co.uk/", Fit::Enrolled),
            (Some("example.co.uk"), "https://evil.co.uk/", Fit::Elsewhere),
            (Some("alice.github.io"), "https://bob.github.io/", Fit::Elsewhere),
            (Some("alice.github.io"), "https://github.io/", Fit::Elsewhere),
            (Some("github.com"), "https://alice.github.io/", Fit::Elsewhere),
            (Some("a.herokuapp.com"), "https://b.herokuapp.com/", Fit::Elsewhere),
            (Some("www.example.no"), "https://www.example.no/", Fit::Enrolled),
            (Some("www.example.no"), "https://login.example.no/", Fit::Elsewhere),
            (Some("app.localhost"), "http://other.localhost/", Fit::Elsewhere),
            (Some("www.amazon.com"), "https://signin.aws.amazon.com/", Fit::Elsewhere),
            (Some("www.amazon.com"), "https://amazon.com/", Fit::Enrolled),
            (Some("signin.aws.amazon.com"), "https://www.amazon.com/", Fit::Elsewhere),
            (Some("example.com"), "https://example.com.evil.example/", Fit::Elsewhere),
            (Some("example.com"), "https://evilexample.com/", Fit::Elsewhere),
            (Some("example.com"), "https://example.org/", Fit::Elsewhere),
            (Some("192.0.2.7"), "https://192.0.2.8/", Fit::Elsewhere),
            (None, "https://example.com/", Fit::Elsewhere),
            (None, "https://signin.aws.amazon.com/", Fit::Elsewhere),
            (Some("signin.aws.amazon.com"), "https://us-east-1.console.aws.amazon.com/", Fit::Aws),
        ] {
            check("Example", home, url, expected);
        }
    }

    #[test]
    fn an_account_fits_each_of_its_sites_and_no_more() {
        let exact = |host: &str| Site { exact: true, ..Site::of(host) };
        let port = |host: &str, port| Site { port: Some(port), ..Site::of(host) };
        for (sites, url, expected) in [
            (vec![Site::of("a.example"), Site::of("b.example")], "https://www.b.example/", Fit::Enrolled),
            (vec![Site::of("a.example"), Site::of("b.example")], "https://c.example/", Fit::Elsewhere),
            (vec![], "https://a.example/", Fit::Elsewhere),
            (vec![exact("acme.okta.com")], "https://acme.okta.com/login", Fit::Enrolled),
            (vec![exact("acme.okta.com")], "https://evil.okta.com/login", Fit::Elsewhere),
            (vec![exact("acme.okta.com")], "https://okta.com/", Fit::Elsewhere),
            (vec![exact("okta.com")], "https://acme.okta.com/", Fit::Elsewhere),
            (vec![Site::of("acme.okta.com")], "https://evil.okta.com/", Fit::Elsewhere),
            (vec![Site::of("acme.okta.com")], "https://login.acme.okta.com/", Fit::Elsewhere),
            (
                vec![Site::of("a.identity.oraclecloud.com")],
                "https://b.identity.oraclecloud.com/",
                Fit::Elsewhere,
            ),
            (
                vec![Site::of("a.identity.oraclecloud.com")],
                "https://a.identity.oraclecloud.com/",
                Fit::Enrolled,
            ),
            (vec![Site::of("www.tumblr.com")], "https://tumblr.com/", Fit::Enrolled),
            (vec![Site::of("www.tumblr.com")], "https://evil.tumblr.com/", Fit::Elsewhere),
            (vec![exact("www.tumblr.com")], "https://tumblr.com/", Fit::Elsewhere),
            (vec![port("localhost", 3_000)], "http://localhost:3000/", Fit::Enrolled),
            (vec![port("localhost", 3_000)], "http://localhost:3001/", Fit::Elsewhere),
            (vec![port("localhost", 80)], "http://localhost/", Fit::Enrolled),
            (vec![port("localhost", 80)], "http://localhost:3000/", Fit::Elsewhere),
            (vec![Site::of("localhost")], "http://localhost:3001/", Fit::Enrolled),
        ] {
            let account = Account { sites, ..account("Example", None) };
            let found = fit(&account, &Address::parse(url).unwrap());
            assert_eq!(found, expected, "{:?} on {url}", account.sites);
        }
    }

    #[test]
    fn an_entry_of_aws_fits_no_neighbour_of_the_wiki_it_was_scanned_from() {
        check(AWS, Some("wiki.example.com"), "https://wiki.example.com/", Fit::Enrolled);
        check(AWS, Some("wiki.example.com"), "https://login.example.com/", Fit::Elsewhere);
    }

    #[test]
    fn the_one_used_last_comes_first() {
        let used = |last_used, home| Account { last_used, ..account("Example", Some(home)) };
        let all = [
            used(None, "example.com"),
            used(Some(5), "example.com"),
            used(Some(9), "example.org"),
            used(Some(7), "www.example.com"),
            used(None, "example.com"),
        ];
        let address = Address::parse("https://example.com/").unwrap();
        assert_eq!(fitting(&all, &address, []), [3, 1, 0, 4]);
    }

    #[test]
    fn the_one_that_is_named_comes_before_it() {
        let home = Some("signin.aws.amazon.com");
        let named = |last_used, name: &str| Account { last_used, name: name.into(), ..account(AWS, home) };
        let all =
            [named(Some(3), "ana@acme"), named(Some(2), "ana@acme-prod"), named(None, "ana@123456789012")];
        for (host, said, first) in [
            ("signin.aws.amazon.com", "", 0),
            ("acme-prod.signin.aws.amazon.com", "", 1),
            ("123456789012.signin.aws.amazon.com", "", 2),
            ("123456789012-k7dq3mzx.us-east-1.console.aws.amazon.com", "", 2),
            ("evil-acme.signin.aws.amazon.com", "", 0),
            ("signin.aws.amazon.com", "Account: acme-prod", 1),
            ("signin.aws.amazon.com", "ana @ 1234-5678-9012", 2),
            ("signin.aws.amazon.com", "123456789012", 2),
            ("signin.aws.amazon.com", "91234567890123", 0),
            ("signin.aws.amazon.com", "not-acme-prod", 0),
        ] {
            let address = Address::parse(&format!("https://{host}/")).unwrap();
            assert_eq!(fitting(&all, &address, [said]).first(), Some(&first), "{host} {said}");
        }
    }
}
