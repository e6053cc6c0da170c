//! Turns the repository root into the unpacked extension: builds `extension/wasm` and draws
//! `extension/logos`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};

use crate::project::Project;
use crate::setup::rust;
use crate::{icons, progress, shell};

/// For whom it is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// For a developer who waits: no link-time optimisation, and only changes are compiled.
    Quick,
    /// For users, and for every test of the package.
    Release,
}

/// The folder of the generated modules.
const FOLDER: &str = "extension/wasm";

/// A crate that becomes a module of the extension: `extension/wasm/<name>.js` and `<name>_bg.wasm`.
pub(crate) struct Module {
    pub(crate) name: &'static str,
    pub(crate) package: &'static str,
}

/// All modules. What the popup doesn't need when it opens is in a module of its own.
pub(crate) const MODULES: &[Module] = &[
    Module { name: "tandem", package: "tandem-wasm" },
    // Pixels to texts: for the Worker that reads pictures.
    Module { name: "qr", package: "tandem-wasm-qr" },
    // Other apps' files: for the import and export page.
    Module { name: "exchange", package: "tandem-wasm-exchange" },
];

impl Module {
    /// The files that wasm-bindgen makes of it.
    fn files(&self) -> [String; 4] {
        ["js", "d.ts", "wasm", "wasm.d.ts"].map(|end| match end.starts_with("wasm") {
            true => format!("{}_bg.{end}", self.name),
            false => format!("{}.{end}", self.name),
        })
    }
}

/// A module's initial memory in bytes. Growing piece by piece costs milliseconds while a popup
/// opens, and memory that is never touched costs nothing.
const MEMORY: u32 = 4 << 20;

/// SHA-2 with its rounds as a loop: 6 kB less in each module. Optimised for speed (`Cargo.toml`),
/// PBKDF2 takes as long as it did with all rounds written out.
pub(crate) const SMALL_HASHES: &str = "sha2_backend_soft=\"compact\"";

/// The program that generates the JavaScript side.
const BINDGEN: &str = "tandem-bindgen";

pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let profile = match arguments {
        [] => Profile::Quick,
        [one] if one == "--release" => Profile::Release,
        other => bail!("build takes --release or nothing, not {other:?}"),
    };
    extension(project, profile)?;
    println!("{} is the unpacked extension", project.root().display());
    Ok(ExitCode::SUCCESS)
}

/// Writes `extension/wasm` and `extension/logos`: compiles the modules and wasm-bindgen in
/// parallel.
///
/// # Errors
/// Something is missing that couldn't be installed, or doesn't compile.
pub(crate) fn extension(project: &Project, profile: Profile) -> Result<()> {
    thread::scope(|scope| {
        let bindgen = scope.spawn(|| bindgen(project));
        let drawn = scope.spawn(|| icons::draw(project, project));
        let modules = compile(project, profile);
        let bindgen = bindgen.join().map_err(|_| anyhow!("compiling wasm-bindgen ended in a panic"))??;
        drawn.join().map_err(|_| anyhow!("drawing the icons ended in a panic"))??;
        generate(project, &modules?, &bindgen)
    })
}

/// The program that generates the JavaScript side, built by our own Cargo.lock.
///
/// # Errors
/// It does not compile.
pub(crate) fn bindgen(project: &Project) -> Result<PathBuf> {
    tool(project, "tandem-bindgen", BINDGEN, "30 s, once")
}

/// The program that runs compiled tests in a browser.
///
/// # Errors
/// It does not compile.
pub(crate) fn test_runner(project: &Project) -> Result<PathBuf> {
    tool(project, "tools", "wasm-bindgen-test-runner", "1 min, once")
}

/// A program that is built once, and only as optimised as its running time needs.
fn tool(project: &Project, package: &str, program: &str, usually: &str) -> Result<PathBuf> {
    let built = project.path("target/tools").join(format!("{program}{}", env::consts::EXE_SUFFIX));
    let mut build = shell::cargo(project);
    build.args(["build", "--quiet", "--locked", "--profile", "tools", "--package", package]);
    if built.is_file() {
        shell::run(&mut build)?;
    } else {
        progress::step(&format!("compiling {program}"), usually, || shell::run(&mut build))?;
    }
    Ok(built)
}

