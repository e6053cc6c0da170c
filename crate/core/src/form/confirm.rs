//! Which of a form's buttons sends what was filled in: the one that a person would press to go on, and no other.
//!
//! A button that says nothing we know is not pressed. What goes back, asks for another code or takes another way
//! is not pressed even where it confirms, nor what has consequences beyond signing in, as far as these words tell.

use super::{
    buttons,
    lexicon::{Lexicon, Said},
    text::{Words, is_dense},
    words::Concept::{
        About, Admin, Card, Delivered, Factor, Hard, Likely, Message, Picture, Recovery, Resend, Secret,
        Submit, Sure,
    },
};

/// The place of the one button that confirms; none where there is none, or several.
#[must_use]
pub fn confirming(names: &[String]) -> Option<usize> {
    let lexicon = Lexicon::whole();
    let mut found = names.iter().enumerate().filter(|(_, name)| confirms(name, lexicon));
    let (at, _) = found.next()?;
    found.next().is_none().then_some(at)
}

fn confirms(name: &str, lexicon: &Lexicon) -> bool {
    let said = lexicon.read(name);
    let (_, sends) = buttons::of(name, lexicon);
    let adds = said.has(Admin) && said.has_any(&[Factor, Sure, Likely, About]);
    let saves = list_has(SAVES, &said.words);
    (said.has(Submit) || adds || saves) && !sends && !is_else(&said)
}

/// Whether it does something else, or more.
fn is_else(said: &Said) -> bool {
    const ELSE: [super::words::Concept; 8] =
        [Resend, Recovery, Hard, Secret, Card, Picture, Message, Delivered];
    said.has_any(&ELSE) || AWAY.iter().any(|(_, list)| list_has(list, &said.words))
}

/// Whether one of a list's phrases, parted by `|`, stands in a text: whole, with any ending where `*` stands, and
/// anywhere in scripts that do not part their words.
fn list_has(list: &str, words: &Words) -> bool {
    let text = words.text();
    list.split('|').any(|phrase| {
        let bare = phrase.trim_end_matches('*');
        let ends = |rest: &str| bare.len() < phrase.len() || rest.starts_with(' ');
        text.match_indices(bare).any(|(at, _)| {
            let before = text.get(..at).is_some_and(|before| before.ends_with(' '));
            let after = text.get(at.saturating_add(bare.len())..).unwrap_or_default();
            bare.chars().any(is_dense) || before && ends(after)
        })
    })
}

/// What confirms where it says no more.
const SAVES: &str = "enter|go|save|add|register|speichern|hinzufugen|enregistrer|ajouter|guardar|anadir|agregar|salvar|\
    adicionar|salva|aggiungi|opslaan|toevoegen|zapisz|dodaj|сохранить|добавить|зберегти|додати|kaydet|ekle|lagre|spara|\
    gem|tallenna|ulozit|pridat|登録|保存|追加|注册|註冊|添加|新增|저장|추가|luu|simpan";

