//! Accounts to files that other apps read. One writer a file, each with `write` and `lacks`.
//!
//! A writer says beforehand what its format cannot hold ([`Writer::lacks`]), and what was written is read back by
//! this crate's own reader and compared before anybody calls it saved ([`write()`]).

mod aegis;
mod bitwarden;
mod cxf;
mod google;
mod html;
mod keepass;
mod key_uris;
mod tandem;
mod twofas;

use std::fmt;

use tandem_core::{Entropy, account::Account, otp::Scheme};
use zeroize::Zeroizing;

use crate::{Candidate, Request, read};

/// A format that can be written.
pub struct Writer {
    /// What the shell calls it; never shown.
    pub id: &'static str,
    /// The app's own name, the same in every language.
    pub app: &'static str,
    /// What a file of it is called at the end.
    pub ending: &'static str,
    /// Whether it is sealed under a passphrase.
    pub sealed: bool,
    write: Write,
    lacks: fn(&Account) -> Vec<Lack>,
}

type Write = fn(&[&Account], &Request<'_>, &mut dyn Entropy) -> Result<Vec<u8>, WriteError>;

/// What a format cannot hold of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// The account at all: its codes cannot be told.
    Account,
    /// The person's own label.
    Label,
    /// The note.
    Note,
    /// The tags, or all but one of them.
    Tags,
    /// That it is pinned.
    Pinned,
    /// The sites that it is for.
    Sites,
}

/// Why there is no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteError {
    /// There is no such format.
    Unknown,
    /// A sealed file needs a passphrase.
    NoPassphrase,
    /// No chosen account fits into the format.
    Nothing,
    /// The file would be larger than one that is read.
    TooLarge,
    /// What was written did not read back as what it was.
    NotReadBack,
}

/// A line of the table: the module has `write` and `lacks`.
macro_rules! writer {
    ($id:literal, $app:literal, $ending:literal, $module:ident) => {
        Writer {
            id: $id,
            app: $app,
            ending: $ending,
            sealed: false,
            write: $module::write,
            lacks: $module::lacks,
        }
    };
}

/// Every format that can be written, encrypted ones first.
pub const WRITERS: &[Writer] = &[
    Writer { sealed: true, write: aegis::sealed, ..writer!("aegis", "Aegis", "json", aegis) },
    Writer { sealed: true, ..writer!("tandem", "Tandem", "tandem", tandem) },
    writer!("aegis-plain", "Aegis", "json", aegis),
    writer!("2fas", "2FAS", "2fas", twofas),
    writer!("bitwarden", "Bitwarden", "json", bitwarden),
    Writer { write: bitwarden::table, ..writer!("bitwarden-csv", "Bitwarden CSV", "csv", bitwarden) },
    writer!("keepass-csv", "KeePassXC CSV", "csv", keepass),
    writer!("cxf", "FIDO Credential Exchange", "json", cxf),
    Writer { id: GOOGLE, ..writer!("", "Google Authenticator", "html", google) },
    writer!("html", "HTML", "html", html),
    writer!("key-uris", "Key URIs", "txt", key_uris),
];

const GOOGLE: &str = "google-migration";

impl Writer {
    /// What it cannot hold of an account; empty where it holds all.
    #[must_use]
    pub fn lacks(&self, account: &Account) -> Vec<Lack> {
        (self.lacks)(account)
    }

    /// Whether what it writes is a set of QR codes, which [`qr_texts`] gives one by one.
    #[must_use]
    pub fn is_codes(&self) -> bool {
        self.id == GOOGLE
    }

    /// The accounts that fit.
    fn fitting<'a>(&self, accounts: &'a [Account]) -> Vec<&'a Account> {
        accounts.iter().filter(|account| !self.lacks(account).contains(&Lack::Account)).collect()
    }
}

