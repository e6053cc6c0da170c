//! Codes of something else that are called like ours, and ours where a name or a button says little.

use super::super::{Ask, Input, Page, Picture, Place, ask};
use super::{box_at, field, holds, labelled, page};

fn shown(placeholder: &str) -> Input {
    field(|input| {
        input.label = "Code".into();
        input.placeholder = placeholder.into();
    })
}

fn wanted(page: &Page) -> bool {
    !matches!(ask(page), Ask::Nothing(_))
}

#[test]
fn a_certificate_is_verified_by_a_code_of_its_own() {
    for (heading, label) in [
        ("Verify a certificate", "Verification code"),
        ("Certificate check", "Verification code"),
        ("Zertifikat prüfen", "Prüfcode"),
        ("Vérifier un certificat", "Code de vérification"),
        ("Validar certificado", "Código de verificación"),
        ("Verificação de certificado", "Código de verificação"),
        ("Проверка сертификата", "Код проверки"),
        ("Sertifika doğrulama", "Doğrulama kodu"),
        ("Cek sertifikat", "Kode verifikasi"),
        ("证书查询", "验证码"),
    ] {
        let page = page(heading, "", "OK", vec![labelled(label)]);
        assert!(!wanted(&page), "{heading}");
    }
    // Who signs in by a certificate may be asked for a code all the same.
    let text = "You signed in by your certificate. Enter the code from your authenticator app.";
    assert!(wanted(&page("Two-factor authentication", text, "Verify", vec![labelled("Code")])));
}

#[test]
fn a_receipt_or_a_document_is_verified_by_a_code_of_its_own() {
    for (heading, label) in [
        ("Verify a receipt", "Verification code"),
        ("Verify invoice", "Verification code"),
        ("Document verification", "Verification code"),
        ("Verificar comprobante", "Código de Verificación"),
        ("Validación de documentos", "Código de verificación"),
        ("Verificar constancia", "Código de verificación"),
        ("Validar comprovante", "Código de verificação"),
        ("Verificação de documentos", "Código de verificação"),
        ("Vérifier un document", "Code de vérification"),
        ("Vérification de facture", "Code de vérification"),
        ("Dokument prüfen", "Prüfcode"),
        ("Beleg verifizieren", "Verifizierungscode"),
        ("Verifica attestato", "Codice di verifica"),
        ("Verifica documento", "Codice di verifica"),
        ("Document controleren", "Verificatiecode"),
        ("Weryfikacja dokumentu", "Kod weryfikacyjny"),
        ("Проверка документа", "Код проверки"),
        ("Проверить чек", "Код проверки"),
        ("Belge doğrulama", "Doğrulama kodu"),
        ("Verifikasi dokumen", "Kode verifikasi"),
        ("Xác minh tài liệu", "Mã xác minh"),
        ("文書の確認", "確認コード"),
        ("领取发票验证", "验证码"),
        ("文件验证", "验证码"),
        ("문서 진위 확인", "확인 코드"),
    ] {
        let page = page(heading, "", "OK", vec![labelled(label)]);
        assert!(!wanted(&page), "{heading}");
    }
    // The person
    assert!(wanted(&page("Verifica tu identidad", "", "OK", vec![labelled("Código de verificación")])));
}

#[test]
fn a_field_that_already_has_a_link_s_token_is_not_filled() {
    let filled = |value: &str| {
        let mut field = labelled("Verification code");
        field.value = value.into();
        page("Reset your password", "We sent a code to your phone.", "Continue", vec![field])
    };
    for token in ["c2f81ab09d", "A1B2-C3D4-E5"] {
        assert!(!wanted(&filled(token)), "{token}");
    }
    // The code before, of an app, of mail and of Steam.
    for code in ["", "123 456", "12345678", "123456789", "K7PQ2M", "2B4CD", "AB12-CD3"] {
        assert!(wanted(&filled(code)), "{code}");
    }
}

#[test]
fn how_long_a_code_is_does_not_say_of_what_it_is() {
    for text in
        ["Ask for the pairing code in their app.", "The room code is on the board.", "Your booking code"]
    {
        let page = page("", text, "Continue", vec![labelled("Enter 6-digit code")]);
        assert!(!wanted(&page), "{text}");
    }
    for text in ["Open your authenticator app.", "We sent it to your phone.", ""] {
        assert!(wanted(&page("", text, "Continue", vec![labelled("Enter 6-digit code")])), "{text}");
    }
}

