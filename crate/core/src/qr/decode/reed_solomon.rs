//! Repairing a block of codewords: Reed-Solomon codes over GF(256).
//!
//! A block with n check codewords can be repaired if twice its errors plus its erasures are at most n. An
//! erasure is a codeword known to be doubtful. The samples tell which ones are, and that repairs up to
//! twice as much.
//!
//! This is our own because no maintained crate replaces it. rqrr corrects errors alone,
//! `reed-solomon-erasure` erasures alone. `reed-solomon` 0.2 corrects both but doesn't say how many
//! errors there were, which the reader needs to keep noise from passing for a text.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "field elements as table positions; a product's logarithm is below 511, a place below the block's length"
)]

/// Powers of the generator 2 modulo x^8 + x^4 + x^3 + x^2 + 1, twice over, so that the sum of
/// two logarithms needs no reduction.
const POWERS: [u8; 512] = powers();
/// Logarithms; 0 has none, and nobody asks for it.
const LOGARITHMS: [u8; 256] = logarithms();

const fn powers() -> [u8; 512] {
    let mut all = [0; 512];
    let mut value = 1_u32;
    let mut rest: &mut [u8] = &mut all;
    while let Some((slot, others)) = rest.split_first_mut() {
        *slot = value as u8;
        value <<= 1;
        if value > 255 {
            value ^= 0x11D;
        }
        rest = others;
    }
    all
}

const fn logarithms() -> [u8; 256] {
    let mut all = [0; 256];
    let mut power = 0;
    let mut rest: &[u8] = &POWERS;
    while let Some((&value, others)) = rest.split_first() {
        if power == 255 {
            break;
        }
        let (_, from) = all.split_at_mut(value as usize);
        if let Some(slot) = from.first_mut() {
            *slot = power;
        }
        power += 1;
        rest = others;
    }
    all
}

fn log(value: u8) -> usize {
    usize::from(LOGARITHMS[usize::from(value)])
}

/// 2 to a power up to 511.
fn power(exponent: usize) -> u8 {
    POWERS[exponent]
}

fn times(a: u8, b: u8) -> u8 {
    if a == 0 || b == 0 { 0 } else { power(log(a) + log(b)) }
}

fn over(a: u8, b: u8) -> u8 {
    if a == 0 { 0 } else { power(log(a) + 255 - log(b)) }
}

/// The most check codewords a block has.
const MOST: usize = 30;
/// A polynomial, the constant first.
type Polynomial = [u8; MOST + 2];

fn coefficient(of: &Polynomial, number: usize) -> u8 {
    of[number]
}

/// The value of a polynomial at a power of 2.
fn value(of: &Polynomial, exponent: usize) -> u8 {
    of.iter().rev().fold(0, |sum, &next| times(sum, power(exponent)) ^ next)
}

/// The polynomial times x.
fn shifted(of: &Polynomial) -> Polynomial {
    let mut all = [0; MOST + 2];
    all.iter_mut().skip(1).zip(of).for_each(|(slot, &value)| *slot = value);
    all
}

/// A polynomial plus a multiple of another one.
fn plus(a: &Polynomial, b: &Polynomial, factor: u8) -> Polynomial {
    let mut all = *a;
    all.iter_mut().zip(b).for_each(|(slot, &value)| *slot ^= times(value, factor));
    all
}

fn syndromes(block: &[u8], checks: usize) -> Polynomial {
    let mut all = [0; MOST + 2];
    for (number, slot) in all.iter_mut().take(checks).enumerate() {
        *slot = block.iter().fold(0, |sum, &next| times(sum, power(number)) ^ next);
    }
    all
}

/// Repairs a block (data, then `checks` check codewords) in which `erased` codewords are doubtful.
/// Returns how many others were wrong, or nothing if there is too much to repair.
pub(in crate::qr) fn repair(block: &mut [u8], checks: usize, erased: &[usize]) -> Option<usize> {
    if checks > MOST || block.len() > 255 || erased.len() > checks {
        return None;
    }
    let syndromes = syndromes(block, checks);
    if syndromes == [0; MOST + 2] {
        return Some(0);
    }
    let last = block.len() - 1;
    let (locator, length) = locator(&syndromes, checks, erased.iter().map(|at| last - at));
    let wrong = length.checked_sub(erased.len())?;
    if 2 * wrong + erased.len() > checks {
        return None;
    }
    // The values of the errors, by Forney's formula.
    let mut evaluator = [0; MOST + 2];
    for (number, slot) in evaluator.iter_mut().take(checks).enumerate() {
        *slot = (0..=number)
            .fold(0, |sum, j| sum ^ times(coefficient(&locator, j), coefficient(&syndromes, number - j)));
    }
    let mut derivative = [0; MOST + 2];
    for (number, slot) in derivative.iter_mut().enumerate().step_by(2) {
        *slot = coefficient(&locator, number + 1);
    }
    let mut found = 0;
    for (at, codeword) in block.iter_mut().enumerate() {
        let place = last - at;
        let inverse = (255 - place) % 255;
        if value(&locator, inverse) != 0 {
            continue;
        }
        found += 1;
        let slope = value(&derivative, inverse);
        if slope == 0 {
            return None;
        }
        let error = times(power(place), over(value(&evaluator, inverse), slope));
        *codeword ^= error;
    }
    (found == length && self::syndromes(block, checks) == [0; MOST + 2]).then_some(wrong)
}

/// The shortest locator of the errors, by the Berlekamp-Massey search, and its length. It starts with the erasures.
fn locator(
    syndromes: &Polynomial,
    checks: usize,
    erased: impl Iterator<Item = usize>,
) -> (Polynomial, usize) {
    let mut locator = [0; MOST + 2];
    locator[0] = 1;
    let mut doubtful = 0;
    for place in erased {
        locator = plus(&locator, &shifted(&locator), power(place));
        doubtful += 1;
    }
    let mut before = locator;
    let mut length = doubtful;
    for round in doubtful + 1..=checks {
        let discrepancy = (0..=length.min(round - 1))
            .fold(0, |sum, j| sum ^ times(coefficient(&locator, j), coefficient(syndromes, round - 1 - j)));
        before = shifted(&before);
        if discrepancy == 0 {
            continue;
        }
        let next = plus(&locator, &before, discrepancy);
        if 2 * length < round + doubtful {
            length = round + doubtful - length;
            let inverse = over(1, discrepancy);
            before = locator.map(|value| times(value, inverse));
        }
        locator = next;
    }
    (locator, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The message of the standard's annex I: version 1-M, "01234567".
    const BLOCK: [u8; 26] = [
        0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xA5,
        0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55,
    ];

    #[track_caller]
    fn check(wrong: &[usize], erased: &[usize], expected: Option<usize>) {
        let mut block = BLOCK;
        for &at in wrong {
            block[at] ^= 0x5A_u8.wrapping_add(at as u8);
        }
        let repaired = repair(&mut block, 10, erased);
        assert_eq!(repaired, expected, "{wrong:?} {erased:?}");
        if expected.is_some() {
            assert_eq!(block, BLOCK);
        }
    }

    #[test]
    fn errors_count_twice_and_erasures_once() {
        check(&[], &[], Some(0));
        check(&[3], &[], Some(1));
        check(&[0, 5, 11, 17, 25], &[], Some(5));
        check(&[0, 5, 11, 17, 21, 25], &[], None);
        check(&[0, 5, 11, 17, 21, 25], &[0, 5], Some(4));
        check(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], Some(0));
        check(&[20], &[0, 1, 2, 3], Some(1));
    }
}
