//! The handle that JavaScript holds of an open vault.

use js_sys::Uint32Array;
use serde::Serialize;
use tandem_core::{
    account::{Account, Enrolled},
    otp, otpauth,
    pair::{self, Handed, HandedCodes, Which},
    site::Address,
    vault::{self, Entry, Header, RecordId, VaultKey},
};
use wasm_bindgen::prelude::*;

use crate::{
    entropy::Browser,
    error::Error,
    page,
    read::from_js,
    view::{
        CounterCode, HandedView, Known, Names, OrderView, PairView, Relation, Row, WhichView, number, title,
    },
};

/// An open vault. Free it when another takes its place: the accounts in it are wiped then.
#[wasm_bindgen]
pub struct Vault {
    pub(crate) vault: vault::Vault,
    /// The order of the list; a place in it is what `search` answers with.
    order: Vec<RecordId>,
}

/// The vault key as the browser's own key wrapped it.
#[wasm_bindgen(getter_with_clone)]
pub struct DeviceSlot {
    /// The nonce of AES-GCM.
    #[wasm_bindgen(readonly)]
    pub nonce: Vec<u8>,
    /// The vault key, sealed.
    #[wasm_bindgen(readonly)]
    pub wrapped: Vec<u8>,
}

/// Unix seconds from JavaScript's number.
pub(crate) struct Time(pub(crate) u64);

#[wasm_bindgen]
impl Vault {
    /// A new vault with no accounts and no slots.
    #[must_use]
    pub fn create() -> Self {
        Self { vault: vault::Vault::create(&mut Browser), order: Vec::new() }
    }

    /// Opens what is stored.
    ///
    /// # Errors
    /// What is wrong with the text or the key.
    pub fn open(text: &str, key: &[u8]) -> Result<Self, Error> {
        let key = <[u8; 32]>::try_from(key).map_err(|_| Error::wrong_key())?;
        let mut opened =
            Self { vault: vault::Vault::open(text, VaultKey::from_bytes(key))?, order: Vec::new() };
        opened.sort();
        Ok(opened)
    }

    /// The device slot of a stored vault, before it is opened.
    ///
    /// # Errors
    /// What is wrong with the text.
    #[wasm_bindgen(js_name = deviceSlot)]
    pub fn device_slot(text: &str) -> Result<Option<DeviceSlot>, Error> {
        let slot = Header::read(text)?.device();
        Ok(slot.map(|slot| DeviceSlot { nonce: slot.nonce, wrapped: slot.wrapped }))
    }

    /// Puts the wrapped vault key into the header.
    ///
    /// # Errors
    /// A vault that is full.
    #[wasm_bindgen(js_name = setDeviceSlot)]
    pub fn set_device_slot(&mut self, nonce: Vec<u8>, wrapped: Vec<u8>) -> Result<(), Error> {
        Ok(self.vault.set_device_slot(&vault::DeviceSlot { nonce, wrapped })?)
    }

    /// The vault key, for a slot to wrap and for `storage.session`.
    #[must_use]
    pub fn key(&self) -> Vec<u8> {
        self.vault.key().expose().to_vec()
    }

    /// What to store.
    #[must_use]
    pub fn text(&self) -> String {
        self.vault.text()
    }

