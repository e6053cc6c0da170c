//! Boosted trees: each is fitted to what those before it got wrong. A question whose name says that it speaks for
//! a field may not speak against it.

use tandem_core::form::{Evidence, Model};

use super::examples::Example;
use super::learned::{Learned, Tree};
use super::signs::{sign, thousandths};

/// How trees are grown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Growth {
    pub(crate) trees: usize,
    pub(crate) depth: usize,
    pub(crate) rate: f64,
    /// How strongly leaves are held near nothing.
    pub(crate) hold: f64,
}

/// The slope and the bend of the loss over some examples.
#[derive(Debug, Clone, Copy, Default)]
struct Bend {
    slope: f64,
    bend: f64,
    count: usize,
}

impl Bend {
    fn add(&mut self, one: &Self) {
        self.slope += one.slope;
        self.bend += one.bend;
        self.count += one.count;
    }

    fn less(&self, one: &Self) -> Self {
        Self { slope: self.slope - one.slope, bend: self.bend - one.bend, count: self.count - one.count }
    }

    fn gain(&self, hold: f64) -> f64 {
        self.slope * self.slope / (self.bend + hold)
    }

    fn leaf(&self, hold: f64) -> f64 {
        -self.slope / (self.bend + hold)
    }
}

/// What a tree is grown from.
struct Soil<'a> {
    examples: &'a [&'a Example],
    bends: Vec<Bend>,
    signs: Vec<Option<bool>>,
    growth: Growth,
}

/// Grows trees.
pub(crate) fn fit(examples: &[&Example], names: &[String], growth: Growth) -> Learned {
    let signs: Vec<Option<bool>> = names.iter().map(|name| sign(name)).collect();
    let wanted: f64 = examples.iter().filter(|one| one.right).map(|one| one.weight).sum();
    let all: f64 = examples.iter().map(|one| one.weight).sum();
    let bias = (wanted.max(1.0) / (all - wanted).max(1.0)).ln();
    let mut sums = vec![bias; examples.len()];
    let mut trees = Vec::new();
    for _ in 0..growth.trees {
        let bends = examples.iter().zip(&sums).map(|(example, sum)| {
            let likely = 1.0 / (1.0 + (-sum).exp());
            let slope = example.weight * (likely - f64::from(u8::from(example.right)));
            Bend { slope, bend: example.weight * likely * (1.0 - likely), count: 1 }
        });
        let soil = Soil { examples, bends: bends.collect(), signs: signs.clone(), growth };
        let rows: Vec<usize> = (0..examples.len()).collect();
        let tree = soil.grow(&rows, growth.depth, &mut sums);
        if matches!(tree, Tree::Leaf(_)) {
            break;
        }
        trees.push(tree);
    }
    let model = Model { bias: thousandths(bias), ..Model::default() };
    Learned { model, trees }
}

impl Soil<'_> {
    fn bend_of(&self, rows: &[usize]) -> Bend {
        let mut sum = Bend::default();
        for bend in rows.iter().filter_map(|row| self.bends.get(*row)) {
            sum.add(bend);
        }
        sum
    }

    fn grow(&self, rows: &[usize], depth: usize, sums: &mut [f64]) -> Tree {
        let whole = self.bend_of(rows);
        let Some(asked) = (depth > 0).then(|| self.question(rows, &whole)).flatten() else {
            let value = thousandths(self.growth.rate * whole.leaf(self.growth.hold));
            for row in rows {
                if let Some(sum) = sums.get_mut(*row) {
                    *sum += f64::from(value) / 1000.0;
                }
            }
            return Tree::Leaf(value);
        };
        let so =
            |row: &usize| self.examples.get(*row).is_some_and(|example| example.evidence.contains(&asked));
        let (yes, no): (Vec<usize>, Vec<usize>) = rows.iter().partition(|row| so(row));
        let yes = self.grow(&yes, depth - 1, sums);
        let no = self.grow(&no, depth - 1, sums);
        Tree::Split(asked, Box::new(yes), Box::new(no))
    }

    /// The question that tells most.
    fn question(&self, rows: &[usize], whole: &Bend) -> Option<Evidence> {
        const FEWEST: usize = 6;
        let mut with = vec![Bend::default(); self.signs.len()];
        for row in rows {
            let (Some(example), Some(bend)) = (self.examples.get(*row), self.bends.get(*row)) else {
                continue;
            };
            for at in &example.evidence {
                if let Some(sum) = with.get_mut(*at) {
                    sum.add(bend);
                }
            }
        }
        let hold = self.growth.hold;
        let mut best = (1e-3, None);
        for (at, (yes, sign)) in with.iter().zip(&self.signs).enumerate() {
            let no = whole.less(yes);
            let allowed = match sign {
                Some(true) => yes.leaf(hold) >= no.leaf(hold),
                Some(false) => yes.leaf(hold) <= no.leaf(hold),
                None => true,
            };
            let gain = yes.gain(hold) + no.gain(hold) - whole.gain(hold);
            if allowed && yes.count >= FEWEST && no.count >= FEWEST && gain > best.0 {
                best = (gain, Some(at));
            }
        }
        best.1
    }
}
