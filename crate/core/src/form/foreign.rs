//! Facts that speak for another kind of code: of a picture, a device, a bank, a game.

use super::{
    around::Around,
    claim::Claim,
    facts::{Fact, Found},
    input::Input,
    lexicon::{Said, Span},
    read::Read,
    words::Concept::{self, Delivered, Factor, Pin, Sure},
};

/// Facts that speak for another kind of code.
pub(super) fn of(found: &mut Found, input: &Input, around: &Around, read: &Read, claim: &Claim) {
    use Fact as F;
    let said = &read.told.said;
    // "Enter 6 digits" doesn't say what they are for.
    let counted = claim.sure && is_only_counted(said) && !read.told.is_tan();
    let counted_few = claim.likely && !said.has(Factor) && begins_with_digits(said);
    let of_other = (claim.likely || claim.weak || counted) && !read.is_named_for_factor();
    let spoken = around.about || around.sent || around.sends || around.renews || around.password;
    let spoken = spoken || around.buttons.has(Concept::Submit);
    let counted_only = (counted || counted_few) && !spoken && !read.is_named_for_factor();
    found.fact(F::counted_in_nothing, counted_only);
    found.fact(F::own_in_hard, of_other && around.hard && !around.factor && !around.sent);
    let named = read.names.has(Concept::Picture) && !(around.sends && around.pictures.is_empty());
    let drawn = (around.drawn || named) && !said.has_any(&[Factor, Delivered]);
    let told_of = around.factor || around.sent || around.sends || said.has(Delivered);
    found.fact(F::beside_message, claim.own() && around.message && !told_of);
    let told_sent = claim.own() && said.has(Delivered) && around.sent;
    found.fact(F::likely_in_foreign, !claim.sure && around.is_foreign() && !told_sent);
    // On a sign-in page, a code that is neither sent nor made is a captcha's, even if its picture didn't load.
    let by_other_way = said.has(Delivered) || read.names.has(Delivered) || around.sent || around.sends;
    let beside_password = around.password && input.kind != "password";
    let named_sure = read.names.has_any(&[Sure, Factor]) && !read.names.has(Concept::Picture);
    let captcha = !claim.sure && !named_sure && beside_password && !around.sure;
    let captcha = captcha && !by_other_way && !input.is_declared();
    found.fact(F::likely_beside_password, captcha && !around.renews);
    // Chinese has one word for captchas and for verification codes.
    let both = ["验证码", "驗證碼", "校验码"].iter().any(|word| said.words.text().contains(word));
    let pictured = input.has_picture(&around.pictures) && !by_other_way;
    let drawn = drawn || pictured && both && !claim.sure;
    found.fact(F::captcha, drawn || captcha && (pictured || both && !around.renews));
    found.fact(F::beside_new_password, claim.own() && beside_password && around.renews && !pictured);
    found.fact(F::pin_in_nothing, said.has_apart(Pin, Sure) && !around.sure);
    found.fact(F::in_posted, around.posted);
    let other_way = said.has(Delivered) || read.names.has(Delivered) || around.sent;
    let picture = input.has_picture(&around.pictures) || around.picture;
    let outright = claim.sure && !is_only_counted(said);
    found.fact(F::picture_code, picture && !said.has(Factor) && !other_way && !outright);
}

/// Whether only the number of digits makes it likely: "4-digit code".
fn begins_with_digits(said: &Said) -> bool {
    let counted = |span: Span| {
        said.words.text().get(span.from..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    said.has(Concept::Likely) && said.spans(Concept::Likely).all(counted)
}

/// Whether only the number of digits makes it sure: "6-digit code".
pub(super) fn is_only_counted(said: &Said) -> bool {
    let counted = |sure: &Span| {
        said.spans(Concept::Digits).any(|digits| sure.from <= digits.from && digits.from < sure.to)
    };
    said.has(Concept::Digits) && !said.has(Factor) && said.spans(Sure).all(|sure| counted(&sure))
}
