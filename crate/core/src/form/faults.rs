//! Pages that were once answered wrongly, each for its kind.

mod alone;
mod apart;
mod called;
mod draws;
mod phrases;
mod plain;
mod sent;
mod spoken;

use super::{Ask, Group, Input, Page, Place, ask, ask_if_kept, candidates, names};

fn field(change: impl FnOnce(&mut Input)) -> Input {
    let mut input =
        Input { kind: "text".into(), visible: true, open: true, opacity: 1.0, ..Input::default() };
    change(&mut input);
    input
}

fn labelled(label: &str) -> Input {
    field(|input| input.label = label.into())
}

fn box_at(left: f64, top: f64, label: &str) -> Input {
    field(|input| {
        input.longest = Some(1);
        input.label = label.into();
        input.place = Place { left, top, width: 40.0, height: 40.0 };
    })
}

fn page(heading: &str, text: &str, buttons: &str, inputs: Vec<Input>) -> Page {
    let group = Group {
        heading: heading.into(),
        text: format!("{heading} {text}"),
        buttons: buttons.into(),
        ..Group::default()
    };
    Page { inputs, title: heading.into(), groups: vec![group] }
}

/// Whether a fact holds for the last input of a page.
fn holds(page: &Page, fact: &str) -> bool {
    let fact = names().iter().position(|name| name == fact).unwrap();
    let found = candidates(page).unwrap();
    found.last().unwrap().evidence.contains(&fact)
}

#[test]
fn boxes_below_each_other_and_boxes_in_two_lines() {
    let stacked = (0..6_u8).map(|at| box_at(0.0, 50.0 * f64::from(at), "")).collect();
    let wrapped =
        (0..6_u8).map(|at| box_at(50.0 * f64::from(at % 3), 50.0 * f64::from(at / 3), "")).collect();
    let labelled = (0..6_u8)
        .map(|at| {
            let mut one = box_at(0.0, 50.0 * f64::from(at), &format!("character {} of 6", at + 1));
            one.longest = None;
            one
        })
        .collect();
    for inputs in [stacked, wrapped, labelled] {
        let page = page("Two-factor authentication", "Enter the code from your app", "Verify", inputs);
        assert_eq!(ask(&page), Ask::Boxes(vec![0, 1, 2, 3, 4, 5]));
    }
}

/// Six boxes that no `maxlength` tells, by their places and sizes.
fn unbounded(place: impl Fn(u8) -> (f64, f64), width: f64, name: impl Fn(&mut Input, u8)) -> Vec<Input> {
    let one = |at: u8| {
        let (left, top) = place(at);
        let mut one = box_at(left, top, "");
        one.longest = None;
        one.place.width = width;
        name(&mut one, at);
        one
    };
    (0..6).map(one).collect()
}

#[test]
fn boxes_that_nobody_bounds() {
    let nameless = |_: &mut Input, _: u8| ();
    let declared = |one: &mut Input, _: u8| one.autocomplete = "one-time-code".into();
    let counted = |one: &mut Input, at: u8| one.name = format!("otp{}", at + 1);
    let in_list = |one: &mut Input, at: u8| one.id = format!("code[{at}]");
    let labelled = |one: &mut Input, at: u8| one.label = format!("Character {} of 6", at + 1);
    let lines = |wide: u8| move |at: u8| (50.0 * f64::from(at % wide), 50.0 * f64::from(at / wide));
    let stacked = |at: u8| (0.0, 50.0 * f64::from(at));
    let across = |at: u8| (250.0 * f64::from(at), 0.0);
    for (case, inputs) in [
        ("five and one", unbounded(lines(5), 40.0, nameless)),
        ("three and three", unbounded(lines(3), 40.0, nameless)),
        ("two, two and two", unbounded(lines(2), 40.0, nameless)),
        ("wide and declared", unbounded(across, 240.0, declared)),
        ("wide, declared and stacked", unbounded(stacked, 240.0, declared)),
        ("wide and counted", unbounded(across, 240.0, counted)),
        ("wide, counted and stacked", unbounded(stacked, 240.0, counted)),
        ("wide, of a list", unbounded(across, 240.0, in_list)),
        ("wide and labelled", unbounded(stacked, 240.0, labelled)),
    ] {
        let page = page("Two-factor authentication", "Enter the code from your app", "Verify", inputs);
        assert_eq!(ask(&page), Ask::Boxes(vec![0, 1, 2, 3, 4, 5]), "{case}");
    }
}

