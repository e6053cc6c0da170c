//! The `wasm-bindgen` command, from the crate that our Cargo.lock pins.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(std::env::args_os())
}
