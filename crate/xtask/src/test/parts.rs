//! The parts of the test, in the order they run: what is quick and local first.

use std::cell::OnceCell;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, anyhow, bail};

use super::tally::Tally;
use crate::package::{self, Package};
use crate::project::Project;
use crate::setup::{browser, node, rust};
use crate::shell::{self, Ended, Record};
use crate::{build, reproduce, tidy, tree};

/// One part.
pub(crate) struct Part {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    pub(crate) run: fn(&Workplace<'_>) -> Result<Tally>,
}

/// All of them.
pub(crate) const PARTS: [Part; 11] = [
    Part { name: "fmt", what: "Rust is formatted", run: fmt },
    Part { name: "clippy", what: "lints of the crates that run natively", run: clippy },
    Part { name: "clippy-wasm", what: "lints of the crates that run in the browser", run: clippy_wasm },
    Part { name: "native", what: "Rust tests", run: native },
    Part { name: "tidy", what: "invariants that can be checked by reading", run: tidy_checks },
    Part { name: "package", what: "release build and package", run: package },
    Part { name: "reproduce", what: "the same package from another folder", run: reproducible },
    Part { name: "types", what: "JavaScript's types", run: types },
    Part { name: "wasm", what: "Rust tests in the browser", run: wasm },
    Part { name: "node", what: "JavaScript tests without a browser", run: in_node },
    Part { name: "browser", what: "the package in Chromium and Firefox", run: in_browser },
];

/// What parts share.
pub(crate) struct Workplace<'a> {
    project: &'a Project,
    package: OnceCell<std::result::Result<Package, String>>,
}

impl<'a> Workplace<'a> {
    pub(crate) fn new(project: &'a Project) -> Self {
        Self { project, package: OnceCell::new() }
    }

    /// The package of this run, made by the first part that needs it.
    fn package(&self) -> Result<&Package> {
        let made =
            self.package.get_or_init(|| package::make(self.project).map_err(|error| format!("{error:#}")));
        made.as_ref().map_err(|told| anyhow!("there is no package: {told}"))
    }
}

fn fmt(at: &Workplace<'_>) -> Result<Tally> {
    rust::component(at.project, "rustfmt")?;
    let mut command = shell::cargo(at.project);
    command.args(["fmt", "--all", "--check"]);
    one(command)
}

fn clippy(at: &Workplace<'_>) -> Result<Tally> {
    rust::component(at.project, "clippy")?;
    let mut command = shell::cargo(at.project);
    // Without tools: two lines of ours on a hundred crates, which would be compiled here a second time.
    command.args(["clippy", "--workspace", "--exclude", "tools"]);
    for module in build::MODULES {
        command.args(["--exclude", module.package]);
    }
    command.args(["--all-targets", "--", "-D", "warnings"]);
    one(command)
}

fn clippy_wasm(at: &Workplace<'_>) -> Result<Tally> {
    rust::component(at.project, "clippy")?;
    rust::wasm_target()?;
    let mut command = shell::cargo(at.project);
    command.args(["clippy", "--target", rust::WASM, "--all-targets"]);
    for module in build::MODULES {
        command.args(["--package", module.package]);
    }
    command.args(["--", "-D", "warnings"]);
    one(command)
}

fn native(at: &Workplace<'_>) -> Result<Tally> {
    let mut command = shell::cargo(at.project);
    command.args(["test", "--no-fail-fast", "--", "--show-output"]);
    counted(command, Tally::of_rust)
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

fn types(at: &Workplace<'_>) -> Result<Tally> {
    node::packages(at.project)?;
    // The types of the wasm module are generated with it.
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
    rust::wasm_target()?;
    browser::chromium()?;
    let tools = build::tools(at.project)?;
    let mut command = Command::new(rust::wasm_pack(at.project)?);
    command.args(["test", "--headless", "--chrome", "crate/wasm"]).current_dir(at.project.root());
    // wasm-pack takes the wasm-bindgen it finds there when it is the version of Cargo.lock.
    command.env("PATH", shell::path_with(&tools)?).env("CARGO_TARGET_DIR", at.project.path("target"));
    // In seconds; its own 20 are too few for a machine that has other work.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    if let Some(driver) = browser::driver()? {
        command.env("CHROMEDRIVER", driver);
    }
    // A test in the browser reads no file, so it is compiled in.
    if let Ok(vectors) = fs::read_to_string(at.project.path("../shared/otp-vectors.json")) {
        command.env("TANDEM_OTP_VECTORS", vectors);
    }
    for (name, text) in wycheproof(at.project) {
        for (place, piece) in text.as_bytes().chunks(LONGEST_VARIABLE).enumerate() {
            let variable = format!("TANDEM_WYCHEPROOF_{name}_{place}");
            command.env(variable, String::from_utf8_lossy(piece).as_ref());
        }
    }
    counted(command, Tally::of_rust)
}

/// Linux takes no variable of the environment that is longer than 128 KiB.
const LONGEST_VARIABLE: usize = 100_000;

/// The files of Wycheproof's that lie beside the project, by what they are about. They are ASCII.
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
    let mut command = node_test(at.project)?;
    command.env("TANDEM_CHROMIUM", browser::chromium()?).env("TANDEM_PACKAGE", at.project.package());
    match browser::firefox()? {
        Some(firefox) => _ = command.env("TANDEM_FIREFOX", firefox),
        None => println!(
            "there is no Firefox here, so its tests are skipped; TANDEM_FIREFOX=/path/to/it names one"
        ),
    }
    // A browser mostly waits, so two files at a time fill two cores.
    command.arg("--test-concurrency=2").args(files);
    counted(command, Tally::of_node)
}

fn node_test(project: &Project) -> Result<Command> {
    node::packages(project)?;
    let mut command = node::node(project)?;
    // In milliseconds: a test that hangs must not take the last line with it.
    command.args(["--test", "--test-reporter=spec", "--test-timeout=300000"]);
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

/// Counts what the command's report tells.
fn counted(command: Command, count: fn(&str) -> Tally) -> Result<Tally> {
    let record = shell::record(command)?;
    let mut tally = count(&record.text);
    // It did not compile, or broke off: no count tells that.
    if record.ended == Ended::Badly && tally.failed == 0 {
        tally.failed = 1;
    }
    show(&record, tally);
    Ok(tally)
}

/// All of it when something failed, else only why tests were skipped.
fn show(record: &Record, tally: Tally) {
    if tally.failed > 0 {
        println!("{}", record.text.trim_end());
        return;
    }
    let skipped = |line: &&str| line.starts_with("skipped, ") || line.trim_start().starts_with('﹣');
    for line in record.text.lines().filter(skipped) {
        println!("{}", line.trim());
    }
}
