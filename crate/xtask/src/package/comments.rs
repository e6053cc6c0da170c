//! Scripts and styles as they ship: line for line what is written, without what only readers need.
//!
//! A comment that has its lines to itself becomes empty lines, so that a place that an error names is
//! the same place in the source. That is a fifth of all that is downloaded beside the wasm.

use anyhow::{Result, bail};

/// Whether comments are taken out of a file of this name.
pub(super) fn has(name: &str) -> bool {
    [".js", ".css"].iter().any(|ending| name.ends_with(ending))
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
                code.push_str(line);
            }
            Some(_) if block => inside = false,
            None if block => inside = true,
            _ if begun.starts_with("//") => {}
            _ => code.push_str(line),
        }
        code.push('\n');
    }
    Ok(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_become_empty_lines_and_code_stays_where_it_was() {
        let text = "/**\n * For.\n */\nimport x; // why\n  // aside\nconst a = /** @type {A} */ (b);\n/** @type {A} */ (b).c();\n/** One. */\n";
        assert_eq!(
            without(text).expect("comments on lines of their own"),
            "\n\n\nimport x; // why\n\nconst a = /** @type {A} */ (b);\n/** @type {A} */ (b).c();\n\n"
        );
        assert!(without("/*\n */ code\n").is_err());
    }
}
