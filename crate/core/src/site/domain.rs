//! Where one owner's names end and another's begin: `example.co.uk` is a shop's, `co.uk` nobody's,
//! and each name below `github.io` somebody else's.

use super::{
    shared::is_shared,
    suffixes::{self, CLOSED},
};

/// The part of a host that its owner registered; none if unknown, for a number, and for a name that
/// is itself a suffix. Below a provider whose customers share a domain, it is the whole host.
pub(super) fn registrable(host: &str) -> Option<&str> {
    if host.starts_with('[') || host.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let top = host.rsplit('.').next()?;
    if CLOSED.contains(&top) || top == "localhost" {
        return None;
    }
    let mut below: Option<&str> = None;
    let mut name = host;
    loop {
        let rest = name.split_once('.').map(|(_, rest)| rest);
        // The last label is a suffix, listed or not.
        let is_rule = |rest| suffixes::is_rule("", name) || suffixes::is_rule("*.", rest);
        if is_shared(name) {
            return below.map(|_| host);
        }
        if rest.is_none_or(is_rule) {
            return below;
        }
        below = Some(name);
        name = rest?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(host: &str, expected: Option<&str>) {
        assert_eq!(registrable(host), expected, "{host}");
    }

    #[test]
    fn what_an_owner_registered() {
        for (host, domain) in [
            ("example.com", "example.com"),
            ("www.example.com", "example.com"),
            ("a.b.c.example.com", "example.com"),
            ("accounts.google.com", "google.com"),
            ("login.microsoftonline.com", "microsoftonline.com"),
            ("gitlab.com", "gitlab.com"),
            ("www.bbc.co.uk", "bbc.co.uk"),
            ("login.example.co.jp", "example.co.jp"),
            ("www.example.com.au", "example.com.au"),
            ("id.example.com.br", "example.com.br"),
            ("login.example.de", "example.de"),
            ("vault.internal.corp", "internal.corp"),
            ("alice.github.io", "alice.github.io"),
            ("x.alice.github.io", "alice.github.io"),
            ("shop.myshopify.com", "shop.myshopify.com"),
            ("www.city.kawasaki.jp", "www.city.kawasaki.jp"),
        ] {
            check(host, Some(domain));
        }
    }

    #[test]
    fn what_nobody_or_everybody_owns() {
        for host in [
            "com",
            "localhost",
            "app.localhost",
            "intranet",
            "co.uk",
            "com.au",
            "github.io",
            "herokuapp.com",
            "blogspot.com",
            "web.app",
            "firebaseapp.com",
            "vercel.app",
            "netlify.app",
            "pages.dev",
            "workers.dev",
            "azurewebsites.net",
            "cloudfront.net",
            "s3.amazonaws.com",
            "us-east-1.elasticbeanstalk.com",
            "xn--55qx5d.cn",
            "chiyoda.tokyo.jp",
            "town.kawasaki.jp",
            "127.0.0.1",
            "192.0.2.7",
            "[::1]",
            "[2001:db8::1]",
            "oslo.no",
            "www.example.no",
            "k12.ca.us",
        ] {
            check(host, None);
        }
    }

    #[test]
    fn few_names_are_taken_for_rules() {
        let taken = (0..1_000)
            .filter(|n| registrable(&format!("www.name{n}.com")).is_none_or(|d| d.starts_with("www")))
            .count();
        assert!((1..40).contains(&taken), "{taken} of 1000");
    }
}
