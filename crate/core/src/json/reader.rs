//! A strict reader of JSON, with limits.

use super::{DEEPEST, Map, Value};

/// More values than this in one tree are refused: a text of a few megabytes must not become a gigabyte.
const MOST: usize = 100_000;

/// More members than this are refused where each is compared with all before it.
const MOST_MEMBERS: usize = 1_000;

/// Why a text is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It ends too early.
    End,
    /// The byte, counted from 0, that must not stand there.
    Wrong(usize),
    /// It is JSON, but not of the kind that was wanted.
    Kind,
}

/// The members of an object, each value still as its text.
pub(crate) fn members(text: &str) -> Result<Vec<(String, &str)>, Fault> {
    let mut reader = Reader { text, at: 0, left: 0 };
    reader.blank();
    if reader.peek()? != b'{' {
        return Err(reader.another_kind());
    }
    let mut members: Vec<(String, &str)> = Vec::new();
    reader.object(|reader| {
        let start = reader.at;
        let name = reader.name()?;
        if members.len() >= MOST_MEMBERS || members.iter().any(|(other, _)| *other == name) {
            return Err(Fault::Wrong(start));
        }
        members.push((name, reader.raw(1)?));
        Ok(())
    })?;
    reader.end()?;
    Ok(members)
}

/// Goes through an array, each value still as its text.
pub(crate) fn elements<'a>(text: &'a str, mut each: impl FnMut(&'a str)) -> Result<(), Fault> {
    let mut reader = Reader { text, at: 0, left: 0 };
    reader.blank();
    if reader.peek()? != b'[' {
        return Err(reader.another_kind());
    }
    reader.array(|reader| {
        each(reader.raw(1)?);
        Ok(())
    })?;
    reader.end()
}

/// A string in which nothing is escaped.
pub(crate) fn plain(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('"')?.strip_suffix('"')?;
    (!inside.contains(['"', '\\'])).then_some(inside)
}

