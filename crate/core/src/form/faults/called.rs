//! What a field is called, where the words alone would mislead: by the place it stands in, by what it declares, by
//! what follows "code".

use super::super::{Ask, Input, Page, ask};
use super::{field, holds, labelled, page};

fn hidden(label: &str) -> Input {
    Input { kind: "password".into(), autocomplete: "off".into(), ..labelled(label) }
}

fn wanted(page: &Page) -> bool {
    !matches!(ask(page), Ask::Nothing(_))
}

#[test]
fn the_passcode_of_a_gateway_is_the_one_of_a_token() {
    for (heading, gateway) in [
        ("Citrix Gateway", true),
        ("NetScaler Gateway", true),
        ("SSL VPN Service", true),
        ("GlobalProtect Portal", true),
        ("Members", false),
    ] {
        let page = page(heading, "", "Log On", vec![labelled("User name"), hidden("Passcode")]);
        assert_eq!(holds(&page, "at_gateway"), gateway, "{heading}");
        assert_eq!(holds(&page, "passcode_password"), !gateway, "{heading}");
        assert_eq!(holds(&page, "passcode_kept"), !gateway, "{heading}");
    }
}

#[test]
fn a_field_that_is_declared_may_be_called_a_token_of_a_login() {
    let declared = Input { autocomplete: "one-time-code".into(), ..labelled("Login token") };
    assert!(wanted(&page("Login", "", "Login", vec![declared])));
    let backup = Input { autocomplete: "one-time-code".into(), ..labelled("Backup code") };
    assert!(!wanted(&page("Two-factor authentication", "", "Go", vec![backup])));
}

#[test]
fn a_name_of_one_letter_says_nothing_against_a_code() {
    let code = Input { id: "s".into(), ..labelled("Bestätigungscode aus der SMS") };
    assert!(wanted(&page("Auftrag freigeben", "Bestätigungscode aus der SMS", "OK", vec![code])));
}

#[test]
fn a_passcode_that_shows_six_digits_is_not_kept_in_mind() {
    for (placeholder, kept) in [("ex. 867539", false), ("", true)] {
        let code = Input { placeholder: placeholder.into(), ..labelled("Passcode") };
        assert_eq!(holds(&page("Sign in", "", "Log In", vec![code]), "passcode_kept"), kept, "{placeholder}");
    }
}

#[test]
fn what_only_saves_a_code_asks_for_none_of_ours() {
    let inputs = || vec![Input { name: "auth_code".into(), ..labelled("Auth Code") }];
    assert!(!wanted(&page("Connect store", "", "Save", inputs())));
    assert!(wanted(&page("Two-factor authentication", "", "Verify", inputs())));
}

#[test]
fn a_passcode_that_a_gateway_hides_is_a_code_all_the_same() {
    for (heading, kind, holds_there) in [
        ("SSL VPN Service", "password", true),
        ("SSL VPN Service", "text", false),
        ("Members", "password", false),
    ] {
        let passcode = Input { kind: kind.into(), ..labelled("Passcode") };
        let page = page(heading, "", "Log On", vec![labelled("User name"), passcode]);
        assert_eq!(holds(&page, "gateway_password"), holds_there, "{heading} {kind}");
    }
}

#[test]
fn a_code_of_anything_that_the_only_button_verifies() {
    for (button, verified) in [
        ("Verificar", true),
        ("Verify", true),
        ("Zweryfikuj", true),
        ("Überprüfen", true),
        ("验证", true),
        ("Continue", false),
        ("Redeem", false),
    ] {
        let one = page("", "", button, vec![labelled("Code")]);
        assert_eq!(holds(&one, "weak_verified"), verified, "{button}");
        let two = page("", "", button, vec![labelled("Name"), labelled("Code")]);
        assert!(!holds(&two, "weak_verified"), "{button}");
    }
    assert!(!holds(&page("Gift cards", "", "Verify", vec![labelled("Code")]), "weak_verified"));
}

