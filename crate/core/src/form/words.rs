//! What people call the field for a code, and what they call its neighbours.
//!
//! Written as [`Words`](super::text::Words) spells: small letters without marks, parted where letters meet
//! digits (`2 fa`); `*` at the end stands for any ending. English, Japanese, and the other languages of the
//! AWS console: German, French, Italian, Spanish, Portuguese, Indonesian, Turkish, Korean, both Chinese; and
//! Dutch, Polish and Russian, since their words cost little.

/// Phrases, parted by `|`.
pub(super) type List = &'static str;

/// A code of the second factor, and nothing else.
pub(super) const SURE: List = "\
    otp*|totp*|hotp|one time code*|one time pass*|one time pin|one time token|onetime*|\
    authentication code*|authenticationcode*|auth code*|authcode*|authentication token|\
    authorization code|login code|sign in code|signin code|logincode|6 character code|token code|\
    tokencode|sms code|dynamic code|dynamic password|verification pin|認証コード|ワンタイム|認証番号|ログインコード|使い捨て|\
    einmal*|authentifizierungscode*|anmeldecode|bestatigung in zwei schritten|\
    code d authentification|usage unique|code a 6 chiffres|code de connexion|\
    codice di autenticazione|codice autenticazione|monouso|codice di accesso|\
    codigo de autenticacion|un solo uso|unico uso|codigo de autenticacao|uso unico|kode autentikasi|\
    kode otentikasi|sekali pakai|tek kullanimlik*|kimlik dogrulama kod*|인증코드|인증번호|일회용|otp 번호|mfa 코드|\
    动态码|动态口令|动态密码|动态验证码|一次性|身份验证码|短信验证码|认证码|令牌码|動態碼|動態密碼|身份驗證碼|簡訊驗證碼|認證碼|eenmalig*|\
    authenticatiecode|inlogcode|jednorazow*|kod uwierzytelniajacy|одноразов*|код аутентификации|\
    код подтверждения|mfacode*|mfa code*|mfa コード|2 facode|tfacode|tfatoken|otptoken|challenge code|\
    enter the code from*|code from your*|6 digit code*|six digit code*|6 digit authentication*|\
    6 digit verification*|6 桁のコード|6 桁の認証|6 stelligen code|6 stelliger code|passcode from*|\
    code generated*|temporary code|security device code|authenticator code|sms tan|m tan|mtan|\
    mobile tan|push tan*|photo tan|chip tan|tan aus*|tan eingeben|codigo do token|codigo del token|\
    code du token|codice token|codice del token|kode token|token kodu|sms sifre*|dogrulama sifre*|\
    inputotp|verifieringskod*|engangskod*|engangslosen*|autentiseringskod*|kertakayttoi*|\
    overovaci kod|jednorazov*|kode engangs*|ma xac thuc|ma otp|kodas sms|telefonunuza gelen*|\
    cep telefonunuza gelen*|код из sms|код из смс|код из приложения|смс код|kod autoryzacyjny|\
    kod z sms*|رمز التحقق لمرة واحدة|код підтвердження|loginkod*|innloggingskod*|paloggingskod*|\
    inloggningskod*|kode fra|kod fran|kod z aplikacji|kode dari aplikasi";

