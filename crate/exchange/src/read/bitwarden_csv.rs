//! Bitwarden as a table; Bitwarden Authenticator writes a shorter one, with more cells a row than it names:
//! issuer, period and digits.

use crate::{
    Content, Error, Import, Request,
    read::bitwarden::once,
    table::{self, Column, Columns},
};

const COLUMNS: Columns = &[
    ("login_totp", Column::Code),
    ("name", Column::Issuer),
    ("login_username", Column::Name),
    ("login_uri", Column::Site),
    ("notes", Column::Note),
    ("folder", Column::Tag),
    ("collections", Column::Tag),
    ("favorite", Column::Pinned),
    ("period", Column::Period),
    ("digits", Column::Digits),
];

/// What Bitwarden Authenticator names, and what it writes.
const SHORT: &str = "folder,favorite,type,name,login_uri,login_totp";
const WHOLE: &str = "folder,favorite,type,name,login_uri,login_totp,issuer,period,digits";

pub(crate) fn detect(content: &Content<'_>) -> bool {
    table::has(content, &["login_totp"])
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let text = content.text().unwrap_or_default();
    match text.trim_start().strip_prefix(SHORT).filter(|rest| rest.starts_with(['\r', '\n'])) {
        Some(rest) => table::read(&Content::new([WHOLE, &once(rest)].concat().as_bytes()), request, COLUMNS),
        None => table::read(content, request, COLUMNS),
    }
}
