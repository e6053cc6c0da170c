//! Codes that are sent, and codes that only look so, on pages where something else is done as well.

use super::super::{Ask, Group, Input, Page, ask};
use super::{box_at, field, holds, labelled, page};

fn of_kind(kind: &str, label: &str) -> Input {
    field(|input| {
        input.kind = kind.into();
        input.label = label.into();
    })
}

fn found(page: &Page) -> bool {
    ask(page) != Ask::Nothing(super::super::Reason::NoSign)
}

#[test]
fn a_button_that_adds_the_second_factor_adds_nothing_else() {
    for button in ["Add MFA", "Register authenticator", "Save two-factor authentication"] {
        let inputs = vec![labelled("Nickname"), labelled("Current token")];
        let page = page("Add an authenticator", "", button, inputs);
        assert_eq!(ask(&page), Ask::Single(1), "{button}");
    }
}

#[test]
fn a_code_beside_a_password_that_is_chosen() {
    for (heading, password) in [
        ("Forgot password", "New password"),
        ("Esqueci a senha", "Nova senha"),
        ("パスワード再設定", "新しいパスワード"),
    ] {
        let inputs = vec![labelled("Verification code"), of_kind("password", password)];
        let page = page(heading, "We sent you a code", "Submit", inputs);
        assert_eq!(ask(&page), Ask::Single(0), "{password}");
    }
}

#[test]
fn a_code_that_a_button_has_sent() {
    let sign_up = |button: &str| {
        let inputs =
            vec![of_kind("tel", "Phone"), labelled("Verification code"), of_kind("password", "Password")];
        page("Create your account", "", button, inputs)
    };
    assert!(found(&sign_up("Send code · Sign up")));
    assert!(found(&sign_up("Get OTP · Sign up")));
    assert!(found(&sign_up("Envoyer le code · Créer un compte")));
    // A picture that tells people from machines may be missing.
    let captcha = page("Sign in", "", "Sign in", vec![labelled("Code"), of_kind("password", "Password")]);
    assert!(!found(&captcha));
}

#[test]
fn a_field_that_only_its_name_calls_a_code_beside_a_button_that_sends_one() {
    let sent = |name: &str, button: &str| {
        let code = field(|input| input.name = name.into());
        let page = page("Register", "", button, vec![labelled("E-mail"), code]);
        let fact = super::super::names().iter().position(|name| name == "code_is_sent").unwrap();
        super::super::candidates(&page).unwrap().last().unwrap().evidence.contains(&fact)
    };
    assert!(sent("verify_code", "Request code · Register"));
    assert!(!sent("verify_code", "Register"));
    assert!(!sent("nickname", "Request code · Register"));
}

#[test]
fn a_number_that_stands_on_the_page_only_has_to_be_repeated() {
    let repeated = |text: &str| {
        let field = field(|input| {
            input.label = "Confirmation code".into();
            input.longest = Some(4);
        });
        page("Delete this user", text, "Delete", vec![field])
    };
    assert!(!found(&repeated("To delete the user, type the code below. 4831")));
    let mut letters = labelled("Verification code");
    letters.near = "7H3K".into();
    assert!(!found(&page("Contact", "", "Send", vec![labelled("Name"), letters])));
}

#[test]
fn an_auth_code_among_the_fields_of_a_company() {
    let inputs = ["Registered address", "Auth code", "UTR number", "SIC codes"].map(labelled).to_vec();
    assert!(!found(&page("New client", "", "Add client", inputs)));
    let factor = Group { heading: "Two-factor authentication".into(), ..Group::default() };
    let alone = Page { inputs: vec![labelled("Auth code")], title: "Sign in".into(), groups: vec![factor] };
    assert_eq!(ask(&alone), Ask::Single(0));
}

