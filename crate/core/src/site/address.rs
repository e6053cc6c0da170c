//! The address of a page that may get codes.

use crate::account::Site;

/// The most characters a host name has (RFC 1035, 2.3.4), and a label of it.
const LONGEST_HOST: usize = 253;
const LONGEST_LABEL: usize = 63;

/// The location of a page, as far as it matters for who may get a code there.
///
/// Reads an address as browsers write it (lower case, punycode, four decimal numbers). Any other
/// spelling is refused rather than understood, because two readings of one address make lookalikes
/// possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    host: String,
    port: u16,
    /// Whether the port is the scheme's own, which browsers leave out.
    usual: bool,
}

/// Why a page never gets codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not a web address: a browser's own page, a file, `data:`.
    #[error("this is no page of the web: open the site in a tab of its own")]
    NotWeb,
    /// http, and not on this machine: anyone on the way could read the code.
    #[error(
        "this page is not encrypted (http): open the site by https, so that nobody on the way reads the code"
    )]
    NotSecure,
    /// Not written as browsers write it.
    #[error("the address of this page is written in an unusual way: open the site again by its own name")]
    Unclear,
}

impl Address {
    /// Reads the address of a page.
    ///
    /// # Errors
    /// Why it never gets codes.
    pub fn parse(url: &str) -> Result<Self, Refused> {
        let (scheme, rest) = url.split_once(':').ok_or(Refused::NotWeb)?;
        let secure = scheme.eq_ignore_ascii_case("https");
        if !secure && !scheme.eq_ignore_ascii_case("http") {
            return Err(Refused::NotWeb);
        }
        let rest = rest.strip_prefix("//").ok_or(Refused::Unclear)?;
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // What is before the last @ isn't part of the host, however much it looks like one.
        let (_, place) = authority.rsplit_once('@').unwrap_or(("", authority));
        if authority.contains('\\') {
            return Err(Refused::Unclear);
        }
        let (host, port) = parted(place).ok_or(Refused::Unclear)?;
        let host = host.to_ascii_lowercase();
        if !is_host(&host) {
            return Err(Refused::Unclear);
        }
        let usual = if secure { 443 } else { 80 };
        let port = port.unwrap_or(usual);
        let address = Self { host, port, usual: port == usual };
        if secure || address.is_loopback() { Ok(address) } else { Err(Refused::NotSecure) }
    }

    /// The host as the browser spells it: lower case, punycode, no port.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The site of an account that was enrolled here: on this machine with its port, since every
    /// port is somebody else's, and the host alone where its neighbours belong to other customers.
    #[must_use]
    pub fn site(&self) -> Site {
        let exact = self
            .host
            .match_indices('.')
            .any(|(dot, _)| self.host.get(dot.saturating_add(1)..).is_some_and(super::shared::is_shared));
        Site { port: self.is_loopback().then_some(self.port), exact, ..Site::of(&self.host) }
    }

    /// The site that a typed text means: a host, a domain, or an address with either.
    ///
    /// # Errors
    /// Why it never gets codes.
    pub fn typed_site(typed: &str) -> Result<Site, Refused> {
        let seen = |c: &char| c.is_whitespace() || !crate::text::is_blank(*c);
        let typed: String = typed.chars().map(crate::text::narrow).filter(seen).collect();
        // White space within a name isn't a typing error: the text isn't a name.
        let typed = typed.trim().to_ascii_lowercase();
        if typed.contains("://") {
            return Self::parse(&typed).map(|address| address.site());
        }
        // An e-mail address is a person's, and says nothing of whose site its domain is.
        if typed.split(['/', '?', '#']).next().is_some_and(|authority| authority.contains('@')) {
            return Err(Refused::Unclear);
        }
        let secure = Self::parse(&format!("https://{typed}"))?;
        // On this machine without a port: every port.
        if secure.is_loopback() && secure.usual { Ok(Site::of(&secure.host)) } else { Ok(secure.site()) }
    }

    /// The port, also where it is the scheme's own.
    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Whether the port is the scheme's own, which browsers leave out.
    pub(super) fn has_default_port(&self) -> bool {
        self.usual
    }

    /// Whether the host is this machine, so that nobody is on the way.
    pub(super) fn is_loopback(&self) -> bool {
        self.host == "localhost"
            || self.host.ends_with(".localhost")
            || self.host == "[::1]"
            || is_ipv4(&self.host) && self.host.starts_with("127.")
    }
}

