//! Exports in a zip archive, with or without a password: WinAuth, Authenticator Plus, Raivo, and
//! others that were zipped by hand. Each member is read like a file of its own.

use crate::{Content, Error, FORMATS, Import, MAX_FILE, Refusal, Request, Why, archive::Archive, fit::clip};

/// The endings of members that are read.
const ENDINGS: [&str; 12] = [
    ".txt", ".json", ".csv", ".xml", ".html", ".2fas", ".uri", ".mafile", ".authpro", ".tandem", ".kdbx",
    ".bin",
];

/// Members of office documents, which are zip archives too.
const OFFICE: [&str; 3] = ["xl/workbook.xml", "word/document.xml", "content.xml"];

/// More files than anybody packs. Each is tested against every format.
const MOST: usize = 1_000;

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.members().iter().any(|name| worth(name))
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let mut import = Import::new(request.now);
    if content.members().iter().any(|name| OFFICE.contains(&name.as_str())) {
        return Err(Refusal::Office.into());
    }
    // One limit for all members: a thousand small ones could unpack to a thousand large ones.
    let (mut refused, mut unread, mut left) = (None, Vec::new(), MAX_FILE);
    // Whether the passphrase has opened a member.
    let mut right = false;
    if content.members().iter().filter(|name| worth(name)).count() > MOST {
        return Err(Refusal::TooMany.into());
    }
    let mut archive = Archive::open(content.bytes())?;
    // A page for printing holds nothing that the JSON beside it doesn't.
    let json = content.members().iter().any(|name| name.ends_with(".json"));
    for name in content.members().iter().filter(|name| name.to_ascii_lowercase().ends_with(".zip")) {
        unread.push((name, Why::Packed));
    }
    for name in content.members().iter().filter(|name| worth(name) && !(json && name.ends_with(".html"))) {
        let found = match archive.member(name, request) {
            Ok(bytes) => {
                right |= archive.is_sealed(name);
                left = left.checked_sub(bytes.len()).ok_or(Refusal::TooLong)?;
                within(&bytes, request)
            }
            Err(error @ (Error::Broken { .. } | Error::Refused(Refusal::Compression))) => Err(error),
            Err(error @ Error::WrongPassphrase { .. }) if right => Err(error),
            Err(error) => return Err(error),
        };
        match found {
            Ok(found) => {
                found.candidates.into_iter().for_each(|candidate| import.keep(candidate));
                found.refused.into_iter().for_each(|other| import.refuse(other.name, other.why));
            }
            // The page asks for one password for the archive and for the files in it.
            Err(error @ Error::NeedsPassphrase { .. }) => return Err(error),
            Err(error) => {
                match error {
                    Error::Refused(Refusal::Nothing) => {}
                    Error::WrongPassphrase { .. } => unread.push((name, Why::Sealed)),
                    Error::Refused(Refusal::Compression) => unread.push((name, Why::Compression)),
                    _ => unread.push((name, Why::Unreadable)),
                }
                // What is wrong with a member says more than that another is something else.
                if refused.is_none() || refused == Some(Refusal::Nothing.into()) {
                    refused = Some(error);
                }
            }
        }
    }
    match refused {
        Some(error) if import.candidates.is_empty() && import.refused.is_empty() => Err(error),
        _ => {
            unread.into_iter().for_each(|(name, why)| import.refuse(clip(name), why));
            Ok(import)
        }
    }
}

/// Reads a member. Archives in archives are not opened: a few bytes could unpack without end.
fn within(bytes: &[u8], request: &Request<'_>) -> Result<Import, Error> {
    let content = Content::new(bytes);
    content.bounded()?;
    let mut formats = FORMATS.iter().filter(|format| format.id != "zip" && !bytes.starts_with(b"PK"));
    let format = formats.find(|format| (format.detect)(&content)).ok_or(Refusal::Nothing)?;
    (format.read)(&content, request)
}

fn worth(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}