    /// How many accounts there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.order.len()
    }

    /// How many records a later version wrote; they are kept and cannot be shown.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        self.vault.unreadable()
    }

    /// Whether there is such an account.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.entry(id).is_ok()
    }

    /// The places in the list of the accounts that match; of all, for an empty query.
    #[must_use]
    pub fn search(&self, query: &str) -> Uint32Array {
        let matching = (0_u32..).zip(&self.order).filter(|(_, id)| {
            query.is_empty() || self.vault.get(**id).is_some_and(|entry| entry.account.matches(query))
        });
        Uint32Array::from(matching.map(|(place, _)| place).collect::<Vec<u32>>().as_slice())
    }

    /// The rows at these places, with every code they show.
    ///
    /// # Errors
    /// None that a caller could cause.
    #[wasm_bindgen(unchecked_return_type = "Row[]")]
    pub fn rows(&self, places: &[u32], now: f64) -> Result<JsValue, Error> {
        let now = Time::from(now).0;
        let at = |place: &u32| self.vault.get(*self.order.get(usize::try_from(*place).ok()?)?);
        to_js(&places.iter().filter_map(at).map(|entry| Row::new(entry, now)).collect::<Vec<_>>())
    }

    /// The row of one account.
    ///
    /// # Errors
    /// An account that is not there.
    #[wasm_bindgen(unchecked_return_type = "Row")]
    pub fn row(&self, id: &str, now: f64) -> Result<JsValue, Error> {
        to_js(&Row::new(self.entry(id)?, Time::from(now).0))
    }

    /// The names of one account.
    ///
    /// # Errors
    /// An account that is not there.
    #[wasm_bindgen(unchecked_return_type = "Names")]
    pub fn names(&self, id: &str) -> Result<JsValue, Error> {
        to_js(&Names::new(&self.entry(id)?.account))
    }

    /// How a Key URI stands to what is saved.
    ///
    /// # Errors
    /// What is wrong with the URI.
    #[wasm_bindgen(unchecked_return_type = "Known")]
    pub fn known(&self, text: &str, now: f64) -> Result<JsValue, Error> {
        let account = otpauth::parse(text, Time::from(now).0)?;
        let same_label = || {
            let labelled = !account.issuer.is_empty() || !account.name.is_empty();
            let ids = self.vault.find_label(&account.issuer, &account.name);
            ids.first().copied().filter(|_| labelled).map(|id| (Relation::SameLabel, id))
        };
        let same = self.vault.find_secret(&account.secret).map(|id| (Relation::Same, id)).or_else(same_label);
        to_js(&match same.and_then(|(relation, id)| Some((relation, self.vault.get(id)?))) {
            Some((relation, entry)) => {
                Known { relation, id: Some(entry.id.to_string()), title: title(&entry.account) }
            }
            None => Known { relation: Relation::Fresh, id: None, title: String::new() },
        })
    }

    /// Adds what a Key URI says, called `label`, enrolled on the page `url`.
    ///
    /// # Errors
    /// What is wrong with the URI or the label, or a vault that is full.
    pub fn add(&mut self, text: &str, label: &str, url: Option<String>, now: f64) -> Result<String, Error> {
        let account = enrolled(text, label, url.as_deref(), now)?;
        let id = self.vault.add(account, &mut Browser)?;
        self.sort();
        Ok(id.to_string())
    }

    /// Puts an account with the key that a new Key URI says in the place of one, which goes into the trash.
    ///
    /// # Errors
    /// As `add`, or an account that is not there.
    pub fn replace(&mut self, id: &str, text: &str, url: Option<String>, now: f64) -> Result<String, Error> {
        let account = enrolled(text, "", url.as_deref(), now)?;
        let id = self.vault.replace(record(id)?, account, Time::from(now).0, &mut Browser)?;
        self.sort();
        Ok(id.to_string())
    }

    /// Renames an account; an empty label gives the usual name back.
    ///
    /// # Errors
    /// A text that cannot be a name, or an account that is not there.
    pub fn rename(&mut self, id: &str, label: &str, issuer: &str, name: &str) -> Result<(), Error> {
        let mut account = self.entry(id)?.account.duplicate();
        // Read by the issuer that was there: it says what of the name was shown.
        account.name = account.name_meant(name);
        issuer.trim().clone_into(&mut account.issuer);
        let account = labelled(account, label)?;
        self.vault.edit(record(id)?, &mut Browser, |old| *old = account)?;
        Ok(())
    }

    /// Moves an account by so many places.
    ///
    /// # Errors
    /// An account that is not there.
    #[wasm_bindgen(js_name = moveBy)]
    pub fn move_by(&mut self, id: &str, places: i32) -> Result<(), Error> {
        let id = record(id)?;
        let from = self.order.iter().position(|other| *other == id).ok_or_else(Error::account_gone)?;
        let by = isize::try_from(places).unwrap_or(0);
        // Ahead of the one that stands there: beyond it, where the way goes down.
        let to = from.saturating_add_signed(if by > 0 { by.saturating_add(1) } else { by });
        self.vault.move_to(id, self.order.get(to).copied(), &mut Browser)?;
        self.sort();
        Ok(())
    }

    /// Notes that the code of a moment was handed over.
    ///
    /// # Errors
    /// An account that is not there.
    #[wasm_bindgen(js_name = markUsed)]
    pub fn mark_used(&mut self, id: &str, now: f64) -> Result<(), Error> {
        Ok(self.vault.mark_used(record(id)?, Time::from(now).0, &mut Browser)?)
    }

    /// The code of the next counter. It may be shown once the raised counter is stored.
    ///
    /// # Errors
    /// An account that is not there or whose codes follow from the time; a counter at its end.
    #[wasm_bindgen(js_name = nextCounterCode, unchecked_return_type = "CounterCode")]
    pub fn next_counter_code(&mut self, id: &str) -> Result<JsValue, Error> {
        let id = record(id)?;
        let counter = self.vault.next_counter(id, &mut Browser)?;
        let entry = self.vault.get(id).ok_or_else(Error::account_gone)?;
        to_js(&CounterCode::new(&otp::code(&entry.account.secret, &entry.account.scheme, counter)))
    }

    /// The pair of an account that is to be shown now.
    ///
    /// # Errors
    /// An account that is not there or whose codes follow from a counter.
    #[wasm_bindgen(unchecked_return_type = "PairView")]
    pub fn pair(
        &self,
        id: &str,
        now: f64,
        #[wasm_bindgen(unchecked_param_type = "OrderView")] order: JsValue,
        #[wasm_bindgen(unchecked_param_type = "HandedView | undefined")] handed: JsValue,
    ) -> Result<JsValue, Error> {
        let account = &self.entry(id)?.account;
        let period = account.scheme.period().ok_or_else(Error::pair_by_counter)?;
        let order: OrderView = from_js(&order)?;
        let handed: Option<HandedView> = from_js(&handed)?;
        let standing =
            pair::at(Time::from(now).0, period, order.into(), handed.and_then(HandedView::read).as_ref());
        let codes = pair::codes(&account.secret, &account.scheme, standing.first_step);
        to_js(&PairView::new(&standing, &codes, period.seconds()))
    }

    /// What to remember of a pair once a code of it, or both, was handed over.
    ///
    /// # Errors
    /// Another shape than the types say.
    #[wasm_bindgen(js_name = handOver, unchecked_return_type = "HandedView")]
    pub fn hand_over(
        first_step: f64,
        #[wasm_bindgen(unchecked_param_type = "WhichView")] which: JsValue,
        #[wasm_bindgen(unchecked_param_type = "HandedView | undefined")] before: JsValue,
    ) -> Result<JsValue, Error> {
        let before: Option<HandedView> = from_js(&before)?;
        let before = before.and_then(HandedView::read);
        let add =
            |which, before: Option<Handed>| pair::hand_over(Time::from(first_step).0, which, before.as_ref());
        let handed = match from_js(&which)? {
            WhichView::First => add(Which::First, before),
            WhichView::Second => add(Which::Second, before),
            WhichView::Both => add(Which::Second, Some(add(Which::First, before))),
        };
        to_js(&HandedView {
            first_step: number(handed.first_step),
            first: handed.has(Which::First),
            second: handed.has(Which::Second),
        })
    }

    /// What a page asks for and which accounts belong to it.
    ///
    /// # Errors
    /// A description of another shape than the page script's.
    #[wasm_bindgen(js_name = onPage, unchecked_return_type = "OnPage")]
    pub fn on_page(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PageDescription")] page: JsValue,
    ) -> Result<JsValue, Error> {
        let entries: Vec<&Entry> = self.order.iter().filter_map(|id| self.vault.get(*id)).collect();
        to_js(&page::on_page(from_js(&page)?, &entries))
    }

    /// Whether an account belongs to the page at `url`.
    ///
    /// # Errors
    /// An account that is not there, or a page into which no code goes.
    #[wasm_bindgen(unchecked_return_type = "FitView")]
    pub fn fit(&self, id: &str, url: &str) -> Result<JsValue, Error> {
        to_js(&page::fit(&self.entry(id)?.account, url)?)
    }
}

