//! The parameters of a key URI.

use std::fmt;

use zeroize::Zeroizing;

use super::{Error, error::clip, percent, percent::Decoded};
use crate::text;

/// A parameter that determines the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parameter {
    /// `secret`.
    Secret,
    /// `issuer`.
    Issuer,
    /// `algorithm` or `algo`.
    Algorithm,
    /// `digits`.
    Digits,
    /// `period`.
    Period,
    /// `counter`.
    Counter,
    /// `encoder`, KeePassXC's way to say Steam, or `otp_type`, that of _2FA Authenticator_.
    Encoder,
    /// `steam`, Stratum's way to say Steam; it needs no value.
    Steam,
    /// `pin`.
    Pin,
    /// `T0`, the start of the first step (RFC 6238, section 4); always 1970.
    Epoch,
}

/// The parameters of a key URI that have a value, decoded; each at most once.
pub(super) struct Parameters<'a>(Vec<(Parameter, Decoded<'a>)>);

/// The meaning of a parameter's name.
#[derive(Debug, PartialEq, Eq)]
enum Name {
    Known(Parameter),
    /// Unknown, but it may be meant to change the codes.
    Like(Parameter),
    /// It changes neither codes nor names.
    Other,
}

/// The names of a parameter.
struct Names {
    parameter: Parameter,
    /// Names that are read.
    known: &'static [&'static str],
    /// Names of other programs for what changes the codes in the same way.
    others: &'static [&'static str],
    /// Parts of names that mean it: `otp_digits`, `hashAlgo`, `time_interval`.
    stems: &'static [&'static str],
}

const fn named(
    parameter: Parameter,
    known: &'static [&'static str],
    others: &'static [&'static str],
    stems: &'static [&'static str],
) -> Names {
    Names { parameter, known, others, stems }
}

const NAMES: [Names; 10] = [
    // In two steps (privacyIDEA), the QR code contains one half of the secret.
    named(Parameter::Secret, &["secret"], &["secretformat"], &["encoding", "2step"]),
    named(Parameter::Issuer, &["issuer"], &[], &[]),
    named(
        Parameter::Algorithm,
        &["algorithm", "algo"],
        &["alg", "mac", "sha"],
        &["algo", "hash", "hmac", "digest"],
    ),
    named(
        Parameter::Digits,
        &["digits"],
        &[
            "length",
            "len",
            "otplength",
            "codelength",
            "tokenlength",
            "passcodelength",
            "passwordlength",
            "size",
        ],
        &["digit"],
    ),
    named(
        Parameter::Period,
        &["period"],
        &["step", "timestep", "stepsize", "duration", "validity", "seconds", "refresh", "ttl", "lifetime"],
        &["period", "interval"],
    ),
    named(Parameter::Counter, &["counter"], &["count", "ctr", "movingfactor"], &["counter"]),
    named(Parameter::Encoder, &["encoder", "otptype"], &[], &["encoder"]),
    named(Parameter::Steam, &["steam"], &[], &[]),
    named(Parameter::Pin, &["pin"], &[], &[]),
    named(
        Parameter::Epoch,
        &[],
        &["t0", "starttime", "offset", "timeoffset", "skew", "drift"],
        &["epoch", "timeorigin"],
    ),
];

/// What remains of `&amp;`, `&#38;` or `&#x26;` before a name.
const AMPERSANDS: [&str; 4] = ["amp", "038", "38", "x26"];

/// The parameter with exactly this name.
fn known(name: &str) -> Option<Parameter> {
    let first = name.as_bytes().first();
    // Most names differ in their first letter, which is faster to compare.
    let is = |known: &str| known.as_bytes().first() == first && known == name;
    NAMES.iter().find(|row| row.known.iter().any(|known| is(known))).map(|row| row.parameter)
}

impl Name {
    /// Names are read in any case, and without attached characters: `amp;digits`, `digits[]`, a
    /// space; literally or as escapes.
    fn of(name: &str) -> Self {
        // The fast path for most, since thousands may be read in one call.
        if let Some(parameter) = known(name) {
            return Self::Known(parameter);
        }
        let lower = percent::label(name).to_ascii_lowercase();
        let letters: String = lower.chars().filter(char::is_ascii_alphanumeric).collect();
        let bare = AMPERSANDS.iter().find_map(|mark| letters.strip_prefix(mark)).unwrap_or(&letters);
        // A longer name that resembles one is another: `pin_length` isn't a PIN.
        if let Some(parameter) = known(&letters).or_else(|| known(bare)) {
            return Self::Known(parameter);
        }
        let like = |row: &&Names| {
            let near = |name: &&str| name.len() > 4 && !row.stems.is_empty() && is_near(bare, name);
            row.others.contains(&bare)
                || row.stems.iter().any(|stem| bare.contains(stem))
                // Without a secret, nothing is read anyway.
                || row.parameter != Parameter::Secret && row.known.iter().any(near)
        };
        NAMES.iter().find(like).map_or(Self::Other, |row| Self::Like(row.parameter))
    }
}

