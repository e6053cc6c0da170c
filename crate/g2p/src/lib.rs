//! The finite fields in which rqrr corrects errors, multiplied through logarithms.
//!
//! rqrr gets its fields from the macro [`g2p!`] of a crate with this name. That crate multiplies by
//! a table of all products, 64 kB for GF(2^8) that don't compress, a sixth of what Tandem ships. It
//! computes a power by 64 squarings, for each byte of a code and each syndrome. Here both are
//! lookups in two tables of 256 bytes: the logarithms of the generator `x`, and its powers. This
//! crate has only what rqrr needs.

use std::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

/// A finite field of at most 256 elements.
pub trait GaloisField:
    Copy
    + Eq
    + Add<Output = Self>
    + AddAssign
    + Sub<Output = Self>
    + SubAssign
    + Neg<Output = Self>
    + Mul<Output = Self>
    + MulAssign
    + Div<Output = Self>
{
    /// The neutral element of addition.
    const ZERO: Self;
    /// The neutral element of multiplication.
    const ONE: Self;
    /// The element whose powers are all elements but zero: `x` itself.
    const GENERATOR: Self;

    /// One, multiplied by this element `exponent` times.
    #[must_use]
    fn pow(self, exponent: usize) -> Self;
}

/// The sum, which is also the difference: each bit is a separate coefficient, and 1 + 1 is 0.
#[doc(hidden)]
#[must_use]
pub const fn sum(a: u8, b: u8) -> u8 {
    a ^ b
}

/// Powers of the generator and their logarithms.
#[doc(hidden)]
#[derive(Debug)]
pub struct Tables {
    powers: [u8; 256],
    logarithms: [u8; 256],
    /// How many elements there are besides zero: the powers repeat after that many.
    order: usize,
}

impl Tables {
    /// The tables for the field of `2^bits` elements; `modulus` is the polynomial that is zero in
    /// it.
    ///
    /// # Panics
    /// At compile time, if `x` generates no field with this modulus.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        clippy::as_conversions,
        reason = "runs while it compiles, where an index out of range is an error and `From` is not there"
    )]
    pub const fn new(bits: u32, modulus: u32) -> Self {
        assert!(bits >= 1 && bits <= 8, "an element is a byte");
        let order = (1_usize << bits) - 1;
        let (mut powers, mut logarithms) = ([0; 256], [0; 256]);
        let (mut power, mut exponent) = (1_u32, 0);
        while exponent < order {
            assert!(exponent == 0 || power != 1, "the powers of x repeat too soon");
            powers[exponent] = power as u8;
            logarithms[power as usize] = exponent as u8;
            power <<= 1;
            if power >> bits == 1 {
                power ^= modulus;
            }
            exponent += 1;
        }
        assert!(power == 1, "x generates no field by this modulus");
        Self { powers, logarithms, order }
    }

    /// The product.
    #[must_use]
    pub fn multiply(&self, a: u8, b: u8) -> u8 {
        if a == 0 || b == 0 { 0 } else { self.power(self.logarithm(a) + self.logarithm(b)) }
    }

    /// The quotient. Dividing by zero gives zero, since a broken code may ask for it.
    #[must_use]
    pub fn divide(&self, a: u8, b: u8) -> u8 {
        if a == 0 || b == 0 { 0 } else { self.power(self.order + self.logarithm(a) - self.logarithm(b)) }
    }

    /// The power; to the zeroth, one.
    #[must_use]
    pub fn raise(&self, a: u8, exponent: usize) -> u8 {
        match (a, exponent) {
            (_, 0) => 1,
            (0, _) => 0,
            _ => self.power(self.logarithm(a) * (exponent % self.order)),
        }
    }

    fn logarithm(&self, a: u8) -> usize {
        self.logarithms.get(usize::from(a)).copied().map_or(0, usize::from)
    }

    fn power(&self, exponent: usize) -> u8 {
        self.powers.get(exponent % self.order).copied().unwrap_or(0)
    }
}

