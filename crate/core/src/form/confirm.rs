//! Which of a form's buttons sends what was filled in: the one that a person would press to go on, and no other.
//!
//! A button that says nothing we know is not pressed. What goes back, asks for another code or takes another way
//! is not pressed even where it confirms, nor what has consequences beyond signing in, as far as these words tell:
//! those of the button, of the heading, of the title and of the fields beside the code.

mod grave;

use super::{
    buttons,
    input::{Input, Page},
    lexicon::{Lexicon, Said},
    text::{Words, is_dense},
    words::Concept::{Admin, Card, Delivered, Hard, Message, Picture, Recovery, Resend, Secret, Submit},
};
use grave::{GRAVE, MONEY};

/// The place of the one button that confirms what was filled into a field of the page; none where there is none, or
/// several, or where the page says that more is done.
#[must_use]
pub fn confirming(names: &[String], page: &Page, field: usize) -> Option<usize> {
    let lexicon = Lexicon::whole();
    let filled = page.inputs.get(field)?;
    let heading = page.groups.get(filled.group).map_or("", |group| group.heading.as_str());
    if [heading, &page.title].into_iter().any(|text| is_grave(&lexicon.read(text)))
        || moves_money(page, field)
    {
        return None;
    }
    let mut found = names.iter().enumerate().filter(|(_, name)| confirms(name, lexicon));
    let (at, _) = found.next()?;
    found.next().is_none().then_some(at)
}

fn confirms(name: &str, lexicon: &Lexicon) -> bool {
    let said = lexicon.read(name);
    let (_, sends) = buttons::of(name, lexicon);
    let submits = said.has(Submit) && !said.has(Admin);
    (submits || list_has(SAVES, &said.words)) && !sends && !is_else(&said) && !is_grave(&said)
}

/// Whether it does something else, or more.
fn is_else(said: &Said) -> bool {
    const ELSE: [super::words::Concept; 8] =
        [Resend, Recovery, Hard, Secret, Card, Picture, Message, Delivered];
    said.has_any(&ELSE) || AWAY.iter().any(|(_, list)| list_has(list, &said.words))
}

/// Whether it removes, turns off, pays or sends money.
fn is_grave(said: &Said) -> bool {
    buttons::turns_off(said)
        || may_switch_off(&said.words)
        || GRAVE.iter().any(|(_, list)| list_has(list, &said.words))
}

/// Whether a verb is said that switches on or off by its second half, unless the half that switches on is plain to
/// see, beside the verb or at the end: "Zet … aan", "Slå … til", "Slå på …", "Schalten Sie … ein".
fn may_switch_off(words: &Words) -> bool {
    const VERBS: [(&str, &str); 9] = [
        ("zet", "aan"),
        ("schakel", "in aan"),
        ("sla", "til pa"),
        ("skru", "pa"),
        ("schalte", "ein an"),
        ("schalten", "ein an"),
        ("kapcsolja", "be"),
        ("kapcsold", "be"),
        ("kytke", "paalle"),
    ];
    const OFF: [&str; 9] = ["uit", "af", "av", "fra", "aus", "ab", "ki", "pois", "over"];
    let all: Vec<&str> = words.each().collect();
    let verb = |word: &str| VERBS.iter().find(|(verb, _)| *verb == word);
    let switches_on = all.first().and_then(|word| verb(word)).is_some_and(|(_, ways)| {
        [all.last(), all.get(1)].into_iter().flatten().any(|word| ways.split(' ').any(|on| on == *word))
    });
    let off = all.iter().any(|word| OFF.contains(word));
    all.iter().any(|word| verb(word).is_some()) && (off || !switches_on)
}

/// Whether a field beside the code says how much goes to whom: there even "Send" is no sign-in.
fn moves_money(page: &Page, field: usize) -> bool {
    let group = page.inputs.get(field).map(|filled| filled.group);
    let beside = |(at, input): &(usize, &Input)| *at != field && Some(input.group) == group && input.visible;
    let says = |(_, input): (usize, &Input)| {
        [&input.label, &input.name, &input.placeholder].iter().any(|text| list_has(MONEY, &Words::of(text)))
    };
    page.inputs.iter().enumerate().filter(beside).any(says)
}