/// Whether two words differ by one letter that is missing, added, wrong or swapped with its
/// neighbour.
fn is_near(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (Some(one), Some(other)) = (one.get(same..), other.get(same..)) else { return false };
    let behind = |bytes: &[u8], count: usize| bytes.get(count..).map(<[u8]>::to_vec);
    let exchanged = || match (one, other) {
        ([a, b, one @ ..], [c, d, other @ ..]) => a == d && b == c && one == other,
        _ => false,
    };
    behind(one, 1).is_some_and(|rest| rest == other || Some(rest) == behind(other, 1))
        || behind(other, 1).is_some_and(|rest| rest == one)
        || exchanged()
}

impl Parameter {
    /// Whether a lookalike of this parameter only states the default.
    fn is_usual(self, value: &str) -> bool {
        let usual = match self {
            Self::Secret => "base32",
            Self::Algorithm => "sha1",
            Self::Digits => "6",
            Self::Period => "30",
            Self::Counter | Self::Epoch => "0",
            _ => return false,
        };
        self.agrees(value.trim(), usual)
    }

    /// Whether two values mean the same; case counts where it matters.
    fn agrees(self, one: &str, other: &str) -> bool {
        let letters = |text: &str| -> Zeroizing<String> {
            let mut kept = Zeroizing::new(String::with_capacity(text.len()));
            kept.extend(text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
            kept
        };
        match self {
            Self::Issuer | Self::Pin => one == other,
            _ => one == other || letters(one) == letters(other),
        }
    }
}

impl<'a> Parameters<'a> {
    /// Whether the text after a `?` is a parameter: a known name, with a value unless it needs
    /// none.
    pub(super) fn begin_with(pair: &str) -> bool {
        halves(pair).is_some() || Name::of(pair) == Name::Known(Parameter::Steam)
    }

    /// Reads the text after the `?`. The label before it may show where the issuer ends.
    pub(super) fn read(query: &'a str, label: &'a str) -> Result<Self, Error> {
        let mut read: Vec<(Parameter, Decoded<'a>)> = Vec::with_capacity(NAMES.len());
        let mut likes = Vec::new();
        for (name, value) in pairs(query, label) {
            let parameter = match Name::of(name) {
                Name::Known(parameter) => parameter,
                Name::Like(like) if !is_absent(value) => {
                    likes.push((name, value, like));
                    continue;
                }
                Name::Like(_) | Name::Other => continue,
            };
            let value = match parameter {
                Parameter::Issuer => Decoded::Read(Zeroizing::new(text::clean(&percent::name(value)))),
                _ => percent::value(value).map_err(|_| Error::Encoding(parameter))?,
            };
            // Normalises full-width characters from an input method. A PIN is taken as it is.
            let value = match parameter {
                Parameter::Issuer | Parameter::Pin => value,
                _ if value.is_ascii() => value,
                _ => {
                    let mut narrow = Zeroizing::new(String::with_capacity(value.len()));
                    narrow.extend(value.chars().map(text::narrow));
                    Decoded::Read(narrow)
                }
            };
            let switch = parameter == Parameter::Steam;
            if if switch { is_off(&value) } else { is_absent(&value) } {
                continue;
            }
            match read.iter().find(|(known, _)| *known == parameter) {
                None => read.push((parameter, value)),
                Some((_, before)) if parameter.agrees(before, &value) => {}
                Some(_) => return Err(Error::Contradiction(parameter)),
            }
        }
        let read = Self(read);
        // A lookalike that only states the default changes nothing.
        let says_more = |(_, value, like): &&(&str, &str, Parameter)| match read.get(*like) {
            // The name says how the secret is written, and isn't a secret itself.
            Some(known) if *like != Parameter::Secret => !like.agrees(known, value),
            _ => !like.is_usual(value),
        };
        match likes.iter().find(says_more) {
            Some((name, _, like)) => Err(Error::Lookalike { found: clip(name.trim()), like: *like }),
            None => Ok(read),
        }
    }

    /// The value of a parameter, without white space around it.
    pub(super) fn get(&self, parameter: Parameter) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == parameter).map(|(_, value)| value.trim())
    }
}

fn is_named(name: &str) -> bool {
    matches!(Name::of(name), Name::Known(_))
}

/// Programs without optional types write such a word, and so do scripts around them.
fn is_absent(value: &str) -> bool {
    matches!(value.trim(), "" | "null" | "undefined" | "None" | "nil")
}