#[test]
fn two_wide_fields_are_two_codes() {
    let fields = ["otp1", "otp2"].map(|name| {
        field(|input| {
            input.name = name.into();
            input.place = Place { left: 0.0, top: 0.0, width: 240.0, height: 40.0 };
        })
    });
    let page = page("Two-factor authentication", "Enter two consecutive codes", "Verify", fields.into());
    assert_eq!(ask(&page), Ask::Pair([0, 1]));
}

#[test]
fn a_name_alone() {
    for name in ["otp", "totp", "mfa_code", "mfacode", "twoFactorCode", "2fa", "otp-code", "totpCode"] {
        let named = field(|input| input.name = name.into());
        let identified = field(|input| input.id = name.into());
        for inputs in [vec![named], vec![identified]] {
            assert_eq!(ask(&page("", "", "", inputs)), Ask::Single(0), "{name}");
        }
    }
    for name in
        ["totp_secret", "otp_length", "otp_email", "mfa_recovery_code", "host", "key", "token", "code"]
    {
        let inputs = vec![field(|input| input.name = name.into())];
        assert!(matches!(ask(&page("", "", "", inputs)), Ask::Nothing(_)), "{name}");
    }
}

#[test]
fn two_boxes_are_no_pair() {
    let boxes = vec![box_at(0.0, 0.0, "character 1 of 2"), box_at(50.0, 0.0, "character 2 of 2")];
    let page = page("Two-factor authentication", "Enter the code from your app", "Verify", boxes);
    assert!(matches!(ask(&page), Ask::Nothing(_)));
}

#[test]
fn a_code_of_something_else_on_a_page_that_says_verify() {
    for label in ["Device code", "Descriptor code", "Urbanization code", "Gift card code"] {
        let inputs = vec![field(|input| input.label = label.into())];
        let page = page("Verify your account", "We verify what you enter.", "Verify", inputs);
        assert!(matches!(ask(&page), Ask::Nothing(_)), "{label}");
    }
}

#[test]
fn a_bare_challenge_under_a_clear_heading() {
    for name in ["challenge", "code", "otp", "key"] {
        let inputs = vec![field(|input| {
            input.name = name.into();
            input.mode = "numeric".into();
        })];
        let page =
            page("Two-factor authentication", "Enter the code from your authenticator app", "Submit", inputs);
        assert_eq!(ask(&page), Ask::Single(0), "{name}");
    }
}

#[test]
fn a_weak_third_field_does_not_take_the_pair_away() {
    let labels = ["MFA code 1", "MFA code 2", "PIN (2)"];
    let inputs = labels.map(|label| field(|input| input.label = label.into())).into();
    let page = page("Set up an authenticator app", "Enter two consecutive codes", "Add MFA", inputs);
    assert_eq!(ask(&page), Ask::Pair([0, 1]));
}

#[test]
fn a_password_that_is_called_a_code_where_one_signs_in() {
    for label in
        ["Passcode", "Login code", "Access code", "Código de acceso", "Código de acesso", "パスコード"]
    {
        let name = field(|input| input.label = "User name".into());
        let code = field(|input| {
            input.label = label.into();
            input.kind = "password".into();
        });
        let page = page("Sign in", "Welcome back", "Sign in", vec![name, code]);
        assert!(matches!(ask(&page), Ask::Nothing(_)), "{label}");
    }
}

#[test]
fn digits_by_other_words() {
    for label in
        ["Enter six figures", "Enter 6 numbers", "Nhập 6 chữ số", "กรอกตัวเลข 6 หลัก", "Введите 6 цифр"]
    {
        let page =
            page("Two-factor authentication", "", "OK", vec![field(|input| input.label = label.into())]);
        assert_eq!(ask(&page), Ask::Single(0), "{label}");
    }
}

#[test]
fn a_name_for_programs_does_not_outvote_what_a_person_reads() {
    let inputs = vec![field(|input| {
        input.label = "two_factor_secret".into();
        input.placeholder = "Authentication code".into();
    })];
    let page = page("Two-factor authentication", "Enter the code from your app", "Submit", inputs);
    assert_eq!(ask(&page), Ask::Single(0));
}

#[test]
fn a_picture_that_is_scanned_is_no_captcha() {
    let inputs = vec![field(|input| input.label = "6桁のコード".into())];
    let text = "QRコードの画像を認証アプリで読み取り、表示された6桁のコードを入力してください";
    assert_eq!(ask(&page("認証アプリの設定", text, "次へ", inputs)), Ask::Single(0));
}

