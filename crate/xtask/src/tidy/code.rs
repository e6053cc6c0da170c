//! Just enough of two languages' grammar to tell code from comments and strings.
//!
//! The output has the same length as the input, so positions stay the same.

/// A source file, taken apart.
pub(crate) struct Code {
    /// Comments and the contents of strings are blanked.
    pub(crate) bare: String,
    pub(crate) strings: Vec<Literal>,
}

/// A string of the source.
pub(crate) struct Literal {
    /// As written, without its quotes.
    pub(crate) value: String,
    /// The byte its opening quote stands on.
    pub(crate) at: usize,
    pub(crate) kind: Kind,
}

/// What encloses a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Quoted,
    /// A part of a template, up to its end or to a `${`.
    Template,
}

impl Code {
    /// The code before a string, without white space between them.
    pub(crate) fn before(&self, literal: &Literal) -> &str {
        self.bare.get(..literal.at).unwrap_or_default().trim_end()
    }
}

/// Separates a JavaScript module into code and strings.
pub(crate) fn javascript(text: &str) -> Code {
    let mut reader = Reader::new(text);
    // One number for each open template: how many braces are open in its expression.
    let mut templates: Vec<usize> = Vec::new();
    while let Some(next) = reader.peek() {
        match next {
            '/' if reader.starts("//") => reader.blank_until("\n"),
            '/' if reader.starts("/*") => reader.blank_through("*/"),
            '/' if reader.expression_may_begin() => reader.regular_expression(),
            '"' | '\'' => reader.string(next),
            '`' => {
                if reader.template() == Template::Expression {
                    templates.push(0);
                }
            }
            '}' if templates.last() == Some(&0) => {
                if reader.template() == Template::Closed {
                    templates.pop();
                }
            }
            _ => {
                if let Some(depth) = templates.last_mut() {
                    *depth = if next == '{' {
                        *depth + 1
                    } else if next == '}' {
                        *depth - 1
                    } else {
                        *depth
                    };
                }
                reader.keep();
            }
        }
    }
    reader.finish()
}

/// Separates a Rust file into code and strings.
pub(crate) fn rust(text: &str) -> Code {
    let mut reader = Reader::new(text);
    while let Some(next) = reader.peek() {
        match next {
            '/' if reader.starts("//") => reader.blank_until("\n"),
            '/' if reader.starts("/*") => reader.blank_through("*/"),
            '"' => reader.string('"'),
            'r' if reader.raw_string_begins() => reader.raw_string(),
            '\'' => reader.character_or_lifetime(),
            _ => reader.keep(),
        }
    }
    reader.finish()
}

/// How a part of a template ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Template {
    Closed,
    Expression,
}

