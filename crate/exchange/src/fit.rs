//! Fits foreign texts to an account: cuts what is too long, and records which fields.

use tandem_core::{
    account::{Field, LONGEST_TAG, MOST_SITES, MOST_TAGS, Site},
    site::Address,
};

/// How much of a foreign text a sentence quotes, in characters.
const SHOWN: usize = 48;

/// Cuts texts, and remembers in which fields.
#[derive(Default)]
pub(crate) struct Fitting {
    pub(crate) cut: Vec<Field>,
}

impl Fitting {
    /// A text of one line.
    pub(crate) fn line(&mut self, field: Field, text: &str) -> String {
        self.within(field, line(text))
    }

    /// A note with lines of its own.
    pub(crate) fn note(&mut self, text: &str) -> String {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let seen =
            text.trim().chars().map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { ' ' } else { c });
        self.within(Field::Note, seen.collect())
    }

    /// Tags, each once.
    pub(crate) fn tags(&mut self, tags: &mut dyn Iterator<Item = &str>, own: &mut Vec<String>) {
        for tag in tags.map(line).filter(|tag| !tag.is_empty()) {
            let tag = self.within(Field::Tag, tag);
            if own.contains(&tag) {
                continue;
            }
            if own.len() < MOST_TAGS {
                own.push(tag);
            } else {
                self.note_cut(Field::Tag);
            }
        }
    }

    /// Sites, each host once.
    pub(crate) fn sites(&mut self, sites: &mut dyn Iterator<Item = Site>, own: &mut Vec<Site>) {
        for site in sites {
            if own.iter().any(|there| there.is_at(&site)) {
                continue;
            }
            if own.len() < MOST_SITES {
                own.push(site);
            } else {
                self.note_cut(Field::Site);
            }
        }
    }

    fn within(&mut self, field: Field, text: String) -> String {
        let longest = field.longest();
        if text.chars().count() <= longest {
            return text;
        }
        self.note_cut(field);
        text.chars().take(longest).collect::<String>().trim_end().to_owned()
    }

    fn note_cut(&mut self, field: Field) {
        if !self.cut.contains(&field) {
            self.cut.push(field);
        }
    }
}

/// The name of an icon, if it can be one.
pub(crate) fn icon(name: &str) -> Option<String> {
    Some(line(name)).filter(|name| !name.is_empty() && name.chars().count() <= LONGEST_TAG)
}

/// The site of an address or a host; `None` if it isn't on the web (an app on a phone, an e-mail address, a word).
/// Codes go only into https pages, so an old address's scheme is ignored.
pub(crate) fn site(text: &str) -> Option<Site> {
    let text = text.trim();
    let secure = text.strip_prefix("http://").map(|rest| format!("https://{rest}"));
    let site = Address::typed_site(secure.as_deref().unwrap_or(text).trim_start_matches("*.")).ok()?;
    // A word without a dot is a name, not a host.
    (site.host.contains('.') || text.contains("://")).then_some(site)
}

/// The site that is only this host, of an address or a host.
pub(crate) fn host(text: &str) -> Option<Site> {
    Some(Site { exact: true, ..site(text)? })
}

/// A text of one line: invisible characters become spaces, and its ends are trimmed.
pub(crate) fn line(text: &str) -> String {
    let seen: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    seen.trim().to_owned()
}

/// As much of a foreign text as a sentence can quote.
pub(crate) fn clip(text: &str) -> String {
    tandem_core::clip(text, SHOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_out_of_whatever_apps_write() {
        let mut sites = Vec::new();
        let given = [
            "https://Login.Acme.example/start?a=b",
            "http://old.example",
            "acme.example",
            "*.wide.example",
            "https://acme.example",
            "androidapp://com.acme",
            "Acme",
            "",
            "http://localhost:8080/",
            "not a site",
            "ana@acme.test",
            "mailto:ana@acme.test",
        ];
        Fitting::default().sites(&mut given.into_iter().filter_map(site), &mut sites);
        let hosts: Vec<&str> = sites.iter().map(|site| site.host.as_str()).collect();
        assert_eq!(hosts, ["login.acme.example", "old.example", "acme.example", "wide.example", "localhost"]);
    }

    #[test]
    fn what_is_cut_is_told() {
        let mut fitting = Fitting::default();
        let (mut tags, long) = (Vec::new(), "あ".repeat(2_000));
        assert_eq!(fitting.note(&long).chars().count(), 1_024);
        assert_eq!(fitting.line(Field::Name, "fits"), "fits");
        let many: Vec<String> = (0..40).map(|number| number.to_string()).collect();
        fitting.tags(&mut many.iter().map(String::as_str).chain(["1"]), &mut tags);
        assert_eq!(tags.len(), MOST_TAGS);
        assert_eq!(fitting.cut, [Field::Note, Field::Tag]);
    }
}
