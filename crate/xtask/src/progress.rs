//! Shows progress: each step is printed when it starts, with the time it usually takes, and again
//! when it is done.
//!
//! Several steps may run in parallel. A long step is printed again after a while, so that the
//! terminal never seems stuck.

use std::fmt;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// After this time without output, the running steps are printed again.
const QUIET: Duration = Duration::from_secs(20);

static PROGRESS: LazyLock<Progress> = LazyLock::new(|| {
    thread::spawn(|| {
        loop {
            thread::sleep(Duration::from_secs(1));
            PROGRESS.remind();
        }
    });
    Progress { begun: Instant::now(), state: Mutex::new(State { running: Vec::new(), said: Instant::now() }) }
});

struct Progress {
    begun: Instant,
    state: Mutex<State>,
}

struct State {
    running: Vec<Running>,
    /// When something was printed last.
    said: Instant,
}

#[derive(Clone)]
struct Running {
    what: String,
    begun: Instant,
}

/// Runs a step, and prints its name before and its duration after.
///
/// `usually` is a rough figure from a machine with two cores: "1 min", "10 s the first time".
pub(crate) fn step<T>(what: &str, usually: &str, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    PROGRESS.say(format_args!("{what} (usually {usually})"));
    PROGRESS.state().running.push(Running { what: what.to_owned(), begun });
    let done = work();
    PROGRESS.state().running.retain(|running| running.what != what);
    PROGRESS.say(format_args!("{what}: done in {}", Seconds(begun.elapsed())));
    done
}

/// Prints a line, after the time since the command started.
pub(crate) fn say(line: fmt::Arguments<'_>) {
    PROGRESS.say(line);
}

impl Progress {
    fn say(&self, line: fmt::Arguments<'_>) {
        let mut state = self.state();
        state.said = Instant::now();
        println!("{:>6}  {line}", Seconds(self.begun.elapsed()).to_string());
    }

    /// Prints the running steps after a while without output.
    fn remind(&self) {
        let (quiet, running) = {
            let state = self.state();
            (state.said.elapsed(), state.running.clone())
        };
        if quiet >= QUIET && !running.is_empty() {
            let told = running.iter().map(|one| format!("{} ({})", one.what, Seconds(one.begun.elapsed())));
            self.say(format_args!("still running: {}", told.collect::<Vec<_>>().join(", ")));
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A time as a person reads it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seconds(pub(crate) Duration);

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs();
        match seconds {
            0..10 => write!(f, "{:.1} s", self.0.as_secs_f64()),
            10..100 => write!(f, "{seconds} s"),
            _ => write!(f, "{} min {:02}", seconds / 60, seconds % 60),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_as_exactly_as_they_matter() {
        for (millis, told) in [(340, "0.3 s"), (12_900, "12 s"), (99_000, "99 s"), (154_000, "2 min 34")] {
            assert_eq!(Seconds(Duration::from_millis(millis)).to_string(), told);
        }
    }

    #[test]
    fn what_a_step_gives_is_given_on_and_the_step_is_over() {
        assert_eq!(step("a step of this test", "no time", || 7), 7);
        assert!(!PROGRESS.state().running.iter().any(|running| running.what == "a step of this test"));
    }
}
