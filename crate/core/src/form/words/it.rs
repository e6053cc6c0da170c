//! Italian.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        codice 6 cifre|\
        codice di autenticazione|codice autenticazione|monouso|codice di accesso temporaneo|codice token|\
        codice del token|codice otp|password temporanea|password usa e getta|codice temporaneo|\
        codice generato*|codice a 6 cifre|codice a sei cifre|codice dall app|codice dell app|codice 2 fa|\
        codice di login|codice dinamico|usa e getta",
    factor: "\
        due fattori|due passaggi|2 fattori|secondo fattore|autenticatore|app di autenticazione|\
        doppia autenticazione|due fasi|multi fattore|multifattore|piu fattori|a piu fattori|\
        autenticazione forte|verifica in due*|doppio fattore|due step",
    digits: "6 cifre|sei cifre|8 cifre|6 caratteri",
    likely: "\
        numero di verifica|\
        codice di verifica|codice verifica|codice di sicurezza|codice di conferma|codice di convalida|\
        codice conferma|codice sms|codice ricevuto|codice inviato|codice di controllo|codice sicurezza",
    passcode: "codice di accesso|codice personale|codice d accesso",
    code: "codice di attivazione|codice attivazione|codice|cifre|verifica|codici|conferma|gettone",
    about: "\
        autenticazione|verifica|ricorda questo dispositivo|considera attendibile|conferma il tuo*|\
        conferma la tua*|attiva il tuo*",
    sent: "\
        arrivato via|arrivato per|arrivata via|arrivato sul*|controlla la tua*|controlla la posta|riceverai|\
        abbiamo mandato|spedito|spedita|inviato|inviata|ricevuto|ricevuta",
    posted: "per posta ordinaria|la lettera|via posta|nella lettera",
    resend: "\
        invia di nuovo|reinvia*|rinvia|nuovo codice|non hai ricevuto*|non ho ricevuto*|altro metodo|\
        un altro modo|codice di recupero|codice di backup|hai perso*|invia nuovamente|inviami di nuovo",
    enrol: "inquadra*|codice qr|configura|attiva|scarica",
    recovery: "recupero|riserva|emergenza",
    secret: "chiave segreta|chiave di configurazione|inserisci manualmente",
    pin: "codice pin|codice segreto|pin dispositivo",
    password: "parola chiave|parola d ordine",
    kept: "pin dimenticato|codice dimenticato|password dimenticata",
    locked: "sblocca*|protett*",
    signin: "accedi|password dimenticata|ricordami|registrati",
    submit: "verifica|conferma|accedi|continua|avanti|invia|attiva|prosegui|entra|procedi",
    admin: "\
        salva|aggiorna|crea|aggiungi|elimina|applica|cerca|filtra|registrati|acquista|ordina|paga|prenota|\
        iscriviti|modifica|scarica|traccia|riscatta",
    hard: "\
        verifica ricevuta|verifica fattura|verifica scontrino|dal tuo docente|codice di abbinamento|\
        dall amministratore|dal tuo amministratore|dal docente|dall insegnante|codice postale|prefisso|\
        sconto|buono|regalo|invito|codice fiscale|codice cliente|codice promo*|codice sconto|codice amico|\
        codice prenotazione|numero ordine|numero d ordine|codice ordine|partita iva|codice articolo|\
        codice prodotto|codice a barre|numero di serie|licenza|codice abi|codice cab|codice filiale|\
        codice destinatario|codice univoco|codice paese|codice lingua|codice valuta|codice errore|\
        codice classe|codice meccanografico|codice dispositivo|codice tv|codice riunione|\
        codice spedizione|numero di tracking|lettera di vettura|codice azienda|codice ateco|\
        codice catastale|codice cig|codice cup|targa|tessera|codice invito|codice segnalazione|\
        codice convenzione|codice fornitore|codice dipendente|verifica certificat*|verifica attestat*|\
        autenticita del*|codice del certificato|codice attestato|verifica documento|alla lavagna|\
        ritira il tuo ordine|ritiro ordine|codice dell ordine|ritiro in negozio|altro utente|tuo amico|\
        dal tuo avvocato|dal tuo medico|dal medico|record txt",
    soft: "\
        lunghezza|durata|scadenza|intervallo|\
        numero di telefono|indirizzo|nascita|nome utente|nome|cognome|cerca|citta|provincia|via|oggetto|\
        messaggio|importo|quantita|azienda|titolo|descrizione|utente|cellulare",
    search: "cerca|ricerca|parola chiave",
    card: "\
        numero di carta|numero carta|carta di credito|scadenza|titolare|intestatario|\
        codice di sicurezza della carta",
    picture: "nell immagine|caratteri visualizzati|caratteri che vedi|non sono un robot",
    message: "commento|commenti|il tuo messaggio|modulo di contatto",
    delivered: "posta|cellulare|messaggio",
    first: "primo|prima|attuale",
    second: "secondo|seconda|successivo|prossimo",
    consecutive: "consecutiv*|due codici|successivi",
    repeated: "ripeti il codice|ripeti codice",
    tried: "",
    or: "o|oppure",
    write: "inseri*|digit*|usa|usare|immett*|scriv*|utilizza*",
    plain: "\
        il|lo|gli|tuo|tua|inserisci|inserire|qui|della|dell|da|dal|dall|per|nel|che|digita|obbligatorio|\
        esempio|visualizzato|mostrato",
};
