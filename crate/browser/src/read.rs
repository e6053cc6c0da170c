//! serde's reader for arguments from JavaScript.
//!
//! `serde_wasm_bindgen` has one that explains each mistake in a sentence, including decimal
//! numbers, for 40 kB of the module. `tsc` has already checked these types, so the name of the
//! wrong member is enough.

use std::fmt::Display;

use js_sys::{Array, Reflect};
use serde::{
    de::{
        self, DeserializeOwned, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::StrDeserializer,
    },
    forward_to_deserialize_any,
};
use wasm_bindgen::JsValue;

/// The member with a wrong value; empty if it isn't a member.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Fault(&'static str);

impl de::Error for Fault {
    fn custom<T: Display>(_: T) -> Self {
        Self("")
    }
}

/// A JavaScript value.
struct Value(JsValue);

/// Reads an argument.
///
/// # Errors
/// A value of another shape than the function's type says.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, Fault> {
    T::deserialize(Value(value))
}

impl<'de> de::Deserializer<'de> for Value {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let Self(value) = self;
        if let Some(text) = value.as_string() {
            return visitor.visit_string(text);
        }
        if let Some(truth) = value.as_bool() {
            return visitor.visit_bool(truth);
        }
        match value.as_f64() {
            Some(number) => match whole(number) {
                Some(whole) => visitor.visit_i64(whole),
                None => visitor.visit_f64(number),
            },
            None if value.is_object() => visitor.visit_seq(Elements { array: Array::from(&value), next: 0 }),
            None => Err(Fault("")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.0.is_undefined() || self.0.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_map(Members { object: self.0, members: members.iter(), read: ("", JsValue::UNDEFINED) })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let name = self.0.as_string().ok_or(Fault(""))?;
        visitor.visit_enum(name.into_deserializer())
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map identifier ignored_any
    }
}

/// An array, or a typed one.
struct Elements {
    array: Array,
    next: u32,
}

impl<'de> SeqAccess<'de> for Elements {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        if self.next >= self.array.length() {
            return Ok(None);
        }
        let element = self.array.get(self.next);
        self.next += 1;
        seed.deserialize(Value(element)).map(Some)
    }

    /// Allocates in full: a list that grows leaves a copy of its start in memory, and it may be a
    /// key's.
    fn size_hint(&self) -> Option<usize> {
        usize::try_from(self.array.length().saturating_sub(self.next)).ok()
    }
}

/// The members of an object that its type has; others are ignored.
struct Members {
    object: JsValue,
    members: std::slice::Iter<'static, &'static str>,
    read: (&'static str, JsValue),
}

impl<'de> MapAccess<'de> for Members {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        for name in self.members.by_ref() {
            let value = Reflect::get(&self.object, &JsValue::from_str(name)).map_err(|_| Fault(name))?;
            if !value.is_undefined() {
                self.read = (name, value);
                return seed.deserialize(StrDeserializer::new(name)).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let (name, value) = std::mem::replace(&mut self.read, ("", JsValue::UNDEFINED));
        seed.deserialize(Value(value))
            .map_err(|Fault(inner)| Fault(if inner.is_empty() { name } else { inner }))
    }
}

/// A number that is whole and exact.
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "it is whole, and below 2^53")]
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0).then_some(number as i64)
}
