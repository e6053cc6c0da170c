//! Norwegian.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        identitetsbekreftelseskode*|\
        innloggingskod*|engangskode*|engangspassord*|autentiseringskode*|kode engangs*|6 sifret kode|\
        sekssifret kode|kode fra*|tofaktorkode*|paloggingskode*",
    factor: "\
        tofaktor*|totrinns*|to trinns*|autentiseringsapp*|to faktor*|2 faktor*|2 trinns*|flerfaktor*|\
        to stegs*",
    digits: "sekssifrede|6 sifret|6 sifrede|sekssifret|6 siffer|6 sifre",
    likely: "\
        autorisasjonskode*|\
        godkjenningskode|sikkerhetskod*|bekreftelseskod*|verifiseringskode*|verifikasjonskode*|kontrollkode*|sms kode*|\
        koden vi*",
    passcode: "tilgangskode",
    code: "aktiveringskode*|kode|koden|verifisering|bekreftelse",
    about: "verifiser*|bekreft din*|autentisering|identitet*|stol pa denne*|husk denne*",
    sent: "sendte|innboks*|sjekk e posten|sendte en sms|sendt|mottatt",
    posted: "i brevet|med posten",
    resend: "\
        send pa nytt|send ny*|ny kode|fikk du ikke*|ikke mottatt|annen metode|annen mate|\
        gjenopprettingskode*|reservekode*",
    enrol: "skann*|qr kode*|konfigurer*|installer*",
    recovery: "gjenoppretting*|reservekode*|sikkerhetskopi*",
    secret: "hemmelig nokkel|hemmelige nokkel*",
    pin: "pinkode|pin kode",
    password: "passord*",
    kept: "",
    locked: "",
    signin: "logg inn|glemt passord|husk meg|opprett konto",
    submit: "bekreft|verifiser|logg inn|fortsett|neste|send|aktiver",
    admin: "lagre|oppdater|opprett|legg til|slett|sok|kjop|bestill|betal|registrer|rediger",
    hard: "\
        medlemskode*|romkode*|paringskode*|\
        fra administrator*|fra laereren|fra laerer|\
        postnummer|landkode|landskode|rabattkode*|gavekort*|kampanjekode*|invitasjon*|bestillingsnummer|\
        ordrenummer|kundenummer|serienummer|lisens*|fodselsnummer|personnummer|organisasjonsnummer|\
        kontonummer|medlemsnummer|varenummer|sporingsnummer|referansenummer|kid nummer|verifiser sertifikat|\
        vitnemal*|pa tavla|oppmotekode",
    soft: "\
        telefonnummer|mobilnummer|adresse|fodsels*|brukernavn|navn|fornavn|etternavn|sok*|melding|belop|\
        antall|firma",
    search: "",
    card: "kortnummer|kredittkort|utlopsdato",
    picture: "",
    message: "kommentar*|din melding",
    delivered: "e post|epost|sms|mobil*|telefon*",
    first: "forste",
    second: "andre|neste",
    consecutive: "to koder|etterfolgende",
    repeated: "",
    tried: "",
    or: "eller",
    write: "skriv inn|skriv|angi|bruk|oppgi|tast inn",
    plain: "skriv|inn|din|ditt|den|fra|i|en|et|her|og|pa|med|som|vi",
};
