//! `bench import DIR [--list]`: which accounts are read from the files of other apps in a folder.
//!
//! `DIR/manifest.json` says what each file contains. The alternative values (`alt`) in the folder
//! are right too, and an empty issuer or name may have been filled in. `--speed` measures, and
//! saves the files in a folder, if one is named.

mod crowds;
mod speed;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use tandem_core::account::Account;
use tandem_core::base32;
use tandem_core::otp::{Algorithm, Scheme};
use tandem_core::qr::{self, Budget, Kind, Picture, Pixels};
use tandem_core::secret::Secret;
use tandem_exchange::{Import, Request, read};

/// When the accounts are made; no comparison depends on it.
const NOW: u64 = 1_800_000_000;

/// A file of the manifest.
#[derive(Deserialize)]
struct Sample {
    file: String,
    #[serde(default)]
    format: String,
    passphrase: Option<String>,
    #[serde(default)]
    companions: Option<Vec<String>>,
    #[serde(default)]
    side_files: Option<Vec<String>>,
    entries: Vec<Expected>,
}

/// An account of a file.
#[derive(Deserialize)]
struct Expected {
    #[serde(rename = "type")]
    kind: String,
    secret_base32: Option<String>,
    secret_hex: Option<String>,
    #[serde(default)]
    issuer: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    algorithm: String,
    #[serde(default)]
    digits: Option<u8>,
    period: Option<u32>,
    counter: Option<u64>,
    pin: Option<String>,
    alt: Option<serde_json::Map<String, serde_json::Value>>,
    /// Added or refused, both are right.
    #[serde(default)]
    optional: bool,
}

/// How far a right answer may differ from the manifest's values.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leniency {
    None,
    /// An empty issuer or name was filled in.
    Filled,
    /// The alternative value.
    Other,
}

/// The results for all files.
#[derive(Default)]
struct Score {
    files: usize,
    expected: usize,
    found: usize,
    wrong: usize,
    misread: usize,
}

/// Reads every file, and prints the differences.
///
/// # Errors
/// The folder or its manifest can't be read.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    match arguments {
        [flag] if flag == "--speed" => return speed::run(None),
        [flag, kept] if flag == "--speed" => return speed::run(Some(Path::new(kept))),
        [flag, path] if flag == "--speed-of" => return speed::of(path),
        _ => {}
    }
    let list = arguments.iter().any(|argument| argument == "--list");
    let Some(folder) = arguments.iter().find(|argument| !argument.starts_with("--")) else {
        bail!("bench import which folder? It holds a manifest.json");
    };
    let folder = Path::new(folder);
    let manifest = fs::read(folder.join("manifest.json")).context("the folder's manifest.json")?;
    let samples: Vec<Sample> = serde_json::from_slice(&manifest).context("the folder's manifest.json")?;
    let mut score = Score::default();
    for sample in &samples {
        let off = score.take(sample, folder)?;
        if list && !off.is_empty() {
            println!("{} ({})", sample.file, sample.format);
            off.iter().for_each(|line| println!("    {line}"));
        }
    }
    let Score { files, expected, found, wrong, misread } = score;
    println!("import: {files} files, {found} of {expected} entries, {wrong} wrong, {misread} files misread");
    Ok(())
}

impl Score {
    /// Reads one file and compares; returns the differences, one on each line.
    fn take(&mut self, sample: &Sample, folder: &Path) -> Result<Vec<String>> {
        let mut off = Vec::new();
        let (mut given, mut told) = match import(sample, folder)? {
            Ok(import) => {
                let told = import
                    .refused
                    .iter()
                    .map(|refused| format!("refused: {}: {}", refused.name, refused.why));
                let told = told.collect();
                (import.candidates.into_iter().map(|candidate| candidate.account).collect(), told)
            }
            Err(error) => (Vec::new(), vec![format!("refused: {error}")]),
        };
        let wanted = sample.entries.iter().filter(|entry| !entry.optional).count();
        let mut found = 0;
        let mut left: Vec<&Expected> = sample.entries.iter().collect();
        // Exact matches come first, so that none takes another's place.
        for leniency in [Leniency::None, Leniency::Filled, Leniency::Other] {
            left.retain(|entry| match given.iter().position(|account| entry.fits(account, leniency)) {
                Some(place) => {
                    given.remove(place);
                    found += usize::from(!entry.optional);
                    false
                }
                None => true,
            });
        }
        off.extend(
            left.iter().filter(|entry| !entry.optional).map(|entry| format!("missing: {}", entry.told())),
        );
        off.extend(given.iter().map(|account| format!("wrong:   {}", told_of(account))));
        self.files += 1;
        self.expected += wanted;
        self.found += found;
        self.wrong += given.len();
        self.misread += usize::from(!off.is_empty());
        if !off.is_empty() {
            off.append(&mut told);
        }
        Ok(off)
    }
}

