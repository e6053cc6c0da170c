//! What AWS writes into its QR codes, and how an AWS account is recognised.

use std::borrow::Cow;

use super::Account;

/// The issuer AWS writes into its QR codes.
pub const AWS_ISSUER: &str = "Amazon Web Services";

/// What people call it when they enter a key by hand.
const AWS_SHORT: &str = "AWS";

/// The name of every root user's device: only the AWS account tells two of them apart.
const ROOT_DEVICE: &str = "root-account-mfa-device";

/// What AWS puts into a label: `device@account`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AwsLabel<'a> {
    /// The device name that was given in the console, often the user's; may be empty.
    pub device: &'a str,
    /// The alias or the twelve digits of the AWS account.
    pub account: &'a str,
}

/// AWS's other issuers whose codes belong on its pages: Identity Center and Builder ID.
const AWS_OTHERS: [&str; 3] = ["AWS SSO", "AWS IAM Identity Center", "AWS Builder ID"];

impl Account {
    /// Whether its codes belong on AWS's pages: those of IAM users, root users, Identity Center and
    /// Builder ID.
    #[must_use]
    pub fn is_of_aws(&self) -> bool {
        self.is_aws() || AWS_OTHERS.iter().any(|other| self.issuer.trim().eq_ignore_ascii_case(other))
    }

    /// Whether AWS is the issuer and its label names a device and an AWS account, as IAM's does.
    #[must_use]
    pub fn is_aws(&self) -> bool {
        let issuer = self.issuer.trim();
        issuer.eq_ignore_ascii_case(AWS_ISSUER) || issuer.eq_ignore_ascii_case(AWS_SHORT)
    }

    /// Device and account, if AWS is the issuer and the name contains both.
    ///
    /// A device name may contain an `@`, an account can't, so the last one separates them.
    #[must_use]
    pub fn aws(&self) -> Option<AwsLabel<'_>> {
        if !self.is_aws() {
            return None;
        }
        let (device, account) = self.name.rsplit_once('@')?;
        let (device, account) = (device.trim(), account.trim());
        (!account.is_empty()).then_some(AwsLabel { device, account })
    }

    /// The account name as the user reads and edits it: for AWS's label, only the account.
    #[must_use]
    pub fn shown_name(&self) -> Cow<'_, str> {
        self.aws().map_or(Cow::Borrowed(&self.name), |label| label.shown_account())
    }

    /// The account name that an edit of `shown_name` means. AWS's device isn't shown there, so it
    /// stays, unless a whole `device@account` was typed.
    #[must_use]
    pub fn name_meant(&self, shown: &str) -> String {
        let shown = shown.trim();
        let Some(label) = self.aws() else { return shown.to_owned() };
        if shown.is_empty() || shown.contains('@') {
            return shown.to_owned();
        }
        let digits: String = shown.chars().filter(|&letter| letter != '-').collect();
        let is_id = digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_digit());
        format!("{}@{}", label.device, if is_id { &digits } else { shown })
    }
}

