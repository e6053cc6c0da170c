//! `forms FILE…`: how many pages are answered rightly, by descriptions that `tests/forms/collect.mjs` made; why
//! (`--why`); mistakes on pages of unseen products (`--errors`); a comparison of designs (`--compare`); and training
//! of the weights (`--train`).
//!
//! Pages of one product are never in both training and test, so the figures are for unseen products. A fifth of the
//! products is kept aside and measured last.

mod boosted;
mod errors;
mod examples;
mod learned;
mod logistic;
mod pages;
mod score;
mod signs;
mod why;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use tandem_core::form::{Model, names};

use examples::Example;
use learned::Learned;
use pages::Known;
use score::Score;

const PARTS: u64 = 5;
/// By how much the best field must be ahead of the next one.
const MARGIN: i32 = 700;
/// Chosen by the curve that `--compare` prints: docs/forms.md.
const THRESHOLD: i32 = 150;

/// What is to be done with the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Task {
    Judge,
    Errors,
    Compare,
    Train,
}

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let mut known = Vec::new();
    let (mut task, mut listed, mut why) = (Task::Judge, false, None);
    let mut model = Learned { model: Model::current().clone(), trees: Vec::new() };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--list" => listed = true,
            "--errors" => task = Task::Errors,
            "--compare" => task = Task::Compare,
            "--train" => task = Task::Train,
            "--weights" => {
                let file = arguments.next().context("--weights names a file")?;
                model.model =
                    Model::read(&fs::read_to_string(file).with_context(|| format!("reading {file}"))?);
            }
            "--why" => why = Some(arguments.next().context("--why names a page")?),
            option if option.starts_with("--") => {
                bail!(
                    "forms takes --list, --weights FILE, --why FILE, --errors, --compare and --train, not {option}"
                )
            }
            file => known.extend(pages::read(&PathBuf::from(file))?),
        }
    }
    match (task, why) {
        (_, Some(file)) => print!("{}", why::explain(&known, file, &model)?),
        (Task::Judge, None) => judge(&known, listed, &model),
        (Task::Errors, None) => errors(&known),
        (Task::Compare, None) => compare(&known),
        (Task::Train, None) => return train(&known),
    }
    Ok(())
}

/// Measures the shipped model, on pages that it may have learned from, or another one (`--weights`).
fn judge(known: &[Known], listed: bool, model: &Learned) {
    let all: Vec<&Known> = known.iter().collect();
    if listed {
        list(&all, model);
    }
    let score = measure(&all, model);
    print("all", score);
    println!(
        "forms: {} pages, precision {:.1} %, recall {:.1} %",
        all.len(),
        score.precision(),
        score.recall()
    );
}

/// Which part of the products one belongs to, by FNV-1a.
fn part(product: &str) -> u64 {
    let hash = product.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 20) % PARTS
}

/// The last part is kept aside.
fn is_aside(known: &Known) -> bool {
    part(&known.product) == PARTS - 1
}

/// A way to learn from pages.
#[derive(Debug, Clone, Copy)]
enum Design {
    Logistic,
    Boosted(boosted::Growth),
    /// The mean of both.
    Both(boosted::Growth),
}

/// The design that ships.
const SHIPPED: Design = Design::Logistic;

fn learn(known: &[&Known], design: Design) -> Learned {
    let examples: Vec<Example> = known.iter().flat_map(|known| examples::of(known)).collect();
    let examples: Vec<&Example> = examples.iter().collect();
    match design {
        Design::Logistic => logistic::fit(&examples, &names()),
        Design::Boosted(growth) => boosted::fit(&examples, &names(), growth),
        Design::Both(growth) => {
            logistic::fit(&examples, &names()).mean(&boosted::fit(&examples, &names(), growth))
        }
    }
}

fn measure(known: &[&Known], model: &Learned) -> Score {
    let mut score = Score::default();
    for one in known {
        score += Score::of(one, &score::answer(one, model));
    }
    score
}

/// Cross-validated: models that have not seen the pages they are measured on, with those pages.
fn folds<'a>(seen: &[&'a Known], design: Design) -> Vec<(Learned, Vec<&'a Known>)> {
    (0..PARTS - 1)
        .map(|fold| {
            let (test, train): (Vec<&Known>, Vec<&Known>) =
                seen.iter().partition(|known| part(&known.product) == fold);
            (learn(&train, design), test)
        })
        .collect()
}

fn at(folds: &[(Learned, Vec<&Known>)], threshold: i32, margin: i32) -> Score {
    let mut score = Score::default();
    for (model, test) in folds {
        score += measure(test, &model.at(threshold, margin));
    }
    score
}

