//! `bench import --speed`: 10,000 accounts in each format that is written, and files made to be
//! costly: processor time and peak memory, each in a process of its own.

use std::{fmt::Write, fs, path::Path, process::Command};

use anyhow::{Context, Result, bail};
use cpu_time::ProcessTime;
use tandem_core::{Entropy, account::Account, otp::Scheme, secret::Secret};
use tandem_exchange::{Request, WRITERS, read, write};

use super::crowds::crowds;

/// Accounts of a file.
const ACCOUNTS: usize = 10_000;

/// The most that a costly file may take, in milliseconds and MiB.
const MOST_TIME: u64 = 2_000;
const MOST_MEMORY: u64 = 200;

const PASSPHRASE: &str = "correct horse battery staple";

/// Measured in this process; `--speed-of` says what.
///
/// # Errors
/// The file doesn't exist, or the system doesn't report the memory.
pub(super) fn of(path: &str) -> Result<()> {
    let bytes = fs::read(path)?;
    let start = ProcessTime::try_now()?;
    let read = read(&bytes, &Request::new(super::NOW).with_passphrase(PASSPHRASE));
    let took = start.try_elapsed()?.as_secs_f64() * 1_000.0;
    let (found, told) = match read {
        Ok(import) => (import.candidates.len() + import.refused.len(), String::new()),
        Err(error) => (0, error.to_string()),
    };
    println!("{found}\t{took:.0}\t{}\t{told}", peak()? >> 10);
    Ok(())
}

/// Prints a table; the written files stay in a folder, if one is given.
///
/// # Errors
/// A written file can't be read back, or files can't be saved meanwhile.
pub(super) fn run(kept: Option<&Path>) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("tandem-speed-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let path = folder.join("file");
    println!("format                   accounts     file      read     memory");
    let accounts: Vec<Account> = (0..ACCOUNTS).map(account).collect::<Result<_>>()?;
    for writer in WRITERS {
        let request = Request::new(super::NOW).with_passphrase(PASSPHRASE);
        // Pages of QR codes are for people, who don't scan more.
        let count = if writer.ending == "html" { ACCOUNTS / 10 } else { ACCOUNTS };
        let chosen = accounts.get(..count).unwrap_or_default();
        let file = write(writer.id, chosen, &request, &mut Numbered(0)).context(writer.id)?;
        fs::write(&path, &file)?;
        if let Some(kept) = kept {
            fs::write(kept.join(writer.id), &file)?;
        }
        let (found, took, memory, told) = measured(&path)?;
        if found != count {
            bail!("{}: {found} of {count} were read: {told}", writer.id);
        }
        println!("{:<24} {count:>6} {:>8} kB {took:>6} ms {memory:>6} MiB", writer.id, file.len() >> 10);
    }
    println!("{:<24} {ACCOUNTS:>6} {:>11} {:>6} ms", "npm otpauth, key-uris", "", otpauth(&path)?);
    println!("\nmade to cost much: {MOST_TIME} ms and {MOST_MEMORY} MiB at most, and a sentence");
    let mut over = Vec::new();
    let kept = kept.map(|kept| kept.join("hostile"));
    kept.iter().try_for_each(fs::create_dir_all)?;
    let files = hostile()?.into_iter().map(|(name, file)| (name.to_owned(), file)).chain(crowds()?);
    for (name, file) in files {
        fs::write(&path, &file)?;
        if let Some(kept) = &kept {
            fs::write(kept.join(&name), &file)?;
        }
        let (found, took, memory, told) = measured(&path)?;
        println!("{name:<24} {:>8} kB {took:>6} ms {memory:>6} MiB  {told}", file.len() >> 10);
        if took > MOST_TIME || memory > MOST_MEMORY || (found == 0 && told.is_empty()) {
            over.push(name);
        }
    }
    fs::remove_dir_all(&folder)?;
    if !over.is_empty() {
        bail!("they cost too much, or nothing is said: {}", over.join(", "));
    }
    Ok(())
}

