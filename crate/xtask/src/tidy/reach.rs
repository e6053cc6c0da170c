//! The files of the extension as a graph that starts at the manifest.

use std::collections::BTreeSet;

use super::links::{Link, LinkKind, links};
use super::sources::Sources;

const MANIFEST: &str = "manifest.json";

/// What the build writes; before the first build it is named but doesn't exist.
const GENERATED: &str = "extension/wasm/";

/// What the build draws; the popup opens these by computed names.
const DRAWN: &str = "extension/logos/";

/// In modules, including the page's own script.
const POPUP_LOADS: usize = 12;

pub(super) fn all(sources: &Sources) -> Vec<String> {
    if !sources.has(MANIFEST) {
        return Vec::new();
    }
    let reached = closure(sources, MANIFEST, |_| true);
    let files = sources.below("extension/", "").map(|(name, _)| name);
    let opened = |name: &str| reached.contains(name) || name.starts_with(DRAWN);
    let lost = files.filter(|name| !name.ends_with(".d.ts") && !opened(name));
    lost.map(|name| format!("{name} is reached from nowhere")).collect()
}

pub(super) fn named(sources: &Sources) -> Vec<String> {
    let manifest = sources.text(MANIFEST).map(|text| (MANIFEST, text));
    let mut complaints = Vec::new();
    for (name, text) in manifest.into_iter().chain(sources.below("extension/", "")) {
        for link in links(name, text).into_iter().filter(|link| link.kind != LinkKind::Perhaps) {
            if !sources.has(&link.to) && ![GENERATED, DRAWN].iter().any(|built| link.to.starts_with(built)) {
                complaints.push(format!("{name} names {}, which is not there", link.to));
            }
        }
    }
    complaints
}

pub(super) fn popup(sources: &Sources) -> Vec<String> {
    let loaded = popup_loads(sources);
    let modules: Vec<&str> = loaded.iter().map(String::as_str).filter(|name| name.ends_with(".js")).collect();
    if modules.len() <= POPUP_LOADS {
        return Vec::new();
    }
    vec![format!("the popup loads {} modules: {}", modules.len(), modules.join(", "))]
}

/// What the popup loads to open: its page, what that names except other pages, and what its scripts
/// import before they run.
pub(super) fn popup_loads(sources: &Sources) -> BTreeSet<String> {
    let manifest =
        sources.text(MANIFEST).and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok());
    let page = manifest.as_ref().and_then(|value| value.pointer("/action/default_popup")?.as_str());
    let Some(page) = page else { return BTreeSet::new() };
    let mut loaded = closure(sources, page, |link| link.kind == LinkKind::Static);
    let named = links(page, sources.text(page).unwrap_or_default()).into_iter().map(|link| link.to);
    loaded.extend(named.filter(|name| !name.ends_with(".html")));
    loaded
}

/// The files that can be reached from one by the `followed` links, including itself. What the build
/// generates counts even before it was built.
fn closure(sources: &Sources, from: &str, followed: fn(&Link) -> bool) -> BTreeSet<String> {
    let mut reached = BTreeSet::from([from.to_owned()]);
    let mut waiting = vec![from.to_owned()];
    while let Some(name) = waiting.pop() {
        for link in links(&name, sources.text(&name).unwrap_or_default()).into_iter().filter(followed) {
            let there = sources.has(&link.to) || link.to.starts_with(GENERATED);
            if there && reached.insert(link.to.clone()) {
                waiting.push(link.to);
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTION: (&str, &str) = (MANIFEST, r#"{"action": {"default_popup": "extension/popup.html"}}"#);
    const PAGE: (&str, &str) = ("extension/popup.html", "<script type=\"module\" src=\"popup.js\"></script>");

    #[test]
    fn a_file_that_nothing_leads_to_is_noticed() {
        let script = ("extension/popup.js", "import './a.js'; inject(['/extension/page/fill.js']);");
        let files = [ACTION, PAGE, script, ("extension/a.js", ""), ("extension/page/fill.js", "")];
        assert_eq!(all(&Sources::of(&files)), [""; 0]);
        let lost = ("extension/old.js", "import './a.js';");
        let typed = ("extension/a.d.ts", "");
        let more =
            [ACTION, PAGE, script, ("extension/a.js", ""), ("extension/page/fill.js", ""), lost, typed];
        assert_eq!(all(&Sources::of(&more)), ["extension/old.js is reached from nowhere"]);
    }

    #[test]
    fn a_file_that_is_named_and_missing_is_noticed_unless_the_build_makes_it() {
        let script =
            ("extension/popup.js", "import './a.js'; import './wasm/tandem.js'; say('not/a/file.js');");
        assert_eq!(
            named(&Sources::of(&[ACTION, PAGE, script])),
            ["extension/popup.js names extension/a.js, which is not there"]
        );
    }

    #[test]
    fn the_popups_thirteenth_module_is_one_too_many() {
        let names: Vec<String> = (1..=12).map(|n| format!("extension/m{n}.js")).collect();
        let imports = |n: usize| (1..=n).map(|n| format!("import './m{n}.js';")).collect::<String>();
        let check = |script: &str| {
            let mut files = vec![ACTION, PAGE, ("extension/popup.js", script)];
            files.extend(names.iter().map(|name| (name.as_str(), "")));
            popup(&Sources::of(&files)).len()
        };
        assert_eq!(check(&imports(11)), 0);
        assert_eq!(check(&imports(12)), 1);
        assert_eq!(check(&(imports(11) + "import('./m12.js')")), 0, "what is loaded later does not count");
    }

    #[test]
    fn the_popup_loads_what_its_page_names_and_what_its_scripts_import_first() {
        let page = (
            "extension/popup.html",
            "<link rel=\"stylesheet\" href=\"a.css\"><link rel=\"preload\" href=\"wasm/a_bg.wasm\">\
             <a href=\"options.html\"></a><script type=\"module\" src=\"popup.js\"></script>",
        );
        let script = ("extension/popup.js", "import './b.js'; import('./later.js');");
        let sources =
            Sources::of(&[ACTION, page, script, ("extension/b.js", ""), ("extension/later.js", "")]);
        let loaded: Vec<String> = popup_loads(&sources).into_iter().collect();
        let expected = ["a.css", "b.js", "popup.html", "popup.js", "wasm/a_bg.wasm"];
        assert_eq!(loaded, expected.map(|name| format!("extension/{name}")));
    }

    #[test]
    fn before_there_is_a_manifest_there_is_nothing_to_say() {
        let sources = Sources::of(&[("extension/a.js", "")]);
        assert_eq!(all(&sources), [""; 0]);
        assert_eq!(popup(&sources), [""; 0]);
    }
}