/// Host and port.
fn parted(place: &str) -> Option<(&str, Option<u16>)> {
    let colon = if place.starts_with('[') {
        place.find(']').and_then(|end| place.get(end..)).and_then(|rest| rest.find(':')).is_some()
    } else {
        place.contains(':')
    };
    if !colon {
        return Some((place, None));
    }
    let (host, port) = place.rsplit_once(':')?;
    if port.is_empty() || !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((host, Some(port.parse().ok()?)))
}

fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return inner.contains(':')
            && inner.bytes().all(|b| b.is_ascii_hexdigit() || matches!(b, b':' | b'.'));
    }
    let last = host.rsplit('.').next().unwrap_or_default();
    // Browsers turn every other spelling of a number (0x7f.1, 2130706433) into this one.
    if last.starts_with(|c: char| c.is_ascii_digit()) {
        return is_ipv4(host);
    }
    host.len() <= LONGEST_HOST && host.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=LONGEST_LABEL).contains(&label.len()) && label.bytes().all(known)
}

fn is_ipv4(host: &str) -> bool {
    let number = |part: &str| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        digits && (part == "0" || !part.starts_with('0')) && part.parse::<u8>().is_ok()
    };
    host.split('.').count() == 4 && host.split('.').all(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: Result<&str, Refused>) {
        assert_eq!(Address::parse(url).as_ref().map(Address::host).map_err(|why| *why), expected, "{url}");
    }

    #[test]
    fn the_site_of_an_address_and_of_what_was_typed() {
        let site = |host: &str, port, exact| Site { host: host.to_owned(), port, exact };
        for (url, expected) in [
            ("https://login.example.com/x", site("login.example.com", None, false)),
            ("https://example.com:8443/", site("example.com", None, false)),
            ("http://localhost:3000/", site("localhost", Some(3_000), false)),
            ("http://127.0.0.1/", site("127.0.0.1", Some(80), false)),
            ("https://acme.okta.com/", site("acme.okta.com", None, true)),
            ("https://acme.eu.auth0.com/", site("acme.eu.auth0.com", None, true)),
        ] {
            assert_eq!(Address::parse(url).unwrap().site(), expected, "{url}");
        }
        for (typed, expected) in [
            ("example.com", Ok(site("example.com", None, false))),
            (" Example.COM ", Ok(site("example.com", None, false))),
            ("ｅｘａｍｐｌｅ．ｃｏｍ", Ok(site("example.com", None, false))),
            ("https://example.com/login?x", Ok(site("example.com", None, false))),
            ("example.com/login", Ok(site("example.com", None, false))),
            ("localhost", Ok(site("localhost", None, false))),
            ("localhost:3000", Ok(site("localhost", Some(3_000), false))),
            ("http://localhost", Ok(site("localhost", Some(80), false))),
            ("acme.okta.com", Ok(site("acme.okta.com", None, true))),
            ("http://example.com", Err(Refused::NotSecure)),
            ("", Err(Refused::Unclear)),
            ("example..com", Err(Refused::Unclear)),
            ("例え.jp", Err(Refused::Unclear)),
            ("ana@acme.example", Err(Refused::Unclear)),
            ("ana＠acme.example", Err(Refused::Unclear)),
            ("mailto:ana@acme.example", Err(Refused::Unclear)),
            ("ana:secret@acme.example/login", Err(Refused::Unclear)),
            ("https://ana:secret@acme.example/", Ok(site("acme.example", None, false))),
            ("acme.example/@ana", Ok(site("acme.example", None, false))),
            ("file:///etc", Err(Refused::NotWeb)),
        ] {
            assert_eq!(Address::typed_site(typed), expected, "{typed}");
        }
    }

    #[test]
    fn https_is_a_place_for_codes() {
        for (url, host) in [
            ("https://example.com", "example.com"),
            ("https://example.com/", "example.com"),
            ("HTTPS://Example.COM/path?query#part", "example.com"),
            ("https://example.com:443/", "example.com"),
            ("https://example.com:8443/", "example.com"),
            ("https://example.com?x=https://evil.example/", "example.com"),
            ("https://example.com#@evil.example/", "example.com"),
            ("https://user:pass@example.com/", "example.com"),
            ("https://a_b.example.com/", "a_b.example.com"),
            ("https://xn--bcher-kva.example/", "xn--bcher-kva.example"),
            ("https://intranet/", "intranet"),
            ("https://192.0.2.7/", "192.0.2.7"),
            ("https://[2001:db8::1]:8443/", "[2001:db8::1]"),
        ] {
            check(url, Ok(host));
        }
    }

    #[test]
    fn http_is_one_on_this_machine_alone() {
        for (url, host) in [
            ("http://localhost/", "localhost"),
            ("http://localhost:8080/", "localhost"),
            ("http://app.localhost:3000/", "app.localhost"),
            ("http://127.0.0.1:4000/", "127.0.0.1"),
            ("http://127.255.0.9/", "127.255.0.9"),
            ("http://[::1]:8080/", "[::1]"),
        ] {
            check(url, Ok(host));
        }
        for url in [
            "http://example.com/",
            "http://signin.aws.amazon.com/",
            "http://localhost.example/",
            "http://notlocalhost/",
            "http://127.0.0.1.example/",
            "http://128.0.0.1/",
            "http://0.0.0.0/",
            "http://10.0.0.1/",
            "http://192.168.0.1/",
            "http://[::2]/",
            "http://[::ffff:7f00:1]/",
            "http://localhost@example.com/",
            "http://localhost:80@example.com/",
        ] {
            check(url, Err(Refused::NotSecure));
        }
    }

    #[test]
    fn what_precedes_an_at_sign_is_not_the_host() {
        for (url, host) in [
            ("https://signin.aws.amazon.com@evil.example/", "evil.example"),
            ("https://signin.aws.amazon.com:443@evil.example/", "evil.example"),
            ("https://signin.aws.amazon.com%2F@evil.example/", "evil.example"),
            ("https://a@signin.aws.amazon.com@evil.example/", "evil.example"),
        ] {
            check(url, Ok(host));
        }
    }

    #[test]
    fn other_schemes_are_none() {
        for url in [
            "",
            "example.com",
            "about:blank",
            "about:srcdoc",
            "chrome://extensions/",
            "chrome-extension://abcdefghijklmnop/popup.html",
            "moz-extension://abcdef/",
            "file:///etc/hosts",
            "ftp://example.com/",
            "data:text/html,<input>",
            "blob:https://example.com/1",
            "javascript:void(0)",
            "view-source:https://example.com/",
            "ws://example.com/",
            "filesystem:https://example.com/x",
        ] {
            check(url, Err(Refused::NotWeb));
        }
    }

    #[test]
    fn what_no_browser_writes_is_refused() {
        let long = format!("https://{}/", "a".repeat(64));
        let longer = format!("https://{}com/", "a.".repeat(130));
        for url in [
            "https:/example.com/",
            "https:example.com",
            "https:///example.com/",
            "https://",
            "https:///",
            "https://evil.example\\@signin.aws.amazon.com/",
            "https://signin.aws.amazon.com\\.evil.example/",
            "https://signin.aws.amazon.com./",
            "https://signin..aws.amazon.com/",
            "https://.signin.aws.amazon.com/",
            "https://signin.aws.amazon.com:/",
            "https://signin.aws.amazon.com:99999/",
            "https://signin.aws.amazon.com:44 3/",
            "https://signin.aws.amazon.com:+443/",
            "https://signin.aws.amazon.com%2eevil.example/",
            "https://signin.aws.amazon.com%00.evil.example/",
            "https://signin.aws.amazon.com .evil.example/",
            "https://signin.aws.amazon.com\u{0}/",
            "https://signin.aws.am\u{430}zon.com/",
            "https://signin\u{3002}aws.amazon.com/",
            "https://signin.aws.amazon\u{ad}.com/",
            "https://ｓignin.aws.amazon.com/",
            "https://0x7f.1/",
            "https://127.1/",
            "https://2130706433/",
            "https://0177.0.0.1/",
            "https://1.2.3.4.5/",
            "https://1.2.3.256/",
            "http://127.1/",
            "http://0x7f000001/",
            "https://[::1/",
            "https://::1]/",
            "https://[signin.aws.amazon.com]/",
            "https://[1.2.3.4]/",
            "https://[::1].evil.example/",
            &long,
            &longer,
        ] {
            check(url, Err(Refused::Unclear));
        }
    }

    #[test]
    fn the_sentences_say_what_to_do() {
        for (refused, sentence) in [
            (Refused::NotWeb, "this is no page of the web: open the site in a tab of its own"),
            (
                Refused::NotSecure,
                "this page is not encrypted (http): open the site by https, so that nobody on the way reads the code",
            ),
            (
                Refused::Unclear,
                "the address of this page is written in an unusual way: open the site again by its own name",
            ),
        ] {
            assert_eq!(refused.to_string(), sentence);
        }
    }
}