impl<'a> AwsLabel<'a> {
    /// The account as the console writes it: `1234-5678-9012`; an alias stays as it is.
    #[must_use]
    pub fn shown_account(&self) -> Cow<'a, str> {
        let digits = self.account;
        if digits.len() != 12 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Cow::Borrowed(digits);
        }
        let (first, rest) = digits.split_at(4);
        let (second, third) = rest.split_at(4);
        Cow::Owned(format!("{first}-{second}-{third}"))
    }

    /// Whether the device belongs to the account's root user.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.device == ROOT_DEVICE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{otp::Scheme, secret::Secret};

    fn check(issuer: &str, name: &str, expected: Option<(&str, &str)>) {
        let secret = Secret::new(vec![1]).unwrap();
        let account = Account {
            issuer: issuer.into(),
            name: name.into(),
            ..Account::nameless(secret, Scheme::standard(), 0)
        };
        let found = account.aws().map(|label| (label.device, label.account));
        assert_eq!(found, expected, "{issuer} {name}");
    }

    #[test]
    fn device_and_account_are_parted_at_the_last_at_sign() {
        check("Amazon Web Services", "ana@123456789012", Some(("ana", "123456789012")));
        check("amazon web services", "ana@acme-prod", Some(("ana", "acme-prod")));
        check("AWS", "ana@example.com@123456789012", Some(("ana@example.com", "123456789012")));
        check("aws", "@123456789012", Some(("", "123456789012")));
        check(" AWS ", " ana @ acme ", Some(("ana", "acme")));
    }

    #[test]
    fn what_is_made_of_a_shown_name_keeps_the_device() {
        for (issuer, name, shown, typed, meant) in [
            ("AWS", "ana@123456789012", "1234-5678-9012", "1234-5678-9012", "ana@123456789012"),
            ("AWS", "ana@123456789012", "1234-5678-9012", " 9876-5432-1098", "ana@987654321098"),
            ("AWS", "ana@123456789012", "1234-5678-9012", "acme-prod", "ana@acme-prod"),
            ("AWS", "ana@123456789012", "1234-5678-9012", "bob@acme", "bob@acme"),
            ("AWS", "ana@123456789012", "1234-5678-9012", "", ""),
            ("AWS", "ana", "ana", "bob", "bob"),
            ("GitHub", "ana@example.com", "ana@example.com", " bob ", "bob"),
        ] {
            let secret = Secret::new(vec![1]).unwrap();
            let account = Account {
                issuer: issuer.into(),
                name: name.into(),
                ..Account::nameless(secret, Scheme::standard(), 0)
            };
            assert_eq!(account.shown_name(), shown, "{name}");
            assert_eq!(account.name_meant(typed), meant, "{name} {typed}");
        }
    }

    #[test]
    fn whose_codes_belong_on_pages_of_aws() {
        for (issuer, iam, aws) in [
            ("Amazon Web Services", true, true),
            ("aws", true, true),
            ("AWS SSO", false, true),
            (" aws builder id ", false, true),
            ("AWS IAM Identity Center", false, true),
            ("AWS Chime", false, false),
            ("Amazon", false, false),
        ] {
            let secret = Secret::new(vec![1]).unwrap();
            let account =
                Account { issuer: issuer.into(), ..Account::nameless(secret, Scheme::standard(), 0) };
            assert_eq!((account.is_aws(), account.is_of_aws()), (iam, aws), "{issuer}");
        }
    }

    #[test]
    fn others_are_not_aws() {
        for (issuer, name) in [
            ("AWS", "ana"),
            ("AWS", ""),
            ("AWS", "ana@"),
            ("AWS", "ana@ "),
            ("AWS Chime", "ana@123456789012"),
            ("Amazon", "ana@123456789012"),
            ("", "ana@123456789012"),
            ("Not Amazon Web Services", "ana@123456789012"),
        ] {
            check(issuer, name, None);
        }
    }

    #[test]
    fn twelve_digits_are_grouped_and_nothing_else_is() {
        for (account, shown) in [
            ("123456789012", "1234-5678-9012"),
            ("000000000000", "0000-0000-0000"),
            ("12345678901", "12345678901"),
            ("1234567890123", "1234567890123"),
            ("1234-5678-9012", "1234-5678-9012"),
            ("acme-prod-12", "acme-prod-12"),
            ("１２３４", "１２３４"),
            ("éééééé", "éééééé"),
        ] {
            assert_eq!(AwsLabel { device: "ana", account }.shown_account(), shown);
        }
    }

    #[test]
    fn root_is_one_device_name_exactly() {
        for (device, root) in [
            ("root-account-mfa-device", true),
            ("Root-account-mfa-device", false),
            ("root", false),
            ("", false),
        ] {
            assert_eq!(AwsLabel { device, account: "123456789012" }.is_root(), root, "{device}");
        }
    }
}
