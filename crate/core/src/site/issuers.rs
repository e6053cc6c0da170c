//! Where the accounts of well-known issuers usually sign in.
//!
//! This only decides which question to ask first on a page that the user has opened; it never
//! releases a code. The list has one issuer on each line, in lower case without spaces or
//! punctuation, and its domains; if the first label of the only domain is the issuer, just the
//! domain.
//!
//! `issuers-sources.txt` has the source of each domain, with the date: of 586, 562 are from public
//! data sets (Simple Icons, 2factorauth/twofactorauth, apple/password-manager-resources,
//! ScottHelme/passkeys-directory), and 24 from pages that name them, mostly the service's own. A
//! domain that none of these has is not in the list.

/// The issuers.
static ISSUERS: &str = include_str!("issuers.txt");

/// The domains of an issuer, in any spelling of its name; none if it is unknown.
pub(super) fn domains(issuer: &str) -> impl Iterator<Item = &'static str> {
    let name = key(issuer);
    // Each row of the list is looked up among all of them.
    let lines = ISSUERS.lines().filter(|line| line.chars().next() == name.chars().next());
    lines
        .map(parted)
        .find(|(known, _)| letters(known).eq(name.chars()))
        .map_or("", |(_, domains)| domains)
        .split(' ')
        .filter(|domain| !domain.is_empty())
}

/// The issuers, as [`key`] writes them, of the domains for which `own` returns true.
pub(super) fn named(own: impl Fn(&str) -> bool) -> Vec<String> {
    let lines = ISSUERS.lines().map(parted).filter(|(_, domains)| domains.split(' ').any(&own));
    lines.map(|(name, _)| key(name)).collect()
}

/// The name and the domains of a line.
fn parted(line: &'static str) -> (&'static str, &'static str) {
    match line.split_once(':') {
        Some((name, domains)) => (name, domains.trim_start()),
        None => (line.split('.').next().unwrap_or(line), line),
    }
}

/// An issuer in lower case, without spaces and punctuation.
pub(super) fn key(issuer: &str) -> String {
    letters(issuer).collect()
}

fn letters(issuer: &str) -> impl Iterator<Item = char> {
    issuer.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{
        super::{domain::registrable, shared::is_shared},
        *,
    };

    #[test]
    fn an_issuer_is_found_in_any_spelling() {
        for (issuer, expected) in [
            ("GitHub", &["github.com"][..]),
            (" git-hub ", &["github.com"]),
            ("Twitter", &["x.com", "twitter.com"]),
            ("Microsoft", &["microsoft.com", "microsoftonline.com", "live.com"]),
            ("Google", &["google.com"]),
            ("Apple ID", &["apple.com", "icloud.com"]),
            ("GOG.com", &["gog.com"]),
            ("nobody knows it", &[]),
            ("", &[]),
            (" - ", &[]),
        ] {
            assert_eq!(domains(issuer).collect::<Vec<_>>(), expected, "{issuer}");
        }
    }

    #[test]
    fn there_are_enough_and_each_has_one_line() {
        let keys: Vec<String> = ISSUERS.lines().map(|line| key(parted(line).0)).collect();
        assert!(keys.len() >= 300, "{}", keys.len());
        assert_eq!(keys.iter().collect::<HashSet<_>>().len(), keys.len());
        for (key, line) in keys.iter().zip(ISSUERS.lines()) {
            assert!(!key.is_empty() && line.starts_with(key.chars().next().unwrap()), "{line}");
        }
    }

    #[test]
    fn each_domain_has_its_source() {
        let mut sources = Vec::new();
        for line in include_str!("issuers-sources.txt").lines() {
            match line.strip_prefix("# ") {
                Some(source) => sources.push((source, Vec::new())),
                None => {
                    // A page's address follows its domain.
                    let domain = line.split(' ').next().unwrap();
                    sources.last_mut().expect("a source comes first").1.push(domain);
                }
            }
        }
        let mut told: Vec<&str> = sources.iter().flat_map(|(_, domains)| domains).copied().collect();
        told.sort_unstable();
        let mut all: Vec<&str> = ISSUERS.lines().flat_map(|line| parted(line).1.split(' ')).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(told, all, "a domain without a source, with two, or one that is gone");
        assert!(sources.iter().all(|(source, _)| source.contains(", read 20")), "a source without a date");
    }

    #[test]
    fn none_is_a_host_where_anyone_can_publish() {
        /// Hosts where strangers publish pages, on subdomains or on the host itself.
        const CONTENT: [&str; 24] = [
            "amazonaws.com",
            "amplifyapp.com",
            "azurewebsites.net",
            "blogspot.com",
            "cloudfront.net",
            "codeberg.page",
            "firebaseapp.com",
            "fly.dev",
            "github.io",
            "gitlab.io",
            "glitch.me",
            "googleusercontent.com",
            "herokuapp.com",
            "neocities.org",
            "netlify.app",
            "ngrok.io",
            "onrender.com",
            "pages.dev",
            "repl.co",
            "srht.site",
            "vercel.app",
            "web.app",
            "webflow.io",
            "workers.dev",
        ];
        let domains = || ISSUERS.lines().flat_map(|line| parted(line).1.split(' '));
        let whole = |domain: &&str| {
            let below = format!("anyone.{domain}");
            registrable(domain) == Some(*domain) && registrable(&below) == Some(*domain)
        };
        for domain in domains() {
            assert!(!CONTENT.contains(&domain), "{domain}");
        }
        // The set of suffixes takes one name in 128 for a suffix by mistake; the host itself is
        // still known then.
        let taken: Vec<&str> = domains().filter(|domain| !whole(domain) && !is_shared(domain)).collect();
        assert!(taken.len() * 40 < domains().count(), "{taken:?}");
    }
}