/// What leads away, by language; in English also what has consequences.
const AWAY: [(&str, &str); 29] = [
    ("ar", "الغاء*|رجوع|الرجوع|العودة|عودة|لاحقا|تخطي|تخط|اخر|اخرى|باستخدام|عبر|خروج|الخروج|لا|دون|بدون"),
    ("cs", "zrusit|zpet|pozdeji|jin*|iny|bez|pomoci|pomocou|pres|odhlasit*|nyni ne|ne"),
    ("da", "annuller*|tilbage|senere|spring over|anden|andet|andre|uden|med|log ud|ikke"),
    (
        "de",
        "abbrechen|abbruch|zuruck*|spater|uberspringen|ander*|ohne|mit|per|abmelden|nicht|stattdessen|\
         kein*|erneut|nochmal*",
    ),
    ("el", "ακυρωση|ακυρο|πισω|επιστροφη|αργοτερα|παραλειψη|αλλο*|αλλη*|αλλα*|χωρισ|με|μεσω|αποσυνδεση|οχι"),
    (
        "en",
        "cancel*|back|return|later|skip*|another|different|other|instead|with|without|via|by|try|retry|\
         help|trouble|lost|forgot*|don t|can t|didn t|not|no|close|disable*|deactivate*|remove*|delete*|\
         turn off|reset*|change*|out|up|over|call|sms|text|email|e mail|passkey*|security key|sso|google|\
         facebook|github|pay*|transfer|withdraw*|ticket|request|feedback|review|report|form|comment",
    ),
    ("es", "cancelar|volver|atras|despues|mas tarde|luego|omitir|otr*|sin|con|mediante|por|salir|ahora no"),
    ("fa", "لغو|انصراف|بازگشت|برگشت|بعدا|رد کردن|دیگر*|بدون|با|خروج|نه"),
    ("fi", "peruuta*|takaisin|myohemmin|ohita|toi*|muu*|ilman|ulos|ei|uudelleen"),
    (
        "fr",
        "annuler|retour|revenir|plus tard|passer|autre*|autrement|sans|avec|par|deconnexion|deconnecter|\
         pas|nouveau",
    ),
    ("he", "ביטול|בטל|חזרה|חזור|אחר*|דלג|דילוג|בלי|ללא|באמצעות|התנתק*|לא"),
    ("hi", "रद्द*|वापस|बाद में|छोड*|छोड़*|दूसर*|अन्य|बिना|लॉग आउट|साइन आउट|नहीं|से"),
    ("hu", "megse*|vissza*|kesobb|kihagy*|mas|masik*|nelkul|kijelentkez*|nem|segitsegevel"),
    ("id", "batal*|kembali|nanti|lewati|lain*|tanpa|dengan|melalui|keluar|tidak|bukan"),
    ("it", "annulla|indietro|torna*|piu tardi|dopo|salta|altr*|senza|con|tramite|esci|disconnetti|non"),
    (
        "ja",
        "キャンセル|中止|取消|取り消|戻る|もどる|後で|あとで|スキップ|別の|ほかの|他の|ではなく|使わ|使用|\
         せずに|しない|なしで|無効|解除|オフ|ログアウト|サインアウト|やめる|で続行|で続ける|でログイン|\
         でサインイン",
    ),
    ("ko", "취소|뒤로|돌아가|나중|건너뛰|다른|없이|로 로그인|로 계속|해제|로그아웃|아니|안 함|다시"),
    ("nl", "annuleren|annuleer|terug|later|overslaan|ander*|zonder|met|uitloggen|afmelden|niet|nee|opnieuw"),
    ("no", "avbryt|tilbake|senere|hopp over|annen|annet|uten|logg ut|ikke"),
    (
        "pl",
        "anuluj|wstecz|wroc|powrot|pozniej|pomin|inny|inna|innej|innym|inne|innego|bez|przez|za pomoca|\
         wyloguj*|nie|ponownie",
    ),
    (
        "pt",
        "voltar|mais tarde|depois|pular|outr*|sem|com o|com a|com um|com uma|com sua|com seu|com e mail|\
         com senha|com chave|com google|sair|nao|agora nao|novamente",
    ),
    ("ro", "anuleaza|renunta|inapoi|mai tarziu|omite|alt*|fara|cu|prin|deconectare|nu"),
    (
        "ru",
        "отмен*|назад|вернуться|позже|потом|пропустить|друг*|без|через|с|помощью|выити|выход|не|заново|\
         снова",
    ),
    ("sv", "avbryt|tillbaka|senare|hoppa over|annan|annat|utan|logga ut|inte|nej|igen"),
    ("th", "ยกเลิก|กลับ|ภายหลัง|ทีหลัง|ข้าม|อื่น|โดยไม่|ด้วย|ออกจากระบบ|ไม่"),
    (
        "tr",
        "iptal*|geri|vazgec*|daha sonra|sonra|atla|baska*|diger*|farkli|olmadan|ile|cikis|hayir|degil|\
         yeniden|tekrar",
    ),
    ("uk", "скасувати|назад|повернутися|пізніше|пропустити|інш*|без|через|за допомогою|виити|не|знову"),
    ("vi", "huy|quay lai|tro lai|de sau|bo qua|khac|khong|bang|qua|dang xuat|lai"),
    (
        "zh",
        "取消|返回|后退|後退|稍后|稍後|以后|以後|跳过|跳過|略过|略過|其他|其它|别的|別的|另一|不|使用|通过|通過|退出|登出|注销|重新",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::words::LANGUAGES;

    fn pressed(names: &[&str]) -> Option<usize> {
        confirming(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    }

    const CONFIRMS: &str = "\
        Verify|Verify code|Confirm|Continue|Submit|Sign in|Log in|Next|OK|Add MFA|Save|Register|\
        Enable two-factor authentication|Sign in to example.com|Verify & continue|MFA を追加|確認|認証する|\
        ログイン|次へ|送信|登録|続行|验证|确定|登录|提交|下一步|驗證|인증|확인|로그인|Bestätigen|Anmelden|\
        Weiter|Code überprüfen|Valider|Se connecter|Vérifier|Confirmar|Iniciar sesión|Verificar|Entrar|\
        Confirmar código|Verifica|Accedi|Conferma|Continua|Verifiëren|Bevestigen|Inloggen|Zaloguj się|\
        Potwierdź|Подтвердить|Войти|Далее|Підтвердити|Doğrula|Giriş yap|Onayla|Logga in|Verifiera|Logg inn|\
        Bekreft|Log ind|Bekræft|Vahvista|Kirjaudu|Overit|Ověřit|Přihlásit se|Belépés|Ellenőrzés|Verifică|\
        Continuă|Xác nhận|Đăng nhập|ยืนยัน|เข้าสู่ระบบ|เปิดใช้งาน|Verifikasi|Masuk|Επαλήθευση|Σύνδεση|تحقق|\
        تأكيد|تسجيل الدخول|אימות|המשך|सत्यापित करें|लॉग इन|تایید|ورود|ادامه";

    const DOES_NOT: &str = "\
        →|Cancel|Resend|Resend code|Back|Use another method|Try another way|Skip|Skip verification|\
        Verify later|Cancel sign in|Back to sign in|Sign out|Sign up|Send code|Send a new code|\
        Text me a code|Call me|Sign in with Google|Continue with SSO|Verify by phone|Use a recovery code|\
        Use backup code|I lost my device|Remove device|Delete account|Disable two-factor authentication|\
        Confirm and pay|Confirm transfer|Close|Not now|Don't ask again|Sign in to another account|\
        Log in with a passkey|Submit a ticket|キャンセル|戻る|再送信|コードを再送信|別の方法で認証|\
        別の方法を試す|あとで確認する|ログアウト|認証しない|リカバリーコードを使う|Google でログイン|\
        無効にする|取消|返回|重新发送|使用其他验证方式|获取验证码|取消登录|稍后验证|취소|재전송|\
        인증번호 받기|다른 방법으로 인증|나중에 인증|Abbrechen|Zurück|Zurück zur Anmeldung|\
        Code erneut senden|Andere Methode verwenden|Mit Passkey anmelden|Später bestätigen|Annuler|\
        Retour à la connexion|Renvoyer le code|Se connecter autrement|Continuer sans vérifier|Cancelar|\
        Volver a iniciar sesión|Reenviar código|Enviar código|Usar otro método|\
        Iniciar sesión con otra cuenta|Voltar|Entrar com o Google|Usar outro método|Verificar depois|\
        Annulla|Indietro|Accedi in altro modo|Invia di nuovo|Annuleren|Terug|Opnieuw verzenden|\
        Inloggen met wachtwoord|Anuluj|Wstecz|Wyślij ponownie|Zaloguj się inną metodą|Отмена|Назад|\
        Отправить ещё раз|Войти другим способом|Войти без кода|Скасувати|Увійти іншим способом|İptal|Geri|\
        Tekrar gönder|Başka bir yöntemle giriş yap|Avbryt|Tillbaka|Skicka igen|Logga in utan kod|\
        Logg inn med passord|Avbryd|Log ind uden kode|Peruuta|Kirjaudu toisella tavalla|Zrušit|Zpět|\
        Přihlásit se jinak|Mégse|Vissza|Belépés más módon|Anulează|Înapoi|Conectare cu parolă|Hủy|\
        Đăng nhập bằng cách khác|Gửi lại|ยกเลิก|เข้าสู่ระบบด้วยวิธีอื่น|ส่งรหัสอีกครั้ง|Batal|Kembali|\
        Masuk dengan cara lain|Kirim ulang|Ακύρωση|Πίσω|Σύνδεση με άλλο τρόπο|إلغاء|رجوع|\
        تسجيل الدخول بطريقة أخرى|تسجيل الخروج|ביטול|חזרה|כניסה בדרך אחרת|रद्द करें|वापस|لغو|بازگشت|ورود با گوگل";

    #[test]
    fn what_confirms_is_pressed() {
        let missed: Vec<&str> = CONFIRMS.split('|').filter(|name| pressed(&[name]) != Some(0)).collect();
        assert_eq!(missed, Vec::<&str>::new());
    }

    #[test]
    fn what_leads_away_or_says_nothing_is_not() {
        let wrong: Vec<&str> = DOES_NOT.split('|').filter(|name| pressed(&[name]).is_some()).collect();
        assert_eq!(wrong, Vec::<&str>::new());
        assert_eq!(pressed(&[""]), None);
    }

    #[test]
    fn of_several_the_one_that_confirms() {
        for (names, expected) in [
            (&["Verify", "Send another code"][..], Some(0)),
            (&["Cancel", "Verify"], Some(1)),
            (&["Verify", "Sign in"], None),
            (&["Cancel", "Resend"], None),
            (&[], None),
        ] {
            assert_eq!(pressed(names), expected, "{names:?}");
        }
    }

    #[test]
    fn every_language_has_its_words_written_as_they_are_looked_for() {
        let known: Vec<&str> = LANGUAGES.iter().map(|(name, _)| *name).collect();
        assert_eq!(AWAY.map(|(name, _)| name).to_vec(), known);
        for (name, list) in AWAY.iter().chain([&("saves", SAVES)]) {
            for phrase in list.split('|').map(|phrase| phrase.trim_end_matches('*')) {
                assert_eq!(Words::of(phrase).text().trim(), phrase, "{name}");
                assert!(!phrase.is_empty(), "{name}");
            }
        }
    }
}
