//! What a page asks for: descriptions in, answers out.

use tandem_core::{
    account::Account,
    form::{self, Ask},
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
    let leading = page.leading_away(&address);
    let page = page.at(&address);
    let said = page.texts();
    let fitting = site::fitting(entries.iter().map(|entry| &entry.account), &address, said.iter().copied())
        .into_iter()
        .filter_map(|place| entries.get(place))
        .map(|entry| entry.id.to_string())
        .collect();
    let asked = form::ask(&page);
    let away = away(&page, &asked, &leading);
    OnPage::new(&address, asked, fitting, away)
}

/// Where the code would go that the page asks for, where that is why it gets none.
fn away(page: &form::Page, asked: &Ask, leading: &[Option<String>]) -> Option<String> {
    if !matches!(asked, Ask::Nothing(_)) || leading.iter().all(Option::is_none) {
        return None;
    }
    let fields = match form::ask_if_kept(page) {
        Ask::Pair(fields) => fields.to_vec(),
        Ask::Single(field) => vec![field],
        Ask::Boxes(fields) => fields,
        Ask::Nothing(_) => Vec::new(),
    };
    fields.into_iter().find_map(|at| leading.get(at)?.clone())
}

pub(crate) fn fit(account: &Account, url: &str) -> Result<FitView, Error> {
    Ok(FitView::new(account, &Address::parse(url)?))
}