#[test]
fn a_name_for_the_way_that_a_code_comes_says_nothing_against_it() {
    let named = |name: &str, label: &str, text: &str| {
        let page = page("Guest Wi-Fi", text, "Connect", vec![Input { id: name.into(), ..labelled(label) }]);
        (holds(&page, "names.delivered"), holds(&page, "likely_in_sent"))
    };
    let sent = "We sent a verification code to +1 555 010 0021";
    assert_eq!(named("smspin", "Verification code", sent), (false, true));
    assert_eq!(named("email_code", "Verification code", sent), (false, true));
    assert_eq!(named("sms", "Verification code", ""), (true, false));
    assert_eq!(named("phone", "Telephone", sent), (true, false));
}

#[test]
fn a_name_that_says_it_is_the_additional_code_is_no_captcha() {
    for (name, captcha) in [("AdditionalCode", false), ("otp", false), ("code", true), ("captcha_otp", true)]
    {
        let code = Input { name: name.into(), ..labelled("Verification code") };
        let page = page("", "", "Login", vec![labelled("Email"), hidden("Password"), code]);
        assert_eq!(holds(&page, "likely_beside_password"), captcha, "{name}");
    }
}

#[test]
fn boxes_that_are_called_fields_or_inputs() {
    for label in ["PIN field 1 of 5", "OTP input 1", "PIN field 1"] {
        let page = page("Enter the code", "We texted a code to your phone.", "Verify", vec![labelled(label)]);
        assert!(holds(&page, "part"), "{label}");
    }
}

#[test]
fn a_heading_about_the_second_factor_does_not_make_a_recovery_code_one_of_ours() {
    for (heading, text, recovery) in [
        ("Two-factor authentication", "· Write one of the backup codes that you printed.", true),
        ("Two-factor authentication", "· Put a recovery code here.", true),
        (
            "Two-factor authentication",
            "Enter the code of the app. Enter a backup code if you lost it.",
            false,
        ),
    ] {
        let code = field(|input| input.name = "code".into());
        let page = page(heading, text, "Verify", vec![code]);
        assert_eq!(holds(&page, "in_recovery"), recovery, "{heading} {text}");
        assert_eq!(wanted(&page), !recovery, "{heading} {text}");
    }
}

#[test]
fn a_code_by_mail_and_one_by_sms_are_two_and_none_of_them_is_ours() {
    let both =
        |first: &str, second: &str| page("Confirm", "", "Submit", vec![labelled(first), labelled(second)]);
    assert!(!wanted(&both("Email verification code", "Phone verification code")));
    assert!(!wanted(&both("SMS verification code", "Code from the e-mail")));
    // The address that a code was sent to is none.
    assert!(wanted(&both("E-mail", "Code from the e-mail")));
}

#[test]
fn the_number_of_a_token_by_its_spanish_name() {
    let number = Input { longest: Some(6), ..hidden("Clave del token") };
    assert!(wanted(&page("Segundo paso", "Mire su token y escriba el número", "Ingresar", vec![number])));
}

#[test]
fn the_code_of_an_app_in_many_languages() {
    for (label, app) in [
        ("Code de votre application", true),
        ("Código de tu app", true),
        ("Código do seu aplicativo", true),
        ("Codice della tua app", true),
        ("Kod z twojej aplikacji", true),
        ("Код из вашего приложения", true),
        ("Uygulamanızdaki kod", true),
        ("アプリのコード", true),
        ("Mã trong ứng dụng", true),
        ("Koden i din app", true),
        ("Kód z vaší aplikace", true),
        ("Código de tu pedido", false),
        ("Kod z pudełka", false),
        ("Name der App", false),
    ] {
        assert_eq!(holds(&page("", "", "OK", vec![labelled(label)]), "own_likely"), app, "{label}");
    }
}

#[test]
fn six_boxes_below_a_text_that_speaks_of_a_code() {
    let boxes = |text: &str| {
        let one = |at: u8| super::box_at(50.0 * f64::from(at), 50.0, "");
        let page = page("Accesso ai servizi", text, "Accedi", (0..6).map(one).collect());
        holds(&page, "row_spoken")
    };
    assert!(boxes("Apri l'app e copia qui il codice che vedi"));
    assert!(!boxes("Il tuo nome"));
    assert!(!boxes("Scegli il codice PIN"));
}

