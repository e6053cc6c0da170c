//! Other QR readers, on the same pixels: `tests/qr/against.mjs`.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;

/// The script, whose packages `cargo xtask` installs.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/qr/against.mjs");

/// The process in which the others run.
pub(crate) struct Rivals {
    child: Child,
    pictures: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// What one of them read.
#[derive(Deserialize)]
pub(crate) struct Answer {
    pub(crate) texts: Vec<String>,
    millis: f64,
}

impl Answer {
    pub(crate) fn time(&self) -> Duration {
        Duration::from_secs_f64(self.millis / 1000.0)
    }
}

impl Rivals {
    /// Starts it.
    ///
    /// # Errors
    /// Node is missing.
    pub(crate) fn start() -> Result<Self> {
        let mut command = Command::new("node");
        command.arg(SCRIPT).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().context("Node could not be started")?;
        let pictures = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().context("Node has no output")?);
        Ok(Self { child, pictures, answers })
    }

    /// What each of them reads in a picture (RGBA).
    ///
    /// # Errors
    /// The process ended.
    pub(crate) fn look(&mut self, width: u32, height: u32, rgba: &[u8]) -> Result<BTreeMap<String, Answer>> {
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
