//! What the form *Edit* shows and returns, and what surrounds the rows of the list.

use serde::{Deserialize, Serialize};
use tandem_core::{
    account::{Account, Edits, Site},
    arrange::{Heading, Order},
    otp::Scheme,
    site::{self, Reach, Refused},
};
use tsify::Tsify;

use super::picture;

/// Everything about an account that the user can change.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Details {
    #[tsify(optional)]
    label: Option<String>,
    /// Its name without a label.
    usual: String,
    issuer: String,
    name: String,
    note: String,
    tags: Vec<String>,
    sites: Vec<SiteView>,
    /// Sites that are probably its own, if it has none; the user is asked about them.
    suggested: Vec<SiteView>,
    /// The chosen icon, as stored.
    #[tsify(optional)]
    icon: Option<String>,
    /// The built-in icon that is drawn.
    #[tsify(optional)]
    drawn: Option<&'static str>,
    /// The icon that is drawn if none was chosen.
    #[tsify(optional)]
    usual_icon: Option<&'static str>,
    #[tsify(optional)]
    picture: Option<String>,
    /// What is drawn if there is no icon, and its tint.
    initial: String,
    tint: u8,
    pinned: bool,
    hidden: bool,
    submit: bool,
    /// The next code's counter, as text; none for time-based codes.
    #[tsify(optional)]
    counter: Option<String>,
}

/// A site of an account.
#[derive(Serialize, Tsify)]
pub(crate) struct SiteView {
    /// Its host, with the port if there is one.
    text: String,
    exact: bool,
    reach: ReachView,
    /// The registered domain of the host; empty if unknown.
    domain: String,
    /// Whether the user can choose between this host and its whole domain.
    choice: bool,
}

/// How far a site reaches.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReachView {
    Aws,
    Domain,
    Host,
}

/// The content of the form *Edit*.
#[derive(Deserialize, Tsify)]
pub(crate) struct EditsView {
    pub(crate) label: String,
    pub(crate) issuer: String,
    pub(crate) name: String,
    pub(crate) note: String,
    pub(crate) tags: Vec<String>,
    pub(crate) sites: Vec<TypedSite>,
    #[tsify(optional)]
    pub(crate) icon: Option<String>,
    pub(crate) hidden: bool,
    pub(crate) submit: bool,
}

/// A site in the form.
#[derive(Deserialize, Tsify)]
pub(crate) struct TypedSite {
    pub(crate) text: String,
    pub(crate) exact: bool,
}

/// A tag, and how many accounts have it.
#[derive(Serialize, Tsify)]
pub(crate) struct TagView {
    pub(crate) name: String,
    pub(crate) count: usize,
}

/// The heading above the accounts of one AWS account.
#[derive(Serialize, Tsify)]
pub(crate) struct HeadingView {
    above: usize,
    /// Empty above those without an AWS account.
    account: String,
    count: usize,
}

/// The order of the list.
#[derive(Deserialize, Tsify, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OrderOfList {
    Hand,
    Name,
    LastUsed,
    MostUsed,
}

impl Details {
    pub(crate) fn new(account: &Account) -> Self {
        let suggested = site::suggested(account).into_iter().map(Site::of);
        Self {
            label: account.label.clone(),
            usual: account.usual_title().unwrap_or_default().to_owned(),
            issuer: account.issuer.clone(),
            name: account.shown_name().into_owned(),
            note: account.note.clone(),
            tags: account.tags.clone(),
            sites: account.sites.iter().map(SiteView::new).collect(),
            suggested: suggested.map(|site| SiteView::new(&site)).collect(),
            icon: account.icon.clone(),
            drawn: site::icon(account),
            usual_icon: site::usual_icon(account),
            picture: picture(account),
            initial: account.initial(),
            tint: account.tint(),
            pinned: account.pinned,
            hidden: account.hidden,
            submit: account.submit,
            counter: match account.scheme {
                Scheme::Hotp { counter, .. } => Some(counter.to_string()),
                _ => None,
            },
        }
    }
}

impl SiteView {
    pub(crate) fn new(site: &Site) -> Self {
        let wide = Site { exact: false, ..site.clone() };
        let domain = match site::reach(&wide) {
            Reach::Domain(domain) => domain.to_owned(),
            Reach::Aws(_) | Reach::Host => String::new(),
        };
        let reach = match site::reach(site) {
            Reach::Aws(_) => ReachView::Aws,
            Reach::Domain(_) => ReachView::Domain,
            Reach::Host => ReachView::Host,
        };
        let choice = site::has_choice(site);
        Self { text: site::written(site), exact: site.exact, reach, domain, choice }
    }
}

impl EditsView {
    /// The edits that this means for an account with these sites.
    pub(crate) fn read(self, known: &[Site]) -> Result<Edits, Refused> {
        let Self { label, issuer, name, note, tags, sites, icon, hidden, submit } = self;
        let meant = |typed: TypedSite| site::meant(&typed.text, typed.exact, known);
        let sites = sites.into_iter().map(meant).collect::<Result<_, _>>()?;
        Ok(Edits { label, issuer, name, note, tags, sites, icon, hidden, submit })
    }
}

impl HeadingView {
    pub(crate) fn new(Heading { above, account, count }: Heading) -> Self {
        Self { above, account, count }
    }
}

impl From<OrderOfList> for Order {
    fn from(order: OrderOfList) -> Self {
        match order {
            OrderOfList::Hand => Self::Hand,
            OrderOfList::Name => Self::Name,
            OrderOfList::LastUsed => Self::LastUsed,
            OrderOfList::MostUsed => Self::MostUsed,
        }
    }
}
