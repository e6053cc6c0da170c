//! Reads a Key URI into an account.

use zeroize::Zeroizing;

use super::{Error, Form, Parameter, error::clip, names, parameters::Parameters, percent, percent::Decoded};
use crate::{
    account::Account,
    base32, hex,
    otp::{Algorithm, Digits, Period, Scheme},
    secret::Secret,
    text,
};

/// Steam's name, where a type has no room for it.
const STEAM: &str = "Steam";

/// Reads a Key URI by the rules of [this module](super).
///
/// `now` is when the account is made, Unix seconds.
///
/// # Errors
/// See [`Error`]; a returned account has passed [`Account::validate`].
pub fn parse(text: &str, now: u64) -> Result<Account, Error> {
    let text = bare(text);
    let account = match Form::of(&text).ok_or(Error::NotKeyUri)? {
        Form::Otpauth(rest) => otpauth(rest, now),
        Form::Motp(rest) => motp(rest, now),
        Form::Steam(secret) => {
            let secret = base32::decode(secret).map_err(secret_error)?;
            Ok(Account { issuer: STEAM.into(), ..Account::nameless(secret, Scheme::Steam, now) })
        }
        Form::Migration(_) => Err(Error::Migration),
    }?;
    account.validate().map_err(Error::Account)
}

/// The account's name in a possibly faulty Key URI, clipped for a list; none if it can't be read.
#[must_use]
pub fn label(text: &str) -> Option<String> {
    let text = bare(text);
    let (Form::Otpauth(rest) | Form::Motp(rest)) = Form::of(&text)? else { return None };
    let (path, _) = parted(rest);
    let label = path.split_once('/').map_or(path, |(_, label)| label);
    let label = percent::label(label);
    // Without its question mark, the parameters look like a part of it.
    let end = label.to_ascii_lowercase().find("secret=").unwrap_or(label.len());
    let label = text::clean(label.get(..end).unwrap_or_default());
    (!label.is_empty()).then(|| clip(&label))
}

/// A Key URI without its wrapping: escapes of HTML, JSON or another URI, invisible characters,
/// full-width forms of its scheme.
pub(super) fn bare(text: &str) -> Decoded<'_> {
    // The fast path for most, since thousands may be read in one call.
    if has_no_escape(text) && is_open(text) && text.contains('?') {
        return Decoded::Given(text);
    }
    let unescaped = Zeroizing::new(text::unescaped(text).into_owned());
    let mut read = Zeroizing::new(String::with_capacity(text.len()));
    read.extend(unescaped.chars().filter(|c| !text::is_invisible(*c)));
    if !is_open(&read) {
        let mut narrow = Zeroizing::new(String::with_capacity(read.len()));
        narrow.extend(read.chars().map(text::narrow));
        if is_open(&narrow) {
            read = narrow;
        }
    }
    // Unwraps a parameter of another address, which may itself be within one.
    for _ in 0..LAYERS {
        if !is_wrapped(&read) {
            break;
        }
        read = percent::label(&read);
    }
    Decoded::Read(read)
}

/// More layers than anyone puts around a Key URI.
const LAYERS: usize = 3;

/// Contains neither invisible characters nor the start of an HTML or JSON escape.
fn has_no_escape(text: &str) -> bool {
    let plain = |byte: u8| matches!(byte, b' '..=b'~') & (byte != b'\\') & (byte != b';');
    text.bytes().fold(true, |all, byte| all & plain(byte))
}

/// Whether it starts with a properly written scheme.
fn is_open(text: &str) -> bool {
    text.split_once(':').is_some_and(|(_, rest)| rest.starts_with("//"))
}

/// Whether the scheme, or everything after it, is percent encoded.
fn is_wrapped(text: &str) -> bool {
    let lower: String = text.trim_start().chars().take(32).flat_map(char::to_lowercase).collect();
    let scheme =
        !lower.contains("://") && ["%3a%2f%2f", "%3a//", "%253a"].iter().any(|it| lower.contains(it));
    scheme || lower.contains("://") && !text.contains('?') && (text.contains("%3F") || text.contains("%3f"))
}

/// Splits the label from the parameters: at the first `?` before a parameter, since a label may
/// contain one.
fn parted(rest: &str) -> (&str, &str) {
    let begins = |query: &str| {
        let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
        let first = query.split('&').next().unwrap_or_default();
        let is_name = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.[];".contains(c));
        let is_pair = || first.is_empty() || first.split_once('=').is_some_and(|(name, _)| is_name(name));
        Parameters::begin_with(first) || is_pair() && query.split('&').any(|pair| name(pair) == "secret")
    };
    // The fast path for most, since thousands may be read in one call.
    if let Some((path, query)) = rest.split_once('?').filter(|(path, query)| path.is_ascii() && begins(query))
    {
        return (path, query);
    }
    let at = |(at, mark): (usize, &str)| Some((rest.get(..at)?, rest.get(at..)?.strip_prefix(mark)?));
    let mut cuts = rest.match_indices(['?', '？']).filter_map(at);
    cuts.find(|(_, query)| begins(query)).or_else(|| rest.split_once('?')).unwrap_or((rest, ""))
}

