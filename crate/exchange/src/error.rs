//! Why a file can't be read.

use std::fmt;

use crate::Format;

/// Why a file can't be read.
///
/// No error contains any part of a secret or a passphrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// No reader recognises it.
    Unknown,
    /// It is encrypted, and no passphrase was given.
    NeedsPassphrase {
        /// The app that wrote it.
        app: &'static str,
    },
    /// The passphrase doesn't open it. If the format can't tell, the file may also be damaged.
    WrongPassphrase {
        /// The app that wrote it.
        app: &'static str,
    },
    /// It needs a second file.
    NeedsCompanion {
        /// The name of that file.
        name: &'static str,
    },
    /// It was cut off or altered: the format is known, but its parts don't match.
    Broken {
        /// The app that wrote it, if known.
        app: Option<&'static str>,
    },
    /// It is complete, but isn't read.
    Refused(Refusal),
}

/// Why a complete file isn't read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// More bytes than [`MAX_FILE`](crate::MAX_FILE), packed or unpacked.
    TooLong,
    /// More accounts than [`MAX_ACCOUNTS`](crate::MAX_ACCOUNTS), or more values or files than so many accounts have.
    TooMany,
    /// Deriving its key needs more memory than a file may use.
    TooMuchMemory {
        /// The memory that it asks for.
        mebibytes: u64,
    },
    /// Deriving its key takes longer than a file may take.
    TooSlow {
        /// An estimate.
        seconds: u64,
    },
    /// It opens only in the account that wrote it.
    AccountRestricted,
    /// OpenPGP.
    Pgp,
    /// A database that can't be read.
    Database,
    /// The log of changes beside a database.
    Log,
    /// It was written by a later version of the app.
    Later,
    /// Only the device that made it opens it.
    Device,
    /// A text in an unknown encoding.
    Encoding,
    /// An archive of a kind that is not opened.
    Archive,
    /// A zip archive whose files are packed by a method other than Deflate.
    Compression,
    /// A spreadsheet or a text document of an office program.
    Office,
    /// It has no one-time passwords in it.
    Nothing,
}

impl Error {
    /// A file whose parts don't match.
    pub(crate) const BROKEN: Self = Self::Broken { app: None };

    /// Fills in the app's name, since readers don't name their app.
    pub(crate) fn of(self, format: &Format) -> Self {
        match self {
            Self::NeedsPassphrase { .. } => Self::NeedsPassphrase { app: format.app },
            Self::WrongPassphrase { .. } => Self::WrongPassphrase { app: format.app },
            Self::Broken { .. } => Self::Broken { app: Some(format.app) },
            Self::Unknown | Self::NeedsCompanion { .. } | Self::Refused(_) => self,
        }
    }

    pub(crate) const fn needs_passphrase() -> Self {
        Self::NeedsPassphrase { app: "" }
    }

    pub(crate) const fn wrong_passphrase() -> Self {
        Self::WrongPassphrase { app: "" }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str(
                "no app is known that writes such a file: export again from the app, and choose the file it saved",
            ),
            Self::NeedsPassphrase { app } => {
                write!(f, "this {app} file is encrypted: enter the password it was exported with")
            }
            Self::WrongPassphrase { app } => {
                write!(f, "the password does not open this {app} file: check it and try again; if it is right, the file is damaged")
            }
            Self::NeedsCompanion { name } => {
                write!(f, "this file cannot be opened alone: choose {name} from the same folder with it")
            }
            Self::Broken { app: Some(app) } => {
                write!(f, "this {app} file is damaged or cut off: export it again")
            }
            Self::Broken { app: None } => f.write_str("this file is damaged or cut off: export it again"),
            Self::Refused(refusal) => refusal.fmt(f),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => {
                f.write_str("this file is larger than 32 MB: export the accounts without images")
            }
            Self::TooMany => {
                f.write_str("there is more in this file than is read at once, 20,000 accounts or 1,000 files: split it, or export only the accounts with codes")
            }
            Self::TooMuchMemory { mebibytes } => write!(
                f,
                "opening this file takes {mebibytes} MB of memory, and 1,024 MB is the most: \
                 export it with a weaker key derivation, or without a password"
            ),
            Self::TooSlow { seconds } => write!(
                f,
                "opening this file takes about {seconds} seconds, and 10 is the most: \
                 export it with fewer key derivation rounds, or without a password"
            ),
            Self::AccountRestricted => f.write_str(
                "this export opens only in the Bitwarden account that made it: \
                 export again and choose “password protected”",
            ),
            Self::Pgp => {
                f.write_str("this file is encrypted with OpenPGP: decrypt it first, or export it another way")
            }
            Self::Database => f.write_str(
                "this is an app's own database: use the app's export instead, and choose that file",
            ),
            Self::Log => f.write_str(
                "these are only the latest changes of an app's database: \
                 choose the database from the same folder with this file",
            ),
            Self::Later => {
                f.write_str("a later version of the app wrote this file: update Tandem, or export in another format")
            }
            Self::Device => f.write_str(
                "only the device that made this file opens it: save one with a password there, and choose that",
            ),
            Self::Archive => f.write_str("unpack this archive first, and choose the files in it"),
            Self::Compression => f.write_str(
                "this archive is packed by a method that is not supported: \
                 unpack it and choose the files in it, or pack them again as an ordinary zip",
            ),
            Self::Office => f.write_str(
                "this is an office document: save its table as CSV in UTF-8, and choose that file",
            ),
            Self::Encoding => {
                f.write_str("this text is not in UTF-8: save it as UTF-8, and choose it again")
            }
            Self::Nothing => f.write_str("there are no one-time passwords in this file"),
        }
    }
}

impl std::error::Error for Error {}
