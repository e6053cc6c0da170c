//! The repository root, made into the unpacked extension: all that has to be built is `extension/wasm`.

mod order;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::setup::rust;
use crate::shell;

/// For whom it is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// For the one who waits for it: no link-time optimisation, and only what changed is compiled.
    Quick,
    /// For everybody else, and for every test of the package.
    Release,
}

/// What the build leaves in `extension/wasm`; anything else there is from another time.
const GENERATED: [&str; 4] = ["tandem.js", "tandem.d.ts", "tandem_bg.wasm", "tandem_bg.wasm.d.ts"];

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

/// Compiles the boundary crate and writes `extension/wasm`.
///
/// # Errors
/// Something is missing that could not be installed, or does not compile.
pub(crate) fn extension(project: &Project, profile: Profile) -> Result<()> {
    let tools = tools(project)?;
    extension_with(project, profile, &tools)
}

/// The same with the tools of another checkout.
///
/// # Errors
/// As [`extension`].
pub(crate) fn extension_with(project: &Project, profile: Profile, tools: &Path) -> Result<()> {
    rust::wasm_target()?;
    let module = compile(project, profile)?;
    let out = project.path("extension/wasm");
    let mut bindgen = Command::new(tools.join("wasm-bindgen"));
    // The names of functions and of the tools are for debuggers, and a fifth of the module.
    bindgen.args(["--target", "web", "--remove-name-section", "--remove-producers-section"]);
    bindgen.args(["--out-name", "tandem", "--out-dir"]).arg(&out).arg(&module);
    shell::run(&mut bindgen)?;
    if profile == Profile::Release {
        let module = out.join("tandem_bg.wasm");
        fs::write(&module, order::arrange(&fs::read(&module)?)?)?;
    }
    sweep(&out)
}

/// The folder with wasm-bindgen and its test runner, built from our own Cargo.lock.
///
/// # Errors
/// They do not compile.
pub(crate) fn tools(project: &Project) -> Result<PathBuf> {
    let folder = project.path("target/tools");
    if !folder.is_dir() {
        println!("building wasm-bindgen, once: this takes two minutes");
    }
    let mut build = shell::cargo(project);
    build.args(["build", "--quiet", "--locked", "--profile", "tools", "--package", "tools"]);
    shell::run(&mut build)?;
    Ok(folder)
}

fn compile(project: &Project, profile: Profile) -> Result<PathBuf> {
    let name = match profile {
        Profile::Quick => "quick",
        Profile::Release => "release",
    };
    // The registry's folder must be there before its path can be replaced.
    shell::run(shell::cargo(project).args(["fetch", "--quiet", "--locked", "--target", rust::WASM]))?;
    let mut build = shell::cargo(project);
    // As nothing but the module: beside a library for the tests of Rust it would be linked without its optimisation,
    // and be a quarter larger.
    build.args([
        "rustc",
        "--quiet",
        "--locked",
        "--lib",
        "--crate-type",
        "cdylib",
        "--package",
        "tandem-wasm",
    ]);
    build.args(["--target", rust::WASM, "--profile", name]);
    build.env("CARGO_ENCODED_RUSTFLAGS", same_everywhere(project)?);
    shell::run(&mut build)?;
    Ok(project.path("target").join(rust::WASM).join(name).join("tandem_wasm.wasm"))
}

/// SHA-2 as a loop and not unrolled: five kilobytes less to download, for hashes of a few blocks.
const SMALL: [&str; 2] = ["--cfg", "sha2_backend_soft=\"compact\""];

/// Flags that replace this machine's folders, which panic messages would carry into the module,
/// by names that are the same for everyone.
fn same_everywhere(project: &Project) -> Result<String> {
    let mut pairs = vec![(project.root().to_path_buf(), "/tandem".to_owned())];
    let registry = cargo_home()?.join("registry").join("src");
    for folder in fs::read_dir(&registry).with_context(|| format!("reading {}", registry.display()))? {
        pairs.push((folder?.path(), "/registry".to_owned()));
    }
    // The name rustc itself gives its library where the sources are not installed.
    let library = rust::sysroot()?.join("lib").join("rustlib").join("src").join("rust");
    pairs.push((library, format!("/rustc/{}", rust::commit()?)));
    let mut flags = SMALL.map(str::to_owned).to_vec();
    flags.extend(pairs.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())));
    Ok(flags.join("\u{1f}"))
}

fn cargo_home() -> Result<PathBuf> {
    let home = || env::home_dir().map(|home| home.join(".cargo"));
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(home)
        .context("there is no home folder to look for .cargo in")
}

fn sweep(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let known =
            path.file_name().and_then(|name| name.to_str()).is_some_and(|name| GENERATED.contains(&name));
        if !known {
            fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
        }
    }
    Ok(())
}
