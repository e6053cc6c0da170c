//! Chromium, its driver and Firefox: in their usual places, else from Debian, else named.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::debian::{self, Installed};
use crate::shell;

const CHROMIUM: [&str; 3] = ["chromium", "fonts-dejavu-core", "fonts-noto-cjk"];
const DRIVER: &str = "chromium-driver";
const FIREFOX: &str = "firefox-esr";

/// Installs what tests need and is missing. A failure here is reported later, where the browser is
/// needed.
pub(crate) fn all() {
    let mut missing = Vec::new();
    if env::var_os("TANDEM_CHROMIUM").is_none() && find(&chromium_places()).is_none() {
        missing.extend(CHROMIUM);
        missing.push(DRIVER);
    }
    if env::var_os("TANDEM_FIREFOX").is_none() && find(&firefox_places()).is_none() {
        missing.push(FIREFOX);
    }
    if !missing.is_empty() {
        let _ = debian::install(&missing);
    }
}

/// Chromium or Chrome.
///
/// # Errors
/// There is none, and we can't install one.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(named) = named("TANDEM_CHROMIUM")? {
        return Ok(named);
    }
    if let Some(found) = find(&chromium_places()) {
        return Ok(found);
    }
    let installed = debian::install(&CHROMIUM)?;
    match find(&chromium_places()) {
        Some(found) if installed == Installed::Now => Ok(found),
        _ => bail!(
            "Chrome or Chromium is needed: https://www.google.com/chrome, or `sudo apt-get install chromium \
             chromium-driver fonts-noto-cjk`; one that is elsewhere is named by TANDEM_CHROMIUM=/path/to/it"
        ),
    }
}

/// The driver that steers Chromium for the tests of Rust.
///
/// # Errors
/// There is none, and we can't install one.
pub(crate) fn driver() -> Result<PathBuf> {
    let places = || [env::var_os("CHROMEDRIVER").map(PathBuf::from), shell::found("chromedriver")];
    let there = || places().into_iter().flatten().find(|path| path.is_file());
    // A Chrome from elsewhere would need a driver of another version.
    if there().is_none() && chromium()?.starts_with("/usr/lib/chromium") {
        debian::install(&[DRIVER])?;
    }
    there().context(
        "chromedriver is needed, of Chrome's own version: https://googlechromelabs.github.io/chrome-for-testing, or \
         `sudo apt-get install chromium-driver`; one that is elsewhere is named by CHROMEDRIVER=/path/to/it",
    )
}

/// Firefox; if there is none, its tests are skipped.
///
/// # Errors
/// TANDEM_FIREFOX names a file that doesn't exist.
pub(crate) fn firefox() -> Result<Option<PathBuf>> {
    if let Some(named) = named("TANDEM_FIREFOX")? {
        return Ok(Some(named));
    }
    if let Some(found) = find(&firefox_places()) {
        return Ok(Some(found));
    }
    // Other systems' archives may lack it; the tests then run without it.
    if debian::install(&[FIREFOX]).is_err() {
        println!("firefox-esr could not be installed");
    }
    Ok(find(&firefox_places()))
}

/// A path that the user gave must exist: using another one instead would hide the mistake.
fn named(variable: &str) -> Result<Option<PathBuf>> {
    match env::var_os(variable).map(PathBuf::from) {
        Some(path) if !path.is_file() => bail!("{variable} names {}, which is no file", path.display()),
        named => Ok(named),
    }
}

fn find(places: &[PathBuf]) -> Option<PathBuf> {
    places.iter().find(|place| place.is_file()).cloned()
}

fn chromium_places() -> Vec<PathBuf> {
    let mut places = usual(&[
        // The browser itself, before Debian's wrapper of it, whose child survives a kill.
        "/usr/lib/chromium/chromium",
        "/usr/lib/chromium-browser/chromium-browser",
        "/opt/google/chrome/chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ]);
    places.extend(below_program_files(&[
        "Google/Chrome/Application/chrome.exe",
        "Chromium/Application/chrome.exe",
    ]));
    places.extend(
        ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]
            .iter()
            .filter_map(|name| shell::found(name)),
    );
    places
}

fn firefox_places() -> Vec<PathBuf> {
    let mut places =
        usual(&["/usr/lib/firefox-esr/firefox-esr", "/Applications/Firefox.app/Contents/MacOS/firefox"]);
    places.extend(below_program_files(&["Mozilla Firefox/firefox.exe"]));
    places.extend(["firefox-esr", "firefox"].iter().filter_map(|name| shell::found(name)));
    places
}

fn usual(paths: &[&str]) -> Vec<PathBuf> {
    paths.iter().map(PathBuf::from).collect()
}

fn below_program_files(paths: &[&str]) -> Vec<PathBuf> {
    let folders = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].into_iter().filter_map(env::var_os);
    folders.flat_map(|folder| paths.iter().map(move |path| PathBuf::from(&folder).join(path))).collect()
}
