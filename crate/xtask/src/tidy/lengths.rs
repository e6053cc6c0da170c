//! How long files are.

use super::sources::Sources;

const LONGEST: usize = 600;

pub(super) fn all(sources: &Sources) -> Vec<String> {
    let mut complaints = Vec::new();
    for end in [".rs", ".js", ".mjs", ".html", ".css"] {
        for (name, text) in sources.below("", end) {
            let lines = text.lines().count();
            if lines > LONGEST && !name.starts_with("extension/wasm/") {
                complaints.push(format!("{name} has {lines} lines"));
            }
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_more_is_one_too_many() {
        let at_most = "x\n".repeat(600);
        let more = "x\n".repeat(601);
        assert_eq!(
            all(&Sources::of(&[("crate/a.rs", &at_most), ("extension/wasm/tandem.js", &more)])),
            [""; 0]
        );
        assert_eq!(all(&Sources::of(&[("extension/a.js", &more)])), ["extension/a.js has 601 lines"]);
    }
}
