//! What ordinary pages ask for beside their codes: passwords that are chosen, what is to be repeated, who gives a code.

use super::super::{
    Ask, Input, Picture, Place, around::is_never, ask, buttons, candidates, lexicon::Lexicon, names,
    told::is_of_unknown,
};
use super::{holds, labelled, page};

fn hidden(label: &str) -> Input {
    Input { kind: "password".into(), ..labelled(label) }
}

#[test]
fn a_hidden_field_that_is_called_the_second_factors() {
    for (label, holds_there) in [
        ("OTP", true),
        ("TOTP code", true),
        ("2FA code", true),
        ("Microsoft verification code", true),
        ("Authentication code", false),
    ] {
        let page = page("", "", "Verify", vec![hidden(label)]);
        assert_eq!(holds(&page, "otp_password"), holds_there, "{label}");
    }
}

#[test]
fn a_hidden_code_after_an_address_takes_the_place_of_a_password() {
    let address = || Input { kind: "email".into(), ..labelled("Email") };
    for (inputs, instead) in [
        (vec![address(), hidden("Authorization Code")], true),
        (vec![address(), hidden("OTP")], false),
        (vec![address(), hidden("Password"), hidden("Authorization Code")], false),
        (vec![hidden("Authorization Code")], false),
    ] {
        let labels: Vec<_> = inputs.iter().map(|input| input.label.clone()).collect();
        assert_eq!(holds(&page("Portal", "", "Enter", inputs), "in_password_place"), instead, "{labels:?}");
    }
}

#[test]
fn a_code_of_anything_below_a_heading_about_a_password() {
    for (heading, of_password) in [("Forgot password", true), ("Welcome", false)] {
        let page = page(heading, "", "Continue", vec![labelled("Enter code")]);
        assert_eq!(holds(&page, "weak_of_password"), of_password, "{heading}");
    }
}

#[test]
fn a_new_password_is_chosen_even_where_it_is_shown() {
    for (beside, chosen) in [("Новий пароль", true), ("New password", true), ("City", false)] {
        let page = page("", "", "Зберегти", vec![labelled(beside), labelled("Код підтвердження")]);
        let admin = names().iter().position(|name| name == "buttons.admin").unwrap();
        let found = candidates(&page).unwrap();
        assert_eq!(!found.last().unwrap().evidence.contains(&admin), chosen, "{beside}");
    }
    let text = page("", "Enter a new password", "Go", vec![labelled("Code"), hidden("New password")]);
    let fact = names().iter().position(|name| name == "own_renews").unwrap();
    assert!(candidates(&text).unwrap().iter().any(|one| one.evidence.contains(&fact)));
}

#[test]
fn what_the_page_tells_to_write_is_no_code() {
    for (text, shown) in [
        ("To confirm, type 83F2 into the box", true),
        ("Zur Bestätigung eingeben: 7H3K", true),
        ("Type the code 83 that we sent", false),
        ("Use SHA1 and the secret below", false),
    ] {
        let page = page("Delete", text, "Delete", vec![labelled("Confirmation code")]);
        assert_eq!(holds(&page, "code_shown"), shown, "{text}");
    }
}

#[test]
fn a_name_that_is_only_saved_says_nothing() {
    let named =
        || Input { name: "verificationToken".into(), near: "Verification token".into(), ..labelled("") };
    let kept = page("Account", "", "Save", vec![labelled("Plan"), named()]);
    let sent = page("Account", "", "Verify", vec![labelled("Plan"), named()]);
    for fact in ["named_outright", "named_unnamed"] {
        assert!(!holds(&kept, fact), "{fact}");
        assert!(holds(&sent, fact), "{fact}");
    }
}