#[test]
fn a_serial_number_is_shown_as_an_example() {
    for placeholder in ["e.g. CERT-2026-AB12", "XXXX-XXXX", "LNTD-VAPT-2026-XXXXXX"] {
        assert!(!wanted(&page("Verify", "", "Verify", vec![shown(placeholder)])), "{placeholder}");
    }
    for placeholder in ["123456", "123-456", "------", "XXX-XXX", "123456 or ABCD-1234"] {
        assert!(wanted(&page("Verify", "", "Verify", vec![shown(placeholder)])), "{placeholder}");
    }
}

#[test]
fn boxes_that_each_take_the_whole_code_when_it_is_pasted() {
    let boxes = |count: u8, longest: u32| -> Vec<Input> {
        let one = |at: u8| {
            let mut one = box_at(50.0 * f64::from(at), 0.0, "");
            one.set = "Verification code".into();
            one.longest = Some(longest);
            one
        };
        (0..count).map(one).collect()
    };
    assert_eq!(ask(&page("Almost there", "", "Continue", boxes(6, 6))), Ask::Boxes(vec![0, 1, 2, 3, 4, 5]));
    // Four of four are a card's number, and six of four are none of ours.
    assert!(!wanted(&page("Almost there", "", "Continue", boxes(4, 4))));
    assert!(!wanted(&page("Almost there", "", "Continue", boxes(6, 4))));
}

#[test]
fn who_writes_a_message_is_asked_whether_it_is_a_machine() {
    for (text, button) in [
        ("Your message", "Send"),
        ("Comentario", "Enviar"),
        ("Ihre Nachricht", "Absenden"),
        ("Ваше сообщение", "Отправить"),
        ("コメント", "送信"),
    ] {
        let page = page("", text, button, vec![labelled("Name"), labelled("Verification code")]);
        assert!(!wanted(&page), "{text}");
    }
}

#[test]
fn a_button_that_verifies_and_saves_saves_nothing_else() {
    for button in ["Verify and save", "Vérifier et mettre à jour", "Verificar y guardar"] {
        assert!(wanted(&page("", "", button, vec![labelled("Verification code")])), "{button}");
    }
    let sent = "We sent a verification code to +1 555 010 0021";
    assert!(wanted(&page("Guest Wi-Fi", sent, "Connect", vec![labelled("Verification code")])));
}

#[test]
fn a_password_that_is_typed_twice_is_chosen() {
    let password = |placeholder: &str| {
        field(|input| {
            input.kind = "password".into();
            input.placeholder = placeholder.into();
        })
    };
    let code = field(|input| input.placeholder = "Enter verification code".into());
    let twice = vec![code.clone(), password("Enter password"), password("One more time your password")];
    assert!(wanted(&page("", "", "Done", twice)));
    assert!(!wanted(&page("", "", "Sign in", vec![password("Enter password"), code])));
}

#[test]
fn a_label_that_nobody_here_can_read_leaves_the_word_to_the_name() {
    for label in ["რვანიშნა კოდი", "২ফ্যাক্টর কোড"] {
        let named = |name: &str| {
            field(|input| {
                input.label = label.into();
                input.name = name.into();
            })
        };
        assert!(wanted(&page("", "", "", vec![named("otp")])), "{label}");
        assert!(!wanted(&page("", "", "", vec![named("code")])), "{label}");
    }
}

#[test]
fn a_captcha_beside_a_password_has_the_name_of_a_code_in_chinese() {
    let password = field(|input| {
        input.kind = "password".into();
        input.placeholder = "密码".into();
    });
    let code = field(|input| input.placeholder = "验证码".into());
    assert!(!wanted(&page("登录", "", "登录", vec![labelled("用户名"), password, code])));
}

#[test]
fn a_code_that_resets_a_password_is_sent_and_a_recovery_code_is_kept() {
    let password = || {
        field(|input| {
            input.kind = "password".into();
            input.label = "New password".into();
        })
    };
    let reset = |label: &str| page("Reset password", "", "Reset password", vec![labelled(label), password()]);
    assert!(wanted(&reset("Reset code")));
    assert!(!wanted(&reset("Recovery code")));
}

#[test]
fn persian_pages() {
    for label in ["کد تأیید", "رمز یک‌بار مصرف"] {
        assert!(wanted(&page("", "", "ادامه", vec![labelled(label)])), "{label}");
    }
    assert!(!wanted(&page("", "", "ادامه", vec![labelled("کد پستی")])));
}

