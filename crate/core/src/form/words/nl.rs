//! Dutch.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        code 6 cijfers|code van 6 cijfers|\
        eenmalig*|authenticatiecode*|inlogcode*|verificatietoken|code uit je*|code uit de*|code van de app|\
        6 cijferige code|zescijferige code|aanmeldcode|tweestapscode|otp code|toegangscode uit*",
    factor: "\
        twee factor*|tweefactor*|tweestaps*|twee staps*|authenticatie app|authenticatieapp|2 staps*|\
        tweetraps*|in twee stappen|meervoudige verificatie|verificatie in twee*|authenticator app",
    digits: "6 cijferig*|zescijferig*|6 cijfers|zes cijfers|8 cijferig*",
    likely: "\
        autorisatiecode*|verificatienummer|bevestigingsnummer|verificatiecode*|verificatie code|\
        bevestigings code|beveiligingscode*|bevestigingscode*|controlecode*|validatiecode*|ontvangen code|\
        code die je*",
    passcode: "toegangscode",
    code: "activatiecode|verificatie|cijfers|bevestiging",
    about: "\
        authenticatie|identiteit*|bevestig je*|bevestig uw*|verifieer*|extra beveiliging|vertrouw dit*|\
        dit apparaat onthouden|onthoud dit*",
    sent: "\
        controleer je*|controleer uw*|ontvangt een sms*|ontvangt een code|toegestuurd|uit de e mail|\
        uit de sms|gestuurd|verzonden|verstuurd|gemaild|ontvangen|kreeg|gekregen|je inbox|uw inbox",
    posted: "de brief|uw brief",
    resend: "\
        opnieuw verzenden|opnieuw versturen|opnieuw sturen|nieuwe code|geen code*|niet ontvangen|\
        andere manier|herstelcode gebruiken|back upcode*|kwijt|stuur opnieuw",
    enrol: "instellen|inschakelen|download",
    recovery: "herstel*|reserve*|noodcode*|back upcode*",
    secret: "geheime sleutel|instelsleutel|geheime code|handmatig invoeren",
    pin: "pincode*",
    password: "wachtwoord*|wachtzin",
    kept: "pincode vergeten|code vergeten|wachtwoord vergeten",
    locked: "ontgrendel*|beveiligd*",
    signin: "inloggen|aanmelden|wachtwoord vergeten|ingelogd blijven|account aanmaken",
    submit: "\
        bevestig|\
        verifieren|verifieer|bevestigen|inloggen|aanmelden|doorgaan|volgende|verder|verzenden|activeren|\
        controleren",
    admin: "\
        opslaan|bijwerken|maken|toevoegen|verwijderen|toepassen|zoeken|registreren|kopen|betalen|boeken|\
        reserveren|abonneren|account aanmaken|downloaden|inwisselen|wijzigen|afrekenen",
    hard: "\
        document controleren|document verifieren|factuur controleren|factuur verifieren|\
        bewijs controleren|roomcode*|kamercode*|lidcode*|organisator|van je beheerder|van uw beheerder|\
        van de beheerder|van je docent|van de docent|echtheid*|track trace*|postcode*|landcode|netnummer|\
        landnummer|korting*|actiecode*|waardebon*|uitnodiging*|boekingsnummer|boekingscode|\
        reserveringsnummer|reserveringscode|bestelnummer|ordernummer|klantnummer|klantcode|licentie*|\
        productcode|activeringscode|rekeningnummer|bankcode|bsn|burgerservicenummer|kvk*|btw*|lidnummer|\
        lidmaatschapsnummer|trackingnummer|track en trace|zendingsnummer|kenteken*|polisnummer|klascode|\
        schoolcode|lescode|vergadercode|deurcode|apparaatcode|koppelcode|foutcode|kleurcode|taalcode|\
        valutacode|referentienummer|betalingskenmerk|huisnummer*|afhaalcode|meldcode|\
        certificaat controleren|certificaat verifieren|certificaatnummer|certificaatcode|op het bord|\
        aanwezigheidscode|andere gebruiker|je vriend",
    soft: "\
        telefoonnummer*|mobiel nummer|geboorte*|gebruikersnaam|naam|voornaam|achternaam|zoek*|e mailadres|\
        stad|plaats|straat|onderwerp|bericht|bedrag|aantal|bedrijf|omschrijving",
    search: "zoek*|trefwoord*",
    card: "kaartnummer|creditcard*|vervaldatum|kaarthouder|cvc code",
    picture: "in de afbeelding|tekens in*|geen robot|tekst overtypen|tekens overtypen",
    message: "reactie plaatsen|uw bericht|je bericht|contactformulier|gastenboek",
    delivered: "telefoon*|mobiel*",
    first: "eerste|huidige",
    second: "tweede|volgende",
    consecutive: "opeenvolgende|twee codes|achtereenvolgende",
    repeated: "herhaal code|herhaal de code",
    tried: "",
    or: "",
    write: "voer*|gebruik*|vul*|typ*|invoeren|invullen",
    plain: "het|een|je|jouw|uw|voer|vul|van|uit|op|met|door|verplicht|bijvoorbeeld",
};