/// The second factor itself: what stands with it, without another name, is its code.
pub(super) const FACTOR: List = "\
    2 fa|2 fa*|2 facteurs|2 factor*|2 factores|2 faktor|2 fatores|2 fattori|2 step*|2 段階|2 要素|2 단계|\
    2 차인증|aplicacion de autenticacion|aplicativo autenticador|aplicativo de autenticacao|\
    aplikasi autentikator|app di autenticazione|application d authentification|autenticador|\
    autenticatore|autentikator|authenticator*|authentifikator*|authy|cok faktorlu*|deux etapes|\
    deux facteurs|deuxieme facteur|doble factor|dogrulayici*|dois fatores|dos factores|dos pasos|\
    double authentification|double facteur|dua faktor|dua langkah|duas etapas|due fattori|\
    due passaggi|duplo fator|dwuetapow*|dwuskladnikow*|dwustopniow*|faktor authentifizierung|\
    google auth*|iki adimli|iki asamali|iki faktor*|kimlik dogrulayici*|mfa*|multi factor*|\
    multifacteur*|multifactor*|oath*|second factor*|secondfactor*|secondo fattore|segundo factor|\
    segundo fator|tfa*|time based*|twee factor*|tweefactor*|tweestaps*|two factor*|two step*|twofa*|\
    twofactor*|twostep*|zwei faktor*|zwei schritt*|zweifaktor*|zweistufig*|zweiter faktor|\
    аутентификатор*|двухфактор*|двухэтап*|两步|二次验证|二段階|二要素|兩步|兩階段|双因子|双因素|双重|多因素|多要素|多重要素|多重身份|認証アプリ|\
    認証システム|谷歌验证|身份验证器|雙因子|雙因素|雙重|驗證器|이중인증|tvafaktor*|tvastegs*|tofaktor*|totrins*|to trins*|\
    autentiseringsapp*|kaksivaihei*|dvoufazov*|dvoufaktor*|dvoustupn*|dvostupanj*|ketfaktor*|\
    ketlepcsos|xac thuc hai|xac minh 2|2 lop|двофактор*|المصادقة الثنائية|אימות דו שלבי";

/// A code of the second factor, unless a card or a picture is near: these words serve them, too.
pub(super) const LIKELY: List = "\
    verification code*|verificationcode*|verify code|verifycode|verif code|security code*|\
    securitycode*|confirmation code*|confirmationcode|confirm code|code verification|\
    validation code|確認コード|検証コード|セキュリティコード|確認番号|本人確認コード|検証番号|bestatigungscode*|sicherheitscode*|\
    verifizierungscode*|prufcode|verifikationscode*|code de verification|code de securite|\
    code de confirmation|code de validation|codice di verifica|codice verifica|codice di sicurezza|\
    codice di conferma|codigo de verificacion|codigo de seguridad|codigo de confirmacion|\
    codigo de acceso|codigo de verificacao|codigo de seguranca|codigo de confirmacao|\
    codigo de acesso|kode verifikasi|kode keamanan|kode konfirmasi|dogrulama kod*|guvenlik kod*|\
    onay kod*|확인코드|보안코드|확인번호|보안번호|인증 코드|验证码|校验码|安全码|确认码|驗證碼|校驗碼|安全碼|確認碼|驗證代碼|验证代码|verificatiecode*|\
    beveiligingscode*|bevestigingscode*|kod weryfikacyjny|kod zabezpiecz*|kod potwierdz*|\
    проверочныи код|код безопасности|код проверки|6 digit*|six digit*|6 桁|六桁|6 stellig*|\
    sechsstellig*|a six chiffres|6 chiffres|6 cifre|sei cifre|6 digitos|seis digitos|6 digit|\
    6 haneli|alti haneli|6 자리|여섯자리|6 位|六位|6 cijferig*|6 cyfrow*|6 значныи|passcode*|pass code|パスコード|\
    sakerhetskod*|bekraftelsekod*|bekraftelseskod*|sikkerhedskod*|sikkerhetskod*|bekræftelseskod*|\
    bekreftelseskod*|vahvistuskoodi*|turvakoodi*|bezpecnostni kod|potvrzovaci kod|ellenorzo kod|\
    megerosito kod|cod de verificare|ma xac minh|4 digit code|5 digit code|7 digit code|\
    8 digit code|four digit code|eight digit code|رمز التحقق|קוד אימות|認証キー";