/// Whether a switch, which needs no value, is present but off.
fn is_off(value: &str) -> bool {
    !value.is_empty() && is_absent(value) || matches!(value.trim(), "false" | "False" | "0" | "no")
}

/// What some programs write for `&`.
const MARKS: [&str; 6] = [";", "?", "%26", "＆", "；", "？"];

/// What some programs write for `=`.
const EQUALS: [&str; 4] = ["=", "%3D", "%3d", "＝"];

/// The longest name of a parameter, in characters.
const LONGEST_NAME: usize = 24;

/// A name and its value.
fn halves(pair: &str) -> Option<(&str, &str)> {
    let known = |equals: &&str| pair.split_once(*equals).filter(|(name, _)| is_named(name));
    pair.split_once('=').filter(|(name, _)| is_named(name)).or_else(|| EQUALS.iter().find_map(known))
}

/// Names and values. Some programs write `;`, a second `?` or an escape instead of `&`; a known
/// name after it shows that this is meant, unless the label repeats it as part of the issuer.
fn pairs<'a>(query: &'a str, label: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let mut rest = query.split('&');
    let mut within = "";
    std::iter::from_fn(move || {
        let piece = if within.is_empty() { rest.next()? } else { std::mem::take(&mut within) };
        let pair = match parted(piece) {
            Some((pair, behind)) if !is_issuer_of(label, piece) => {
                within = behind;
                pair
            }
            _ => piece,
        };
        let halved = pair.split_once('=');
        let plain = halved.filter(|(name, _)| name.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        Some(plain.or_else(|| halves(pair)).or(halved).unwrap_or((pair, "")))
    })
}

/// Whether a piece is an issuer that the label starts with, to its last character.
fn is_issuer_of(label: &str, piece: &str) -> bool {
    let Some((name, value)) = piece.split_once('=') else { return false };
    let issuer = text::clean(&percent::name(value));
    let issuer = issuer.trim();
    let begins = || label.strip_prefix(issuer).is_some_and(|rest| rest.trim_start().starts_with(':'));
    Name::of(name) == Name::Known(Parameter::Issuer) && !issuer.is_empty() && begins()
}

