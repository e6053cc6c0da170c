//! KeePass's plain XML export.

use crate::{
    Content, Error, Import, Request,
    keepass::document::{self, Plain},
};

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.text().is_some_and(|text| {
        let start = text.trim_start();
        start.starts_with('<') && start.get(..512).unwrap_or(start).contains("<KeePassFile")
    })
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let mut import = Import::new(request.now);
    for entry in document::entries(content.text().ok_or(Error::BROKEN)?, &mut Plain)? {
        entry.add(&mut import, request);
    }
    Ok(import)
}
