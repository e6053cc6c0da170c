//! JavaScript's handle of an open vault.

use std::cell::OnceCell;

use js_sys::{JsString, Uint8Array, Uint32Array};
use tandem_browser::{Browser, long_text};
use tandem_core::{
    account::Account,
    arrange, otpauth,
    pair::{self, Order, UsedCodes, UsedPair, Which},
    search::{self, Query, Rank, Searchable},
    site::Address,
    sorted::sort,
    vault::{self, Entry, Header, RecordId, VaultKey},
};
use wasm_bindgen::prelude::*;

use crate::{
    error::Error,
    js::{Time, bytes, from_js, key_of, number, to_js},
    page,
    view::{ChosenView, DeviceSlot, OrderOfList, OrderView, PairView, Row, UsedPairView, WhichView},
};

/// An open vault. Free it when another replaces it: that wipes its accounts.
#[wasm_bindgen]
pub struct Vault {
    pub(crate) vault: vault::Vault,
    /// The order of the list; `search` returns places in it.
    order: Vec<RecordId>,
    /// The searchable text of each account in that order, made by the first search.
    searchable: OnceCell<Vec<Searchable>>,
}

#[wasm_bindgen]
impl Vault {
    /// A new vault without accounts or slots.
    #[must_use]
    pub fn create() -> Self {
        Self::of(vault::Vault::create(&mut Browser))
    }

    /// Opens what is stored.
    ///
    /// # Errors
    /// What is wrong with the text or the key.
    pub fn open(text: &JsString, key: &Uint8Array) -> Result<Self, Error> {
        Ok(Self::of(vault::Vault::open(&long_text(text), key_of(key)?)?))
    }

    /// The device slot of a stored vault, before it is opened.
    ///
    /// # Errors
    /// What is wrong with the text.
    #[wasm_bindgen(js_name = deviceSlot, unchecked_return_type = "DeviceSlot | undefined")]
    pub fn device_slot(text: &JsString) -> Result<JsValue, Error> {
        let slot = Header::read(&long_text(text))?.device();
        slot.map_or(Ok(JsValue::UNDEFINED), |vault::DeviceSlot { nonce, wrapped }| {
            to_js(&DeviceSlot { nonce, wrapped })
        })
    }

    /// Stores the wrapped vault key in the header.
    ///
    /// # Errors
    /// The vault is full.
    #[wasm_bindgen(js_name = setDeviceSlot)]
    pub fn set_device_slot(&mut self, nonce: Vec<u8>, wrapped: Vec<u8>) -> Result<(), Error> {
        Ok(self.vault.set_device_slot(&vault::DeviceSlot { nonce, wrapped })?)
    }

    /// The vault key, to be wrapped by a slot and for `storage.session`.
    #[must_use]
    pub fn key(&self) -> Uint8Array {
        bytes(self.vault.key())
    }

    /// Opens another text of this vault with the same key: an earlier state, or a copy for a dry
    /// run.
    ///
    /// # Errors
    /// What is wrong with the text, or a text under another key.
    #[wasm_bindgen(js_name = openByKey)]
    pub fn open_by_key(&self, text: &JsString) -> Result<Self, Error> {
        let key = VaultKey::from_bytes(*self.vault.key().expose());
        Ok(Self::of(vault::Vault::open(&long_text(text), key)?))
    }

    /// A mark that differs for each vault key and reveals nothing about it, to see whether a change
    /// has replaced the key.
    #[wasm_bindgen(js_name = keyMark)]
    #[must_use]
    pub fn key_mark(&self) -> String {
        self.vault.key_mark()
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

    /// How many records a later version wrote; they are kept but can't be shown.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        self.vault.unreadable()
    }

