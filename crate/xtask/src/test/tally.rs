//! Counts tests from other programs' reports.

use std::fmt;
use std::ops::AddAssign;

/// How many tests passed, failed and were skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) skipped: u32,
}

impl Tally {
    pub(crate) const PASSED: Self = Self { passed: 1, failed: 0, skipped: 0 };
    pub(crate) const FAILED: Self = Self { passed: 0, failed: 1, skipped: 0 };
    pub(crate) const SKIPPED: Self = Self { passed: 0, failed: 0, skipped: 1 };

    /// The sum of both.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self += other;
        self
    }

    /// Counts a report of Rust's test harness, from `cargo test` and from a browser alike.
    ///
    /// A test that skips itself because its data is missing counts as passed in the harness, and as
    /// skipped here. The report has to be made with `--show-output`.
    pub(crate) fn of_rust(report: &str) -> Self {
        let mut tally = Self::default();
        for line in report.lines() {
            if let Some(counts) = line.trim().strip_prefix("test result:") {
                tally.passed += before(counts, "passed");
                tally.failed += before(counts, "failed");
                tally.skipped += before(counts, "ignored");
            }
        }
        let excused = excused(report).min(tally.passed);
        tally.passed -= excused;
        tally.skipped += excused;
        tally
    }

    /// Counts a report of `node --test`, in its `tap` or `spec` format.
    pub(crate) fn of_node(report: &str) -> Self {
        let count = |kind| last(report, kind);
        Self {
            passed: count("pass"),
            failed: count("fail") + count("cancelled"),
            skipped: count("skipped") + count("todo"),
        }
    }
}

/// The last count of this kind; a test's own output may look like one, and comes earlier.
fn last(report: &str, kind: &str) -> u32 {
    let counts = report.lines().rev().filter_map(|line| {
        let (word, count) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ "))?.split_once(' ')?;
        if word == kind { count.trim().parse().ok() } else { None }
    });
    counts.into_iter().next().unwrap_or(0)
}

/// The whole number before this word.
fn before(counts: &str, word: &str) -> u32 {
    let words: Vec<&str> = counts.split([' ', ';', '.']).filter(|word| !word.is_empty()).collect();
    let pair = words.windows(2).find(|pair| pair.last() == Some(&word));
    pair.and_then(|pair| pair.first()?.parse().ok()).unwrap_or(0)
}

/// The tests whose output says that they skipped themselves.
fn excused(report: &str) -> u32 {
    let mut count = 0;
    let mut inside = false;
    for line in report.lines() {
        if line.starts_with("---- ") && line.ends_with(" stdout ----") {
            inside = true;
        } else if inside && line.starts_with("skipped, ") {
            // Once for each test, however often it says so.
            inside = false;
            count += 1;
        }
    }
    count
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: u32, failed: u32, skipped: u32) -> Tally {
        Tally { passed, failed, skipped }
    }

    #[test]
    fn the_results_of_all_test_binaries_are_added() {
        let report = "\
test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s
test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 7 filtered out; finished in 0.02s
the test result: 9 passed";
        assert_eq!(Tally::of_rust(report), tally(15, 2, 1));
    }

    #[test]
    fn a_test_that_says_it_skipped_itself_is_skipped_once() {
        let report = "\
---- otp::vectors stdout ----
skipped, not found: ../shared/otp-vectors.json
skipped, not found: ../shared/otp-vectors.json
---- qr::corpus stdout ----
read 40 pictures
skipped, not found: ../shared/qr
---- qr::loud stdout ----
nothing was skipped, really
test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.02s";
        assert_eq!(Tally::of_rust(report), tally(3, 0, 2));
    }

    #[test]
    fn both_of_nodes_reports_are_read() {
        let tap = "# pass 99\n# tests 7\n# suites 1\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 2\n# todo 0\n# duration_ms 5.2\n";
        assert_eq!(Tally::of_node(tap), tally(3, 2, 2));
        assert_eq!(Tally::of_node(&tap.replace("# ", "ℹ ")), tally(3, 2, 2));
    }

    #[test]
    fn a_report_without_counts_counts_nothing() {
        assert_eq!(Tally::of_rust("error: could not compile"), Tally::default());
        assert_eq!(Tally::of_node("Cannot find module"), Tally::default());
    }

    #[test]
    fn the_last_line_names_skipped_tests_only_where_there_are_some() {
        assert_eq!(tally(5, 0, 0).to_string(), "5 passed, 0 failed");
        assert_eq!(tally(5, 1, 2).to_string(), "5 passed, 1 failed, 2 skipped");
    }
}
