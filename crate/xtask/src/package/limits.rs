//! How large the package may be: small enough to open fast and to download without hesitation.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use anyhow::{Result, bail};

use crate::icons;

/// In bytes as the archive holds them: pages, styles, scripts and wasm that the popup loads to open.
const POPUP: usize = 420_000;
/// In bytes as the archive holds them, without [`APART`].
const PACKAGE: usize = 1_000_000;
/// Another language or a sharper icon must not compete with code.
const APART: [&str; 3] = ["_locales/", "extension/icons/", LOGOS];
/// The icons of services, in bytes as the archive holds them.
const MOST_LOGOS: usize = 90_000;
const LOGOS: &str = icons::FOLDER;

/// The limited parts of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sizes {
    popup: usize,
    package: usize,
    logos: usize,
}

impl Sizes {
    /// Adds up the bytes of each member; `opening` names those that the popup loads.
    pub(super) fn of(members: &BTreeMap<String, usize>, opening: &BTreeSet<String>) -> Self {
        let sum = |counts: &dyn Fn(&str) -> bool| {
            members.iter().filter(|(name, _)| counts(name)).map(|(_, size)| size).sum()
        };
        Self {
            popup: sum(&|name| opening.contains(name)),
            package: sum(&|name| !APART.iter().any(|folder| name.starts_with(folder))),
            logos: sum(&|name| name.starts_with(LOGOS)),
        }
    }

    /// # Errors
    /// A limit is exceeded; the error says which, and by how much.
    pub(super) fn check(&self) -> Result<()> {
        for (what, size, limit) in self.all() {
            if size > limit {
                bail!("{what} has {size} bytes, {} over the limit of {limit}", size - limit);
            }
        }
        Ok(())
    }

    fn all(&self) -> [(&'static str, usize, usize); 3] {
        [
            ("what the popup loads", self.popup, POPUP),
            ("the package without languages and icons", self.package, PACKAGE),
            ("the set of service icons", self.logos, MOST_LOGOS),
        ]
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.all().map(|(what, size, limit)| format!("{what}: {size} bytes of {limit}"));
        f.write_str(&lines.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(members: &[(&str, usize)]) -> Sizes {
        let members = members.iter().map(|(name, size)| ((*name).to_owned(), *size)).collect();
        Sizes::of(&members, &BTreeSet::from(["extension/popup/popup.js".to_owned()]))
    }

    #[test]
    fn languages_and_icons_stand_apart_and_what_is_loaded_later_is_not_the_popups() {
        let sizes = sizes(&[
            ("_locales/ja/messages.json", 9),
            ("extension/icons/tandem-16.png", 9),
            ("extension/logos/a.json", 7),
            ("extension/popup/popup.js", 2),
            ("extension/options/options.js", 3),
        ]);
        assert_eq!(sizes, Sizes { popup: 2, package: 5, logos: 7 });
    }

    #[test]
    fn a_byte_too_many_is_told_with_what_it_is_too_many_of() {
        let told = |members: &[(&str, usize)]| sizes(members).check().map_err(|error| error.to_string());
        assert_eq!(told(&[("extension/popup/popup.js", POPUP), ("a.js", PACKAGE - POPUP)]), Ok(()));
        assert_eq!(
            told(&[("extension/popup/popup.js", POPUP + 1)]),
            Err("what the popup loads has 420001 bytes, 1 over the limit of 420000".to_owned())
        );
        assert_eq!(
            told(&[("extension/logos/a.json", MOST_LOGOS + 1)]),
            Err("the set of service icons has 90001 bytes, 1 over the limit of 90000".to_owned())
        );
        assert_eq!(
            told(&[("a.js", PACKAGE + 2)]),
            Err("the package without languages and icons has 1000002 bytes, 2 over the limit of 1000000"
                .to_owned())
        );
    }
}
