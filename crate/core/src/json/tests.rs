//! Reads and writes what everyone else does, except where it is stricter.

use proptest::prelude::*;

use super::*;

fn written(value: &Value) -> String {
    let mut text = String::new();
    value.write(&mut |piece| text.push_str(piece));
    text
}

fn trees() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
        "[\\x00-\\x7f\"\\\\]{0,8}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            prop::collection::btree_map(".{0,3}", inner, 0..4)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_others_write_is_read_and_written_as_they_do(tree in trees()) {
        for text in [tree.to_string(), serde_json::to_string_pretty(&tree).unwrap()] {
            let read = value(&text).unwrap();
            prop_assert_eq!(written(&read), tree.to_string());
        }
    }

    #[test]
    fn a_changed_text_is_taken_where_others_take_it(tree in trees(), at in any::<prop::sample::Index>(), with in any::<char>()) {
        let text = tree.to_string();
        let mut characters: Vec<char> = text.chars().collect();
        let place = at.index(characters.len());
        characters[place] = with;
        let text: String = characters.into_iter().collect();
        let theirs = serde_json::from_str::<serde_json::Value>(&text).ok();
        match value(&text) {
            Ok(ours) => {
                let theirs = theirs.expect("what is read here is JSON");
                let again: serde_json::Value = serde_json::from_str(&written(&ours)).unwrap();
                prop_assert_eq!(again, theirs);
            }
            // Other parsers accept a repeated member.
            Err(_) => prop_assert!(theirs.is_none_or(|theirs| theirs.to_string().len() < text.len())),
        }
    }
}

#[test]
fn numbers_stay_as_they_are() {
    for text in ["0", "-0", "1", "-1.50", "1e400", "123456789012345678901234567890", "1E+2", "0.1e-7"] {
        assert_eq!(written(&value(text).unwrap()), text);
    }
    for (text, whole) in
        [("7", Some(7)), ("7.0", None), ("7e0", None), ("-7", None), ("18446744073709551616", None)]
    {
        assert_eq!(value(text).unwrap().as_u64(), whole, "{text}");
    }
}

#[test]
fn what_is_no_json_is_refused_where_it_is_wrong() {
    let wrong = |column| Fault::Wrong { line: 1, column };
    for (text, fault) in [
        ("", Fault::End),
        ("[1", Fault::End),
        ("\"a\\u12", Fault::End),
        ("tru", Fault::End),
        ("[1,]", wrong(4)),
        ("{\"a\":1,}", wrong(8)),
        ("1 2", wrong(3)),
        ("nul1", wrong(4)),
    ] {
        assert_eq!(value(text), Err(fault), "{text:?}");
    }
    for text in [
        "-",
        "1.",
        "01",
        "+1",
        "\"a\nb\"",
        "\"\\x\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\\udc00\"",
        "\u{a0}1",
        "\u{feff}1",
    ] {
        assert!(value(text).is_err(), "{text:?}");
    }
    assert_eq!(value("\n\n  ?"), Err(Fault::Wrong { line: 3, column: 3 }));
    assert_eq!(members("[1]"), Err(Fault::Kind));
    assert_eq!(elements("{}", |_| {}), Err(Fault::Kind));
}

#[test]
fn a_duplicate_member_is_refused_at_every_depth() {
    for text in
        [r#"{"a":1,"a":2}"#, r#"{"a":1,"a":1}"#, r#"{"a":1,"\u0061":2}"#, r#"{"b":[{"a":{"c":1,"c":2}}]}"#]
    {
        assert_eq!(value(text), Err(Fault::Kind), "{text}");
    }
    assert_eq!(members(r#"{"a":1,"a":2}"#), Err(Fault::Kind));
    assert!(value(r#"{"a":{"a":1},"b":{"a":2}}"#).is_ok());
}

#[test]
fn neither_depth_nor_number_is_without_an_end() {
    let nested = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
    assert!(value(&nested(DEEPEST)).is_ok());
    assert_eq!(value(&nested(DEEPEST + 1)), Err(Fault::Kind));
    assert!(value(&nested(1_000_000)).is_err());
    // What is deep inside a member shows only when it is read.
    let deep = format!("{{\"a\":{}}}", nested(1_000_000));
    let inside: Vec<_> = members(&deep).unwrap().values().map(|text| value(text).err()).collect();
    assert_eq!(inside, [Some(Fault::Kind)]);
    let many = format!("[{}0]", "0,".repeat(200_000));
    assert!(value(&many).is_err());
    let mut count = 0;
    assert_eq!(elements(&many, |_| count += 1), Ok(()));
    assert_eq!(count, 200_001);
}

#[test]
fn members_and_elements_are_given_as_their_texts() {
    let text = " { \"a\" : [1, 2 ] ,\"b\\n\":\"x\" } ";
    let expected = [("a".to_owned(), "[1, 2 ]"), ("b\n".to_owned(), "\"x\"")];
    assert_eq!(members(text), Ok(expected.into_iter().collect()));
    let mut found = Vec::new();
    assert_eq!(elements("[1, {\"a\":2} ,\"]\"]", |text| found.push(text)), Ok(()));
    assert_eq!(found, ["1", "{\"a\":2}", "\"]\""]);
    assert_eq!(plain("\"abc\""), Some("abc"));
    for other in ["abc", "\"a\\u0062\"", "\"", "\"a\"b\""] {
        assert_eq!(plain(other), None, "{other}");
    }
}
