//! All languages' phrases, so that a text is searched for all of them at once.

use std::sync::LazyLock;

use super::{
    text::{Words, is_dense},
    words::{Concept, LANGUAGES},
};
use crate::sorted::sort;

/// A phrase to look for.
struct Phrase {
    text: &'static str,
    /// Whether its last word may go on.
    open: bool,
    concept: Concept,
}

/// The phrases, sorted by their texts.
pub(super) struct Lexicon {
    /// Those that begin at the beginning of a word.
    spaced: Vec<Phrase>,
    /// Those of one word that may go on.
    open: Vec<Phrase>,
    /// Those of scripts that do not part their words: they begin anywhere.
    dense: Vec<Phrase>,
    /// The words that part what a field takes the one or the other of.
    or: Vec<&'static str>,
}

/// A phrase in a text: bytes of [`Words`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) concept: Concept,
    pub(super) from: usize,
    /// After the word that an open phrase leaves open.
    pub(super) to: usize,
}

/// A text, and what it speaks of.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    pub(super) words: Words,
    spans: Vec<Span>,
    concepts: u64,
}

impl Lexicon {
    /// All languages' phrases, put in order once.
    pub(super) fn whole() -> &'static Self {
        static WHOLE: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);
        &WHOLE
    }

    pub(super) fn new() -> Self {
        let (mut spaced, mut open, mut dense, mut or) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (concept, list) in LANGUAGES.iter().flat_map(|(_, language)| language.lists()) {
            for written in list.split('|').filter(|phrase| !phrase.is_empty()) {
                let text = written.trim_end_matches('*');
                let goes_on = text.len() < written.len() || text.chars().next_back().is_some_and(is_dense);
                let phrase = Phrase { text, open: goes_on, concept };
                if concept == Concept::Or {
                    or.push(text);
                }
                if text.chars().next().is_some_and(is_dense) {
                    dense.push(phrase);
                } else if goes_on && !text.contains(' ') {
                    open.push(phrase);
                } else {
                    spaced.push(phrase);
                }
            }
        }
        for list in [&mut spaced, &mut open, &mut dense] {
            sort(list, |one: &Phrase, other: &Phrase| one.text.cmp(other.text));
        }
        Self { spaced, open, dense, or }
    }

    /// Reads a text.
    pub(super) fn read(&self, text: &str) -> Said {
        self.read_words(Words::of(text))
    }

    fn read_words(&self, words: Words) -> Said {
        let mut spans = Vec::new();
        let whole = words.text();
        for (at, word) in words.placed() {
            self.read_at(whole, at, word, &mut spans);
        }
        let concepts = spans.iter().fold(0, |all, span| all | bit(span.concept));
        Said { words, spans, concepts }
    }

    fn read_at(&self, whole: &str, at: usize, word: &str, spans: &mut Vec<Span>) {
        let rest = whole.get(at..).unwrap_or_default();
        let ends = |length: usize| rest.get(length..).is_none_or(|after| after.starts_with(' '));
        for phrase in beginning(&self.spaced, word) {
            let length = phrase.text.len();
            if rest.starts_with(phrase.text) && (phrase.open || ends(length)) {
                insert(spans, phrase.at(whole, at));
            }
        }
        let ends_of_parts = word.char_indices().map(|(to, _)| to).skip(1).chain([word.len()]);
        for part in ends_of_parts.filter_map(|to| word.get(..to)) {
            same(&self.open, part).for_each(|phrase| insert(spans, phrase.at(whole, at)));
        }
        for (within, letter) in word.char_indices().filter(|(_, letter)| is_dense(*letter)) {
            let from = at.saturating_add(within);
            let rest = whole.get(from..).unwrap_or_default();
            let first = rest.get(..letter.len_utf8()).unwrap_or_default();
            let here = beginning(&self.dense, first).filter(|phrase| rest.starts_with(phrase.text));
            let whole_word = |phrase: &&Phrase| {
                phrase.open || rest.get(phrase.text.len()..).is_none_or(|after| after.starts_with(' '))
            };
            here.filter(whole_word).for_each(|phrase| insert(spans, phrase.at(whole, from)));
        }
    }

    /// The parts of a text between which something else may begin.
    pub(super) fn parts(&self, text: &str) -> Vec<Said> {
        super::text::parts(text, &[]).into_iter().map(|part| self.read_words(part)).collect()
    }

    /// The same, parted by the words for "or" too.
    pub(super) fn alternatives(&self, text: &str) -> Vec<Said> {
        super::text::parts(text, &self.or).into_iter().map(|part| self.read_words(part)).collect()
    }
}

/// Each once, in the order of the text: they are found almost in it, so a sort would only be code to load.
fn insert(spans: &mut Vec<Span>, span: Span) {
    let key = |span: &Span| (span.from, span.to, span.concept);
    let place = spans.partition_point(|one| key(one) < key(&span));
    if spans.get(place) != Some(&span) {
        spans.insert(place, span);
    }
}

/// The phrases that begin with some letters.
fn beginning<'a>(list: &'a [Phrase], start: &'a str) -> impl Iterator<Item = &'a Phrase> {
    let from = list.partition_point(|phrase| phrase.text < start);
    list.iter().skip(from).take_while(move |phrase| phrase.text.starts_with(start))
}

