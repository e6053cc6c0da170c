//! Which sign a fact's weight may have, by its name; and weights as whole numbers.

/// Whole numbers add up to the same everywhere.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "rounded, and held within what fits"
)]
pub(crate) fn thousandths(weight: f64) -> i32 {
    (weight * 1000.0).round().clamp(-1e6, 1e6) as i32
}

/// Whether a fact may only speak for a field (`true`), or only against it (`false`).
#[expect(clippy::too_many_lines, reason = "lists of names")]
pub(crate) fn sign(name: &str) -> Option<bool> {
    const FOR: [&str; 4] = ["sure", "factor", "digits", "likely"];
    const AGAINST: [&str; 14] = [
        "hard", "search", "card", "picture", "kept", "locked", "repeated", "tried", "secret", "recovery",
        "pin", "password", "soft", "admin",
    ];
    const FACTS_FOR: [&str; 56] = [
        "declared",
        "numeric",
        "tel",
        "short",
        "pattern_of_digits",
        "example_of_digits",
        "alone",
        "around_sure",
        "around_sent",
        "around_about",
        "tan",
        "own_sure",
        "own_likely",
        "own_weak",
        "named",
        "named_code",
        "weak_in_sure",
        "weak_in_sent",
        "weak_in_about",
        "named_in_about",
        "named_unnamed",
        "bare_in_sure",
        "bare_in_sent",
        "factor_fits",
        "row_of_six",
        "row_sure",
        "row_in_sure",
        "numbered_sure",
        "enrolling",
        "weak_named",
        "weak_outright",
        "delivered_code",
        "bare_near_factor",
        "near_sure_alone",
        "code_password",
        "second_password",
        "named_outright",
        "code_is_sent",
        "says_sent",
        "weak_proves",
        "weak_after_address",
        "after_user",
        "beside_new_password",
        "factor_code",
        "at_gateway",
        "likely_in_sent",
        "gateway_password",
        "weak_verified",
        "sent_to_sign_up",
        "text_of_app",
        "weak_in_likely",
        "own_outright",
        "own_renews",
        "turns_off",
        "otp_password",
        "weak_of_password",
    ];
    const FACTS_AGAINST: [&str; 23] = [
        "password",
        "shorter",
        "long",
        "of_many",
        "beside_password",
        "beside_email",
        "beside_picture",
        "beside_link",
        "token_in_nothing",
        "before_password",
        "in_card",
        "in_picture",
        "in_recovery",
        "in_apart",
        "in_other",
        "in_foreign",
        "only_recovery",
        "other",
        "never",
        "never_named",
        "unknown",
        "search_named",
        "likely_in_foreign",
    ];
    if let Some((slot, concept)) = name.split_once('.') {
        // What a page offers besides, by links and in its text, says little of the field.
        let near = !matches!(slot, "links" | "text" | "title" | "group" | "heading" | "buttons");
        // Whoever lost a code is helped where codes are asked for.
        if name == "names.delivered" {
            return Some(false);
        }
        return if FOR.contains(&concept) || concept == "resend" {
            Some(true)
        } else {
            (near && AGAINST.contains(&concept) || concept == "hard" || concept == "card").then_some(false)
        };
    }
    if FACTS_FOR.contains(&name) {
        return Some(true);
    }
    let more = matches!(
        name,
        "part"
            | "glass"
            | "likely_beside_password"
            | "pin_in_nothing"
            | "row_kept"
            | "weak_in_nothing"
            | "numbered_weak"
            | "passcode_password"
            | "passcode_kept"
            | "password_too"
            | "hidden_weak"
            | "in_posted"
            | "mute"
            | "own_in_hard"
            | "counted_in_nothing"
            | "row_in_hard"
            | "captcha"
            | "picture_code"
            | "code_shown"
            | "example_of_serial"
            | "beside_message"
            | "unknown_after"
            | "own_to_save"
            | "sure_to_save"
            | "sure_in_hard"
            | "in_password_place"
    );
    (FACTS_AGAINST.contains(&name) || more).then_some(false)
}
