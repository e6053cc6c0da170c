//! The fields, and the rows of boxes, that a code could go into, each with its evidence.

use super::{
    around::Around,
    boxes,
    evidence::{self, RowFacts},
    facts::Evidence,
    input::{Input, Page},
    lexicon::Lexicon,
    order,
    read::Read,
    text::Words,
    words::Concept::{Code, Delivered, Digits, Factor, Likely, Pin, Sure},
};

/// A field, or a row of boxes, that could take a code, and the evidence for and against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its place in [`Page::inputs`], or the place of each box.
    pub fields: Vec<usize>,
    /// The facts that hold for it.
    pub evidence: Vec<Evidence>,
    /// Its code is sent by mail or SMS; no authenticator makes it.
    pub delivered: bool,
    /// It is such a code by its name, however good the rest is.
    pub(super) delivered_code: bool,
    /// Whether it says that it is for the first or the second of two codes.
    pub(super) turn: Option<order::Turn>,
    /// Whether a whole code fits into it.
    pub(super) whole: bool,
}

/// All candidates of a page; `None` where there is no input to write into.
#[must_use]
pub fn candidates(page: &Page) -> Option<Vec<Candidate>> {
    let inputs = page.inputs.iter().enumerate();
    let usable: Vec<usize> = inputs.filter(|(_, input)| input.is_usable()).map(|(at, _)| at).collect();
    if usable.is_empty() {
        return None;
    }
    let lexicon = Lexicon::whole();
    let arounds = evidence::arounds(page, lexicon);
    let nowhere = Around::default();
    let rows = boxes::rows(page, &usable);
    let mut found = Vec::new();
    for row in rows.iter().filter(|row| boxes::BOXES.contains(&row.len())) {
        let Some((input, declared)) = boxes::spoken(page, row) else { continue };
        let around = arounds.get(input.group).unwrap_or(&nowhere);
        let said = lexicon.read(&format!("{}. {}. {}", input.label, input.set, input.near));
        let facts = RowFacts {
            boxes: row.len(),
            sure: declared || said.has_any(&[Sure, Factor, Likely, Digits]),
            kept: input.kind == "password" && (said.has(Pin) || !around.sure && !around.sent),
        };
        let evidence = evidence::of_row(&input, &facts, around, lexicon);
        found.push(Candidate {
            fields: row.clone(),
            evidence,
            delivered: false,
            delivered_code: false,
            turn: None,
            whole: false,
        });
    }
    for at in usable.iter().filter(|at| !rows.iter().any(|row| row.contains(at))) {
        let Some(input) = page.inputs.get(*at).filter(|input| input.takes_code()) else { continue };
        let around = arounds.get(input.group).unwrap_or(&nowhere);
        let mut read = Read::of(input, lexicon);
        let before =
            page.inputs.iter().take(*at).rev().find(|one| one.group == input.group && one.takes_text());
        read.after_address = before.is_some_and(|before| before.is_address(lexicon));
        read.after_user = before.is_some_and(Input::is_user);
        let after = page
            .inputs
            .iter()
            .skip(at.saturating_add(1))
            .find(|one| one.group == input.group && one.takes_text());
        read.before_password = before.is_none() && after.is_some_and(|after| after.kind == "password");
        let says_code = read.told.said.has_any(&[Sure, Likely, Code]) && !read.told.borrowed;
        found.push(Candidate {
            fields: vec![*at],
            evidence: evidence::of_input(input, around, &read),
            delivered: read.told.said.has(Delivered),
            delivered_code: read.told.said.has(Delivered) && says_code && !read.other,
            turn: read.turn,
            whole: input.longest.is_none_or(|longest| longest >= 6),
        });
    }
    Some(found)
}

impl Input {
    fn takes_text(&self) -> bool {
        self.visible && matches!(self.kind.as_str(), "text" | "tel" | "email" | "number" | "password")
    }

    /// Whether it is for the name of a user.
    fn is_user(&self) -> bool {
        const BEGIN: [&str; 9] =
            ["user", "usuari", "benutzer", "utilisat", "nutzer", "gebruiker", "пользоват", "아이디", "用户"];
        let words = Words::of(&format!("{} {} {} {}", self.label, self.placeholder, self.name, self.id));
        self.kind == "text" && words.each().any(|word| BEGIN.iter().any(|begin| word.starts_with(begin)))
    }

    /// Whether it is for an address or a number that a code could be sent to.
    fn is_address(&self, lexicon: &Lexicon) -> bool {
        let said = lexicon.read(&format!("{}. {}. {} {}", self.label, self.placeholder, self.name, self.id));
        matches!(self.kind.as_str(), "tel" | "email") || said.has(Delivered) && !said.has_any(&[Sure, Likely])
    }

    /// Whether a code could go into it by the hard rules: it takes more than the three digits of a card, and the
    /// page does not declare it to be something else.
    fn takes_code(&self) -> bool {
        let long_enough = self.longest.is_none_or(|longest| longest >= 4);
        long_enough && !self.is_setting() && !self.is_elsewhere_declared() && self.kind != "editable"
    }
}
