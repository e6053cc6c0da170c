//! The parameters of a key URI.

use std::fmt;

use zeroize::Zeroizing;

use super::{Error, Part, percent};

/// A parameter that takes part in what an account is.
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
    /// `encoder`, KeePassXC's way to say Steam.
    Encoder,
    /// `steam`, Stratum's way to say Steam; it needs no value.
    Steam,
    /// `pin`.
    Pin,
}

/// The parameters of a key URI that have a value, decoded; each at most once.
pub(super) struct Parameters(Vec<(Parameter, Zeroizing<String>)>);

impl Parameter {
    /// Names in any case; `None` for those that change no code and no name.
    fn named(name: &str) -> Option<Self> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "secret" => Self::Secret,
            "issuer" => Self::Issuer,
            "algorithm" | "algo" => Self::Algorithm,
            "digits" => Self::Digits,
            "period" => Self::Period,
            "counter" => Self::Counter,
            "encoder" => Self::Encoder,
            "steam" => Self::Steam,
            "pin" => Self::Pin,
            _ => return None,
        })
    }

    /// Whether two values say the same: to the letter where letters count.
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

impl Parameters {
    /// Reads what stands behind the `?`.
    pub(super) fn read(query: &str) -> Result<Self, Error> {
        let mut read: Vec<(Parameter, Zeroizing<String>)> = Vec::new();
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let Some(parameter) = Parameter::named(name) else { continue };
            let value = percent::value(value).map_err(|_| Error::Encoding(Part::Value(parameter)))?;
            // Programs without optional types write the word; so do scripts around them.
            if matches!(value.trim(), "" | "null") && (parameter != Parameter::Steam || !value.is_empty()) {
                continue;
            }
            match read.iter().find(|(known, _)| *known == parameter) {
                None => read.push((parameter, value)),
                Some((_, before)) if parameter.agrees(before, &value) => {}
                Some(_) => return Err(Error::Contradiction(parameter)),
            }
        }
        Ok(Self(read))
    }

    /// The value of a parameter, without white space around it.
    pub(super) fn get(&self, parameter: Parameter) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == parameter).map(|(_, value)| value.trim())
    }
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
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, parameter: Parameter, expected: Result<Option<&str>, Error>) {
        let read = Parameters::read(query);
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
    fn a_bad_escape_is_an_error_where_it_counts() {
        check("issuer=100%", Parameter::Issuer, Err(Error::Encoding(Part::Value(Parameter::Issuer))));
        check("image=100%&issuer=a", Parameter::Issuer, Ok(Some("a")));
    }
}
