//! Text exports within a zip archive, with a password or without: WinAuth, Authenticator Plus, Raivo, and
//! whatever else was packed by hand. Each member is read as a file of its own would be.

use crate::{Content, Error, FORMATS, Import, MAX_FILE, Refusal, Request, Why, archive::Archive, fit::clip};

/// What is worth a look.
const ENDINGS: [&str; 12] = [
    ".txt", ".json", ".csv", ".xml", ".html", ".2fas", ".uri", ".mafile", ".authpro", ".tandem", ".kdbx",
    ".bin",
];

/// More files than anybody packs: each is held against every format.
const MOST: usize = 1_000;

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.members().iter().any(|name| worth(name))
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let mut import = Import::new(request.now);
    // Of all members together: a thousand small ones could unpack to as many large ones.
    let (mut refused, mut unread, mut left) = (None, Vec::new(), MAX_FILE);
    if content.members().iter().filter(|name| worth(name)).count() > MOST {
        return Err(Refusal::TooMany.into());
    }
    let mut archive = Archive::open(content.bytes())?;
    // Where the same is there as JSON too, a page for people holds nothing more.
    let json = content.members().iter().any(|name| name.ends_with(".json"));
    for name in content.members().iter().filter(|name| name.to_ascii_lowercase().ends_with(".zip")) {
        unread.push((name, Why::Packed));
    }
    for name in content.members().iter().filter(|name| worth(name) && !(json && name.ends_with(".html"))) {
        let bytes = archive.member(name, request)?;
        left = left.checked_sub(bytes.len()).ok_or(Refusal::TooLong)?;
        match within(&bytes, request) {
            Ok(found) => {
                found.candidates.into_iter().for_each(|candidate| import.keep(candidate));
                found.refused.into_iter().for_each(|other| import.refuse(other.name, other.why));
            }
            // The whole archive's is asked for; one of its own, a member may have.
            Err(error @ Error::NeedsPassphrase { .. }) => return Err(error),
            Err(error) => {
                if !matches!(error, Error::Refused(Refusal::Nothing)) {
                    let sealed = matches!(error, Error::WrongPassphrase { .. });
                    unread.push((name, if sealed { Why::Sealed } else { Why::Unreadable }));
                }
                refused = Some(error);
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

/// An archive within an archive is not opened: a few bytes could unpack for ever.
fn within(bytes: &[u8], request: &Request<'_>) -> Result<Import, Error> {
    let content = Content::new(bytes);
    let mut formats = FORMATS.iter().filter(|format| format.id != "zip" && !bytes.starts_with(b"PK"));
    let format = formats.find(|format| (format.detect)(&content)).ok_or(Refusal::Nothing)?;
    (format.read)(&content, request)
}

fn worth(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}
