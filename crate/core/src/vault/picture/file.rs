//! Whether a file is a small picture, by what its header claims: a file of a few bytes may claim a
//! billion pixels.

/// The most bytes of a picture's file: 64 by 64 pixels, as WebP or PNG.
pub const LARGEST_PICTURE: usize = 4_096;

/// The longest side of a picture, in pixels: a browser allocates memory for the size that a file
/// claims.
pub(super) const LONGEST_SIDE: u32 = 1_024;

/// Whether these are the bytes of a small PNG, JPEG or WebP file, by how such a file starts.
pub(in crate::vault) fn is_picture(file: &[u8]) -> bool {
    let begins = |with: &[u8]| file.starts_with(with);
    let fits = |side: u32| (1..=LONGEST_SIDE).contains(&side);
    let size = size(file);
    // Browsers draw no PNG or WebP file without a size in its header; a JPEG's may be further
    // inside.
    let strict =
        begins(b"\x89PNG\r\n\x1a\n") || begins(b"RIFF") && file.get(8..12) == Some(b"WEBP".as_slice());
    file.len() <= LARGEST_PICTURE && size.map_or(strict, |(width, height)| fits(width) && fits(height))
}

/// Width and height of a PNG, JPEG or WebP file; none if it is neither, or doesn't tell.
fn size(file: &[u8]) -> Option<(u32, u32)> {
    png(file).or_else(|| webp(file)).or_else(|| jpeg(file))
}

/// `IHDR` comes first (PNG, section 5.6).
fn png(file: &[u8]) -> Option<(u32, u32)> {
    let head = file.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR")?;
    let number = |at: usize| head.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    Some((number(0)?, number(4)?))
}

/// One of three kinds of first chunk (RFC 9649): lossy, lossless, or with extras.
fn webp(file: &[u8]) -> Option<(u32, u32)> {
    let chunk = file.strip_prefix(b"RIFF")?.get(4..)?.strip_prefix(b"WEBP")?;
    let (kind, data) = (chunk.get(..4)?, chunk.get(8..)?);
    let number = |at: usize, bytes: usize| {
        let read = data.get(at..at + bytes)?.iter().rev();
        Some(read.fold(0_u32, |number, byte| number << 8 | u32::from(*byte)))
    };
    match kind {
        b"VP8 " if data.get(3..6)? == b"\x9d\x01\x2a" => {
            Some((number(6, 2)? & 0x3fff, number(8, 2)? & 0x3fff))
        }
        b"VP8L" if data.first()? == &0x2f => {
            let bits = number(1, 4)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => Some((number(4, 3)? + 1, number(7, 3)? + 1)),
        _ => None,
    }
}

/// Walks the segments before the picture, up to the frame header (ITU T.81, B.2.2).
fn jpeg(file: &[u8]) -> Option<(u32, u32)> {
    let mut rest = file.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, marker, length @ ..] = rest else { return None };
        // Markers may be preceded by more of these bytes.
        if *marker == 0xff {
            rest = rest.get(1..)?;
            continue;
        }
        let length: [u8; 2] = length.get(..2)?.try_into().ok()?;
        let segment = rest.get(2..)?.get(..u16::from_be_bytes(length).into())?;
        // The markers of Huffman tables and arithmetic coding are within the range of frame
        // headers.
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let side = |at: usize| Some(u32::from(*segment.get(at)?) << 8 | u32::from(*segment.get(at + 1)?));
            return Some((side(5)?, side(3)?));
        }
        rest = rest.get(2 + segment.len().max(2)..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_tells_how_many_pixels_there_are() {
        let webp =
            |kind: &[u8; 4], data: &[u8]| [b"RIFF\0\0\0\0WEBP", kind.as_slice(), &[0; 4], data].concat();
        let jpeg = |frame: u8| {
            let frame = [[0xff, frame].as_slice(), b"\0\x0b\x08\x01\x02\x03\x04\x01\x01\x11\0"].concat();
            [b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc4\0\x03x".as_slice(), &frame].concat()
        };
        let png = |name: &[u8; 4]| {
            [b"\x89PNG\r\n\x1a\n\0\0\0\x0d", name.as_slice(), b"\0\0\0\x40\0\x01\0\0\x08\x06\0\0\0"].concat()
        };
        for (file, expected) in [
            (png(b"IHDR"), Some((64, 65_536))),
            (png(b"IDAT"), None),
            (webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a\x40\xc0\xff\x3f"), Some((64, 16_383))),
            (webp(b"VP8 ", b"\0\0\0\0\0\0\x40\0\x40\0"), None),
            (webp(b"VP8L", b"\x2f\x3f\xc0\x0f\0"), Some((64, 64))),
            (webp(b"VP8L", b"\x2f\xff\xff\xff\x0f"), Some((16_384, 16_384))),
            (webp(b"VP8X", b"\0\0\0\0\x3f\0\0\xff\xff\xff"), Some((64, 1 << 24))),
            (webp(b"ALPH", &[0; 20]), None),
            (jpeg(0xc0), Some((0x304, 0x102))),
            (jpeg(0xc2), Some((0x304, 0x102))),
            (jpeg(0xc8), None),
            (b"\xff\xd8\xff\xe0\0\0".to_vec(), None),
            (b"\xff\xd8\xff".to_vec(), None),
            (vec![], None),
        ] {
            assert_eq!(size(&file), expected, "{file:?}");
            for end in 0..file.len() {
                let _ = size(&file[..end]);
            }
        }
    }
}