/// Could be a code of anything; what stands around has to say of what.
pub(super) const CODE: List = "\
    code|codes|kode|codice|codigo|kod|kodu|kodunu|код|pin|challenge|verification|verify|\
    authentication|response|access code|codeinput|コード|トークン|코드|토큰|代码|代碼|令牌|口令|verifizierung|\
    bestatigung|verifica|verificacion|verificacao|verifikasi|dogrulama|chiffres|cifre|ziffern|jeton|\
    authenticate|token|tokens|confirmation|passcode|tan|koodi|cod";

/// Said of a page or of what stands around: it is about proving who somebody is.
pub(super) const ABOUT: List = "\
    verify your identity|verify it s you|verify that it s you|confirm your identity|second step|\
    extra security|本人確認|2 sv|step verification|verify your account|verify your login|\
    verify your sign in|verify login|verify sign in|identitat bestatigen|authentication app|\
    authentication application|auth app|totp|code from your app|code from the app|code we sent|\
    code that was sent|we sent a code|sent you a code|認証|身份验证|身份驗證|본인 확인|인증|authentication|\
    verification|verify|sent you*|text message|sms|we have sent|we ve sent|we just sent|\
    authentifizierung|verifizierung|authentification|autenticazione|autenticacion|autenticacao|\
    autentikasi|dogrulama|verificacion|verificacao|verifikasi|验证|驗證|확인|authenticate*|code sent|\
    we texted|texted you|sent a code|code has been sent|sent to your|код отправлен|wyslalismy kod|\
    has been emailed|has been texted|emailed to|texted to|has been sent";

/// A code for the day the device is lost. It may share a field with the other kind.
pub(super) const RECOVERY: List = "\
    recovery*|recover|backup*|back up*|scratch*|rescue*|emergency*|fallback*|static token*|\
    single use code*|reset code|リカバリ|バックアップ|復旧|回復|予備|復元|緊急|wiederherstellung*|ersatzcode*|\
    sicherungscode*|notfall*|reservecode*|recuperation|de secours|sauvegarde|recupero|riserva|\
    emergenza|recuperacion|respaldo|recuperacao|pemulihan|cadangan|kurtarma|yedek*|복구|백업|恢复|备用|备份|\
    救援|恢復|備用|備份|復原|herstel*|reserve*|odzyskiw*|zapasow*|резервн*|восстановлен*";

/// Never a field for a code of ours, whatever else is said.
pub(super) const HARD: List = "\
    sort code*|sortcode|account number*|accountnumber|routing*|iban|bic|swift*|bank code|deposit*|\
    口座|支店|kontonummer|bankleitzahl|blz|계좌|zip|zipcode*|zip code*|postal*|postcode*|post code*|plz|\
    postleitzahl*|code postal|codepostal|codice postale|codigo postal|cep|kode pos|posta kod*|郵便*|\
    우편번호|邮编|邮政编码|郵遞區號|郵遞|kod pocztowy|индекс|pin code area|country code*|countrycode|area code*|\
    areacode|dial code|dialing code|calling code|phone code|国番号|市外局番|landesvorwahl|vorwahl|\
    indicatif|prefisso|codigo de pais|codigo do pais|code pays|kode negara|ulke kod*|국가번호|국가 번호|区号|\
    國碼|国家代码|coupon*|promo*|discount*|voucher*|gift*|referral*|referrer|refer code|invite*|\
    invitation*|redeem*|offer code|campaign*|affiliate*|クーポン|プロモ|ギフト|招待|紹介|優待|割引|キャンペーン|gutschein*|\
    rabatt*|aktionscode|einladung*|empfehlung*|geschenk*|code promo|bon de reduction|cadeau*|\
    parrainage|sconto|buono|regalo|invito|cupon|descuento|promocional|invitacion|cupom|desconto|\
    convite|kupon*|diskon|hadiah|undangan|rujukan|indirim*|hediye*|davet*|쿠폰|할인|프로모션|초대|추천|优惠|折扣|礼品|\
    邀请|推荐|兑换|優惠|禮品|邀請|推薦|兌換|промокод|купон|sku|product code|item code|productcode|order number|\
    ordernumber|order id|tracking number|serial*|license*|licence*|product key|activation key|\
    purchase code|商品コード|注文番号|予約番号|bestellnummer|booking*|reservation*|loyalty*|会員番号|membership*|\
    member number|confirmation number|ssn|social security*|tax code|tax id|taxid|vat*|nif|cpf|\
    passport number|codice fiscale|cap code|meeting*|webinar*|conference*|room code|class code|\
    game pin|game code|parental*|lobby*|course code|school code|join code|door*|gate code|\
    alarm code|entry code|sim pin|puk|api key*|apikey*|api token*|access token*|accesstoken|\
    client secret|access key*|webhook*|private key*|public key*|ssh*|encryption key|\
    personal access token|csrf*|secret question*|security question*|secret answer*|maiden*|\
    error code|source code|language code|currency code|color code|branch code|dress code|html code|\
    embed code|airport code|cost code|company code|employee code|student code|customer code|\
    code client|codice cliente|codigo de cliente|kundencode|station code|department code|hex code|\
    new passcode|confirm passcode|repeat passcode|set passcode|create passcode|old passcode|new pin|\
    confirm pin|repeat pin|set pin|create pin|choose pin|pairing code|tv code|device code|\
    unlock code|pickup code|vehicle*|zip*|postnummer|memorable*|wifi*|wi fi*|network key|from tv|\
    from the tv|tv screen|on your tv|your television|epp*|collection code*|delivery code*|locker*|\
    last code|on the label|on the package|on the product|on the sticker|on the receipt|authenticity|\
    appointment*|e sim|esim*|hs code|tariff code|commodity code|survey code|receipt code";