/// The whole of a text.
pub(crate) fn value(text: &str) -> Result<Value, Fault> {
    let mut reader = Reader { text, at: 0, left: MOST };
    let value = reader.value(0)?;
    reader.end()?;
    Ok(value)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// How many values may still be made.
    left: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Result<u8, Fault> {
        self.text.as_bytes().get(self.at).copied().ok_or(Fault::End)
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Ok(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn expect(&mut self, byte: u8) -> Result<(), Fault> {
        if self.peek()? != byte {
            return Err(Fault::Wrong(self.at));
        }
        self.at += 1;
        Ok(())
    }

    fn end(&mut self) -> Result<(), Fault> {
        self.blank();
        if self.at < self.text.len() { Err(Fault::Wrong(self.at)) } else { Ok(()) }
    }

    fn from(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// What is wrong where another kind of value was wanted.
    fn another_kind(&mut self) -> Fault {
        match self.skip(0).and_then(|()| self.end()) {
            Ok(()) => Fault::Kind,
            Err(fault) => fault,
        }
    }

    fn object(&mut self, each: impl FnMut(&mut Self) -> Result<(), Fault>) -> Result<(), Fault> {
        self.list(b'}', each)
    }

    fn array(&mut self, each: impl FnMut(&mut Self) -> Result<(), Fault>) -> Result<(), Fault> {
        self.list(b']', each)
    }

    /// From an opening bracket through its closing one.
    fn list(
        &mut self,
        closing: u8,
        mut each: impl FnMut(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.at += 1;
        self.blank();
        if self.peek()? == closing {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.blank();
            each(self)?;
            self.blank();
            match self.peek()? {
                b',' => self.at += 1,
                byte if byte == closing => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return Err(Fault::Wrong(self.at)),
            }
        }
    }

    /// A member's name and the colon behind it.
    fn name(&mut self) -> Result<String, Fault> {
        let name = self.string()?;
        self.blank();
        self.expect(b':')?;
        Ok(name)
    }

    fn raw(&mut self, depth: usize) -> Result<&'a str, Fault> {
        self.blank();
        let start = self.at;
        self.skip(depth)?;
        Ok(self.from(start))
    }

    fn skip(&mut self, depth: usize) -> Result<(), Fault> {
        if depth > DEEPEST {
            return Err(Fault::Wrong(self.at));
        }
        self.blank();
        match self.peek()? {
            b'{' => self.object(|reader| {
                reader.name()?;
                reader.skip(depth + 1)
            }),
            b'[' => self.array(|reader| reader.skip(depth + 1)),
            b'"' => self.quoted().map(drop),
            b'n' => self.word("null"),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            _ => self.number().map(drop),
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, Fault> {
        if depth > DEEPEST {
            return Err(Fault::Wrong(self.at));
        }
        self.left = self.left.checked_sub(1).ok_or(Fault::Wrong(self.at))?;
        self.blank();
        Ok(match self.peek()? {
            b'{' => {
                let mut members = Map::new();
                self.object(|reader| {
                    let start = reader.at;
                    let name = reader.name()?;
                    let value = reader.value(depth + 1)?;
                    // Either of the two could be meant.
                    if members.insert(name, value).is_some() { Err(Fault::Wrong(start)) } else { Ok(()) }
                })?;
                Value::Object(members)
            }
            b'[' => {
                let mut values = Vec::new();
                self.array(|reader| {
                    values.push(reader.value(depth + 1)?);
                    Ok(())
                })?;
                Value::Array(values)
            }
            b'"' => Value::String(self.string()?),
            b'n' => self.word("null").map(|()| Value::Null)?,
            b't' => self.word("true").map(|()| Value::Bool(true))?,
            b'f' => self.word("false").map(|()| Value::Bool(false))?,
            _ => Value::Number(self.number()?.to_owned()),
        })
    }

    fn word(&mut self, word: &str) -> Result<(), Fault> {
        word.bytes().try_for_each(|byte| self.expect(byte))
    }

    /// A number's text; where it ends, its reader sees what follows.
    fn number(&mut self) -> Result<&'a str, Fault> {
        let start = self.at;
        if self.peek()? == b'-' {
            self.at += 1;
        }
        if self.peek()? == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Ok(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Ok(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek()?, b'+' | b'-') {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(self.from(start))
    }

    fn digits(&mut self) -> Result<(), Fault> {
        if !self.peek()?.is_ascii_digit() {
            return Err(Fault::Wrong(self.at));
        }
        while self.peek().is_ok_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    /// What stands between quotation marks, not yet unescaped.
    fn quoted(&mut self) -> Result<&'a str, Fault> {
        self.expect(b'"')?;
        let start = self.at;
        loop {
            match self.peek()? {
                b'"' => {
                    let inside = self.from(start);
                    self.at += 1;
                    return Ok(inside);
                }
                b'\\' => {
                    self.at += 1;
                    self.escape()?;
                }
                0..b' ' => return Err(Fault::Wrong(self.at)),
                _ => self.at += 1,
            }
        }
    }

    /// The character of an escape, behind its backslash.
    fn escape(&mut self) -> Result<char, Fault> {
        let start = self.at;
        let character = match self.peek()? {
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(start),
            _ => return Err(Fault::Wrong(start)),
        };
        self.at += 1;
        Ok(character)
    }

    /// Beyond the first 65,536 characters two escapes make one.
    fn unicode(&mut self, start: usize) -> Result<char, Fault> {
        let first = self.four()?;
        let code = if (0xd800..0xdc00).contains(&first) {
            self.expect(b'\\')?;
            let second = self.four()?;
            if !(0xdc00..0xe000).contains(&second) {
                return Err(Fault::Wrong(start));
            }
            0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)
        } else {
            first
        };
        char::from_u32(code).ok_or(Fault::Wrong(start))
    }

    fn four(&mut self) -> Result<u32, Fault> {
        self.expect(b'u')?;
        let mut code = 0;
        for _ in 0..4 {
            let digit = char::from(self.peek()?).to_digit(16).ok_or(Fault::Wrong(self.at))?;
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }

    fn string(&mut self) -> Result<String, Fault> {
        let inside = self.quoted()?;
        // Unescaping never lengthens: the text is never moved, which would leave a copy behind.
        let mut text = String::with_capacity(inside.len());
        let mut reader = Reader { text: inside, at: 0, left: 0 };
        while reader.at < inside.len() {
            let rest = inside.get(reader.at..).unwrap_or_default();
            let plain = rest.find('\\').unwrap_or(rest.len());
            text.push_str(rest.get(..plain).unwrap_or_default());
            reader.at += plain;
            if reader.at < inside.len() {
                reader.at += 1;
                text.push(reader.escape()?);
            }
        }
        Ok(text)
    }
}
