//! Reads issuer and account name from a label.

/// Issuer and account name from a cleaned label that may repeat the issuer. A prefix that says
/// something else stays with the name: it may be all that tells two workspaces apart.
pub(super) fn read(label: &str, issuer: Option<&str>) -> (String, String) {
    let Some(given) = issuer else {
        let (prefix, name) = label.split_once(':').unwrap_or(("", label));
        return (prefix.trim().to_owned(), name.trim().to_owned());
    };
    let given = whole_issuer(label, given.trim());
    // An issuer may contain colons, which shows only if the label starts with it.
    let whole = label.strip_prefix(given).and_then(|rest| rest.trim_start().strip_prefix(':'));
    let name = whole.unwrap_or_else(|| match label.split_once(':') {
        Some((prefix, name)) if is_same_issuer(prefix, given) => name,
        _ => label,
    });
    (given.to_owned(), name.trim().to_owned())
}

/// The whole issuer from the label, if an unescaped `&` has cut it off (`issuer=AT&T`).
fn whole_issuer<'a>(label: &'a str, issuer: &'a str) -> &'a str {
    let cut =
        |prefix: &&str| prefix.strip_prefix(issuer).is_some_and(|rest| rest.trim_start().starts_with('&'));
    label.split_once(':').map(|(prefix, _)| prefix.trim_end()).filter(cut).unwrap_or(issuer)
}

/// Whether a prefix adds nothing to the issuer: the same in other case, or empty.
fn is_same_issuer(prefix: &str, issuer: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (prefix, issuer) = (letters(prefix), letters(issuer));
    let aws = |name: &str| matches!(name, "aws" | "amazonwebservices");
    prefix.is_empty() || prefix == issuer || aws(&prefix) && aws(&issuer)
}
