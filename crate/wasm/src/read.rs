//! What JavaScript hands in: plain objects, read member by member.
//!
//! serde's reader takes 50 kB of the module, most of it for sentences on types that `tsc` has
//! already kept apart: floating point in decimals among them.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

use crate::error::Error;

/// The member that is not what it should be; empty for what is no member.
pub(crate) struct Fault(pub(crate) &'static str);

/// What can be read from a value of JavaScript.
pub(crate) trait FromJs: Sized {
    fn from_js(value: &JsValue) -> Result<Self, Fault>;
}

/// Declares an object that JavaScript hands in: its TypeScript type and its reader.
macro_rules! object {
    ($(#[$about:meta])* $seen:vis struct $name:ident {
        $($(#[$note:meta])* $known:vis $member:ident: $kind:ty,)+
    }) => {
        $(#[$about])*
        #[derive(tsify::Tsify)]
        $seen struct $name {
            $($(#[$note])* $known $member: $kind,)+
        }

        impl $crate::read::FromJs for $name {
            fn from_js(value: &wasm_bindgen::JsValue) -> Result<Self, $crate::read::Fault> {
                Ok(Self { $($member: $crate::read::member(value, stringify!($member))?,)+ })
            }
        }
    };
}
pub(crate) use object;

/// Reads what a function was given.
///
/// # Errors
/// Another shape than the function's type says, with the member that has it.
pub(crate) fn from_js<T: FromJs>(value: &JsValue) -> Result<T, Error> {
    T::from_js(value).map_err(|Fault(member)| Error::unexpected(member))
}

/// Reads one member of an object.
pub(crate) fn member<T: FromJs>(object: &JsValue, name: &'static str) -> Result<T, Fault> {
    let value = Reflect::get(object, &JsValue::from_str(name)).map_err(|_| Fault(name))?;
    T::from_js(&value).map_err(|Fault(inner)| Fault(if inner.is_empty() { name } else { inner }))
}

impl FromJs for String {
    fn from_js(value: &JsValue) -> Result<Self, Fault> {
        value.as_string().ok_or(Fault(""))
    }
}

impl FromJs for bool {
    fn from_js(value: &JsValue) -> Result<Self, Fault> {
        value.as_bool().ok_or(Fault(""))
    }
}

impl FromJs for f64 {
    fn from_js(value: &JsValue) -> Result<Self, Fault> {
        value.as_f64().ok_or(Fault(""))
    }
}

/// Whole numbers, and nothing that only rounds to one.
macro_rules! whole {
    ($($kind:ty),+) => {
        $(impl FromJs for $kind {
            #[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "it is whole, and saturates")]
            fn from_js(value: &JsValue) -> Result<Self, Fault> {
                let number = value.as_f64().filter(|number| number.fract() == 0.0).ok_or(Fault(""))?;
                Self::try_from(number as i64).map_err(|_| Fault(""))
            }
        })+
    };
}
whole!(u8, u32, i32, usize);

/// An array, or a typed one.
impl<T: FromJs> FromJs for Vec<T> {
    fn from_js(value: &JsValue) -> Result<Self, Fault> {
        if !value.is_object() {
            return Err(Fault(""));
        }
        Array::from(value).iter().map(|element| T::from_js(&element)).collect()
    }
}

impl<T: FromJs> FromJs for Option<T> {
    fn from_js(value: &JsValue) -> Result<Self, Fault> {
        if value.is_undefined() { Ok(None) } else { T::from_js(value).map(Some) }
    }
}
