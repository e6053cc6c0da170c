use crate::{Content, Error, Import, Request, read};

/// A format that can be read.
#[derive(Debug)]
pub struct Format {
    /// What the shell calls it; never shown.
    pub id: &'static str,
    /// The app's own name, the same in every language.
    pub app: &'static str,
    pub(crate) detect: fn(&Content<'_>) -> bool,
    pub(crate) read: fn(&Content<'_>, &Request<'_>) -> Result<Import, Error>,
}

/// A line of the table: the module has `detect` and `read`.
macro_rules! format {
    ($id:literal, $app:literal, $module:ident) => {
        Format { id: $id, app: $app, detect: read::$module::detect, read: read::$module::read }
    };
}

/// Every format that can be read, in the order in which a file is held against them.
pub const FORMATS: &[Format] = &[
    format!("aegis", "Aegis", aegis),
    format!("2fas", "2FAS", twofas),
    format!("authenticator-extension", "Authenticator", authenticator_extension),
    format!("steam", "Steam", steam),
    // Wide: any text or JSON with key URIs in it.
    format!("key-uris", "Key URIs", key_uris),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_an_id_of_its_own() {
        for (index, format) in FORMATS.iter().enumerate() {
            assert!(FORMATS.iter().skip(index + 1).all(|other| other.id != format.id), "{}", format.id);
        }
    }
}
