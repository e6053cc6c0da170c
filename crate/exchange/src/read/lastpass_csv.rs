//! LastPass (the password manager) as a table.

use crate::{
    Content, Error, Import, Request,
    table::{self, Column, Columns},
};

const COLUMNS: Columns = &[
    ("totp", Column::Code),
    ("name", Column::Issuer),
    ("username", Column::Name),
    ("url", Column::Site),
    ("extra", Column::Note),
    ("grouping", Column::Tag),
    ("fav", Column::Pinned),
];

pub(crate) fn detect(content: &Content<'_>) -> bool {
    table::has(content, &["url", "totp", "grouping"])
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    table::read(content, request, COLUMNS)
}
