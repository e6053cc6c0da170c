//! The parts of the test in order: quick and local ones first.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use std::thread;

use anyhow::{Result, anyhow, bail};

use super::pool;
use super::tally::Tally;
use super::unchanged::Unchanged;
use crate::package::{self, Package};
use crate::project::Project;
use crate::setup::{browser, node, rust};
use crate::shell::{self, Ended, Record};
use crate::{build, reproduce, tidy, tree};

/// One part.
pub(crate) struct Part {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    /// On two cores, if nothing has to be compiled first.
    pub(crate) usually: &'static str,
    pub(crate) lane: Lane,
    pub(crate) run: fn(&Workplace<'_>) -> Result<Tally>,
}

impl Part {
    /// Whether it needs installed browsers or npm packages.
    pub(crate) fn needs_more_than_rust(&self) -> bool {
        ["lint", "types", "wasm", "node", "browser"].contains(&self.name)
    }
}

/// Parts of one lane run one after another; the two lanes run in parallel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    /// Works on the sources, and has cargo's debug folder to itself.
    Sources,
    /// Works on the package; mostly waits for a browser.
    Package,
}

/// All of them.
pub(crate) const PARTS: [Part; 13] = [
    part("fmt", "Rust is formatted", "1 s", Lane::Sources, fmt),
    part("tidy", "invariants that can be checked by reading", "2 s", Lane::Sources, tidy_checks),
    part("clippy", "lints of the crates that run natively", "2 s", Lane::Sources, clippy),
    part("clippy-wasm", "lints of the crates that run in the browser", "2 s", Lane::Sources, clippy_wasm),
    part("deny", "licences, sources and advisories of every crate", "5 s", Lane::Sources, deny),
    part("native", "Rust tests", "40 s", Lane::Sources, native),
    part("wasm", "Rust tests in the browser", "40 s", Lane::Sources, wasm),
    part("package", "release build and package", "10 s", Lane::Package, package),
    part("lint", "JavaScript's form, faults and the rules of the house", "15 s", Lane::Package, lint),
    part("types", "JavaScript's types", "15 s", Lane::Package, types),
    part("node", "JavaScript tests without a browser", "10 s", Lane::Package, in_node),
    part("browser", "the package in Chromium and Firefox", "20 min", Lane::Package, in_browser),
    // Linking is one core's work: last, it takes a minute; while browsers take both cores, six.
    part("reproduce", "the same package from another folder", "10 s", Lane::Sources, reproducible),
];

const fn part(
    name: &'static str,
    what: &'static str,
    usually: &'static str,
    lane: Lane,
    run: fn(&Workplace<'_>) -> Result<Tally>,
) -> Part {
    Part { name, what, usually, lane, run }
}

/// What parts share.
pub(crate) struct Workplace<'a> {
    project: &'a Project,
    /// Whether to run also what passed before with the same files.
    again: bool,
    package: OnceLock<std::result::Result<Package, String>>,
}

impl<'a> Workplace<'a> {
    pub(crate) fn new(project: &'a Project, again: bool) -> Self {
        Self { project, again, package: OnceLock::new() }
    }

    /// The package of this run, made by the first part that needs it, while others wait.
    fn package(&self) -> Result<&Package> {
        let made =
            self.package.get_or_init(|| package::make(self.project).map_err(|error| format!("{error:#}")));
        made.as_ref().map_err(|told| anyhow!("there is no package: {told}"))
    }

    /// Starts installing browsers and npm packages, which takes a minute of waiting and no work.
    pub(crate) fn prepare(&self) {
        thread::scope(|scope| {
            scope.spawn(browser::all);
            // The part that needs it reports a failure.
            scope.spawn(|| drop(node::packages(self.project)));
        });
    }
}

fn fmt(at: &Workplace<'_>) -> Result<Tally> {
    rust::component(at.project, "rustfmt")?;
    let mut command = shell::cargo(at.project);
    command.args(["fmt", "--all", "--check"]);
    one(command)
}

/// The tests are compiled here, so that no crate is compiled once for its lints and once for its
/// tests.
fn clippy(at: &Workplace<'_>) -> Result<Tally> {
    let mut command = native_tests(at)?;
    command.arg("--no-run");
    one(command)
}

fn native(at: &Workplace<'_>) -> Result<Tally> {
    let mut command = native_tests(at)?;
    command.args(["--no-fail-fast", "--", "--show-output"]);
    counted(command, Tally::of_rust)
}

fn native_tests(at: &Workplace<'_>) -> Result<Command> {
    let mut command = linted_tests(at)?;
    // Without wasm-bindgen's programs: a few lines of ours on a hundred crates that would be
    // compiled again.
    command.args(["--workspace", "--exclude", "tandem-bindgen", "--exclude", "tools"]);
    for module in build::MODULES {
        command.args(["--exclude", module.package]);
    }
    Ok(command)
}