/// Something else, unless a code is what it is said of: "phone number", and "code sent to your phone number".
pub(super) const SOFT: List = "\
    phone number*|phonenumber*|mobile number*|mobilenumber|telephone*|cell number|phone|mobile|\
    extension|電話番号|携帯番号|telefonnummer*|handynummer*|numero de telephone|numero di telefono|\
    numero de telefono|numero de telefone|nomor telepon|nomor ponsel|telefon numara*|전화번호|휴대폰 번호|\
    手机号|手機號|电话|номер телефона|address|email address|mail address|email|メールアドレス|住所|adresse|indirizzo|\
    direccion|endereco|alamat|adres|주소|地址|邮箱|郵箱|city|town|state|province|street|country|county|\
    region|birth*|birthday|dob|bday|生年月日|誕生日|geburt*|naissance|nascita|nacimiento|nascimento|lahir|\
    dogum*|생년월일|出生|生日|day|month|year|user name*|username*|userid|user id|login name|ユーザー名|ユーザ名|\
    benutzername*|nom d utilisateur|nome utente|nombre de usuario|nome de usuario|kullanici adi|\
    사용자 이름|用户名|使用者名稱|first name|last name|full name|given name|family name|surname|nickname|\
    display name|device name*|devicename|token name|key name|name|account name|account id|デバイス名|端末名|\
    名前|氏名|geratename|nom|nome|nombre|nama|isim|ad|이름|名称|名稱|company|organization*|organisation*|\
    employee*|student*|customer number|kundennummer|patient*|policy number|team*|project*|group*|\
    department|search*|検索|suche*|recherche*|cerca|buscar|cari|ara|검색|搜索|搜尋|query|filter*|keyword*|\
    url|website|domain*|port|host|hostname|link|title|subject|message|comment*|note|notes|\
    description|tag|tags|label|amount*|price|quantity|qty|invoice*|currency*|color*|colour*|\
    language*|hint|current password|new password|old password|confirm password|repeat password|\
    app password|weight|height|size|ticket*|nationality|tax*|issuer|algorithm|period|interval|\
    length|policy|settings|status|secret|seed|device|devices|backup|expiry|lifetime|validity|\
    template|prefix|field|column|attribute|provider|server|service|window|skew|drift|retries|\
    attempts|limit|timeout|count|endpoint|role|rule|mode|version|format|uuid|path|file|plugin|admin|\
    range|grace|lifespan";

