//! Which accounts belong to an address.
/// stub
#[derive(Debug)]
pub struct Address(String);
/// stub
#[derive(Debug)]
pub enum Refused {
    /// stub
    No,
}
impl Address {
    /// stub
    pub fn parse(url: &str) -> Result<Self, Refused> {
        url.split("://")
            .nth(1)
            .and_then(|r| r.split(['/', ':']).next())
            .map(|h| Self(h.to_owned()))
            .ok_or(Refused::No)
    }
    /// stub
    pub fn host(&self) -> &str {
        &self.0
    }
}