fn clippy_wasm(at: &Workplace<'_>) -> Result<Tally> {
    let mut command = wasm_tests(at)?;
    command.arg("--no-run");
    one(command)
}

fn wasm_tests(at: &Workplace<'_>) -> Result<Command> {
    rust::wasm_target()?;
    let mut command = linted_tests(at)?;
    // What `wasm-pack test --headless --chrome crate/wasm` does.
    command.args(["--target", rust::WASM]);
    for module in build::MODULES {
        command.args(["--package", module.package]);
    }
    // The code that ships is the code that is tested.
    command.env("CARGO_ENCODED_RUSTFLAGS", format!("--cfg={}", build::SMALL_HASHES));
    // A test in the browser can't read files, so the vectors are compiled in.
    if let Ok(vectors) = fs::read_to_string(at.project.path("../shared/otp-vectors.json")) {
        command.env("TANDEM_OTP_VECTORS", vectors);
    }
    for (name, text) in wycheproof(at.project) {
        for (place, piece) in text.as_bytes().chunks(LONGEST_VARIABLE).enumerate() {
            let variable = format!("TANDEM_WYCHEPROOF_{name}_{place}");
            command.env(variable, String::from_utf8_lossy(piece).as_ref());
        }
    }
    Ok(command)
}

/// `cargo test` in which clippy compiles the crates of the workspace, as `cargo clippy` has it check
/// them.
fn linted_tests(at: &Workplace<'_>) -> Result<Command> {
    rust::component(at.project, "clippy")?;
    let mut command = shell::cargo(at.project);
    command.arg("test");
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    // `-D warnings`, in the form in which `cargo clippy` hands arguments on.
    command.env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__");
    Ok(command)
}

fn tidy_checks(at: &Workplace<'_>) -> Result<Tally> {
    let mut tally = Tally::default();
    for finding in tidy::check(at.project)? {
        println!("{finding}");
        tally += if finding.complaints.is_empty() { Tally::PASSED } else { Tally::FAILED };
    }
    Ok(tally)
}

fn package(at: &Workplace<'_>) -> Result<Tally> {
    let package = at.package()?;
    println!("{package}");
    Ok(Tally::PASSED)
}

fn reproducible(at: &Workplace<'_>) -> Result<Tally> {
    reproduce::elsewhere(at.project, at.package()?)?;
    Ok(Tally::PASSED)
}

fn lint(at: &Workplace<'_>) -> Result<Tally> {
    node::packages(at.project)?;
    // Generated code ships too, so it is linted.
    at.package()?;
    let mut command = node::node(at.project)?;
    command.arg(node::script(at.project, "eslint/bin/eslint.js"));
    command.args(["--config", "tests/eslint.config.mjs", "--max-warnings", "0", "extension", "tests"]);
    let tally = one(command)?;
    let mut command = node::node(at.project)?;
    command.arg(node::script(at.project, "prettier/bin/prettier.cjs"));
    // Files in .gitignore are left out.
    command.args(["--config", "tests/prettier.json", "--check", "extension/**/*.js", "tests/**/*.{js,mjs}"]);
    Ok(tally.and(one(command)?))
}

/// cargo-deny takes minutes to compile, so it runs only if it is installed.
fn deny(at: &Workplace<'_>) -> Result<Tally> {
    let deny = |arguments: &[&str]| {
        let mut command = shell::cargo(at.project);
        command.arg("deny").args(arguments);
        command
    };
    if shell::quietly(&mut deny(&["--version"])).is_err() {
        println!("skipped, cargo-deny is not installed: cargo install cargo-deny --locked");
        return Ok(Tally::SKIPPED);
    }
    let tally = one(deny(&["check", "bans", "licenses", "sources"]))?;
    if shell::quietly(&mut deny(&["fetch", "db"])).is_err() {
        println!("skipped: the database of advisories cannot be reached from here");
        return Ok(tally.and(Tally::SKIPPED));
    }
    Ok(tally.and(one(deny(&["check", "advisories"]))?))
}

fn types(at: &Workplace<'_>) -> Result<Tally> {
    node::packages(at.project)?;
    // The types of the wasm module are generated together with it.
    at.package()?;
    let mut tally = Tally::default();
    for config in ["tsconfig.json", "tests/tsconfig.json"] {
        let mut command = node::node(at.project)?;
        command.arg(node::script(at.project, "typescript/bin/tsc")).args([
            "--pretty",
            "false",
            "--project",
            config,
        ]);
        tally += one(command)?;
    }
    Ok(tally)
}

