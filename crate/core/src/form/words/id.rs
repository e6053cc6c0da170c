//! Indonesian.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        kode 6 angka|kode otp 6 digit|\
        kode autentikasi|kode otentikasi|sekali pakai|kode token|kode dari aplikasi|kode otp|kode masuk|\
        kode login|kata sandi sekali*|sandi sekali*|kode 6 digit|kode enam digit|kode sementara|\
        kode dinamis|kode autentikator|kode 2 fa|kode mfa",
    factor: "\
        dua faktor|dua langkah|aplikasi autentikator|autentikator|2 langkah|2 faktor|multifaktor|\
        multi faktor|verifikasi dua*|autentikasi dua*|otentikasi dua*|aplikasi autentikasi|otentikator|\
        faktor kedua|dua tahap",
    digits: "6 angka|enam digit|6 digit|enam angka|8 digit",
    likely: "\
        kode dari email|\
        kode verifikasi|kode keamanan|kode konfirmasi|kode validasi|kode sms|kode yang dikirim*|\
        kode yang kami*|kode yang anda*|kode rahasia yang*",
    passcode: "kode akses|kode sandi",
    code: "kode|verifikasi|konfirmasi|angka|kode aktivasi",
    about: "\
        verifikasi|autentikasi|otentikasi|konfirmasi identitas*|keamanan tambahan|percayai perangkat*|\
        ingat perangkat*",
    sent: "\
        anda terima|yang diterima|periksa email|cek email|kotak masuk|dikirim*|kami mengirim*|kami kirim*|\
        terkirim|telah mengirim*",
    posted: "",
    resend: "\
        kirim ulang*|kirim lagi|kode baru|tidak menerima*|belum menerima*|cara lain|metode lain|\
        kode pemulihan|kode cadangan|kehilangan*|minta kode*|coba cara*",
    enrol: "pindai*|kode qr|siapkan|aktifkan|instal*|unduh",
    recovery: "pemulihan|cadangan|darurat",
    secret: "kunci rahasia|kunci penyiapan|masukkan manual*|kunci pengaturan",
    pin: "pinnya|nomor pin|kode pin",
    password: "kata sandi|sandi|kata kunci",
    kept: "lupa pin|lupa kode|lupa sandi",
    locked: "buka kunci|dilindungi",
    signin: "masuk|lupa kata sandi|ingat saya|daftar",
    submit: "verifikasi|konfirmasi|masuk|lanjut*|berikutnya|kirim|aktifkan|selanjutnya",
    admin: "\
        simpan|perbarui|buat|tambah*|hapus|terapkan|cari|daftar|beli|pesan|bayar|berlangganan|ubah|unduh|\
        lacak|tukar*",
    hard: "\
        verifikasi kwitansi|verifikasi faktur|verifikasi struk|kode penyandingan|dari admin*|dari guru|\
        dari dosen|kode pelanggan|kode guru|kode pos|kode negara|kode area|diskon|hadiah|undangan|rujukan|\
        voucher*|kode referral|referral*|nomor pesanan|nomor order|kode booking|kode pemesanan|\
        nomor pelanggan|nomor seri|kode produk|kode barang|nomor rekening|rekening|kode bank|nik|npwp|\
        nomor induk|nomor resi|resi|kode kelas|kode rapat|rapat|kode perangkat|kode tv|televisi|\
        kode kesalahan|kode warna|kode bahasa|mata uang|kode karyawan|kode perusahaan|plat nomor|\
        nomor polisi|kode toko|kode cabang|cabang|kode undangan|kode teman|kode acara|nomor polis|\
        token listrik|meter*|verifikasi sertifikat|cek sertifikat|validasi sertifikat|nomor sertifikat|\
        keaslian*|di papan tulis|kode absensi|kode presensi|verifikasi dokumen|pengguna lain",
    soft: "\
        nomor telepon|nomor ponsel|alamat|lahir|nama|cari|nama pengguna|kota|provinsi|jalan|subjek|jumlah|\
        perusahaan|judul|deskripsi|pengguna|keterangan|nomor hp",
    search: "cari|pencarian|kata kunci",
    card: "nomor kartu|kartu kredit|kartu debit|masa berlaku|pemegang kartu|belakang kartu",
    picture: "pada gambar|bukan robot|karakter di*|gambar di*",
    message: "pesan anda|buku tamu",
    delivered: "ponsel|telepon|pesan|surel",
    first: "pertama|saat ini",
    second: "kedua|berikutnya|selanjutnya",
    consecutive: "berurutan|dua kode|berturut turut",
    repeated: "ulangi kode",
    tried: "",
    or: "atau",
    write: "masukkan|gunakan|ketik*|isi*|masukan",
    plain: "masukkan|anda|di|sini|dari|yang|dan|ke|pada|untuk|silakan|wajib|contoh|ini|ditampilkan",
};
