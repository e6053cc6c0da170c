//! Collects the named facts for and against a field. It decides nothing.

use super::{
    alone,
    around::{Around, speaks_of_new_password},
    buttons,
    claim::{Claim, is_either, is_of_app, is_token_of_gateway, says},
    facts::{Evidence, Fact, Found, place},
    foreign,
    input::{Input, Page},
    lexicon::{Lexicon, Said},
    order,
    read::Read,
    shape,
    told::{is_identifier, is_never_called, is_of_unknown, is_of_unknown_after, is_part},
    words::Concept::{self, Code, Delivered, Factor, Hard, Likely, Passcode, Search, Secret, Sure},
};

/// All evidence on one input of a page.
pub(super) fn of_input(input: &Input, around: &Around, read: &Read) -> Vec<Evidence> {
    let mut found = Found::default();
    let told = &read.told;
    texts(&mut found, around, read);
    shape(&mut found, input, around, read);
    use Fact as F;
    let never = is_never_called(told, &read.shown);
    let factor = read.is_named_for_factor() && !read.names.has(Hard);
    found.fact(F::never, never && !factor);
    found.fact(F::never_but_named, never && factor);
    // "phone_code" is a calling code, unless the page calls it a verification code.
    let called_so = told.said.has_any(&[Sure, Likely]) && !told.borrowed && !read.names.has(Concept::Picture);
    found.fact(F::never_named, read.names.has(Hard) && read.names.has_apart(Hard, Sure) && !called_so);
    found.fact(F::only_recovery, read.recovery);
    // Where the page declares a field for codes, a label like "Login token" says nothing against it.
    let declared = input.is_declared() && !read.names.has(Hard) && !told.said.has(Concept::Recovery);
    found.fact(F::other, read.other && !declared);
    found.fact(
        F::unknown,
        is_of_unknown(&told.said) || around.unknown && !told.said.has_any(&[Sure, Likely]) && !told.is_tan(),
    );
    found.fact(F::tan, told.is_tan());
    found.fact(F::identifier, is_identifier(&input.label));
    found.fact(F::part, is_part(&input.label));
    found.fact(F::borrowed, told.borrowed);
    found.fact(F::sentence, told.said.words.letters() > 60);
    found.fact(F::search_named, read.names.has(Search) || read.names.has(Secret));
    combined(&mut found, input, around, read);
    passwords(&mut found, input, around, read);
    found.0
}

fn texts(found: &mut Found, around: &Around, read: &Read) {
    found.says(if read.told.borrowed { 1 } else { 0 }, &read.told.said);
    if !read.told.borrowed {
        found.says(1, &read.near);
    }
    let rest = [
        &read.beside,
        &read.names,
        &read.extra,
        &around.heading,
        &around.text,
        &around.buttons,
        &around.links,
        &around.name,
    ];
    for (slot, said) in rest.into_iter().enumerate() {
        found.says(slot.saturating_add(2), said);
    }
    found.says(10, &around.title);
    // "One-time password", 「动态密码」: what names the code says no more than that.
    for concept in [Concept::Password, Concept::Pin] {
        if !read.told.said.has_apart(concept, Sure) {
            found.forget(0, concept);
        }
    }
    // "Código de verificación": that its words are parted says nothing.
    if read.told.said.has_any(&[Sure, Likely]) && read.told.borrowed {
        found.forget(1, Concept::Plain);
    }
    // An id like "s" says nothing.
    if read.is_nameless() {
        found.forget(3, Concept::Plain);
    }
}