fn wasm(at: &Workplace<'_>) -> Result<Tally> {
    browser::chromium()?;
    let mut command = wasm_tests(at)?;
    command.arg("--no-fail-fast");
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", build::test_runner(at.project)?);
    command.env("CHROMEDRIVER", browser::driver()?).env("WASM_BINDGEN_TEST_ONLY_WEB", "1");
    // In seconds; the default of 20 is too short for a busy machine.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    counted(command, Tally::of_rust)
}

/// Linux allows no environment variable longer than 128 KiB.
const LONGEST_VARIABLE: usize = 100_000;

/// Wycheproof's files beside the project, by topic. They are ASCII.
fn wycheproof(project: &Project) -> Vec<(String, String)> {
    let entries = fs::read_dir(project.path("../shared/wycheproof")).into_iter().flatten().flatten();
    let named = |entry: fs::DirEntry| {
        let name = entry.file_name().to_str()?.strip_suffix("_test.json")?.to_owned();
        Some((name, fs::read_to_string(entry.path()).ok().filter(|text| text.is_ascii())?))
    };
    entries.filter_map(named).collect()
}

fn in_node(at: &Workplace<'_>) -> Result<Tally> {
    let files = scripts(at.project, |name| !name.starts_with("tests/browser/"))?;
    let mut command = node_test(at.project)?;
    command.args(files);
    counted(command, Tally::of_node)
}

fn in_browser(at: &Workplace<'_>) -> Result<Tally> {
    at.package()?;
    let files = scripts(at.project, |name| name.starts_with("tests/browser/"))?;
    let chromium = browser::chromium()?;
    let firefox = browser::firefox()?;
    if firefox.is_none() {
        println!("there is no Firefox here, so its tests are skipped; TANDEM_FIREFOX=/path/to/it names one");
    }
    node::packages(at.project)?;
    let programs: Vec<PathBuf> =
        [Some(chromium.clone()), firefox.clone(), shell::found("node")].into_iter().flatten().collect();
    let unchanged = Unchanged::read(at.project, &programs)?;
    let (before, files) = passed_before(&unchanged, files, at.again);
    let now = pool::run(at.project, files, &unchanged, |file| {
        let mut command = node_test(at.project)?;
        command.env("TANDEM_CHROMIUM", &chromium).env("TANDEM_PACKAGE", at.project.package());
        if let Some(firefox) = &firefox {
            command.env("TANDEM_FIREFOX", firefox);
        }
        command.arg(file);
        Ok(command)
    })?;
    Ok(before.and(now))
}

/// The counts of files that passed with the same inputs, and the files to run.
fn passed_before(unchanged: &Unchanged, files: Vec<PathBuf>, again: bool) -> (Tally, Vec<PathBuf>) {
    let mut before = Tally::default();
    let (all, mut rest) = (files.len(), files);
    rest.retain(|file| match unchanged.tally(file).filter(|_| !again) {
        Some(tally) => {
            before += tally;
            false
        }
        None => true,
    });
    if rest.len() < all {
        println!(
            "{} of {all} files passed before with the same package, tests and browsers, and don't run again \
             ({before}); `cargo xtask test --again` runs all",
            all - rest.len()
        );
    }
    (before, rest)
}

fn node_test(project: &Project) -> Result<Command> {
    node::packages(project)?;
    let mut command = node::node(project)?;
    // In milliseconds, for a whole file too: one that hangs must not keep the last line from being
    // printed.
    command.args(["--test", "--test-reporter=spec", "--test-timeout=900000"]);
    Ok(command)
}

fn scripts(project: &Project, wanted: fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let mut names = tree::files_below(project.root(), &["tests"])?;
    names.retain(|name| name.ends_with(".test.mjs") && wanted(name));
    if names.is_empty() {
        bail!("there are no tests");
    }
    Ok(names.iter().map(|name| project.path(name)).collect())
}

/// Counts the whole command as one test.
fn one(command: Command) -> Result<Tally> {
    let record = shell::record(command)?;
    if record.ended == Ended::Well {
        return Ok(Tally::PASSED);
    }
    println!("{}", record.text.trim_end());
    Ok(Tally::FAILED)
}

/// Counts the tests in the command's report.
fn counted(command: Command, count: fn(&str) -> Tally) -> Result<Tally> {
    let record = shell::record(command)?;
    let mut tally = count(&record.text);
    // It didn't compile, or it crashed, which no count shows.
    if record.ended == Ended::Badly && tally.failed == 0 {
        tally.failed = 1;
    }
    show(&record, tally);
    Ok(tally)
}

/// Prints everything if something failed, else only why tests were skipped.
pub(super) fn show(record: &Record, tally: Tally) {
    if tally.failed > 0 {
        println!("{}", record.text.trim_end());
        return;
    }
    let skipped = |line: &&str| line.starts_with("skipped, ") || line.trim_start().starts_with('﹣');
    for line in record.text.lines().filter(skipped) {
        println!("{}", line.trim());
    }
}
