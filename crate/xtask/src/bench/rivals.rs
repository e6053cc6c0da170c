//! Other readers of QR codes, over the same pixels: `tests/qr/against.mjs`.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::project::Project;
use crate::setup::node;

/// The process that the others run in.
pub(super) struct Rivals {
    child: Child,
    pictures: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// What one of them read.
#[derive(Deserialize)]
pub(super) struct Answer {
    pub(super) texts: Vec<String>,
    millis: f64,
}

impl Answer {
    pub(super) fn time(&self) -> Duration {
        Duration::from_secs_f64(self.millis / 1000.0)
    }
}

impl Rivals {
    /// Starts it.
    ///
    /// # Errors
    /// Node or the packages of `tests/` are missing.
    pub(super) fn start(project: &Project) -> Result<Self> {
        node::packages(project)?;
        let mut command = node::node(project)?;
        command.arg(project.path("tests/qr/against.mjs")).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().context("Node could not be started")?;
        let pictures = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().context("Node has no output")?);
        Ok(Self { child, pictures, answers })
    }

    /// What each reads in a picture (RGBA).
    ///
    /// # Errors
    /// The process ended.
    pub(super) fn look(&mut self, width: u32, height: u32, rgba: &[u8]) -> Result<BTreeMap<String, Answer>> {
        let pictures = self.pictures.as_mut().context("Node has no input")?;
        pictures.write_all(&width.to_le_bytes())?;
        pictures.write_all(&height.to_le_bytes())?;
        pictures.write_all(rgba)?;
        pictures.flush()?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        serde_json::from_str(&line).context("the other readers gave no answer")
    }
}

impl Drop for Rivals {
    fn drop(&mut self) {
        // Without input it ends by itself.
        drop(self.pictures.take());
        let _ = self.child.wait();
    }
}