/// Its shape, and the fields and pictures around it.
fn shape(found: &mut Found, input: &Input, around: &Around, read: &Read) {
    use Fact as F;
    let named_code = says(&read.shown);
    let within = |from: u32, to: u32| input.longest.is_some_and(|longest| (from..=to).contains(&longest));
    found.fact(F::declared, input.is_declared());
    found.fact(F::numeric, input.is_numeric());
    found.fact(F::tel, input.kind == "tel");
    found.fact(F::number, input.kind == "number");
    found.fact(F::password, input.kind == "password");
    found.fact(F::short, within(6, 8));
    found.fact(F::shorter, within(4, 5));
    found.fact(F::long, within(20, u32::MAX));
    found.fact(F::pattern_of_digits, input.pattern.contains("\\d") || input.pattern.contains("0-9"));
    found.fact(F::example_of_digits, input.shows_digits());
    // "ONE-TIME CODE" is a name in capitals.
    found.fact(F::example_of_serial, shape::shows_serial(&input.placeholder) && !named_code);
    found.fact(F::glass, input.is_glass());
    found.fact(F::alone, around.writable <= 1);
    found.fact(F::of_two, around.writable == 2);
    found.fact(F::of_many, around.writable >= 5);
    found.fact(F::beside_password, around.password && input.kind != "password");
    found.fact(F::beside_email, around.email);
    found.fact(F::beside_picture, input.has_picture(&around.pictures));
    // Who signs in to a server of their own names it, too.
    found.fact(F::beside_link, around.link && !around.password);
    found.fact(F::in_card, around.card);
    found.fact(F::in_picture, around.picture);
    found.fact(F::in_recovery, around.recovery);
    found.fact(F::in_apart, around.apart);
    found.fact(F::in_other, around.other);
    found.fact(F::in_foreign, around.is_foreign());
    found.fact(F::around_sure, around.sure);
    found.fact(F::around_sent, around.sent);
    found.fact(F::around_about, around.about);
    let off = input.autocomplete.to_ascii_lowercase();
    found.fact(F::refuses_passwords, off.contains("off") || off.contains("new-password"));
}

/// What follows from several facts together.
fn combined(found: &mut Found, input: &Input, around: &Around, read: &Read) {
    use Fact as F;
    let claim = Claim::of(input, around, read);
    let Claim { sure, likely, weak, .. } = claim;
    let said = &read.told.said;
    found.fact(F::factor_fits, claim.factor);
    found.fact(F::own_sure, sure);
    found.fact(F::own_likely, likely);
    found.fact(F::own_weak, weak);
    weakly(found, input, around, read, &claim);
    found.fact(F::numbered_sure, read.turn.is_some() && (sure || claim.own() && around.consecutive));
    // "Security code, part 1".
    let counted = order::turn(said).is_some();
    found.fact(
        F::numbered_weak,
        counted && likely && !around.sure && !around.consecutive && !said.has(Delivered),
    );
    found.fact(F::enrolling, claim.own() && around.enrols);
    let delivered = claim.own() && said.has(Delivered);
    found.fact(F::delivered_code, delivered && !read.other);
    // That it comes by mail or SMS says nothing against it.
    if delivered && !read.other && !weak {
        let way = Concept::Delivered.place();
        let slots = [way, Concept::ALL.len().saturating_add(way)];
        found.0.retain(|one| !slots.contains(one));
    }
    // "smspin", "email_code": a name for the way that a code comes, on a page that says so.
    let told_sent = around.sent || around.sends || said.has(Delivered);
    if claim.own() && !read.other && told_sent {
        found.forget(3, Delivered);
    }
    let coded = said.has(Factor) && said.has_any(&[Sure, Code, Concept::Digits]);
    let of_other = read.other || is_of_unknown(said) || is_never_called(&read.told, &read.shown);
    found.fact(
        F::factor_code,
        coded && !read.told.borrowed && !of_other && !said.has_any(&[Secret, Concept::Recovery]),
    );
    let at_gateway = claim.own() && is_token_of_gateway(around, read);
    found.fact(F::at_gateway, at_gateway);
    found.fact(F::gateway_password, at_gateway && input.kind == "password");
    found.fact(F::unknown_after, is_of_unknown_after(said) || is_of_unknown_after(&read.shown));
    by_acting(found, input, around, read, &claim);
    let shown = input.longest.is_some_and(|longest| around.shows_number(longest));
    let shown = shown
        || shape::is_shown(&input.near) && read.near.all_spans().is_empty()
        || shape::tells_to_repeat(&input.near)
        || around.repeats;
    found.fact(F::code_shown, shown && !around.enrols);
    by_sending(found, input, around, read, &claim);
    foreign::of(found, input, around, read, &claim);
    by_name(found, input, around, read, &claim);
    found.fact(
        F::weak_outright,
        weak && read.is_named_for_factor() && is_free(read) && !said.has(Concept::Recovery),
    );
    unsaid(found, around, read, &claim);
}

