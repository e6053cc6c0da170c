//! Checks the sentences of `_locales`, and who uses them.
//!
//! Pages use them by attributes whose names start with `data-msg`, scripts by `message('key')` or
//! by a text that is the key, the manifest by `__MSG_key__`. An error's sentence is `error_<code>`:
//! the codes are those in the wasm crate's `error.rs`, and those in scripts, which throw `{ code:
//! '…' }`.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt;

use serde::Deserializer;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::code::{self, Kind, Literal};
use super::sources::Sources;
use super::words;

const LANGUAGES: [&str; 2] = ["en", "ja"];

/// The file with the codes of a damaged vault's parts.
const PARTS: &str = "crate/wasm/src/error/part.rs";

pub(super) fn present(sources: &Sources) -> Vec<String> {
    let mut complaints = Vec::new();
    for (name, key) in asked(sources) {
        complaints.extend(
            missing(sources, &key).map(|language| format!("{name} asks for {key:?}: {language} has none")),
        );
    }
    complaints
}

pub(super) fn errors(sources: &Sources) -> Vec<String> {
    let mut complaints = Vec::new();
    for (name, code) in codes(sources) {
        let key = format!("error_{code}");
        complaints.extend(missing(sources, &key).map(|language| format!("{name}: {language} has no {key}")));
    }
    for part in literals(sources, PARTS) {
        let key = format!("part_{part}");
        complaints.extend(missing(sources, &key).map(|language| format!("{PARTS}: {language} has no {key}")));
    }
    complaints
}

pub(super) fn used(sources: &Sources) -> Vec<String> {
    let mut known: BTreeSet<String> = asked(sources).into_iter().map(|(_, key)| key).collect();
    known.extend(codes(sources).into_iter().map(|(_, code)| format!("error_{code}")));
    let mut beginnings = Vec::new();
    for (_, text) in sources.scripts() {
        for literal in code::javascript(text).strings {
            match literal.kind {
                Kind::Quoted => known.extend([literal.value]),
                // `error_${code}` would match every error that ever was.
                Kind::Template if !literal.value.is_empty() && literal.value != "error_" => {
                    beginnings.push(literal.value);
                }
                Kind::Template => {}
            }
        }
    }
    let mut complaints = Vec::new();
    for key in LANGUAGES
        .iter()
        .flat_map(|language| sentences(sources, language).into_keys())
        .collect::<BTreeSet<_>>()
    {
        if !known.contains(&key) && !beginnings.iter().any(|beginning| key.starts_with(beginning.as_str())) {
            complaints.push(format!("nobody asks for {key:?}"));
        }
    }
    complaints
}

/// A later sentence would silently replace an earlier one of the same name.
pub(super) fn once(sources: &Sources) -> Vec<String> {
    let mut complaints = Vec::new();
    for language in LANGUAGES {
        let mut known = BTreeSet::new();
        let twice = keys(text_of(sources, language)).into_iter().filter(|key| !known.insert(key.clone()));
        complaints.extend(twice.map(|key| format!("{key:?} is twice in {language}")));
    }
    complaints
}

pub(super) fn same(sources: &Sources) -> Vec<String> {
    let mut complaints = Vec::new();
    let [first, second] = LANGUAGES.map(|language| sentences(sources, language));
    for key in first.keys().chain(second.keys()).collect::<BTreeSet<_>>() {
        match (first.get(key), second.get(key)) {
            (Some(one), Some(other)) if places(one) != places(other) => {
                complaints.push(format!("{key:?} has other places in the two languages"));
            }
            (Some(one), Some(other)) if one.text.trim().is_empty() || other.text.trim().is_empty() => {
                complaints.push(format!("{key:?} is empty"));
            }
            (Some(_), Some(_)) => {}
            (first, _) => {
                let [en, ja] = LANGUAGES;
                let (has, lacks) = if first.is_some() { (en, ja) } else { (ja, en) };
                complaints.push(format!("{key:?} is in {has} and not in {lacks}"));
            }
        }
    }
    complaints
}

