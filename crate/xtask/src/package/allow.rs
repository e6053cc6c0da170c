//! Which files ship: files that no line here names don't, and unknown files stop the package.

/// What to do with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Ships,
    /// Belongs to the tree and not to the package.
    Stays,
    /// Not covered by any rule.
    Unknown,
}

/// The files and folders that are considered.
pub(crate) const ROOTS: [&str; 3] = ["manifest.json", "_locales", "extension"];

const SHIPPED: [&str; 6] = ["css", "html", "js", "png", "svg", "wasm"];

/// What to do with the file at `path`, relative to the repository root with forward slashes.
pub(crate) fn verdict(path: &str) -> Verdict {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["manifest.json"] | ["_locales", _, "messages.json"] => Verdict::Ships,
        // Drawings and their licences, see `icons.rs`.
        ["extension", "logos", file] if file.ends_with(".json") || *file == "LICENSE.txt" => Verdict::Ships,
        ["extension", .., file] => of_extension(file),
        _ => Verdict::Unknown,
    }
}

fn of_extension(file: &str) -> Verdict {
    match file.rsplit_once('.') {
        // Types, only for type checking.
        Some((stem, "ts")) if stem.ends_with(".d") => Verdict::Stays,
        Some((stem, end)) if !stem.is_empty() && SHIPPED.contains(&end) => Verdict::Ships,
        _ => Verdict::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_is_named_and_the_rest_is_not_guessed_at() {
        let cases = [
            ("manifest.json", Verdict::Ships),
            ("_locales/ja/messages.json", Verdict::Ships),
            ("extension/popup/popup.html", Verdict::Ships),
            ("extension/wasm/tandem_bg.wasm", Verdict::Ships),
            ("extension/wasm/tandem_bg.wasm.d.ts", Verdict::Stays),
            ("extension/logos/a.json", Verdict::Ships),
            ("extension/logos/LICENSE.txt", Verdict::Ships),
            ("extension/logos/NOTES.txt", Verdict::Unknown),
            ("extension/popup/a.json", Verdict::Unknown),
            ("extension/shared/types.d.ts", Verdict::Stays),
            ("extension/popup/popup.ts", Verdict::Unknown),
            ("extension/popup/popup.js.map", Verdict::Unknown),
            ("extension/popup/popup.js~", Verdict::Unknown),
            ("extension/popup/.js", Verdict::Unknown),
            ("extension/LICENSE", Verdict::Unknown),
            ("_locales/ja/notes.txt", Verdict::Unknown),
            ("_locales/messages.json", Verdict::Unknown),
            ("README.md", Verdict::Unknown),
            ("tests/extension/a.js", Verdict::Unknown),
        ];
        for (path, expected) in cases {
            assert_eq!(verdict(path), expected, "{path}");
        }
    }
}