/// A field that shows the secret, or asks for one to be brought along.
pub(super) const SECRET: List = "\
    secret key*|secretkey|setup key|set up key|setup code|manual key|manual entry*|manual code|\
    shared secret|totp secret|otp secret|mfa secret|totp key|otp key|2 fa secret|2 fa key|seed|\
    base 32|otpauth*|provisioning*|authenticator secret|authenticator key|totp seed|\
    secret code|two factor secret|two factor key|key uri|text code|secret token|シークレットキー|シークレットコード|\
    秘密鍵|秘密キー|セットアップキー|設定キー|geheimer schlussel|geheimschlussel|cle secrete|cle de configuration|\
    chiave segreta|clave secreta|chave secreta|kunci rahasia|gizli anahtar*|비밀 키|보안 키|密钥|金鑰|密鑰|\
    секретныи ключ";

/// Codes that a person sets and keeps.
pub(super) const PIN: List =
    "pin|pins|pin number|pincode|pin code|暗証番号|geheimzahl|pinnya|핀번호|비밀번호|密码|密碼";

/// What a person keeps in mind; the ways to call a password that is used once are among the sure ones.
pub(super) const PASSWORD: List = "\
    password*|passwort*|kennwort*|mot de passe|contrasena*|senha|wachtwoord*|パスワード|비밀번호|密码|密碼|\
    пароль|haslo|kata sandi|losenord*|adgangskode*|passord*";

/// The first of two.
pub(super) const FIRST: List = "\
    first|current|1 st|previous|1 つ目|1 番目|最初|一つ目|第一|1 回目|現在|erster|ersten|premier|premiere|primo|\
    prima|primer|primero|primeiro|pertama|birinci|ilk|첫|第 1|1 er|1 re|erste";

/// The second of two.
pub(super) const SECOND: List = "\
    second|next|following|subsequent|2 nd|2 つ目|2 番目|次|二つ目|第二|2 回目|zweiter|zweite|zweiten|nachster|\
    nachste|deuxieme|seconde|suivant|secondo|seconda|successivo|segundo|siguiente|seguinte|proximo|\
    kedua|berikutnya|ikinci|sonraki|다음|第 2|下一|2 eme|another|두 번째|두번째";

/// Two codes are asked for, one after the other.
pub(super) const CONSECUTIVE: List = "\
    consecutive*|two codes|two authentication codes|two mfa codes|two successive|successive*|\
    sequential*|subsequent code|2 codes|two different codes|codes in a row|連続|2 つの|二つの|aufeinander*|\
    zwei codes|consecutif*|deux codes|consecutiv*|due codici|dos codigos|dois codigos|berurutan|\
    dua kode|ardisik|iki kod|연속|두 개|连续|两个|連續|兩個|resync*|re sync*|resynchron*";

/// What a picture asks to be read, to tell people from machines.
pub(super) const PICTURE: List = "\
    captcha*|recaptcha*|kaptcha*|hcaptcha*|characters you see|characters shown|characters above|\
    characters below|the characters|these characters|in the image|in the picture|画像|图形|图片|圖形|圖片|看不清|\
    자동입력|자동등록|보안문자|security image|image code|imagecode|imgcode|zeichen im bild|letters you see|\
    anti spam|antispam|spam check|robot*|not a bot|картинк*|im bild|dans l image|nell immagine|\
    en la imagen|na imagem|pada gambar|resimdeki|humancheck|human check|you hear|are human|re human|\
    you human|human verification|not a machine";

/// What is opened by a passcode that a person was given, or chose.
pub(super) const LOCKED: List = "\
    unlock*|is protected|password protected|passcode protected|app lock|screen lock|ロックを解除|解锁|解鎖|\
    entsperr*";