#[test]
fn a_code_that_somebody_gives() {
    let lexicon = Lexicon::new();
    for (text, never) in [
        ("6-znakowy kod od administracji", true),
        ("Enter the code from your teacher", true),
        ("Code, den du vom Administrator bekommst", true),
        ("Code fourni par votre professeur", true),
        ("Código facilitado por tu profesor", true),
        ("管理者からもらったコード", true),
        ("Choose a 6-digit code", true),
        ("Activate your device", true),
        ("Enter your 6-digit code", false),
        ("Activate your account", false),
        ("還沒有帳號？", false),
        ("账号", false),
        ("Codice di attivazione", false),
        ("Aktivasyon kodu", false),
    ] {
        assert_eq!(is_never(&lexicon.read(text)), never, "{text}");
    }
}

#[test]
fn an_activation_code_is_one_of_those_that_are_sent() {
    let lexicon = Lexicon::new();
    for text in [
        "Codice di attivazione",
        "Codice attivazione",
        "Aktivasyon kodu",
        "Etkinleştirme kodu",
        "Kod aktywacyjny",
        "Código de ativação",
        "Código de activación",
        "Activation code",
        "Aktivierungscode",
        "Code d'activation",
        "Activatiecode",
        "Код активации",
        "Код активації",
        "Aktivační kód",
        "Kode aktivasi",
        "Cod de activare",
        "Aktiveringskod",
    ] {
        let said = lexicon.read(text);
        assert!(!is_of_unknown(&said), "{text}");
        assert!(!is_never(&said), "{text}");
        let page = page("", "", "OK", vec![labelled(text)]);
        assert!(holds(&page, "own_weak") || holds(&page, "own_likely"), "{text}");
    }
}

#[test]
fn a_users_name_before_it() {
    for (before, after) in [("Username", true), ("Subject", false)] {
        let page = page("", "", "Confirm", vec![labelled(before), labelled("Verification code")]);
        assert_eq!(holds(&page, "after_user"), after, "{before}");
    }
}

#[test]
fn what_a_gateway_hides_is_no_weak_code() {
    for (heading, weak) in [("SSL VPN Service", false), ("Members", true)] {
        let page = page(heading, "", "Log On", vec![labelled("User name"), hidden("Passcode")]);
        assert_eq!(holds(&page, "hidden_weak"), weak, "{heading}");
    }
}

#[test]
fn buttons_that_only_save() {
    let lexicon = Lexicon::new();
    for (text, saves) in [
        ("Save changes", true),
        ("Speichern", true),
        ("Guardar", true),
        ("Simpan", true),
        ("保存", true),
        ("Lưu", true),
        ("Verify", false),
        ("Weiter", false),
        ("Savings", false),
    ] {
        assert_eq!(buttons::saves(&lexicon.read(text)), saves, "{text}");
    }
    let labelled = || vec![labelled("Verification code")];
    assert!(holds(&page("Site", "", "Save", labelled()), "own_to_save"));
    assert!(!holds(&page("Site", "We sent a code", "Save", labelled()), "own_to_save"));
}

#[test]
fn a_qr_code_is_no_picture_of_letters() {
    for (name, drawn) in [("2FA QR Code", false), ("picture", true)] {
        let code = Input {
            place: Place { left: 0.0, top: 70.0, width: 200.0, height: 36.0 },
            ..labelled("Verify Code")
        };
        let mut page = page("Set up 2FA", "", "Verify", vec![code]);
        let place = Place { left: 220.0, top: 70.0, width: 90.0, height: 30.0 };
        page.groups[0].pictures.push(Picture { name: name.into(), place });
        assert_eq!(holds(&page, "beside_picture"), drawn, "{name}");
    }
}

#[test]
fn the_device_in_a_heading_about_a_token_says_nothing() {
    let soft = |heading: &str| holds(&page(heading, "", "Login", vec![labelled("Token")]), "heading.soft");
    assert!(!soft("Please enter the token from your registered device"));
    assert!(soft("Your device"));
    assert!(matches!(ask(&page("Your device", "", "Save", vec![labelled("Token")])), Ask::Nothing(_)));
}
