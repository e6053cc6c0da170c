//! The words for what has consequences beyond signing in. Written as [`list_has`](super::list_has) looks for them.

/// What removes, turns off, pays or sends money, by language; stems that English shares stand there alone.
pub(super) const GRAVE: [(&str, &str); 29] = [
    (
        "ar",
        "حذف*|الحذف|احذف|ازالة|الازالة|تعطيل*|التعطيل|ايقاف*|الايقاف|دفع|الدفع|والدفع|ادفع|تحويل*|التحويل|\
         سحب*|السحب|شراء|الشراء|الغاء تفعيل|الغاء التفعيل|الغاء تنشيط|الغاء التنشيط|اغلاق",
    ),
    (
        "cs",
        "smaz*|zmaz*|odstran*|vymaz*|vypn*|zaplat*|platb*|platit|uhrad*|prevod*|prevest|previest|vyplat*|\
         koup*|kupit|nakup*|objedn*|zakaz*|zrus*",
    ),
    ("da", "slet*|fjern*|betal*|udbetal*|overfor*|hæv*|haev*|kob|kobet|bestil*|opsig*"),
    (
        "de",
        "losch*|entfern*|deaktivier*|abschalt*|ausschalt*|jetzt zahlen|und zahlen|zahlung*|bezahl*|\
         uberweis*|auszahl*|einzahl*|kauf*|bestell*|widerruf*|kundig*|schließen|schließung",
    ),
    (
        "el",
        "διαγρα*|καταργ*|αφαιρ*|απενεργοποι*|πληρω*|μεταφορ*|αναληψ*|αγορ*|παραγγελ*|κλεισιμο|αποστολη \
         χρηματων",
    ),
    (
        "en",
        "delet*|remov*|disabl*|deactivat*|erase*|erasing|erasure|wipe*|wiping|revok*|revoc*|unlink*|unbind*|\
         unenrol*|unregist*|deregist*|disconnect*|clos*|terminat*|destroy*|purg*|suspend*|off|\
         purchas*|order*|pay now|and pay|pay with|pay bill*|\
         pay invoice*|pays|paying|payment*|payout*|buy|buying|checkout|check out|donat*|remit*|refund*|\
         withdraw*|transfer*|transact*|cash out|send money|send funds|send crypto|send bitcoin",
    ),
    (
        "es",
        "elimin*|borr*|quitar|suprim*|desactiv*|deshabilit*|inhabilit*|pago*|pagar|retir*|comprar|compra|\
         pedido*|cerrar|enviar dinero|envio de dinero|dar de baja|darse de baja|anular",
    ),
    ("fa", "حذف*|پاک*|غیرفعال*|غیر فعال*|پرداخت*|انتقال*|برداشت*|واریز*|خرید*|خاموش*"),
    (
        "fi",
        "poist*|maksa|maksu*|siirto*|siirra|tilisiir*|rahansiir*|osta|osto|ostos*|tilaa|tilaus*|nosta|nosto|\
         sulje|pois",
    ),
    (
        "fr",
        "supprim*|suppress*|effac*|retrait*|paiement*|payer|payez|regler|reglement|virement*|versement*|\
         achat*|achet*|commande|commander|resili*|fermer|fermeture|cloturer|rembours*",
    ),
    (
        "he",
        "מחק*|מחיק*|הסר*|להסיר|השבת*|תשלום*|לתשלום|שלם|ושלם|לשלם|העבר*|להעביר|משיכ*|רכיש*|קנה|הזמנ*|סגיר*|\
         ביטול|בטל|לבטל|\
         כיבוי|כבה|לכבות",
    ),
    ("hi", "हटा*|मिटा*|अक्षम*|निष्क्रिय*|भुगतान*|ट्रांसफर*|स्थानांतर*|अंतरण*|निकासी*|निकाल*|खरीद*|ऑर्डर*|बंद*"),
    (
        "hu",
        "torl*|torol*|eltavol*|kikapcsol*|letilt*|fizet*|kifizet*|utalas*|atutal*|vasarl*|vasarol*|\
         megrendel*|rendeles*|megszuntet*",
    ),
    (
        "id",
        "hapus*|menghapus*|penghapusan*|nonaktif*|menonaktif*|matikan|mematikan|nyahaktif*|bayar*|membayar*|\
         pembayaran*|tarik*|\
         penarikan*|beli|membeli|pembelian*|pesanan*|pemesanan*|kirim uang|tutup",
    ),
    (
        "it",
        "cancell*|rimuov*|rimozion*|disattiv*|disabilit*|pagament*|paga|bonific*|trasferi*|preliev*|prelev*|\
         acquist*|ordina|ordine|ordini|chiud*|chiusura|versament*|spegn*",
    ),
    (
        "ja",
        "削除|消去|解除|無効|停止|オフ|支払|払い|決済|送金|振込|振り込|出金|引き出|入金|購入|注文|退会|解約|\
         課金|閉鎖|破棄|撤回",
    ),
    (
        "ko",
        "삭제|제거|해제|비활성|끄기|중지|사용 안|결제|지불|납부|송금|이체|출금|인출|구매|주문|탈퇴|해지|폐쇄|환불",
    ),
    (
        "nl",
        "verwijder*|wissen|uitschakel*|uitzet*|betal*|overboek*|overmak*|overschrijv*|opname*|koop|kopen|\
         aankoop*|bestel*|opzeg*|sluit*|intrek*",
    ),
    ("no", "slett*|uttak*|ta ut|kjop*|bestill*|avslutt*|utbetal*"),
    (
        "pl",
        "usun*|usuw*|skasuj|kasow*|wylacz*|dezaktyw*|platn*|zaplac*|oplac*|przelew*|przelej|wyplat*|\
         wyplac*|kup|kupuj*|zakup*|zamow*|zamaw*|zamkn*",
    ),
    (
        "pt",
        "excluir|exclua|exclusao|remoc*|apag*|desativ*|desabilit*|deslig*|inativ*|pagamento*|pague|saque|\
         saques|\
         sacar|levantamento*|encerr*",
    ),
    (
        "ro",
        "sterg*|dezactiv*|plata|platiti|plateste|retrag*|cumpar*|comanda|comenzi|inchid*|achit*|virament*|\
         oprest*|oprir*",
    ),
    (
        "ru",
        "удал*|отключ*|выключ*|деактив*|сброс*|оплат*|платеж*|заплат*|перевод*|перевести|вывод*|вывести|\
         снять|снятие|покуп*|купить|заказ*|закры*|отозв*|списа*|отмен*",
    ),
    ("sv", "radera*|ta bort|borttag*|avaktiver*|inaktiv*|stang*|utbetal*|uttag*|kop|kopa|bestall*|avslut*"),
    ("th", "ลบ|ปิด|เลิกใช้|ยกเลิก|ชำระ|จ่าย|โอน|ถอน|ซื้อ"),
    (
        "tr",
        "sil|silin|silme*|siliniz|kaldir*|devre disi*|kapat*|ode|odeyin|odeme*|havale*|para gonder*|para cek*|\
         cekim*|aktar*|satin al*|siparis*|iptal*|\
         pasif*|etkisiz*",
    ),
    (
        "uk",
        "видал*|вилуч*|вимк*|вимикан*|відключ*|сплат*|переказ*|виведен*|зняти|зняття|купити|купівл*|замов*|\
         закри*|платіж*|платеж*|скасув*",
    ),
    (
        "vi",
        "xoa|go bo|vo hieu*|tat|huy kich hoat|ngung|thanh toan|chuyen tien|chuyen khoan|rut tien|mua|\
         dat hang|nap tien|\
         dong tai khoan",
    ),
    (
        "zh",
        "删除|刪除|移除|清除|停用|禁用|关闭|關閉|關掉|关掉|取消|解绑|解綁|付款|支付|缴费|打款|转账|轉帳|轉賬|转出|轉出|\
         汇款|匯款|提现|提現|提币|提幣|提款|购买|購買|下单|订单|訂單|结算|結帳|注销|註銷|撤销|充值|销户",
    ),
];

/// What the fields are called that say how much goes to whom.
pub(super) const MONEY: &str = "\
    amount*|iban|recipient*|beneficiar*|payee*|receiver|wallet address|btc address|crypto address|\
    withdrawal address|betrag*|empfanger*|montant*|destinataire*|destinatar*|importe|monto|cantidad|valor|\
    quantia|importo|bedrag*|ontvanger*|begunstigde*|kwota*|odbiorc*|сумм*|сума|получател*|отримувач*|\
    одержувач*|tutar*|miktar*|alici*|belop*|belob*|mottaker*|mottagar*|modtager*|summa|saaja*|castka*|suma|\
    prijemc*|prijemca|osszeg*|kedvezmenyezett*|ποσο|παραληπτ*|δικαιουχ*|so tien|nguoi nhan|nguoi thu huong|\
    จำนวนเงิน|ผู้รับ|jumlah*|nominal|penerima*|금액|받는|수취|金額|受取人|金额|收款|數量|数量|المبلغ|مبلغ|\
    المستفيد|المستلم|گیرنده|סכום|מוטב|राशि|प्राप्तकर्ता";