/// Sentences whose number is never one: a limit, or shown only from two on.
const MANY: [&str; 16] = [
    "checkup_passphrase_unused",
    "error_file_slow",
    "error_issuer_too_long",
    "error_label_too_long",
    "error_name_too_long",
    "error_note_too_long",
    "error_tag_too_long",
    "error_too_many_pictures",
    "error_too_many_sites",
    "error_too_many_tags",
    "part_bytes",
    "part_records_many",
    "passphrase_suggested",
    "passphrase_work",
    "search_accounts",
    "weak_secret",
];

/// Punctuation for which Japanese has its own characters.
const NARROW: [&str; 7] = ["(", ")", ": ", " · ", "･", "？ ", "！ "];

pub(super) fn marks(sources: &Sources) -> Vec<String> {
    let mut complaints = Vec::new();
    for (key, Sentence { text, .. }) in sentences(sources, "en") {
        let known = MANY.contains(&key.as_str());
        if let Some(word) = counted(&text).filter(|_| !known) {
            complaints.push(format!("{key:?} would say \"1 {word}\""));
        }
        if text.contains('’') {
            complaints.push(format!("{key:?} has another apostrophe than the others"));
        }
        if parts_unit(&text) {
            complaints.push(format!("{key:?} may break between a number and its unit: put U+00A0 there"));
        }
    }
    for (key, Sentence { text, .. }) in sentences(sources, "ja") {
        let japanese = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
        // A name with its explanation, as the stores show it.
        if key != "extension_name" && text.contains(japanese) {
            let narrow = NARROW.iter().filter(|mark| text.contains(**mark));
            complaints.extend(narrow.map(|mark| format!("{key:?} has {mark:?} among Japanese")));
        }
        if parts_counter(&text) {
            complaints
                .push(format!("{key:?} may break between a number and what it counts: put U+00A0 there"));
        }
        if text.contains("QR コード") && !key.starts_with("extension_") {
            complaints.push(format!("{key:?} may break within \"QR コード\": put U+00A0 there"));
        }
    }
    complaints
}

/// Whether a line may end between a number and the Japanese word that counts.
fn parts_counter(text: &str) -> bool {
    const COUNTERS: [&str; 21] = [
        "件",
        "秒",
        "回",
        "つ",
        "個",
        "枚",
        "分",
        "日",
        "文字",
        "時間",
        "か月",
        "年",
        "桁",
        "台",
        "行",
        "番目",
        "種類",
        "通り",
        "項目",
        "ビット",
        "バイト",
    ];
    behind_numbers(text).any(|rest| COUNTERS.iter().any(|counter| rest.starts_with(counter)))
}

/// Whether a line may end between a number and the abbreviation of its unit.
fn parts_unit(text: &str) -> bool {
    let word = |rest: &str| rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    behind_numbers(text).any(|rest| ["s", "min", "MB"].contains(&rest.get(..word(rest)).unwrap_or_default()))
}

/// What stands behind each number that a space follows.
fn behind_numbers(text: &str) -> impl Iterator<Item = &str> {
    let spaces = text.match_indices(' ').filter_map(|(at, _)| text.split_at_checked(at));
    let numbers = spaces.filter(|(number, _)| number.ends_with(|c: char| c.is_ascii_digit()));
    numbers.map(|(_, rest)| rest.trim_start())
}

/// The plural word after a number that may be one.
fn counted(text: &str) -> Option<&str> {
    let behind = text.match_indices('$').filter_map(|(at, _)| text.get(at + 2..)?.strip_prefix(' '));
    let word = |rest: &'_ str| rest.split(|c: char| !c.is_ascii_alphabetic()).next().map(str::len);
    let mut words = behind.filter_map(|rest| rest.get(..word(rest)?));
    words.find(|word| word.len() > 3 && word.ends_with('s') && !word.ends_with("ss"))
}

