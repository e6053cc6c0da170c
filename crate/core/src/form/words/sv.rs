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
    code: "aktiveringskod*|kod|koden|verifiering|siffror|kode|aktiveringskod",
    about: "\
        verifiera*|bekrafta din*|verifiering|autentisering|identitet*|lita pa denna*|kom ihag den har*",
    sent: "\
        skickad till|skickats|\
        du fick via|du fick per|kolla din*|far ett sms|skickat|skickade|har skickats|mottagit|fatt|\
        kontrollera din e post",
    posted: "i brevet|med posten",
    resend: "\
        skicka igen|skicka ny*|ny kod|ingen kod|fick du ingen*|annat satt|annan metod|aterstallningskod*|\
        reservkod*",
    enrol: "skanna*|qr kod*|stall in|installera*",
    recovery: "aterstallning*|reservkod*|backupkod*|nodkod*",
    secret: "hemlig nyckel|hemliga nyckel*|installningsnyckel",
    pin: "pinkod|pin kod|pin",
    password: "losenord*",
    kept: "glomt pin*|glomt kod*",
    locked: "",
    signin: "logga in|glomt losenord*|kom ihag mig|skapa konto",
    submit: "verifiera|bekrafta|logga in|fortsatt|nasta|skicka|aktivera",
    admin: "\
        spara|uppdatera|skapa|lagg till|ta bort|sok|filtrera|registrera|kop|bestall|betala|boka|\
        prenumerera|andra",
    hard: "\
        medlemskod*|rumskod*|parkopplingskod*|\
        fran din administrator|fran administratoren|fran lararen|fran din larare|postnummer|landskod|\
        riktnummer|rabatt*|presentkort*|kampanjkod*|inbjudning*|bokningsnummer|bokningskod|ordernummer|\
        kundnummer|serienummer|licens*|personnummer|organisationsnummer|kontonummer|clearingnummer|\
        artikelnummer|referensnummer|medlemsnummer|ocr*|portkod|kolli*|sandningsnummer|vardebevis|\
        registreringsnummer|intygskod|verifiera intyg|aktheten|pa tavlan|narvarokod|annan anvandare",
    soft: "\
        telefonnummer|mobilnummer|adress|fodelse*|anvandarnamn|namn|fornamn|efternamn|sok*|stad|ort|\
        meddelande|belopp|antal|foretag|e postadress",
    search: "",
    card: "kortnummer|kreditkort|utgangsdatum|kortinnehavare",
    picture: "i bilden|inte en robot",
    message: "kommentar*|ditt meddelande|gastbok",
    delivered: "e post|epost|mejl|sms|mobil*|telefon*",
    first: "forsta",
    second: "andra|nasta",
    consecutive: "tva koder|pa varandra foljande|efter varandra",
    repeated: "",
    tried: "",
    or: "eller",
    write: "ange|skriv|anvand|fyll i|mata in",
    plain: "ange|skriv|din|ditt|den|fran|i|en|ett|har|och|pa|med|som|vi|obligatoriskt|appen",
};
