//! Every plain object that crosses the boundary, and how it is made from the core's types.
//!
//! These declarations become the types of the generated `tandem.d.ts`.

mod account;
mod backup;
mod checkup;
mod clock;
mod import;
mod intake;
mod page;
mod picture;
mod share;
mod trash;
mod unlock;

use serde::{Deserialize, Serialize};
use tandem_core::{
    account::{Account, Icon},
    draft,
    otp::{self, Algorithm, Code, Scheme},
    pair::{self, Order},
    site::{self, Partition},
    vault::{Entry, Taken},
};
use tsify::Tsify;

use crate::js::number;
pub(crate) use account::{Details, EditsView, HeadingView, OrderOfList, SiteView, TagView};
pub(crate) use backup::{Brought, ReminderStateView, ReminderView};
pub(crate) use checkup::{CheckupView, KnownView};
pub(crate) use clock::{DifferenceOfClocks, SampleView};
pub(crate) use import::{ComparedView, ImportedView, UndoableView};
pub(crate) use intake::IntakeView;
pub(crate) use page::{ChosenView, FitView, OnPage, PageDescription};
pub(crate) use picture::{KeyDrawing, ReadBy};
pub(crate) use share::StoreUpdateView;
pub(crate) use trash::TrashedView;
pub(crate) use unlock::{DerivedKey, DeviceSlot, KdfView, NewPasskey, PasskeyView, UnlockMethods};

/// What a row of the list shows.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Row {
    id: String,
    /// The name that tells it apart; empty if it was never named.
    title: String,
    detail: String,
    issuer: String,
    /// For AWS, the account as AWS writes it; otherwise the account name.
    account: String,
    aws: bool,
    /// AWS's partition, if it isn't the usual one; otherwise empty.
    partition: &'static str,
    initial: String,
    /// Which of the six tints is behind its initial.
    tint: u8,
    /// In seconds; 0 for counter-based codes.
    period: u32,
    /// Seconds until the code changes.
    left: u32,
    /// Seconds until an unused code; 0 if this one is unused.
    reusable_in: u32,
    /// The bare code; none for counter-based codes.
    #[tsify(optional)]
    code: Option<String>,
    /// The code, in groups.
    #[tsify(optional)]
    shown: Option<String>,
    #[tsify(optional)]
    next: Option<String>,
    #[tsify(optional)]
    next_shown: Option<String>,
    /// Whether it is pinned above the others.
    pinned: bool,
    /// Whether its codes are hidden until revealed.
    hidden: bool,
    /// The name of a built-in icon.
    #[tsify(optional)]
    icon: Option<&'static str>,
    /// The name of the user's own picture, which [`crate::vault::Vault::picture`] may have.
    #[tsify(optional)]
    picture: Option<String>,
}

/// A counter-based code. Counters are text, since they may exceed what a JavaScript number holds
/// exactly.
#[derive(Serialize, Tsify)]
pub(crate) struct CounterCode {
    code: String,
    shown: String,
    counter: String,
    /// The counter of the next code.
    next: String,
}

/// What a Key URI says, before it is saved.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Seen {
    issuer: String,
    account: String,
    title: String,
    detail: String,
    aws: bool,
    /// Whether its codes are of the usual kind: SHA-1, six digits, thirty seconds.
    standard: bool,
    algorithm: String,
    digits: u8,
    #[tsify(optional)]
    period: Option<u32>,
    /// As text, since it may exceed what a JavaScript number holds exactly.
    #[tsify(optional)]
    counter: Option<String>,
    /// The length of the secret, in bits.
    bits: usize,
    /// Whether the secret is shorter than RFC 4226 asks for (128 bits).
    weak: bool,
}

/// Two consecutive codes.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PairView {
    codes: [String; 2],
    shown: [String; 2],
    first_step: f64,
    standing: Standing,
    /// Seconds until the pair changes or, once in use, expires.
    left: u32,
    /// The value that `left` starts from.
    total: u32,
    period: u32,
    /// Seconds until a pair without used codes; 0 if none of this one was used.
    fresh_in: u32,
}

/// A pair's status as time goes on.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Standing {
    Following,
    Held,
    Done,
    Expired,
}

/// Which two codes make a pair.
#[derive(Deserialize, Tsify, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum OrderView {
    PreviousCurrent,
    CurrentNext,
}

/// Which codes of a pair are used.
#[derive(Deserialize, Tsify, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WhichView {
    First,
    Second,
    Both,
}

/// What was used of which pair.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UsedPairView {
    pub(crate) first_step: f64,
    pub(crate) first: bool,
    pub(crate) second: bool,
}

/// The content of the fields of *Enter by hand*, as typed.
#[derive(Deserialize, Tsify)]
pub(crate) struct Draft {
    pub(crate) secret: String,
    pub(crate) issuer: String,
    pub(crate) account: String,
    /// `totp` or `hotp`.
    pub(crate) kind: String,
    /// `SHA1`, `SHA256` or `SHA512`.
    pub(crate) algorithm: String,
    pub(crate) digits: String,
    pub(crate) period: String,
    pub(crate) counter: String,
}

