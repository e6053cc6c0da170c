//! Seals a vault key for a slot whose secret isn't available (X25519, RFC 7748).
//!
//! A vault gets a new key when an unlock method is changed or removed. The other methods stay,
//! without asking for their secrets: each slot has a public key, and the new vault key is sealed to
//! it. Storing the slots' own keys in the vault instead would give every later vault key to anyone
//! with an earlier one.

use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::SlotKey;
use crate::Entropy;

/// The public key to be stored in a slot.
pub(super) fn public(key: &SlotKey) -> [u8; 32] {
    PublicKey::from(&secret(key)).to_bytes()
}

/// A key that only the slot with this public key can recover, and the ephemeral key to do so.
/// `None` for a public key that gives everybody the same secret.
pub(super) fn send(public: [u8; 32], entropy: &mut impl Entropy) -> Option<([u8; 32], SlotKey)> {
    let mut drawn = Zeroizing::new([0; 32]);
    entropy.fill(&mut *drawn);
    let own = StaticSecret::from(*drawn);
    let ephemeral = PublicKey::from(&own).to_bytes();
    Some((ephemeral, agreed(&own, public, [ephemeral, public])?))
}

/// Recovers the key that was sent, with the slot's own key.
pub(super) fn receive(key: &SlotKey, ephemeral: [u8; 32]) -> Option<SlotKey> {
    let own = secret(key);
    let public = PublicKey::from(&own).to_bytes();
    agreed(&own, ephemeral, [ephemeral, public])
}

/// Both public keys are part of it, so that neither can be swapped for another.
fn agreed(own: &StaticSecret, other: [u8; 32], both: [[u8; 32]; 2]) -> Option<SlotKey> {
    let shared = own.diffie_hellman(&PublicKey::from(other));
    shared
        .was_contributory()
        .then(|| SlotKey::derive(shared.as_bytes(), both.as_flattened(), "tandem vault exchange"))
}

/// Not the slot's key itself: breaking the exchange must reveal nothing about the slot's key.
fn secret(key: &SlotKey) -> StaticSecret {
    let derived = SlotKey::derive(key.expose(), &[], "tandem vault exchange secret");
    StaticSecret::from(*derived.expose())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Known(u8);

    impl Entropy for Known {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn only_the_slots_own_key_receives_what_was_sent() {
        let (one, other) = (SlotKey::from_bytes([1; 32]), SlotKey::from_bytes([2; 32]));
        let (ephemeral, sent) = send(public(&one), &mut Known(1)).unwrap();
        assert_eq!(receive(&one, ephemeral).unwrap().expose(), sent.expose());
        assert_ne!(receive(&other, ephemeral).unwrap().expose(), sent.expose());
        let (_, again) = send(public(&one), &mut Known(2)).unwrap();
        assert_ne!(again.expose(), sent.expose());
    }

    #[test]
    fn points_of_low_order_are_refused() {
        for point in [[0; 32], std::array::from_fn(|at| u8::from(at == 0))] {
            assert!(send(point, &mut Known(3)).is_none());
            assert!(receive(&SlotKey::from_bytes([1; 32]), point).is_none());
        }
    }
}
