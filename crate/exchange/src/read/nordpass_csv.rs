//! NordPass as a table. It has no column for codes: they stand in a note or among the custom fields.

use crate::{
    Content, Error, Import, Request,
    table::{self, Column, Columns},
};

const COLUMNS: Columns = &[
    ("totp", Column::Code),
    ("otp", Column::Code),
    ("name", Column::Issuer),
    ("username", Column::Name),
    ("url", Column::Site),
    ("additional_urls", Column::Site),
    ("folder", Column::Tag),
];

pub(crate) fn detect(content: &Content<'_>) -> bool {
    table::has(content, &["name", "url", "cardholdername"])
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    table::read(content, request, COLUMNS)
}
