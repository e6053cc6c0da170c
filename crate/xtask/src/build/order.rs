//! The order of the functions in the module that ships.
//!
//! A linker leaves functions as they were compiled. Deflate looks back 32 kB, so what resembles each
//! other is put side by side, which takes eight kilobytes off the package. Functions get other numbers
//! by that, and nothing else changes.

use std::cmp::Reverse;
use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef};

/// Bytes that are compared at a time: a call or two.
const PIECE: usize = 6;
/// A piece that more functions have tells nothing.
const COMMON: usize = 200;
/// Bytes of functions that the next one is compared with: somewhat less than deflate looks back.
const WINDOW: usize = 28_000;

/// The same module, its functions in another order.
///
/// # Errors
/// It is no module.
pub(super) fn arrange(module: &[u8]) -> Result<Vec<u8>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let order = side_by_side(&bodies);
    let mut numbers = vec![0; order.len()];
    for (number, old) in (imported..).zip(&order) {
        *numbers.get_mut(*old).context("an order of what is there")? = number;
    }
    let mut arranged = Module::new();
    Renumbered { imported, numbers, order }.parse_core_module(&mut arranged, Parser::new(0), module)?;
    Ok(arranged.finish())
}

struct Renumbered {
    imported: u32,
    /// The new number of each function that is not imported.
    numbers: Vec<u32>,
    /// Which function stands at each place.
    order: Vec<usize>,
}

impl Renumbered {
    fn arranged<T: Clone>(&self, items: &[T]) -> Vec<T> {
        self.order.iter().filter_map(|old| items.get(*old).cloned()).collect()
    }
}

impl Reencode for Renumbered {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let own = function.checked_sub(self.imported).and_then(|own| usize::try_from(own).ok());
        Ok(own.and_then(|own| self.numbers.get(own).copied()).unwrap_or(function))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<wasmparser::Result<Vec<u32>>>()?;
        for kind in self.arranged(&types) {
            functions.function(self.type_index(kind)?);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<wasmparser::Result<Vec<FunctionBody<'_>>>>()?;
        for body in self.arranged(&bodies) {
            self.parse_function_body(code, body)?;
        }
        Ok(())
    }
}

/// The places of these, each followed by the one that has most in common with those before it.
fn side_by_side(bodies: &[&[u8]]) -> Vec<usize> {
    let pieces: Vec<Vec<&[u8]>> = bodies.iter().map(|body| pieces(body)).collect();
    let mut having: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (function, pieces) in pieces.iter().enumerate() {
        pieces.iter().for_each(|piece| having.entry(piece).or_default().push(function));
    }
    having.retain(|_, functions| functions.len() < COMMON);

    let mut order = Vec::with_capacity(bodies.len());
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    // How many pieces each has in common with the window, and how often the window has a piece.
    let mut common = vec![0_usize; bodies.len()];
    let mut seen: HashMap<&[u8], usize> = HashMap::new();
    let (mut window, mut bytes) = (VecDeque::new(), 0);
    let size = |function: usize| bodies.get(function).map_or(0, |body| body.len());
    while let Some(place) = next(&left, &common, size) {
        let function = left.remove(place);
        order.push(function);
        window.push_back(function);
        bytes += size(function);
        for piece in pieces.get(function).into_iter().flatten() {
            let times = seen.entry(piece).or_default();
            *times += 1;
            if *times == 1 {
                shared(&having, piece).for_each(|other| count(&mut common, other, 1));
            }
        }
        while bytes > WINDOW && window.len() > 1 {
            let Some(gone) = window.pop_front() else { break };
            bytes -= size(gone);
            for piece in pieces.get(gone).into_iter().flatten() {
                let times = seen.entry(piece).or_default();
                *times -= 1;
                if *times == 0 {
                    shared(&having, piece).for_each(|other| count(&mut common, other, -1));
                }
            }
        }
    }
    order
}

