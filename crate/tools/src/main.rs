//! `wasm-bindgen-test-runner`: runs compiled tests in a browser, from the crate that our Cargo.lock pins.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os()).map(|_| ())
}