/// A code was sent: what it was sent for, its page may name in any words.
pub(super) const SENT: List = "\
    we sent|we texted|we emailed|we have sent|we ve sent|we just sent|we just texted|has been sent|\
    has been emailed|has been texted|was sent|送信し|送りました|发送至|已发送|code sent|we mailed|resend*|send again|再送*|\
    reenviar|renvoyer|erneut senden|重新发送|재전송";

/// What is said of a code that a person keeps, not one that is made.
pub(super) const KEPT: List = "\
    forgot your passcode|forgot passcode|forgot your pin|forgot pin|パスコードを忘れ|暗証番号を忘れ|set a passcode|\
    set your passcode|create a passcode|create your passcode|choose a passcode|パスコードを設定|パスコードの設定|パスコード設定";

/// A button of a page that describes requests: its fields are what they carry.
pub(super) const TRIED: List = "try it|send request|send api request|execute";

/// The name of a field that looks for something.
pub(super) const SEARCH: List = "query|search*|keyword*";

/// What says no more than that something is to be written.
pub(super) const PLAIN: List = "enter|type|in|the|your|please|input|number|numbers|digits|value|here";

/// A field that repeats what a person chooses in the one before it.
pub(super) const REPEATED: List =
    "confirm passcode|repeat passcode|new passcode|confirm pin|repeat pin|new pin";

/// Of cards: their "security code" is printed on them.
pub(super) const CARD: List = "\
    card number*|cardnumber*|card no|cc number|ccnumber|cvv*|cvc*|csc|cvn|card verification*|\
    card security*|card code|expiry date|expiration date|exp date|valid thru|カード番号|kartennummer|\
    prufziffer|numero de carte|cryptogramme|numero di carta|numero carta|numero de tarjeta|\
    numero do cartao|nomor kartu|kart numara*|카드 번호|카드번호|유효기간|卡号|卡號|credit card|debit card|\
    card holder*|cardholder*|name on card|kreditkart*|クレジットカード|carte bancaire|carta di credito|\
    tarjeta de credito|cartao de credito|of the card|of your card|on your card|3 digit security";

/// Parts what a field takes the one or the other of.
pub(super) const OR: List = "or|oder|ou|o|atau|veya|lub|или|または|もしくは|あるいは|또는|혹은|或|或者";

/// Tells a person to write something.
pub(super) const WRITE: List = "\
    enter*|type|typing|use|using|used|provide*|input|fill*|log in with|sign in with|login with|\
    submit|give|supply|eingeben|eingabe|gib|geben|verwende*|nutze*|saisi*|entre*|utilis*|inseri*|\
    digit*|usa|usar|usare|introdu*|ingres*|escrib*|insira|informe|masukkan|gunakan|girin*|kullan*|\
    yazin*|입력|사용|输入|輸入|使用|填写|填寫|入力|使って|使う|voer*|gebruik*|wpisz*|podaj*|uzyj*|введите|используите";

/// By what way a code comes that no authenticator makes.
pub(super) const DELIVERED: List = "\
    email|e mail|mail|sms|text message|phone|mobile|短信|短訊|簡訊|邮箱|邮件|郵件|郵箱|手机|手機|メール|携帯|이메일|문자|휴대폰|\
    correo|telefono|telefone|telefon*|handy|courriel|posta|ponsel|почт*|смс";

#[cfg(test)]
pub(super) const ALL: [List; 26] = [
    SURE,
    FACTOR,
    LIKELY,
    CODE,
    ABOUT,
    RECOVERY,
    HARD,
    SOFT,
    SECRET,
    PIN,
    PASSWORD,
    FIRST,
    SECOND,
    CONSECUTIVE,
    PICTURE,
    LOCKED,
    SENT,
    KEPT,
    TRIED,
    SEARCH,
    PLAIN,
    REPEATED,
    CARD,
    OR,
    WRITE,
    DELIVERED,
];
