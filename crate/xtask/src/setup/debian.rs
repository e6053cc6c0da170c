//! Packages of Debian and its kin, where we may install them.

use std::process::Command;
use std::sync::OnceLock;

use anyhow::Result;

use crate::shell;

/// Installs them and says `true`, or says `false` where that is not ours to do.
///
/// # Errors
/// The installation was begun and failed.
pub(crate) fn install(packages: &[&str]) -> Result<Installed> {
    if !may_install() {
        return Ok(Installed::NotOurs);
    }
    println!("installing {}", packages.join(" "));
    static UPDATED: OnceLock<()> = OnceLock::new();
    if UPDATED.get().is_none() {
        shell::run(Command::new("apt-get").args(["update", "-qq"]))?;
        UPDATED.get_or_init(|| ());
    }
    let mut command = Command::new("apt-get");
    command.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages);
    shell::run(command.env("DEBIAN_FRONTEND", "noninteractive"))?;
    Ok(Installed::Now)
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Installed {
    Now,
    /// No Debian, or not root: the caller names what a person should install.
    NotOurs,
}

fn may_install() -> bool {
    let root = || shell::capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    cfg!(target_os = "linux") && shell::found("apt-get").is_some() && root()
}
