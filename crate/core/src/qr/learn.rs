//! Undoing blur by what a code tells of itself.
//!
//! Small or blurred modules run into their neighbours. How much is not known beforehand, but
//! hundreds of modules are: finders, timing lines, alignment patterns. So the weights of a
//! module and its eight neighbours are found that come nearest to the known modules' colours
//! (least squares), and used for all the others. That also corrects a grid that lies a
//! fraction of a module aside.

/// A module with its eight neighbours, and a constant.
pub(super) const TERMS: usize = 10;

/// Sums of the least squares problem: what known modules say about the weights.
pub(super) struct Lessons {
    products: [[f32; TERMS]; TERMS],
    targets: [f32; TERMS],
    count: f32,
}

impl Lessons {
    pub(super) fn new() -> Self {
        Self { products: [[0.0; TERMS]; TERMS], targets: [0.0; TERMS], count: 0.0 }
    }

    /// A known module: its terms, and 1 for dark or -1 for light.
    pub(super) fn add(&mut self, terms: &[f32; TERMS], target: f32) {
        self.count += 1.0;
        for ((row, sum), &term) in self.products.iter_mut().zip(&mut self.targets).zip(terms) {
            *sum += term * target;
            row.iter_mut().zip(terms).for_each(|(sum, &other)| *sum += term * other);
        }
    }

    /// The weights that come nearest, held back towards `expected` where the known modules
    /// say little.
    pub(super) fn weights(mut self, expected: &[f32; TERMS]) -> [f32; TERMS] {
        let spread = self.products.iter().enumerate().filter_map(|(i, row)| row.get(i)).sum::<f32>();
        let hold = 0.01 * spread / 10.0 + 1e-3;
        for (i, (row, (sum, &expected))) in
            self.products.iter_mut().zip(self.targets.iter_mut().zip(expected)).enumerate()
        {
            *sum += hold * expected;
            if let Some(diagonal) = row.get_mut(i) {
                *diagonal += hold;
            }
        }
        solve(self.products, self.targets)
    }
}

/// Gauss's elimination; the matrix is symmetric and positive, so no rows are exchanged.
fn solve(mut matrix: [[f32; TERMS]; TERMS], mut right: [f32; TERMS]) -> [f32; TERMS] {
    for i in 0..TERMS {
        let (upper, lower) = matrix.split_at_mut(i + 1);
        let (upper_right, lower_right) = right.split_at_mut(i + 1);
        let (Some(pivot), Some(&value)) = (upper.last(), upper_right.last()) else { continue };
        let head = pivot.get(i).copied().unwrap_or(1.0).max(1e-9);
        for (row, target) in lower.iter_mut().zip(lower_right) {
            let factor = row.get(i).copied().unwrap_or(0.0) / head;
            *target -= factor * value;
            row.iter_mut().zip(pivot).for_each(|(slot, &above)| *slot -= factor * above);
        }
    }
    let mut solution = [0.0; TERMS];
    for (i, row) in matrix.iter().enumerate().rev() {
        let known: f32 = row.iter().zip(&solution).map(|(a, b)| a * b).sum();
        let head = row.get(i).copied().unwrap_or(1.0).max(1e-9);
        if let (Some(slot), Some(&target)) = (solution.get_mut(i), right.get(i)) {
            *slot = (target - known) / head;
        }
    }
    solution
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_that_explain_the_lessons_are_found() {
        let true_weights = [0.1, -0.2, 0.0, -0.3, 1.4, -0.3, 0.0, -0.2, 0.1, 0.05];
        let mut lessons = Lessons::new();
        let mut state = 1_u32;
        for _ in 0..500 {
            let mut terms = [1.0; TERMS];
            for term in terms.iter_mut().take(9) {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                *term = if state >> 31 == 1 { 1.0 } else { -1.0 };
            }
            lessons.add(&terms, terms.iter().zip(&true_weights).map(|(a, b)| a * b).sum());
        }
        let found = lessons.weights(&true_weights);
        for (found, expected) in found.iter().zip(&true_weights) {
            assert!((found - expected).abs() < 0.01, "{found} {expected}");
        }
    }
}
