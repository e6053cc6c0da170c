//! Key URIs, to an account and back.
//!
//! The format was never standardised: a wiki page describes it, and apps deviate from it in every
//! way that wasn't forbidden. This is how each deviation is read:
//!
//! | input | reading |
//! |---|---|
//! | `issuer=` and a label prefix differ | `issuer=` is the issuer; the prefix stays in front of the name, since it may tell two workspaces apart |
//! | several colons in the label | if the label starts with the whole issuer, that is the issuer;
//! else the text up to the first colon |
//! | `#`, spaces, any script, not encoded | data |
//! | `+` | a space in a parameter, itself in the label |
//! | a parameter without a value, or `null`, `undefined`, `None`, `nil` | as if it were missing |
//! | a parameter twice | fine if both say the same, else an error |
//! | unknown parameters | skipped, unless one may be meant to change the codes (`digit`, `alg`,
//! `interval`, `t0`): that is an error |
//! | `&amp;`, `&#38;`, `\u0026`, `%3A%2F%2F`, `%26digits%3D8`, `;` or `?` for `&` | unescaped |
//! | full-width `：`, `？`, `＆`, `＝`, letters and digits outside of names | their narrow forms |
//! | a `?` in the label | part of it: the parameters start where a secret is among them |
//! | a `%` without an escape, or bytes that aren't UTF-8, in a name | itself; Windows-1252.
//! Elsewhere an error |
//! | invisible characters: zero-width spaces, a byte order mark, control characters | dropped from
//! names, skipped in secrets |
//! | `SHA-1`, `HmacSHA256`, `Algorithm.sha512`, `algo=` | the three algorithms |
//! | `otpauth://steam/`, `encoder=steam`, `&steam`, `steam://SECRET` | Steam, whose length and period are fixed |
//! | TOTP with the issuer Steam | Steam, unless it names other digits, period or algorithm than Steam's |
//! | `otpauth://yaotp/` or `yandex/`, `motp://` | with the PIN in `pin=` (base32 or digits for Yandex, plain for
//! mOTP), else an error |
//! | HOTP without `counter=` | the counter is 0 |

mod error;
mod migration;
mod names;
mod parameters;
mod percent;
mod read;
mod write;

pub use error::Error;
pub use migration::{ExportError, Exported, Unkept, Why, gather, is_export, is_exportable, write_export};
pub use parameters::Parameter;
pub use read::{label, parse};
pub use write::{secret_key, write};

use crate::text;

/// Whether a text claims to contain a key, of any scheme that [`parse`] reads or has a specific
/// error for. A QR code may contain any other text, which is shown as it is.
#[must_use]
pub fn is_key_uri(text: &str) -> bool {
    Form::of(&read::bare(text)).is_some()
}

/// The forms of a key URI, with what follows `://`.
enum Form<'a> {
    Otpauth(&'a str),
    Motp(&'a str),
    Steam(&'a str),
    Migration(&'a str),
}

impl<'a> Form<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let (scheme, rest) = text.trim_matches(text::is_blank).split_once(':')?;
        let rest = rest.strip_prefix("//")?;
        let is = |name: &str| scheme.eq_ignore_ascii_case(name);
        // Apple's Passwords and web programs add their own word in front.
        if ["otpauth", "apple-otpauth", "web+otpauth"].into_iter().any(is) {
            // Some write an empty host first.
            Some(Self::Otpauth(rest.trim_start_matches('/')))
        } else if is("otpauth-migration") {
            Some(Self::Migration(rest))
        } else if is("motp") {
            Some(Self::Motp(rest))
        } else if is("steam") {
            // Steam's own links (steam://run/440) use the same scheme.
            let secret = rest.strip_suffix('/').unwrap_or(rest);
            (!secret.contains('/')).then_some(Self::Steam(secret))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_told_from_anything_else() {
        for (text, key) in [
            ("otpauth://totp/x?secret=MY", true),
            (" OTPAUTH://totp/x\n", true),
            ("otpauth://derp", true),
            ("otpauth-migration://offline?data=", true),
            ("apple-otpauth://totp/x?secret=MY", true),
            ("web+otpauth://totp/x?secret=MY", true),
            ("ｏｔｐａｕｔｈ：／／ｔｏｔｐ／ｘ？ｓｅｃｒｅｔ＝ＭＹ", true),
            ("other-otpauth://totp/x?secret=MY", false),
            ("motp://a:b?secret=00", true),
            ("steam://MZXW6YTB", true),
            ("steam://MZXW6YTB/", true),
            ("steam://run/440", false),
            ("https://example.com/otpauth://totp", false),
            ("otpauth:totp/x?secret=MY", false),
            ("notpauth://totp/x?secret=MY", false),
            ("WIFI:S:home;T:WPA;P:secret;;", false),
            ("JBSWY3DPEHPK3PXP", false),
            ("", false),
        ] {
            assert_eq!(is_key_uri(text), key, "{text:?}");
        }
    }
}
