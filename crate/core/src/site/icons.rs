//! Which built-in icon an account has.
//!
//! The drawings aren't part of the core: `tests/icons/pack.mjs` takes the listed ones from two
//! public sets when the extension is built (Simple Icons 16.37.0 and, for owners that aren't in it,
//! Font Awesome Free Brands 7.3.1). The list has one icon on each line, with other names of the
//! same service as [`key`] writes them, from Simple Icons' titles and aliases and from
//! `issuers.txt`.

use super::{
    domain::registrable,
    issuers::{self, key},
};
use crate::account::{Account, Icon};

/// The icons.
static ICONS: &str = include_str!("icons.txt");

/// The icon of everything that AWS issues.
const AWS: &str = "aws";

/// The name of the icon to draw for an account: the chosen one, or that of its issuer or site. None
/// if there is none, or if it was removed. A name that isn't ours counts as no choice.
#[must_use]
pub fn icon(account: &Account) -> Option<&'static str> {
    match account.chosen_icon() {
        Icon::None => None,
        Icon::Open | Icon::Picture(_) => usual_icon(account),
        Icon::Named(name) => of_name(name).or_else(|| usual_icon(account)),
    }
}

/// The default icon of an account: its issuer's or, if the issuer is unknown, that of the page
/// where it was scanned.
#[must_use]
pub fn usual_icon(account: &Account) -> Option<&'static str> {
    if account.is_of_aws() {
        return Some(AWS);
    }
    let name = key(&account.issuer);
    if let Some(icon) = of_key(&name) {
        return Some(icon);
    }
    // A known issuer without an icon must not get another's.
    if issuers::domains(&account.issuer).next().is_some() {
        return None;
    }
    let host = account.issuer.trim().to_ascii_lowercase();
    of_host(&host).or_else(|| of_host(&account.sites.first()?.host))
}

/// The icon of the owner of a host.
fn of_host(host: &str) -> Option<&'static str> {
    let domain = registrable(host)?;
    let first = domain.split('.').next()?;
    let names = issuers::named(|known| known == domain);
    let own = names.iter().find(|name| *name == first);
    own.into_iter().chain(&names).find_map(|name| of_key(name))
}

/// Our icon for another app's name of it: by name, or by the name of a file.
fn of_name(name: &str) -> Option<&'static str> {
    let file = name.rsplit('/').next()?;
    let stem = [".svg", ".png", ".webp"].iter().find_map(|end| file.strip_suffix(end)).unwrap_or(file);
    of_key(&key(stem))
}

fn of_key(name: &str) -> Option<&'static str> {
    // Most names that are looked up are in no line.
    if name.is_empty() || !ICONS.contains(name) {
        return None;
    }
    let line = ICONS.lines().find(|line| line.split([':', ' ']).any(|known| known == name))?;
    line.split(':').next()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::{
        account::{Site, icon_of_picture},
        otp::Scheme,
        secret::Secret,
    };

    fn account(issuer: &str, host: &str) -> Account {
        let sites = if host.is_empty() { vec![] } else { vec![Site::of(host)] };
        let secret = Secret::new(vec![1]).unwrap();
        Account { issuer: issuer.into(), sites, ..Account::nameless(secret, Scheme::standard(), 0) }
    }

    #[test]
    fn an_icon_is_given_by_issuer_or_domain() {
        for (issuer, host, expected) in [
            ("GitHub", "", Some("github")),
            (" git-hub ", "", Some("github")),
            ("Google", "mail.google.com", Some("google")),
            ("Twitter", "", Some("x")),
            ("Amazon Web Services", "", Some("aws")),
            ("AWS SSO", "d-1.awsapps.com", Some("aws")),
            ("Amazon", "", Some("amazon")),
            ("Microsoft", "", Some("microsoft")),
            ("Azure AD", "", Some("microsoft")),
            ("npmjs", "", Some("npm")),
            ("github.com", "", Some("github")),
            ("login.gitlab.com", "", Some("gitlab")),
            ("", "github.com", Some("github")),
            ("", "accounts.google.com", Some("google")),
            ("Our wiki", "gist.github.com", Some("github")),
            // Somebody else's, with a similar name.
            ("GitHub Enterprise of Acme", "ghe.acme.example", None),
            ("", "github.com.evil.example", None),
            ("", "github.io", None),
            // Known, without an icon: the page where it was scanned doesn't count.
            ("Kraken", "mail.google.com", None),
            ("nobody knows it", "", None),
            ("", "", None),
            (" - ", "", None),
        ] {
            assert_eq!(icon(&account(issuer, host)), expected, "{issuer} at {host}");
        }
    }

    #[test]
    fn a_choice_comes_first_and_an_unknown_name_is_none() {
        for (chosen, expected) in [
            ("gitlab", Some("gitlab")),
            ("-", None),
            // Other apps' names.
            ("GitLab", Some("gitlab")),
            ("icons/brands/gitlab.png", Some("gitlab")),
            ("twitter", Some("x")),
            // A later version's, another app's, or a picture that exists only elsewhere.
            ("tomorrow", Some("github")),
            ("", Some("github")),
            (&icon_of_picture("AAAAAAAAAAAAAAAAAAAAAA"), Some("github")),
        ] {
            let account = Account { icon: Some(chosen.into()), ..account("GitHub", "") };
            assert_eq!(icon(&account), expected, "{chosen}");
        }
    }

    #[test]
    fn each_name_leads_to_one_icon_and_can_be_a_files() {
        let mut seen = HashSet::new();
        for line in ICONS.lines() {
            let (icon, others) = line.split_once(": ").unwrap_or((line, ""));
            assert!(icon.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{icon}");
            for name in [icon].into_iter().chain(others.split(' ').filter(|name| !name.is_empty())) {
                assert_eq!(key(name), name);
                assert!(seen.insert(name), "{name} is there twice");
                assert_eq!(of_key(name), Some(icon));
            }
        }
        assert!(ICONS.lines().is_sorted(), "in ascending order");
    }
}