    /// Whether there is such an account.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.entry(id).is_ok()
    }

    /// The places of the accounts that match, the best first. For an empty query: all accounts, or
    /// those with the tag, in the given order. A search ignores the tag.
    ///
    /// # Errors
    /// An unknown order.
    pub fn search(
        &self,
        typed: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] tag: Option<String>,
        #[wasm_bindgen(unchecked_optional_param_type = "OrderOfList")] order: JsValue,
    ) -> Result<Uint32Array, Error> {
        let query = Query::new(typed, &decomposed);
        let order: Option<OrderOfList> = from_js(order)?;
        let places = if query.is_empty() {
            self.arranged(tag.as_deref(), order.unwrap_or(OrderOfList::Hand))
        } else {
            let ranked = (0..).zip(self.searchable()).map(|(place, texts)| (texts.rank(&query), place));
            let mut found: Vec<(Option<Rank>, u32)> = ranked.filter(|(rank, _)| rank.is_some()).collect();
            sort(&mut found, Ord::cmp);
            found.into_iter().map(|(_, place)| place).collect()
        };
        Ok(Uint32Array::from(places.as_slice()))
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
    /// No such account.
    #[wasm_bindgen(unchecked_return_type = "Row")]
    pub fn row(&self, id: &str, now: f64) -> Result<JsValue, Error> {
        to_js(&Row::new(self.entry(id)?, Time::from(now).0))
    }

    /// Adds the account of a Key URI, named `label`, enrolled on the page `url`.
    ///
    /// # Errors
    /// What is wrong with the URI or the label, or a vault that is full.
    pub fn add(&mut self, text: &str, label: &str, url: Option<String>, now: f64) -> Result<String, Error> {
        let account = enrolled(text, label, url.as_deref(), now)?;
        let id = self.vault.add(account, &mut Browser)?;
        self.sort();
        Ok(id.to_string())
    }

    /// Adds the account of a new Key URI in place of an existing one, which goes to the trash.
    ///
    /// # Errors
    /// As for `add`, or no such account.
    pub fn replace(&mut self, id: &str, text: &str, url: Option<String>, now: f64) -> Result<String, Error> {
        let account = enrolled(text, "", url.as_deref(), now)?;
        let id = self.vault.replace(record(id)?, account, Time::from(now).0, &mut Browser)?;
        self.sort();
        Ok(id.to_string())
    }

    /// Renames an account; an empty label restores the usual name.
    ///
    /// # Errors
    /// A text that can't be a name, or no such account.
    pub fn rename(&mut self, id: &str, label: &str, issuer: &str, name: &str) -> Result<(), Error> {
        let account = self.entry(id)?.account.duplicate().renamed(label, issuer, name).validate()?;
        self.vault.edit(record(id)?, &mut Browser, |old| *old = account)?;
        self.sort();
        Ok(())
    }

    /// Changes how an account makes its codes, to what a Key URI with the same secret says.
    ///
    /// # Errors
    /// What is wrong with the URI, another secret, or no such account.
    pub fn correct(&mut self, id: &str, text: &str, now: f64) -> Result<(), Error> {
        let account = otpauth::parse(text, Time::from(now).0)?;
        Ok(self.vault.correct(record(id)?, &account, &mut Browser)?)
    }

    /// Moves an account by this many places.
    ///
    /// # Errors
    /// No such account.
    #[wasm_bindgen(js_name = moveBy)]
    pub fn move_by(&mut self, id: &str, places: i32) -> Result<(), Error> {
        self.vault.move_by(record(id)?, isize::try_from(places).unwrap_or_default(), &mut Browser)?;
        self.sort();
        Ok(())
    }

    /// Records that the code of a moment was used.
    ///
    /// # Errors
    /// No such account.
    #[wasm_bindgen(js_name = markUsed)]
    pub fn mark_used(&mut self, id: &str, now: f64) -> Result<(), Error> {
        Ok(self.vault.mark_used(record(id)?, Time::from(now).0, &mut Browser)?)
    }

    /// The pair to be shown for an account now.
    ///
    /// # Errors
    /// No such account, or a counter-based one.
    #[wasm_bindgen(unchecked_return_type = "PairView")]
    pub fn pair(
        &self,
        id: &str,
        now: f64,
        #[wasm_bindgen(unchecked_param_type = "OrderView")] order: JsValue,
        #[wasm_bindgen(unchecked_param_type = "UsedPairView | undefined")] used: JsValue,
    ) -> Result<JsValue, Error> {
        let account = &self.entry(id)?.account;
        let period = account.scheme.period().ok_or_else(Error::pair_by_counter)?;
        let order: Order = from_js::<OrderView>(order)?.into();
        let used: Option<UsedPairView> = from_js(used)?;
        let standing = pair::at(Time::from(now).0, period, order, used.and_then(UsedPairView::read).as_ref());
        let codes = pair::codes(&account.secret, &account.scheme, standing.first_step);
        let fresh_in = pair::fresh_in(Time::from(now).0, period, order, account.last_used);
        to_js(&PairView::new(&standing, &codes, period.seconds(), fresh_in))
    }

    /// What to remember of a pair after one of its codes, or both, were used.
    ///
    /// # Errors
    /// A value of another shape than its type.
    #[wasm_bindgen(js_name = useCode, unchecked_return_type = "UsedPairView")]
    pub fn use_code(
        first_step: f64,
        #[wasm_bindgen(unchecked_param_type = "WhichView")] which: JsValue,
        #[wasm_bindgen(unchecked_param_type = "UsedPairView | undefined")] before: JsValue,
    ) -> Result<JsValue, Error> {
        let before: Option<UsedPairView> = from_js(before)?;
        let before = before.and_then(UsedPairView::read);
        let add = |which, before: Option<UsedPair>| {
            pair::use_code(Time::from(first_step).0, which, before.as_ref())
        };
        let used = match from_js(which)? {
            WhichView::First => add(Which::First, before),
            WhichView::Second => add(Which::Second, before),
            WhichView::Both => add(Which::Second, Some(add(Which::First, before))),
        };
        to_js(&UsedPairView {
            first_step: number(used.first_step),
            first: used.has(Which::First),
            second: used.has(Which::Second),
        })
    }

    /// What a page asks for, and which accounts belong to it.
    ///
    /// # Errors
    /// A description of another shape than the page script's.
    #[wasm_bindgen(js_name = onPage, unchecked_return_type = "OnPage")]
    pub fn on_page(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PageDescription")] page: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "ChosenView")] chosen: JsValue,
    ) -> Result<JsValue, Error> {
        let entries: Vec<&Entry> = self.order.iter().filter_map(|id| self.vault.get(*id)).collect();
        let chosen: Option<ChosenView> = from_js(chosen)?;
        to_js(&page::on_page(from_js(page)?, &entries, chosen.as_ref()))
    }

    /// Remembers a page's input for an account's codes on that host.
    ///
    /// # Errors
    /// No such account, or a page that never gets codes.
    ///
    /// Returns whether the input can be identified later.
    #[wasm_bindgen(js_name = chooseField)]
    pub fn choose_field(
        &mut self,
        id: &str,
        #[wasm_bindgen(unchecked_param_type = "PageDescription")] page: JsValue,
        index: usize,
    ) -> Result<bool, Error> {
        let Some(field) = page::field(from_js(page)?, index)? else { return Ok(false) };
        let account = self.entry(id)?.account.duplicate().with_field(field);
        self.vault.edit(record(id)?, &mut Browser, |old| *old = account)?;
        Ok(true)
    }

    /// Forgets the fields chosen on the host of the page at `url`, for every account.
    ///
    /// # Errors
    /// A page that never gets codes; a vault that can't be changed.
    #[wasm_bindgen(js_name = forgetFields)]
    pub fn forget_fields(&mut self, url: &str) -> Result<(), Error> {
        let address = Address::parse(url)?;
        let host = address.host();
        for id in self.order.clone() {
            let Some(entry) = self.vault.get(id) else { continue };
            if !entry.account.fields.iter().any(|field| field.host == host) {
                continue;
            }
            let account = entry.account.duplicate().without_field(host);
            self.vault.edit(id, &mut Browser, |old| *old = account)?;
        }
        Ok(())
    }

    /// Whether an account belongs to the page at `url`.
    ///
    /// # Errors
    /// No such account, or a page that never gets codes.
    #[wasm_bindgen(unchecked_return_type = "FitView")]
    pub fn fit(&self, id: &str, url: &str) -> Result<JsValue, Error> {
        to_js(&page::fit(&self.entry(id)?.account, url)?)
    }
}

