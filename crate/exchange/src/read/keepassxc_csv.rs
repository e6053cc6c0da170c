//! KeePassXC as a table.

use crate::{
    Content, Error, Import, Request,
    table::{self, Column, Columns},
};

const COLUMNS: Columns = &[
    ("totp", Column::Code),
    ("title", Column::Issuer),
    ("username", Column::Name),
    ("url", Column::Site),
    ("notes", Column::Note),
    ("group", Column::Group),
];

pub(crate) fn detect(content: &Content<'_>) -> bool {
    table::has(content, &["title", "username", "totp"])
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    table::read(content, request, COLUMNS)
}