/// Facts about what becomes of the code: a button saves it, turns the second factor off, changes a password.
fn by_acting(found: &mut Found, input: &Input, around: &Around, read: &Read, claim: &Claim) {
    use Fact as F;
    let said = &read.told.said;
    let Claim { sure, likely, weak, .. } = *claim;
    let saved = buttons::saves(&around.buttons) && !around.buttons.has(Concept::Submit);
    let told_of = around.factor || around.sent || around.sends || around.renews;
    found.fact(F::own_to_save, (likely || weak) && saved && !told_of);
    found.fact(F::sure_to_save, sure && saved && !told_of && !around.enrols);
    let to_renew = around.buttons.has(Concept::Password)
        || around.heading.has(Concept::Password)
        || speaks_of_new_password(&around.text);
    found.fact(F::own_renews, claim.own() && around.renews && to_renew);
    found.fact(F::turns_off, claim.own() && around.factor && buttons::turns_off(&around.buttons));
    let counted = foreign::is_only_counted(said) && !is_of_app(said);
    found.fact(F::own_outright, sure && !counted && !read.other);
    let hard = around.hard && !around.factor && !around.sent && !around.sends;
    found.fact(F::sure_in_hard, sure && hard && !input.is_declared());
}

const TOKENS: [&str; 5] = ["token", "токен", "トークン", "토큰", "令牌"];

/// Facts about a code of anything.
fn weakly(found: &mut Found, input: &Input, around: &Around, read: &Read, claim: &Claim) {
    use Fact as F;
    let said = &read.told.said;
    let Claim { likely, weak, named, about, .. } = *claim;
    found.fact(
        F::weak_in_sure,
        (weak || likely && said.has(Passcode))
            && around.sure
            && (around.factor || !buttons::saves(&around.buttons)),
    );
    found.fact(F::weak_in_sent, weak && around.sent);
    found.fact(F::weak_in_about, weak && about && !around.sure && !around.sent);
    found.fact(F::weak_in_nothing, weak && !about);
    found.fact(F::weak_named, weak && named);
    found.fact(F::likely_in_sent, likely && around.sent);
    let verified = around.writable == 1 && buttons::verifies(&around.buttons);
    let serial = shape::shows_serial(&input.placeholder);
    found.fact(F::weak_verified, weak && verified && !around.hard && !serial);
    let of_password = around.heading.has(Concept::Password) || around.title.has(Concept::Password);
    let only = around.writable == 1 && around.passwords == 0 && !around.hard;
    found.fact(F::weak_of_password, weak && only && of_password);
    let told_of = around.heading.has(Likely) || around.text.has(Likely);
    found.fact(F::weak_in_likely, weak && around.writable == 1 && told_of && !around.hard);
    let told_of = around.sure || around.sent || around.passwords >= 2 || is_token_of_gateway(around, read);
    let about_codes = about || around.about || around.sends;
    let token = |word: &str| TOKENS.iter().any(|token| word.contains(token));
    found.fact(F::token_in_nothing, weak && !about_codes && said.words.each().any(token));
    found.fact(F::before_password, claim.own() && read.before_password && !around.renews);
    found.fact(F::hidden_weak, weak && input.kind == "password" && !told_of);
}

/// Facts about how a code comes: a button sends it, or the page says that it was sent.
fn by_sending(found: &mut Found, input: &Input, around: &Around, read: &Read, claim: &Claim) {
    use Fact as F;
    let said = &read.told.said;
    let told_sent = [said, &read.beside, &read.near].into_iter().any(|said| said.has(Concept::Sent));
    found.fact(F::code_is_sent, (claim.own() || claim.named && claim.unnamed) && around.sends);
    let beside = around.password || around.email || read.after_address;
    let drawn = input.has_picture(&around.pictures) || around.picture || around.message;
    let asked = claim.own() || claim.named && claim.unnamed;
    found.fact(F::sent_to_sign_up, asked && around.sends && beside && !drawn && !read.other);
    found.fact(F::text_of_app, !claim.sure && around.text.has(Code) && is_of_app(&around.text));
    found.fact(F::says_sent, claim.own() && told_sent);
    found.fact(F::weak_proves, claim.own() && around.proves);
    found.fact(F::weak_after_address, claim.own() && read.after_address);
    found.fact(
        F::after_user,
        (claim.sure || claim.likely) && read.after_user && !said.has(Passcode) && !drawn,
    );
}