/// Whether one of a list's phrases, parted by `|`, stands in a text: whole, with any ending where `*` stands, and
/// anywhere in scripts that do not part their words.
fn list_has(list: &str, words: &Words) -> bool {
    let text = words.text();
    list.split('|').any(|phrase| {
        let bare = phrase.trim_end_matches('*');
        let ends = |rest: &str| bare.len() < phrase.len() || rest.starts_with(' ');
        text.match_indices(bare).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at.saturating_add(bare.len())..).unwrap_or_default();
            if bare.chars().any(is_dense) {
                !before.ends_with(THAI_BEFORE)
            } else {
                before.ends_with(' ') && ends(after)
            }
        })
    })
}

/// Thai vowels that are written before the consonant they follow: what comes after one is not the beginning of a
/// word. "เปิด" switches on, "ปิด" off.
const THAI_BEFORE: [char; 5] = ['เ', 'แ', 'โ', 'ใ', 'ไ'];

/// What confirms where it says no more.
const SAVES: &str = "enter|go|save|add|register|speichern|hinzufugen|enregistrer|ajouter|guardar|anadir|agregar|salvar|\
    adicionar|salva|aggiungi|opslaan|toevoegen|zapisz|dodaj|сохранить|добавить|зберегти|додати|kaydet|ekle|lagre|spara|\
    gem|tallenna|ulozit|pridat|登録|保存|追加|注册|註冊|添加|新增|저장|추가|luu|simpan";

