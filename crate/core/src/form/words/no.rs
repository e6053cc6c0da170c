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
    about: "verifiser*|bekreft din*|autentisering",
    sent: "sendte|innboks*|sjekk e posten|sendte en sms|sendt|mottatt",
    posted: "",
    resend: "\
        send pa nytt|fikk du ikke*|ikke mottatt|annen metode|annen mate|gjenopprettingskode*|reservekode*",
    enrol: "skann*",
    recovery: "gjenoppretting*|sikkerhetskopi*",
    secret: "hemmelig nokkel|hemmelige nokkel*",
    pin: "pinkode|pin kode",
    password: "passord*",
    kept: "",
    locked: "",
    signin: "logg inn|glemt passord|husk meg|opprett konto",
    submit: "bekreft|verifiser|logg inn|fortsett|neste|send|aktiver",
    admin: "lagre|oppdater|opprett|legg til|slett|sok|kjop|bestill|registrer",
    hard: "\
        romkode*|paringskode*|fra laerer|landkode|landskode|kampanjekode*|invitasjon*|bestillingsnummer|\
        lisens*|fodselsnummer|personnummer|organisasjonsnummer|sporingsnummer|kid nummer|\
        verifiser sertifikat|vitnemal*|pa tavla|oppmotekode",
    soft: "brukernavn|etternavn|sok*|melding|belop|antall",
    search: "",
    card: "kredittkort|utlopsdato",
    picture: "",
    message: "din melding",
    delivered: "e post|epost",
    first: "forste",
    second: "andre|neste",
    consecutive: "to koder|etterfolgende",
    repeated: "",
    tried: "",
    or: "eller",
    write: "skriv inn|skriv|angi|bruk|oppgi|tast inn",
    plain: "inn|ditt",
};