/// The time that npm's otpauth takes for the last written Key URIs: milliseconds of processor time.
fn otpauth(path: &Path) -> Result<u64> {
    const SCRIPT: &str = "import { URI } from 'otpauth'; import { readFileSync } from 'node:fs';
        const text = readFileSync(process.argv[1], 'utf8'), start = process.cpuUsage();
        const read = text.trim().split('\\n').map((uri) => URI.parse(uri));
        const { user, system } = process.cpuUsage(start);
        if (read.length !== 10000) throw new Error(String(read.length));
        console.log(Math.round((user + system) / 1000));";
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let mut node = Command::new("node");
    let output = node.current_dir(tests).args(["--input-type=module", "-e", SCRIPT]).arg(path).output()?;
    let text = String::from_utf8(output.stdout)?;
    text.trim().parse().with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

/// The output of [`of`] in a process of its own: accounts, milliseconds, MiB, the error.
fn measured(path: &Path) -> Result<(usize, u64, u64, String)> {
    let own = std::env::current_exe()?;
    let output = Command::new(own).args(["import", "--speed-of"]).arg(path).output()?;
    let text = String::from_utf8(output.stdout)?;
    let mut parts = text.trim_end_matches('\n').split('\t');
    let mut next = || parts.next().with_context(|| String::from_utf8_lossy(&output.stderr).into_owned());
    Ok((next()?.parse()?, next()?.parse()?, next()?.parse()?, next()?.to_owned()))
}

/// This process's peak memory, in KiB.
fn peak() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("VmHWM")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}

fn account(number: usize) -> Result<Account> {
    let mut key = b"12345678901234567890".to_vec();
    key.extend_from_slice(number.to_string().as_bytes());
    let secret = Secret::new(key).context("a key")?;
    Ok(Account {
        issuer: format!("Service {}", number % 100),
        name: format!("person{number}@example.com"),
        tags: vec![format!("tag {}", number % 50)],
        ..Account::nameless(secret, Scheme::standard(), super::NOW)
    })
}

