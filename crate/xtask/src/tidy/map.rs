//! The imports between the extension's modules as a graph.

use std::collections::{BTreeMap, BTreeSet};

use super::code;
use super::links::{LinkKind, links};
use super::sources::Sources;
use super::words;

/// The one file that knows the views.
const MAP: &str = "extension/popup/popup.js";

/// Functions that show a view or a sheet; `view.js` itself exports them.
const SHOWING: [&str; 2] = ["mount(", "sheet("];
const GIVING: &str = "extension/popup/view.js";

/// Finds views that another view imports.
pub(super) fn views(sources: &Sources) -> Vec<String> {
    let mut complaints = Vec::new();
    let views: BTreeSet<&str> =
        sources.scripts().filter(|(name, text)| is_view(name, text)).map(|(name, _)| name).collect();
    for (name, text) in sources.scripts().filter(|(name, _)| *name != MAP) {
        for to in imported(name, text) {
            if views.contains(to.as_str()) {
                complaints.push(format!("{name} imports the view {to}, which popup.js alone may"));
            }
        }
    }
    complaints
}

/// Finds each import circle once, from its first module.
pub(super) fn circles(sources: &Sources) -> Vec<String> {
    let graph: BTreeMap<&str, BTreeSet<String>> =
        sources.scripts().map(|(name, text)| (name, imported(name, text))).collect();
    let mut left: BTreeSet<&str> = graph.keys().copied().collect();
    let mut complaints = Vec::new();
    loop {
        // A module that imports none of the rest is in no circle; what remains is in one or leads
        // to one.
        while let Some(free) = left.iter().copied().find(|name| !leads(&graph, name, &left)) {
            left.remove(free);
        }
        let Some(first) = left.first().copied() else { return complaints };
        let circle = walk(&graph, first, &left);
        left.retain(|name| !circle.contains(name));
        complaints.push(format!("a circle of imports: {}", circle.join(" -> ")));
    }
}

fn leads(graph: &BTreeMap<&str, BTreeSet<String>>, name: &str, left: &BTreeSet<&str>) -> bool {
    graph.get(name).is_some_and(|to| to.iter().any(|to| left.contains(to.as_str())))
}

/// Follows each module's first remaining import until a module repeats.
fn walk<'a>(
    graph: &BTreeMap<&'a str, BTreeSet<String>>,
    first: &'a str,
    left: &BTreeSet<&'a str>,
) -> Vec<&'a str> {
    let mut way = vec![first];
    let mut at = first;
    while let Some(next) = graph.get(at).and_then(|to| left.iter().copied().find(|name| to.contains(*name))) {
        if let Some(begin) = way.iter().position(|name| *name == next) {
            return way.split_off(begin);
        }
        way.push(next);
        at = next;
    }
    way
}

fn is_view(name: &str, text: &str) -> bool {
    let code = code::javascript(text).bare;
    name.starts_with("extension/popup/")
        && name != GIVING
        && SHOWING.iter().any(|call| words::has(&code, call))
}

/// What a module imports, statically or later.
fn imported(name: &str, text: &str) -> BTreeSet<String> {
    let kinds = [LinkKind::Static, LinkKind::Later];
    let named = links(name, text).into_iter().filter(|link| kinds.contains(&link.kind));
    // A page or a Worker that is opened is another context, so it closes no circle.
    let code = code::javascript(text);
    let opened = |to: &str| {
        let file = to.rsplit('/').next().unwrap_or_default();
        code.strings
            .iter()
            .any(|literal| literal.value.ends_with(file) && code.before(literal).ends_with("URL("))
    };
    named.map(|link| link.to).filter(|to| to.ends_with(".js") && !opened(to)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_that_another_file_imports_is_noticed_and_the_map_may() {
        let view = ("extension/popup/pair.js", "import { mount } from './view.js'; mount('pair');");
        let giving = ("extension/popup/view.js", "export function mount(name) {}");
        let check = |name, text| views(&Sources::of(&[view, giving, (name, text)]));
        let told = |name: &str| {
            vec![format!("{name} imports the view extension/popup/pair.js, which popup.js alone may")]
        };
        assert_eq!(
            check("extension/popup/a.js", "import { show } from './pair.js';"),
            told("extension/popup/a.js")
        );
        assert_eq!(
            check("extension/shared/a.js", "await import('../popup/pair.js')"),
            told("extension/shared/a.js")
        );
        assert_eq!(check(MAP, "await import('./pair.js')"), [""; 0]);
        assert_eq!(
            check("extension/popup/a.js", "/** @import { A } from './pair.js' */ go('pair');"),
            [""; 0]
        );
    }

    #[test]
    fn a_circle_is_told_once_and_by_its_members_alone() {
        let files = [
            ("extension/a.js", "import './b.js';"),
            ("extension/b.js", "import './c.js'; import './d.js';"),
            ("extension/c.js", "await import('./b.js')"),
            ("extension/d.js", ""),
        ];
        assert_eq!(circles(&Sources::of(&files)), ["a circle of imports: extension/b.js -> extension/c.js"]);
        assert_eq!(circles(&Sources::of(&files[3..])), [""; 0]);
        let own = [("extension/a.js", "import './a.js';")];
        assert_eq!(circles(&Sources::of(&own)), ["a circle of imports: extension/a.js"]);
        let worker = [
            ("extension/a.js", "new Worker(new URL('./b.js', import.meta.url))"),
            ("extension/b.js", "import './a.js';"),
        ];
        assert_eq!(circles(&Sources::of(&worker)), [""; 0], "a Worker is another context");
    }
}
