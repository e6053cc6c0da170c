//! German.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        code 6 stellig*|token wert|tokenwert|testcode|code der app|code deiner app|code ihrer app|\
        code von der app|einmal*|authentifizierungscode*|anmeldecode*|bestatigung in zwei schritten|\
        6 stelligen code|6 stelliger code|sms tan|photo tan|tan aus*|tan eingeben|authentisierungscode*|\
        zwei faktor code|code aus der*|code aus ihrer*|code aus deiner*|anmelde code|zugangstoken|\
        tokencode*|zweiter faktor code|otp code|code der authenticator*|authentifikations*|einwahlcode|\
        m tan|mobile tan|push tan*|chip tan",
    factor: "\
        token basiert*|tokenbasiert*|app zur authentifizierung|zwei faktor*|zweifaktor*|2 faktor*|\
        zwei schritt*|zweistufig*|2 stufen*|zweiter faktor|authentifikator*|authentisierungs*|\
        authentifizierungs app|authentifizierungsapp|faktor authentifizierung|mehrfaktor*|multi faktor*|\
        zwei wege*|bestatigung in zwei*|authenticator app|zweite stufe",
    digits: "6 stellig*|sechsstellig*|8 stellig*|6 ziffern|sechs ziffern|6 zeichen",
    likely: "\
        autorisierungscode*|verifizierungsnummer|prufnummer|code per e mail|code per sms|bestatigungs pin|\
        freigabecode|bestatigungscode*|sicherheitscode*|verifizierungscode*|prufcode*|verifikationscode*|\
        bestatigungsnummer|sicherheitsnummer|freischaltcode sms|code bestatigen|zugesandten code|\
        ubermittelten code|e mail code",
    passcode: "zugangscode|zugriffscode|kenncode",
    code: "verifizierung|bestatigung|ziffern|kode|tan|aktivierungscode",
    about: "\
        authentifizierung|verifizierung|identitat|anmeldung bestatigen|sicherheitsuberprufung|\
        login bestatigen|zusatzliche sicherheit|bestatigen sie ihre*|zugang bestatigen|\
        diesem gerat vertrauen|dieses gerat merken|bestatige dein*|konto aktivieren|aktiviere dein*|\
        adresse bestatigen",
    sent: "\
        gesendete*|\
        angekommen|eingetroffen|mit einem code|ihr postfach|dein postfach|aus der sms|aus der e mail|\
        aus ihrer e mail|aus deiner e mail|in der e mail|gesendet|geschickt|gesandt|versandt|zugesandt|\
        per sms|per e mail an|verschickt|ubermittelt|erhalten haben|erneut senden|e mail postfach|\
        posteingang*|deine e mails|ihre e mails|unterwegs",
    posted: "mit der post|per post|im brief|dem brief|per brief|ihren brief|anschreiben",
    resend: "\
        erneut senden|neu senden|erneut anfordern|keinen code*|nicht erhalten|neuen code*|andere methode|\
        anderes verfahren|wiederherstellungscode verwenden|backup code verwenden|gerat verloren|\
        kein zugriff|nochmals senden|noch einmal senden",
    enrol: "einrichten|qr code|aktivieren",
    recovery: "wiederherstellung*|ersatzcode*|sicherungscode*|notfall*|backup code*|rettungscode*",
    secret: "geheimer schlussel|geheimschlussel|einrichtungsschlussel|manuell eingeben|geheimnis",
    pin: "geheimzahl|personliche identifikationsnummer|wunsch pin",
    password: "passwort*|kennwort*|losungswort|zugangscode",
    kept: "pin vergessen|code vergessen|passwort vergessen|kennwort vergessen",
    locked: "entsperr*|geschutzt*",
    signin: "anmelden|einloggen|passwort vergessen|angemeldet bleiben|registrieren",
    submit: "\
        bestatigen|anmelden|einloggen|weiter|absenden|prufen|uberprufen|verifizieren|aktivieren|fortfahren",
    admin: "\
        speichern|aktualisieren|erstellen|hinzufugen|loschen|anwenden|suchen|registrieren|kaufen|\
        bestellen|buchen|einlosen|bezahlen|abonnieren|andern|zur kasse|herunterladen|sendung verfolgen",
    hard: "\
        dokument prufen|dokument verifizieren|dokumentenprufung|beleg prufen|beleg verifizieren|\
        belegprufung|rechnung prufen|urkunde prufen|bescheinigung prufen|mitgliedscode*|vom administrator|\
        von ihrem administrator|von deinem administrator|von der verwaltung|vom lehrer|von deiner lehr*|\
        von ihrer lehr*|zugangscode des meetings|losung|aktions code|bankleitzahl|blz|plz|postleitzahl*|\
        landesvorwahl|vorwahl|gutschein*|aktionscode*|einladung*|empfehlung*|geschenk*|bestellnummer|\
        kundencode|buchungs*|reservierungs*|vorgangsnummer|rechnungsnummer|seriennummer*|lizenz*|\
        produktschlussel|aktivierungsschlussel|freischalt*|vertragsnummer|mitgliedsnummer|\
        versichertennummer|versicherungsnummer|steuernummer|steuer id|sendungsnummer|paketnummer|\
        zahlernummer|kennzeichen|kurscode|klassencode|raumcode|raumnummer|besprechungs*|konferenz*|\
        teilnehmercode|veranstaltungs*|werbecode|partnercode|handlercode|filialnummer|artikelnummer|\
        turcode|zutrittscode|alarmcode|geratecode|kopplungs*|fernseher|tv code|sperrcode|landercode|\
        sprachcode|fehlercode|farbcode|einschreibeschlussel|zugangsschlussel|verwendungszweck|\
        uberweisung*|zertifikat prufen|zertifikat verifizieren|zertifikatspruf*|echtheit*|urkundennummer|\
        an der tafel|anwesenheitscode|abholung*|bestellung abholen|anderen nutzer*|deines freundes|\
        verweigern|von ihrem anwalt|von ihrem arzt|vom arzt|txt eintrag",
    soft: "\
        lange|gultigkeit*|ablauf*|gultig fur|telefonnummer*|handynummer*|geburt*|benutzername*|geratename|\
        suche*|benutzerkennung|nutzername|vorname|nachname|strasse|ort|stadt|betreff|nachricht|betrag|\
        anzahl|menge|titel|beschreibung|bezeichnung|anrede|kundennummer",
    search: "suche*|suchbegriff*|stichwort*",
    card: "\
        kartennummer|prufziffer|kreditkart*|kartenprufnummer|karteninhaber|gultig bis|ablaufdatum|\
        kartenprufziffer",
    picture: "\
        zeichen im bild|sicherheitsfrage|spamschutz|rechenaufgabe|zeichen aus*|buchstaben aus*|\
        kein roboter",
    message: "ihre nachricht|deine nachricht|kontaktformular|gastebuch",
    delivered: "handy|e mail|post",
    first: "erster|ersten|erste|aktueller",
    second: "zweiter|zweite|zweiten|nachster|nachste|folgender|darauffolgend*",
    consecutive: "aufeinander*|zwei codes|hintereinander*",
    repeated: "code wiederholen|wiederhole den code",
    tried: "",
    or: "oder|bzw",
    write: "eingeben|eingabe|gib|geben|verwende*|nutze*|tippen|eintragen",
    plain: "\
        der|die|das|ihr|ihre|ihren|dein|deine|deinen|bitte|geben|sie|ein|hier|aus|von|und|ist|im|eingeben|\
        mit|zum|zur|pflichtfeld|b|beispiel|lautet|angezeigten|angezeigte",
};
