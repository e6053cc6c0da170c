//! Checks the crate that knows JavaScript, and the lints that all crates share.

use super::code;
use super::sources::Sources;
use super::words;

pub(super) fn types(sources: &Sources) -> Vec<String> {
    let mut complaints = Vec::new();
    let crates = ["crate/wasm/src/", "crate/wasm-exchange/src/", "crate/wasm-qr/src/"];
    for (folder, name, text) in crates
        .iter()
        .flat_map(|folder| sources.below(folder, ".rs").map(move |(name, text)| (folder, name, text)))
    {
        let place = name.trim_start_matches(*folder).trim_end_matches(".rs");
        if ["view", "error"].contains(&place.split('/').next().unwrap_or_default()) {
            continue;
        }
        let code = code::rust(text).bare;
        for derive in code.split("#[derive(").skip(1).filter_map(|rest| rest.split(")]").next()) {
            if words::has(derive, "Serialize") || words::has(derive, "Deserialize") {
                complaints.push(format!("{name} declares a type that crosses: derive({derive})"));
            }
        }
        // Only the handle isn't a plain object.
        for held in code.split("#[wasm_bindgen").skip(1).filter_map(|rest| rest.split_once(']')) {
            let declared = held.1.trim_start().strip_prefix("pub struct ");
            if let Some(named) =
                declared.and_then(|rest| rest.split_whitespace().next()).filter(|it| *it != "Vault")
            {
                complaints.push(format!("{name} declares a type that crosses: {named}"));
            }
        }
    }
    complaints
}

pub(super) fn lints(sources: &Sources) -> Vec<String> {
    let mut complaints = Vec::new();
    let workspace = sources.text("Cargo.toml").unwrap_or_default();
    if !workspace.lines().any(|line| line.trim() == "unsafe_code = \"forbid\"") {
        complaints.push("Cargo.toml: the workspace's lints do not forbid unsafe code".to_owned());
    }
    for (name, text) in sources.below("crate/", "/Cargo.toml") {
        let mut rest = text.lines().map(str::trim).skip_while(|line| *line != "[lints]").skip(1);
        if rest.next() != Some("workspace = true") {
            complaints.push(format!("{name} does not take the workspace's lints"));
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_that_crosses_is_declared_in_its_place() {
        let text = "#[derive(Debug, Serialize)]\nstruct Row;";
        assert_eq!(
            types(&Sources::of(&[("crate/wasm/src/vault.rs", text)])),
            ["crate/wasm/src/vault.rs declares a type that crosses: derive(Debug, Serialize)"]
        );
        let text = "#[wasm_bindgen]\npub struct Vault { a: u8 }\n#[wasm_bindgen(getter_with_clone)]\npub struct DeviceSlot {}";
        assert_eq!(
            types(&Sources::of(&[("crate/wasm/src/vault.rs", text)])),
            ["crate/wasm/src/vault.rs declares a type that crosses: DeviceSlot"]
        );
        for place in ["crate/wasm/src/view.rs", "crate/wasm/src/view/row.rs", "crate/wasm/src/error.rs"] {
            assert_eq!(types(&Sources::of(&[(place, text)])), [""; 0]);
        }
    }

    #[test]
    fn a_crate_without_the_shared_lints_is_noticed() {
        let forbids = ("Cargo.toml", "[workspace.lints.rust]\nunsafe_code = \"forbid\"\n");
        let with = ("crate/a/Cargo.toml", "[package]\n[lints]\nworkspace = true\n");
        let without = ("crate/b/Cargo.toml", "[package]\n[lints.rust]\nunsafe_code = \"allow\"\n");
        assert_eq!(lints(&Sources::of(&[forbids, with])), [""; 0]);
        assert_eq!(
            lints(&Sources::of(&[with, without])),
            [
                "Cargo.toml: the workspace's lints do not forbid unsafe code",
                "crate/b/Cargo.toml does not take the workspace's lints"
            ]
        );
    }
}
