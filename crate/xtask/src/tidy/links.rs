//! Which other files a file of the extension names.

use super::code::{self, Kind, Literal};

/// A file named by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// From the root, with forward slashes.
    pub(crate) to: String,
    pub(crate) kind: LinkKind,
}

/// How it is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkKind {
    /// `import … from`, `export … from`, `<script src>`, `modulepreload`: loaded before anything
    /// runs.
    Static,
    /// Must exist, and is loaded on demand.
    Later,
    /// A text that may be a file's name.
    Perhaps,
}

/// The files named in `text`, the content of the file `name`.
pub(crate) fn links(name: &str, text: &str) -> Vec<Link> {
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let end = name.rsplit('.').next().unwrap_or_default();
    let (named, folder) = match end {
        "js" => (of_script(text), folder),
        "html" => (of_page(text), folder),
        "css" => (of_style(text), folder),
        // The manifest's paths start at the root, where it is.
        "json" => (of_manifest(text), ""),
        _ => (Vec::new(), folder),
    };
    named.into_iter().filter_map(|(path, kind)| Some(Link { to: resolve(folder, &path)?, kind })).collect()
}

type Named = Vec<(String, LinkKind)>;

fn of_script(text: &str) -> Named {
    let code = code::javascript(text);
    let kind_of = |literal: &Literal| {
        let before = code.before(literal);
        if let Some(kind) = import_kind(before) {
            kind
        } else if before.ends_with("new URL(") || before.ends_with("getURL(") {
            LinkKind::Later
        } else {
            LinkKind::Perhaps
        }
    };
    let plain = code.strings.iter().filter(|literal| literal.kind == Kind::Quoted);
    plain.map(|literal| (literal.value.clone(), kind_of(literal))).collect()
}

fn import_kind(before: &str) -> Option<LinkKind> {
    if before.ends_with("import(") {
        return Some(LinkKind::Later);
    }
    let word = before.rsplit(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').next();
    matches!(word, Some("from" | "import")).then_some(LinkKind::Static)
}

fn of_page(text: &str) -> Named {
    let mut named = Vec::new();
    for tag in without_comments(text).split('<').skip(1) {
        let first = tag.starts_with("script") || tag.contains("modulepreload");
        let kind = if first { LinkKind::Static } else { LinkKind::Later };
        for attribute in [" src=\"", " href=\"", "\nsrc=\"", "\nhref=\""] {
            let values = tag.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
            // Fragments and addresses of other schemes aren't files.
            let paths = values.filter(|value| !value.starts_with('#') && !value.contains(':'));
            named.extend(paths.map(|path| (path.to_owned(), kind)));
        }
    }
    named
}

fn without_comments(text: &str) -> String {
    let mut parts = text.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once("-->").map_or("", |(_, rest)| rest))
}

fn of_style(text: &str) -> Named {
    let inside = |opening: &'static str, closing: char| {
        text.split(opening).skip(1).filter_map(move |rest| rest.split(closing).next())
    };
    let urls = inside("url(", ')').chain(inside("@import \"", '"').filter(|path| !path.starts_with("url(")));
    let paths = urls.map(|url| url.trim_matches(['"', '\'', ' '])).filter(|url| !url.starts_with("data:"));
    paths.map(|path| (path.to_owned(), LinkKind::Later)).collect()
}

fn of_manifest(text: &str) -> Named {
    fn walk(value: &serde_json::Value, named: &mut Named) {
        match value {
            serde_json::Value::String(text) if text.trim_start_matches('/').starts_with("extension/") => {
                named.push((text.trim_start_matches('/').to_owned(), LinkKind::Later));
            }
            serde_json::Value::Array(values) => values.iter().for_each(|value| walk(value, named)),
            serde_json::Value::Object(map) => map.values().for_each(|value| walk(value, named)),
            _ => {}
        }
    }
    let mut named = Named::new();
    if let Ok(manifest) = serde_json::from_str(text) {
        walk(&manifest, &mut named);
    }
    named
}

/// The path from the root, or nothing if it leads out of it or isn't a path.
fn resolve(folder: &str, path: &str) -> Option<String> {
    let path = path.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() || path.contains(|c: char| c.is_whitespace() || c == ':') {
        return None;
    }
    let from_root = path.starts_with('/') || path.starts_with("extension/");
    let mut parts: Vec<&str> = if from_root { Vec::new() } else { folder.split('/').collect() };
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            parts.pop()?;
        } else {
            parts.push(part);
        }
    }
    Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, text: &str, expected: &[(&str, LinkKind)]) {
        let expected: Vec<Link> =
            expected.iter().map(|(to, kind)| Link { to: (*to).to_owned(), kind: *kind }).collect();
        assert_eq!(links(name, text), expected, "{text}");
    }

    #[test]
    fn a_script_names_files_in_five_ways() {
        use LinkKind::{Later, Perhaps, Static};
        let check = |text: &str, to: &str, kind| check("extension/popup/popup.js", text, &[(to, kind)]);
        check("import { a } from '../shared/a.js';", "extension/shared/a.js", Static);
        check("import\n  './a.js';", "extension/popup/a.js", Static);
        check("export * from './a.js';", "extension/popup/a.js", Static);
        check("await import('./a.js')", "extension/popup/a.js", Later);
        check("new Worker(new URL('../shared/a.js', import.meta.url))", "extension/shared/a.js", Later);
        check("chrome.runtime.getURL('/extension/options/o.html#top')", "extension/options/o.html", Later);
        check("{ files: ['extension/page/fill.js'] }", "extension/page/fill.js", Perhaps);
    }

    #[test]
    fn a_comment_or_a_template_names_nothing() {
        check("extension/a.js", "// import './b.js'\n/** @import { B } from './b.js' */ `./c.js`", &[]);
    }

    #[test]
    fn a_page_names_its_scripts_styles_and_pictures() {
        use LinkKind::{Later, Static};
        let text = "<!-- <script src=\"old.js\"> --><script type=\"module\" src=\"popup.js\"></script>\
            <link rel=\"stylesheet\" href=\"../shared/a.css\"><link rel=\"modulepreload\" href=\"b.js\"><a href=\"#top\"></a><use href=\"i.svg#ring\"/>";
        check(
            "extension/popup/popup.html",
            text,
            &[
                ("extension/popup/popup.js", Static),
                ("extension/shared/a.css", Later),
                ("extension/popup/b.js", Static),
                ("extension/popup/i.svg", Later),
            ],
        );
    }

    #[test]
    fn a_style_names_what_it_imports_and_shows() {
        let text = "@import \"./b.css\"; a { background: url('../icons/i.svg'); mask: url(data:x) }";
        check(
            "extension/popup/a.css",
            text,
            &[("extension/icons/i.svg", LinkKind::Later), ("extension/popup/b.css", LinkKind::Later)],
        );
    }

    #[test]
    fn the_manifest_names_files_from_the_root() {
        let text = r#"{"action": {"default_popup": "extension/popup/popup.html"}, "name": "__MSG_name__"}"#;
        check("manifest.json", text, &[("extension/popup/popup.html", LinkKind::Later)]);
    }

    #[test]
    fn a_path_that_leads_out_of_the_root_is_none() {
        check("extension/a.js", "import '../../b.js'", &[]);
    }
}
