//! What a search's pages and products' own translations showed: codes that are scanned, labels that tell, words
//! for codes that are made.

use super::super::lexicon::Lexicon;
use super::super::told::{is_of_unknown, is_of_unknown_after};
use super::super::{Ask, Input, ask};
use super::{box_at, field, labelled, page};

#[test]
fn a_code_for_a_camera_is_none_that_is_typed() {
    let lexicon = Lexicon::new();
    for (text, typed) in [
        ("Scan the QR-Code", false),
        ("Type this key or scan the QR code", false),
        ("Scannez le code QR", false),
        ("Escanea el código QR", false),
        ("Отсканируйте QR-код", false),
        ("QRコードを読み取る", false),
        ("掃描二維碼", false),
        ("QR 코드", false),
        ("Bar code", false),
        ("バーコード", false),
        ("Scan the QR code and type the code", true),
        ("QRコードを読み取り、コードを入力", true),
        ("Enter the code", true),
    ] {
        assert_eq!(lexicon.read(text).has_typed_code(), typed, "{text}");
    }
}

#[test]
fn a_key_for_another_device_below_a_qr_code() {
    let boxes = (0..6_u8)
        .map(|at| {
            let mut one = box_at(50.0 * f64::from(at), 0.0, "");
            one.kind = "tel".into();
            one.near = "Type this key on another device or scan the QR-Code.".into();
            one
        })
        .collect();
    let text =
        "Type this key on another device or scan the QR-Code. To go on, type the key of another device.";
    let found = ask(&page("Pair Devices", text, "Pair", boxes));
    assert!(matches!(found, Ask::Nothing(_)), "{found:?}");
}

#[test]
fn a_label_that_tells_who_signs_in_asks_for_nothing() {
    for label in ["Логин: ivan", "User name: jane"] {
        let code = field(|input| {
            input.label = label.into();
            input.placeholder = "Verification code".into();
            input.id = "inputLogin".into();
        });
        let page = page("Verification code", "We sent a code to your e-mail", "Send", vec![code]);
        assert_eq!(ask(&page), Ask::Single(0), "{label}");
    }
}

#[test]
fn that_a_code_is_made_or_has_digits_says_nothing_of_its_use() {
    let lexicon = Lexicon::new();
    for text in [
        "Code de vérification (123456)",
        "Codul generat de aplicație",
        "Skriv inn den genererte koden her",
        "Vul je app-gegenereerde code hier in",
        "Tutaj podaj kod wygenerowany przez aplikację",
        "Adja meg az alkalmazás által generált kódot ide",
        "Anna sovelluksen luoma koodi",
    ] {
        let said = lexicon.read(text);
        assert!(!is_of_unknown(&said) && !is_of_unknown_after(&said), "{text}");
    }
}

#[test]
fn words_of_products() {
    for (heading, text, label, found) in [
        ("Logg inn", "Vi sendte en kode til deg. Sjekk innboksen din.", "6-sifret kode", true),
        ("Log ind", "Vi har sendt en kode", "Autorisationskode", true),
        ("Inloggen", "We hebben een code verzonden", "Voer autorisatiecode in", true),
        ("Member", "", "Medlemskode", false),
        ("Roomcode", "Vul de roomcode in die je van de organisator hebt gekregen", "6-cijferige code", false),
    ] {
        let code = Input { placeholder: String::new(), ..labelled(label) };
        let page = page(heading, text, "OK", vec![code]);
        assert_eq!(!matches!(ask(&page), Ask::Nothing(_)), found, "{label}");
    }
}

#[test]
fn a_forgotten_password_keeps_no_code() {
    for (heading, label, button) in [
        ("忘记密码", "验证码", "提交"),
        ("忘記密碼", "驗證碼", "送出"),
        ("パスワードを忘れた場合", "確認コード", "送信"),
        ("비밀번호 찾기", "인증 코드", "확인"),
        ("ลืมรหัสผ่าน", "รหัสยืนยัน", "ยืนยัน"),
        ("Şifremi unuttum", "Doğrulama kodu", "Doğrula"),
        ("Quên mật khẩu", "Mã xác minh", "Xác nhận"),
        ("Забыли пароль", "Код подтверждения", "Подтвердить"),
        ("Lupa kata sandi", "Kode verifikasi", "Verifikasi"),
    ] {
        let code = Input { placeholder: String::new(), ..labelled(label) };
        assert_eq!(ask(&page(heading, "", button, vec![code])), Ask::Single(0), "{heading}");
    }
}
