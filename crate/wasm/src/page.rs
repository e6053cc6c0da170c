//! What a page asks for: takes descriptions, gives answers.

use tandem_core::{
    account::{Account, ChosenField, visible},
    form::{self, Ask, Page, Target, Traits},
    site::{self, Address},
    vault::Entry,
};

use wasm_bindgen::prelude::*;

use crate::{
    error::Error,
    js::from_js,
    view::{ChosenView, FitView, OnPage, PageDescription},
};

/// `chosen` is the input that the user chose, if any.
pub(crate) fn on_page(page: PageDescription, entries: &[&Entry], chosen: Option<&ChosenView>) -> OnPage {
    let address = match Address::parse(&page.url) {
        Ok(address) => address,
        Err(refused) => return OnPage::refused(&refused.into()),
    };
    let leading = page.leading_away(&address);
    let page = page.at(&address);
    let said = page.texts();
    let accounts = entries.iter().map(|entry| &entry.account);
    let fitting: Vec<&Entry> = site::fitting(accounts, &address, said.iter().copied())
        .into_iter()
        .filter_map(|place| entries.get(place).copied())
        .collect();
    let remembered = fitting.iter().find_map(|entry| remembered(&page, &address, &entry.account));
    let by_rules = form::ask(&page);
    let pair = matches!(by_rules, Ask::Pair(_));
    // A field that was chosen once, and is one of a pair, must not leave the other empty for good.
    let remembered = remembered.filter(|at| !matches!(&by_rules, Ask::Pair(two) if two.contains(at)));
    let ask = match (chosen, remembered) {
        (Some(chosen), _) => pointed_at(&page, chosen),
        (None, Some(at)) => Ask::Single(at),
        (None, None) => by_rules,
    };
    let half = pair && matches!(ask, Ask::Single(_));
    let ids = fitting.iter().map(|entry| entry.id.to_string()).collect();
    let remembered = chosen.is_none() && remembered.is_some();
    let away = away(&page, &ask, &leading);
    OnPage::new(&address, ask, ids, away).chosen(remembered, half)
}

/// Where the page would send the code, if that is why it gets none.
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

fn pointed_at(page: &Page, chosen: &ChosenView) -> Ask {
    let into = if chosen.insert { Target::Cursor } else { Target::Field };
    if form::may_take(page, chosen.index, into) {
        Ask::Single(chosen.index)
    } else {
        Ask::Nothing(form::Reason::NoInput)
    }
}

/// The field that was chosen for an account on this host, if the page still has it.
fn remembered(page: &Page, address: &Address, account: &Account) -> Option<usize> {
    account.fields.iter().filter(|field| field.host == address.host()).find_map(|field| {
        let ChosenField { host: _, kind, name, id, label, despite } = field;
        form::found_again(page, &Traits { kind, name, id, label, despite: *despite })
    })
}

/// What to remember of a page's input; none if nothing identifies it.
///
/// # Errors
/// A page that never gets codes.
pub(crate) fn field(page: PageDescription, index: usize) -> Result<Option<ChosenField>, Error> {
    let address = Address::parse(&page.url)?;
    let page = page.at(&address);
    Ok(form::traits(&page, index).map(|Traits { kind, name, id, label, despite }| {
        let [kind, name, id, label] = [kind, name, id, label].map(visible);
        ChosenField { host: address.host().to_owned(), kind, name, id, label, despite }
    }))
}

/// The index of the one button that submits a form, by the buttons' names and what the page said before `field`, an
/// index of its inputs, was filled; none if that's unclear.
///
/// # Errors
/// A page that never gets codes.
#[wasm_bindgen(js_name = confirmingButton)]
pub fn confirming_button(
    #[wasm_bindgen(unchecked_param_type = "string[]")] names: JsValue,
    #[wasm_bindgen(unchecked_param_type = "PageDescription")] page: JsValue,
    field: usize,
) -> Result<Option<usize>, Error> {
    let page: PageDescription = from_js(page)?;
    let address = Address::parse(&page.url)?;
    Ok(form::confirming(&from_js::<Vec<String>>(names)?, &page.at(&address), field))
}

pub(crate) fn fit(account: &Account, url: &str) -> Result<FitView, Error> {
    Ok(FitView::new(account, &Address::parse(url)?))
}