/// The sentences of a language.
pub(super) fn texts(sources: &Sources, language: &str) -> Vec<String> {
    sentences(sources, language).into_values().map(|sentence| sentence.text).collect()
}

struct Sentence {
    text: String,
    /// What its named places stand for: `$1` and so on.
    places: BTreeMap<String, String>,
}

fn text_of<'a>(sources: &'a Sources, language: &str) -> &'a str {
    sources.text(&format!("_locales/{language}/messages.json")).unwrap_or("{}")
}

fn sentences(sources: &Sources, language: &str) -> BTreeMap<String, Sentence> {
    let Ok(Value::Object(map)) = serde_json::from_str(text_of(sources, language)) else {
        return BTreeMap::new();
    };
    map.into_iter().map(|(key, value)| (key, sentence(&value))).collect()
}

fn sentence(value: &Value) -> Sentence {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let named = value.get("placeholders").and_then(Value::as_object);
    let places =
        named.into_iter().flatten().map(|(name, place)| (name.to_lowercase(), text(place.get("content"))));
    Sentence { text: text(value.get("message")), places: places.collect() }
}

/// The names of an object's members, in order and as often as they stand there.
fn keys(object: &str) -> Vec<String> {
    struct Keys;
    impl<'de> Visitor<'de> for Keys {
        type Value = Vec<String>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
            let mut keys = Vec::new();
            while let Some((key, IgnoredAny)) = members.next_entry()? {
                keys.push(key);
            }
            Ok(keys)
        }
    }
    serde_json::Deserializer::from_str(object).deserialize_map(Keys).unwrap_or_default()
}

/// The values that go into a sentence, in whatever order its language wants.
fn places(sentence: &Sentence) -> BTreeSet<String> {
    let numbered = (1..=9).map(|n| format!("${n}")).filter(|place| sentence.text.contains(place.as_str()));
    let text = sentence.text.to_lowercase();
    let named = sentence.places.iter().filter(|(name, _)| text.contains(&format!("${name}$")));
    numbered.chain(named.map(|(_, content)| content.clone())).collect()
}

fn missing<'a>(sources: &'a Sources, key: &'a str) -> impl Iterator<Item = &'static str> + 'a {
    LANGUAGES.into_iter().filter(move |language| !sentences(sources, language).contains_key(key))
}

/// The keys that are used by name, each with the file that uses it.
fn asked(sources: &Sources) -> Vec<(String, String)> {
    let mut asked = Vec::new();
    for (name, text) in sources.scripts() {
        asked.extend(
            values_of(text, "message(")
                .chain(values_of(text, "getMessage("))
                .map(|key| (name.to_owned(), key)),
        );
    }
    for (name, text) in sources.below("extension/", ".html") {
        for rest in text.split("data-msg").skip(1) {
            let value = rest.split_once("=\"").filter(|(attribute, _)| !attribute.contains(['>', ' ', '"']));
            let key = value.and_then(|(_, rest)| rest.split('"').next());
            asked.extend(key.map(|key| (name.to_owned(), key.to_owned())));
        }
    }
    let manifest = sources.text("manifest.json").unwrap_or_default();
    let keys = manifest.split("__MSG_").skip(1).filter_map(|rest| rest.split("__").next());
    asked.extend(keys.map(|key| ("manifest.json".to_owned(), key.to_owned())));
    asked
}

/// The error codes, each with the file it is from.
fn codes(sources: &Sources) -> BTreeSet<(String, String)> {
    const WASM: [&str; 3] =
        ["crate/wasm/src/error.rs", "crate/wasm-exchange/src/error.rs", "crate/wasm-qr/src/error.rs"];
    let mut codes = BTreeSet::new();
    for name in WASM {
        codes.extend(literals(sources, name).into_iter().map(|code| (name.to_owned(), code)));
    }
    for (name, text) in sources.scripts() {
        codes.extend(values_of(text, "{ code:").map(|code| (name.to_owned(), code)));
    }
    codes
}

