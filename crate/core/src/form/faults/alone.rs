//! Fields that nothing names, below a heading or a sentence that does, and what stands around a field without being
//! about it.

use super::super::{
    Ask, Input, Page,
    around::is_never,
    ask,
    claim::is_of_app,
    lexicon::Lexicon,
    told::speaks_of_other,
    words::Concept::{Code, Digits, Factor, Likely, Sure},
};
use super::{field, holds, labelled, page};

fn wanted(page: &Page) -> bool {
    matches!(ask(page), Ask::Single(_))
}

fn bare() -> Input {
    field(|input| input.name = "v".into())
}

#[test]
fn a_nameless_field_below_a_clear_heading() {
    for (heading, text, button) in [
        ("Two-factor authentication", "", "Verify"),
        ("Two-factor authentication", "Open your app and enter the code.", "Verify"),
        ("Two-step verification", "", "Continue"),
        ("Authenticator app", "Enter the 6-digit code from your app", "Confirm"),
        ("Sign in", "Enter the code from your authenticator app", "Verify"),
        ("Enter the code from your app", "", "Submit"),
        ("Zwei-Faktor-Authentifizierung", "", "Bestätigen"),
        ("Authentification à deux facteurs", "", "Valider"),
        ("Verificación en dos pasos", "", "Verificar"),
        ("Двухфакторная аутентификация", "", "Подтвердить"),
        ("二段階認証", "", "認証"),
        ("双重验证", "", "验证"),
        ("2단계 인증", "", "확인"),
        ("Kétfaktoros hitelesítés", "", "Ellenőrzés"),
        ("İki faktörlü doğrulama", "", "Doğrula"),
        ("Uwierzytelnianie dwuskładnikowe", "", "Zweryfikuj"),
        ("אימות דו-שלבי", "", "אימות"),
        ("المصادقة الثنائية", "", "تحقق"),
    ] {
        for (name, label) in [("", ""), ("v", ""), ("value", ""), ("field1", ""), ("input", "Please enter")] {
            let one = field(|input| {
                input.name = name.into();
                input.label = label.into();
                input.near = text.into();
            });
            let mut asked = page(heading, text, button, vec![one]);
            assert!(wanted(&asked), "{heading} {text} {name} {label}");
            asked.title = "Example".into();
            assert!(wanted(&asked), "{heading} {text} {name} {label}");
        }
    }
}

#[test]
fn a_nameless_field_that_is_for_something_else() {
    for (heading, text, button) in [
        ("Two-factor authentication", "", "Save"),
        ("Two-factor authentication", "Enter your password to go on", "Continue"),
        ("Two-factor authentication", "Enter your phone number", "Continue"),
        ("Two-factor authentication", "Enter the name of your device", "Continue"),
        ("Two-factor authentication", "Enter your recovery code", "Verify"),
        ("Two-factor authentication", "Enter your email address", "Continue"),
        ("Two-factor authentication", "", "Search"),
        ("Redeem a gift card", "Enter the code", "Continue"),
        ("Sign in", "", "Continue"),
    ] {
        let mut one = bare();
        one.near = text.into();
        assert!(!wanted(&page(heading, text, button, vec![one])), "{heading} {text} {button}");
    }
    let password = Input { kind: "password".into(), ..field(|_| ()) };
    assert!(!wanted(&page("Two-factor authentication", "", "Continue", vec![password.clone()])));
    assert!(!wanted(&page("Two-factor authentication", "", "Continue", vec![bare(), password])));
}

#[test]
fn a_field_beside_it_that_has_a_code_of_its_own() {
    for beside in [
        "Invitation code",
        "Promo code",
        "Gutscheincode",
        "Code promo",
        "招待コード",
        "邀请码",
        "Código de invitación",
    ] {
        let code = labelled("Verification code");
        let password = Input { kind: "password".into(), ..labelled("Password") };
        let inputs = vec![labelled(beside), password, code];
        let mut asked = page("Create your account", beside, "Sign up", inputs);
        assert!(!holds(&asked, "own_in_hard"), "{beside}");
        asked.groups[0].text = "Enter your gift card".into();
        assert!(holds(&asked, "own_in_hard"), "{beside}");
    }
}

#[test]
fn an_authenticator_that_is_added() {
    for heading in [
        "Add authenticator app",
        "Authenticator-App hinzufügen",
        "Ajouter une application d'authentification",
        "添加身份验证器",
    ] {
        for label in ["Code", "Verification code"] {
            let asked = page(heading, "", "Verify", vec![labelled(label)]);
            assert!(!holds(&asked, "heading.admin"), "{heading} {label}");
        }
    }
    let named = |heading: &str| page(heading, "", "Verify", vec![field(|input| input.name = "code".into())]);
    assert!(!holds(&named("Add authenticator app"), "heading.admin"));
    assert!(holds(&named("Add device"), "heading.admin"));
    assert!(holds(&page("Add device", "", "Verify", vec![labelled("Code")]), "heading.admin"));
}

