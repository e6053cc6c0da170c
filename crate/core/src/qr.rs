//! Pixels to texts: every QR code a person can see in a picture. And back: a text drawn as a code.
//!
//! [`read`] takes a [`Picture`] and a [`Budget`] and gives back each code with its four
//! corners. It is a pure function: the same pixels and budget give the same answer.

mod attempt;
mod budget;
mod decode;
mod draw;
mod find;
mod geometry;
mod layout;
mod measure;
mod passes;
mod picture;
mod place;
mod plane;
mod sample;

use std::fmt;

pub use draw::{Drawing, draw};
pub use picture::{Kind, Picture, Pixels};

/// The most pixels a picture may have: 40 million, which is 160 MB of RGBA. Small machines have no
/// more to spare.
pub const MOST_PIXELS: usize = 40_000_000;

/// How much work [`read`] may do before it gives up, in steps of roughly a microsecond.
///
/// Work, not time: the core has no clock, and the same picture must give the same answer
/// on a slow machine. The default is right for a screenshot from 1080p to 4K in a worker
/// that is ended after four seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget(u64);

/// One QR code that was read.
#[derive(Clone, PartialEq)]
pub struct Found {
    /// What it says, as it stands in the code: UTF-8 or not.
    pub bytes: Vec<u8>,
    /// What they are written in.
    pub encoding: Encoding,
    /// Its corners in pixels of the picture, in the code's own order: top left, top
    /// right, bottom right, bottom left. The quiet zone is outside.
    pub corners: [(f32, f32); 4],
    /// Which of its two colours is the darker.
    pub polarity: Polarity,
    /// Whether it was seen from behind: its rows and columns were exchanged.
    pub mirrored: bool,
}

/// What the bytes of a text are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, as nearly every text today.
    Utf8,
    /// Shift JIS, as in the mode for kanji.
    ShiftJis,
    /// A byte a letter (ISO 8859-1).
    Latin1,
    /// GB 18030, of which the mode for Chinese characters is a part.
    Gb18030,
}

/// Which of a code's two colours is the darker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// Dark modules on a light ground, as the standard has it.
    DarkOnLight,
    /// Light modules on a dark ground.
    LightOnDark,
}

/// Why a picture cannot be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// It has no pixels.
    #[error("the picture has no pixels; choose another one")]
    Empty,
    /// It has more than [`MOST_PIXELS`].
    #[error(
        "the picture is {width} x {height} pixels, more than the 40 million that can be read; cut out the part with the QR code"
    )]
    TooLarge {
        /// Its width in pixels.
        width: usize,
        /// Its height in pixels.
        height: usize,
    },
    /// The slice does not hold width x height pixels.
    #[error("the picture has {given} bytes where its width and height ask for {expected}")]
    WrongLength {
        /// The bytes that the width and height ask for.
        expected: usize,
        /// The bytes that were given.
        given: usize,
    },
}

/// Reads every QR code of a picture.
///
/// The search stops at the first pass that yields a key ([`Found::is_key`]); a code that
/// is none does not stop it. Nothing found is an empty list, not an error.
///
/// # Errors
/// [`PictureError`] when the picture is empty, has more than [`MOST_PIXELS`], or its slice
/// is not as long as its width and height say.
pub fn read(picture: &Picture<'_>, budget: Budget) -> Result<Vec<Found>, PictureError> {
    picture.check()?;
    Ok(passes::read(picture, budget))
}

impl Budget {
    /// As many steps as given, each roughly a microsecond of a desktop's core.
    #[must_use]
    pub const fn steps(steps: u64) -> Self {
        Self(steps)
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self(1_500_000)
    }
}

impl Found {
    /// What it says, where that is UTF-8.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    /// Whether it begins as a key does: `otpauth://` or `otpauth-migration://` in any case.
    #[must_use]
    pub fn is_key(&self) -> bool {
        ["otpauth://", "otpauth-migration://"].iter().any(|scheme| {
            self.bytes.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme.as_bytes()))
        })
    }
}

/// Shows where the code is and how long its text, never the text: it may hold a secret.
impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Found")
            .field("bytes", &self.bytes.len())
            .field("corners", &self.corners)
            .field("polarity", &self.polarity)
            .field("mirrored", &self.mirrored)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Found {
        Found {
            bytes: text.as_bytes().to_vec(),
            encoding: Encoding::Utf8,
            corners: [(0.0, 0.0); 4],
            polarity: Polarity::DarkOnLight,
            mirrored: false,
        }
    }

    #[test]
    fn a_key_is_known_by_its_scheme_in_any_case() {
        for text in ["otpauth://totp/x", "OTPAUTH://TOTP/X", "OtpAuth-Migration://offline?data="] {
            assert!(found(text).is_key(), "{text}");
        }
        for text in ["", "otpauth:/", "https://otpauth://", "motp://x"] {
            assert!(!found(text).is_key(), "{text}");
        }
    }

    #[test]
    fn debug_shows_no_text() {
        assert!(!format!("{:?}", found("otpauth://totp/x?secret=ABC")).contains("ABC"));
    }

    #[test]
    fn each_error_says_what_is_wrong() {
        for (error, sentence) in [
            (PictureError::Empty, "the picture has no pixels; choose another one"),
            (
                PictureError::TooLarge { width: 20_000, height: 6_000 },
                "the picture is 20000 x 6000 pixels, more than the 40 million that can be read; \
                 cut out the part with the QR code",
            ),
            (
                PictureError::WrongLength { expected: 16, given: 15 },
                "the picture has 15 bytes where its width and height ask for 16",
            ),
        ] {
            assert_eq!(error.to_string(), sentence);
        }
    }
}
