//! What the user changes about accounts, and what surrounds them in the list.

use tandem_browser::Browser;
use tandem_core::{
    account::same_tag,
    arrange, otp,
    site::{self, Address},
    vault::CounterStep,
};
use wasm_bindgen::prelude::*;

use crate::{
    error::Error,
    js::{from_js, to_js},
    vault::{Vault, record},
    view::{CheckupView, CounterCode, Details, EditsView, HeadingView, KnownView, SiteView, TagView},
};

#[wasm_bindgen]
impl Vault {
    /// Everything about an account that the user can change.
    ///
    /// # Errors
    /// No such account.
    #[wasm_bindgen(unchecked_return_type = "Details")]
    pub fn details(&self, id: &str) -> Result<JsValue, Error> {
        to_js(&Details::new(&self.entry(id)?.account))
    }

    /// Stores what was changed in the form *Edit* since it `opened`.
    ///
    /// # Errors
    /// A text that an account can't have, a site that never gets codes, or no such account.
    pub fn edit(
        &mut self,
        id: &str,
        #[wasm_bindgen(unchecked_param_type = "EditsView")] opened: JsValue,
        #[wasm_bindgen(unchecked_param_type = "EditsView")] edits: JsValue,
    ) -> Result<(), Error> {
        let account = &self.entry(id)?.account;
        let read = |form| from_js::<EditsView>(form)?.read(&account.sites).map_err(Error::of_site);
        let account = account.duplicate().edited(read(opened)?, read(edits)?).validate()?;
        self.vault.edit(record(id)?, &mut Browser, |old| *old = account)?;
        self.sort();
        Ok(())
    }

    /// Stores a picture of the user's own (PNG, JPEG or WebP, at most 4,096 bytes), and returns the
    /// icon that shows it.
    ///
    /// # Errors
    /// A file that isn't such a picture, or one picture too many.
    #[wasm_bindgen(js_name = keepPicture)]
    pub fn keep_picture(&mut self, file: &[u8]) -> Result<String, Error> {
        Ok(self.vault.keep_picture(file, &mut Browser)?)
    }

    /// The picture of an account; none if it has none, or if the picture exists only in another
    /// browser.
    #[must_use]
    pub fn picture(&self, id: &str) -> Option<Vec<u8>> {
        self.vault.picture(&self.entry(id).ok()?.account).map(<[u8]>::to_vec)
    }

    /// Pins an account above the others, or unpins it.
    ///
    /// # Errors
    /// No such account.
    #[wasm_bindgen(js_name = setPinned)]
    pub fn set_pinned(&mut self, id: &str, pinned: bool) -> Result<(), Error> {
        self.vault.edit(record(id)?, &mut Browser, |account| account.pinned = pinned)?;
        self.sort();
        Ok(())
    }

    /// Adds a tag to an account.
    ///
    /// # Errors
    /// A tag that is too long, one tag too many, or no such account.
    pub fn tag(&mut self, id: &str, tag: &str) -> Result<(), Error> {
        let account = self.entry(id)?.account.duplicate().tagged(tag).validate()?;
        self.vault.edit(record(id)?, &mut Browser, |old| *old = account)?;
        self.sort();
        Ok(())
    }

    /// Removes a tag from an account.
    ///
    /// # Errors
    /// No such account.
    pub fn untag(&mut self, id: &str, tag: &str) -> Result<(), Error> {
        let account = self.entry(id)?.account.duplicate().untagged(tag);
        self.vault.edit(record(id)?, &mut Browser, |old| *old = account)?;
        self.sort();
        Ok(())
    }

    /// The tags of all accounts, in alphabetical order.
    ///
    /// # Errors
    /// None that a caller could cause.
    #[wasm_bindgen(unchecked_return_type = "TagView[]")]
    pub fn tags(&self) -> Result<JsValue, Error> {
        let tags = arrange::tags(&self.accounts());
        to_js(&tags.into_iter().map(|(name, count)| TagView { name, count }).collect::<Vec<_>>())
    }