/// A pair, and the text after the mark that separates the next one.
fn parted(piece: &str) -> Option<(&str, &str)> {
    let may_be = |(at, byte): (usize, u8)| matches!(byte, b';' | b'?' | b'%' | 0x80..).then_some(at);
    piece.bytes().enumerate().filter_map(may_be).find_map(|at| {
        let (pair, rest) = piece.split_at_checked(at)?;
        let behind = MARKS.iter().find_map(|mark| rest.strip_prefix(mark))?;
        let end = behind.char_indices().nth(LONGEST_NAME).map_or(behind.len(), |(end, _)| end);
        halves(behind.get(..end)?).map(|_| (pair, behind))
    })
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Secret => "secret",
            Self::Issuer => "issuer",
            Self::Algorithm => "algorithm",
            Self::Digits => "digits",
            Self::Period => "period",
            Self::Counter => "counter",
            Self::Encoder => "encoder",
            Self::Steam => "steam",
            Self::Pin => "pin",
            Self::Epoch => "T0",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, parameter: Parameter, expected: Result<Option<&str>, Error>) {
        let read = Parameters::read(query, "");
        let found = read.as_ref().map(|parameters| parameters.get(parameter));
        assert_eq!(found, expected.as_ref().copied(), "{query}");
    }

    #[test]
    fn a_value_is_decoded_and_trimmed() {
        check("issuer=Ac%20me+Co%20", Parameter::Issuer, Ok(Some("Ac me Co")));
        check("ISSUER=a=b", Parameter::Issuer, Ok(Some("a=b")));
        check("x=1&&=&issuer=C#", Parameter::Issuer, Ok(Some("C#")));
        check("algo=SHA1", Parameter::Algorithm, Ok(Some("SHA1")));
    }

    #[test]
    fn nothing_and_null_are_absent() {
        for query in ["", "&", "issuer", "issuer=", "issuer=%20", "issuer=null", "secret=MY", "image=x"] {
            check(query, Parameter::Issuer, Ok(None));
        }
        check("issuer=null&issuer=Acme", Parameter::Issuer, Ok(Some("Acme")));
        for word in ["undefined", "None", "nil"] {
            check(&format!("digits={word}"), Parameter::Digits, Ok(None));
        }
        check("issuer=NULL", Parameter::Issuer, Ok(Some("NULL")));
    }

    #[test]
    fn steam_needs_no_value() {
        for (query, found) in
            [("steam", Some("")), ("steam=", Some("")), ("steam=1", Some("1")), ("steam=null", None)]
        {
            check(query, Parameter::Steam, Ok(found));
        }
    }

    #[test]
    fn twice_the_same_is_once_and_twice_different_is_an_error() {
        check("secret=MZXW6YTB&secret=mzxw-6ytb===", Parameter::Secret, Ok(Some("MZXW6YTB")));
        check("algo=SHA1&algorithm=SHA-1", Parameter::Algorithm, Ok(Some("SHA1")));
        for (query, parameter) in [
            ("secret=MZXW6YTB&secret=MZXW6YTA", Parameter::Secret),
            ("issuer=Acme&issuer=acme", Parameter::Issuer),
            ("digits=6&digits=8", Parameter::Digits),
            ("pin=12&pin=1%202", Parameter::Pin),
        ] {
            check(query, parameter, Err(Error::Contradiction(parameter)));
        }
    }

    #[test]
    fn a_bad_escape_is_an_error_where_codes_follow_from_it() {
        check("digits=8%", Parameter::Issuer, Err(Error::Encoding(Parameter::Digits)));
        check("issuer=100%", Parameter::Issuer, Ok(Some("100%")));
        check("issuer=Soci%E9t%E9+%E2%80%8BX", Parameter::Issuer, Ok(Some("Société X")));
        check("image=100%&issuer=a", Parameter::Issuer, Ok(Some("a")));
    }

    #[test]
    fn a_name_is_read_without_what_stuck_to_it() {
        for query in [
            "digits=8",
            "amp;digits=8",
            "amp%3Bdigits=8",
            "%26digits=8",
            "ampdigits=8",
            " Digits =8",
            "digits[]=8",
            "?digits=8",
            "secret=MY;digits=8",
            "secret=MY?digits=8",
            "issuer=a;b;digits=8;period=30",
            "issuer=a%26digits=8",
            "issuer=a%26digits%3D8%26period%3D30",
            "secret=MY&digits%3d8",
            "issuer=a＆digits＝8",
            "secret=MY；digits=8",
            "digits=８",
        ] {
            check(query, Parameter::Digits, Ok(Some("8")));
        }
        check("issuer=a;b;digits=8", Parameter::Issuer, Ok(Some("a;b")));
        check("issuer=What?&digits=8", Parameter::Issuer, Ok(Some("What?")));
        check("issuer=a;b=c", Parameter::Issuer, Ok(Some("a;b=c")));
        check("issuer=R%26D%3Bb%3Dc", Parameter::Issuer, Ok(Some("R&D;b=c")));
        check("issuer=山田＆鈴木", Parameter::Issuer, Ok(Some("山田＆鈴木")));
        check("image=x%3Fdigits%3D8&issuer=a", Parameter::Digits, Ok(None));
    }

    #[test]
    fn what_may_be_meant_to_change_codes_is_not_skipped() {
        for (name, like) in [
            ("digit", Parameter::Digits),
            ("digist", Parameter::Digits),
            ("ddigits", Parameter::Digits),
            ("digits_count", Parameter::Digits),
            ("length", Parameter::Digits),
            ("alg", Parameter::Algorithm),
            ("algoritm", Parameter::Algorithm),
            ("hash", Parameter::Algorithm),
            ("Algorithms", Parameter::Algorithm),
            ("perod", Parameter::Period),
            ("period_seconds", Parameter::Period),
            ("interval", Parameter::Period),
            ("time-step", Parameter::Period),
            ("couter", Parameter::Counter),
            ("initial_counter", Parameter::Counter),
            ("amp;alg", Parameter::Algorithm),
            ("T0", Parameter::Epoch),
            ("epoch", Parameter::Epoch),
            ("encoding", Parameter::Secret),
        ] {
            let lookalike = Error::Lookalike { found: name.to_owned(), like };
            check(&format!("secret=MY&{name}=8"), Parameter::Secret, Err(lookalike));
            check(&format!("secret=MY&{name}="), Parameter::Secret, Ok(Some("MY")));
        }
    }

    #[test]
    fn what_says_no_more_than_what_holds_anyway_is_skipped() {
        for query in ["secret=MY&t0=0", "secret=MY&encoding=Base32"] {
            check(query, Parameter::Secret, Ok(Some("MY")));
        }
    }

    #[test]
    fn what_other_apps_add_is_skipped() {
        for name in [
            "image",
            "icon",
            "logo",
            "lock",
            "codeDisplay",
            "pin_length",
            "uid",
            "serial",
            "deviceid",
            "data",
            "color",
            "user",
            "username",
            "account",
            "name",
            "label",
            "id",
            "type",
            "version",
            "tags",
            "group",
            "trusted",
            "track_id",
            "device",
            "country",
            "force",
            "host",
            "url",
            "enc",
            "mode",
            "kid",
            "created",
            "position",
        ] {
            assert_eq!(Name::of(name), Name::Other, "{name}");
        }
    }
}