/// What leads away, by language.
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
         help|trouble|lost|forgot*|don t|can t|didn t|not|no|reset*|change*|out|off|up|over|call|sms|text|\
         email|e mail|passkey*|security key|sso|google|facebook|github|ticket|request|feedback|review|\
         report|form|comment",
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
         せずに|しない|なしで|ログアウト|サインアウト|やめる|で続行|で続ける|でログイン|\
         でサインイン",
    ),
    ("ko", "취소|뒤로|돌아가|나중|건너뛰|다른|없이|로 로그인|로 계속|로그아웃|아니|안 함|다시"),
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
        "取消|返回|后退|後退|稍后|稍後|以后|以後|跳过|跳過|略过|略過|其他|其它|别的|別的|另一|不|使用|通过|通過|退出|登出|重新",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{input::Group, words::LANGUAGES};

    fn pressed(names: &[&str]) -> Option<usize> {
        pressed_on("", "", &[], names)
    }

    /// Under a heading and a title, with other fields beside the code's.
    fn pressed_on(heading: &str, title: &str, beside: &[&str], names: &[&str]) -> Option<usize> {
        let input = |label: &str| Input { label: label.to_owned(), visible: true, ..Input::default() };
        let page = Page {
            title: title.to_owned(),
            inputs: ["Code"].iter().chain(beside).map(|label| input(label)).collect(),
            groups: vec![Group { heading: heading.to_owned(), ..Group::default() }],
        };
        confirming(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), &page, 0)
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

    /// What deletes, turns off, pays or sends, beside words that confirm.
    const GRAVE_NAMES: &str = "\
        Zwei-Faktor-Authentifizierung löschen|Supprimer l'authentification à deux facteurs|\
        Eliminar verificación en dos pasos|Excluir autenticação de dois fatores|\
        Elimina autenticazione a due fattori|Удалить аутентификатор|Poista kaksivaiheinen tunnistautuminen|\
        Konto löschen bestätigen|Bestätigen und bezahlen|Confirmar e pagar|二段階認証を削除|確認して支払う|\
        确认删除|确认付款|삭제 확인|결제 확인|Confirm account deletion|Confirm removal|Confirm deactivation|\
        Confirm disabling 2FA|Confirm purchase|Confirm order|Confirm & revoke|Confirm wipe|Confirm closing|\
        Confirm unlinking|Confirm unenrollment|Confirm turning off 2FA|Turn MFA off|Submit payment|\
        Löschung bestätigen|Überweisung bestätigen|Confirmer la suppression|Valider le paiement|\
        Confirmer le virement|Confirmar eliminación|Confirmar el pago|Confirmar exclusão|\
        Confirmar pagamento|Подтвердить удаление|Подтвердить оплату|Conferma eliminazione|\
        Conferma pagamento|Potwierdź płatność|Potwierdź usunięcie|送金を確認|退会を確認|转账确认|탈퇴 확인|\
        Підтвердити видалення|Підтвердити переказ|Silmeyi onayla|Ödemeyi onayla|Bekräfta betalning|\
        Bekräfta borttagning|Bekreft sletting|Bekreft betaling|Bekræft sletning|Bekræft betaling|\
        Vahvista maksu|Vahvista poisto|Potvrdit platbu|Potvrdit smazání|Fizetés megerősítése|\
        Törlés megerősítése|Confirmă plata|Confirmă ștergerea|Xác nhận xóa|Xác nhận thanh toán|ยืนยันการลบ|\
        ยืนยันการชำระเงิน|Konfirmasi pembayaran|Konfirmasi penghapusan|Επιβεβαίωση πληρωμής|\
        Επιβεβαίωση διαγραφής|تأكيد الدفع|تأكيد الحذف|אישור תשלום|אישור מחיקה|भुगतान की पुष्टि करें|\
        हटाने की पुष्टि करें|تایید پرداخت|تایید حذف|Betaling bevestigen|Verwijderen bevestigen";

    const GRAVE_HEADINGS: &str = "\
        Withdraw|Confirm withdrawal|Verify this Withdrawal|Confirm transfer|Payment|Confirm your purchase|\
        Delete account|Turn off two-factor authentication|Disable 2FA|Remove device|Konto löschen|\
        Überweisung|Supprimer le compte|Paiement|Virement|Eliminar cuenta|Pago|Excluir conta|Pagamento|\
        Удаление аккаунта|Оплата|Перевод|Eliminazione account|Płatność|送金|退会|出金|二段階認証を無効にする|\
        转账|提现|关闭两步验证|탈퇴|출금|Видалення|Переказ|Para çekme|Betalning|Betaling|Maksu|Platba|Fizetés|\
        Plată|Thanh toán|ถอนเงิน|Pembayaran|Πληρωμή|الدفع|תשלום|भुगतान|پرداخت|Verwijderen";

    const HEADINGS: &str = "\
        Multi-factor authentication|Set up device|Two-step verification|Sign in to PayPal|Log in to Revolut|\
        Enter the code from your authenticator app|Zwei-Faktor-Authentifizierung|Vérification en deux étapes|\
        Verificación en dos pasos|二段階認証|两步验证|2단계 인증|Двухфакторная аутентификация|Erasmus+ login|เปิดใช้งาน|\
        เปิดใช้การยืนยันแบบสองขั้นตอน|Voer de code uit je app in|تفعيل المصادقة الثنائية|Aktivera|הפעלת אימות דו-שלבי|\
        Zet tweestapsverificatie aan|Schakel tweestapsverificatie in|Slå totrinsbekræftelse til|\
        Slå på totrinnsbekreftelse|Slå på tvåstegsverifiering|Skru på totrinnsbekreftelse|\
        Schalten Sie die Zwei-Faktor-Authentifizierung ein|Kapcsolja be a kétlépcsős azonosítást";

    /// "Turn off two-factor authentication", as headings say it.
    const TURNS_OFF: &str = "\
        Turn 2FA off|Turn off MFA|Deactivate two-factor authentication|تعطيل المصادقة الثنائية|\
        إلغاء تفعيل المصادقة الثنائية|إيقاف التحقق بخطوتين|Vypnout dvoufázové ověření|\
        Deaktivovat dvoufázové ověření|Zrušit dvoufázové ověření|Zakázať dvojstupňové overenie|\
        Slå totrinsbekræftelse fra|Deaktivér totrinsbekræftelse|Zwei-Faktor-Authentifizierung deaktivieren|\
        Zwei-Faktor-Authentifizierung ausschalten|Απενεργοποίηση επαλήθευσης δύο βημάτων|\
        Desactivar la verificación en dos pasos|Apagar la verificación en dos pasos|\
        Anular la autenticación de dos factores|غیرفعال کردن تایید دو مرحله‌ای|خاموش کردن تایید دو مرحله‌ای|\
        Poista kaksivaiheinen vahvistus käytöstä|Kytke kaksivaiheinen vahvistus pois päältä|\
        Désactiver l'authentification à deux facteurs|ביטול אימות דו-שלבי|השבתת אימות דו-שלבי|כיבוי אימות דו-שלבי|\
        दो चरणों में पुष्टि बंद करें|टू-फ़ैक्टर अक्षम करें|A kétlépcsős azonosítás kikapcsolása|\
        Kétlépcsős azonosítás inaktiválása|Nonaktifkan verifikasi dua langkah|Matikan verifikasi dua langkah|\
        Mematikan verifikasi dua langkah|Nyahaktifkan pengesahan dua langkah|\
        Disattiva la verifica in due passaggi|Spegni la verifica in due passaggi|二段階認証を無効にする|\
        2 段階認証をオフにする|二要素認証の解除|2단계 인증 비활성화|2단계 인증 사용 중지|2단계 인증 사용 안 함|\
        2단계 인증 끄기|Tweestapsverificatie uitschakelen|Zet tweestapsverificatie uit|\
        Schakel tweestapsverificatie uit|Slå av totrinnsbekreftelse|Skru av totrinnsbekreftelse|\
        Wyłącz weryfikację dwuetapową|Dezaktywuj weryfikację dwuetapową|Desativar a verificação em duas etapas|\
        Desligue a verificação em duas etapas|Inativar a verificação em duas etapas|\
        Dezactivează verificarea în doi pași|Oprește verificarea în doi pași|\
        Отключить двухфакторную аутентификацию|Выключение двухэтапной проверки|\
        Отмена двухфакторной аутентификации|Stäng av tvåstegsverifiering|Inaktivera tvåstegsverifiering|\
        Slå av tvåstegsverifiering|ปิดใช้งาน|ปิดการยืนยันแบบสองขั้นตอน|เลิกใช้การยืนยันตัวตนสองชั้น|\
        ยกเลิกการยืนยันแบบสองขั้นตอน|İki adımlı doğrulamayı kapat|İki adımlı doğrulamayı devre dışı bırak|\
        İki adımlı doğrulamayı iptal et|Вимкнути двоетапну перевірку|Скасувати двоетапну перевірку|\
        Деактивувати двоетапну перевірку|Tắt xác minh hai bước|Vô hiệu hóa xác thực hai yếu tố|\
        Hủy kích hoạt xác minh hai bước|关闭两步验证|停用双重验证|禁用两步验证|取消两步验证|解除两步验证|關掉兩步驟驗證|\
        Schalten Sie die Zwei-Faktor-Authentifizierung aus|Schalte 2FA in der App aus|\
        Kapcsolja ki a kétlépcsős azonosítást|Zet 2FA uit of aan|Zet geld in|Slå til rabatten af|Kytke 2FA pois";

    #[test]
    fn what_confirms_is_pressed() {
        let missed: Vec<&str> = CONFIRMS.split('|').filter(|name| pressed(&[name]) != Some(0)).collect();
        assert_eq!(missed, Vec::<&str>::new());
    }

    #[test]
    fn what_leads_away_or_says_nothing_is_not() {
        let names = DOES_NOT.split('|').chain(GRAVE_NAMES.split('|'));
        let wrong: Vec<&str> = names.filter(|name| pressed(&[name]).is_some()).collect();
        assert_eq!(wrong, Vec::<&str>::new());
        assert_eq!(pressed(&[""]), None);
    }

    #[test]
    fn under_a_heading_that_says_more_nothing_is_pressed() {
        for (headings, expected) in [(GRAVE_HEADINGS, None), (TURNS_OFF, None), (HEADINGS, Some(0))] {
            let other = |text: &&str| {
                [pressed_on(text, "", &[], &["Confirm"]), pressed_on("Code", text, &[], &["Confirm"])]
                    != [expected; 2]
            };
            assert_eq!(headings.split('|').filter(other).collect::<Vec<_>>(), [""; 0]);
        }
    }

    #[test]
    fn beside_a_field_of_money_nothing_is_pressed() {
        for (beside, expected) in [
            (&["Address", "Amount"][..], None),
            (&["IBAN"], None),
            (&["Betrag"], None),
            (&["金額"], None),
            (&[], Some(0)),
            (&["User name", "Password"], Some(0)),
            (&["E-mail address", "MFA code 2", "Device name"], Some(0)),
        ] {
            for name in ["Send", "Confirm", "送信"] {
                assert_eq!(pressed_on("", "", beside, &[name]), expected, "{name} {beside:?}");
            }
        }
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
        for lists in [AWAY, GRAVE] {
            assert_eq!(lists.map(|(name, _)| name).to_vec(), known);
        }
        for (name, list) in AWAY.iter().chain(&GRAVE).chain([&("saves", SAVES), &("money", MONEY)]) {
            for phrase in list.split('|').map(|phrase| phrase.trim_end_matches('*')) {
                assert_eq!(Words::of(phrase).text().trim(), phrase, "{name}");
                assert!(!phrase.is_empty(), "{name}");
            }
        }
    }
}