#[test]
fn the_words_for_an_app() {
    let lexicon = Lexicon::new();
    for (text, app) in [
        ("Code from your app", true),
        ("کد برنامه", true),
        ("کد را از اپلیکیشن وارد کنید", true),
        ("קוד מהאפליקציה", true),
        ("קוד מאפליקציית האימות", true),
        ("ऐप से कोड", true),
        ("एप्लिकेशन का कोड", true),
        ("Код из приложухи", false),
        ("Код из приложения", true),
        ("Код в приложении", true),
        ("Код із застосунку", true),
        ("Код з додатка", true),
        ("Код у програмі", true),
        ("رمز من تطبيق", true),
        ("رمز من تطبيقك", true),
        ("الرمز في التطبيق", true),
        ("Kód az alkalmazásból", true),
        ("Koodi sovelluksesta", true),
        ("Code from your e-mail", false),
    ] {
        assert_eq!(is_of_app(&lexicon.read(text)), app, "{text}");
    }
}

#[test]
fn a_name_of_two_things_that_a_stroke_parts() {
    let lexicon = Lexicon::new();
    for (text, other) in [
        ("双因素/设备的名称", true),
        ("二段階認証/デバイスの名前", true),
        ("验证码/动态码", false),
        ("手机/邮箱验证码", false),
    ] {
        assert_eq!(speaks_of_other(text, &lexicon), other, "{text}");
    }
}

#[test]
fn a_code_of_the_device_that_makes_it() {
    let lexicon = Lexicon::new();
    for (text, sure, never) in [
        ("Token from the new device", true, false),
        ("Token from the current device", true, false),
        ("Code shown on your authenticator app", true, false),
        ("Code shown on your screen", false, true),
        ("Code displayed on your TV", false, true),
    ] {
        let said = lexicon.read(text);
        assert_eq!((said.has(Sure), is_never(&said)), (sure, never), "{text}");
    }
}

#[test]
fn codes_with_the_endings_of_a_sentence() {
    let lexicon = Lexicon::new();
    for (text, concept) in [
        ("Írja be a 6 jegyű kódot", Sure),
        ("Adja meg a kódot az alkalmazásból", Sure),
        ("Adja meg a kódját", Code),
        ("Hitelesítőalkalmazás", Factor),
        ("Syötä 6-numeroisen koodin", Sure),
        ("Sovelluksen näyttämä koodi", Sure),
        ("Uygulamasındaki kodu girin", Sure),
        ("Kodunuzu girin", Code),
        ("Wpisanie kodu z aplikacji", Sure),
        ("Potwierdź kodem weryfikacyjnym", Likely),
        ("Otwórz aplikację uwierzytelniającą", Factor),
        ("Zadání ověřovacího kódu", Sure),
        ("Opsání 6místného kódu", Digits),
    ] {
        assert!(lexicon.read(text).has(concept), "{text}");
    }
}

#[test]
fn a_heading_that_asks_for_a_code_outright() {
    let named = |name: &str| vec![field(|input| input.name = name.into())];
    for heading in [
        "메일로 온 인증번호를 입력하세요.",
        "Enter the verification code",
        "Введите код подтверждения",
        "確認コードを入力してください",
        "Geben Sie den Bestätigungscode ein",
        "Saisissez le code de vérification",
    ] {
        for (name, ours) in
            [("userKey", true), ("chk", true), ("username", false), ("coupon", false), ("q_search", false)]
        {
            assert_eq!(wanted(&page(heading, "", "OK", named(name))), ours, "{heading} {name}");
        }
    }
    assert!(!wanted(&page("Welcome", "", "OK", named("userKey"))));
}

#[test]
fn a_field_named_after_a_code_for_a_lost_device() {
    for (name, near, kept) in [
        ("recovery_code", "Two Factor Authentication: no access? Use the recovery code", true),
        ("backupCode", "", true),
        ("recovery_code", "Authentication code", false),
        ("otp_or_recovery", "", false),
    ] {
        let one = field(|input| {
            input.name = name.into();
            input.near = near.into();
        });
        let asked = page("Two-factor authentication", "", "Verify", vec![one]);
        assert_eq!(holds(&asked, "only_recovery"), kept, "{name} {near}");
    }
}

#[test]
fn a_button_to_enter_in_persian() {
    let asked = page("ورود", "", "وارد کردن", vec![labelled("کد تایید")]);
    assert!(holds(&asked, "buttons.submit"));
    assert!(wanted(&asked));
}
