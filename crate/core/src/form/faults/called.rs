//! What a field is called, where the words alone would mislead: by the place it stands in, by what it declares, by
//! what follows "code".

use super::super::{Ask, Input, Page, ask, candidates, names};
use super::{field, page};

fn labelled(label: &str) -> Input {
    field(|input| input.label = label.into())
}

fn hidden(label: &str) -> Input {
    Input { kind: "password".into(), autocomplete: "off".into(), ..labelled(label) }
}

fn wanted(page: &Page) -> bool {
    !matches!(ask(page), Ask::Nothing(_))
}

/// Whether a fact holds for the last input of a page.
fn holds(page: &Page, fact: &str) -> bool {
    let fact = names().iter().position(|name| name == fact).unwrap();
    let found = candidates(page).unwrap();
    found.last().unwrap().evidence.contains(&fact)
}

#[test]
fn the_passcode_of_a_gateway_is_the_one_of_a_token() {
    for (heading, gateway) in [
        ("Citrix Gateway", true),
        ("NetScaler Gateway", true),
        ("SSL VPN Service", true),
        ("GlobalProtect Portal", true),
        ("Members", false),
    ] {
        let page = page(heading, "", "Log On", vec![labelled("User name"), hidden("Passcode")]);
        assert_eq!(holds(&page, "at_gateway"), gateway, "{heading}");
        assert_eq!(holds(&page, "passcode_password"), !gateway, "{heading}");
        assert_eq!(holds(&page, "passcode_kept"), !gateway, "{heading}");
    }
}

#[test]
fn a_field_that_is_declared_may_be_called_a_token_of_a_login() {
    let declared = Input { autocomplete: "one-time-code".into(), ..labelled("Login token") };
    assert!(wanted(&page("Login", "", "Login", vec![declared])));
    let backup = Input { autocomplete: "one-time-code".into(), ..labelled("Backup code") };
    assert!(!wanted(&page("Two-factor authentication", "", "Go", vec![backup])));
}

#[test]
fn a_name_of_one_letter_says_nothing_against_a_code() {
    let code = Input { id: "s".into(), ..labelled("Bestätigungscode aus der SMS") };
    assert!(wanted(&page("Auftrag freigeben", "Bestätigungscode aus der SMS", "OK", vec![code])));
}

#[test]
fn a_passcode_that_shows_six_digits_is_not_kept_in_mind() {
    for (placeholder, kept) in [("ex. 867539", false), ("", true)] {
        let code = Input { placeholder: placeholder.into(), ..labelled("Passcode") };
        assert_eq!(holds(&page("Sign in", "", "Log In", vec![code]), "passcode_kept"), kept, "{placeholder}");
    }
}

#[test]
fn what_only_saves_a_code_asks_for_none_of_ours() {
    let inputs = || vec![Input { name: "auth_code".into(), ..labelled("Auth Code") }];
    assert!(!wanted(&page("Connect store", "", "Save", inputs())));
    assert!(wanted(&page("Two-factor authentication", "", "Verify", inputs())));
}
