//! Packages of Debian and its derivatives, if we may install them.

use std::process::Command;
use std::sync::{Mutex, PoisonError};

use anyhow::Result;

use crate::progress;
use crate::shell;

/// Whether the package list was updated; the lock allows one installation at a time.
static UPDATED: Mutex<bool> = Mutex::new(false);

/// Installs packages, or says that we can't.
///
/// # Errors
/// The installation started and failed.
pub(crate) fn install(packages: &[&str]) -> Result<Installed> {
    if !may_install() {
        return Ok(Installed::NotOurs);
    }
    let mut updated = UPDATED.lock().unwrap_or_else(PoisonError::into_inner);
    // Another thread may have installed them meanwhile.
    let packages: Vec<&str> = packages.iter().copied().filter(|package| !is_there(package)).collect();
    if packages.is_empty() {
        return Ok(Installed::Now);
    }
    progress::step(&format!("installing {} by apt-get", packages.join(", ")), "1 to 2 min, once", || {
        if !*updated {
            shell::quietly(Command::new("apt-get").args(["update", "-qq"]))?;
            *updated = true;
        }
        let mut command = Command::new("apt-get");
        command.args(["install", "-y", "-qq", "--no-install-recommends"]).args(&packages);
        shell::quietly(command.env("DEBIAN_FRONTEND", "noninteractive"))?;
        Ok(Installed::Now)
    })
}

/// The result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Installed {
    Now,
    /// Not Debian, or not root: the caller names what the user should install.
    NotOurs,
}

fn is_there(package: &str) -> bool {
    let told = shell::capture(Command::new("dpkg-query").args([
        "--show",
        "--showformat=${db:Status-Status}",
        package,
    ]));
    told.is_ok_and(|status| status == "installed")
}

fn may_install() -> bool {
    let root = || shell::capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    cfg!(target_os = "linux") && shell::found("apt-get").is_some() && root()
}
