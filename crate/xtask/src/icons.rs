//! Draws the icons of services from the npm packages of `tests/` when the extension is built; they
//! aren't committed.

use anyhow::Result;

use crate::project::Project;
use crate::setup::node;
use crate::shell;

/// Where they lie in the extension.
pub(crate) const FOLDER: &str = "extension/logos/";

/// The names of the icons to draw.
const LIST: &str = "crate/core/src/site/icons.txt";

/// Draws them into the extension of `into`, with the packages of `project`.
///
/// # Errors
/// Node or npm is missing, or an icon is not in the packages.
pub(crate) fn draw(project: &Project, into: &Project) -> Result<()> {
    node::packages(project)?;
    let mut pack = node::node(project)?;
    pack.arg(project.path("tests/icons/pack.mjs")).arg(into.path(LIST)).arg(into.path(FOLDER));
    shell::run(&mut pack)
}