struct Reader<'a> {
    rest: &'a str,
    at: usize,
    bare: String,
    strings: Vec<Literal>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: text, at: 0, bare: String::with_capacity(text.len()), strings: Vec::new() }
    }

    fn finish(self) -> Code {
        Code { bare: self.bare, strings: self.strings }
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn starts(&self, with: &str) -> bool {
        self.rest.starts_with(with)
    }

    fn take(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        self.rest = self.rest.get(next.len_utf8()..).unwrap_or_default();
        Some(next)
    }

    fn keep(&mut self) {
        let taken = self.take();
        self.bare.extend(taken);
    }

    fn blank(&mut self) {
        if let Some(taken) = self.take() {
            let blank = if taken == '\n' { "\n".to_owned() } else { " ".repeat(taken.len_utf8()) };
            self.bare.push_str(&blank);
        }
    }

    fn blank_until(&mut self, end: &str) {
        while !self.rest.is_empty() && !self.starts(end) {
            self.blank();
        }
    }

    fn blank_through(&mut self, end: &str) {
        self.blank_until(end);
        for _ in end.chars() {
            self.blank();
        }
    }

    /// From the opening quote to the closing one, or to the end of the file.
    fn string(&mut self, quote: char) {
        let at = self.at;
        self.keep();
        let mut value = String::new();
        while let Some(next) = self.peek() {
            if next == quote {
                self.keep();
                break;
            }
            value.push(next);
            self.blank();
            if next == '\\' {
                value.extend(self.peek());
                self.blank();
            }
        }
        self.strings.push(Literal { value, at, kind: Kind::Quoted });
    }

    /// From a template's quote, or the brace that ends one of its expressions, to where its text
    /// ends.
    fn template(&mut self) -> Template {
        let at = self.at;
        self.keep();
        let mut value = String::new();
        let mut ended = Template::Closed;
        while let Some(next) = self.peek() {
            if next == '`' {
                self.keep();
                break;
            }
            if self.starts("${") {
                self.keep();
                self.keep();
                ended = Template::Expression;
                break;
            }
            value.push(next);
            self.blank();
            if next == '\\' {
                value.extend(self.peek());
                self.blank();
            }
        }
        self.strings.push(Literal { value, at, kind: Kind::Template });
        ended
    }

    /// Whether a slash here starts a regular expression rather than divides.
    fn expression_may_begin(&self) -> bool {
        let before = self.bare.trim_end();
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let keyword = matches!(word, "return" | "typeof" | "case" | "of" | "in" | "await" | "yield" | "else");
        keyword || before.chars().next_back().is_none_or(|last| "(,=:[!&|?{};~+-*%<>^".contains(last))
    }

    fn regular_expression(&mut self) {
        self.keep();
        let mut in_class = false;
        while let Some(next) = self.peek() {
            match next {
                '\n' => return,
                '/' if !in_class => return self.keep(),
                '\\' => self.blank(),
                '[' => in_class = true,
                ']' => in_class = false,
                _ => {}
            }
            self.blank();
        }
    }

    /// Neither a name that ends in r nor a raw name.
    fn raw_string_begins(&self) -> bool {
        let inside_a_name =
            self.bare.chars().next_back().is_some_and(|last| last.is_alphanumeric() || last == '_');
        !inside_a_name && self.rest.trim_start_matches('r').trim_start_matches('#').starts_with('"')
    }

    fn raw_string(&mut self) {
        let hashes = self.rest.chars().skip(1).take_while(|c| *c == '#').count();
        let closing = format!("\"{}", "#".repeat(hashes));
        let at = self.at;
        for _ in 0..hashes + 2 {
            self.keep();
        }
        let value = self.rest.split(&closing).next().unwrap_or_default().to_owned();
        self.blank_until(&closing);
        for _ in closing.chars() {
            self.keep();
        }
        self.strings.push(Literal { value, at, kind: Kind::Quoted });
    }

    fn character_or_lifetime(&mut self) {
        let mut ahead = self.rest.chars().skip(1);
        let (first, second) = (ahead.next(), ahead.next());
        if first == Some('\\') || second == Some('\'') {
            self.string('\'');
            self.strings.pop();
        } else {
            self.keep();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: Code, text: &str, bare: &str, strings: &[&str]) {
        assert_eq!(code.bare, bare, "{text}");
        assert_eq!(code.bare.len(), text.len(), "{text}");
        let values: Vec<&str> = code.strings.iter().map(|literal| literal.value.as_str()).collect();
        assert_eq!(values, strings, "{text}");
    }

    #[test]
    fn javascript_without_its_comments_and_strings() {
        let cases: [(&str, &str, &[&str]); 10] = [
            ("a // b", "a     ", &[]),
            ("a /* b\nc */ d", "a     \n     d", &[]),
            ("f('// no', \"it's\")", "f('     ', \"    \")", &["// no", "it's"]),
            (r"'a\'b' c", "'    ' c", &[r"a\'b"]),
            ("`a${b}c`", "` ${b} `", &["a", "c"]),
            ("`${{a: `x${1}`}}`", "`${{a: ` ${1}`}}`", &["", "x", "", ""]),
            ("x = /[/\"]'/g; y", "x = /     /g; y", &[]),
            ("a / b / 'c'", "a / b / ' '", &["c"]),
            ("return /'/", "return / /", &[]),
            ("'é' b", "'  ' b", &["é"]),
        ];
        for (text, bare, strings) in cases {
            check(javascript(text), text, bare, strings);
        }
    }

    #[test]
    fn rust_without_its_comments_and_strings() {
        let cases: [(&str, &str, &[&str]); 7] = [
            ("a // b", "a     ", &[]),
            ("r#type == number", "r#type == number", &[]),
            ("f(\"a\\\"b\")", "f(\"    \")", &["a\\\"b"]),
            ("r#\"a\"b\"# c", "r#\"   \"# c", &["a\"b"]),
            ("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)", &[]),
            ("'\"' 'x'", "' ' ' '", &[]),
            ("'\\'' x", "'  ' x", &[]),
        ];
        for (text, bare, strings) in cases {
            check(rust(text), text, bare, strings);
        }
    }

    #[test]
    fn a_string_knows_the_code_before_it() {
        let code = javascript("import { a } from  './a.js';");
        let literal = code.strings.first().expect("one string");
        assert_eq!(code.before(literal), "import { a } from");
    }
}
