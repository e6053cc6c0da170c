//! What products of many languages say of codes, and of what else has codes: phrases that a list once lacked.

use super::super::{
    lexicon::Lexicon,
    words::Concept::{Card, Digits, Factor, Hard, Likely, Sent, Sure},
};

const CALLED: [&str; 24] = [
    "Verificatienummer",
    "Verifizierungsnummer",
    "Número de verificación",
    "Número de verificação",
    "Código (6 dígitos)",
    "Code (6 chiffres)",
    "Codice (6 cifre)",
    "Код (6 цифр)",
    "Kode (6 angka)",
    "کد پیامکی",
    "Code we texted you",
    "Code per E-Mail",
    "Bestätigungs-PIN",
    "Freigabecode",
    "Jeton d'authentification",
    "Código de acceso enviado por SMS",
    "Clave del token",
    "Código do SMS",
    "Код з листа",
    "Mã SMS",
    "Kode dari email",
    "Κωδικός SMS",
    "Koodi sovelluksesta",
    "Additional code",
];

const SENT: [&str; 36] = [
    "We've just texted you a code",
    "You should receive a code shortly",
    "A verification code is on its way",
    "The code is in your mailbox",
    "Sie haben eine E-Mail mit einem Code erhalten",
    "Prüfen Sie Ihr Postfach",
    "Vous avez reçu un code par e-mail",
    "Consultez votre boîte mail",
    "Saisissez le code reçu",
    "Revisa tu correo",
    "Verifique seu e-mail",
    "Você receberá um código por SMS",
    "Mandamos um código",
    "Confira sua caixa de entrada",
    "Controlla la tua email",
    "Riceverai un codice via SMS",
    "Controleer je e-mail",
    "Je ontvangt een sms met een code",
    "Sprawdź skrzynkę",
    "Otrzymasz kod",
    "Проверьте почту",
    "Вы получите СМС с кодом",
    "Перевірте пошту",
    "E-postanızı kontrol edin",
    "メールに記載のコードを入力",
    "请查收短信",
    "메일함을 확인하세요",
    "Vui lòng kiểm tra email",
    "Periksa email Anda",
    "تحقق من بريدك",
    "Zkontrolujte e-mail",
    "Verifică e-mailul",
    "Έχει σταλεί κωδικός",
    "Kolla din e-post",
    "Tjek din e-mail",
    "Sjekk e-posten",
];

const OTHER: [&str; 26] = [
    "Classroom code",
    "کد تخفیف",
    "Rebate code",
    "Club code",
    "Sponsor code",
    "Seller code",
    "Claim code",
    "Code de l'appareil",
    "Code partenaire",
    "Código del dispositivo",
    "Código de patrocinador",
    "Código da sala",
    "Track & trace-code",
    "Kod partnera",
    "Код купона",
    "Инвайт-код",
    "Sınıf kodu",
    "회원번호",
    "Mã mời",
    "Kode pelanggan",
    "Kód zařízení",
    "Κωδικός προσφοράς",
    "رمز الدعوة",
    "קוד מבצע",
    "आमंत्रण कोड",
    "प्रोमो कोड",
];

#[test]
fn what_codes_and_their_neighbours_are_called() {
    let lexicon = Lexicon::new();
    for text in CALLED {
        assert!(lexicon.read(text).has_any(&[Sure, Likely, Factor, Digits]), "{text}");
    }
    for text in SENT {
        assert!(lexicon.read(text).has(Sent), "{text}");
    }
    for text in OTHER {
        let said = lexicon.read(text);
        assert!(said.has_any(&[Hard, Card]) && !said.has_any(&[Sure, Likely, Factor]), "{text}");
    }
}
