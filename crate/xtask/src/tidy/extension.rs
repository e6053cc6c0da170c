//! What the extension's own scripts, pages and styles may say.

use super::code;
use super::links::{links, specifiers};
use super::sources::Sources;
use super::words;

/// What the build writes.
const GENERATED: &str = "extension/wasm/";

pub(super) fn imports(sources: &Sources) -> Vec<String> {
    let mut complaints = Vec::new();
    for (name, text) in sources.below("extension/", ".js") {
        let foreign = specifiers(text)
            .into_iter()
            .filter(|path| !["./", "../", "/extension/"].iter().any(|ours| path.starts_with(ours)));
        complaints.extend(foreign.map(|path| format!("{name} imports {path:?}, which is no file of ours")));
    }
    complaints
}

pub(super) fn words(sources: &Sources) -> Vec<String> {
    const NEVER: [&str; 11] = [
        "onMessage",
        "onMessageExternal",
        "onConnect",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "createContextualFragment",
        "setHTMLUnsafe",
        "document.write",
        "eval",
        "Function(",
    ];
    let mut complaints = Vec::new();
    for (name, text) in sources.below("extension/", ".js") {
        let bare = code::javascript(text).bare;
        for word in NEVER {
            for at in words::positions(&bare, word) {
                complaints.push(format!("{name}:{} says {word}", words::line(&bare, at)));
            }
        }
    }
    complaints
}

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

/// The comments of what wasm-bindgen generates are its own. What it loads is not.
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

pub(super) fn chrome(sources: &Sources) -> Vec<String> {
    let mut complaints = Vec::new();
    for (name, text) in sources.scripts().filter(|(name, _)| !may_know_chrome(name)) {
        let bare = code::javascript(text).bare;
        if words::has(&bare, "executeScript") {
            // The one that injects; that there is but one, `page_scripts` sees to.
            continue;
        }
        for at in words::positions(&bare, "chrome") {
            complaints.push(format!("{name}:{} knows chrome", words::line(&bare, at)));
        }
    }
    complaints
}

pub(super) fn page_scripts(sources: &Sources) -> Vec<String> {
    let mut injecting = Vec::new();
    for (name, text) in sources.scripts().filter(|(name, _)| !name.starts_with("extension/page/")) {
        let names_one = links(name, text).iter().any(|link| link.to.starts_with("extension/page/"));
        if names_one || words::has(&code::javascript(text).bare, "executeScript") {
            injecting.push(name);
        }
    }
    if injecting.len() <= 1 {
        return Vec::new();
    }
    vec![format!("more than one file injects into pages: {}", injecting.join(", "))]
}

/// The scripts in pages have little of `chrome`, and need what there is to see closed shadow roots.
fn may_know_chrome(name: &str) -> bool {
    ["background", "shared", "page"].iter().any(|part| name.starts_with(&format!("extension/{part}/")))
}

fn is_text(name: &str) -> bool {
    [".js", ".html", ".css", ".svg", ".json"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: [&str; 0] = [];

    #[test]
    fn a_package_of_npm_is_noticed() {
        let text = "import a from 'otpauth'; import './b.js'; import('https-proxy'); f('otpauth');";
        assert_eq!(
            imports(&Sources::of(&[("extension/a.js", text)])),
            [
                "extension/a.js imports \"otpauth\", which is no file of ours",
                "extension/a.js imports \"https-proxy\", which is no file of ours"
            ]
        );
    }

    #[test]
    fn words_that_let_text_become_code_are_noticed_outside_comments() {
        let found = |text| words(&Sources::of(&[("extension/a.js", text)]));
        assert_eq!(found("a.innerHTML = b"), ["extension/a.js:1 says innerHTML"]);
        assert_eq!(found("\nnew Function('x')"), ["extension/a.js:2 says Function("]);
        assert_eq!(found("chrome.runtime.onMessage.addListener(f)"), ["extension/a.js:1 says onMessage"]);
        assert_eq!(found("// never innerHTML\nmedieval('eval'); isFunction(x)"), NOTHING);
    }

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

    #[test]
    fn the_popup_does_not_know_chrome() {
        let text = "// chrome.storage\nchrome.storage.local.get()";
        assert_eq!(
            chrome(&Sources::of(&[("extension/popup/a.js", text)])),
            ["extension/popup/a.js:2 knows chrome"]
        );
        assert_eq!(chrome(&Sources::of(&[("extension/shared/a.js", text)])), NOTHING);
        assert_eq!(
            chrome(&Sources::of(&[("extension/popup/a.js", "import '../shared/chrome.js'")])),
            NOTHING
        );
    }

    #[test]
    fn a_second_file_that_injects_is_noticed() {
        let one = (
            "extension/popup/page.js",
            "chrome.scripting.executeScript({ files: ['/extension/page/fill.js'] })",
        );
        let two = ("extension/shared/b.js", "f('/extension/page/fill.js')");
        assert_eq!(chrome(&Sources::of(&[one])), NOTHING);
        assert_eq!(page_scripts(&Sources::of(&[one])), NOTHING);
        assert_eq!(
            page_scripts(&Sources::of(&[one, two])),
            ["more than one file injects into pages: extension/popup/page.js, extension/shared/b.js"]
        );
    }
}
