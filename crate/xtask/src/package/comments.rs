//! Scripts, styles, pages and sentences as they ship: line for line what is written, without what only readers need.
//!
//! A comment that has its lines to itself becomes empty lines, and what stands before a line's first sign
//! goes, so that the line that an error names is the same line in the source. That is a quarter of all that is
//! downloaded beside the wasm, and no more than the stores allow: nothing is renamed or joined.

use anyhow::{Result, bail};

/// Whether comments are taken out of a file of this name.
pub(super) fn has(name: &str) -> bool {
    [".js", ".css"].iter().any(|ending| name.ends_with(ending))
}

/// The lines without what stands before their first sign.
///
/// # Errors
/// A text that goes on over lines, in which that would be part of it.
pub(super) fn flush(text: &str) -> Result<String> {
    if let Some((line, number)) = text.lines().zip(1..).find(|(line, _)| line.matches('`').count() % 2 == 1) {
        bail!("line {number}: a text in backquotes needs one line for itself: {}", line.trim());
    }
    Ok(text.lines().flat_map(|line| [line.trim_start(), "\n"]).collect())
}

/// The text with an empty line for each line of comment.
///
/// # Errors
/// A comment that begins a line and ends in the middle of one: it might not be one.
pub(super) fn without(text: &str) -> Result<String> {
    let mut inside = false;
    let mut code = String::new();
    for (line, number) in text.lines().zip(1..) {
        let begun = line.trim_start();
        let block = inside || begun.starts_with("/*");
        match line.split_once("*/") {
            // A cast of its type stands before an expression, which is code.
            Some((_, rest)) if block && !rest.trim().is_empty() => {
                if inside {
                    bail!("line {number}: what follows a comment needs a line of its own");
                }
                code.push_str(&without_casts(line));
            }
            Some(_) if block => inside = false,
            None if block => inside = true,
            _ if begun.starts_with("//") => {}
            _ => code.push_str(&without_casts(line)),
        }
        code.push('\n');
    }
    Ok(code)
}

/// Sentences, each in the line it is written in, without the spaces around its name and its end.
pub(super) fn close_set(text: &str) -> String {
    let mut set = String::new();
    for line in text.lines().map(str::trim_start) {
        let begun = line.replacen("\": { \"message\": ", "\":{\"message\":", 1);
        set +=
            begun.strip_suffix(" },").map(|sentence| format!("{sentence}}},")).as_deref().unwrap_or(&begun);
        set.push('\n');
    }
    set
}

/// A line without the types that are told to the compiler alone.
fn without_casts(line: &str) -> String {
    let mut code = String::new();
    let mut rest = line;
    while let Some((before, cast)) = rest.split_once("/** @type ") {
        let Some((_, after)) = cast.split_once("*/") else { break };
        code.push_str(before);
        rest = after.trim_start();
    }
    code + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_become_empty_lines_and_code_stays_where_it_was() {
        let text = "/**\n * For.\n */\nimport x; // why\n  // aside\n  const a = /** @type {A} */ (b) ?? /** @type {B} */ ([]);\n/** @type {A} */ (b).c();\n/** One. */\n";
        assert_eq!(
            without(text).expect("comments on lines of their own"),
            "\n\n\nimport x; // why\n\n  const a = (b) ?? ([]);\n(b).c();\n\n"
        );
        assert!(without("/*\n */ code\n").is_err());
    }

    #[test]
    fn lines_begin_with_their_first_sign_and_a_text_over_lines_is_refused() {
        assert_eq!(flush("  a\n\n\tb `c` d\n").expect("whole texts"), "a\n\nb `c` d\n");
        assert!(flush("a = `b\n  c`\n").is_err());
    }

    #[test]
    fn sentences_stay_what_and_where_they_are() {
        let text = "{\n  \"a\": { \"message\": \"x }, y\" },\n  \"b\": { \"message\": \"\" }\n}\n";
        let set = close_set(text);
        assert_eq!(set, "{\n\"a\":{\"message\":\"x }, y\"},\n\"b\":{\"message\":\"\" }\n}\n");
        let read = |text| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
        assert_eq!(read(&set), read(text));
    }
}
