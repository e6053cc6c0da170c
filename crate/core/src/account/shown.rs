//! How an account is named on screen: a title and a detail.

use super::{Account, AwsLabel};
use crate::letter;

/// Between two parts of a detail.
const DOT: &str = " · ";

/// What a row calls the root user's device, whose own name says nothing.
const ROOT: &str = "root";

impl Account {
    /// The name that tells this account from the others: the person's label, else AWS's
    /// device (`root` for the root user's), else the issuer, else the account name.
    ///
    /// `None` where there is none of them; the sentence for it is the popup's.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.own_label()
            .or_else(|| self.aws().and_then(|label| device(&label)))
            .or_else(|| filled(&self.issuer))
            .or_else(|| filled(&self.name))
    }

    /// The second line under the title; may be empty.
    ///
    /// AWS: `AWS 1234-5678-9012`, with the device after it where a label has taken the title. Others: the account name, with the issuer before it
    /// where a label has taken the title.
    #[must_use]
    pub fn detail(&self) -> String {
        if let Some(label) = self.aws() {
            let account = ["AWS ", &label.shown_account()].concat();
            let device = self.own_label().and_then(|_| device(&label));
            return device.map_or_else(|| account.clone(), |device| [&account, DOT, device].concat());
        }
        match (self.own_label(), filled(&self.issuer), filled(&self.name)) {
            (Some(_), Some(issuer), Some(name)) => [issuer, DOT, name].concat(),
            (Some(_), Some(only), None) | (Some(_), None, Some(only)) | (None, Some(_), Some(only)) => {
                only.into()
            }
            // The title is all there is.
            (_, _, None) | (None, None, Some(_)) => String::new(),
        }
    }

    /// Whether each word of a search is found somewhere in issuer, name, label, detail
    /// (an AWS account with its hyphens) or tags, in any case. No words match everything.
    #[must_use]
    pub fn matches(&self, query: &str) -> bool {
        let mut words = query.split_whitespace().peekable();
        if words.peek().is_none() {
            return true;
        }
        let detail = self.detail();
        let texts: Vec<String> = [&self.issuer, &self.name, &detail]
            .into_iter()
            .chain(&self.label)
            .chain(&self.tags)
            .map(|text| lower(text))
            .collect();
        words.all(|word| {
            let word = lower(word);
            texts.iter().any(|text| text.contains(&word))
        })
    }

    fn own_label(&self) -> Option<&str> {
        self.label.as_deref().and_then(filled)
    }
}

fn device<'a>(label: &AwsLabel<'a>) -> Option<&'a str> {
    if label.is_root() { Some(ROOT) } else { filled(label.device) }
}

/// Letter by letter: a query and a text are only compared with each other.
fn lower(text: &str) -> String {
    text.chars().map(letter::lower).collect()
}

fn filled(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{otp::Scheme, secret::Secret};

    fn account(issuer: &str, name: &str, label: &str) -> Account {
        Account {
            issuer: issuer.into(),
            name: name.into(),
            label: (!label.is_empty()).then(|| label.into()),
            ..Account::nameless(Secret::new(vec![1]).unwrap(), Scheme::standard(), 0)
        }
    }

    #[test]
    fn title_and_detail() {
        let aws = "Amazon Web Services";
        for (issuer, name, label, title, detail) in [
            (aws, "ana@123456789012", "", Some("ana"), "AWS 1234-5678-9012"),
            ("AWS", "ana@acme-prod", "", Some("ana"), "AWS acme-prod"),
            (aws, "root-account-mfa-device@123456789012", "", Some("root"), "AWS 1234-5678-9012"),
            (
                aws,
                "root-account-mfa-device@123456789012",
                "prod root",
                Some("prod root"),
                "AWS 1234-5678-9012 · root",
            ),
            (aws, "ana@123456789012", "prod", Some("prod"), "AWS 1234-5678-9012 · ana"),
            (aws, "@123456789012", "prod", Some("prod"), "AWS 1234-5678-9012"),
            (aws, "@123456789012", "", Some(aws), "AWS 1234-5678-9012"),
            (aws, "ana", "", Some(aws), "ana"),
            (aws, "", "", Some(aws), ""),
            ("GitHub", "ana", "", Some("GitHub"), "ana"),
            ("GitHub", "", "", Some("GitHub"), ""),
            ("", "ana", "", Some("ana"), ""),
            ("", "", "", None, ""),
            (" ", "\u{3000}", "", None, ""),
            ("GitHub", "ana", "work", Some("work"), "GitHub · ana"),
            ("GitHub", "", "work", Some("work"), "GitHub"),
            ("", "ana", "work", Some("work"), "ana"),
            ("", "", "work", Some("work"), ""),
            ("GitHub", "ana", " ", Some("GitHub"), "ana"),
        ] {
            let account = account(issuer, name, label);
            assert_eq!(
                (account.title(), account.detail().as_str()),
                (title, detail),
                "{issuer}|{name}|{label}"
            );
        }
    }

    #[test]
    fn a_search_finds_every_word_somewhere() {
        let account = Account {
            tags: vec!["Ops".into(), "チーム".into()],
            ..account("Amazon Web Services", "Ana.B@123456789012", "Straße prod")
        };
        for (query, found) in [
            ("", true),
            (" \u{3000} ", true),
            ("amazon", true),
            ("WEB amaz", true),
            ("ana.b@", true),
            ("1234-5678-9012", true),
            ("123456789012", true),
            ("5678-90", true),
            ("56789", true),
            ("aws", true),
            ("AWS 1234 prod ops", true),
            ("straße", true),
            ("STRAßE", true),
            ("チー", true),
            ("prod\u{3000}ops", true),
            ("1234-56789", false),
            ("github", false),
            ("amazon github", false),
            ("anab", false),
        ] {
            assert_eq!(account.matches(query), found, "{query:?}");
        }
    }
}
