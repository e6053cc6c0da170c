//! `suffixes FILE`: the Public Suffix List, packed for `core::site`, whose `domain.rs` says how.
//!
//! FILE is `public_suffix_list.dat`, as publicsuffix.org publishes it. What changes only ever makes a suffix of
//! more names: the many rules below a name that is a rule become one for all of it, and exceptions
//! are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::project::Project;

/// As in `domain.rs`.
const BITS: u32 = 7;
const CLOSED: [&str; 4] = ["no", "us", "museum", "aero"];

/// So many rules below one that is itself a rule are written as one.
const MANY: usize = 12;

pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let [file] = arguments else { bail!("usage: suffixes public_suffix_list.dat") };
    let list = fs::read_to_string(file).with_context(|| format!("reading {file}"))?;
    let rules = rules(&list)?;
    let packed = pack(&rules)?;
    let to = project.path("crate/core/src/site/suffixes.bin");
    fs::write(&to, &packed).with_context(|| format!("writing {}", to.display()))?;
    println!("{} rules in {} bytes", rules.len(), packed.len());
    Ok(ExitCode::SUCCESS)
}

/// The rules of more than one label, in punycode.
fn rules(list: &str) -> Result<BTreeSet<String>> {
    let mut rules = BTreeSet::new();
    for line in list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")) {
        let rule = line.split_whitespace().next().unwrap_or_default().to_lowercase();
        let top = rule.rsplit('.').next().unwrap_or_default();
        // An exception makes a name of a suffix: without it, its hosts are strangers.
        if rule.starts_with('!') || !rule.contains('.') || CLOSED.contains(&top) {
            continue;
        }
        rules.insert(rule.split('.').map(ascii).collect::<Result<Vec<_>>>()?.join("."));
    }
    let mut below: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for rule in &rules {
        if let Some((_, parent)) = rule.split_once('.').filter(|(_, parent)| rules.contains(*parent)) {
            below.entry(parent.to_owned()).or_default().push(rule.clone());
        }
    }
    for (parent, children) in below.into_iter().filter(|(_, children)| children.len() >= MANY) {
        for child in children {
            rules.remove(&child);
        }
        rules.insert(format!("*.{parent}"));
    }
    Ok(rules)
}

fn pack(rules: &BTreeSet<String>) -> Result<Vec<u8>> {
    let count = u32::try_from(rules.len())?;
    let places: u64 = u64::from(count) << BITS;
    let mut hashes: Vec<u64> =
        rules.iter().map(|rule| (hash(rule) >> 32).saturating_mul(places) >> 32).collect();
    hashes.sort_unstable();
    let mut bits = Vec::new();
    let mut last = 0;
    for hash in hashes {
        let distance = hash - last;
        last = hash;
        bits.extend((0..distance >> BITS).map(|_| true));
        bits.push(false);
        bits.extend((0..BITS).map(|place| distance >> place & 1 == 1));
    }
    let mut packed = count.to_le_bytes().to_vec();
    packed.extend(
        bits.chunks(8).map(|eight| eight.iter().rev().fold(0_u8, |byte, bit| byte << 1 | u8::from(*bit))),
    );
    Ok(packed)
}

/// FNV-1a as in `domain.rs`.
fn hash(text: &str) -> u64 {
    let mixed = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// A label as browsers spell it (RFC 3492, 6.3).
fn ascii(label: &str) -> Result<String> {
    if label.is_ascii() {
        return Ok(label.to_owned());
    }
    let letters: Vec<u32> = label.chars().map(u32::from).collect();
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(out.len())?;
    if basic > 0 {
        out.push('-');
    }
    let (mut n, mut delta, mut bias, mut handled) = (128_u32, 0_u32, 72_u32, basic);
    while handled < u32::try_from(letters.len())? {
        let next =
            letters.iter().copied().filter(|letter| *letter >= n).min().context("there is a letter left")?;
        delta += (next - n) * (handled + 1);
        n = next;
        for letter in &letters {
            if *letter < n {
                delta += 1;
            }
            if *letter == n {
                write_number(&mut out, delta, bias);
                bias = adapted(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta += 1;
        n += 1;
    }
    Ok(format!("xn--{out}"))
}

fn write_number(out: &mut String, mut number: u32, bias: u32) {
    let digit = |value: u32| char::from_digit(value, 36).unwrap_or('0');
    // Punycode counts a to z, then 0 to 9; digits of base 36 begin with 0 to 9.
    let letter = |value: u32| if value < 26 { digit(value + 10) } else { digit(value - 26) };
    let mut k: u32 = 36;
    loop {
        let threshold = k.saturating_sub(bias).clamp(1, 26);
        if number < threshold {
            break;
        }
        out.push(letter(threshold + (number - threshold) % (36 - threshold)));
        number = (number - threshold) / (36 - threshold);
        k += 36;
    }
    out.push(letter(number));
}

fn adapted(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_as_browsers_spell_them() {
        for (label, ascii_) in
            [("com", "com"), ("公司", "xn--55qx5d"), ("bücher", "xn--bcher-kva"), ("個人", "xn--gmqw5a")]
        {
            assert_eq!(ascii(label).expect("it has few letters"), ascii_);
        }
    }

    #[test]
    fn many_rules_below_a_rule_become_one() {
        let towns: String = (0..20).map(|n| format!("town{n}.tokyo.jp\n")).collect();
        let list = format!("// a comment\ntokyo.jp\n{towns}co.uk\n!city.kobe.jp\noslo.no\ncom\n");
        let rules: Vec<String> = rules(&list).expect("it is plain").into_iter().collect();
        assert_eq!(rules, ["*.tokyo.jp", "co.uk", "tokyo.jp"]);
    }
}
