//! Polish.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        kod 6 cyfr*|\
        kodu uwierzytelnienia|kod uwierzytelniajac*|kod totp|jednorazow*|kod uwierzytelniajacy|\
        kod autoryzacyjny|kod z sms*|kod z aplikacji|kodu z aplikacji|kod uwierzytelniania|kod uwierzytelnienia|\
        kod logowania|kod dostepu z*|kod jednorazowy|haslo jednorazowe|haslo sms|kod z tokena|token sms|\
        kod 2 fa|kod otp|6 cyfrowy kod|szesciocyfrowy kod|kod autoryzacji|kod z authenticatora|\
        kod tymczasowy|wskazanie tokena",
    factor: "\
        dwukrotne uwierzytelnien*|2 etapowa|dwuetapow*|dwuskladnikow*|dwustopniow*|dwuczynnikow*|\
        aplikacja uwierzytelniajaca|aplikacji uwierzytelniajac*|aplikacje uwierzytelniajac*|drugi skladnik|drugiego skladnika|\
        wieloskladnikow*|weryfikacja dwu*|silne uwierzyteln*|aplikacja autoryzujaca|2 etapow*|\
        uwierzytelnianie dwu*",
    digits: "6 cyfrow*|szesciocyfrow*|6 cyfr|szesc cyfr|8 cyfrow*|6 znakow*",
    likely: "\
        kod weryfikacyjny|kod zabezpiecz*|kod potwierdz*|kod bezpieczenstwa|kodu weryfikacyjnego|kodem weryfikacyjnym|kody weryfikacyjne|kodu bezpieczenstwa|kod sms|\
        kod z wiadomosci|otrzymany kod|kod weryfikacji|kod sprawdzajacy|kod z e maila",
    passcode: "kod dostepu",
    code: "kod|kodu|kodem|weryfikacja|potwierdzenie|kody|kod aktywacyjny",
    about: "\
        weryfikacja|uwierzytelnianie|uwierzytelnienie|zweryfikuj*|tozsamosc*|dodatkowe zabezpieczenie|\
        zaufane urzadzenie|zapamietaj to urzadzenie|potwierdz logowanie|autoryzacja|wyslalismy kod|\
        potwierdz adres*|potwierdz swoj*|aktywuj konto",
    sent: "\
        otrzymany w|otrzymany na|otrzymanego|otrzymany e mailem|przyszedl|sprawdz skrzynke|sprawdz poczte|\
        sprawdz e mail|otrzymasz|z wiadomosci sms|z wiadomosci e mail|wyslalismy*|wyslano|otrzymal*|wyslany|\
        przeslalismy|przeslany|skrzynke",
    posted: "poczta tradycyjna|w liscie|list polecony",
    resend: "\
        wyslij ponownie|ponownie wyslij|nowy kod|nie otrzymal*|inna metoda|inny sposob|kod zapasowy|\
        kod odzyskiwania|kodu odzyskiwania|utracono|wyslij kod ponownie|nie dotarl*|zgubil*",
    enrol: "zeskanuj*|kod qr|kodu qr|skonfiguruj*|wlacz*|zainstaluj*|pobierz",
    recovery: "odzyskiw*|zapasow*|awaryjn*|odzyskania",
    secret: "tajny klucz|klucz konfiguracyjny|sekret|klucz tajny|recznie",
    pin: "kod pin|numer pin",
    password: "haslo|hasla",
    kept: "zapomnialem*|nie pamietam*|zapomniales*",
    locked: "odblokuj*|chronion*",
    signin: "zaloguj*|logowanie|nie pamietasz*|zapamietaj mnie|zarejestruj*",
    submit: "zweryfikuj|weryfikuj|potwierdz|zaloguj|dalej|kontynuuj|wyslij|aktywuj|zatwierdz|sprawdz",
    admin: "\
        zapisz|aktualizuj|utworz|dodaj|usun|zastosuj|szukaj|filtruj|zarejestruj|kup|zamow|zaplac|rezerwuj|\
        zarezerwuj|subskrybuj|edytuj|pobierz|sledz|zmien|wyszukaj|zaloz konto",
    hard: "\
        weryfikacja dokument*|sprawdz dokument|zweryfikuj dokument|weryfikacja zaswiadcz*|\
        weryfikacja faktur*|weryfikacja paragon*|kod parowania|kod pokoju|od administr*|od nauczyciela|\
        od prowadzacego|kod partnera|kod pocztowy|kod kraju|kierunkowy|kod rabatowy|kod promocyjny|bon*|\
        karta podarunkowa|podarunkow*|zaproszen*|polecaj*|kod polecajacy|numer zamowienia|\
        numer rezerwacji|kod rezerwacji|numer klienta|kod klienta|numer seryjny|klucz produktu|\
        numer konta|numer rachunku|kod banku|nip|regon|pesel|numer polisy|kod kreskowy|numer przesylki|\
        numer listu|numer rejestracyjny|kod klasy|kod szkoly|kod spotkania|kod urzadzenia|kod tv|\
        kod bledu|kod koloru|kod jezyka|kod waluty|kod odbioru|paczkomat*|numer karty|kod domofonu|\
        kod pracownika|kod firmy|pkd|kod ean|numer faktury|kod wydarzenia|sprawdz certyfikat|\
        weryfikacja certyfikatu|zweryfikuj certyfikat|autentycznosc*|numer certyfikatu|na tablicy|\
        lista obecnosci|odbior zamowienia|kod blik|innego uzytkownika|znajomego",
    soft: "\
        numer telefonu|adres*|urodzenia|nazwa uzytkownika|nazwa|imie|nazwisko|szukaj|miasto|ulica|temat|\
        wiadomosc|kwota|ilosc|tytul|opis|uzytkownik|login",
    search: "szukaj|wyszukaj|wyszukiw*|slowo kluczowe|fraza",
    card: "numer karty|karta kredytowa|karty kredytowej|data waznosci|wlasciciel karty|kod cvv",
    picture: "z obrazka|nie jestem robotem|przepisz tekst|przepisz z*",
    message: "twoja wiadomosc|formularz kontaktowy",
    delivered: "poczt*|wiadomosc*",
    first: "pierwszy|pierwszego|biezacy|aktualny",
    second: "drugi|drugiego|nastepny|kolejny",
    consecutive: "kolejne kody|dwa kody|kolejnych|dwa kolejne|nastepujace po sobie",
    repeated: "powtorz kod",
    tried: "",
    or: "lub|albo",
    write: "wpisz*|podaj*|uzyj*|wprowadz*|przepisz*",
    plain: "wpisz|podaj|wprowadz|tutaj|w|twoj|swoj|prosze|wymagane|np|aplikacji|wyswietlony",
};
