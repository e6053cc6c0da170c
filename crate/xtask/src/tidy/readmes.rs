//! Checks that both READMEs say the same, and quote what is on screen.

use super::messages;
use super::papers::{between, prose};
use super::sources::Sources;

const ENGLISH: &str = "README.md";
const JAPANESE: &str = "README.ja.md";

/// A part of a README that must be the same in both.
type Part = (&'static str, fn(&str) -> Vec<String>);

/// Both have the same headings, commands, links and rows, in the same order.
pub(super) fn same(sources: &Sources) -> Vec<String> {
    let (Some(english), Some(japanese)) = (sources.text(ENGLISH), sources.text(JAPANESE)) else {
        return Vec::new();
    };
    let parts: [Part; 4] =
        [("headings", headings), ("commands", commands), ("links", links), ("tables", rows)];
    let mut complaints = Vec::new();
    for (what, read) in parts {
        let (one, other) = (read(english), read(japanese));
        if let Some(at) = (0..one.len().max(other.len())).find(|at| one.get(*at) != other.get(*at)) {
            let told = |list: &[String]| list.get(at).cloned().unwrap_or_else(|| "nothing".to_owned());
            complaints.push(format!(
                "{JAPANESE} has other {what}: {} where {ENGLISH} has {}",
                told(&other),
                told(&one)
            ));
        }
    }
    complaints
}

/// What a README quotes from Tandem is in `_locales`: `*…*` in English, 「…」 in Japanese.
pub(super) fn quotes(sources: &Sources) -> Vec<String> {
    let mut complaints = Vec::new();
    for (name, language, opening, closing) in [(ENGLISH, "en", '*', '*'), (JAPANESE, "ja", '「', '」')] {
        let Some(text) = sources.text(name) else { continue };
        let said: Vec<String> =
            messages::texts(sources, language).iter().map(|text| text.replace('\u{a0}', " ")).collect();
        for quote in between(&prose(text).replace("**", "\u{0}"), opening, closing) {
            if !said.iter().any(|sentence| says(sentence, &quote)) {
                complaints.push(format!("{name} quotes {quote:?}, which no sentence of {language} says"));
            }
        }
    }
    complaints
}

fn headings(text: &str) -> Vec<String> {
    let titles = prose(text);
    let levels =
        titles.lines().filter_map(|line| line.split_once("# ").map(|(level, _)| level.to_owned() + "#"));
    levels.filter(|level| level.chars().all(|c| c == '#')).collect()
}

/// The lines of code without their comments, and the commands named in the text.
fn commands(text: &str) -> Vec<String> {
    let blocks = text.split("```sh").skip(1).filter_map(|rest| rest.split("```").next());
    let code = |line: &str| line.split(" #").next().unwrap_or_default().trim().to_owned();
    let lines = blocks.flat_map(str::lines).map(code).filter(|line| !line.is_empty());
    let named = between(&prose(text), '`', '`').into_iter().filter(|command| command.starts_with("cargo "));
    lines.chain(named).collect()
}

/// Where links and pictures lead; each language has its own pictures and its own link to the other.
fn links(text: &str) -> Vec<String> {
    let pieces = text.split(['(', '"', ')']).map(|piece| piece.replace("pictures/ja-", "pictures/en-"));
    let leads = |piece: &String| {
        !piece.contains(char::is_whitespace) && [".md", ".png", ".py"].iter().any(|end| piece.ends_with(end))
    };
    pieces.filter(leads).filter(|piece| ![ENGLISH, JAPANESE].contains(&piece.as_str())).collect()
}

/// The number of rows of each table.
fn rows(text: &str) -> Vec<String> {
    let mut tables = Vec::new();
    let mut count = 0_usize;
    for line in text.lines().chain([""]) {
        if line.starts_with('|') {
            count += 1;
        } else if count > 0 {
            tables.push(format!("a table of {count} lines"));
            count = 0;
        }
    }
    tables
}

/// Whether a sentence matches the quote, in which each `…` matches anything, like the sentence's
/// own places (`$1`).
fn says(sentence: &str, quote: &str) -> bool {
    let mut rest = sentence;
    let pieces: Vec<&str> = quote.split('…').map(str::trim).collect();
    if let [whole] = pieces.as_slice() {
        return sentence == *whole;
    }
    pieces.iter().all(|piece| match rest.split_once(piece) {
        Some((_, behind)) => {
            rest = behind;
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: [&str; 0] = [];

    fn both<'a>(english: &'a str, japanese: &'a str) -> Sources {
        Sources::of(&[(ENGLISH, english), (JAPANESE, japanese)])
    }

    #[test]
    fn the_two_readmes_have_the_same_parts() {
        let english = "# A\n## B\n[x](docs/a.md) ![p](docs/pictures/en-a.png)\n```sh\ncargo xtask run # now\n```\n| a |\n";
        let japanese = "# あ\n## い\n[x](docs/a.md) ![p](docs/pictures/ja-a.png)\n```sh\ncargo xtask run # 今\n```\n| あ |\n";
        assert_eq!(same(&both(english, japanese)), NOTHING);
        for (changed, complaint) in [
            (japanese.replace("## い", "### い"), "other headings: ### where README.md has ##"),
            (
                japanese.replace("run", "test"),
                "other commands: cargo xtask test where README.md has cargo xtask run",
            ),
            (
                japanese.replace("docs/a.md", "docs/b.md"),
                "other links: docs/b.md where README.md has docs/a.md",
            ),
            (
                japanese.replace("| あ |\n", ""),
                "other tables: nothing where README.md has a table of 1 lines",
            ),
        ] {
            assert_eq!(same(&both(english, &changed)), [format!("README.ja.md has {complaint}")]);
        }
    }

    #[test]
    fn what_is_quoted_is_said() {
        let en = (
            "_locales/en/messages.json",
            r#"{"a": {"message": "Fill code"}, "b": {"message": "You have $1 here."}}"#,
        );
        let ja = ("_locales/ja/messages.json", r#"{"a": {"message": "入力"}}"#);
        let english = "Press *Fill\ncode*, **Next**, then *You have … here.*, not *Fill*.";
        let files = [en, ja, (ENGLISH, english), (JAPANESE, "「入力」と「出力」")];
        assert_eq!(
            quotes(&Sources::of(&files)),
            [
                "README.md quotes \"Fill\", which no sentence of en says",
                "README.ja.md quotes \"出力\", which no sentence of ja says"
            ]
        );
    }
}