/// Files that a stranger could make.
#[expect(clippy::too_many_lines, reason = "a list of files")]
fn hostile() -> Result<Vec<(&'static str, Vec<u8>)>> {
    let million = |text: &str, between: &str| vec![text; 1_000_000].join(between);
    let mut keys = String::from("{");
    for number in 0..100_000 {
        write!(keys, "\"a\":{number},")?;
    }
    keys.push_str("\"a\":0}");
    let mut random = Numbered(7);
    let mut noise = vec![0; 32 << 20];
    noise.chunks_mut(8).for_each(|chunk| random.fill(chunk));
    let utf16 = |text: String| {
        [&[0xff, 0xfe][..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat()
    };
    let laughs: String = (1..20).fold("<!ENTITY l0 \"haha\">".to_owned(), |all, number| {
        let before = format!("&l{};", number - 1).repeat(10);
        all + &format!("<!ENTITY l{number} \"{before}\">")
    });
    let scrypt = r#"{"version":1,"header":{"slots":[{"type":1,"n":1048576,"r":8,"p":4000000,"salt":"00","key":"00","key_params":{"nonce":"00","tag":"00"}}],"params":{"nonce":"00","tag":"00"}},"db":"AAAA"}"#;
    let pbkdf2 = r#"{"encrypted":true,"passwordProtected":true,"salt":"AAAA","kdfType":0,"kdfIterations":4000000000,"encKeyValidation_DO_NOT_EDIT":"2.AA==|AA==|AA==","data":"x"}"#;
    let kdf = r#"{"version":1,"kdfParams":{"memLimit":1073741824,"opsLimit":1000,"salt":"AAAAAAAAAAAAAAAAAAAAAA=="},"encryptedData":"AAAA","encryptionNonce":"AAAA"}"#;
    Ok(vec![
        ("10^6 key URIs", million("otpauth://totp/a?secret=MY", "\n").into_bytes()),
        ("10^6 on one line", million("otpauth://totp/?secret=MY", ",").into_bytes()),
        ("10^6 in JSON", format!("[{}]", million(r#"{"secret":"MY","label":""}"#, ",")).into_bytes()),
        (
            "10^6 in a table",
            format!("name,secret,issuer,type\n{}", million("a,MY,b,totp", "\n")).into_bytes(),
        ),
        ("10^6 in HTML", format!("<html>{}", million("<b>otpauth://a?secret=MY", "")).into_bytes()),
        ("commas", format!("otpauth://totp/a?secret=MY{}", ",".repeat(30 << 20)).into_bytes()),
        ("ampersands", format!("otpauth://totp/a?secret=MY{}", "&a;b".repeat(7 << 20)).into_bytes()),
        ("nested lists", "[".repeat(30 << 20).into_bytes()),
        ("nested XML", "<map><a>".repeat(4 << 20).into_bytes()),
        ("XML of references", format!("<map><string name=\"a\">{}", "&#65;".repeat(6 << 20)).into_bytes()),
        ("the same member", keys.into_bytes()),
        ("archive of 1,000", archive(1_000)?),
        ("archive of 10,000", archive(10_000)?),
        ("noise", noise),
        ("Argon2", kdf.as_bytes().to_vec()),
        ("scrypt", scrypt.as_bytes().to_vec()),
        ("PBKDF2", pbkdf2.as_bytes().to_vec()),
        (
            "10^6 in UTF-16",
            utf16(million("otpauth://totp/a?secret=MY", "\r\n").chars().take(15 << 20).collect()),
        ),
        (
            "XML of entities",
            format!("<!DOCTYPE map [{laughs}]><map><string name=\"a\">&l19;</string></map>").into_bytes(),
        ),
        ("KeePass of groups", format!("<KeePassFile>{}", "<Group>".repeat(4 << 20)).into_bytes()),
        ("KeePass of codes", {
            let entry = "<Entry><String><Key>otp</Key><Value>MY</Value></String></Entry>";
            let name = "x".repeat(1 << 20);
            let group = format!("<Group><UUID>{name}</UUID><Name>{name}</Name>");
            format!("<KeePassFile><Root><Group>{group}{}", entry.repeat(400_000)).into_bytes()
        }),
        (
            "KeePass of entries",
            format!("<KeePassFile><Root><Group>{}", "<Entry></Entry>".repeat(2 << 20)).into_bytes(),
        ),
        ("10^6 in an archive", packed(&million("otpauth://totp/a?secret=MY", "\n"))?),
        ("10^6 in JSON in one", packed(&format!("[{}]", million(r#"{"secret":"MY","label":""}"#, ",")))?),
        ("an archive of 256 MiB", packed_zeros()?),
        ("zeros", vec![0; 32 << 20]),
        ("33 MB", vec![b' '; 33 << 20]),
    ])
}

/// An archive of one text.
fn packed(text: &str) -> Result<Vec<u8>> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let deflated =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file("accounts.json", deflated)?;
    std::io::Write::write_all(&mut archive, text.as_bytes())?;
    Ok(archive.finish()?.into_inner())
}

/// An archive of 256 kB whose member unpacks to 256 MiB.
fn packed_zeros() -> Result<Vec<u8>> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let deflated =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file("otpauth.txt", deflated)?;
    for _ in 0..256 {
        std::io::Write::write_all(&mut archive, &vec![b'0'; 1 << 20])?;
    }
    Ok(archive.finish()?.into_inner())
}

/// An archive of this many small files.
fn archive(count: usize) -> Result<Vec<u8>> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for number in 0..count {
        archive.start_file(format!("{number}.txt"), zip::write::SimpleFileOptions::default())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Bytes that differ from draw to draw.
struct Numbered(u64);

impl Entropy for Numbered {
    fn fill(&mut self, bytes: &mut [u8]) {
        // SplitMix64: nothing that a format's detector could recognise.
        for chunk in bytes.chunks_mut(8) {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = self.0;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.iter_mut().zip((mixed ^ (mixed >> 31)).to_le_bytes()).for_each(|(to, from)| *to = from);
        }
    }
}
