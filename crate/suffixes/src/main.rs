//! `cargo xtask suffixes`: packs the Public Suffix List for the core, as `site/suffixes.rs`
//! describes.
//!
//! Every simplification only makes more names suffixes: many rules below a name that is itself a
//! rule become one for all of it, and exceptions are left out.

#![expect(clippy::print_stdout, reason = "a command that reports what it packed")]

mod record;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use tandem_core::site::suffixes::{BITS, CLOSED, hash, place};

use record::Record;

/// This many rules below a rule are written as one.
const MANY: usize = 12;

const USAGE: &str = "\
usage: cargo xtask suffixes LIST --from TEXT --date YYYY-MM-DD   packs the list and records its source
       cargo xtask suffixes --check [LIST]                      compares the packed set with its record";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let told = match words.as_slice() {
        [list, "--from", from, "--date", date] => write(Path::new(list), from, date),
        ["--check"] => check(None),
        ["--check", list] => check(Some(Path::new(list))),
        _ => Err(anyhow::anyhow!(USAGE)),
    };
    match told {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn write(list: &Path, from: &str, date: &str) -> Result<()> {
    let bytes = fs::read(list).with_context(|| format!("reading {}", list.display()))?;
    let rules = rules(std::str::from_utf8(&bytes).context("the list is UTF-8")?)?;
    let packed = pack(&rules)?;
    let record = Record::of(from, date, &bytes, rules.len(), &packed);
    fs::write(site("suffixes.bin"), &packed)?;
    fs::write(site("suffixes.json"), record.text()?)?;
    println!("{} rules in {} bytes", rules.len(), packed.len());
    Ok(())
}

/// Compares the packed set with its record, and with the list if there is one.
fn check(list: Option<&Path>) -> Result<()> {
    let record = Record::read(&fs::read_to_string(site("suffixes.json"))?)?;
    let packed = fs::read(site("suffixes.bin"))?;
    record.is_of(&packed)?;
    println!("{record}");
    let Some(list) = list else {
        println!("the packed set matches its record; name the list to pack it again and compare");
        return Ok(());
    };
    let bytes = fs::read(list).with_context(|| format!("reading {}", list.display()))?;
    record.is_from(&bytes)?;
    if pack(&rules(std::str::from_utf8(&bytes).context("the list is UTF-8")?)?)? != packed {
        bail!("this list packs to other bytes than crate/core/src/site/suffixes.bin");
    }
    println!("{} packs to the same bytes", list.display());
    Ok(())
}

/// A file beside the core's own.
fn site(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src/site").join(name)
}

/// The rules of more than one label, in punycode.
fn rules(list: &str) -> Result<BTreeSet<String>> {
    let mut rules = BTreeSet::new();
    for line in list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")) {
        let rule = line.split_whitespace().next().unwrap_or_default().to_lowercase();
        let top = rule.rsplit('.').next().unwrap_or_default();
        // An exception makes a suffix a name. Without it, that name's hosts count as strangers.
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
    let mut hashes: Vec<u64> = rules.iter().map(|rule| place(hash(rule.bytes()), count)).collect();
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

/// A label as browsers spell it.
fn ascii(label: &str) -> Result<String> {
    if label == "*" {
        return Ok(label.to_owned());
    }
    idna::domain_to_ascii(label).with_context(|| format!("{label:?} is no label of a host"))
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

    #[test]
    fn the_packed_set_is_the_one_that_the_record_names() {
        check(None).expect("the set was packed by this program and not changed since");
    }
}
