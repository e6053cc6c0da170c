//! Finnish.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        koodi sovelluksesta|koodin sovelluksesta|sovelluksen koodi*|sovelluksen nayttama*|sovelluksen luoma*|\
        6 numeroisen koodin|kuusinumeroisen koodin|\
        kertakayttoi*|todennuskoodi*|kertakoodi*|kirjautumiskoodi*|tunnistautumiskoodi*|\
        kaksivaiheinen koodi|6 numeroinen koodi|kuusinumeroinen koodi|kertakayttokoodi*|\
        kertakayttosalasana*|varmennuskoodi*|tunnuslukusovellu*",
    factor: "\
        kaksivaihei*|kaksiosai*|todennussovellu*|monivaihei*|kaksi tekija*|kaksitekija*|\
        tunnistautumissovellu*|2 vaihei*|monimenetelma*",
    digits: "6 numeroi*|kuusinumeroi*|6 numeroa|6 merkki*",
    likely: "valtuuskoodi*|valtuutuskoodi*|vahvistuskoodi*|turvakoodi*|tarkistuskoodi*|suojauskoodi*|tekstiviestikoodi*",
    passcode: "paasykoodi*",
    code: "aktivointikoodi*|koodi*|vahvistus*|tunnus",
    about: "vahvista*|tunnistautuminen|todennus|henkilollisyy*|luota tahan*|muista tama*",
    sent: "tarkista sahkoposti*|lahetimme|lahetetty|lahetettiin|saamasi|vastaanottamasi",
    posted: "kirjeessa|postitse",
    resend: "laheta uudelleen|uusi koodi|etko saanut*|toinen tapa|palautuskoodi*|varakoodi*",
    enrol: "qr koodi*|ota kayttoon|asenna|lataa",
    recovery: "palautus*|varakoodi*|varmuus*",
    secret: "salainen avain|asetusavain",
    pin: "pin koodi",
    password: "salasana*",
    kept: "",
    locked: "",
    signin: "kirjaudu*|unohditko salasana*|muista minut",
    submit: "vahvista|kirjaudu|jatka|seuraava|laheta|tarkista|ota kayttoon",
    admin: "tallenna|paivita|luo|lisaa|poista|hae|rekisteroidy|osta|tilaa|maksa|varaa|muokkaa",
    hard: "\
        jasenkoodi*|pariliitoskoodi*|yllapitajalta|opettajalta|postinumero|maatunnus|suuntanumero|\
        alennus*|lahjakort*|kampanjakoodi*|kutsu*|varausnumero|varaustunnus|tilausnumero|asiakasnumero|\
        sarjanumero|henkilotunnus|y tunnus|tilinumero|iban|viitenumero|tuotekoodi|jasennumero|\
        lahetystunnus|seurantakoodi|rekisterinumero|ovikoodi|todistuksen|taululla",
    soft: "\
        puhelinnumero|osoite|syntyma*|kayttajatunnus|kayttajanimi|nimi|etunimi|sukunimi|haku|kaupunki|\
        viesti|summa|maara|yritys",
    search: "",
    card: "kortin numero|luottokort*|voimassa*",
    picture: "",
    message: "kommentti*|viestisi|vieraskirja",
    delivered: "sahkoposti*|tekstiviesti*|puhelin*",
    first: "ensimmai*",
    second: "toinen|seuraava",
    consecutive: "perakkai*|kaksi koodia",
    repeated: "",
    tried: "",
    or: "tai",
    write: "syota|kirjoita|anna|kayta",
    plain: "syota|kirjoita|anna|tahan|ja|saamasi|sovelluksen|sovelluksesta",
};
