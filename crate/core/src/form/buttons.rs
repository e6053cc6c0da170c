//! What the buttons of a group say.

use super::{
    lexicon::{Lexicon, Said},
    words::Concept::{
        self, About, Admin, Card, Code, Enrol, Factor, Hard, Likely, Picture, Recovery, Secret, Submit, Sure,
        Write,
    },
};

/// What buttons say, and whether one of them has a code sent. What is saved or added is no other thing where the
/// button says that it is the second factor.
pub(super) fn of(text: &str, lexicon: &Lexicon) -> (Said, bool) {
    const ELSE: [Concept; 8] = [Admin, Recovery, Enrol, Hard, Secret, Write, Card, Picture];
    let parts = lexicon.parts(text);
    // Many languages send what was written by the same verb.
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
    const SEND_DENSE: [&str; 7] = ["获取", "獲取", "发送", "發送", "발송", "전송", "받기"];
    let sends = |word: &str| SEND.contains(&word) || SEND_DENSE.iter().any(|send| word.contains(send));
    let submits = |part: &Said| part.has(Submit) && !part.words.each().any(sends);
    let speaks = |part: &Said| part.has_any(&[Code, Likely, Sure]) && !part.has_any(&ELSE);
    let sends = parts.iter().any(|part| speaks(part) && !submits(part));
    let saves = parts.iter().any(|part| part.has(Admin) && !part.has_any(&[Factor, Likely, Sure, About]));
    let whole = lexicon.read(text);
    (if saves { whole } else { whole.without(Admin) }, sends)
}