#[test]
fn a_button_that_sends_a_code_is_read_in_scripts_without_spaces() {
    for (button, label, name) in [
        ("获取验证码 · 登录", "手机号", "验证码"),
        ("发送验证码 · 提交", "邮箱", "验证码"),
        ("인증번호 발송 · 확인", "이메일", "인증번호"),
    ] {
        let code = field(|input| {
            input.id = "captcha".into();
            input.placeholder = name.into();
        });
        assert!(wanted(&page("", "", button, vec![labelled(label), code])), "{button}");
    }
}

#[test]
fn digits_of_a_group_that_is_joined() {
    for (button, text, ours) in [
        ("Verify", "", true),
        ("Join group", "", false),
        ("Demander à rejoindre", "", false),
        ("Session öffnen", "", false),
        ("Join group", "We sent a 6-digit code to your phone.", true),
    ] {
        let page = page("", text, button, vec![labelled("6-digit code")]);
        assert_eq!(wanted(&page), ours, "{button} {text}");
    }
}

#[test]
fn a_picture_of_letters_where_an_account_is_made() {
    let sign_up = |width: f64| {
        let password = |label: &str| {
            field(|input| {
                input.kind = "password".into();
                input.label = label.into();
            })
        };
        let mut code = labelled("Confirmation code");
        code.place = Place { left: 0.0, top: 60.0, width: 100.0, height: 30.0 };
        let inputs = vec![labelled("Username"), password("New password"), password("Confirm password"), code];
        let mut page = page("Register", "", "Submit", inputs);
        let place = Place { left: 0.0, top: 50.0, width, height: 50.0 };
        page.groups[0].pictures = vec![Picture { name: String::new(), place }];
        page
    };
    assert!(!wanted(&sign_up(120.0)));
    assert!(!wanted(&sign_up(320.0)));
    // An icon is none.
    assert!(wanted(&sign_up(30.0)));
}

#[test]
fn what_a_vpn_asks_for_without_a_name() {
    let mut hidden = field(|input| input.near = "Enter Your Microsoft verification code".into());
    hidden.kind = "password".into();
    assert!(wanted(&page("", "Enter Your Microsoft verification code", "Login", vec![hidden])));
}

#[test]
fn the_length_of_a_code_is_set() {
    for label in ["Longitud del OTP", "OTP-Länge", "Durée du code OTP"] {
        assert!(!wanted(&page("OTP", "", "Save", vec![labelled(label)])), "{label}");
    }
}

#[test]
fn a_code_right_after_a_users_name() {
    let after = |name: &str| page("", "", "Confirm", vec![labelled(name), labelled("Verification code")]);
    assert!(wanted(&after("Username")));
    assert!(!wanted(&after("Subject")));
}

#[test]
fn a_code_that_is_brought_from_another_site() {
    let beside = |example: &str| {
        let mut server = labelled("Server");
        server.placeholder = example.into();
        page("", "", "Verify", vec![server, labelled("Authentication code")])
    };
    assert!(wanted(&beside("")));
    assert!(!wanted(&beside("https://...")));
    // A server of one's own is named where one signs in to it.
    let password = field(|input| {
        input.kind = "password".into();
        input.label = "Password".into();
    });
    let mut server = labelled("Address");
    server.placeholder = "https://nas.local:5001".into();
    let inputs = vec![server, labelled("Username"), password, labelled("OTP code (2FA)")];
    assert!(!holds(&page("Connect to your NAS", "", "Connect", inputs), "beside_link"));
}

#[test]
fn a_code_that_another_person_has() {
    for text in [
        "Enter the code that you got from another user",
        "Enter your friend's code",
        "Gib den Code eines anderen Nutzers ein",
        "Saisissez le code d'un autre utilisateur",
        "Introduce el código de otro usuario",
        "Digite o código de outro usuário",
        "Inserisci il codice di un altro utente",
        "Vul de code van een andere gebruiker in",
        "Wpisz kod od innego użytkownika",
        "Введите код доступа, полученный от другого пользователя",
        "Введіть код від іншого користувача",
        "Başka bir kullanıcının kodunu girin",
        "Masukkan kode dari pengguna lain",
        "Nhập mã của người dùng khác",
        "Ange koden från en annan användare",
        "他のユーザーのコードを入力",
        "다른 사용자의 코드를 입력",
        "输入其他用户的代码",
        "أدخل رمز صديقك",
    ] {
        let code = field(|input| {
            input.placeholder = "Code".into();
            input.near = text.into();
        });
        assert!(holds(&page("", text, "Connect", vec![code]), "text.hard"), "{text}");
    }
}

