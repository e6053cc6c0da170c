//! `tandem-bindgen MODULE.wasm NAME FOLDER`: writes `NAME.js`, `NAME_bg.wasm` and their types.
//!
//! A program of its own and not a part of xtask, so that it compiles while the browser is being installed.

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [module, name, folder] = arguments.as_slice() else {
        bail!("usage: tandem-bindgen MODULE.wasm NAME FOLDER");
    };
    let mut bindgen = Bindgen::new();
    bindgen.web(true)?.input_path(module).out_name(name);
    // What wasm-bindgen's command line sets by itself.
    bindgen.typescript(true).omit_default_module_path(false);
    // The names of functions and of the tools are for debuggers, and a fifth of the module.
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.generate(folder).with_context(|| format!("{module} has no JavaScript side"))
}
