//! KeePass's XML: groups of entries, each with strings. The same text is in a database and in a
//! plain export; in a database some values are masked by a stream of key bytes, in document order.

use quick_xml::{Reader, escape, events::Event};
use tandem_core::account::LONGEST_TAG;
use zeroize::Zeroizing;

use super::Entry;
use crate::{Error, MAX_ACCOUNTS, Refusal, json};

/// Deeper than groups are ever nested.
const DEEPEST: usize = 128;

/// Far more than the entries of a vault with all their old versions.
const MOST_EVENTS: usize = 5_000_000;

/// Unmasks protected values; the identity, for a plain export.
pub(crate) trait Cover {
    fn uncover(&mut self, bytes: &mut [u8]);
}

/// Nothing is masked.
pub(crate) struct Plain;

impl Cover for Plain {
    fn uncover(&mut self, _: &mut [u8]) {}
}

/// The entries of a document, without earlier versions.
///
/// # Errors
/// The text is incomplete or too large.
pub(crate) fn entries(xml: &str, cover: &mut dyn Cover) -> Result<Vec<Entry>, Error> {
    let mut document = Document::default();
    let mut reader = Reader::from_str(xml);
    for _ in 0..MOST_EVENTS {
        match reader.read_event().map_err(|_| Error::BROKEN)? {
            Event::Start(start) => {
                let protected = start.attributes().flatten().any(|attribute| {
                    attribute.key.as_ref() == "Protected" && attribute.value.eq_ignore_ascii_case("true")
                });
                document.open(start.local_name().as_ref(), protected)?;
            }
            Event::End(_) => document.close(cover)?,
            Event::Text(text) => document.text.push_str(&text),
            Event::CData(text) => document.text.push_str(&text),
            Event::GeneralRef(reference) => {
                let escaped = format!("&{};", &*reference);
                document.text.push_str(&escape::unescape(&escaped).map_err(|_| Error::BROKEN)?);
            }
            Event::Eof => return document.finish(),
            _ => {}
        }
    }
    Err(Refusal::TooMany.into())
}

/// A group that is open.
struct Group {
    /// Its index among all groups.
    place: usize,
    name: String,
}

#[derive(Default)]
struct Document {
    /// The names of the open elements, from the outermost on.
    path: Vec<Tag>,
    /// Whether the innermost open element is a protected value.
    protected: bool,
    text: Zeroizing<String>,
    groups: Vec<Group>,
    /// All groups: the index of each one's parent, and its id.
    all_groups: Vec<(Option<usize>, String)>,
    /// Open entries: the second and later are earlier versions.
    open: Vec<Entry>,
    key: String,
    recycle_bin: String,
    /// Entries with a code, each with the index of its group.
    entries: Vec<(Option<usize>, Entry)>,
}

/// An element that is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Group,
    Entry,
    Uuid,
    Name,
    Key,
    Value,
    Binary,
    Tags,
    Created,
    RecycleBin,
    Other,
}

impl Tag {
    fn named(name: &str) -> Self {
        match name {
            "Group" => Self::Group,
            "Entry" => Self::Entry,
            "UUID" => Self::Uuid,
            "Name" => Self::Name,
            "Key" => Self::Key,
            "Value" => Self::Value,
            "Binary" => Self::Binary,
            "Tags" => Self::Tags,
            "CreationTime" => Self::Created,
            "RecycleBinUUID" => Self::RecycleBin,
            _ => Self::Other,
        }
    }
}

impl Document {
    fn open(&mut self, name: &str, protected: bool) -> Result<(), Error> {
        if self.path.len() >= DEEPEST {
            return Err(Error::BROKEN);
        }
        let tag = Tag::named(name);
        match tag {
            Tag::Group => {
                self.all_groups.push((self.groups.last().map(|group| group.place), String::new()));
                self.groups.push(Group { place: self.all_groups.len() - 1, name: String::new() });
            }
            Tag::Entry => self.open.push(Entry::default()),
            _ => {}
        }
        self.path.push(tag);
        self.protected = protected;
        self.text.clear();
        Ok(())
    }