/// Whether its name and id name nothing that has codes of its own.
fn is_free(read: &Read) -> bool {
    !read.names.has_any(&[Hard, Search, Secret, Concept::Soft, Concept::Recovery, Delivered])
}

/// Where a field says clearly that it is for a code, some of the text around it says nothing against it, such as the
/// number that the code is sent to, or the name of the device that makes it.
fn unsaid(found: &mut Found, around: &Around, read: &Read, claim: &Claim) {
    let outright = claim.sure && !foreign::is_only_counted(&read.told.said) && !read.other;
    if outright {
        found.forget(5, Concept::Soft);
        found.forget(6, Concept::Soft);
    }
    // "Enter the token from your registered device".
    if claim.own() && around.heading.has(Sure) {
        found.forget(5, Concept::Soft);
    }
    // A code that was sent is none of the Wi-Fi's, even if the page is about Wi-Fi.
    if claim.likely && around.sent {
        found.forget(5, Hard);
        found.forget(10, Hard);
    }
    let own = claim.own() || claim.named || read.names.has(Code) || found.has(Fact::alone_in_factor);
    // "Add an authenticator".
    if own && around.heading.has(Factor) || claim.own() && around.consecutive {
        found.forget(5, Concept::Admin);
    }
    if (outright || claim.own() && around.factor) && (around.enrols || around.consecutive) {
        found.forget(7, Concept::Admin);
        found.0.retain(|one| *one != place(Fact::of_two));
    }
}

/// Facts from its name and id and the text near it, for fields without a label.
fn by_name(found: &mut Found, input: &Input, around: &Around, read: &Read, claim: &Claim) {
    use Fact as F;
    let Claim { named, plain, unnamed, bare, .. } = *claim;
    let said = &read.told.said;
    let coded = read.names.has(Code);
    found.fact(F::named, named);
    found.fact(F::named_code, coded);
    found.fact(F::unnamed, unnamed && !read.is_labelled_beside());
    found.fact(F::named_in_about, named && claim.about);
    // "otp_email" is an address, "email_otp" a code.
    let of_other = read.names.has(Concept::Recovery)
        || read.names.words.each().last().is_some_and(|word| matches!(word, "email" | "mail" | "phone"));
    // "verification_token" among the settings of an account.
    let told_of = around.factor || around.sent || around.sends || around.renews;
    let kept = buttons::saves(&around.buttons) && !around.buttons.has(Concept::Submit) && !told_of;
    found.fact(F::named_unnamed, named && unnamed && !claim.weak && !of_other && !kept);
    let outright = read.names.has_any(&[Sure, Factor]);
    found.fact(F::named_outright, unnamed && outright && is_free(read) && !kept);
    let only = around.writable == 1 && input.kind != "password" && !read.recovery;
    let made_for_it = input.is_numeric() || input.is_short() || read.names.has_any(&[Code, Sure, Likely]);
    // A number that is called nothing more may be a telephone's.
    let counts =
        input.is_short() || input.is_numeric() && input.kind != "tel" && !around.heading.has(Concept::Soft);
    let nondescript = only && made_for_it && (bare || unnamed && (coded || plain && counts));
    found.fact(F::bare_in_sure, nondescript && around.sure && !claim.weak && !around.recovery);
    // The only text before it is a sentence that a code was sent.
    let told = only && made_for_it && read.told.borrowed && read.is_nameless() && said.has(Concept::Sent);
    let hard = around.hard && !around.factor;
    found.fact(F::bare_in_sent, (nondescript || told) && around.sent && !hard);
    let nameless = read.is_nameless();
    let hard = around.hard && !around.factor && !around.sent;
    let near_factor = only
        && (nameless || alone::means_nothing(read))
        && read.told.borrowed
        && said.has_any(&[Factor, Sure])
        && !hard;
    found.fact(F::bare_near_factor, near_factor);
    // A label that is not tied to the field stands before it.
    let stands_by = read.near.words.letters() < 48 && !said.has_any(&[Concept::Soft, Delivered]);
    let near_sure = only && !claim.own() && read.near.has(Sure) && (coded || stands_by);
    found.fact(F::near_sure_alone, near_sure);
    let silent = !(claim.own() || named || near_factor || near_sure || told);
    let alone = silent && only && alone::in_factor(input, around, read, claim);
    let alone = alone && !(nondescript && around.sure);
    found.fact(F::alone_in_factor, alone);
    if alone {
        found.forget(3, Concept::Plain);
    }
    let beside = says(&read.beside) || read.beside.has(Code) || alone;
    let speaks = claim.own() || named || beside || near_factor || near_sure || coded || input.is_declared();
    found.fact(F::mute, !(speaks || told || bare || plain && counts));
}

