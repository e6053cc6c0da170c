//! Hungarian.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        hitelesitokod*|ellenorzo kod*|egyszer hasznalatos*|egyszeri*|hitelesito kod*|bejelentkezesi kod*|\
        belepesi kod*|hitelesitesi kod*|6 jegyu kod*|hatjegyu kod*|6 szamjegyu kod*|hatszamjegyu kod*|kod az alkalmazasbol|kodot az alkalmazasbol|\
        alkalmazas kodja*|alkalmazasban lathato kod*|alkalmazasban megjeleno kod*|sms kod*|azonosito kod*|ketfaktoros kod*",
    factor: "\
        ketlepcsos*|ketfaktor*|ket lepcsos|hitelesito alkalmazas*|tobbfaktor*|tobbtenyezos|kettenyezos|\
        masodik faktor|hitelesito app*|hitelesitoalkalmaz*|hitelesitoapp*",
    digits: "6 jegyu|hatjegyu|hatjegyut|6 szamjegyu|hat szamjegyu|hatszamjegyu",
    likely: "\
        verifikacios kod*|\
        megerosito kod*|biztonsagi kod*|visszaigazolo kod*|ervenyesito kod*|ellenorzokod*|ellenorzo kod",
    passcode: "hozzaferesi kod*|belepokod*",
    code: "koddal|aktivalo kod*|kod|kodot|kodjat|kodja|kodod|kododat|kodokat|hitelesites|ellenorzes",
    about: "\
        hitelesites|azonositas|erositse meg*|szemelyazonossag*|ellenorzes|megbizhato eszkoz|\
        eszkoz megjegyzese",
    sent: "kuldve|kaptal|kuldtunk|elkuldtuk|kuldott|kapott|ellenorizze az e mail*|ellenorizd az e mail*",
    posted: "",
    resend: "\
        ujrakuldes*|kuldes ujra|uj kod*|nem kapt*|mas modszer*|masik modszer*|helyreallito kod*|\
        tartalek kod*",
    enrol: "olvassa be*|szkennelje*|beallitas*|telepits*",
    recovery: "helyreallit*|tartalek*|biztonsagi mentes*",
    secret: "titkos kulcs*|beallitasi kulcs",
    pin: "pin kod*|pinkod",
    password: "jelszavad*|jelszo*",
    kept: "",
    locked: "",
    signin: "belepes|bejelentkezes|elfelejtett jelszo*|regisztracio",
    submit: "ellenorzese|megerositese|hitelesitese|aktivalasa|jovahagyas|ellenorzes|megerosites|belepes|bejelentkezes|tovabb|kuldes|folytatas|aktivalas",
    admin: "\
        mentes|frissites|letrehozas|hozzaadas|torles|kereses|szures|regisztracio|vasarlas|rendeles|fizetes|\
        foglalas|szerkesztes|letoltes",
    hard: "\
        parositasi kod*|rendszergazdatol|adminisztratortol|tanartol|iranyitoszam*|orszagkod|korzetszam|\
        kedvezmeny*|ajandek*|meghivo*|rendelesszam*|foglalasi*|ugyfelszam*|ugyfelkod*|sorozatszam*|\
        szamlaszam*|bankszamla*|adoszam*|adoazonosito*|termekkod*|cikkszam*|csomagszam*|aktivalo kod*|\
        rendszam*|tajszam|taj szam|tanusitvany ellenorzes*|tanusitvany szam*|eredetiseg*|a tablan",
    soft: "\
        telefonszam*|cim|szuletes*|felhasznalonev*|nev|vezeteknev|keresztnev|kereses|varos|utca|targy|\
        uzenet|osszeg|mennyiseg|ceg*",
    search: "",
    card: "kartyaszam*|bankkartya*|hitelkartya*|lejarat*",
    picture: "kepen lathato|nem vagyok robot",
    message: "hozzaszolas*|uzenete|vendegkonyv",
    delivered: "sms*",
    first: "elso",
    second: "masodik|kovetkezo",
    consecutive: "egymast koveto|ket kod*|egymas utani",
    repeated: "",
    tried: "",
    or: "vagy",
    write: "adja meg*|add meg*|irja be*|ird be*|hasznal*",
    plain: "adja|meg|add|irja|be|ide|az|es|kerjuk|kotelezo",
};