    fn close(&mut self, cover: &mut dyn Cover) -> Result<(), Error> {
        let tag = self.path.pop().ok_or(Error::BROKEN)?;
        let mut text = std::mem::take(&mut self.text);
        let inside = self.path.last().copied();
        let attached = tag == Tag::Binary || inside == Some(Tag::Binary);
        if self.protected {
            // The stream that masks texts masks attachments too, in older files.
            let bytes = uncovered(&text, cover)?;
            *text =
                String::from_utf8(if attached { Vec::new() } else { bytes }).map_err(|_| Error::BROKEN)?;
        }
        match (tag, inside) {
            (Tag::Value, _) if attached => {}
            (Tag::Value, _) => {
                let value = text.to_string();
                let key = std::mem::take(&mut self.key);
                // Passwords aren't even kept in memory.
                if let Some(entry) = self.open.last_mut().filter(|_| key != "Password") {
                    entry.strings.push((key, value));
                }
            }
            (Tag::Key, _) => self.key = text.to_string(),
            (Tag::Uuid, Some(Tag::Group)) => {
                let place = self.groups.last().map(|group| group.place);
                if let Some((_, id)) = place.and_then(|place| self.all_groups.get_mut(place)) {
                    text.trim().clone_into(id);
                }
            }
            // The name becomes a tag of every entry in the group: one character more than a tag can
            // have shows that it was cut.
            (Tag::Name, Some(Tag::Group)) => {
                let name = text.trim().chars().take(LONGEST_TAG + 1).collect();
                self.groups.last_mut().into_iter().for_each(|group| group.name.clone_from(&name));
            }
            (Tag::Tags, Some(Tag::Entry)) => {
                let tags =
                    text.split([';', ',']).map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty());
                self.open.last_mut().into_iter().for_each(|entry| entry.tags = tags.clone().collect());
            }
            (Tag::Created, _) => {
                self.open.last_mut().into_iter().for_each(|entry| entry.created = unix_seconds(&text));
            }
            (Tag::RecycleBin, _) => self.recycle_bin = text.trim().to_owned(),
            (Tag::Group, _) => drop(self.groups.pop()),
            (Tag::Entry, _) => self.close_entry()?,
            _ => {}
        }
        self.protected = false;
        Ok(())
    }

    fn close_entry(&mut self) -> Result<(), Error> {
        let Some(mut entry) = self.open.pop() else { return Ok(()) };
        if !self.open.is_empty() || !entry.has_code() {
            return Ok(());
        }
        if self.entries.len() >= MAX_ACCOUNTS {
            return Err(Refusal::TooMany.into());
        }
        // The outermost group is the database itself.
        if let Some(group) = self.groups.iter().skip(1).last().filter(|group| !group.name.is_empty()) {
            entry.tags.push(group.name.clone());
        }
        self.entries.push((self.groups.last().map(|group| group.place), entry));
        Ok(())
    }

    fn finish(self) -> Result<Vec<Entry>, Error> {
        if !self.path.is_empty() || self.groups.len() + self.open.len() > 0 {
            return Err(Error::BROKEN);
        }
        let (bin, groups) = (self.recycle_bin, self.all_groups);
        let around = |place: usize| groups.get(place).and_then(|(around, _)| *around);
        let is_bin = |place: usize| groups.get(place).is_some_and(|(_, id)| *id == bin);
        let deleted = |place| std::iter::successors(place, |place| around(*place)).any(is_bin);
        let told = |(place, entry)| Entry { trashed: !bin.is_empty() && deleted(place), ..entry };
        Ok(self.entries.into_iter().map(told).collect())
    }
}

fn uncovered(text: &str, cover: &mut dyn Cover) -> Result<Vec<u8>, Error> {
    let mut bytes = json::base64(text).ok_or(Error::BROKEN)?;
    cover.uncover(&mut bytes);
    Ok(bytes)
}

/// A date, or base64 of the seconds since the year 1.
fn unix_seconds(text: &str) -> Option<u64> {
    const FROM_YEAR_ONE: u64 = 62_135_596_800;
    let text = text.trim();
    if let Some(bytes) = json::base64(text).filter(|bytes| bytes.len() == 8) {
        let seconds = u64::from_le_bytes(bytes.try_into().ok()?);
        return seconds.checked_sub(FROM_YEAR_ONE);
    }
    json::date(text)
}

#[cfg(test)]
mod tests {
    use base64ct::{Base64, Encoding};

    use super::*;

    #[test]
    fn dates_of_both_kinds() {
        let binary = Base64::encode_string(&(62_135_596_800_u64 + 5).to_le_bytes());
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2020-02-29T12:00:01Z", Some(1_582_977_601)),
            ("2024-12-31T23:59:59Z", Some(1_735_689_599)),
            (&binary, Some(5)),
            ("AAAAAAAAAAA=", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(unix_seconds(text), seconds, "{text}");
        }
    }

