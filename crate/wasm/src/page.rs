//! What a page asks for: descriptions in, answers out.

use serde::Deserialize;
use tandem_core::{account::Account, site::Address, vault::Entry};
use tsify::Tsify;

use crate::{
    error::Error,
    view::{Ask, FitKind, FitView, OnPage},
};

/// stub
#[derive(Deserialize, Tsify)]
pub(crate) struct PageDescription {
    pub(crate) url: String,
}

pub(crate) fn on_page(page: PageDescription, entries: &[&Entry]) -> OnPage {
    let _ = entries;
    OnPage {
        ask: Ask::Nothing,
        fields: Vec::new(),
        host: Some(page.url),
        aws: false,
        refused: None,
        fitting: Vec::new(),
    }
}

pub(crate) fn fit(account: &Account, url: &str) -> Result<FitView, Error> {
    let address = Address::parse(url).map_err(|_| Error::plain("page_not_https"))?;
    Ok(FitView {
        fit: FitKind::Elsewhere,
        host: address.host().to_owned(),
        home: account.enrolled.as_ref().map(|e| e.host.clone()),
        aws: account.is_aws(),
    })
}