impl From<Draft> for draft::Draft {
    fn from(typed: Draft) -> Self {
        let Draft { secret, issuer, account, kind, algorithm, digits, period, counter } = typed;
        let kind = if kind == "hotp" { draft::Kind::Hotp } else { draft::Kind::Totp };
        Self { secret, issuer, account, kind, algorithm, digits, period, counter }
    }
}

impl Row {
    pub(crate) fn new(entry: &Entry, now: u64) -> Self {
        let account = &entry.account;
        let window = otp::window(&account.secret, &account.scheme, now);
        let text = |code: &Code| code.as_str().to_owned();
        Self {
            id: entry.id.to_string(),
            initial: account.initial(),
            tint: account.tint(),
            detail: account.detail(),
            issuer: account.issuer.clone(),
            account: account.shown_name().into_owned(),
            aws: account.is_aws(),
            partition: match site::home_of(account) {
                None | Some(Partition::Standard) => "",
                Some(Partition::China) => "china",
                Some(Partition::UsGov) => "gov",
                Some(Partition::Eusc) => "eusc",
                Some(Partition::Isolated(_)) => "isolated",
            },
            reusable_in: u32::try_from(account.reusable_in(now)).unwrap_or_default(),
            title: title(account),
            period: account.scheme.period().map_or(0, otp::Period::seconds),
            left: window.as_ref().map_or(0, |window| window.seconds_left),
            code: window.as_ref().map(|window| text(&window.current)),
            shown: window.as_ref().map(|window| window.current.grouped()),
            next: window.as_ref().map(|window| text(&window.next)),
            next_shown: window.as_ref().map(|window| window.next.grouped()),
            pinned: account.pinned,
            hidden: account.hidden,
            icon: site::icon(account),
            picture: picture(account),
        }
    }
}

impl CounterCode {
    pub(crate) fn new(code: &Code, taken: Taken) -> Self {
        let Taken { counter, next } = taken;
        Self {
            code: code.as_str().to_owned(),
            shown: code.grouped(),
            counter: counter.to_string(),
            next: next.to_string(),
        }
    }
}

impl Seen {
    pub(crate) fn new(account: &Account) -> Self {
        let (algorithm, digits, counter) = match &account.scheme {
            Scheme::Totp { algorithm, digits, .. } => (name(*algorithm), digits.get(), None),
            Scheme::Hotp { algorithm, digits, counter } => {
                (name(*algorithm), digits.get(), Some(counter.to_string()))
            }
            Scheme::Steam => ("Steam Guard", 5, None),
            Scheme::Motp { .. } => ("mOTP", 6, None),
            Scheme::Yandex { .. } => ("Yandex", 8, None),
        };
        let period = account.scheme.period().map(otp::Period::seconds);
        Self {
            issuer: account.issuer.clone(),
            account: account.shown_name().into_owned(),
            title: title(account),
            detail: account.detail(),
            aws: account.is_aws(),
            standard: (algorithm, digits, period) == (name(Algorithm::Sha1), 6, Some(30)),
            algorithm: algorithm.to_owned(),
            digits,
            period,
            counter,
            bits: account.bits(),
            weak: account.is_weak(),
        }
    }
}

impl PairView {
    pub(crate) fn new(standing: &pair::Standing, codes: &(Code, Code), period: u32, fresh_in: u64) -> Self {
        let (first, second) = codes;
        let (state, total) = match standing.state {
            pair::State::Following => (Standing::Following, period),
            pair::State::Held => (Standing::Held, period.saturating_mul(2)),
            pair::State::Done => (Standing::Done, period.saturating_mul(2)),
            pair::State::Expired => (Standing::Expired, period),
        };
        let left = u32::try_from(standing.seconds_left).unwrap_or(u32::MAX);
        Self {
            codes: [first.as_str().to_owned(), second.as_str().to_owned()],
            shown: [first.grouped(), second.grouped()],
            first_step: number(standing.first_step),
            standing: state,
            left,
            total: total.max(left),
            period,
            fresh_in: u32::try_from(fresh_in).unwrap_or(u32::MAX),
        }
    }
}

impl From<OrderView> for Order {
    fn from(order: OrderView) -> Self {
        match order {
            OrderView::PreviousCurrent => Self::PreviousCurrent,
            OrderView::CurrentNext => Self::CurrentNext,
        }
    }
}

/// The name of an account's own picture.
pub(crate) fn picture(account: &Account) -> Option<String> {
    match account.chosen_icon() {
        Icon::Picture(record) => Some(record.to_owned()),
        Icon::Open | Icon::None | Icon::Named(_) => None,
    }
}

/// Empty if it was never named: the popup has the sentence for that.
pub(crate) fn title(account: &Account) -> String {
    account.title().unwrap_or_default().to_owned()
}

fn name(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Sha1 => "SHA1",
        Algorithm::Sha256 => "SHA256",
        Algorithm::Sha512 => "SHA512",
    }
}