#[test]
fn a_name_in_capitals_is_no_serial_number() {
    for (placeholder, serial) in [("ONE-TIME CODE", false), ("CERT-2026-AB", true)] {
        let code = Input { placeholder: placeholder.into(), ..field(|_| ()) };
        assert_eq!(holds(&page("", "", "", vec![code]), "example_of_serial"), serial, "{placeholder}");
    }
}

#[test]
fn a_label_that_came_along_with_an_example_is_none() {
    for label in
        ["Amount (to the nearest dollar)", "Recipient's username", "Example text with two button addons"]
    {
        let code = Input { near: "二步验证码:".into(), ..labelled(label) };
        assert_eq!(ask(&page("", "", "提交", vec![code])), Ask::Single(0), "{label}");
    }
}

#[test]
fn the_number_of_a_phone_is_no_code() {
    for near in ["휴대폰 번호:", "휴대폰번호"] {
        let phone = Input { near: near.into(), name: "phonenumber".into(), ..field(|_| ()) };
        let page = page("휴대폰 번호 인증", near, "인증 번호 받기", vec![phone]);
        assert!(!holds(&page, "own_weak"), "{near}");
    }
}

#[test]
fn a_code_for_a_lost_device_is_no_code_of_anything() {
    for (label, weak) in [("Scratch code", false), ("Backup code", false), ("Code", true)] {
        let page = page("Two-factor authentication", "", "Verify", vec![labelled(label)]);
        assert_eq!(holds(&page, "weak_in_sure"), weak, "{label}");
    }
}

#[test]
fn a_second_password_of_a_gateway_is_the_one_of_a_token() {
    for (name, gateway) in [("secondary_password", true), ("secondary", true), ("password", false)] {
        let code = Input { name: name.into(), ..hidden("Passcode") };
        let page = page("", "", "Login", vec![labelled("Username"), code]);
        assert_eq!(holds(&page, "at_gateway"), gateway, "{name}");
    }
}

#[test]
fn a_verification_code_that_is_hidden_and_stands_alone() {
    let alone = page("", "", "Log in", vec![hidden("Verification code")]);
    assert!(holds(&alone, "code_password"));
    let beside = page("", "", "Log in", vec![labelled("User"), hidden("Verification code")]);
    assert!(!holds(&beside, "code_password"));
}

#[test]
fn a_cell_before_the_field_names_it() {
    for (near, unnamed) in [("Verification code", false), ("Amount", true)] {
        let code = Input { near: near.into(), name: "f3".into(), ..field(|_| ()) };
        assert_eq!(holds(&page("", "", "OK", vec![code]), "unnamed"), unnamed, "{near}");
    }
}

#[test]
fn four_digits_that_nobody_says_the_use_of() {
    for (heading, nothing) in [("Lecture 4", true), ("Verify your phone", false)] {
        let page = page(heading, "", "Mark me present", vec![labelled("4-digit code")]);
        assert_eq!(holds(&page, "counted_in_nothing"), nothing, "{heading}");
    }
}

#[test]
fn how_many_codes_is_no_code() {
    for (label, other) in
        [("Number of OTP values to retrieve", true), ("How many OTPs", true), ("OTP value", false)]
    {
        let page = page("get OTP values from Token", "", "get OTP values", vec![labelled(label)]);
        assert_eq!(holds(&page, "other"), other, "{label}");
    }
}

#[test]
fn a_code_of_which_the_heading_says_more() {
    for (heading, likely) in [("Bestätigungscode", true), ("Gutscheincode", false), ("Anmeldung", false)] {
        let page = page(heading, "", "Weiter", vec![labelled("Code eintragen")]);
        assert_eq!(holds(&page, "weak_in_likely"), likely, "{heading}");
    }
}

#[test]
fn a_code_of_oauth_is_pasted() {
    for (placeholder, never) in [("Paste your authorization code here", true), ("Paste login code", false)] {
        let code = Input { placeholder: placeholder.into(), ..field(|_| ()) };
        assert_eq!(holds(&page("", "", "Connect", vec![code]), "never"), never, "{placeholder}");
    }
}