impl Vault {
    pub(crate) fn entry(&self, id: &str) -> Result<&Entry, Error> {
        self.vault.get(record(id)?).ok_or_else(Error::account_gone)
    }

    pub(crate) fn of(vault: vault::Vault) -> Self {
        let mut handle = Self { vault, order: Vec::new(), searchable: OnceCell::new() };
        handle.sort();
        handle
    }

    pub(crate) fn accounts(&self) -> Vec<&Account> {
        self.order.iter().filter_map(|id| self.vault.get(*id)).map(|entry| &entry.account).collect()
    }

    pub(crate) fn id_at(&self, place: usize) -> Option<String> {
        self.order.get(place).map(ToString::to_string)
    }

    /// The places of all accounts, or of those with a tag, in an order.
    fn arranged(&self, tag: Option<&str>, order: OrderOfList) -> Vec<u32> {
        let accounts = self.accounts();
        let named = |account: &Account| {
            let (title, detail) = (account.title().unwrap_or_default(), account.detail());
            search::fold(&format!("{title}\n{detail}"), &decomposed)
        };
        let mut places = arrange::arranged(&accounts, order.into(), named);
        if arrange::are_grouped(&accounts) {
            places = arrange::grouped(&accounts, &places);
        }
        if let Some(tag) = tag {
            places.retain(|place| accounts.get(*place).is_some_and(|account| account.has_tag(tag)));
        }
        places.into_iter().filter_map(|place| u32::try_from(place).ok()).collect()
    }

