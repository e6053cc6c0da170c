//! 1Password and Apple Passwords as a table.

use crate::{
    Content, Error, Import, Request,
    table::{self, Column, Columns},
};

const COLUMNS: Columns = &[
    ("otpauth", Column::Code),
    ("title", Column::Issuer),
    ("username", Column::Name),
    ("url", Column::Site),
    ("notes", Column::Note),
    ("tags", Column::Tag),
    ("favorite", Column::Pinned),
];

pub(crate) fn detect(content: &Content<'_>) -> bool {
    table::has(content, &["title", "otpauth"])
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    table::read(content, request, COLUMNS)
}
