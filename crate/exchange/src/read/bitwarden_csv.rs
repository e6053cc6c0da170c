//! Bitwarden as a table; Bitwarden Authenticator writes a shorter one, with more cells a row than it names.

use crate::{
    Content, Error, Import, Request,
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
];

pub(crate) fn detect(content: &Content<'_>) -> bool {
    table::has(content, &["login_totp"])
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    table::read(content, request, COLUMNS)
}
