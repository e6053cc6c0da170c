//! A key URI, read into an account.

use zeroize::Zeroizing;

use super::{Error, Form, Parameter, Part, error::clip, parameters::Parameters, percent};
use crate::{
    account::Account,
    base32, hex,
    otp::{Algorithm, Digits, Period, Scheme},
    secret::Secret,
};

/// What Steam is called where a type has no room for it.
const STEAM: &str = "Steam";

/// Reads a key URI as the rules of [this module](super) say.
///
/// `now` is when the account is made, Unix seconds.
///
/// # Errors
/// See [`Error`]; what is returned has passed [`Account::validate`].
pub fn parse(text: &str, now: u64) -> Result<Account, Error> {
    let account = match Form::of(text).ok_or(Error::NotKeyUri)? {
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

fn otpauth(rest: &str, now: u64) -> Result<Account, Error> {
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (kind, label) = path.split_once('/').unwrap_or((path, ""));
    let parameters = Parameters::read(query)?;
    let (issuer, name) = names(label, &parameters)?;
    let scheme = match kind.to_ascii_lowercase().as_str() {
        "totp" => time(&parameters, &issuer)?,
        "hotp" => Scheme::Hotp {
            algorithm: algorithm(&parameters)?,
            digits: digits(&parameters)?,
            counter: counter(&parameters)?,
        },
        "steam" => Scheme::Steam,
        "yaotp" => {
            let pin = parameters.get(Parameter::Pin).ok_or(Error::NoPin)?;
            Scheme::Yandex { pin: base32::decode(pin).map_err(Error::Pin)? }
        }
        _ => return Err(Error::UnknownType(clip(kind))),
    };
    let secret = parameters.get(Parameter::Secret).ok_or(Error::NoSecret)?;
    let secret = base32::decode(secret).map_err(secret_error)?;
    Ok(Account { issuer, name, ..Account::nameless(secret, scheme, now) })
}

fn motp(rest: &str, now: u64) -> Result<Account, Error> {
    let (label, query) = rest.split_once('?').unwrap_or((rest, ""));
    let parameters = Parameters::read(query)?;
    let (issuer, name) = names(label, &parameters)?;
    let text = parameters.get(Parameter::Secret).ok_or(Error::NoSecret)?;
    let bytes = hex::decode(text).ok_or(Error::NotHexadecimal)?;
    let secret = Secret::new(bytes).map_err(|_| Error::NoSecret)?;
    let pin = parameters.get(Parameter::Pin).ok_or(Error::NoPin)?;
    let pin = Secret::new(pin.as_bytes().to_vec()).map_err(|_| Error::NoPin)?;
    Ok(Account { issuer, name, ..Account::nameless(secret, Scheme::Motp { pin }, now) })
}

/// Issuer and account name, of a label that may repeat the issuer.
fn names(label: &str, parameters: &Parameters) -> Result<(String, String), Error> {
    let label: Zeroizing<String> = percent::label(label).map_err(|_| Error::Encoding(Part::Label))?;
    let given = parameters.get(Parameter::Issuer);
    // An issuer may hold colons of its own; only where it stands in front can that be known.
    let whole = given.and_then(|issuer| label.trim_start().strip_prefix(issuer)?.strip_prefix(':'));
    let (prefix, name) = match whole {
        Some(name) => ("", name),
        None => label.split_once(':').unwrap_or(("", &label)),
    };
    Ok((given.unwrap_or(prefix.trim()).to_string(), name.trim().to_string()))
}

/// TOTP, or Steam in one of the disguises that apps gave it.
fn time(parameters: &Parameters, issuer: &str) -> Result<Scheme, Error> {
    if parameters.get(Parameter::Steam).is_some() {
        return Ok(Scheme::Steam);
    }
    if let Some(encoder) = parameters.get(Parameter::Encoder) {
        let steam = encoder.eq_ignore_ascii_case(STEAM);
        return if steam { Ok(Scheme::Steam) } else { Err(Error::Encoder(clip(encoder))) };
    }
    let algorithm = algorithm(parameters)?;
    let digits = digits(parameters)?;
    let period = number(parameters, Parameter::Period, Error::Period)?
        .map_or(Ok(Period::THIRTY), |(seconds, text)| {
            Period::new(seconds).map_err(|_| Error::Period(clip(text)))
        })?;
    // Steam has no other digits, period or algorithm: what names others is something else.
    let may_be_steam = algorithm == Algorithm::Sha1
        && period == Period::THIRTY
        && (parameters.get(Parameter::Digits).is_none() || digits.get() == 5);
    if may_be_steam && issuer.eq_ignore_ascii_case(STEAM) {
        return Ok(Scheme::Steam);
    }
    Ok(Scheme::Totp { algorithm, digits, period })
}

fn algorithm(parameters: &Parameters) -> Result<Algorithm, Error> {
    let Some(text) = parameters.get(Parameter::Algorithm) else { return Ok(Algorithm::Sha1) };
    Algorithm::named(text).ok_or_else(|| Error::Algorithm(clip(text)))
}

fn digits(parameters: &Parameters) -> Result<Digits, Error> {
    match number(parameters, Parameter::Digits, Error::Digits)? {
        None => Ok(Digits::SIX),
        Some((count, text)) => Digits::new(count).map_err(|_| Error::Digits(clip(text))),
    }
}

fn counter(parameters: &Parameters) -> Result<u64, Error> {
    let counter = number(parameters, Parameter::Counter, Error::Counter)?;
    Ok(counter.map_or(0, |(counter, _)| counter))
}

/// A number, with the text it was written as.
fn number<N: std::str::FromStr>(
    parameters: &Parameters,
    parameter: Parameter,
    error: fn(String) -> Error,
) -> Result<Option<(N, &str)>, Error> {
    let Some(text) = parameters.get(parameter) else { return Ok(None) };
    // Rust would take a plus sign.
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