#[test]
fn boxes_named_after_the_mail_that_brings_the_code() {
    let inputs = (0..6_u8)
        .map(|at| {
            let mut one = box_at(50.0 * f64::from(at), 0.0, "");
            one.id = format!("emailCode{at}");
            one
        })
        .collect();
    let page = page("Check your email", "We sent a code to jane@example.com", "Continue", inputs);
    assert_eq!(ask(&page), Ask::Boxes(vec![0, 1, 2, 3, 4, 5]));
}

#[test]
fn what_is_sent_to_another_site_is_none_of_ours() {
    let inputs = vec![field(|input| {
        input.autocomplete = "one-time-code".into();
        input.leaves = true;
    })];
    let page = page("Two-factor authentication", "Enter the code from your app", "Submit", inputs);
    assert!(matches!(ask(&page), Ask::Nothing(_)));
    assert_eq!(ask_if_kept(&page), Ask::Single(0), "and that is why");
}

#[test]
fn codes_in_many_languages() {
    for (heading, label) in [
        ("Two-factor authentication", "Enter six figures"),
        ("Двухфакторная аутентификация", "Код из приложения"),
        ("การยืนยันตัวตนแบบสองขั้นตอน", "รหัสยืนยัน"),
        ("Xác thực hai yếu tố", "Mã xác thực"),
        ("المصادقة الثنائية", "رمز التحقق"),
        ("אימות דו-שלבי", "קוד אימות"),
        ("Επαλήθευση δύο βημάτων", "Κωδικός επαλήθευσης"),
        ("Dvoufázové ověření", "Ověřovací kód"),
        ("Kaksivaiheinen tunnistautuminen", "Kertakäyttökoodi"),
        ("ورود دو مرحله‌ای", "کد تأیید"),
        ("ورود", "کد ۶ رقمی برنامه"),
    ] {
        let page = page(heading, "", "OK", vec![field(|input| input.label = label.into())]);
        assert_eq!(ask(&page), Ask::Single(0), "{label}");
    }
}

#[test]
fn a_declared_field_among_others_on_a_page_that_says_nothing() {
    let secret = field(|input| {
        input.id = "secret".into();
        input.value = "JBSWY3DPEHPK3PXP".into();
    });
    let phone = field(|input| {
        input.kind = "tel".into();
        input.name = "phone".into();
    });
    let declared = field(|input| input.autocomplete = "one-time-code".into());
    let coupon = field(|input| input.name = "coupon".into());
    let page = page("", "", "", vec![secret, phone, declared, coupon]);
    assert_eq!(ask(&page), Ask::Single(2));
}

#[test]
fn a_code_that_turns_the_second_factor_off_or_confirms_a_transfer() {
    let hidden = || {
        field(|input| {
            input.kind = "password".into();
            input.placeholder = "Mot de passe actuel".into();
            input.autocomplete = "current-password".into();
        })
    };
    let code = field(|input| {
        input.placeholder = "Code à 6 chiffres de votre application".into();
        input.mode = "numeric".into();
        input.longest = Some(6);
    });
    let text = "Pour désactiver la double authentification, confirmez votre identité.";
    assert_eq!(ask(&page("Sécurité", text, "Annuler. Désactiver", vec![hidden(), code])), Ask::Single(1));
    let called = |label: &str, id: &str, shown: &str| {
        field(|input| {
            input.label = label.into();
            input.id = id.into();
            input.name = id.into();
            input.placeholder = shown.into();
        })
    };
    let transfer = vec![
        called("Account", "account_to", ""),
        called("Amount", "amount", "0.00"),
        called("Verify", "one_time_password", "1234"),
    ];
    assert_eq!(ask(&page("New transfer", "", "Transfer", transfer)), Ask::Single(2));
}

#[test]
fn a_code_that_is_chosen_and_repeated_is_a_password() {
    let hidden = |label: &str, id: &str| {
        field(|input| {
            input.kind = "password".into();
            input.label = label.into();
            input.id = id.into();
            input.mode = "numeric".into();
            input.longest = Some(6);
            input.autocomplete = "new-password".into();
        })
    };
    let name = field(|input| input.label = "Username".into());
    let inputs = vec![name, hidden("Choose a 6-digit code", "c"), hidden("Repeat the code", "d")];
    let found = ask(&page("Register", "", "Create account", inputs));
    assert!(matches!(found, Ask::Nothing(_)), "{found:?}");
}
