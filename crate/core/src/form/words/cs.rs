//! Czech and Slovak.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        overovaci kod*|jednorazov*|autentizacni kod*|autorizacni kod*|prihlasovaci kod*|kod z aplikace|kodu z aplikace|kod z overovac*|kod z autentizac*|overovaciho kodu|overovacieho kodu|sesticiferny kod|\
        \
        kod z aplikacie|autentifikacny kod*|sms kod*|6 mistny kod|sestimistny kod|kod z autentifikator*",
    factor: "\
        dvouurovnov*|dvoufazov*|dvoufaktor*|dvoustupn*|dvojfaktor*|dvojstupn*|dvojfazov*|\
        overovaci aplikac*|autentizacni aplikac*|autentifikacn aplik*|vicefaktor*|viacfaktor*|druhy faktor|\
        autentifikator*|autentikator*|dvostupanj*",
    digits: "6 mistny|sestimistny|6 mistneho|sestimistneho|sesticiferny|6 cislic|6 miestny|sestmiestny|sest cislic|6 ciferny|6 znaku",
    likely: "\
        bezpecnostni kod*|potvrzovaci kod*|kontrolni kod*|bezpecnostny kod*|potvrdzovaci kod*|\
        overovaci cislo|kod z sms|kod z e mailu|zaslany kod",
    passcode: "pristupovy kod",
    code: "kod|kodu|kodem|overeni|potvrzeni|overenie|aktivacni kod",
    about: "\
        overeni|overenie|overte*|potvrdte*|autentizace|autentifikacia|totoznost*|duverovat tomuto*|\
        zapamatovat toto*",
    sent: "\
        zkontrolujte*|\
        odeslali|poslali|zaslali|odoslali|byl odeslan|prisel|obdrzel*|zaslan*",
    posted: "",
    resend: "\
        poslat znovu|odeslat znovu|znovu odeslat|novy kod|neprisel*|nedostali*|jiny zpusob|jinou metod*|\
        iny sposob|zalozni kod|obnovovaci kod|zaslat znovu",
    enrol: "naskenujte*|qr kod*|nastaveni|aktivujte|nainstalujte*",
    recovery: "obnovovac*|zalozni*|zalohov*|zalozny*|nouzov*|obnoven*",
    secret: "tajny klic|tajny kluc|nastavovaci klic",
    pin: "pin kod",
    password: "heslo|hesla",
    kept: "zapomenuty pin|zapomneli jste pin",
    locked: "",
    signin: "prihlasit*|zapomenute heslo|zapomneli jste*|zapamatovat*",
    submit: "overit|potvrdit|prihlasit*|pokracovat|dalsi|odeslat|aktivovat|dalej|odoslat",
    admin: "\
        ulozit|aktualizovat|vytvorit|pridat|smazat|odstranit|hledat|filtrovat|registrovat|koupit|objednat|\
        zaplatit|rezervovat|upravit|stahnout|kupit",
    hard: "\
        parovaci kod*|kod mistnosti|\
        od administratora|od spravce|od ucitele|kod zarizeni|psc|postovni smerovaci*|predvolba|kod zeme|\
        slevov*|sleva|kupon*|darkov*|poukaz*|pozvan*|cislo objednavky|rezervacni kod|cislo rezervace|\
        zakaznicke cislo|seriove cislo|licenc*|cislo uctu|kod banky|rodne cislo|ico|dic|variabilni*|\
        cislo zasilky|kod produktu|cislo smlouvy|registracni znacka|promo*|zlav*|overit certifikat|\
        overeni certifikatu|pravost*|na tabuli|jineho uzivatel*",
    soft: "\
        telefonni cislo|telefon|narozen*|uzivatelske jmeno|jmeno|prijmeni|hledat|mesto|ulice|predmet|\
        zprava|castka|mnozstvi|firma|meno|priezvisko",
    search: "",
    card: "cislo karty|platebni kart*|kreditni kart*|platnost|drzitel*",
    picture: "z obrazku|na obrazku|nejsem robot|opiste text*|opiste z*",
    message: "komentar*|vase zprava",
    delivered: "e mail*|email*|telefon*|mobil*",
    first: "prvni|prvy",
    second: "druhy|dalsi|nasledujici",
    consecutive: "po sobe*|dva kody",
    repeated: "",
    tried: "",
    or: "nebo|alebo",
    write: "zadejte*|zadajte*|vlozte*|napiste*|pouzijte*",
    plain: "zadejte|zadajte|vas|svuj|zde|z|ze|na|do|prosim|povinne|aplikace",
};
