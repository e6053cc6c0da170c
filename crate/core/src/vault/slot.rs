//! Slots: each wraps the vault key in its own way.
//!
//! This version makes and reads the device slot. A slot of any other kind belongs to a
//! later version: it is kept as it is, authenticated with the header and written back.

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value};

/// The kind of the slot whose key the browser keeps.
const DEVICE: &str = "device";

/// The vault key, wrapped by a key of the browser's that no script can read.
///
/// Both fields are the shell's: the core neither wraps nor unwraps, and keeps them as given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceSlot {
    /// The nonce of AES-GCM.
    pub nonce: Vec<u8>,
    /// Ciphertext and tag of the 32 bytes of the vault key.
    pub wrapped: Vec<u8>,
}

/// All slots of a header, in their order, with whatever a later version put into them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Slots(Vec<Map<String, Value>>);

impl Slots {
    /// Takes slots apart far enough to know that each has a kind, and that the device slot is whole.
    pub(super) fn from_stored(slots: Vec<Map<String, Value>>) -> Option<Self> {
        let slots = Self(slots);
        let named = slots.0.iter().all(|slot| kind(slot).is_some());
        let whole = slots.0.iter().filter(|slot| kind(slot) == Some(DEVICE)).all(|slot| read(slot).is_some());
        (named && whole).then_some(slots)
    }

    pub(super) fn stored(&self) -> &[Map<String, Value>] {
        &self.0
    }

    /// The first device slot.
    pub(super) fn device(&self) -> Option<DeviceSlot> {
        self.0.iter().find(|slot| kind(slot) == Some(DEVICE)).and_then(read)
    }

    /// These slots with `device` in place of the first device slot, or at the end.
    pub(super) fn with_device(&self, device: &DeviceSlot) -> Self {
        let slot = Map::from_iter([
            ("kind".to_owned(), Value::from(DEVICE)),
            ("nonce".to_owned(), Value::from(BASE64URL_NOPAD.encode(&device.nonce))),
            ("wrapped".to_owned(), Value::from(BASE64URL_NOPAD.encode(&device.wrapped))),
        ]);
        let mut slots = self.0.clone();
        match slots.iter_mut().find(|slot| kind(slot) == Some(DEVICE)) {
            Some(old) => *old = slot,
            None => slots.push(slot),
        }
        Self(slots)
    }
}

fn kind(slot: &Map<String, Value>) -> Option<&str> {
    slot.get("kind")?.as_str()
}

fn read(slot: &Map<String, Value>) -> Option<DeviceSlot> {
    let bytes = |name| BASE64URL_NOPAD.decode(slot.get(name)?.as_str()?.as_bytes()).ok();
    Some(DeviceSlot { nonce: bytes("nonce")?, wrapped: bytes("wrapped")? })
}
