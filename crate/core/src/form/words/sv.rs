//! Swedish.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        verifieringskod*|autentiseringskod*|inloggningskod*|paloggingskod*|kod fran*|kod via sms|\
        tvafaktorskod*|sakerhetskod fran*|6 siffrig kod|sexsiffrig kod|engangs*",
    factor: "\
        tvafaktor*|tvastegs*|autentiseringsapp*|tva steg*|multifaktor*|2 faktor*|2 stegs*|flerfaktor*|\
        andra faktor*",
    digits: "6 siffrig*|sexsiffrig*|6 siffror|sex siffror",
    likely: "\
        auktoriseringskod*|\
        sakerhetskod*|bekraftelsekod*|bekraftelseskod*|kontrollkod*|kod vi skickade|koden vi*|\
        valideringskod*|sms kod*",
    passcode: "atkomstkod",
    code: "aktiveringskod*|kod|koden|verifiering|siffror|kode",
    about: "verifiera*|bekrafta din*|verifiering|lita pa denna*|kom ihag den har*",
    sent: "\
        skickad till|skickats|\
        du fick via|du fick per|kolla din*|far ett sms|skickat|skickade|har skickats|mottagit|fatt|\
        kontrollera din e post",
    posted: "",
    resend: "\
        skicka igen|skicka ny*|ny kod|ingen kod|fick du ingen*|annat satt|annan metod|aterstallningskod*|\
        reservkod*",
    enrol: "stall in",
    recovery: "aterstallning*|reservkod*|nodkod*",
    secret: "hemlig nyckel|hemliga nyckel*|installningsnyckel",
    pin: "pinkod|pin kod",
    password: "losenord*",
    kept: "glomt pin*|glomt kod*",
    locked: "",
    signin: "logga in|glomt losenord*|kom ihag mig|skapa konto",
    submit: "verifiera|bekrafta|logga in|fortsatt|nasta|skicka|aktivera",
    admin: "\
        spara|uppdatera|skapa|lagg till|ta bort|filtrera|registrera|kop|bestall|betala|boka|prenumerera|\
        andra",
    hard: "\
        medlemskod*|rumskod*|parkopplingskod*|fran din administrator|fran administratoren|fran lararen|\
        fran din larare|landskod|riktnummer|presentkort*|kampanjkod*|inbjudning*|bokningsnummer|\
        bokningskod|kundnummer|organisationsnummer|clearingnummer|referensnummer|ocr*|portkod|kolli*|\
        sandningsnummer|vardebevis|intygskod|verifiera intyg|aktheten|pa tavlan|narvarokod|annan anvandare",
    soft: "fodelse*|anvandarnamn|namn|fornamn|efternamn|meddelande|belopp|foretag|e postadress",
    search: "",
    card: "utgangsdatum|kortinnehavare",
    picture: "i bilden|inte en robot",
    message: "ditt meddelande|gastbok",
    delivered: "mejl",
    first: "forsta",
    second: "andra|nasta",
    consecutive: "tva koder|pa varandra foljande|efter varandra",
    repeated: "",
    tried: "",
    or: "eller",
    write: "ange|skriv|anvand|fyll i|mata in",
    plain: "ange|fran|ett|har|och|obligatoriskt|appen",
};
