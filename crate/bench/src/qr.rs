//! `bench qr DIR`: how many of a folder's pictures are read, and in what time.
//!
//! DIR has a `manifest.json`, a list of `{file, texts, set, category}`: `texts: []` means that
//! nothing must be read, `null` that the picture isn't judged. With `--against`, other readers read
//! the same pixels in the same run.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write},
    path::Path,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use cpu_time::ThreadTime;
use image::RgbaImage;
use serde::Deserialize;
use tandem_core::qr::{self, Budget, Kind, Picture, Pixels};

use crate::rivals::Rivals;

const USAGE: &str = "usage: bench qr DIR [--list] [--only PART-OF-A-FILE-NAME] [--against]";

#[derive(Deserialize)]
struct Entry {
    file: String,
    texts: Option<Vec<String>>,
    set: String,
    #[serde(default)]
    category: String,
}

/// The results for a set.
#[derive(Default)]
struct Tally {
    pictures: usize,
    all: usize,
    any: usize,
    wrong: usize,
    times: Vec<Duration>,
}

/// The result for a picture.
struct Outcome {
    expected: usize,
    read: usize,
    wrong: usize,
    time: Duration,
}

/// Reads every picture of the folder's manifest and prints a line for each set and the total.
///
/// # Errors
/// When the folder, its manifest or one of its pictures cannot be read.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let mut folder = None;
    let mut list = false;
    let mut only = None;
    let mut rivals = None;
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match arg.as_str() {
            "--list" => list = true,
            "--only" => only = Some(rest.next().context(USAGE)?.as_str()),
            "--against" => rivals = Some(Rivals::start()?),
            flag if flag.starts_with('-') => bail!("{flag} is not known; {USAGE}"),
            name if folder.is_none() => folder = Some(Path::new(name)),
            _ => bail!(USAGE),
        }
    }
    let folder = folder.context(USAGE)?;
    let manifest = folder.join("manifest.json");
    let manifest = fs::read(&manifest).with_context(|| format!("cannot read {}", manifest.display()))?;
    let entries: Vec<Entry> = serde_json::from_slice(&manifest).context("manifest.json is not understood")?;

    let mut out = io::stdout().lock();
    let mut ours = Tallies::default();
    let mut theirs: BTreeMap<String, Tallies> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| only.is_none_or(|part| entry.file.contains(part))) {
        let Some(texts) = &entry.texts else { continue };
        let mut readers = String::new();
        let outcome = || -> Result<Outcome> {
            let bytes = fs::read(folder.join(&entry.file))?;
            let image = image::load_from_memory(&bytes)?.into_rgba8();
            if let Some(rivals) = &mut rivals {
                for (name, answer) in rivals.look(image.width(), image.height(), image.as_raw())? {
                    let found: Vec<&[u8]> = answer.texts.iter().map(String::as_bytes).collect();
                    let outcome = Outcome::of(&found, texts, answer.time());
                    if outcome.read > 0 {
                        readers = format!("{readers}, {name} reads {}", outcome.read);
                    }
                    theirs.entry(name).or_default().add(&entry.set, &outcome);
                }
            }
            look(&image, entry, texts)
        }()
        .with_context(|| entry.file.clone())?;
        if list && (outcome.read < outcome.expected || outcome.wrong > 0) {
            let Outcome { expected, read, wrong, time } = outcome;
            writeln!(
                out,
                "{}: {read} of {expected}, wrong {wrong}, {:.1} ms{readers}",
                entry.file,
                millis(time)
            )?;
        }
        ours.add(&entry.set, &outcome);
    }
    for (name, tallies) in &mut theirs {
        tallies.print(name, &mut out)?;
        ours.compare(tallies, name, &mut out)?;
    }
    ours.print("qr", &mut out)
}

fn look(image: &RgbaImage, entry: &Entry, texts: &[String]) -> Result<Outcome> {
    let picture = Picture {
        pixels: Pixels::Rgba(image.as_raw()),
        width: usize::try_from(image.width())?,
        height: usize::try_from(image.height())?,
        kind: kind(entry),
    };
    // Processor time: on a busy machine, wall time mostly shows the other work.
    let start = ThreadTime::now();
    let found = qr::read(&picture, Budget::default())?;
    let time = start.elapsed();
    let found: Vec<&[u8]> = found.iter().map(|found| found.bytes.as_slice()).collect();
    Ok(Outcome::of(&found, texts, time))
}

