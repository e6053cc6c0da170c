//! What the buttons of a group say.

use super::{
    around::is_of_account,
    lexicon::{Lexicon, Said},
    text::{Words, is_dense},
    words::Concept::{
        self, About, Admin, Card, Code, Enrol, Factor, Hard, Likely, Picture, Recovery, Secret, Submit, Sure,
        Write,
    },
};

const ELSE: [Concept; 8] = [Admin, Recovery, Enrol, Hard, Secret, Write, Card, Picture];
// In many languages the same verb also submits a form: `of` tells them apart.
const SEND: [&str; 30] = [
    "send",
    "get",
    "request",
    "envoyer",
    "recevoir",
    "obtenir",
    "demander",
    "enviar",
    "obtener",
    "recibir",
    "receber",
    "pedir",
    "solicitar",
    "senden",
    "anfordern",
    "zusenden",
    "invia",
    "richiedi",
    "verstuur",
    "stuur",
    "wyslij",
    "gonder",
    "отправить",
    "получить",
    "выслать",
    "kirim",
    "skicka",
    "trimite",
    "gui",
    "lay",
];
// The same, where words are not parted.
const SEND_DENSE: [&str; 9] = ["获取", "獲取", "取得", "傳送", "发送", "發送", "발송", "전송", "받기"];

fn sends(word: &str) -> bool {
    SEND.contains(&word) || SEND_DENSE.iter().any(|send| word.contains(send))
}

/// Whether a button saves what was typed, as in settings.
pub(super) fn saves(said: &Said) -> bool {
    const SAVE: [&str; 15] = [
        "save",
        "update",
        "speichern",
        "enregistrer",
        "guardar",
        "salvar",
        "salva",
        "opslaan",
        "zapisz",
        "kaydet",
        "сохранить",
        "simpan",
        "保存",
        "저장",
        "luu",
    ];
    said.words.each().any(|word| SAVE.contains(&word))
}

/// Whether a button turns off what the page is about.
pub(super) fn turns_off(said: &Said) -> bool {
    const BEGIN: [&str; 12] = [
        "disable",
        "deactiv",
        "desactiv",
        "desativ",
        "deaktiv",
        "disattiv",
        "disabilit",
        "wylacz",
        "uitschakel",
        "nonaktif",
        "отключ",
        "вимкн",
    ];
    const DENSE: [&str; 4] = ["無効", "停用", "关闭", "해제"];
    let begins = |word: &str| BEGIN.iter().any(|begin| word.starts_with(begin));
    let off = said.words.text().contains("turn off");
    off || said.words.each().any(|word| begins(word) || DENSE.iter().any(|dense| word.contains(dense)))
}

/// Whether a button says that what was typed is verified, which few other codes are.
pub(super) fn verifies(said: &Said) -> bool {
    const BEGIN: [&str; 13] = [
        "verif",
        "valid",
        "authent",
        "autent",
        "uberpruf",
        "zweryf",
        "weryf",
        "overit",
        "dogrula",
        "провер",
        "перевір",
        "vahvist",
        "xac",
    ];
    const DENSE: [&str; 5] = ["验证", "驗證", "認証", "인증", "ยืนยัน"];
    // "Activate account", "Activar cuenta".
    const ACTIVATE: [&str; 5] = ["activ", "aktiv", "attiv", "ativ", "актив"];
    let begins = |word: &str| BEGIN.iter().any(|begin| word.starts_with(begin));
    let activates = |word: &str| ACTIVATE.iter().any(|begin| word.starts_with(begin));
    said.words.each().any(|word| begins(word) || DENSE.iter().any(|dense| word.contains(dense)))
        || is_of_account(said) && said.words.each().any(activates)
}

fn speaks(part: &Said) -> bool {
    // 「获取短信」 is a code, too.
    let message = ["短信", "簡訊", "短訊"].iter().any(|message| part.words.text().contains(message));
    (part.has_any(&[Code, Likely, Sure]) || message) && !part.has_any(&ELSE)
}

/// Whether a link, or what only looks like a button, has a code sent: "Get code", 「获取验证码」. In a text, only
/// languages that do not part their words say so without saying more.
pub(super) fn is_sent_by(links: &str, text: &str, lexicon: &Lexicon) -> bool {
    /// As long as no more than that is said.
    const LONG: usize = 8;
    let asks = |part: &Said| speaks(part) && part.words.each().any(sends);
    let dense = |word: &&str| word.chars().all(is_dense) && word.chars().count() <= LONG && sends(word);
    let said = Words::of(text);
    let near = said.each().filter(dense).any(|word| speaks(&lexicon.read(word)));
    lexicon.parts(links).iter().any(asks) || near
}

/// What buttons say, and whether one of them has a code sent. What is saved or added is no other thing where the
/// button says that it is the second factor.
pub(super) fn of(text: &str, lexicon: &Lexicon) -> (Said, bool) {
    let parts = lexicon.parts(text);
    let submits = |part: &Said| part.has(Submit) && !part.words.each().any(sends);
    let sent = parts.iter().any(|part| speaks(part) && !submits(part));
    // "Verify and save", "Vérifier et mettre à jour": what is verified is what was written.
    let verifies = |part: &Said| part.has(Submit) && part.words.each().any(|word| word.starts_with("verif"));
    let of_code = |part: &Said| part.has_any(&[Factor, Likely, Sure, About]) || verifies(part);
    let saves = parts.iter().any(|part| part.has(Admin) && !of_code(part));
    let whole = lexicon.read(text);
    (if saves { whole } else { whole.without(Admin) }, sent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_code_sent() {
        let lexicon = Lexicon::new();
        for (links, text, sent) in [
            ("Get code", "", true),
            ("Forgot your code?", "", false),
            ("", "手机号 动态码 发送动态码", true),
            ("", "获取验证码", true),
            ("", "取得驗證碼", true),
            ("", "点击图片重新获取验证码", false),
            ("", "To get a discount code, subscribe", false),
            ("Get your gift code", "", false),
        ] {
            assert_eq!(is_sent_by(links, text, &lexicon), sent, "{links} {text}");
        }
    }

    #[test]
    fn what_turns_off() {
        let lexicon = Lexicon::new();
        for (text, off) in [
            ("Disable 2FA", true),
            ("Turn off", true),
            ("Annuler. Désactiver", true),
            ("Deaktivieren", true),
            ("無効にする", true),
            ("Enable", false),
            ("Active", false),
        ] {
            assert_eq!(turns_off(&lexicon.read(text)), off, "{text}");
        }
    }
}