/// The phrases that are just so.
fn same<'a>(list: &'a [Phrase], text: &'a str) -> impl Iterator<Item = &'a Phrase> {
    let from = list.partition_point(|phrase| phrase.text < text);
    list.iter().skip(from).take_while(move |phrase| phrase.text == text)
}

impl Phrase {
    fn at(&self, whole: &str, from: usize) -> Span {
        let to = from.saturating_add(self.text.len());
        // Scripts that do not part their words: what follows is another one.
        let dense = self.text.chars().next_back().is_some_and(is_dense);
        let rest = whole.get(to..).unwrap_or_default();
        let end = to.saturating_add(rest.find(' ').unwrap_or(rest.len()));
        Span { concept: self.concept, from, to: if dense { to } else { end } }
    }
}

fn bit(concept: Concept) -> u64 {
    1 << concept.place()
}

impl Said {
    /// Whether it speaks of that.
    pub(super) fn has(&self, concept: Concept) -> bool {
        self.concepts & bit(concept) != 0
    }

    /// Whether it speaks of any of these.
    pub(super) fn has_any(&self, concepts: &[Concept]) -> bool {
        concepts.iter().any(|concept| self.has(*concept))
    }

    pub(super) fn spans(&self, concept: Concept) -> impl Iterator<Item = Span> {
        self.spans.iter().copied().filter(move |span| span.concept == concept)
    }

    /// The same text, as if it did not speak of that.
    pub(super) fn without(mut self, concept: Concept) -> Self {
        self.spans.retain(|span| span.concept != concept);
        self.concepts &= !bit(concept);
        self
    }

    /// Whether it speaks of a code that a person types: QR codes and bar codes are for a camera.
    pub(super) fn has_typed_code(&self) -> bool {
        const BEFORE: [&str; 13] = [
            "qr",
            "bar",
            "штрих",
            "バー",
            "二維",
            "二维",
            "條",
            "条",
            "바",
            "kare",
            "carovy",
            "strich",
            "คิวอาร์",
        ];
        const AFTER: [&str; 11] = [
            "qr",
            "barre",
            "a barre",
            "de barra",
            "kreskow",
            "двумерн",
            "bidi",
            "الاستجابة",
            "الباركود",
            "bare",
            "ברקוד",
        ];
        let text = self.words.text();
        let scanned = |span: &Span| {
            let before = text.get(..span.from).unwrap_or_default().trim_end();
            let after = text.get(span.to..).unwrap_or_default().trim_start();
            let word = before.rsplit(' ').next().unwrap_or_default();
            BEFORE.iter().any(|name| word == *name || word.ends_with(name) && !name.is_ascii())
                || AFTER.iter().any(|name| after.starts_with(name))
        };
        self.spans(Concept::Code).any(|span| !scanned(&span))
    }

    /// All that is found, in the order of the text.
    pub(super) fn all_spans(&self) -> &[Span] {
        &self.spans
    }

    /// Whether it speaks of that outside of a longer phrase for the other: "security device code" is no
    /// "device code".
    pub(super) fn has_apart(&self, concept: Concept, longer: Concept) -> bool {
        let within = |span: &Span| {
            let around = |one: Span| {
                one.from <= span.from && span.to <= one.to && (one.from, one.to) != (span.from, span.to)
            };
            self.spans(longer).any(around)
        };
        self.spans(concept).any(|span| !within(&span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_in_whole_words() {
        let lexicon = Lexicon::new();
        for (text, concept, found) in [
            ("Enter the MFA code", Concept::Factor, true),
            ("mfaCode", Concept::Factor, true),
            ("authentication codes", Concept::Sure, true),
            ("xauthentication codes", Concept::Sure, false),
            ("postcode", Concept::Code, false),
            ("認証コードを入力", Concept::Sure, true),
            ("인증코드를 입력하세요", Concept::Sure, true),
            ("二段階認証", Concept::Factor, true),
            ("Bestätigungscodes", Concept::Likely, true),
            ("Mã xác thực", Concept::Sure, true),
            ("รหัสยืนยัน", Concept::Likely, true),
            ("Код подтверждения", Concept::Sure, true),
            ("רמז", Concept::Sure, false),
            ("", Concept::Code, false),
        ] {
            assert_eq!(lexicon.read(text).has(concept), found, "{concept:?} in {text}");
        }
    }

    #[test]
    fn a_phrase_within_a_longer_one_is_not_itself() {
        let lexicon = Lexicon::new();
        for (text, apart) in [
            ("Device code", true),
            ("Security device code", false),
            ("Security device code, or device code", true),
            ("Code", false),
        ] {
            assert_eq!(lexicon.read(text).has_apart(Concept::Hard, Concept::Sure), apart, "{text}");
        }
    }

    #[test]
    fn every_phrase_is_written_as_it_is_looked_for() {
        for (name, language) in LANGUAGES {
            for (concept, list) in language.lists() {
                for phrase in list.split('|') {
                    let spelled = Words::of(phrase.trim_end_matches('*'));
                    assert_eq!(spelled.text().trim(), phrase.trim_end_matches('*'), "{concept:?} of {name}");
                }
            }
        }
    }
}
