//! Which accounts a search finds, and which comes first.
//!
//! Typed and searched texts are folded alike: case, width, accents, kana, and separators between
//! digits or words. They are first decomposed (NFKD, UAX #15), which browsers can do and this crate
//! has no tables for, so the caller passes a function.

use crate::account::Account;

/// A text in compatibility decomposition.
pub type Decompose<'a> = &'a dyn Fn(&str) -> String;

/// The words of a search.
#[derive(Debug, PartialEq, Eq)]
pub struct Query(Vec<Word>);

/// A word, folded.
#[derive(Debug, PartialEq, Eq)]
struct Word {
    text: String,
    /// Without hyphens.
    tight: String,
}

/// The searchable texts of an account, folded once.
#[derive(Debug)]
pub struct Searchable {
    texts: Vec<Text>,
}

/// A text of an account, folded.
#[derive(Debug)]
struct Text {
    field: Field,
    text: String,
    /// Without spaces and hyphens, if it has any.
    tight: Option<String>,
}

/// In which text of an account a word was found, the most important first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Label,
    Issuer,
    Account,
    Tag,
    Site,
    Note,
}

/// How well a search matches; less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// Whether a match isn't at the start of a word of the account.
    within: bool,
    field: Field,
}

impl Query {
    /// The words of a typed search.
    #[must_use]
    pub fn new(typed: &str, decompose: Decompose<'_>) -> Self {
        let word = |text: &str| Word { text: text.to_owned(), tight: tight(text) };
        Self(fold(typed, decompose).split_whitespace().map(word).collect())
    }

    /// Whether nothing was typed, so that everything matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Searchable {
    /// An account's texts.
    #[must_use]
    pub fn new(account: &Account, decompose: Decompose<'_>) -> Self {
        let mut texts = Vec::new();
        let mut put = |field, text: &str| {
            if !text.trim().is_empty() {
                let text = fold(text, decompose);
                let tight = Some(tight(&text)).filter(|tight| tight.len() < text.len());
                texts.push(Text { field, text, tight });
            }
        };
        put(Field::Label, account.label.as_deref().unwrap_or_default());
        put(Field::Issuer, &account.issuer);
        put(Field::Account, &account.name);
        // An AWS account as shown, with its hyphens, and AWS by its short name.
        put(Field::Account, &account.detail());
        account.tags.iter().for_each(|tag| put(Field::Tag, tag));
        account.sites.iter().for_each(|site| put(Field::Site, &site.host));
        put(Field::Note, &account.note);
        Self { texts }
    }

    /// How well a search matches: its worst word decides, each at its best match. None if a word
    /// isn't found.
    #[must_use]
    pub fn rank(&self, query: &Query) -> Option<Rank> {
        let mut worst = Rank { within: false, field: Field::Label };
        for word in &query.0 {
            worst = worst.max(self.texts.iter().filter_map(|text| text.rank(word)).min()?);
        }
        Some(worst)
    }
}

impl Text {
    /// Runs for each text at each key press, so it allocates nothing.
    fn rank(&self, word: &Word) -> Option<Rank> {
        let Self { field, text, tight } = self;
        let begins = |at: usize| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(|before| !before.is_alphanumeric())
        };
        if text.match_indices(&word.text).any(|(at, _)| begins(at)) {
            return Some(Rank { within: false, field: *field });
        }
        // People type spaces and hyphens where there are none, and leave them out where there are
        // some.
        let tight = tight.as_deref().unwrap_or(text);
        let found = text.contains(&word.tight) || !word.tight.is_empty() && tight.contains(&word.tight);
        found.then(|| Rank { within: !tight.starts_with(&word.tight), field: *field })
    }
}

fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_hyphen(*c)).collect()
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A text in comparable form: decomposed, without accents, in lower case, hiragana as katakana.
#[must_use]
pub fn fold(text: &str, decompose: Decompose<'_>) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for character in decompose(text).chars().flat_map(char::to_lowercase) {
        match character {
            // Accents, which decomposing has separated.
            '\u{300}'..='\u{36f}' => {}
            '\u{3041}'..='\u{3096}' => folded.extend(char::from_u32(u32::from(character) + 0x60)),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'þ' => folded.push_str("th"),
            other if crate::text::is_invisible(other) => {}
            other => folded.push(other),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::{account::Site, otp::Scheme, secret::Secret};

    fn decomposed(text: &str) -> String {
        text.nfkd().collect()
    }

    fn account(issuer: &str, name: &str) -> Account {
        Account {
            issuer: issuer.into(),
            name: name.into(),
            ..Account::nameless(Secret::new(vec![1]).unwrap(), Scheme::standard(), 0)
        }
    }

    fn found(account: &Account, query: &str) -> Option<Rank> {
        Searchable::new(account, &decomposed).rank(&Query::new(query, &decomposed))
    }

    #[test]
    fn every_word_is_found_somewhere() {
        let account = Account {
            tags: vec!["Ops".into(), "チーム".into()],
            note: "Reserve phone in the safe".into(),
            label: Some("Straße prod".into()),
            sites: vec![Site::of("console.aws.amazon.com")],
            ..account("Amazon Web Services", "Ana.B@123456789012")
        };
        for (query, expected) in [
            ("", true),
            (" \u{3000} ", true),
            ("amazon", true),
            ("WEB amaz", true),
            ("ana.b@", true),
            ("1234-5678-9012", true),
            ("123456789012", true),
            ("1234 5678 9012", true),
            ("1234–5678", true),
            ("5678-90", true),
            ("56789", true),
            ("1234-56789", true),
            ("aws", true),
            ("AWS 1234 prod ops", true),
            ("straße", true),
            ("STRASSE", true),
            ("チー", true),
            ("prod\u{3000}ops", true),
            ("safe", true),
            ("console.aws", true),
            ("github", false),
            ("amazon github", false),
            ("anab", false),
        ] {
            assert_eq!(found(&account, query).is_some(), expected, "{query:?}");
        }
    }

    #[test]
    fn width_kana_accents_and_spaces_do_not_matter() {
        for (name, query) in [
            ("AWS", "ＡＷＳ"),
            ("ＡＷＳ", "aws"),
            ("カウンター", "ｶｳﾝﾀｰ"),
            ("ガイド", "ｶﾞｲﾄﾞ"),
            ("ｶﾞｲﾄﾞ", "がいど"),
            ("かうんたー", "カウンター"),
            ("山田 太郎", "山田太郎"),
            ("山田\u{3000}太郎", "山田太郎"),
            ("山田太郎", "山田 太郎"),
            ("Société Générale", "societe generale"),
            ("Müller", "MULLER"),
            ("Łódź", "lodz"),
            ("Ærø", "aero"),
            ("Nguyễn", "nguyen"),
            ("İstanbul", "istanbul"),
            ("①番", "1番"),
            ("㈱山田", "株"),
            ("１２３４", "1234"),
            ("My\u{200b}Shop é", "myshop"),
        ] {
            assert!(found(&account("", name), query).is_some(), "{query} in {name}");
        }
        for (name, query) in [("ハイド", "ばいど"), ("カナ", "がな")] {
            assert!(found(&account("", name), query).is_none(), "{query} in {name}");
        }
    }

    #[test]
    fn starts_of_words_come_first_then_issuer_account_tag_and_note() {
        let other = account("Other", "x");
        let in_order = [
            Account { label: Some("git".into()), ..other.duplicate() },
            account("Git Hub", "x"),
            account("Other", "git@example.com"),
            Account { tags: vec!["git".into()], ..other.duplicate() },
            Account { sites: vec![Site::of("git.example.com")], ..other.duplicate() },
            Account { note: "my git".into(), ..other.duplicate() },
            account("Digit", "x"),
            account("Other", "digit"),
            Account { note: "digit".into(), ..other.duplicate() },
        ];
        let ranks: Vec<Rank> = in_order.iter().map(|account| found(account, "git").unwrap()).collect();
        assert!(ranks.is_sorted(), "{ranks:?}");
        assert!(ranks.windows(2).all(|two| two[0] != two[1]), "{ranks:?}");
        assert!(found(&in_order[1], "git hub") < found(&in_order[2], "git example"));
    }
}
