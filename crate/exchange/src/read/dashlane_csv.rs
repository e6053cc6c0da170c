//! Dashlane as a table: `credentials.csv` of its export.

use crate::{
    Content, Error, Import, Request,
    table::{self, Column, Columns},
};

const COLUMNS: Columns = &[
    ("otpurl", Column::Code),
    ("otpsecret", Column::Code),
    ("title", Column::Issuer),
    ("username", Column::Name),
    ("username2", Column::Name),
    ("username3", Column::Name),
    ("url", Column::Site),
    ("note", Column::Note),
    ("category", Column::Tag),
];

pub(crate) fn detect(content: &Content<'_>) -> bool {
    ["otpsecret", "otpurl"].iter().any(|otp| table::has(content, &["title", "username", otp]))
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    table::read(content, request, COLUMNS)
}