    fn searchable(&self) -> &[Searchable] {
        let entries = || self.order.iter().filter_map(|id| self.vault.get(*id));
        self.searchable
            .get_or_init(|| entries().map(|entry| Searchable::new(&entry.account, &decomposed)).collect())
    }

    pub(crate) fn sort(&mut self) {
        self.searchable = OnceCell::new();
        self.order = self.vault.entries().iter().map(|entry| entry.id).collect();
    }
}

impl UsedPairView {
    /// A pair without used codes counts as none.
    fn read(self) -> Option<UsedPair> {
        let codes = match (self.first, self.second) {
            (true, true) => UsedCodes::Both,
            (true, false) => UsedCodes::First,
            (false, true) => UsedCodes::Second,
            (false, false) => return None,
        };
        Some(UsedPair { first_step: Time::from(self.first_step).0, codes })
    }
}

/// The account of a Key URI, with the name the user gave and the page it came from.
fn enrolled(text: &str, label: &str, url: Option<&str>, now: f64) -> Result<Account, Error> {
    let mut account = otpauth::parse(text, Time::from(now).0)?;
    // A page that never gets codes isn't worth remembering.
    account.sites =
        url.and_then(|url| Address::parse(url).ok()).map(|address| address.site()).into_iter().collect();
    Ok(account.labelled(label).validate()?)
}

/// Uses the browser's normalisation: the core has no tables for it.
fn decomposed(text: &str) -> String {
    JsString::from(text).normalize("NFKD").into()
}

pub(crate) fn record(id: &str) -> Result<RecordId, Error> {
    id.parse().map_err(|_| Error::account_gone())
}