/// Reads a file as the import page does: pictures by their QR codes, everything else by its content.
fn import(sample: &Sample, folder: &Path) -> Result<Result<Import, tandem_exchange::Error>> {
    let bytes = fs::read(folder.join(&sample.file)).with_context(|| sample.file.clone())?;
    let names = sample.companions.iter().chain(&sample.side_files).flatten();
    let companions: Vec<(String, Vec<u8>)> = names
        .map(|name| {
            let path = [folder.join(name), folder.join(&sample.file).with_file_name(name)];
            let path = path.iter().find(|path| path.exists()).with_context(|| name.clone())?;
            Ok((name.clone(), fs::read(path)?))
        })
        .collect::<Result<_>>()?;
    let companions: Vec<(&str, &[u8])> =
        companions.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let mut request = Request::new(NOW).with_companions(&companions);
    if let Some(passphrase) = &sample.passphrase {
        request = request.with_passphrase(passphrase);
    }
    Ok(match picture(&bytes)? {
        Some(texts) => read(texts.join("\n").as_bytes(), &request),
        None => read(&bytes, &request),
    })
}

/// The texts of a picture's QR codes, where the bytes are a picture.
fn picture(bytes: &[u8]) -> Result<Option<Vec<String>>> {
    if image::guess_format(bytes).is_err() {
        return Ok(None);
    }
    let image = image::load_from_memory(bytes)?.into_rgba8();
    let (width, height) = (usize::try_from(image.width())?, usize::try_from(image.height())?);
    let picture = Picture { pixels: Pixels::Rgba(&image), width, height, kind: Kind::Screenshot };
    let found = qr::read(&picture, Budget::default())?;
    Ok(Some(found.iter().filter_map(|found| found.text().map(str::to_owned)).collect()))
}

impl Expected {
    fn fits(&self, account: &Account, leniency: Leniency) -> bool {
        let algorithm = if leniency == Leniency::Other { self.text("algorithm") } else { &self.algorithm };
        self.makes_the_codes_of(account, algorithm) && self.named_as(account, leniency)
    }

    fn makes_the_codes_of(&self, account: &Account, named: &str) -> bool {
        let secret = self.secret().is_some_and(|secret| secret.same_as(&account.secret));
        let pin = |pin: &Secret| self.pin.as_ref().is_none_or(|text| text.as_bytes() == pin.expose());
        secret
            && match &account.scheme {
                Scheme::Totp { algorithm, digits, period } => {
                    matches!(self.kind.as_str(), "totp" | "battlenet")
                        && Algorithm::named(named) == Some(*algorithm)
                        && self.digits == Some(digits.get())
                        && self.period == Some(period.seconds())
                }
                Scheme::Hotp { algorithm, digits, counter } => {
                    self.kind == "hotp"
                        && Algorithm::named(named) == Some(*algorithm)
                        && self.digits == Some(digits.get())
                        && self.counter == Some(*counter)
                }
                Scheme::Steam => self.kind == "steam",
                Scheme::Motp { pin: own } => self.kind == "motp" && pin(own),
                Scheme::Yandex { pin: own } => self.kind == "yandex" && pin(own),
            }
    }

    fn named_as(&self, account: &Account, leniency: Leniency) -> bool {
        let own = (account.issuer.as_str(), account.name.as_str());
        let filled = |own: &str, wanted: &str| {
            own == wanted || wanted.is_empty() || (self.issuer == self.name && own.is_empty())
        };
        match leniency {
            Leniency::None => own == (&self.issuer, &self.name),
            Leniency::Filled => filled(own.0, &self.issuer) && filled(own.1, &self.name),
            Leniency::Other => own == (self.text("issuer"), self.text("name")),
        }
    }

    fn secret(&self) -> Option<Secret> {
        match (&self.secret_base32, &self.secret_hex) {
            (Some(text), _) => base32::decode(text).ok(),
            (None, Some(text)) => {
                let digits: Option<Vec<u8>> = text
                    .as_bytes()
                    .chunks(2)
                    .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
                    .collect();
                Secret::new(digits?).ok()
            }
            (None, None) => None,
        }
    }

    /// The alternative value of a field, or its own.
    fn text(&self, field: &str) -> &str {
        let other = self.alt.as_ref().and_then(|alt| alt.get(field)?.as_str());
        other.unwrap_or(match field {
            "issuer" => &self.issuer,
            "name" => &self.name,
            _ => &self.algorithm,
        })
    }

    /// Without the secret, so that the output can be shown to anybody.
    fn told(&self) -> String {
        let Self { kind, issuer, name, algorithm, digits, period, counter, .. } = self;
        format!("{kind} {issuer:?} {name:?} {algorithm} {digits:?} {period:?} {counter:?}")
    }
}

fn told_of(account: &Account) -> String {
    format!("{:?} {:?} {:?}", account.issuer, account.name, account.scheme)
}