/// Writes accounts, leaving out those that do not fit, and reads the file back before it is given out. The request
/// says the passphrase and the time.
///
/// # Errors
/// See [`WriteError`].
pub fn write(
    id: &str,
    accounts: &[Account],
    request: &Request<'_>,
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, WriteError> {
    let writer = WRITERS.iter().find(|writer| writer.id == id).ok_or(WriteError::Unknown)?;
    let chosen = writer.fitting(accounts);
    if chosen.is_empty() {
        return Err(WriteError::Nothing);
    }
    if writer.sealed && request.passphrase().unwrap_or_default().is_empty() {
        return Err(WriteError::NoPassphrase);
    }
    let file = (writer.write)(&chosen, request, entropy)?;
    // Both derive keys, and each is within the limits of its own.
    request.restore();
    let back = read(&file, request).map_err(|_| WriteError::NotReadBack)?;
    let whole = back.refused.is_empty() && back.candidates.len() == chosen.len();
    if whole && chosen.iter().zip(&back.candidates).all(|(ours, theirs)| is_same(ours, theirs)) {
        Ok(file)
    } else {
        Err(WriteError::NotReadBack)
    }
}

/// The texts of the QR codes that [`write()`] draws, for a format that is a set of them; none for others.
///
/// # Security
/// They hold every secret.
pub fn qr_texts(id: &str, accounts: &[Account], entropy: &mut dyn Entropy) -> Vec<Zeroizing<String>> {
    let writer = WRITERS.iter().find(|writer| writer.id == id && writer.is_codes());
    writer.map(|writer| google::texts(&writer.fitting(accounts), entropy)).unwrap_or_default()
}

/// Whether what was read back makes the same codes under the same names. A name that was empty may have been
/// filled, and one with a colon may have been parted there.
fn is_same(ours: &Account, theirs: &Candidate) -> bool {
    let theirs = &theirs.account;
    let counter = |scheme: &Scheme| match scheme {
        Scheme::Hotp { counter, .. } => Some(*counter),
        _ => None,
    };
    let joined = |account: &Account| {
        let text = format!("{}:{}", account.issuer.trim(), account.name.trim());
        text.trim_matches(':').to_owned()
    };
    let kept = |own: &str, other: &str| own.trim().is_empty() || own.trim() == other;
    let named = kept(&ours.issuer, &theirs.issuer) && kept(&ours.name, &theirs.name);
    ours.secret.same_as(&theirs.secret)
        && ours.scheme.same_codes(&theirs.scheme)
        && counter(&ours.scheme) == counter(&theirs.scheme)
        && (named || joined(ours) == joined(theirs))
}

/// What an account has beside the names that a format does not hold.
fn lacks_beside(account: &Account, held: &[Lack]) -> Vec<Lack> {
    let has = [
        (Lack::Label, account.label.as_ref().is_some_and(|label| !label.is_empty())),
        (Lack::Note, !account.note.is_empty()),
        (Lack::Tags, !account.tags.is_empty()),
        (Lack::Pinned, account.pinned),
        (Lack::Sites, !account.sites.is_empty()),
    ];
    has.into_iter().filter(|(lack, has)| *has && !held.contains(lack)).map(|(lack, _)| lack).collect()
}

/// The same for a format with room for one tag.
fn lacks_beside_a_tag(account: &Account, held: &[Lack]) -> Vec<Lack> {
    let mut lacks = lacks_beside(account, held);
    lacks.retain(|lack| *lack != Lack::Tags || account.tags.len() > 1);
    lacks
}

/// Whether a counter is one that other apps can read: they have a sign.
fn is_small(counter: u64) -> bool {
    i64::try_from(counter).is_ok()
}

/// The addresses of an account's sites.
fn addresses(account: &Account) -> Vec<String> {
    let address = |site: &tandem_core::account::Site| match site.port {
        Some(port) => format!("http://{}:{port}", site.host),
        None => format!("https://{}", site.host),
    };
    account.sites.iter().map(address).collect()
}

/// What an entry is called in a list of titles.
fn titled(account: &Account) -> &str {
    if account.issuer.is_empty() { &account.name } else { &account.issuer }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "there is no such format",
            Self::NoPassphrase => "an encrypted file needs a password",
            Self::Nothing => "no chosen account fits into this format: choose another one",
            Self::TooLarge => "the file would be larger than 32 MB: choose fewer accounts",
            Self::NotReadBack => {
                "the file did not read back as it was written, and was not saved: choose another format"
            }
        })
    }
}

impl std::error::Error for WriteError {}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Writer({})", self.id)
    }
}

/// A row of a table, each cell in quotation marks. The csv crate's writer would bring a reader of fractions along,
/// whose tables are 10 kB that nothing compresses.
fn put_row(cells: &[&str], table: &mut String) {
    for (place, cell) in cells.iter().enumerate() {
        table.push_str(if place == 0 { "\"" } else { ",\"" });
        table.push_str(&cell.replace('"', "\"\""));
        table.push('"');
    }
    table.push_str("\r\n");
}

#[cfg(test)]
mod tests;
