//! How an account is named on screen: a title and a detail.

use super::{Account, AwsLabel};
use crate::text;

/// How many tints there are for initials.
const TINTS: u32 = 6;

/// Between two parts of a detail.
const DOT: &str = " · ";

/// What a row calls the root user's device, whose own name tells nothing.
const ROOT: &str = "root";

impl Account {
    /// The name that tells this account from the others: the label, else AWS's device (`root` for
    /// the root user's), else the issuer, else the account name.
    ///
    /// `None` if it has none of them; the popup has the sentence for that.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title_below(self.own_label())
    }

    fn title_below<'a>(&'a self, label: Option<&'a str>) -> Option<&'a str> {
        label
            .or_else(|| self.aws().and_then(|label| device(&label)))
            .or_else(|| filled(&self.issuer))
            .or_else(|| filled(&self.name))
    }

    /// The second line under the title; may be empty.
    ///
    /// AWS: `AWS 1234-5678-9012`, followed by the device if a label is the title. Others: the
    /// account name, after the issuer if a label is the title.
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
            // There is nothing besides the title.
            (_, _, None) | (None, None, Some(_)) => String::new(),
        }
    }

    /// What is drawn if there is no icon: the first letter or digit of the issuer, else of the
    /// title, else a dot.
    #[must_use]
    pub fn initial(&self) -> String {
        let from = filled(&self.issuer).or_else(|| self.title()).unwrap_or_default();
        from.chars().find(|c| c.is_alphanumeric()).map_or_else(|| "·".to_owned(), String::from)
    }

    /// Which of the [`TINTS`] is behind its initial; always the same for the same issuer.
    #[must_use]
    pub fn tint(&self) -> u8 {
        let sum = |sum: u32, byte: u8| sum.wrapping_mul(31).wrapping_add(byte.into());
        u8::try_from(self.issuer.bytes().fold(0, sum) % TINTS).unwrap_or_default()
    }

    /// The account under another label; the usual name counts as none.
    #[must_use]
    pub fn labelled(mut self, label: &str) -> Self {
        self.label = None;
        let label = text::clean(label);
        if !label.is_empty() && self.title() != Some(label.as_str()) {
            self.label = Some(label);
        }
        self
    }

    /// The account with new names, typed over [`Account::shown_name`] and the others.
    #[must_use]
    pub fn renamed(mut self, label: &str, issuer: &str, name: &str) -> Self {
        // Uses the old issuer, which determined the part of the name that was shown.
        self.name = self.name_meant(&text::clean(name));
        self.issuer = text::clean(issuer);
        self.labelled(label)
    }

    /// Its name without a label.
    #[must_use]
    pub fn usual_title(&self) -> Option<&str> {
        self.title_below(None)
    }

    fn own_label(&self) -> Option<&str> {
        self.label.as_deref().and_then(filled)
    }
}

fn device<'a>(label: &AwsLabel<'a>) -> Option<&'a str> {
    if label.is_root() { Some(ROOT) } else { filled(label.device) }
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
    fn an_initial_and_its_tint() {
        for (issuer, name, label, initial) in [
            ("GitHub", "ana", "", "G"),
            ("GitHub", "ana", "work", "G"),
            ("", "ana", "", "a"),
            ("", "ana", "work", "w"),
            (" (acme)", "", "", "a"),
            ("認証", "", "", "認"),
            ("-", "", "", "·"),
            ("", "", "", "·"),
        ] {
            assert_eq!(account(issuer, name, label).initial(), initial, "{issuer}|{name}|{label}");
        }
        for (issuer, tint) in [("", 0), ("GitHub", 3), ("Amazon Web Services", 0)] {
            assert_eq!(account(issuer, "ana", "").tint(), tint, "{issuer}");
            assert_eq!(account(issuer, "bob", "x").tint(), tint, "{issuer}");
        }
    }

    #[test]
    fn the_usual_name_is_no_label() {
        let aws = "Amazon Web Services";
        for (issuer, name, typed, label) in [
            ("GitHub", "ana", "GitHub", None),
            ("GitHub", "ana", " GitHub\u{200b} ", None),
            ("GitHub", "ana", "work", Some("work")),
            ("GitHub", "ana", "", None),
            (aws, "ana@123456789012", "ana", None),
            (aws, "ana@123456789012", aws, Some(aws)),
        ] {
            let named = account(issuer, name, "old").labelled(typed);
            assert_eq!(named.label.as_deref(), label, "{typed}");
            assert_eq!(named.usual_title(), account(issuer, name, "").title());
        }
        let renamed = account(aws, "ana@123456789012", "").renamed("prod", "AWS", "9876-5432-1098");
        assert_eq!((renamed.issuer.as_str(), renamed.name.as_str()), ("AWS", "ana@987654321098"));
        assert_eq!(renamed.label.as_deref(), Some("prod"));
    }
}
