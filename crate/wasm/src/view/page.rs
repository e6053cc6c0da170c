//! What is said about the page in front: the page script's description, and the core's answer.

use serde::{Deserialize, Serialize};
use tandem_core::{
    account::Account,
    form::{Ask, Group, Input, Page, Picture, Place},
    site::{self, Address, Fit},
};
use tsify::Tsify;

use crate::error::Error;

/// What the page script saw.
#[derive(Deserialize, Tsify)]
pub(crate) struct PageDescription {
    /// The address of the top page.
    pub(crate) url: String,
    title: String,
    inputs: Vec<InputView>,
    /// What contains the inputs: forms, dialogs, or the page itself.
    groups: Vec<GroupView>,
}

/// One input, described without judgement.
#[derive(Deserialize, Tsify)]
pub(crate) struct InputView {
    /// The type, as the browser understands it.
    kind: String,
    name: String,
    id: String,
    autocomplete: String,
    mode: String,
    pattern: String,
    label: String,
    placeholder: String,
    hint: String,
    extra: String,
    set: String,
    near: String,
    value: String,
    /// `-1` if there is no limit.
    longest: i32,
    visible: bool,
    opacity: f64,
    aside: bool,
    open: bool,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    /// Its index in `groups`.
    group: usize,
    /// The other origins to which its form sends its content.
    targets: Vec<String>,
}

/// Something that contains inputs.
#[derive(Deserialize, Tsify)]
pub(crate) struct GroupView {
    name: String,
    text: String,
    heading: String,
    buttons: String,
    links: String,
    pictures: Vec<PictureView>,
}

/// An image or a canvas.
#[derive(Deserialize, Tsify)]
struct PictureView {
    name: String,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// The input that the user chose.
#[derive(Deserialize, Tsify)]
pub(crate) struct ChosenView {
    /// Its index in the description.
    pub(crate) index: usize,
    /// Whether the code is inserted at the cursor.
    pub(crate) insert: bool,
}

/// What a page asks for, and which accounts fit.
#[derive(Serialize, Tsify)]
pub(crate) struct OnPage {
    ask: AskView,
    /// Whether the user once chose this field.
    remembered: bool,
    /// Whether the page asks for two codes and this is the field of one; then the form isn't
    /// submitted.
    half: bool,
    /// Indices in the description: one for `single`, two in order for `pair`, one for each
    /// character for `boxes`.
    fields: Vec<usize>,
    /// The page's host in readable form; none if codes never go there.
    #[tsify(optional)]
    host: Option<String>,
    /// Whether it is AWS's sign-in or console.
    aws: bool,
    /// The error code that says why this page never gets codes.
    #[tsify(optional)]
    refused: Option<&'static str>,
    /// The other site, or the unencrypted address, to which the page would send the code; then it
    /// asks for nothing.
    #[tsify(optional)]
    away: Option<String>,
    /// The accounts that belong to this page, the last used first.
    fitting: Vec<String>,
}

/// What the inputs of a page are for.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "snake_case")]
enum AskView {
    Pair,
    Single,
    Boxes,
    Nothing,
}

/// Whether an account belongs to a page.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FitView {
    fit: FitKind,
    /// The page's host.
    host: String,
    /// The host of the account's first site, when there is one.
    #[tsify(optional)]
    home: Option<String>,
    /// Whether the account is AWS's.
    aws: bool,
    /// Whether the page is sign-in or console of AWS.
    aws_page: bool,
    /// Whether filling also presses the form's button.
    submit: bool,
}

/// Why an account belongs to a page.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "snake_case")]
enum FitKind {
    Enrolled,
    Aws,
    Elsewhere,
}

impl OnPage {
    /// A page that never gets codes, whatever it asks for.
    pub(crate) fn refused(why: &Error) -> Self {
        let refused = Some(why.code());
        Self {
            ask: AskView::Nothing,
            fields: Vec::new(),
            host: None,
            aws: false,
            refused,
            away: None,
            fitting: Vec::new(),
            remembered: false,
            half: false,
        }
    }

    pub(crate) fn new(address: &Address, asked: Ask, fitting: Vec<String>, away: Option<String>) -> Self {
        let (ask, fields) = match asked {
            Ask::Pair(fields) => (AskView::Pair, fields.to_vec()),
            Ask::Single(field) => (AskView::Single, vec![field]),
            Ask::Boxes(fields) => (AskView::Boxes, fields),
            Ask::Nothing(_) => (AskView::Nothing, Vec::new()),
        };
        let (host, aws) = (Some(address.host().to_owned()), address.aws().is_some());
        Self { ask, fields, host, aws, refused: None, away, fitting, remembered: false, half: false }
    }
}

impl OnPage {
    /// Whether the user once chose this field, and whether it is one of two.
    pub(crate) fn chosen(self, remembered: bool, half: bool) -> Self {
        Self { remembered, half, ..self }
    }
}

impl FitView {
    pub(crate) fn new(account: &Account, address: &Address) -> Self {
        let fit = site::fit(account, address);
        Self {
            fit: match fit {
                Fit::Enrolled => FitKind::Enrolled,
                Fit::Aws => FitKind::Aws,
                Fit::Elsewhere => FitKind::Elsewhere,
            },
            host: address.host().to_owned(),
            home: account.sites.first().map(|site| site.host.clone()),
            aws: account.is_aws(),
            aws_page: address.aws().is_some(),
            // A yes to one fill elsewhere is none to what a button does there.
            submit: account.submit && fit != Fit::Elsewhere,
        }
    }
}

impl PageDescription {
    /// For each input, where its form sends its content, if that is another site or unencrypted.
    pub(crate) fn leading_away(&self, address: &Address) -> Vec<Option<String>> {
        let away = |input: &InputView| input.targets.iter().find(|to| !site::keeps(address, to)).cloned();
        self.inputs.iter().map(away).collect()
    }

    /// This page, at the given address.
    pub(crate) fn at(self, address: &Address) -> Page {
        Page {
            title: self.title,
            inputs: self.inputs.into_iter().map(|input| input.at(address)).collect(),
            groups: self.groups.into_iter().map(Into::into).collect(),
        }
    }
}

impl InputView {
    fn at(self, address: &Address) -> Input {
        let input = self;
        let InputView { left, top, width, height, .. } = input;
        Input {
            leaves: !input.targets.iter().all(|target| site::keeps(address, target)),
            kind: input.kind,
            name: input.name,
            id: input.id,
            autocomplete: input.autocomplete,
            mode: input.mode,
            pattern: input.pattern,
            label: input.label,
            placeholder: input.placeholder,
            hint: input.hint,
            extra: input.extra,
            set: input.set,
            near: input.near,
            value: input.value,
            longest: u32::try_from(input.longest).ok(),
            visible: input.visible,
            opacity: input.opacity,
            aside: input.aside,
            open: input.open,
            place: Place { left, top, width, height },
            group: input.group,
        }
    }
}

impl From<GroupView> for Group {
    fn from(group: GroupView) -> Self {
        Self {
            name: group.name,
            text: group.text,
            heading: group.heading,
            buttons: group.buttons,
            links: group.links,
            pictures: group.pictures.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<PictureView> for Picture {
    fn from(PictureView { name, left, top, width, height }: PictureView) -> Self {
        Self { name, place: Place { left, top, width, height } }
    }
}
