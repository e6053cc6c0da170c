//! What the core may use: bytes, numbers, text, and the modules below its own.

use super::code;
use super::sources::Sources;
use super::words;

/// Crates for what the core has to be given: JavaScript, time, randomness, input and output.
const FOREIGN: [&str; 11] = [
    "getrandom",
    "js-sys",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
    "serde-wasm-bindgen",
    "rand",
    "fastrand",
    "chrono",
    "time",
    "tokio",
];

/// The standard library's input and output. Not the traits of `std::io`, by which serde_json writes
/// to memory.
const OUTSIDE: [&str; 14] = [
    "SystemTime",
    "Instant",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "io::stdin",
    "io::stdout",
    "io::stderr",
    "std::os",
    "println!",
    "getrandom",
    "rand::",
];

/// Modules that use those below them and not each other.
const SIBLINGS: [&str; 12] = [
    "otpauth", "pair", "qr", "vault", "site", "form", "search", "intake", "draft", "arrange", "checkup",
    "clock",
];

/// The types that contain secrets.
const SECRETS: [&str; 4] = ["Secret", "Key", "Keys", "RecoveryCode"];

pub(super) fn dependencies(sources: &Sources) -> Vec<String> {
    let foreign = sources.core_dependencies.iter().filter(|name| FOREIGN.contains(&name.as_str()));
    foreign.map(|name| format!("crate/core depends on {name}")).collect()
}

pub(super) fn surroundings(sources: &Sources) -> Vec<String> {
    let mut complaints = Vec::new();
    for (name, text) in sources.below("crate/core/src/", ".rs") {
        let code = shipped(text);
        for outside in OUTSIDE {
            for at in words::positions(&code, outside) {
                complaints.push(format!("{name}:{} names {outside}", words::line(&code, at)));
            }
        }
    }
    complaints
}

pub(super) fn layers(sources: &Sources) -> Vec<String> {
    let mut complaints = Vec::new();
    for (name, text) in sources.below("crate/core/src/", ".rs") {
        let below = name.trim_start_matches("crate/core/src/").trim_end_matches(".rs");
        let Some(own) = SIBLINGS.iter().find(|own| below.split('/').next() == Some(**own)) else { continue };
        let code = shipped(text);
        for other in SIBLINGS.iter().filter(|other| *other != own) {
            // Pasted and typed accounts are read like Key URIs.
            let allowed = ["intake", "draft"].contains(own) && *other == "otpauth";
            if !allowed && words::has(&code, &format!("crate::{other}")) {
                complaints.push(format!("{name} knows {other}"));
            }
        }
    }
    complaints
}

pub(super) fn secret(sources: &Sources) -> Vec<String> {
    const NEVER: [&str; 5] = ["Clone", "Copy", "Display", "Serialize", "Deserialize"];
    let mut complaints = Vec::new();
    for (name, text) in sources.below("crate/", ".rs") {
        let code = code::rust(text).bare;
        for secret in SECRETS {
            for at in words::positions(&code, &format!("struct {secret}")) {
                let attributes =
                    code.get(..at).unwrap_or_default().rsplit([';', '}']).next().unwrap_or_default();
                for derived in NEVER.iter().filter(|never| words::has(attributes, never)) {
                    complaints.push(format!("{name}: {secret} derives {derived}"));
                }
            }
            for at in words::positions(&code, &format!("for {secret}")) {
                let before = code.get(..at).unwrap_or_default().trim_end();
                for written in NEVER.iter().filter(|never| before.ends_with(**never)) {
                    complaints
                        .push(format!("{name}:{} writes {written} for {secret}", words::line(&code, at)));
                }
            }
        }
    }
    complaints
}

/// The code of a file without its tests, which come last.
fn shipped(text: &str) -> String {
    let code = code::rust(text).bare;
    code.split("#[cfg(test)]").next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_in_the_core_is_noticed_but_not_in_words_or_tests() {
        let found = |text| surroundings(&Sources::of(&[("crate/core/src/otp.rs", text)]));
        assert_eq!(found("use std::time::SystemTime;"), ["crate/core/src/otp.rs:1 names SystemTime"]);
        assert_eq!(found("\nuse std::fs;"), ["crate/core/src/otp.rs:2 names std::fs"]);
        assert_eq!(found("// no SystemTime here\nlet s = \"std::fs\";"), [""; 0]);
        assert_eq!(found("fn a() {}\n#[cfg(test)]\nmod tests { use std::fs; }"), [""; 0]);
    }

    #[test]
    fn a_crate_that_knows_javascript_is_noticed() {
        let mut sources = Sources::of(&[]);
        sources.core_dependencies = vec!["hmac".to_owned(), "js-sys".to_owned()];
        assert_eq!(dependencies(&sources), ["crate/core depends on js-sys"]);
    }

    #[test]
    fn siblings_do_not_know_each_other() {
        let found = |name, text| layers(&Sources::of(&[(name, text)]));
        assert_eq!(
            found("crate/core/src/vault/seal.rs", "use crate::site::Site;"),
            ["crate/core/src/vault/seal.rs knows site"]
        );
        assert_eq!(
            found("crate/core/src/vault/seal.rs", "use crate::vault::Key; use crate::account::Account;"),
            [""; 0]
        );
        assert_eq!(found("crate/core/src/intake/split.rs", "use crate::otpauth::parse;"), [""; 0]);
        assert_eq!(found("crate/core/src/lib.rs", "pub use crate::site::Site;"), [""; 0]);
    }

    #[test]
    fn a_secret_that_could_leave_is_noticed() {
        let found = |text| secret(&Sources::of(&[("crate/core/src/secret.rs", text)]));
        assert_eq!(
            found("#[derive(Debug, Clone)]\npub struct Secret(Vec<u8>);"),
            ["crate/core/src/secret.rs: Secret derives Clone"]
        );
        assert_eq!(
            found("impl fmt::Display for Secret {}"),
            ["crate/core/src/secret.rs:1 writes Display for Secret"]
        );
        assert_eq!(
            found(
                "#[derive(Clone)]\nstruct Empty;\npub struct Secret(Vec<u8>);\nimpl fmt::Debug for Secret {}"
            ),
            [""; 0]
        );
        assert_eq!(
            found("#[derive(Clone)]\npub struct Key<Kind>(Kind);"),
            ["crate/core/src/secret.rs: Key derives Clone"]
        );
        assert_eq!(found("#[derive(Clone)]\npub struct SecretLength(u8);"), [""; 0]);
    }
}