/// The largest share in common for its size; the larger of two alike, so that it begins with the largest.
fn next(left: &[usize], common: &[usize], size: impl Fn(usize) -> usize) -> Option<usize> {
    let share = |function: usize| {
        let common = common.get(function).copied().unwrap_or(0);
        (common * 1_000_000 / (size(function) + 8), size(function), Reverse(function))
    };
    let places = left.iter().enumerate();
    places.max_by_key(|(_, function)| share(**function)).map(|(place, _)| place)
}

fn shared<'a>(having: &'a HashMap<&[u8], Vec<usize>>, piece: &[u8]) -> impl Iterator<Item = usize> + 'a {
    having.get(piece).into_iter().flatten().copied()
}

fn count(common: &mut [usize], function: usize, by: isize) {
    if let Some(common) = common.get_mut(function) {
        *common = common.saturating_add_signed(by);
    }
}

/// What a body is made of, each piece once.
fn pieces(body: &[u8]) -> Vec<&[u8]> {
    let mut pieces: Vec<&[u8]> = body.windows(PIECE).collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function, ImportSection,
        RefType, TableSection, TableType, TypeSection,
    };

    /// Functions that return 10, 20, 30, the last by a call of the first; and one that is imported.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], [wasm_encoder::ValType::I32]);
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("a", "b", EntityType::Function(1));
        let mut functions = FunctionSection::new();
        functions.function(0).function(1).function(0);
        let mut tables = TableSection::new();
        let element_type = RefType::FUNCREF;
        tables.table(TableType { element_type, table64: false, minimum: 1, maximum: None, shared: false });
        let mut exports = ExportSection::new();
        for (name, number) in [("ten", 1), ("nothing", 2), ("again", 3)] {
            exports.export(name, ExportKind::Func, number);
        }
        let mut elements = ElementSection::new();
        elements.active(Some(0), &ConstExpr::i32_const(0), Elements::Functions([3].as_slice().into()));
        let mut code = CodeSection::new();
        for which in 0..3 {
            let mut function = Function::new([]);
            let mut instructions = function.instructions();
            match which {
                0 => instructions.i32_const(10),
                1 => instructions.call(0).call(0).call(0).call(0).call(0),
                _ => instructions.call(1),
            }
            .end();
            code.function(&function);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&tables);
        module.section(&exports).section(&elements).section(&code);
        module.finish()
    }

    fn printed(module: &[u8]) -> Vec<String> {
        let mut told = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            match payload.expect("a module") {
                Payload::ExportSection(section) => {
                    told.extend(section.into_iter().map(|export| {
                        let export = export.expect("an export");
                        format!("{} {}", export.name, export.index)
                    }));
                }
                Payload::FunctionSection(section) => {
                    told.push(format!("{:?}", section.into_iter().flatten().collect::<Vec<u32>>()));
                }
                Payload::CodeSectionEntry(body) => told.push(format!("{:?}", body.as_bytes())),
                _ => {}
            }
        }
        told
    }

    #[test]
    fn functions_keep_their_names_types_and_calls_in_another_order() {
        let arranged = arrange(&module()).expect("it is a module");
        wasmparser::validate(&arranged).expect("it is one still");
        assert_eq!(
            printed(&arranged),
            [
                // The largest stands first: it was number 2 and is 1.
                "[1, 0, 0]",
                "ten 2",
                "nothing 1",
                "again 3",
                "[0, 16, 0, 16, 0, 16, 0, 16, 0, 16, 0, 11]",
                "[0, 65, 10, 11]",
                "[0, 16, 2, 11]",
            ]
        );
    }

    #[test]
    fn what_resembles_each_other_stands_side_by_side() {
        let (cat, dog) = ([1_u8, 2, 3, 4, 5, 6, 7, 8], [21_u8, 22, 23, 24, 25, 26, 27]);
        let long: Vec<u8> = cat.iter().chain(&[9]).copied().collect();
        assert_eq!(side_by_side(&[&dog, &long, &dog[..6], &cat]), [1, 3, 0, 2]);
        assert_eq!(side_by_side(&[]), [0; 0]);
    }
}
