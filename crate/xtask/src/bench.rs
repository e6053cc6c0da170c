//! Benches: how fast Tandem is, how well it reads, and what it survives.

mod browser;
mod forms;
mod native;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::project::Project;

type Bench = fn(&Project, &[String]) -> Result<()>;

const BENCHES: [(&str, Bench); 7] = [
    ("durability", browser::durability),
    ("forms", forms::run),
    ("import", native::import),
    ("popup", browser::popup),
    ("qr", native::qr),
    ("scan", browser::scan),
    ("unlock", browser::unlock),
];

pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let known = || BENCHES.map(|(name, _)| name).join(", ");
    let Some((name, rest)) = arguments.split_first() else { bail!("bench what? {}", known()) };
    let Some((_, bench)) = BENCHES.iter().find(|(known, _)| known == name) else {
        bail!("there is no bench {name:?}; there are {}", known());
    };
    bench(project, rest)?;
    Ok(ExitCode::SUCCESS)
}