/// Declares a field: `g2p!(GF256, 8, modulus: 0b1_0001_1101)`.
#[macro_export]
macro_rules! g2p {
    ($name:ident, $bits:literal, modulus: $modulus:literal) => {
        /// An element of the field.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        struct $name(u8);

        const _: () = {
            use ::core::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

            static TABLES: $crate::Tables = $crate::Tables::new($bits, $modulus);

            impl Add for $name {
                type Output = Self;
                fn add(self, other: Self) -> Self {
                    Self($crate::sum(self.0, other.0))
                }
            }
            impl Sub for $name {
                type Output = Self;
                fn sub(self, other: Self) -> Self {
                    Self($crate::sum(self.0, other.0))
                }
            }
            impl Neg for $name {
                type Output = Self;
                fn neg(self) -> Self {
                    self
                }
            }
            impl Mul for $name {
                type Output = Self;
                fn mul(self, other: Self) -> Self {
                    Self(TABLES.multiply(self.0, other.0))
                }
            }
            impl Div for $name {
                type Output = Self;
                fn div(self, other: Self) -> Self {
                    Self(TABLES.divide(self.0, other.0))
                }
            }
            impl AddAssign for $name {
                fn add_assign(&mut self, other: Self) {
                    *self = *self + other;
                }
            }
            impl SubAssign for $name {
                fn sub_assign(&mut self, other: Self) {
                    *self = *self - other;
                }
            }
            impl MulAssign for $name {
                fn mul_assign(&mut self, other: Self) {
                    *self = *self * other;
                }
            }
            impl $crate::GaloisField for $name {
                const ZERO: Self = Self(0);
                const ONE: Self = Self(1);
                const GENERATOR: Self = Self(2);
                fn pow(self, exponent: usize) -> Self {
                    Self(TABLES.raise(self.0, exponent))
                }
            }
        };
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    g2p!(Small, 4, modulus: 0b1_0011);
    g2p!(Large, 8, modulus: 0b1_0001_1101);

    /// The product by its definition: of polynomials over GF(2), reduced by the modulus.
    fn product(a: u8, b: u8, bits: u32, modulus: u32) -> u8 {
        let mut sum = (0..8).filter(|bit| b >> bit & 1 == 1).fold(0, |sum, bit| sum ^ (u32::from(a) << bit));
        for bit in (bits..16).rev() {
            if sum >> bit & 1 == 1 {
                sum ^= modulus << (bit - bits);
            }
        }
        u8::try_from(sum).unwrap()
    }

    #[test]
    fn every_product_is_that_of_the_polynomials() {
        for a in 0..=255 {
            for b in 0..=255 {
                assert_eq!((Large(a) * Large(b)).0, product(a, b, 8, 0b1_0001_1101), "{a} {b}");
                if a < 16 && b < 16 {
                    assert_eq!((Small(a) * Small(b)).0, product(a, b, 4, 0b1_0011), "{a} {b}");
                }
            }
        }
    }

    #[test]
    fn a_quotient_times_its_divisor_is_the_dividend() {
        for a in 0..=255 {
            for b in 1..=255 {
                assert_eq!(Large(a) / Large(b) * Large(b), Large(a));
            }
        }
        assert_eq!(Large(7) / Large::ZERO, Large::ZERO);
    }

    #[test]
    fn a_power_is_a_product_of_so_many() {
        for a in 0..=255 {
            let mut product = Large::ONE;
            for exponent in 0..600 {
                assert_eq!(Large(a).pow(exponent), product, "{a}^{exponent}");
                product *= Large(a);
            }
        }
        assert_eq!(Small::GENERATOR.pow(usize::MAX), Small::GENERATOR.pow(usize::MAX % 15));
    }

    #[test]
    fn a_sum_is_its_own_difference() {
        let (a, b) = (Large(0b1010), Large(0b0110));
        let mut sum = a;
        sum += b;
        assert_eq!(sum, Large(0b1100));
        sum -= b;
        assert_eq!((sum, -a), (a, a));
    }
}
