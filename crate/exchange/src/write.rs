//! Writes accounts to files for other apps: one writer for each format, with `write` and `lacks`.
//!
//! A writer first says what its format can't store ([`Writer::lacks`]). Every written file is read
//! back by this crate's own reader and compared before it counts as saved ([`write()`]).

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

use tandem_core::{
    Entropy,
    account::{Account, Site},
    otp::Scheme,
};
use zeroize::Zeroizing;

use crate::{Candidate, Request, fit, read};

/// A format that can be written.
pub struct Writer {
    /// Its id for the shell; never shown.
    pub id: &'static str,
    /// The app's own name, the same in every language.
    pub app: &'static str,
    /// The ending of its file's name.
    pub ending: &'static str,
    /// Whether it is encrypted with a passphrase.
    pub sealed: bool,
    write: Write,
    lacks: fn(&Account) -> Vec<Lack>,
}

type Write = fn(&[&Account], &Request<'_>, &mut dyn Entropy) -> Result<Vec<u8>, WriteError>;

/// What a format can't store of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// The whole account, because the format can't describe its codes.
    Account,
    /// The user's own label.
    Label,
    /// The note.
    Note,
    /// The tags, or all but one of them.
    Tags,
    /// That it is pinned.
    Pinned,
    /// Its sites.
    Sites,
    /// That only this host is meant, not others of its domain.
    OnlyHost,
    /// The icon that the user chose.
    Icon,
    /// That its codes are hidden.
    Hidden,
    /// That filling in its code also submits it.
    Submit,
    /// The fields that the user chose on pages.
    Fields,
}

/// Why no file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteError {
    /// There is no such format.
    Unknown,
    /// An encrypted file needs a passphrase.
    NoPassphrase,
    /// None of the accounts fits into the format.
    Nothing,
    /// The file would be larger than a file that can be read.
    TooLarge,
    /// The file didn't read back as it was written.
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
    Writer {
        write: bitwarden::table,
        lacks: bitwarden::lacks_in_table,
        ..writer!("bitwarden-csv", "Bitwarden CSV", "csv", bitwarden)
    },
    writer!("keepass-csv", "KeePassXC CSV", "csv", keepass),
    writer!("cxf", "FIDO Credential Exchange", "json", cxf),
    Writer { id: GOOGLE, ..writer!("", "Google Authenticator", "html", google) },
    writer!("html", "HTML", "html", html),
    writer!("key-uris", "Key URIs", "txt", key_uris),
];

const GOOGLE: &str = "google-migration";

impl Writer {
    /// What it can't store of an account; empty if it can store everything.
    #[must_use]
    pub fn lacks(&self, account: &Account) -> Vec<Lack> {
        (self.lacks)(account)
    }

    /// Whether it writes a set of QR codes, whose texts [`qr_texts`] gives.
    #[must_use]
    pub fn is_codes(&self) -> bool {
        self.id == GOOGLE
    }

    /// The accounts that fit.
    fn fitting<'a>(&self, accounts: &'a [Account]) -> Vec<&'a Account> {
        accounts.iter().filter(|account| !self.lacks(account).contains(&Lack::Account)).collect()
    }
}

/// Writes the accounts that fit, and reads the file back before returning it. The request has the
/// passphrase and the time.
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
    // Both derive keys, each within limits of its own.
    request.restore();
    let back = read(&file, request).map_err(|_| WriteError::NotReadBack)?;
    let whole = back.refused.is_empty() && back.candidates.len() == chosen.len();
    let same = |(ours, theirs): (&&Account, &Candidate)| {
        is_same(ours, theirs) && keeps(ours, &theirs.account, &writer.lacks(ours))
    };
    if whole && chosen.iter().zip(&back.candidates).all(same) {
        Ok(file)
    } else {
        Err(WriteError::NotReadBack)
    }
}

/// The texts of the QR codes that [`write()`] draws, if the format is a set of them; none for
/// others.
///
/// # Security
/// They contain every secret.
pub fn qr_texts(id: &str, accounts: &[Account], entropy: &mut dyn Entropy) -> Vec<Zeroizing<String>> {
    let writer = WRITERS.iter().find(|writer| writer.id == id && writer.is_codes());
    writer.map(|writer| google::texts(&writer.fitting(accounts), entropy)).unwrap_or_default()
}

/// Whether an account that was read back makes the same codes under the same names. An empty name
/// may have been filled in, and one with a colon may have been split there.
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

/// Whether everything besides codes and names is as it was, except for what the format lacks.
fn keeps(ours: &Account, theirs: &Account, lacks: &[Lack]) -> bool {
    let places = ours.sites.len() == theirs.sites.len()
        && ours.sites.iter().zip(&theirs.sites).all(|(one, other)| one.is_at(other));
    let without_sites = lacks.contains(&Lack::Sites);
    let label = |account: &Account| account.label.clone().unwrap_or_default();
    let kept = [
        (Lack::Label, label(ours) == label(theirs)),
        (Lack::Note, ours.note.trim() == theirs.note),
        (Lack::Tags, ours.tags == theirs.tags),
        (Lack::Pinned, ours.pinned == theirs.pinned),
        (Lack::Sites, places),
        (Lack::OnlyHost, without_sites || ours.sites == theirs.sites),
        (Lack::Icon, ours.icon == theirs.icon),
        (Lack::Hidden, ours.hidden == theirs.hidden),
        (Lack::Submit, ours.submit == theirs.submit),
        (Lack::Fields, ours.fields == theirs.fields),
    ];
    kept.iter().all(|(lack, kept)| *kept || lacks.contains(lack))
}

/// What an account has besides the names that a format can't store.
fn lacks_beside(account: &Account, held: &[Lack]) -> Vec<Lack> {
    let has = [
        (Lack::Label, account.label.as_ref().is_some_and(|label| !label.is_empty())),
        (Lack::Note, !account.note.is_empty()),
        (Lack::Tags, !account.tags.is_empty()),
        (Lack::Pinned, account.pinned),
        (Lack::Sites, !account.sites.is_empty()),
        // A format without sites lacks more than that.
        (Lack::OnlyHost, held.contains(&Lack::Sites) && account.sites.iter().any(is_chosen_host)),
        (Lack::Icon, account.icon.is_some()),
        (Lack::Hidden, account.hidden),
        (Lack::Submit, account.submit),
        (Lack::Fields, !account.fields.is_empty()),
    ];
    has.into_iter().filter(|(lack, has)| *has && !held.contains(lack)).map(|(lack, _)| lack).collect()
}

/// Whether only this host is meant, although its address alone doesn't say so.
fn is_chosen_host(site: &Site) -> bool {
    site.exact && fit::site(&address(site)).is_none_or(|read| !read.exact)
}

/// The same for a format with room for one tag.
fn lacks_beside_a_tag(account: &Account, held: &[Lack]) -> Vec<Lack> {
    let mut lacks = lacks_beside(account, held);
    lacks.retain(|lack| *lack != Lack::Tags || account.tags.len() > 1);
    lacks
}

/// Whether other apps can read a counter, since theirs are signed.
fn is_small(counter: u64) -> bool {
    i64::try_from(counter).is_ok()
}

/// The addresses of an account's sites.
fn addresses(account: &Account) -> Vec<String> {
    account.sites.iter().map(address).collect()
}

fn address(site: &Site) -> String {
    match site.port {
        Some(port) => format!("http://{}:{port}", site.host),
        None => format!("https://{}", site.host),
    }
}

/// The title of an account's entry.
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

/// A row of a table, with each cell in quotation marks. The csv crate's writer would bring a parser
/// for fractions along, whose tables are 10 kB that don't compress.
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