fn otpauth(rest: &str, now: u64) -> Result<Account, Error> {
    let (path, query) = parted(rest);
    let (kind, label) = path.split_once('/').unwrap_or((path, ""));
    let label = text::clean(&percent::label(label));
    let parameters = Parameters::read(query, &label)?;
    let (issuer, name) = names::read(&label, parameters.get(Parameter::Issuer));
    let scheme = match kind.to_ascii_lowercase().as_str() {
        "totp" => time(&parameters, &issuer)?,
        "hotp" => Scheme::Hotp {
            algorithm: algorithm(&parameters)?,
            digits: digits(&parameters)?,
            counter: counter(&parameters)?,
        },
        "steam" => Scheme::Steam,
        "yaotp" | "yandex" => {
            let pin = parameters.get(Parameter::Pin).ok_or(Error::NoPin)?;
            // Ente wrote it plain; base32 of digits begins with a letter.
            let plain = pin.bytes().all(|byte| byte.is_ascii_digit());
            let plain = plain.then(|| Secret::new(pin.as_bytes().to_vec()).map_err(|_| Error::NoPin));
            Scheme::Yandex { pin: plain.unwrap_or_else(|| base32::decode(pin).map_err(Error::Pin))? }
        }
        _ => return Err(Error::UnknownType(clip(kind))),
    };
    let secret = parameters.get(Parameter::Secret).ok_or(Error::NoSecret)?;
    let secret = base32::decode(secret).map_err(secret_error)?;
    Ok(Account { issuer, name, ..Account::nameless(secret, scheme, now) })
}

fn motp(rest: &str, now: u64) -> Result<Account, Error> {
    let (label, query) = parted(rest);
    let label = text::clean(&percent::label(label));
    let parameters = Parameters::read(query, &label)?;
    let (issuer, name) = names::read(&label, parameters.get(Parameter::Issuer));
    let text = parameters.get(Parameter::Secret).ok_or(Error::NoSecret)?;
    let bytes = hex::decode(text).ok_or(Error::NotHexadecimal)?;
    let secret = Secret::new(bytes).map_err(|_| Error::NoSecret)?;
    let pin = parameters.get(Parameter::Pin).ok_or(Error::NoPin)?;
    let pin = Secret::new(pin.as_bytes().to_vec()).map_err(|_| Error::NoPin)?;
    Ok(Account { issuer, name, ..Account::nameless(secret, Scheme::Motp { pin }, now) })
}

/// TOTP, or Steam in one of the forms that apps write.
fn time(parameters: &Parameters<'_>, issuer: &str) -> Result<Scheme, Error> {
    if parameters.get(Parameter::Steam).is_some() {
        return Ok(Scheme::Steam);
    }
    let usual = |encoder: &&str| encoder.eq_ignore_ascii_case("totp");
    if let Some(encoder) = parameters.get(Parameter::Encoder).filter(|encoder| !usual(encoder)) {
        let steam = encoder.eq_ignore_ascii_case(STEAM);
        return if steam { Ok(Scheme::Steam) } else { Err(Error::Encoder(clip(encoder))) };
    }
    let algorithm = algorithm(parameters)?;
    let digits = digits(parameters)?;
    let period = number(parameters, Parameter::Period, Error::Period)?
        .map_or(Ok(Period::THIRTY), |(seconds, text)| {
            Period::new(seconds).map_err(|_| Error::Period(clip(text)))
        })?;
    // Steam's digits, period and algorithm are fixed, so a URI with others isn't Steam's.
    let may_be_steam = algorithm == Algorithm::Sha1
        && period == Period::THIRTY
        && (parameters.get(Parameter::Digits).is_none() || digits.get() == 5);
    if may_be_steam && issuer.eq_ignore_ascii_case(STEAM) {
        return Ok(Scheme::Steam);
    }
    Ok(Scheme::Totp { algorithm, digits, period })
}

fn algorithm(parameters: &Parameters<'_>) -> Result<Algorithm, Error> {
    let Some(text) = parameters.get(Parameter::Algorithm) else { return Ok(Algorithm::Sha1) };
    Algorithm::named(text).ok_or_else(|| Error::Algorithm(clip(text)))
}

fn digits(parameters: &Parameters<'_>) -> Result<Digits, Error> {
    match number(parameters, Parameter::Digits, Error::Digits)? {
        None => Ok(Digits::SIX),
        Some((count, text)) => Digits::new(count).map_err(|_| Error::Digits(clip(text))),
    }
}

fn counter(parameters: &Parameters<'_>) -> Result<u64, Error> {
    let counter = number(parameters, Parameter::Counter, Error::Counter)?;
    Ok(counter.map_or(0, |(counter, _)| counter))
}

/// A number, together with its text.
fn number<'a, N: std::str::FromStr>(
    parameters: &'a Parameters<'_>,
    parameter: Parameter,
    error: fn(String) -> Error,
) -> Result<Option<(N, &'a str)>, Error> {
    let Some(text) = parameters.get(parameter) else { return Ok(None) };
    // Rust would accept a plus sign.
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(number) if digits => Ok(Some((number, text))),
        _ => Err(error(clip(text))),
    }
}

fn secret_error(error: base32::Error) -> Error {
    if error == base32::Error::Empty { Error::NoSecret } else { Error::Secret(error) }
}

#[cfg(test)]
mod tests;