impl Vault {
    pub(crate) fn entry(&self, id: &str) -> Result<&Entry, Error> {
        self.vault.get(record(id)?).ok_or_else(Error::account_gone)
    }

    pub(crate) fn sort(&mut self) {
        self.order = self.vault.entries().iter().map(|entry| entry.id).collect();
    }
}

impl From<f64> for Time {
    /// A clock before 1970 counts as 1970.
    #[expect(clippy::as_conversions, reason = "saturates, which is what is wanted of a broken clock")]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "as above")]
    fn from(seconds: f64) -> Self {
        Self(seconds.floor() as u64)
    }
}

impl HandedView {
    /// A pair of which nothing was handed over is as good as none.
    fn read(self) -> Option<Handed> {
        let codes = match (self.first, self.second) {
            (true, true) => HandedCodes::Both,
            (true, false) => HandedCodes::First,
            (false, true) => HandedCodes::Second,
            (false, false) => return None,
        };
        Some(Handed { first_step: Time::from(self.first_step).0, codes })
    }
}

/// What a Key URI says, with the name the person gave and the page it came from.
fn enrolled(text: &str, label: &str, url: Option<&str>, now: f64) -> Result<Account, Error> {
    let mut account = otpauth::parse(text, Time::from(now).0)?;
    // A page where no code would ever be filled is none to remember.
    account.enrolled = url
        .and_then(|url| Address::parse(url).ok())
        .map(|address| Enrolled { host: address.host().to_owned() });
    labelled(account, label)
}

/// The account under another name; the usual name is no label.
fn labelled(mut account: Account, label: &str) -> Result<Account, Error> {
    account.label = None;
    let label = label.trim();
    if !label.is_empty() && account.title() != Some(label) {
        account.label = Some(label.to_owned());
    }
    Ok(account.validate()?)
}

pub(crate) fn record(id: &str) -> Result<RecordId, Error> {
    id.parse().map_err(|_| Error::account_gone())
}

pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue, Error> {
    serde_wasm_bindgen::to_value(value).map_err(Error::unexpected)
}