/// How surprised the models are by what is right on pages that they have not seen, all fields together: it tells two
/// sets of evidence apart where the counts of pages are the same.
fn loss(folds: &[(Learned, Vec<&Known>)]) -> f64 {
    let fields = |known: &&Known| examples::of(known);
    let surprise = |model: &Learned, example: &Example| {
        let sum = f64::from(model.score(&example.evidence)) / 1000.0;
        example.weight * (if example.right { -sum } else { sum }).exp().ln_1p()
    };
    let each = |(model, test): &(Learned, Vec<&Known>)| -> f64 {
        test.iter().flat_map(fields).map(|example| surprise(model, &example)).sum()
    };
    folds.iter().map(each).sum()
}

fn compare(known: &[Known]) {
    let (aside, seen): (Vec<&Known>, Vec<&Known>) = known.iter().partition(|known| is_aside(known));
    println!("{} pages to learn from, {} aside; cross-validated by product", seen.len(), aside.len());
    let designs = [
        ("logistic regression", Design::Logistic),
        ("300 questions", Design::Boosted(boosted::Growth { trees: 300, depth: 1, rate: 0.2, hold: 2.0 })),
        (
            "150 trees of two",
            Design::Boosted(boosted::Growth { trees: 150, depth: 2, rate: 0.15, hold: 2.0 }),
        ),
        (
            "150 trees of three",
            Design::Boosted(boosted::Growth { trees: 150, depth: 3, rate: 0.15, hold: 2.0 }),
        ),
        (
            "the mean of regression and trees",
            Design::Both(boosted::Growth { trees: 40, depth: 3, rate: 0.3, hold: 6.0 }),
        ),
    ];
    for (name, design) in designs {
        let folds = folds(&seen, design);
        println!("{name}");
        for threshold in (-2000..=3000).step_by(500) {
            print(&format!("  threshold {threshold:>5}"), at(&folds, threshold, MARGIN));
        }
    }
}

/// Lists the mistakes on products that a model has not seen.
fn errors(known: &[Known]) {
    let seen: Vec<&Known> = known.iter().filter(|known| !is_aside(known)).collect();
    for (model, test) in &folds(&seen, SHIPPED) {
        errors::list(test, &model.at(THRESHOLD, MARGIN));
    }
}

/// Lists a model's mistakes.
fn list(known: &[&Known], model: &Learned) {
    for one in known {
        let answer = score::answer(one, model);
        let score = Score::of(one, &answer);
        if score.found != score.wanting || score.wrong > 0 {
            println!("  {} ({}): {answer:?}, and {:?} is right", one.file, one.lang, one.right);
            why::in_short(one, model);
        }
    }
}

fn print(what: &str, score: Score) {
    println!(
        "{what}: precision {:.2} %, recall {:.2} %, wrong offers {:.2} % ({} of {}), misled {}",
        score.precision(),
        score.recall(),
        score.wrong_offers(),
        score.wrong,
        score.others,
        score.misled
    );
}

fn train(known: &[Known]) -> Result<()> {
    let (aside, seen): (Vec<&Known>, Vec<&Known>) = known.iter().partition(|known| is_aside(known));
    let folds = folds(&seen, SHIPPED);
    for (model, test) in &folds {
        list(test, &model.at(THRESHOLD, MARGIN));
    }
    print("cross-validated", at(&folds, THRESHOLD, MARGIN));
    println!("  loss {:.1}", loss(&folds));
    let sites: Vec<(Learned, Vec<&Known>)> = folds
        .iter()
        .map(|(model, test)| (model.clone(), test.iter().copied().filter(|one| one.is_site()).collect()))
        .collect();
    for threshold in (-500..=1500).step_by(250) {
        print(&format!("  threshold {threshold:>5}"), at(&folds, threshold, MARGIN));
        print("    of these, real sites", at(&sites, threshold, MARGIN));
    }
    let model = learn(&seen, SHIPPED).at(THRESHOLD, MARGIN);
    list(&aside, &model);
    print("aside", measure(&aside, &model));
    let all = learn(&known.iter().collect::<Vec<_>>(), SHIPPED).model;
    let mut text = String::from(
        "# Learned by `cargo xtask bench forms --train`; docs/forms.md tells from what. In thousandths of a natural logarithm of odds.\n",
    );
    writeln!(text, "bias {}\nthreshold {THRESHOLD}\nmargin {MARGIN}\ncheck {}", all.bias, all.digest())?;
    for (name, weight) in names().iter().zip(&all.weights).filter(|(_, weight)| **weight != 0) {
        writeln!(text, "{name} {weight}")?;
    }
    fs::write("crate/core/src/form/weights.txt", text)?;
    Ok(())
}