impl Outcome {
    /// Compares the texts found with those expected.
    fn of(found: &[&[u8]], texts: &[String], time: Duration) -> Self {
        let read = texts.iter().filter(|text| found.iter().any(|found| says(found, text))).count();
        let wrong = found.iter().filter(|found| !texts.iter().any(|text| says(found, text))).count();
        Self { expected: texts.len(), read, wrong, time }
    }
}

/// The sets made of screenshots are known by name; a webcam frame is a photo in any of them.
fn kind(entry: &Entry) -> Kind {
    if matches!(entry.set.as_str(), "screen" | "browser" | "fresh") && entry.category != "webcam" {
        Kind::Screenshot
    } else {
        Kind::Photo
    }
}

/// Whether the code contains the text, in one of the encodings used in codes. Some manifests lack
/// line ends and trailing spaces.
fn says(found: &[u8], text: &str) -> bool {
    let plain = |text: &str| text.replace("\r\n", "\n").trim_end().to_owned();
    let latin: String = found.iter().map(|&byte| char::from(byte)).collect();
    let [japanese, chinese] = [encoding_rs::SHIFT_JIS, encoding_rs::GB18030]
        .map(|encoding| encoding.decode_without_bom_handling(found).0);
    let utf8 = String::from_utf8_lossy(found);
    [&*utf8, &*latin, &*japanese, &*chinese].iter().any(|read| plain(read) == plain(text))
}

/// The results for all pictures, by set.
#[derive(Default)]
struct Tallies {
    sets: BTreeMap<String, Tally>,
    total: Tally,
}

impl Tallies {
    fn add(&mut self, set: &str, outcome: &Outcome) {
        self.sets.entry(set.to_owned()).or_default().add(outcome);
        self.total.add(outcome);
    }

    fn print(&mut self, name: &str, out: &mut impl Write) -> Result<()> {
        for (set, tally) in &mut self.sets {
            tally.print(&format!("{name} {set}"), out)?;
        }
        self.total.print(&format!("{name} total"), out)
    }

    /// How many times as many pictures this reads as the others, and in which fraction of the time.
    fn compare(&mut self, others: &mut Self, name: &str, out: &mut impl Write) -> Result<()> {
        let (ours, theirs) = (&mut self.total, &mut others.total);
        let ratio = |a: usize, b: usize| -> Result<f64> {
            Ok(f64::from(u32::try_from(a)?) / f64::from(u32::try_from(b.max(1))?))
        };
        let (all, any) = (ratio(ours.all, theirs.all)?, ratio(ours.any, theirs.any)?);
        let mut time = |per_cent| ours.percentile(per_cent) / theirs.percentile(per_cent).max(0.001);
        let (median, slow) = (time(50), time(95));
        writeln!(
            out,
            "against {name}: all {all:.3} times as many, any {any:.3}, median {median:.2} of its time, p95 {slow:.2}"
        )?;
        Ok(())
    }
}

impl Tally {
    /// The time within which this percentage of the pictures are read, in milliseconds.
    fn percentile(&mut self, per_cent: usize) -> f64 {
        self.times.sort_unstable();
        let rank = (self.times.len() * per_cent).div_ceil(100).max(1) - 1;
        self.times.get(rank).copied().map_or(0.0, millis)
    }

    fn add(&mut self, outcome: &Outcome) {
        let clean = outcome.wrong == 0 || outcome.expected > 0;
        self.pictures += 1;
        self.all += usize::from(clean && outcome.read == outcome.expected);
        self.any += usize::from(clean && (outcome.read > 0 || outcome.expected == 0));
        self.wrong += outcome.wrong;
        self.times.push(outcome.time);
    }

    fn print(&mut self, name: &str, out: &mut impl Write) -> Result<()> {
        let (median, slow) = (self.percentile(50), self.percentile(95));
        let share = |count: usize| -> Result<f64> {
            let of = u32::try_from(self.pictures.max(1))?;
            Ok(100.0 * f64::from(u32::try_from(count)?) / f64::from(of))
        };
        writeln!(
            out,
            "{name}: {} pictures, all {:.1} %, any {:.1} %, wrong {}, median {median:.1} ms, p95 {slow:.1} ms",
            self.pictures,
            share(self.all)?,
            share(self.any)?,
            self.wrong,
        )?;
        Ok(())
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
