//! `tandem-bindgen MODULE.wasm NAME FOLDER`: writes `NAME.js`, `NAME_bg.wasm` and their types.
//!
//! A separate program and not part of xtask, so that it compiles while the browser is being
//! installed.

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [module, name, folder] = arguments.as_slice() else {
        bail!("usage: tandem-bindgen MODULE.wasm NAME FOLDER");
    };
    let mut bindgen = Bindgen::new();
    bindgen.web(true)?.input_path(module).out_name(name);
    // Options that wasm-bindgen's command line sets by default.
    bindgen.typescript(true).omit_default_module_path(false);
    // The names of functions and tools are for debuggers, and a fifth of the module.
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.generate(folder).with_context(|| format!("{module} has no JavaScript side"))
}
