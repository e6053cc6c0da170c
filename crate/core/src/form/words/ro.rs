//! Romanian.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        cod de autentificare|codul de autentificare|cod unic|codul unic|unica folosinta|parola unica|\
        cod otp|cod din aplicatie|codul din aplicatie|cod de conectare|cod de 6 cifre|cod temporar|\
        cod generat*|de unica folosinta",
    factor: "\
        doi factori|doi pasi|2 factori|2 pasi|aplicatie de autentificare|aplicatia de autentificare|\
        autentificator*|mai multi factori|al doilea factor",
    digits: "6 cifre|sase cifre|6 caractere",
    likely: "\
        cod de verificare|codul de verificare|cod de securitate|codul de securitate|cod de confirmare|\
        codul de confirmare|cod de validare|cod sms|codul primit|codul trimis",
    passcode: "cod de acces",
    code: "cod de activare|codul de activare|cod|codul|verificare|confirmare|cifre",
    about: "verificare*|autentificare*|identitate*|verificati*|ai incredere*",
    sent: "verifica e mailul|trimis|primit|verifica emailul|verificati emailul",
    posted: "",
    resend: "\
        retrimite*|trimite din nou|cod nou|nu am primit*|nu ai primit*|alta metoda|cod de recuperare|\
        cod de rezerva",
    enrol: "cod qr|configurare",
    recovery: "recuperare|rezerva",
    secret: "cheie secreta|cheia secreta|cheie de configurare",
    pin: "cod pin",
    password: "parola*",
    kept: "",
    locked: "",
    signin: "conectare|autentificare|ai uitat parola|tine ma minte",
    submit: "verifica|conectare|autentificare|continua|urmatorul|trimite|activeaza|inainte",
    admin: "\
        salveaza|actualizeaza|creeaza|adauga|sterge|aplica|cauta|filtreaza|inregistreaza*|cumpara|comanda|\
        plateste|rezerva|editeaza|descarca",
    hard: "\
        cod de asociere|cod de membru|de la administrator*|de la profesor*|cod postal|codul postal|\
        prefix*|cod de tara|cod promo*|reducere*|cupon*|cadou*|invitatie*|cod rezervare|numar comanda|\
        cod client|numar de serie|licenta*|cod produs|cnp|cui|cod fiscal|numar cont|cod caen|cod bare|\
        numar inmatriculare|cod de reducere|verificare certificat*|autenticitatea|pe tabla|prezenta la",
    soft: "\
        numar de telefon|nastere*|nume utilizator|nume|prenume|cauta*|oras|judet|strada|subiect|mesaj|\
        suma|cantitate|companie|utilizator",
    search: "",
    card: "numarul cardului|card de credit|data expirarii|detinator*",
    picture: "din imagine|nu sunt robot",
    message: "comentariu|mesajul tau|mesajul dumneavoastra",
    delivered: "mesaj*",
    first: "primul",
    second: "al doilea|urmatorul",
    consecutive: "consecutive*|doua coduri|succesive",
    repeated: "",
    tried: "",
    or: "sau",
    write: "introduce*|introdu|foloseste*|folositi|scrie*",
    plain: "introduceti|introdu|aici|si|va|rugam|obligatoriu|aplicatia|aplicatie",
};