#[test]
fn a_code_from_whom_no_app_and_no_mail_is() {
    for (label, wanted) in [
        ("Enter the code from your authenticator app", true),
        ("Enter the code from your email", true),
        ("Enter the code from the leaflet", false),
        ("Enter the code from your neighbour", false),
    ] {
        assert_eq!(found(&page("", "", "Submit", vec![labelled(label)])), wanted, "{label}");
    }
}

#[test]
fn a_name_before_what_nobody_here_can_read() {
    let field = field(|input| {
        input.near = "2FA কোড".into();
        input.placeholder = "কোড লিখুন".into();
        input.name = "authenticator_code".into();
    });
    assert_eq!(ask(&page("", "", "", vec![field])), Ask::Single(0));
}

#[test]
fn a_password_that_is_recovered_is_no_recovery_code() {
    for (heading, password, label) in [
        ("Восстановление пароля", "Введите новый пароль", "Введите код из письма"),
        ("Recover your password", "New password", "Enter the code from your email"),
    ] {
        let inputs = vec![of_kind("password", password), labelled(label)];
        assert_eq!(ask(&page(heading, "", "Save", inputs)), Ask::Single(1), "{heading}");
    }
    let code = vec![labelled("Enter your code")];
    assert!(!found(&page("Recovery code", "", "Continue", code)));
}

#[test]
fn a_field_before_which_nothing_stands_but_that_it_was_sent() {
    let field = field(|input| {
        input.near = "Nous l’avons envoyé au 06 ** ** 12.".into();
        input.mode = "numeric".into();
        input.id = "c".into();
    });
    let page = page("Saisissez le code", "Nous l’avons envoyé au 06 ** ** 12.", "Continuer", vec![field]);
    assert_eq!(ask(&page), Ask::Single(0));
}

#[test]
fn a_code_of_the_second_factor_that_is_saved_with_something_else() {
    let mut code = labelled("Two-factor code");
    code.near.clone_from(&code.label);
    let page = page("Change role", "Two-factor code", "Save", vec![code]);
    assert_eq!(ask(&page), Ask::Single(0));
}

#[test]
fn an_access_code_of_which_nobody_says_that_it_is_sent() {
    let code = || vec![labelled("Access code")];
    assert!(!found(&page("Start exam", "", "Submit", code())));
    assert!(found(&page("Sign in", "We sent an access code to your phone", "Submit", code())));
}

#[test]
fn a_code_that_a_button_sends_where_one_signs_up() {
    for (button, sent) in
        [("Request code · Register", true), ("Get code · Sign up", true), ("Register", false)]
    {
        let inputs =
            vec![of_kind("password", "Password"), of_kind("email", "E-mail"), labelled("Verification code")];
        assert_eq!(holds(&page("", "", button, inputs), "sent_to_sign_up"), sent, "{button}");
    }
    let named = field(|input| input.name = "confirmNumber".into());
    let inputs = vec![of_kind("tel", "휴대폰 번호"), named];
    assert!(holds(&page("", "", "인증번호 전송", inputs.clone()), "named"));
    let mut page = page("", "", "인증번호 전송", inputs);
    for input in &mut page.inputs {
        input.group = 0;
    }
    assert!(holds(&page, "sent_to_sign_up"));
}

#[test]
fn boxes_whose_code_a_button_sends() {
    for (button, sure) in [("获取验证码 · 登录", true), ("登录", false)] {
        let inputs = (0..6_u8).map(|at| box_at(50.0 * f64::from(at), 0.0, "")).collect();
        assert_eq!(holds(&page("欢迎回来", "", button, inputs), "row_in_sure"), sure, "{button}");
    }
}

#[test]
fn a_text_that_speaks_of_the_app_and_its_code() {
    for (text, app) in [("Apri l’app e copia qui il codice", true), ("Copia qui il codice", false)] {
        let inputs = (0..6_u8).map(|at| box_at(50.0 * f64::from(at), 0.0, "")).collect();
        assert_eq!(holds(&page("Accesso", text, "Accedi", inputs), "text_of_app"), app, "{text}");
    }
}
