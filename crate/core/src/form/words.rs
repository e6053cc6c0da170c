//! What people call the field for a code, and what they call its neighbours: one file a language.
//!
//! Written as [`Words`](super::text::Words) spells: small letters without marks, parted where letters meet
//! digits (`2 fa`). Phrases are parted by `|`; `*` at the end stands for any ending, and a phrase that ends in
//! a script without spaces has any ending anyway. Each list of a language is of one concept.
//! A text is searched for all languages at once: what one list says, the same list of another need not repeat, and
//! what English has stands there alone.

mod ar;
mod cs;
mod da;
mod de;
mod el;
mod en;
mod es;
mod fa;
mod fi;
mod fr;
mod he;
mod hi;
mod hu;
mod id;
mod it;
mod ja;
mod ko;
mod nl;
mod no;
mod pl;
mod pt;
mod ro;
mod ru;
mod sv;
mod th;
mod tr;
mod uk;
mod vi;
mod zh;

/// Phrases, parted by `|`.
pub(super) type List = &'static str;

macro_rules! concepts {
    ($($(#[$about:meta])* $name:ident $list:ident,)+) => {
        /// What a phrase speaks of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub(super) enum Concept { $($(#[$about])* $name,)+ }

        impl Concept {
            /// Each with its name, in the order of [`Concept::place`].
            pub(super) const ALL: &[(Self, &str)] = &[$((Self::$name, stringify!($list)),)+];
        }

        /// A language's phrases for each concept.
        pub(super) struct Language { $($list: List,)+ }

        impl Language {
            pub(super) fn lists(&self) -> impl Iterator<Item = (Concept, List)> {
                [$((Concept::$name, self.$list),)+].into_iter()
            }
        }
    };
}

concepts! {
    /// A code of the second factor, and nothing else.
    Sure sure,
    /// The second factor itself: what stands with it, without another name, is its code.
    Factor factor,
    /// How many digits a code has.
    Digits digits,
    /// A code of the second factor, unless a card or a picture is near: these words serve them, too.
    Likely likely,
    /// A code that is made or sent on one page, and a password that a person keeps on another.
    Passcode passcode,
    /// Could be a code of anything; what stands around has to say of what.
    Code code,
    /// Proving who somebody is.
    About about,
    /// A code was sent.
    Sent sent,
    /// A code came on paper: it is for once, and no authenticator makes it.
    Posted posted,
    /// What is offered to whoever cannot give the code: another one, another way.
    Resend resend,
    /// An authenticator is being set up.
    Enrol enrol,
    /// A code for the day the device is lost. It may share a field with the other kind.
    Recovery recovery,
    /// A field that shows the secret, or asks for one to be brought along.
    Secret secret,
    /// Codes that a person sets and keeps.
    Pin pin,
    /// What a person keeps in mind; passwords that are used once are among the sure ones.
    Password password,
    /// Said of a code that a person keeps, not of one that is made.
    Kept kept,
    /// What is opened by a passcode that a person was given, or chose.
    Locked locked,
    /// Signing in with a name and a password.
    Signin signin,
    /// What a button says that sends a code, and others.
    Submit submit,
    /// What a button says that sends something else than a code.
    Admin admin,
    /// Something else that has codes of its own.
    Hard hard,
    /// Something else, unless a code is what it is said of: "phone number", and "code sent to your phone number".
    Soft soft,
    /// The name of a field that looks for something.
    Search search,
    /// Of cards: their "security code" is printed on them.
    Card card,
    /// What a picture asks to be read, to tell people from machines.
    Picture picture,
    /// Somebody writes to whoever keeps the page: what is asked besides tells people from machines.
    Message message,
    /// By what way a code comes that no authenticator makes.
    Delivered delivered,
    /// The first of two.
    First first,
    /// The second of two.
    Second second,
    /// Two codes are asked for, one after the other.
    Consecutive consecutive,
    /// A field that repeats what a person chooses in the one before it.
    Repeated repeated,
    /// A button of a page that describes requests: its fields are what they carry.
    Tried tried,
    /// Parts what a field takes the one or the other of.
    Or or,
    /// Tells a person to write something.
    Write write,
    /// Says no more than that something is to be written.
    Plain plain,
}

impl Concept {
    /// Its place in [`Concept::ALL`], and its bit in a set of concepts.
    #[expect(clippy::as_conversions, reason = "the number of a variant, which no other way gives")]
    pub(super) const fn place(self) -> usize {
        self as usize
    }
}

/// All languages whose words are known.
pub(super) const LANGUAGES: [(&str, &Language); 29] = [
    ("ar", &ar::WORDS),
    ("cs", &cs::WORDS),
    ("da", &da::WORDS),
    ("de", &de::WORDS),
    ("el", &el::WORDS),
    ("en", &en::WORDS),
    ("es", &es::WORDS),
    ("fa", &fa::WORDS),
    ("fi", &fi::WORDS),
    ("fr", &fr::WORDS),
    ("he", &he::WORDS),
    ("hi", &hi::WORDS),
    ("hu", &hu::WORDS),
    ("id", &id::WORDS),
    ("it", &it::WORDS),
    ("ja", &ja::WORDS),
    ("ko", &ko::WORDS),
    ("nl", &nl::WORDS),
    ("no", &no::WORDS),
    ("pl", &pl::WORDS),
    ("pt", &pt::WORDS),
    ("ro", &ro::WORDS),
    ("ru", &ru::WORDS),
    ("sv", &sv::WORDS),
    ("th", &th::WORDS),
    ("tr", &tr::WORDS),
    ("uk", &uk::WORDS),
    ("vi", &vi::WORDS),
    ("zh", &zh::WORDS),
];
