//! The archive, determined only by its files' names and bytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use anyhow::Result;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime, System, ZipArchive};

/// A file of the package.
pub(crate) struct Member {
    /// Relative to the repository root, with forward slashes.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The bytes of the archive, whatever the order of the members.
///
/// # Errors
/// The archive would be too large for its format.
pub(crate) fn archive(mut members: Vec<Member>) -> Result<Vec<u8>> {
    members.sort_by(|a, b| a.name.cmp(&b.name));
    // Level 14 uses five rounds of Zopfli, which compresses a twentieth better than zlib for a few
    // seconds more. The format's first date, one set of permissions, one system: no trace of when
    // and where.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(14))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for member in &members {
        writer.start_file(member.name.as_str(), options)?;
        writer.write_all(&member.bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// How many bytes each member takes in an archive, by name.
///
/// # Errors
/// It isn't an archive.
pub(crate) fn sizes(archive: &[u8]) -> Result<BTreeMap<String, usize>> {
    let mut archive = ZipArchive::new(Cursor::new(archive))?;
    (0..archive.len())
        .map(|index| {
            let file = archive.by_index_raw(index)?;
            Ok((file.name()?.into_owned(), usize::try_from(file.compressed_size())?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str, bytes: &[u8]) -> Member {
        Member { name: name.to_owned(), bytes: bytes.to_vec() }
    }

    #[test]
    fn the_order_files_are_found_in_changes_nothing() {
        let one = archive(vec![member("a", b"1"), member("b/c", b"2")]).expect("two small files");
        let two = archive(vec![member("b/c", b"2"), member("a", b"1")]).expect("two small files");
        assert_eq!(one, two);
    }

    #[test]
    fn every_file_has_the_same_date_and_permissions() {
        let bytes = archive(vec![member("b", b"1"), member("a", b"2")]).expect("two small files");
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
        let mut seen = Vec::new();
        for index in 0..archive.len() {
            let file = archive.by_index_raw(index).expect("a member");
            assert_eq!(file.last_modified(), Some(DateTime::default()));
            assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(0o644));
            seen.push(file.name().expect("text").into_owned());
        }
        assert_eq!(seen, ["a", "b"]);
    }
}
