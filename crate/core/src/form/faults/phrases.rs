//! What pages say in every language that has lists: what a code is called, and that it was sent.

use super::super::{lexicon::Lexicon, words::Concept};

/// Names of a code, and sentences that one was sent, by language.
const SAID: [(&str, &str, &str); 29] = [
    (
        "ar",
        "رمز التحقق|رمز التأكيد|كلمة المرور لمرة واحدة|رمز المصادقة|الرمز المكون من 6 أرقام",
        "لقد أرسلنا رمزا إلى بريدك الإلكتروني|تم إرسال رمز التحقق إلى هاتفك|أدخل الرمز المرسل إلى بريدك|تحقق من بريدك الإلكتروني وأدخل الرمز",
    ),
    (
        "cs",
        "Ověřovací kód|Potvrzovací kód|Jednorázové heslo|Bezpečnostní kód|Šestimístný kód|Kód z aplikace",
        "Poslali jsme vám kód na e-mail|Kód byl odeslán na váš telefon|Zadejte kód, který jsme vám zaslali|Kód vám přišel e-mailem|Zkontrolujte svůj e-mail a zadejte kód",
    ),
    (
        "da",
        "Bekræftelseskode|Engangskode|Sikkerhedskode|6-cifret kode|Godkendelseskode|Verifikationskode",
        "Vi har sendt en kode til din e-mail|En kode er sendt til din telefon|Indtast koden, vi har sendt|Tjek din e-mail og indtast koden",
    ),
    (
        "de",
        "Bestätigungscode|Einmalpasswort|Sicherheitscode|6-stelliger Code|Verifizierungscode|Prüfcode|Authentifizierungscode",
        "Wir haben dir einen Code geschickt|Ein Code wurde an Ihre E-Mail-Adresse gesendet|Geben Sie den Code ein, den Sie per SMS erhalten haben|Der Code ist in Ihrer E-Mail angekommen|Prüfe deine E-Mails und gib den Code ein|Prüfen Sie Ihren Posteingang und geben Sie den Code ein|Der Code ist unterwegs",
    ),
    (
        "el",
        "Κωδικός επαλήθευσης|Κωδικός επιβεβαίωσης|Κωδικός μίας χρήσης|Κωδικός ασφαλείας|6ψήφιος κωδικός",
        "Στείλαμε έναν κωδικό στο email σας|Ο κωδικός στάλθηκε στο κινητό σας|Έχουμε στείλει έναν κωδικό|Ελέγξτε το email σας και εισάγετε τον κωδικό",
    ),
    (
        "en",
        "Verification code|Confirmation code|One-time password|Security code|6-digit code|Authentication code|Two-factor code|Code from your app",
        "We sent a code to your email|A code was sent to your phone|Enter the code we emailed you|Check your inbox for a code|We've texted you a code|Enter the code you received by SMS|Check your email and enter the code|Check your mail for the code|A code went to your email|You should have received a code",
    ),
    (
        "es",
        "Código de verificación|Código de confirmación|Contraseña de un solo uso|Código de seguridad|Código de 6 dígitos|Código de autenticación",
        "Hemos enviado un código a tu correo|Te enviamos un código por SMS|Se envió un código a su teléfono|Ingresa el código que recibiste|Revisa tu correo e introduce el código|El código llegó por correo|Revisa tu correo e introduce el código|Te acaba de llegar un código",
    ),
    (
        "fa",
        "کد تأیید|کد تایید|رمز یکبار مصرف|رمز یک‌بار مصرف|کد شش رقمی|کد احراز هویت",
        "کد تایید به شماره شما ارسال شد|کد به ایمیل شما ارسال شده است|کدی که برای شما فرستادیم را وارد کنید|ایمیل خود را بررسی کنید و کد را وارد کنید",
    ),
    (
        "fi",
        "Vahvistuskoodi|Kertakäyttöinen koodi|Turvakoodi|6-numeroinen koodi|Todennuskoodi",
        "Lähetimme koodin sähköpostiisi|Koodi on lähetetty puhelimeesi|Syötä sähköpostiin lähetetty koodi|Tarkista sähköpostisi ja syötä koodi",
    ),
    (
        "fr",
        "Code de vérification|Code de confirmation|Mot de passe à usage unique|Code de sécurité|Code à 6 chiffres|Code d'authentification",
        "Nous avons envoyé un code à votre adresse e-mail|Un code vous a été envoyé par SMS|Saisissez le code reçu par e-mail|Vérifiez votre boîte mail|Le code est arrivé par SMS|Nous vous avons transmis un code|Vérifiez votre e-mail et saisissez le code|Consultez vos e-mails et saisissez le code",
    ),
    (
        "he",
        "קוד אימות|קוד אישור|סיסמה חד פעמית|קוד חד פעמי|קוד בן 6 ספרות",
        "שלחנו קוד לאימייל שלך|הקוד נשלח לטלפון שלך|הזן את הקוד שקיבלת|בדוק את המייל שלך והזן את הקוד",
    ),
    (
        "hi",
        "सत्यापन कोड|पुष्टिकरण कोड|ओटीपी|वन टाइम पासवर्ड|6 अंकों का कोड",
        "हमने आपके ईमेल पर एक कोड भेजा है|कोड आपके फोन पर भेजा गया है|अपना ईमेल देखें और कोड दर्ज करें",
    ),
    (
        "hu",
        "Ellenőrző kód|Megerősítő kód|Egyszer használatos jelszó|Biztonsági kód|6 jegyű kód|Hitelesítő kód",
        "Küldtünk egy kódot az e-mail címére|A kódot elküldtük a telefonjára|Írja be az e-mailben kapott kódot|Ellenőrizze az e-mailjét, és írja be a kódot",
    ),
    (
        "id",
        "Kode verifikasi|Kode konfirmasi|Kata sandi sekali pakai|Kode OTP|Kode keamanan|Kode 6 digit|Kode autentikasi",
        "Kami telah mengirim kode ke email Anda|Kode telah dikirim ke nomor Anda|Masukkan kode yang Anda terima|Cek email Anda untuk kode|Periksa email Anda dan masukkan kode",
    ),
    (
        "it",
        "Codice di verifica|Codice di conferma|Password monouso|Codice di sicurezza|Codice a 6 cifre|Codice di autenticazione",
        "Abbiamo inviato un codice alla tua email|Un codice è stato inviato al tuo telefono|Inserisci il codice ricevuto via SMS|Il codice arrivato via email|Ti abbiamo spedito un codice|Controlla la tua email e inserisci il codice",
    ),
    (
        "ja",
        "認証コード|確認コード|ワンタイムパスワード|セキュリティコード|6桁のコード|二段階認証コード|ワンタイムコード",
        "コードをメールで送信しました|認証コードを送りました|メールに届いたコードを入力してください|SMSで受け取ったコード|ご登録のアドレスに確認コードをお送りしました|メールを確認してコードを入力してください",
    ),
    (
        "ko",
        "인증번호|인증 코드|확인 코드|일회용 비밀번호|보안 코드|6자리 코드|2단계 인증 코드",
        "이메일로 인증번호를 보냈습니다|인증번호가 발송되었습니다|휴대폰으로 전송된 인증번호를 입력해 주세요|메일로 받은 코드를 입력하세요|이메일을 확인하고 코드를 입력하세요",
    ),
    (
        "nl",
        "Verificatiecode|Bevestigingscode|Eenmalig wachtwoord|Beveiligingscode|6-cijferige code|Authenticatiecode",
        "We hebben een code naar je e-mail gestuurd|Er is een code verzonden naar uw telefoon|Voer de code in die je hebt ontvangen|Wij hebben u een code gemaild|Controleer je e-mail en vul de code in|Bekijk je inbox en vul de code in",
    ),
    (
        "no",
        "Bekreftelseskode|Engangskode|Sikkerhetskode|6-sifret kode|Verifiseringskode|Engangspassord",
        "Vi har sendt en kode til e-posten din|Koden ble sendt til telefonen din|Skriv inn koden du har mottatt på SMS|Sjekk e-posten din og skriv inn koden",
    ),
    (
        "pl",
        "Kod weryfikacyjny|Kod potwierdzający|Hasło jednorazowe|Kod bezpieczeństwa|6-cyfrowy kod|Kod uwierzytelniający|Kod jednorazowy",
        "Wysłaliśmy kod na Twój adres e-mail|Kod został wysłany na Twój telefon|Wpisz kod otrzymany w SMS|Kod przyszedł e-mailem|Sprawdź swoją skrzynkę i wpisz kod",
    ),
    (
        "pt",
        "Código de verificação|Código de confirmação|Senha de uso único|Código de segurança|Código de 6 dígitos|Código de autenticação|Código de validação",
        "Enviamos um código para o seu e-mail|Um código foi enviado para o seu telefone|Digite o código que você recebeu|Verifique o seu e-mail|O código que chegou por SMS|Mandamos um código para você|Verifique seu e-mail e digite o código|Confira seu e-mail e digite o código",
    ),
    (
        "ro",
        "Cod de verificare|Cod de confirmare|Parolă de unică folosință|Cod de securitate|Cod din 6 cifre|Cod de autentificare",
        "Am trimis un cod la adresa ta de e-mail|Un cod a fost trimis pe telefonul tău|Introdu codul primit prin SMS|Verifică emailul și introdu codul",
    ),
    (
        "ru",
        "Код подтверждения|Код проверки|Одноразовый пароль|Одноразовый код|Код безопасности|6-значный код|Код из приложения|Код из СМС|Проверочный код",
        "Мы отправили код на вашу почту|Код отправлен на ваш телефон|Введите код, который пришёл в СМС|Мы выслали вам код|Введите код из письма|На вашу почту пришло письмо с кодом|Проверьте почту и введите код|Проверьте электронную почту и введите код",
    ),
    (
        "sv",
        "Verifieringskod|Bekräftelsekod|Engångslösenord|Säkerhetskod|6-siffrig kod|Autentiseringskod|Engångskod",
        "Vi har skickat en kod till din e-post|En kod har skickats till din telefon|Ange koden du fick via SMS|Kontrollera din e-post och ange koden",
    ),
    (
        "th",
        "รหัสยืนยัน|รหัสผ่านครั้งเดียว|รหัส OTP|รหัสความปลอดภัย|รหัส 6 หลัก|รหัสตรวจสอบ",
        "เราได้ส่งรหัสไปยังอีเมลของคุณ|ส่งรหัสไปที่เบอร์ของคุณแล้ว|ตรวจสอบอีเมลของคุณและกรอกรหัส",
    ),
    (
        "tr",
        "Doğrulama kodu|Onay kodu|Tek kullanımlık şifre|Güvenlik kodu|6 haneli kod|Kimlik doğrulama kodu|Tek kullanımlık kod",
        "E-posta adresinize bir kod gönderdik|Telefonunuza kod gönderildi|Size gelen kodu girin|Cebinize gelen SMS kodunu yazın|E-postanıza iletilen kodu girin|E-postanızı kontrol edin ve kodu girin",
    ),
    (
        "uk",
        "Код підтвердження|Код перевірки|Одноразовий пароль|Одноразовий код|Код безпеки|6-значний код|Код із застосунку|Код із СМС",
        "Ми надіслали код на вашу пошту|Код відправлено на ваш телефон|Введіть код, який прийшов у СМС|Введіть код із листа|Перевірте пошту та введіть код|Вам надійшов код",
    ),
    (
        "vi",
        "Mã xác minh|Mã xác nhận|Mật khẩu một lần|Mã bảo mật|Mã 6 chữ số|Mã xác thực|Mã OTP",
        "Chúng tôi đã gửi mã đến email của bạn|Mã đã được gửi đến điện thoại của bạn|Nhập mã vừa nhận được qua SMS|Kiểm tra email của bạn để lấy mã|Kiểm tra mail và nhập mã|Kiểm tra hộp thư và nhập mã",
    ),
    (
        "zh",
        "验证码|确认码|一次性密码|安全码|6位数字代码|身份验证码|動態密碼|驗證碼|兩步驟驗證碼|动态口令",
        "验证码已发送至您的邮箱|我们已向您的手机发送验证码|驗證碼已寄到您的信箱|请输入您收到的验证码|已將驗證碼傳送到您的手機|请查看邮件中的验证码|请查看邮箱并输入验证码|請查看您的信箱並輸入驗證碼",
    ),
];

#[test]
fn what_a_code_is_called_and_that_it_was_sent() {
    let lexicon = Lexicon::new();
    let mut missed = Vec::new();
    for (language, names, sentences) in SAID {
        let named = |name: &&str| {
            let of = [Concept::Sure, Concept::Likely, Concept::Factor, Concept::Digits];
            !lexicon.read(name).has_any(&of)
        };
        missed.extend(names.split('|').filter(named).map(|name| (language, name)));
        let sent = |text: &&str| !lexicon.read(text).has(Concept::Sent);
        missed.extend(sentences.split('|').filter(sent).map(|text| (language, text)));
    }
    assert_eq!(missed, [], "{}", missed.len());
}
