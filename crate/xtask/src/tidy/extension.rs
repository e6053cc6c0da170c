//! Which addresses the extension's files may contain.

use super::code;
use super::sources::Sources;
use super::words;

/// What the build writes.
const GENERATED: &str = "extension/wasm/";

pub(super) fn addresses(sources: &Sources) -> Vec<String> {
    // A name, not an address: nothing is ever fetched from it.
    const NAMESPACES: [&str; 3] =
        ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml"];
    let mut complaints = Vec::new();
    let ours = |name: &str| is_text(name) && !name.starts_with(GENERATED);
    for (name, text) in sources.below("extension/", "").filter(|(name, _)| ours(name)) {
        for scheme in ["http://", "https://", "ws://", "wss://"] {
            for (at, _) in text.match_indices(scheme) {
                let rest = text.get(at..).unwrap_or_default();
                let host = rest.get(scheme.len()..).and_then(|rest| rest.chars().next());
                let address = host.is_some_and(char::is_alphanumeric);
                if address && !NAMESPACES.iter().any(|namespace| rest.starts_with(namespace)) {
                    let told: String = rest.chars().take_while(|c| !c.is_whitespace()).take(40).collect();
                    complaints.push(format!("{name}:{} names {told}", words::line(text, at)));
                }
            }
        }
    }
    complaints
}

/// The comments that wasm-bindgen generates don't count, but what it loads does.
pub(super) fn generated(sources: &Sources) -> Vec<String> {
    const REACHING: [&str; 6] =
        ["fetch(", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "import("];
    let mut complaints = Vec::new();
    for (name, text) in sources.below(GENERATED, ".js") {
        let own = name.trim_start_matches(GENERATED).trim_end_matches(".js").to_owned() + "_bg.wasm";
        let code = code::javascript(text);
        for word in REACHING {
            for at in words::positions(&code.bare, word) {
                let rest = code.bare.get(at..).unwrap_or_default();
                if !rest.starts_with("fetch(module_or_path)") {
                    complaints.push(format!("{name}:{} reaches out by {word}", words::line(text, at)));
                }
            }
        }
        for literal in &code.strings {
            let address = literal.value.contains("://") || literal.value.starts_with("//");
            let other = code.before(literal).ends_with("new URL(") && literal.value != own;
            if address || other {
                complaints.push(format!("{name}:{} names {}", words::line(text, literal.at), literal.value));
            }
        }
    }
    complaints
}

fn is_text(name: &str) -> bool {
    [".js", ".html", ".css", ".svg", ".json"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: [&str; 0] = [];

    #[test]
    fn an_address_is_noticed_and_a_namespace_is_not() {
        let found = |text| addresses(&Sources::of(&[("extension/a.js", text)]));
        assert_eq!(
            found("fetch('https://example.com/a')"),
            ["extension/a.js:1 names https://example.com/a')"]
        );
        assert_eq!(found("// see http://example.com"), ["extension/a.js:1 names http://example.com"]);
        assert_eq!(found("'http://www.w3.org/2000/svg'; url.startsWith('https://'); 'https://*/*'"), NOTHING);
    }

    #[test]
    fn the_generated_module_may_fetch_its_own_wasm_alone() {
        let found = |text| generated(&Sources::of(&[("extension/wasm/tandem.js", text)]));
        let own = "// see https://example.com\nm = new URL('tandem_bg.wasm', import.meta.url); fetch(module_or_path)";
        assert_eq!(found(own), NOTHING);
        assert_eq!(addresses(&Sources::of(&[("extension/wasm/tandem.js", own)])), NOTHING);
        assert_eq!(found("\nfetch(x)"), ["extension/wasm/tandem.js:2 reaches out by fetch("]);
        assert_eq!(
            found("fetch(module_or_path); new URL('other.wasm', a)"),
            ["extension/wasm/tandem.js:1 names other.wasm"]
        );
        assert_eq!(
            found("load('https://example.com/a')"),
            ["extension/wasm/tandem.js:1 names https://example.com/a"]
        );
        assert_eq!(found("import('./snippet.js')"), ["extension/wasm/tandem.js:1 reaches out by import("]);
    }
}