/// Whether it is named after what makes codes of the second factor, or called one outright.
fn is_of_maker(said: &Said) -> bool {
    const MAKERS: [&str; 6] = ["microsoft", "google", "rsa", "securid", "duo", "tokencode"];
    let otp = |word: &str| ["otp", "totp", "hotp"].iter().any(|one| word.starts_with(one));
    let makes = said.has(Sure) && said.words.each().any(|word| MAKERS.contains(&word));
    said.has(Factor) || said.words.each().any(otp) || makes
}

/// Facts about fields that hide what is typed: mostly they are for passwords.
fn passwords(found: &mut Found, input: &Input, around: &Around, read: &Read) {
    use Fact as F;
    let said = &read.told.said;
    let hidden = input.kind == "password";
    let own = said.has_any(&[Sure, Factor, Likely, Code, Passcode]) && !said.has(Concept::Password);
    let nobody = !around.sure && !around.sent && !is_token_of_gateway(around, read);
    let only = around.writable == 1 && said.has_any(&[Sure, Likely]);
    found.fact(F::code_password, hidden && own && (around.sure || only));
    let otp = is_of_maker(said);
    found.fact(F::otp_password, hidden && otp && !said.has(Concept::Password));
    let after = around.email || read.after_address || read.after_user;
    let made = otp || around.sent || around.sends || around.factor || is_token_of_gateway(around, read);
    found.fact(F::in_password_place, hidden && after && around.passwords == 1 && !made && !said.has(Sure));
    found.fact(F::second_password, hidden && (own || said.has(Sure)) && around.passwords >= 2);
    found.fact(F::password_too, is_either(input, read));
    found.fact(F::passcode_password, hidden && said.has(Passcode) && nobody && around.passwords < 2);
    let made = hidden && around.passwords >= 2 || input.shows_code();
    found.fact(F::passcode_kept, said.has(Passcode) && nobody && !made);
}

/// What is known of a row of boxes beyond what its first box says.
pub(super) struct RowFacts {
    pub(super) boxes: usize,
    pub(super) sure: bool,
    /// Its characters are hidden, and no code is said to be sent or made: it is a PIN that the user keeps.
    pub(super) kept: bool,
}

/// All evidence on a row of boxes, of which `input` stands for all.
pub(super) fn of_row(input: &Input, row: &RowFacts, around: &Around, lexicon: &Lexicon) -> Vec<Evidence> {
    let read = Read::of(input, lexicon);
    let mut found = Found(of_input(input, around, &read));
    // Each box is for a part of the code anyway, and the text before a row mostly isn't its name.
    let borrowed = read.told.borrowed;
    let of_one = [(Fact::part, true), (Fact::mute, borrowed || row.sure), (Fact::other, borrowed)];
    found.0.retain(|one| !of_one.iter().any(|(fact, none)| *none && *one == place(*fact)));
    found.fact(Fact::row, true);
    found.fact(Fact::row_of_six, row.boxes == 6);
    found.fact(Fact::row_sure, row.sure);
    found.fact(Fact::row_kept, row.kept);
    let hard = around.hard && !around.factor && !around.sent;
    found.fact(Fact::row_in_sure, (around.sure || around.sent || around.sends) && !hard);
    let spoken =
        (around.text.has_typed_code() || around.text.has(Concept::Digits)) && !around.text.has(Concept::Pin);
    found.fact(Fact::row_spoken, row.boxes == 6 && spoken && !around.sure && !around.sent && !around.hard);
    found.fact(Fact::row_in_hard, around.hard && !around.factor);
    found.0
}

/// The texts around each group, read once for all of its inputs.
pub(super) fn arounds(page: &Page, lexicon: &Lexicon) -> Vec<Around> {
    (0..page.groups.len()).map(|group| Around::of(page, group, lexicon)).collect()
}
