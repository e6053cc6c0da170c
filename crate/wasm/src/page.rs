//! What a page asks for: descriptions in, answers out.

use tandem_core::{
    account::Account,
    form,
    site::{self, Address},
    vault::Entry,
};

use crate::{
    error::Error,
    view::{FitView, OnPage, PageDescription},
};

pub(crate) fn on_page(page: PageDescription, entries: &[&Entry]) -> OnPage {
    let address = match Address::parse(&page.url) {
        Ok(address) => address,
        Err(refused) => return OnPage::refused(&refused.into()),
    };
    let page = page.at(&address);
    let said = page.texts();
    let fitting = site::fitting(entries.iter().map(|entry| &entry.account), &address, said.iter().copied())
        .into_iter()
        .filter_map(|place| entries.get(place))
        .map(|entry| entry.id.to_string())
        .collect();
    OnPage::new(&address, form::ask(&page), fitting)
}

pub(crate) fn fit(account: &Account, url: &str) -> Result<FitView, Error> {
    Ok(FitView::new(account, &Address::parse(url)?))
}
