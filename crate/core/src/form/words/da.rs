//! Danish.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        engangsadgangskode*|godkendelseskode*|loginkod*|log ind kode|kode fra*|totrinskode*|6 cifret kode|\
        sekscifret kode|tofaktorkode*|engangskod*|bekraeftelseskode fra*",
    factor: "\
        tofaktor*|to faktor*|totrins*|to trins*|godkendelsesapp*|autentificeringsapp*|multifaktor*|\
        2 faktor*|2 trins*",
    digits: "sekscifrede|6 cifret|6 cifrede|sekscifret|6 cifre",
    likely: "\
        autorisationskode*|\
        sikkerhedskod*|bekræftelseskod*|bekraeftelseskod*|verifikationskod*|kontrolkode*|sms kode*|\
        verificeringskode*|koden vi*",
    passcode: "adgangskoden",
    code: "aktiveringskode*|kode|koden|verificering|bekræftelse",
    about: "\
        verificer*|bekræft din*|godkendelse|identitet*|stol pa denne*|husk denne*|autentificering",
    sent: "fra mailen|indbakke*|tjek din*|far en sms|sendt|modtaget",
    posted: "i brevet|med posten",
    resend: "\
        send igen|send ny*|ny kode|modtog ikke*|ikke modtaget|anden metode|anden made|gendannelseskode*|\
        nodkode*",
    enrol: "qr kode*|konfigurer*",
    recovery: "gendannelse*",
    secret: "hemmelig nogle|hemmelige nogle",
    pin: "pinkode|pin kode",
    password: "adgangskode*|kodeord",
    kept: "",
    locked: "",
    signin: "log ind|glemt adgangskode|husk mig|opret konto",
    submit: "indsend|godkend|bekræft|bekraeft|verificer|log ind|fortsæt|næste|send|aktiver",
    admin: "opdater|opret|tilfoj|slet|sog|kob|bestil|betal|tilmeld|rediger",
    hard: "\
        rumkode*|parringskode*|fra administrator*|fra din administrator|fra laereren|postnummer|landekode|\
        rabat*|gavekort*|kampagnekode*|invitation*|ordrenummer|kundenummer|serienummer|licens*|cpr*|cvr*|\
        kontonummer|registreringsnummer|reg nr|medlemsnummer|varenummer|pakkenummer|bevisets|\
        verificer certifikat|pa tavlen|fremmodekode",
    soft: "mobilnummer|fodsels*|brugernavn|navn|fornavn|efternavn|sog*|besked|belob|antal",
    search: "",
    card: "kortnummer|kreditkort|udlobsdato",
    picture: "",
    message: "kommentar*|din besked",
    delivered: "",
    first: "forste",
    second: "anden|næste",
    consecutive: "to koder|pa hinanden*",
    repeated: "",
    tried: "",
    or: "eller",
    write: "indtast|skriv|brug|angiv",
    plain: "indtast|skriv|din|dit|den|fra|i|en|et|her|og|pa|med|som|vi",
};