/// The strings of a Rust file that look like codes.
fn literals(sources: &Sources, name: &str) -> Vec<String> {
    let is_code = |value: &str| {
        !value.is_empty() && value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    let text = sources.text(name).unwrap_or_default();
    let code = code::rust(text.split("#[cfg(test)]").next().unwrap_or_default());
    code.strings.into_iter().map(|literal| literal.value).filter(|value| is_code(value)).collect()
}

/// The strings directly after `opening`: the one there, or both branches of a condition.
fn values_of(text: &str, opening: &str) -> impl Iterator<Item = String> {
    let code = code::javascript(text);
    let stands = |literal: &&Literal| {
        let before = code.before(literal);
        let Some((_, condition)) = before.rsplit_once(opening) else { return false };
        let before_opening = before.len() - condition.len() - opening.len();
        let whole = words::positions(before, opening).any(|at| at == before_opening);
        let value = condition.is_empty() || condition.ends_with(['?', ':']);
        let text = literal.kind == Kind::Quoted && !literal.value.is_empty();
        whole && value && text && !condition.contains([',', ';', '{', '}'])
    };
    let values: Vec<String> =
        code.strings.iter().filter(stands).map(|literal| literal.value.clone()).collect();
    values.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: [&str; 0] = [];

    fn tree<'a>(en: &'a str, ja: &'a str, more: &[(&'a str, &'a str)]) -> Sources {
        let mut files = vec![("_locales/en/messages.json", en), ("_locales/ja/messages.json", ja)];
        files.extend(more);
        Sources::of(&files)
    }

    const SAVE: &str = r#"{"save": {"message": "x"}}"#;

    #[test]
    fn a_sentence_that_is_asked_for_and_missing_is_noticed() {
        let page = ("extension/a.html", "<b data-msg=\"save\" data-msg-title=\"hint\"></b>");
        assert_eq!(
            present(&tree(SAVE, SAVE, &[page])),
            [
                "extension/a.html asks for \"hint\": en has none",
                "extension/a.html asks for \"hint\": ja has none"
            ]
        );
        let script = ("extension/a.js", "message('save'); message( 'gone')");
        assert_eq!(
            present(&tree(SAVE, "{}", &[script])),
            [
                "extension/a.js asks for \"save\": ja has none",
                "extension/a.js asks for \"gone\": en has none",
                "extension/a.js asks for \"gone\": ja has none"
            ]
        );
        let manifest = ("manifest.json", "{\"name\": \"__MSG_save__\"}");
        assert_eq!(present(&tree(SAVE, SAVE, &[manifest])), NOTHING);
    }

    #[test]
    fn a_sentence_nobody_asks_for_is_noticed() {
        assert_eq!(used(&tree(SAVE, SAVE, &[])), ["nobody asks for \"save\""]);
        for text in ["const KEY = 'save';", "message(`sa${rest}`)"] {
            assert_eq!(used(&tree(SAVE, SAVE, &[("extension/a.js", text)])), NOTHING, "{text}");
        }
    }

    #[test]
    fn a_sentence_that_stands_twice_is_noticed() {
        let twice = r#"{"save": {"message": "x"}, "back": {"message": "y"}, "save": {"message": "z"}}"#;
        assert_eq!(once(&tree(SAVE, twice, &[])), ["\"save\" is twice in ja"]);
        assert_eq!(once(&tree(SAVE, SAVE, &[])), NOTHING);
    }

    #[test]
    fn both_languages_have_the_same_sentences() {
        assert_eq!(same(&tree(SAVE, "{}", &[])), ["\"save\" is in en and not in ja"]);
        assert_eq!(same(&tree("{}", SAVE, &[])), ["\"save\" is in ja and not in en"]);
        assert_eq!(same(&tree(SAVE, r#"{"save": {"message": " "}}"#, &[])), ["\"save\" is empty"]);
    }

    #[test]
    fn both_languages_have_the_same_places_in_any_order_under_any_name() {
        let en = r#"{"two": {"message": "$1 on $HOST$", "placeholders": {"host": {"content": "$2"}}}}"#;
        assert_eq!(same(&tree(en, r#"{"two": {"message": "$2 の $1"}}"#, &[])), NOTHING);
        assert_eq!(
            same(&tree(en, r#"{"two": {"message": "$1"}}"#, &[])),
            ["\"two\" has other places in the two languages"]
        );
    }

    #[test]
    fn one_is_not_many_and_marks_are_of_one_set() {
        let tree = |en: &str, ja: &str| {
            let text = |says: &str| format!("{{\"a\": {{\"message\": \"{says}\"}}}}");
            marks(&tree(&text(en), &text(ja), &[]))
        };
        for (en, ja) in [
            ("Accounts: $1", "アカウント：$1\u{a0}件、AES-256 で"),
            ("$1 is back", "$1 を戻しました（$2）"),
            ("$1-digit codes", "$1: $2"),
            ("$1 across", "Tandem (beta)"),
        ] {
            assert_eq!(tree(en, ja), NOTHING, "{en} {ja}");
        }
        assert_eq!(tree("$2 of $1 accounts", "x"), ["\"a\" would say \"1 accounts\""]);
        assert_eq!(tree("It’s", "x"), ["\"a\" has another apostrophe than the others"]);
        assert_eq!(tree("x", "件数: $1"), ["\"a\" has \": \" among Japanese"]);
        assert_eq!(
            tree("x", "$1 件"),
            ["\"a\" may break between a number and what it counts: put U+00A0 there"]
        );
        assert_eq!(
            tree("in $1 s.", "x"),
            ["\"a\" may break between a number and its unit: put U+00A0 there"]
        );
        assert_eq!(tree("in 1 step", "x"), NOTHING);
        assert_eq!(tree("x", "QR コード"), ["\"a\" may break within \"QR コード\": put U+00A0 there"]);
        assert_eq!(tree("x", "戻しますか？ はい"), ["\"a\" has \"？ \" among Japanese"]);
    }

    #[test]
    fn every_error_code_has_a_sentence() {
        let error = (
            "crate/wasm/src/error.rs",
            "fn code() -> &'static str { match x { A => \"too_long\", B => \"empty\" } }",
        );
        let en = r#"{"error_empty": {"message": "x"}, "error_too_long": {"message": "x"}}"#;
        let ja = r#"{"error_empty": {"message": "x"}, "error_old": {"message": "x"}}"#;
        let sources = tree(en, ja, &[error]);
        assert_eq!(errors(&sources), ["crate/wasm/src/error.rs: ja has no error_too_long"]);
        assert_eq!(used(&sources), ["nobody asks for \"error_old\""]);
    }

    #[test]
    fn an_error_of_a_script_is_an_error_too() {
        let text = "throw { code: gone(a, 'b') ? 'tab_gone' : 'cannot_capture', cause }; part(x, 'other')";
        let sources = tree("{}", "{}", &[("extension/a.js", text)]);
        let found: Vec<String> = codes(&sources).into_iter().map(|(_, code)| code).collect();
        assert_eq!(found, NOTHING, "a comma in the condition is more than is understood");
        let sources = tree("{}", "{}", &[("extension/a.js", &text.replace("a, ", ""))]);
        let found: Vec<String> = codes(&sources).into_iter().map(|(_, code)| code).collect();
        assert_eq!(found, ["cannot_capture", "tab_gone"]);
    }

    #[test]
    fn both_ways_of_a_condition_are_asked_for() {
        let text = "message(x === 'first' ? 'one' : 'two', 'not a key'); my_message('none')";
        let found: Vec<String> = values_of(text, "message(").collect();
        assert_eq!(found, ["one", "two"]);
    }
}
