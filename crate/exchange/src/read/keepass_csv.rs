//! KeePass 2's table: a column for each string of an entry.

use crate::{
    Content, Error, Import, Request, Why,
    fit::clip,
    keepass::Entry,
    table::{self, Table},
};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    table::headers(content).is_some_and(|headers| {
        let otp =
            |header: &String| header.starts_with("timeotp-secret") || header.starts_with("hmacotp-secret");
        headers.iter().any(|header| otp(header) || header == "totp seed")
    })
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let table = Table::parse(content.text().ok_or(Error::BROKEN)?)?;
    let mut import = Import::new(request.now);
    for row in table.rows() {
        let mut entry = Entry::default();
        for (header, cell) in table.headers().zip(row) {
            match header {
                "group" | "tags" if !cell.is_empty() => entry.tags.push(cell.to_owned()),
                "password" => {}
                _ => entry.strings.push((header.to_owned(), cell.to_owned())),
            }
        }
        entry.add(&mut import, request);
    }
    for row in table.unclosed() {
        let title = table.headers().zip(row).find(|(header, _)| *header == "title");
        import.refuse(title.map_or_else(String::new, |(_, title)| clip(title)), Why::Unreadable);
    }
    Ok(import)
}
