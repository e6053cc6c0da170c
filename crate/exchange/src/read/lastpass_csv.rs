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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_folder_is_no_tag() {
        let file = b"url,username,password,totp,extra,name,grouping,fav\nhttps://acme.test,ana,hush,MY,,Acme,(none),1\nhttps://beta.test,bob,hush,MY,,Beta,Work,0\n";
        let import = crate::read(file, &Request::new(1)).unwrap();
        let tags: Vec<&[String]> = import.candidates.iter().map(|it| &it.account.tags[..]).collect();
        assert_eq!((import.format, tags.as_slice()), ("lastpass-csv", &[&[][..], &["Work".to_owned()]][..]));
    }
}