    #[test]
    fn earlier_versions_stay_behind_and_what_is_in_the_recycle_bin_is_told() {
        let entry = |title: &str, more: &str| {
            let code = "<String><Key>OTP</Key><Value>MY</Value></String>";
            format!("<Entry><String><Key>Title</Key><Value>{title}</Value></String>{code}{more}</Entry>")
        };
        let old = entry("old", "");
        let xml = format!(
            "<KeePassFile><Meta><RecycleBinUUID>b=</RecycleBinUUID></Meta><Root><Group><UUID>r=</UUID><Name>Root</Name>{}\
             <Group><UUID>w=</UUID><Name>Work &amp; play</Name>{}</Group><Group><UUID>b=</UUID><Name>Bin</Name><Group>{}</Group></Group></Group></Root></KeePassFile>",
            entry("one", &format!("<Tags>a;b</Tags><History>{old}</History>")),
            entry("two", ""),
            entry("gone", ""),
        );
        let entries = entries(&xml, &mut Plain).unwrap();
        let found: Vec<_> = entries
            .iter()
            .map(|entry| (entry.strings[0].1.as_str(), &entry.tags[..], entry.trashed))
            .collect();
        let expected = [
            ("one", &["a".into(), "b".into()][..], false),
            ("two", &["Work & play".into()], false),
            ("gone", &[], true),
        ];
        assert_eq!(found, expected);
    }

    /// Masks with the numbers from 0 on, so that every masked byte must be counted.
    struct Counted(u8);

    impl Cover for Counted {
        fn uncover(&mut self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte ^= self.0;
                self.0 += 1;
            }
        }
    }

    #[test]
    fn masked_attachments_are_passed_over() {
        let mut cover = Counted(0);
        let mut masked = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            cover.uncover(&mut bytes);
            Base64::encode_string(&bytes)
        };
        let [pool, before, secret, file] = [&b"\xff\xfe"[..], b"hush", b"MZXW6YTB", b"\xff"].map(&mut masked);
        let value = |name: &str, key: &str, value: &str| {
            format!("<{name}><Key>{key}</Key><Value Protected=\"True\">{value}</Value></{name}>")
        };
        let xml = format!(
            "<KeePassFile><Meta><Binaries><Binary ID=\"0\" Protected=\"True\">{pool}</Binary></Binaries></Meta><Root><Group>\
             <Entry>{}{}{}</Entry></Group></Root></KeePassFile>",
            value("String", "Password", &before),
            value("String", "otp", &secret),
            value("Binary", "otp", &file),
        );
        let entries = entries(&xml, &mut Counted(0)).unwrap();
        assert_eq!(entries[0].strings, [("otp".to_owned(), "MZXW6YTB".to_owned())]);
    }

    #[test]
    fn what_is_kept_has_an_end() {
        let long = "x".repeat(50_000);
        let entry = "<Entry><String><Key>otp</Key><Value>MY</Value></String></Entry>";
        let file = |entries: &str| {
            ["<KeePassFile><Group><Group><Name>", &long, "</Name>", entries, "</Group></Group></KeePassFile>"]
                .concat()
        };
        let kept = entries(&file(&entry.repeat(3)), &mut Plain).unwrap();
        assert!(kept.iter().all(|entry| entry.tags[0].len() == LONGEST_TAG + 1) && kept.len() == 3);
        assert_eq!(
            entries(&file(&entry.repeat(MAX_ACCOUNTS + 1)), &mut Plain).err(),
            Some(Refusal::TooMany.into())
        );
        assert!(entries(&file(&"<Entry></Entry>".repeat(MAX_ACCOUNTS + 1)), &mut Plain).unwrap().is_empty());
    }

    #[test]
    fn a_text_that_is_cut_off_is_broken() {
        for xml in ["<KeePassFile><Root>", "<a><b></a></b>", "<KeePassFile>&unknown;</KeePassFile>"] {
            assert_eq!(entries(xml, &mut Plain).err(), Some(Error::BROKEN), "{xml}");
        }
        let deep = "<Group>".repeat(DEEPEST + 1);
        assert_eq!(entries(&deep, &mut Plain).err(), Some(Error::BROKEN));
    }
}
