//! French.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        code 6 chiffres|\
        jeton d authentification|\
        code d authentification|usage unique|code a 6 chiffres|code de connexion|code du token|\
        code temporaire|mot de passe unique|mot de passe a usage unique|code a usage unique|code otp|\
        code 2 fa|code mfa|code genere*|code de l application|code d identification|code recu par*|\
        code a six chiffres|code unique|code de double*|code totp|jeton a usage",
    factor: "\
        double identification|deux etapes|deux facteurs|deuxieme facteur|double authentification|\
        double facteur|2 facteurs|2 etapes|multifacteur*|multi facteur*|authentification forte|a 2 f|\
        second facteur|authentificateur|authentification renforcee|double verification|\
        application d authent*",
    digits: "6 chiffres|six chiffres|a six chiffres|8 chiffres|6 caracteres",
    likely: "\
        numero de verification|code de verification|code de securite|code de confirmation|\
        code de validation|code de controle|code d activation recu|code securite|code sms|code recu|\
        code envoye|code que vous avez*|code d acces temporaire",
    passcode: "code d acces|code secret|code personnel|code confidentiel",
    code: "code d activation|chiffres|jeton|authentification|validation",
    about: "\
        authentification|verifier votre identite|c est bien vous|securite supplementaire|verifiez que*|\
        se souvenir de cet*|faire confiance|confirmez votre*|verifiez votre*|activez votre*|\
        confirmer votre*",
    sent: "\
        recus par|\
        est arrive|arrive par|arrivee par|avez recu|votre boite*|code recu|recevrez un*|recu dans|\
        dans le sms|dans l e mail|par courriel a|envoye|vous a ete*|recu par|transmis|renvoyer|\
        verifiez votre e mail|vos e mails|vos mails",
    posted: "par la poste|par courrier|le courrier|votre courrier",
    resend: "\
        renvoyer*|nouveau code|pas recu*|recevoir un nouveau|autre methode|autre moyen|\
        code de recuperation|code de secours|essayer autrement|renvoi*|perdu votre*|demander un nouveau",
    enrol: "code qr|configurer|activer|telechargez",
    recovery: "de secours|sauvegarde|recuperation|urgence",
    secret: "cle secrete|cle de configuration|code secret*|cle privee|saisir manuellement",
    pin: "code pin|code secret|code confidentiel|code personnel",
    password: "mot de passe|mdp|phrase secrete",
    kept: "code oublie|code pin oublie|mot de passe oublie",
    locked: "deverrouiller*|protege*",
    signin: "se connecter|connexion|mot de passe oublie|se souvenir|creer un compte|identifiant",
    submit: "\
        verifier|valider|se connecter|connexion|continuer|suivant|envoyer|activer|s identifier|soumettre",
    admin: "\
        enregistrer|mettre a jour|creer|ajouter|supprimer|appliquer|rechercher|filtrer|s inscrire|acheter|\
        commander|payer|reserver|s abonner|modifier|telecharger|sauvegarder|suivre",
    hard: "\
        verifier une facture|verification de facture*|verifier une quittance|verifier un recu|\
        verification de recu*|code de salle|code d appairage|code de jumelage|de votre administrateur|\
        par votre administrateur|par l administrateur|par votre professeur|par l enseignant|\
        de votre professeur|code de l appareil|code partenaire|code de la salle|code postal|codepostal|\
        indicatif|code pays|code promo*|bon de reduction|cadeau*|parrainage|code client|code reduction|\
        code avantage|bon d achat|numero de commande|numero de reservation|reference de*|dossier de*|\
        numero de dossier|code barre*|code parrain|code cadeau|cle de produit|code agence|code guichet|\
        code banque|rib|numero de compte|code insee|code naf|code ape|siret|siren|numero fiscal|\
        numero de securite sociale|code iata|code vendeur|code adherent|code abonne|code etablissement|\
        code classe|code acces wifi|code wifi|digicode|code porte|code immeuble|code appareil|code tv|\
        televiseur|code d invitation|code reunion|code article|code produit|code couleur|code langue|\
        code devise|code erreur|code de suivi|numero de suivi|numero de colis|code de retrait|\
        code affilie|code de reservation|code coupon|coupon|code de reduction|immatriculation|\
        code chantier|code analytique|code famille|code de parrainage|code entreprise|code societe|\
        verifier un certificat|verification de certificat|verification du certificat|authenticite*|\
        code du certificat|au tableau|code de l attestation|verifier une attestation|verifier un document|\
        feuille de presence|retrait de commande|retirer votre commande|autre utilisateur|votre ami|\
        ton ami|par votre avocat|par votre medecin|de votre medecin|enregistrement txt",
    soft: "\
        longueur|duree|validite|intervalle|numero de telephone|naissance|nom d utilisateur|nom|prenom|\
        recherche*|identifiant|courriel|ville|rue|sujet|objet|montant|quantite|entreprise|societe|\
        fonction|titre|description|utilisateur|pseudo",
    search: "recherche*|mot cle*|mots cles",
    card: "\
        numero de carte|cryptogramme|carte bancaire|date d expiration|titulaire|carte de credit|\
        code de securite de la carte",
    picture: "\
        im bild|dans l image|caracteres affiches|recopiez les*|recopiez le texte*|\
        caracteres de l image|anti robot|pas un robot|\
        image ci*|calcul",
    message: "commentaire|commentaires|votre message|formulaire de contact|livre d or",
    delivered: "courriel|telephone|portable|texto",
    first: "premier|premiere|1 er|1 re|actuel",
    second: "deuxieme|seconde|suivant|2 eme|second|prochain",
    consecutive: "consecutif*|deux codes|successif*",
    repeated: "repetez le code|repeter le code",
    tried: "",
    or: "ou",
    write: "saisi*|entre*|utilis*|inscri*|tapez|taper|renseign*|indique*",
    plain: "\
        les|votre|veuillez|saisir|saisissez|entrer|entrez|ici|du|des|l|d|une|par|sur|est|vous|dans|ce|\
        cette|obligatoire|exemple|affiche|avec|ton|ta|tes|mon",
};
