//! Logistic regression on evidence. Weights keep the sign that their names demand: ten odd pages must not make
//! "recovery code" speak for a field.

use tandem_core::form::Model;

use super::examples::Example;
use super::learned::Learned;
use super::signs::{sign, thousandths};

/// How strongly weights are held near their priors.
const HOLD: f64 = 0.5;
const SWEEPS: usize = 60;

/// The weights before anything is learned, as people who know such pages would set them. There are few pages for so
/// many facts: a fact that is rare in them keeps about the weight it has here.
const BIAS: f64 = -4.0;
const PRIORS: [(&str, f64); 88] = [
    ("declared", 7.5),
    ("own_sure", 5.5),
    ("own_likely", 4.5),
    ("own_outright", 0.7),
    ("own_renews", 1.5),
    ("turns_off", 2.0),
    ("otp_password", 2.5),
    ("weak_of_password", 1.0),
    ("in_password_place", -3.0),
    ("sure_to_save", -2.0),
    ("sure_in_hard", -1.0),
    ("weak_in_sure", 4.5),
    ("weak_in_sent", 4.5),
    ("weak_in_about", 2.0),
    ("named_unnamed", 3.5),
    ("named_in_about", 1.0),
    ("bare_in_sure", 5.0),
    ("bare_in_sent", 5.0),
    ("row_sure", 2.0),
    ("row", 1.0),
    ("row_in_sure", 4.0),
    ("around_sure", 0.5),
    ("around_sent", 0.5),
    ("numeric", 0.3),
    ("alone", 0.3),
    ("never", -5.0),
    ("never_named", -1.0),
    ("other", -5.0),
    ("only_recovery", -5.0),
    ("in_recovery", -3.5),
    ("likely_in_foreign", -4.0),
    ("likely_beside_password", -3.5),
    ("in_other", -3.5),
    ("unknown", -2.0),
    ("search_named", -2.5),
    ("pin_in_nothing", -3.0),
    ("part", -3.0),
    ("beside_picture", -2.5),
    ("beside_link", -3.0),
    ("row_kept", -3.0),
    ("called.secret", -3.0),
    ("called.soft", -0.5),
    ("glass", -1.0),
    ("of_many", -0.5),
    ("numbered_sure", 1.5),
    ("numbered_weak", -2.0),
    ("enrolling", 1.5),
    ("weak_named", 3.0),
    ("weak_outright", 2.0),
    ("delivered_code", 2.0),
    ("bare_near_factor", 2.5),
    ("near_sure_alone", 3.5),
    ("hidden_weak", -2.5),
    ("in_posted", -2.5),
    ("code_password", 1.5),
    ("second_password", 2.0),
    ("passcode_password", -2.5),
    ("passcode_kept", -0.5),
    ("password_too", -3.0),
    ("named_outright", 3.0),
    ("own_in_hard", -3.0),
    ("counted_in_nothing", -3.0),
    ("row_in_hard", -3.0),
    ("captcha", -3.0),
    ("mute", -2.5),
    ("picture_code", -2.0),
    ("code_is_sent", 2.0),
    ("says_sent", 1.5),
    ("weak_proves", 1.5),
    ("weak_after_address", 1.0),
    ("after_user", 1.0),
    ("beside_new_password", 0.5),
    ("code_shown", -4.5),
    ("example_of_serial", -5.0),
    ("beside_message", -3.0),
    ("factor_code", 1.5),
    ("at_gateway", 2.0),
    ("unknown_after", -1.0),
    ("own_to_save", -1.0),
    ("likely_in_sent", 1.0),
    ("row_spoken", 1.0),
    ("gateway_password", 3.0),
    ("weak_verified", 1.0),
    ("sent_to_sign_up", 2.0),
    ("text_of_app", 0.5),
    ("weak_in_likely", 1.0),
    ("token_in_nothing", -1.0),
    ("before_password", -1.0),
];

fn prior(name: &str) -> f64 {
    PRIORS.iter().find(|(one, _)| *one == name).map_or(0.0, |(_, prior)| *prior)
}

/// Learns weights by coordinate descent.
pub(crate) fn fit(examples: &[&Example], names: &[String]) -> Learned {
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
    for (row, example) in examples.iter().enumerate() {
        for at in &example.evidence {
            if let Some(column) = columns.get_mut(*at) {
                column.push(row);
            }
        }
    }
    let signs: Vec<Option<bool>> = names.iter().map(|name| sign(name)).collect();
    let mut sums: Vec<f64> = vec![0.0; examples.len()];
    let hold = HOLD;
    let priors: Vec<f64> = names.iter().map(|name| prior(name)).collect();
    let mut weights = priors.clone();
    let mut bias = BIAS;
    for (sum, example) in sums.iter_mut().zip(examples) {
        *sum = bias + example.evidence.iter().filter_map(|at| priors.get(*at)).sum::<f64>();
    }
    let all: Vec<usize> = (0..examples.len()).collect();
    for _ in 0..SWEEPS {
        bias += step(examples, &mut sums, &all, (bias, BIAS), (hold, None));
        for (((column, weight), sign), prior) in columns.iter().zip(&mut weights).zip(&signs).zip(&priors) {
            if !column.is_empty() {
                *weight += step(examples, &mut sums, column, (*weight, *prior), (hold, *sign));
            }
        }
    }
    // In hundredths: what is finer tells nothing, and the popup would load it.
    let weights = weights.into_iter().map(|weight| thousandths(weight / 10.0) * 10).collect();
    Learned { model: Model { weights, bias: thousandths(bias), ..Model::default() }, trees: Vec::new() }
}

/// One Newton step for one weight, held near its prior. Returns the change.
fn step(
    examples: &[&Example],
    sums: &mut [f64],
    column: &[usize],
    (weight, prior): (f64, f64),
    (hold, sign): (f64, Option<bool>),
) -> f64 {
    let (mut slope, mut bend) = (hold * (weight - prior), hold);
    for row in column {
        if let (Some(example), Some(sum)) = (examples.get(*row), sums.get(*row)) {
            let likely = 1.0 / (1.0 + (-sum).exp());
            slope += example.weight * (likely - f64::from(u8::from(example.right)));
            bend += example.weight * likely * (1.0 - likely);
        }
    }
    let wished = weight - (slope / bend).clamp(-1.0, 1.0);
    let kept = match sign {
        Some(true) => wished.max(0.0),
        Some(false) => wished.min(0.0),
        None => wished,
    };
    let change = kept - weight;
    for row in column {
        if let Some(sum) = sums.get_mut(*row) {
            *sum += change;
        }
    }
    change
}