/// Compiles each module, and returns where each is.
///
/// # Errors
/// The target is missing and can't be installed, or a module doesn't compile.
pub(crate) fn compile(project: &Project, profile: Profile) -> Result<Vec<PathBuf>> {
    rust::wasm_target()?;
    // The registry's folder must exist before its path can be replaced.
    shell::run(shell::cargo(project).args(["fetch", "--quiet", "--locked", "--target", rust::WASM]))?;
    let usually = match profile {
        Profile::Quick => "40 s the first time, then 10 s",
        Profile::Release => "2 min the first time, then 1 min",
    };
    progress::step("compiling the extension's wasm", usually, || {
        MODULES.iter().map(|module| compile_one(project, profile, module)).collect()
    })
}

/// Writes the JavaScript side of each compiled module.
///
/// # Errors
/// A module has none.
pub(crate) fn generate(project: &Project, compiled: &[PathBuf], bindgen: &Path) -> Result<()> {
    let out = project.path(FOLDER);
    for (module, compiled) in MODULES.iter().zip(compiled) {
        shell::run(Command::new(bindgen).arg(compiled).arg(module.name).arg(&out))?;
        let script = out.join(format!("{}.js", module.name));
        let text = fs::read_to_string(&script)?;
        fs::write(script, condensed(&text))?;
    }
    sweep(&out)
}

fn compile_one(project: &Project, profile: Profile, module: &Module) -> Result<PathBuf> {
    let name = match profile {
        Profile::Quick => "quick",
        Profile::Release => "release",
    };
    let mut build = shell::cargo(project);
    // Only as a cdylib: together with a library for Rust's tests, it would be linked without
    // optimisation and be a quarter larger.
    build.args(["rustc", "--quiet", "--locked", "--lib", "--crate-type", "cdylib"]);
    build.args(["--package", module.package, "--target", rust::WASM, "--profile", name]);
    let memory = format!("-Clink-arg=--initial-memory={MEMORY}");
    let flags = [same_everywhere(project)?, memory, format!("--cfg={SMALL_HASHES}")];
    build.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    shell::run(&mut build)?;
    let file = format!("{}.wasm", module.package.replace('-', "_"));
    Ok(project.path("target").join(rust::WASM).join(name).join(file))
}

/// Compiler flags that replace this machine's folders, which panic messages contain, by fixed
/// names.
fn same_everywhere(project: &Project) -> Result<String> {
    let mut pairs = vec![(project.root().to_path_buf(), "/tandem".to_owned())];
    let registry = cargo_home()?.join("registry").join("src");
    for folder in fs::read_dir(&registry).with_context(|| format!("reading {}", registry.display()))? {
        pairs.push((folder?.path(), "/registry".to_owned()));
    }
    // rustc's own name for its library when the sources aren't installed.
    let library = rust::sysroot()?.join("lib").join("rustlib").join("src").join("rust");
    pairs.push((library, format!("/rustc/{}", rust::commit()?)));
    let flags = pairs.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    Ok(flags.collect::<Vec<_>>().join("\u{1f}"))
}

fn cargo_home() -> Result<PathBuf> {
    let home = || env::home_dir().map(|home| home.join(".cargo"));
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(home)
        .context("there is no home folder to look for .cargo in")
}

/// A generated script without its doc comments and indentation: the comments are in the types too,
/// and the popup would read 20 kB of them each time it opens.
fn condensed(script: &str) -> String {
    let mut inside = false;
    let mut kept = String::with_capacity(script.len());
    for line in script.split_inclusive('\n') {
        inside |= line.trim_start().starts_with("/**");
        if !inside {
            kept.push_str(line.trim_start_matches(' '));
        }
        inside &= !line.trim_end().ends_with("*/");
    }
    kept
}

/// Removes files from earlier builds.
fn sweep(folder: &Path) -> Result<()> {
    let known: Vec<String> = MODULES.iter().flat_map(Module::files).collect();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !known.iter().any(|name| entry.file_name() == name.as_str()) {
            let path = entry.path();
            fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docs_and_indentation_go_and_all_else_stays() {
        let script = "/* @ts-self-types */\n/**\n * Opens.\n */\nopen() { // now\n    /** One line. */\n    go(2 /* twice */);\n}\n";
        assert_eq!(condensed(script), "/* @ts-self-types */\nopen() { // now\ngo(2 /* twice */);\n}\n");
    }

    #[test]
    fn a_module_is_four_files() {
        let module = Module { name: "a", package: "tandem-a" };
        assert_eq!(module.files(), ["a.js", "a.d.ts", "a_bg.wasm", "a_bg.wasm.d.ts"]);
    }
}
