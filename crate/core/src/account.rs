//! What a person has enrolled: the domain type, and how it is named on screen.

use crate::{otp::Scheme, secret::Secret};

/// The issuer AWS writes into its QR codes.
pub const AWS_ISSUER: &str = "Amazon Web Services";

/// One enrolled authenticator.
///
/// This is the domain type: it is not serialisable. What is stored is `vault::format`'s,
/// what a row shows is the boundary crate's.
#[derive(Debug)]
pub struct Account {
    /// Who asks for the codes, as the Key URI named it; may be empty.
    pub issuer: String,
    /// The account name of the Key URI, never rewritten by a new label; may be empty.
    pub name: String,
    /// What the person calls it, where that differs.
    pub label: Option<String>,
    /// The shared secret.
    pub secret: Secret,
    /// How codes follow from the secret.
    pub scheme: Scheme,
    /// Where it was enrolled, when that is known.
    pub enrolled: Option<Enrolled>,
    /// When it was added, Unix seconds.
    pub created: u64,
    /// When a code of it was last handed over, Unix seconds.
    pub last_used: Option<u64>,
    /// Free text of the person's.
    pub note: String,
    /// The person's own groups.
    pub tags: Vec<String>,
    /// Whether it stands above the others.
    pub pinned: bool,
}

/// The page on which an account's QR code was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolled {
    /// The host as the browser spells it: lower case, punycode, no port.
    pub host: String,
}

/// What AWS puts into a label: `device@account`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AwsLabel<'a> {
    /// The device name that was given in the console, often the user's.
    pub device: &'a str,
    /// The alias or the twelve digits of the AWS account.
    pub account: &'a str,
}
