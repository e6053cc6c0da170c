//! The Battle.net Authenticator's preferences on Android: secret and serial number, each hidden under a mask
//! that is the same for everybody.

use crate::{
    Content, Error, Import, Request,
    draft::{Draft, Key, Number},
    preferences,
};

const SECRET: &str = "com.blizzard.messenger.AUTHENTICATOR_DEVICE_SECRET";
const SERIAL: &str = "com.blizzard.messenger.AUTHENTICATOR_SERIAL";
/// Of the app before, which had both in one.
const HASH: &str = "com.blizzard.bma.AUTH_STORE.HASH";
/// Characters of the secret in it.
const LENGTH: usize = 40;

/// Known since 2010: <https://forum.xda-developers.com/showpost.php?p=7303107>.
const MASK: [u8; 57] = [
    0x39, 0x8e, 0x27, 0xfc, 0x50, 0x27, 0x6a, 0x65, 0x60, 0x65, 0xb0, 0xe5, 0x25, 0xf4, 0xc0, 0x6c, 0x04,
    0xc6, 0x10, 0x75, 0x28, 0x6b, 0x8e, 0x7a, 0xed, 0xa5, 0x9d, 0xa9, 0x81, 0x3b, 0x5d, 0xd6, 0xc8, 0x0d,
    0x2f, 0xb3, 0x80, 0x68, 0x77, 0x3f, 0xa5, 0x9b, 0xa4, 0x7c, 0x17, 0xca, 0x6c, 0x64, 0x79, 0x01, 0x5c,
    0x1d, 0x5b, 0x8b, 0x8f, 0x6b, 0x9a,
];

pub(crate) fn detect(content: &Content<'_>) -> bool {
    content.preferences().iter().any(|(name, _)| [SECRET, HASH].contains(&name.as_str()))
}

pub(crate) fn read(content: &Content<'_>, request: &Request<'_>) -> Result<Import, Error> {
    let (secret, serial) = match preferences::value(content, HASH) {
        "" => {
            let serial = preferences::value(content, SERIAL);
            let serial = if serial.is_empty() { Some(String::new()) } else { unmask(serial) };
            (unmask(preferences::value(content, SECRET)), serial)
        }
        both => {
            let both = unmask(both).unwrap_or_default();
            let parts = both.split_at_checked(LENGTH);
            (parts.map(|(secret, _)| secret.to_owned()), parts.map(|(_, serial)| serial.to_owned()))
        }
    };
    let (secret, serial) = (secret.ok_or(Error::BROKEN)?, serial.ok_or(Error::BROKEN)?);
    let mut import = Import::new(request.now);
    import.add(Draft {
        secret: Key::Hex(&secret),
        issuer: "Battle.net",
        name: &serial,
        digits: Number::Is(8),
        ..Draft::default()
    });
    Ok(import)
}

fn unmask(text: &str) -> Option<String> {
    let bytes = base16ct::mixed::decode_vec(text.trim()).ok()?;
    if bytes.len() > MASK.len() {
        return None;
    }
    String::from_utf8(bytes.iter().zip(MASK).map(|(byte, mask)| byte ^ mask).collect()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mask_comes_off() {
        let hidden: Vec<u8> = b"666f6f".iter().zip(MASK).map(|(byte, mask)| byte ^ mask).collect();
        let hidden = base16ct::lower::encode_string(&hidden);
        let file = format!("<map><string name=\"{SECRET}\">{hidden}</string></map>");
        let import = crate::read(file.as_bytes(), &Request::new(5)).unwrap();
        assert_eq!(import.candidates[0].account.secret.expose(), b"foo");
    }
}
