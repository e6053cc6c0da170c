//! Turkish.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        kod 6 haneli|kodu 6 haneli|\
        kimlik dogrulama kodu*|tek kullanimlik*|kimlik dogrulama kod*|token kodu|sms sifre*|\
        dogrulama sifre*|telefonunuza gelen*|cep telefonunuza gelen*|giris kodu*|tek seferlik*|\
        gecici sifre|gecici kod|uygulamadaki kod*|uygulamasindaki kod*|uygulamasinda gorunen kod*|authenticator kod*|6 haneli kod*|iki faktor kod*|\
        otp kodu|sms kodu*|anlik sifre|mobil onay kodu|uygulama kodu|oturum acma kodu",
    factor: "\
        cifte kimlik*|ikinci yontem*|cok faktorlu*|dogrulayici*|iki adimli|iki asamali|iki faktor*|\
        kimlik dogrulayici*|2 adimli|2 faktor*|2 asamali|dogrulama uygulama*|ikinci faktor|iki etapli|\
        cift faktor*|kimlik dogrulama uygulama*|cok asamali",
    digits: "6 haneli|alti haneli|6 basamakli|8 haneli|alti basamakli|6 rakam*",
    likely: "\
        dogrulama kod*|guvenlik kod*|onay kod*|teyit kod*|aktivasyon kodunu sms*|gelen kod*|\
        gonderilen kod*|dogrulama numara*|onaylama kod*",
    passcode: "erisim kodu|giris kodu",
    code: "aktivasyon kod*|etkinlestirme kod*|kod|kodu|kodunu|kodunuzu|kodun|dogrulama|onay|kodlar*",
    about: "giris onayi|bu cihaza guven|bu cihazi hatirla|ek guvenlik|dogrula*|etkinlestir*",
    sent: "\
        iletilen|e postanizi kontrol*|gonderdik|gonderildi|gonderilen|gonderilmistir|ilettik|iletildi|\
        yolladik|gelen",
    posted: "",
    resend: "\
        tekrar gonder*|yeniden gonder*|yeni kod*|kod gelmedi|kod almadim|kodu almadin*|baska bir yontem*|\
        baska yol*|farkli yontem*|kurtarma kodu*|yedek kod*|kaybettim|erisemiyorum",
    enrol: "tarayin|tara|okutun|kare kod*|kurulum|etkinlestir*|yukleyin|indirin",
    recovery: "kurtarma|yedek*|acil durum",
    secret: "gizli kod*|gizli anahtar*|kurulum anahtari|elle gir*|manuel gir*",
    pin: "pin kodu|kart sifresi",
    password: "sifre|parola|sifreniz|sifrem|parolaniz",
    kept: "pin unuttum|pinimi unuttum",
    locked: "kilidi ac*|korumali",
    signin: "giris yap|oturum ac|sifremi unuttum|beni hatirla|uye ol|kayit ol",
    submit: "dogrula|onayla|giris|devam|ileri|gonder|etkinlestir|oturum ac|sonraki|tamam",
    admin: "\
        kaydet|guncelle|olustur|ekle|sil|uygula|ara|filtrele|kayit ol|satin al|siparis*|ode|\
        rezervasyon yap|abone ol|duzenle|indir|takip et|uye ol|degistir|sorgula",
    hard: "\
        makbuz dogrula*|fatura dogrula*|eslestirme kodu*|yoneticiden|yoneticinizden|ogretmeninizden|\
        ogretmenden|orijinal*|sinif kodu|posta kod*|ulke kod*|alan kodu|indirim*|hediye*|davet*|kampanya*|\
        referans*|siparis no*|siparis numara*|rezervasyon*|bilet*|musteri no*|musteri numara*|seri no*|\
        seri numara*|lisans*|urun kodu|urun anahtari|hesap no*|hesap numara*|banka kodu|sube kodu|\
        sube no*|sube adi|tc kimlik*|t c kimlik*|kimlik no*|kimlik numara*|vergi*|abone no*|tesisat*|\
        police*|barkod|kargo*|takip no*|gonderi no*|plaka|ders kodu|okul kodu|toplanti*|cihaz kodu|\
        tv kodu|televizyon*|hata kodu|renk kodu|dil kodu|para birimi|kapi kodu|sicil no*|bayi kodu|\
        magaza kodu|firma kodu|personel no*|arkadas kodu|etkinlik kodu|eslestirme*|sertifika dogrula*|\
        belge dogrula*|sertifika sorgula*|sertifika no|tahtadaki*|yoklama kodu|derse katil*|\
        baska bir kullanici*|arkadasin*",
    soft: "\
        telefon numara*|dogum*|kullanici adi|isim|ad|soyad|soyadi|ilce|sehir|konu|tutar|miktar|adet|\
        sirket|baslik|aciklama|kullanici|e posta adresi|ara",
    search: "ara|arama*|anahtar kelime",
    card: "kart numara*|kredi kart*|son kullanma*|kart sahib*|kartin arka*",
    picture: "robot degil*|resimde*|guvenlik resmi|gorseldeki",
    message: "yorum|yorumunuz|mesajiniz|iletisim formu",
    delivered: "eposta|cep",
    first: "birinci|ilk|mevcut",
    second: "ikinci|sonraki|takip eden",
    consecutive: "ardisik|iki kod|art arda|pes pese",
    repeated: "kodu tekrar gir*",
    tried: "",
    or: "veya|ya da",
    write: "girin*|kullan*|yazin*|gir",
    plain: "\
        girin|giriniz|lutfen|buraya|ve|bir|icin|ile|bu|zorunlu|ornek|uygulamasindaki|uygulamasi|\
        uygulamanizdaki|gosterilen",
};
