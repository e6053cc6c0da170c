//! Keeper as a table. The code stands among the custom fields, which have no names of their own.

use crate::{
    Content, Error, Import, Request,
    table::{self, Column, Columns},
};

const COLUMNS: Columns = &[
    ("title", Column::Issuer),
    ("login", Column::Name),
    ("website address", Column::Site),
    ("notes", Column::Note),
    ("folder", Column::Tag),
    ("shared folder", Column::Tag),
];

/// The columns of the files that name none, in their order.
const UNNAMED: &str = "folder,title,login,password,website address,notes,shared folder\n";

pub(crate) fn detect(content: &Content<'_>) -> bool {
    is_named(content) || is_unnamed(content)
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    if is_named(content) {
        return table::read(content, request, COLUMNS);
    }
    let named = [UNNAMED, content.text().ok_or(Error::BROKEN)?].concat();
    table::read(&Content::new(named.as_bytes()), request, COLUMNS)
}

fn is_named(content: &Content<'_>) -> bool {
    table::has(content, &["title", "login", "website address"])
}

fn is_unnamed(content: &Content<'_>) -> bool {
    let text = content.text().unwrap_or_default();
    !text.trim_start().starts_with(['{', '[', '<'])
        && table::KEEPER_CODES.iter().any(|name| text.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_and_without_names() {
        let row = "Work,Acme,ana,hush,https://acme.test,note,,TFC:Keeper,otpauth://totp/?secret=MY\n";
        let named =
            format!("Folder,Title,Login,Password,Website Address,Notes,Shared Folder,Custom Fields\n{row}");
        for file in [row, &named] {
            let import = crate::read(file.as_bytes(), &Request::new(1)).unwrap();
            let [one] = &import.candidates[..] else { panic!("{import:?}") };
            assert_eq!((one.account.issuer.as_str(), one.account.name.as_str()), ("Acme", "ana"), "{file}");
            assert_eq!(one.account.tags, ["Work"]);
            assert!(!format!("{import:?}").contains("hush"));
        }
    }
}
