//! What the form *Edit* shows of an account and hands back, and what stands around the rows of the list.

use serde::{Deserialize, Serialize};
use tandem_core::{
    account::{Account, Edits, Site},
    arrange::{Heading, Order},
    otp::Scheme,
    site::{self, Reach, Refused},
};
use tsify::Tsify;

use super::picture;

/// All of an account that a person can change.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Details {
    #[tsify(optional)]
    label: Option<String>,
    /// What it is called without a label.
    usual: String,
    issuer: String,
    name: String,
    note: String,
    tags: Vec<String>,
    sites: Vec<SiteView>,
    /// Hosts that may well be its own, where it has no site: to be asked about.
    suggested: Vec<SiteView>,
    /// The chosen icon, as it is kept.
    #[tsify(optional)]
    icon: Option<String>,
    /// The built-in icon that is drawn.
    #[tsify(optional)]
    drawn: Option<&'static str>,
    /// The one that is drawn where none was chosen.
    #[tsify(optional)]
    usual_icon: Option<&'static str>,
    #[tsify(optional)]
    picture: Option<String>,
    /// What stands in place of an icon, and its tint.
    initial: String,
    tint: u8,
    pinned: bool,
    hidden: bool,
    submit: bool,
    /// The counter of the next code, as text; none where the time drives its codes.
    #[tsify(optional)]
    counter: Option<String>,
}

/// A site of an account.
#[derive(Serialize, Tsify)]
pub(crate) struct SiteView {
    /// Its host, with the port where one is meant.
    text: String,
    exact: bool,
    reach: ReachView,
    /// What was registered for the host; empty where that is not known.
    domain: String,
    /// Whether a person may choose between the host and all of its domain.
    choice: bool,
}

/// How much of the web a site takes in.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReachView {
    Aws,
    Domain,
    Host,
}

/// What the form *Edit* says.
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

/// A tag with how many accounts have it.
#[derive(Serialize, Tsify)]
pub(crate) struct TagView {
    pub(crate) name: String,
    pub(crate) count: usize,
}

/// The name above accounts of one AWS account.
#[derive(Serialize, Tsify)]
pub(crate) struct HeadingView {
    above: usize,
    /// Empty above those that belong to none.
    account: String,
    count: usize,
}

/// In which order the list has its accounts.
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
    /// What is meant by it for an account that has these sites.
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
