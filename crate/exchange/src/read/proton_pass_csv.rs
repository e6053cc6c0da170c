//! Proton Pass as a table.

use crate::{
    Content, Error, Import, Request,
    table::{self, Column, Columns},
};

const COLUMNS: Columns = &[
    ("totp", Column::Code),
    ("name", Column::Issuer),
    ("username", Column::Name),
    ("email", Column::Name),
    ("url", Column::Site),
    ("note", Column::Note),
    ("vault", Column::Tag),
    ("createtime", Column::Created),
];

pub(crate) fn detect(content: &Content<'_>) -> bool {
    table::has(content, &["type", "totp", "vault"])
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    table::read(content, request, COLUMNS)
}
