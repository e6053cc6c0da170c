//! What a page script tells of a page and its inputs.

/// What a page script saw of a page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// In the order of the document, those of a frame where the frame stands.
    pub inputs: Vec<Input>,
    /// The title of the top page.
    pub title: String,
    /// What surrounds them: forms, dialogs, or the page itself.
    pub groups: Vec<Group>,
}

impl Page {
    /// What a person reads on it and what is already written in it: whose page it is may be among that.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let groups = self.groups.iter().flat_map(|group| [group.heading.as_str(), &group.text]);
        let inputs = self.inputs.iter().flat_map(|input| [input.value.as_str(), &input.near]);
        groups.chain(inputs).filter(|text| !text.is_empty()).collect()
    }
}

/// An input, as it is; nothing is judged before it comes here.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The type as the browser understands it, lower case: `text` where a page writes nonsense.
    pub kind: String,
    /// The attribute `name`.
    pub name: String,
    /// The attribute `id`.
    pub id: String,
    /// The attribute `autocomplete`.
    pub autocomplete: String,
    /// The attribute `inputmode`.
    pub mode: String,
    /// The attribute `pattern`.
    pub pattern: String,
    /// Its labels, by all the ways HTML has.
    pub label: String,
    /// The attribute `placeholder`.
    pub placeholder: String,
    /// What `aria-describedby` leads to.
    pub hint: String,
    /// What it says of itself elsewhere: classes, `data-` attributes.
    pub extra: String,
    /// What its fieldset, or the group of boxes it is in, is called.
    pub set: String,
    /// The text that stands before it.
    pub near: String,
    /// What is in it.
    pub value: String,
    /// The attribute `maxlength`.
    pub longest: Option<u32>,
    /// Whether a person sees it.
    pub visible: bool,
    /// How much of it a person sees through: 1 is solid.
    pub opacity: f64,
    /// Whether the page hides it from screen readers (`aria-hidden`).
    pub aside: bool,
    /// Whether a person may write into it: neither disabled nor read-only nor inert.
    pub open: bool,
    /// Where it is.
    pub place: Place,
    /// Its place in [`Page::groups`].
    pub group: usize,
    /// Whether its form sends it to another site, or over the open.
    pub leaves: bool,
}

/// A rectangle in the top page, in CSS pixels.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    /// Of the left edge.
    pub left: f64,
    /// Of the upper edge.
    pub top: f64,
    /// Of the rectangle.
    pub width: f64,
    /// Of the rectangle.
    pub height: f64,
}

/// What inputs stand in together.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// What it is called: id, name, class, action.
    pub name: String,
    /// What a person reads in it.
    pub text: String,
    /// Headings in it, or before it where it has none.
    pub heading: String,
    /// What its buttons say.
    pub buttons: String,
    /// What its links say.
    pub links: String,
    /// Its pictures.
    pub pictures: Vec<Picture>,
}

/// An image or a canvas.
#[derive(Debug, Clone, Default)]
pub struct Picture {
    /// What it is called, and what it is for those who do not see it.
    pub name: String,
    /// Where it is.
    pub place: Place,
}
