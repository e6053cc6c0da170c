//! Where one owner's names end and another's begin: `example.co.uk` is a shop's, `co.uk` nobody's,
//! and each name below `github.io` somebody else's.
//!
//! The Public Suffix List knows, and takes 54 kB even in its densest exact form. What is kept here is a
//! Golomb-coded set of its rules' hashes (the list of 2026-10-22), made by `cargo xtask suffixes`: every
//! rule is found, and one question in 128 is answered by yes though there is no such rule. That errs
//! on the safe side alone: a name that is wrongly taken for a suffix makes hosts of one site strangers,
//! never hosts of strangers one site. What it costs, beside the crate that was tried first:
//!
//! | | bytes in the module | zipped |
//! |---|---|---|
//! | the crate `psl` 2, the whole list as code | 865,036 | 228,742 |
//! | an exact automaton, as browsers have it (2023) | 54,368 | |
//! | this set | 6,365 | 6,370 |

/// The rules: how many there are (four bytes), then the distances of their hashes.
static RULES: &[u8] = include_bytes!("suffixes.bin");

/// The bits of a distance that are written as they are; what is above is counted.
const BITS: u32 = 7;

/// Ends with more rules than they are worth: hosts there are compared whole.
const CLOSED: [&str; 4] = ["no", "us", "museum", "aero"];

/// The part of a host that its owner registered; none where that is not known, for a number and
/// for a name that is itself a suffix.
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
        // The last label is a suffix, whether it is listed or not.
        if rest.is_none_or(|rest| is_rule("", name) || is_rule("*.", rest)) {
            return below;
        }
        below = Some(name);
        name = rest?;
    }
}

/// Whether there is such a rule; `before` stands before the name.
fn is_rule(before: &str, name: &str) -> bool {
    let Some((count, mut bits)) = read() else { return true };
    let wanted = place(hash(before.bytes().chain(name.bytes())), count);
    let mut at: u64 = 0;
    for _ in 0..count {
        let Some(distance) = bits.distance() else { return true };
        at = at.saturating_add(distance);
        if at >= wanted {
            return at == wanted;
        }
    }
    false
}

fn read() -> Option<(u32, Bits<'static>)> {
    let (count, bytes) = RULES.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*count), Bits { bytes, next: 0 }))
}

/// FNV-1a, 64 bits, with its bits mixed once more: the high ones decide.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let mixed = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// Where a hash falls among `count` rules spread over `count << BITS` places.
fn place(hash: u64, count: u32) -> u64 {
    let places = u64::from(count) << BITS;
    (hash >> 32).saturating_mul(places) >> 32
}

struct Bits<'a> {
    bytes: &'a [u8],
    next: usize,
}

impl Bits<'_> {
    fn bit(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.next / 8)?;
        let bit = byte >> (self.next % 8) & 1 == 1;
        self.next = self.next.saturating_add(1);
        Some(bit)
    }

    fn distance(&mut self) -> Option<u64> {
        let mut high: u64 = 0;
        while self.bit()? {
            high = high.saturating_add(1);
        }
        let mut low: u64 = 0;
        for place in 0..BITS {
            low |= u64::from(self.bit()?) << place;
        }
        Some((high << BITS) | low)
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

    #[test]
    fn the_rules_are_whole() {
        let (count, mut bits) = read().unwrap();
        for _ in 0..count {
            bits.distance().unwrap();
        }
        assert!(count > 5_000, "{count}");
        assert!(bits.bytes.len() * 8 - bits.next < 8, "nothing is left over");
        assert!(RULES.len() < 8_000, "{} bytes", RULES.len());
    }
}