    /// Whether two texts are the same tag.
    #[wasm_bindgen(js_name = isSameTag)]
    #[must_use]
    pub fn is_same_tag(one: &str, other: &str) -> bool {
        same_tag(one, other)
    }

    /// The headings above these places of the list; empty if its accounts aren't grouped.
    ///
    /// # Errors
    /// None that a caller could cause.
    #[wasm_bindgen(unchecked_return_type = "HeadingView[]")]
    pub fn headings(&self, places: &[u32]) -> Result<JsValue, Error> {
        let accounts = self.accounts();
        if !arrange::are_grouped(&accounts) {
            return to_js(&Vec::<HeadingView>::new());
        }
        let places: Vec<usize> = places.iter().filter_map(|place| usize::try_from(*place).ok()).collect();
        let headings = arrange::headings(&accounts, &places).into_iter();
        to_js(&headings.map(HeadingView::new).collect::<Vec<_>>())
    }

    /// The site that a typed text means.
    ///
    /// # Errors
    /// Why the site never gets codes.
    #[wasm_bindgen(js_name = typedSite, unchecked_return_type = "SiteView")]
    pub fn typed_site(typed: &str) -> Result<JsValue, Error> {
        to_js(&SiteView::new(&Address::typed_site(typed).map_err(Error::of_site)?))
    }

    /// Adds a site to an account: a host, or the address of a page.
    ///
    /// # Errors
    /// Why the site never gets codes, one site too many, or no such account.
    #[wasm_bindgen(js_name = addSite)]
    pub fn add_site(&mut self, id: &str, typed: &str) -> Result<(), Error> {
        let site = Address::typed_site(typed).map_err(Error::of_site)?;
        let mut account = self.entry(id)?.account.duplicate();
        if account.sites.iter().any(|there| there.is_at(&site)) {
            return Ok(());
        }
        account.sites.push(site);
        let account = account.validate()?;
        self.vault.edit(record(id)?, &mut Browser, |old| *old = account)?;
        self.sort();
        Ok(())
    }

    /// Whether there is an AWS account.
    #[wasm_bindgen(js_name = hasAws)]
    #[must_use]
    pub fn has_aws(&self) -> bool {
        self.accounts().iter().any(|account| account.is_aws())
    }

    /// The accounts that probably belong to the page at `url`, if none is known to; the user is
    /// asked about them.
    #[must_use]
    pub fn likely(&self, url: &str) -> Vec<String> {
        let Ok(address) = Address::parse(url) else { return Vec::new() };
        let likely = site::likely(self.accounts(), &address).into_iter();
        likely.filter_map(|place| self.id_at(place)).collect()
    }

    /// Takes a counter's code, `places` from the next one: below zero for the one before, at most
    /// three ahead. It may be shown only after the vault was stored.
    ///
    /// # Errors
    /// No such account, a time-based account, or a counter at one of its ends.
    #[wasm_bindgen(js_name = counterCode, unchecked_return_type = "CounterCode")]
    pub fn counter_code(&mut self, id: &str, places: i32) -> Result<JsValue, Error> {
        let id = record(id)?;
        let step = CounterStep::of(places).ok_or_else(|| Error::unexpected(places))?;
        let taken = self.vault.take_counter(id, step, &mut Browser)?;
        let entry = self.vault.get(id).ok_or_else(Error::account_gone)?;
        let code = otp::code(&entry.account.secret, &entry.account.scheme, taken.counter);
        to_js(&CounterCode::new(&code, taken))
    }

    /// What needs attention about the accounts and the vault.
    ///
    /// # Errors
    /// A value of another shape than its type.
    #[wasm_bindgen(unchecked_return_type = "CheckupView")]
    pub fn checkup(
        &self,
        #[wasm_bindgen(unchecked_param_type = "KnownView")] known: JsValue,
    ) -> Result<JsValue, Error> {
        let known: KnownView = from_js(known)?;
        to_js(&CheckupView::new(known.into(), &self.accounts(), |place| self.id_at(place)))
    }
}
