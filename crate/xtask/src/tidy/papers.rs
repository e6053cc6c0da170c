//! Checks the docs: files that they name exist, and each file says what it is for.

use super::sources::Sources;

/// Every file that the docs name in code type exists, by its whole path or its last parts.
pub(super) fn named(sources: &Sources) -> Vec<String> {
    const ENDS: [&str; 9] = [".css", ".html", ".js", ".json", ".md", ".mjs", ".py", ".rs", ".svg"];
    /// Generated files, and files of others.
    const ELSEWHERE: [&str; 4] = ["target/", "dist/", "extension/wasm/", "extension/logos/"];
    let mut complaints = Vec::new();
    for (name, text) in sources.papers() {
        for path in between(&prose(text), '`', '`') {
            let file = ENDS.iter().any(|end| path.ends_with(end))
                && ![" ", "*", "…", "//", "/."].iter().any(|sign| path.contains(sign));
            let elsewhere = ELSEWHERE.iter().any(|folder| path.starts_with(folder));
            let last = path.trim_start_matches("../");
            let there = || {
                sources.below("", last).any(|(file, _)| {
                    file.strip_suffix(last).is_some_and(|before| before.is_empty() || before.ends_with('/'))
                })
            };
            if file && !elsewhere && path != "manifest.json" && !path.starts_with('.') && !there() {
                complaints.push(format!("{name} names {path}, which is not there"));
            }
        }
    }
    complaints
}

/// Every Rust file starts with what it is for.
pub(super) fn headed(sources: &Sources) -> Vec<String> {
    let files = sources.below("crate/", ".rs").filter(|(_, text)| !text.starts_with("//!"));
    files.map(|(name, _)| format!("{name} does not open with what it is for (//!)")).collect()
}

/// The docs wrap at 100 columns; tables, pictures and code can't, and Japanese has no spaces.
pub(super) fn wrapped(sources: &Sources) -> Vec<String> {
    const WIDEST: usize = 100;
    let mut complaints = Vec::new();
    for (name, text) in sources.papers().filter(|(name, _)| *name != "README.ja.md") {
        let mut code = false;
        for (number, line) in text.lines().enumerate() {
            code ^= line.trim_start().starts_with("```");
            let prose = !code && !line.trim_start().starts_with(['|', '!', '<', '[']);
            if prose && line.chars().count() > WIDEST {
                complaints.push(format!("{name}:{} has more than {WIDEST} columns", number + 1));
            }
        }
    }
    complaints
}

/// The text without its blocks of code and its markup.
pub(super) fn prose(text: &str) -> String {
    let outside: String = text.split("```").step_by(2).collect();
    let (first, rest) = outside.split_once('<').unwrap_or((&outside, ""));
    let mut prose = first.to_owned();
    for piece in rest.split('<') {
        let tag = piece.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        prose.push_str(if tag { piece.split_once('>').map_or("", |(_, rest)| rest) } else { piece });
    }
    prose
}

/// The text between two marks, with its lines joined.
pub(super) fn between(text: &str, opening: char, closing: char) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(opening) {
        let Some((inside, behind)) = after.split_once(closing) else { break };
        // The end of a paragraph also closes what was opened.
        if inside.contains("\n\n") {
            rest = after;
            continue;
        }
        found.push(inside.split_whitespace().collect::<Vec<_>>().join(" "));
        rest = behind;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_named_is_there() {
        let text =
            "`crate/core/src/a.rs`, `src/a.rs`, `a.rs`, `b.rs`, `<app>.rs`, `target/package/c.js`, `.d.ts`";
        let sources =
            Sources::of(&[("README.md", text), ("crate/core/src/a.rs", ""), ("crate/core/src/xb.rs", "")]);
        assert_eq!(named(&sources), ["README.md names b.rs, which is not there"]);
    }

    #[test]
    fn a_line_that_is_too_long_is_noticed() {
        let long = "あ ".repeat(51);
        let text = format!("short\n{long}\n| {long}\n```\n{long}\n```\n{long}\n");
        let complaints = wrapped(&Sources::of(&[("docs/a.md", &text), ("README.ja.md", &text)]));
        assert_eq!(
            complaints,
            ["docs/a.md:2 has more than 100 columns", "docs/a.md:7 has more than 100 columns"]
        );
    }

    #[test]
    fn a_file_without_a_head_is_noticed() {
        let files = [("crate/a/src/lib.rs", "//! For.\n"), ("crate/a/src/b.rs", "use c;\n")];
        assert_eq!(
            headed(&Sources::of(&files)),
            ["crate/a/src/b.rs does not open with what it is for (//!)"]
        );
    }
}
