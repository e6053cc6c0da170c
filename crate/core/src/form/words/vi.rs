//! Vietnamese.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        token xac thuc|ma xac thuc|ma otp|ma dang nhap|mat khau mot lan|ma mot lan|su dung mot lan|dung mot lan|\
        ma xac thuc 2*|ma tu ung dung|ma 6 chu so|ma gom 6*|ma bao mat mot lan|ma dung mot lan|\
        mat khau dung mot lan",
    factor: "\
        xac thuc hai|xac minh 2|2 lop|hai yeu to|2 yeu to|hai buoc|2 buoc|xac minh hai|xac thuc 2|hai lop|\
        da yeu to|ung dung xac thuc|trinh xac thuc|ung dung xac minh|nhieu yeu to|hai nhan to|\
        hai giai doan",
    digits: "6 chu so|sau chu so|6 so|6 ky tu|gom 6",
    likely: "ma sms|ma xac minh|ma bao mat|ma xac nhan|ma kiem tra|ma an toan",
    passcode: "ma truy cap",
    code: "ma|xac thuc|xac minh|ma so|xac nhan|ma kich hoat",
    about: "xac thuc|xac minh|danh tinh|tin cay thiet bi|tin tuong thiet bi|ghi nho thiet bi|bao mat",
    sent: "\
        kiem tra email|da gui|gui den|duoc gui|chung toi vua gui|moi gui|gui toi|nhan duoc|kiem tra mail|\
        kiem tra hop thu",
    posted: "",
    resend: "\
        gui lai*|ma moi|khong nhan duoc*|chua nhan duoc*|cach khac|phuong thuc khac|phuong phap khac|\
        ma khoi phuc|ma du phong|lay ma*|mat thiet bi|gui ma",
    enrol: "quet*|ma qr|thiet lap|cai dat|tai ung dung",
    recovery: "khoi phuc|du phong|khan cap",
    secret: "khoa bi mat|ma bi mat|khoa thiet lap",
    pin: "ma pin",
    password: "mat khau",
    kept: "quen ma pin",
    locked: "",
    signin: "dang nhap|quen mat khau|ghi nho|dang ky",
    submit: "xac minh|xac nhan|xac thuc|dang nhap|gui|kich hoat|tiep|kiem tra",
    admin: "\
        luu|cap nhat|tao|them|xoa|ap dung|tim kiem|loc|dang ky|mua|dat hang|thanh toan|dat cho|chinh sua|\
        tai xuong|tra cuu|doi",
    hard: "\
        xac minh tai lieu|xac minh chung tu|tra cuu hoa don|kiem tra hoa don|xac thuc tai lieu|\
        ma ghep doi|tu quan tri vien|tu giao vien|chinh hang|hang that|ma moi|ma buu dien|ma buu chinh|\
        ma quoc gia|ma vung|ma giam gia|giam gia|ma khuyen mai|khuyen mai|phieu qua tang|qua tang|\
        ma moi ban|ma gioi thieu|gioi thieu|ma don hang|don hang|ma dat cho|dat cho|ma khach hang|\
        so se ri|so serial|giay phep|ma san pham|so tai khoan|chi nhanh|can cuoc|cccd|cmnd|ma so thue|\
        ma van don|van don|ma lop|ma phong|ma nhan vien|ma thiet bi|truyen hinh|bien so|ma sinh vien|\
        hop dong|ma hang|ma vach|xac minh chung chi|tra cuu chung chi|kiem tra chung chi|\
        xac thuc van bang|chung nhan so|tra cuu van bang|diem danh|tren bang|nguoi dung khac",
    soft: "\
        so dien thoai|dien thoai|dia chi|ngay sinh|ten dang nhap|ten|ho ten|ho va ten|tim kiem|thanh pho|\
        duong|chu de|tin nhan|so tien|so luong|cong ty|mo ta",
    search: "",
    card: "so the|the tin dung|ngay het han|chu the|mat sau",
    picture: "trong hinh|hinh anh|trong anh|khong phai nguoi may|ky tu trong*",
    message: "binh luan|noi dung lien he|loi nhan",
    delivered: "dien thoai|tin nhan",
    first: "dau tien|thu nhat",
    second: "thu hai|tiep theo",
    consecutive: "lien tiep|hai ma",
    repeated: "",
    tried: "",
    or: "hoac",
    write: "nhap|su dung|dien|go",
    plain: "nhap|cua|ban|vui|long|vao|day|trong|cho|ung|dung|duoc|hien|thi|gom|bat|buoc",
};