#[test]
fn letters_and_digits_in_a_muddle_are_there_to_be_repeated() {
    let beside = |text: &str| page("Sign in", text, "Login", vec![labelled("Verification code")]);
    for text in ["a7k2p Refresh", "8K3PZ", "4hT7L9"] {
        assert!(holds(&beside(text), "code_shown"), "{text}");
    }
    for text in ["base32", "user12", "SHA256", "We sent a code to a1b2c3"] {
        assert!(!holds(&beside(text), "code_shown"), "{text}");
    }
}

#[test]
fn an_account_that_is_recovered_by_a_code_that_was_sent() {
    for (heading, text) in [
        ("Account recovery", "We sent a code to your email"),
        ("Xác nhận khôi phục tài khoản", "Vui lòng kiểm tra mail và điền mã vào ô bên dưới"),
        ("Recuperación de la cuenta", "Enviamos un código a tu correo"),
        ("Восстановление аккаунта", "Мы отправили код на вашу почту"),
        ("アカウントの復旧", "コードをメールで送信しました"),
    ] {
        let page = page(heading, text, "OK", vec![labelled("Code")]);
        assert!(!holds(&page, "in_recovery"), "{heading}");
    }
    let kept = page("Recovery code", "We sent you an email", "OK", vec![labelled("Code")]);
    assert!(holds(&kept, "in_recovery"));
}

#[test]
fn a_token_of_which_nothing_is_said() {
    for (heading, text, alone) in [
        ("Token page", "", true),
        ("Mail logs", "Bitte Token eingeben", true),
        ("Two-factor authentication", "", false),
        ("Sign in", "We sent a code to your phone", false),
    ] {
        let page = page(heading, text, "Submit", vec![labelled("Token")]);
        assert_eq!(holds(&page, "token_in_nothing"), alone, "{heading}");
    }
    assert!(!holds(&page("Token page", "", "Submit", vec![labelled("OTP token")]), "token_in_nothing"));
}

#[test]
fn what_stands_before_a_password_is_who_signs_in() {
    let password = |label: &str| {
        field(|input| {
            input.kind = "password".into();
            input.label = label.into();
        })
    };
    let first = |label: &str, before: Vec<Input>| {
        let inputs = before.into_iter().chain([labelled("Token"), password(label)]).collect();
        let page = page("Sign in", "", "Login", inputs);
        let fact = super::super::names().iter().position(|name| name == "before_password").unwrap();
        let found = super::super::candidates(&page).unwrap();
        let token = found.iter().find(|one| one.fields == [page.inputs.len() - 2]).unwrap();
        token.evidence.contains(&fact)
    };
    assert!(first("Password", Vec::new()));
    assert!(!first("Password", vec![labelled("Username")]));
    assert!(!first("New password", Vec::new()));
}

#[test]
fn a_button_that_activates_an_account() {
    for (button, account) in [
        ("Activate account", true),
        ("Activar cuenta", true),
        ("Konto aktivieren", true),
        ("Активировать аккаунт", true),
        ("Activate plugin", false),
        ("Create account", false),
    ] {
        let page = page("", "", button, vec![labelled("Code")]);
        assert_eq!(holds(&page, "weak_verified"), account, "{button}");
    }
}

#[test]
fn a_page_on_which_somebody_else_is_let_in_or_not() {
    for button in ["Approve · Deny", "Permitir · Denegar", "承認 · 拒否", "允许 · 拒绝"] {
        assert!(!wanted(&page("", "", button, vec![labelled("6-digit code")])), "{button}");
    }
}

#[test]
fn a_code_to_sign_in_with_is_no_user_name() {
    for (label, other) in [
        ("Login verification token from e-mail", false),
        ("Login security code", false),
        ("Login for your code", true),
    ] {
        let page = page("Login", "", "Login", vec![labelled(label)]);
        assert_eq!(holds(&page, "other"), other, "{label}");
    }
}

#[test]
fn a_record_of_a_domain_and_a_code_from_a_lawyer() {
    for text in [
        "Add a TXT record with the token",
        "Check your DNS",
        "El código enviado por tu abogado",
        "Der Code von Ihrem Anwalt",
        "Le code envoyé par votre avocat",
    ] {
        let page = page("", text, "OK", vec![labelled("Verification token")]);
        assert!(holds(&page, "text.hard"), "{text}");
    }
}
