//! The order of the accounts in the list, and the grouping of AWS accounts.

use std::cmp::Ordering;

use crate::{
    account::Account,
    sorted::{sort, sorted},
};

/// With more AWS entries than this, they are grouped under the name of their AWS account.
pub const MOST_UNGROUPED: usize = 8;

/// The order that the user chose for the list. Pinned accounts always come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The manual order.
    Hand,
    /// By name.
    Name,
    /// Last used first.
    LastUsed,
    /// Most used first.
    MostUsed,
}

/// The heading above a group of AWS entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// How many accounts of the list are above it.
    pub above: usize,
    /// The AWS account as AWS writes it.
    pub account: String,
    /// How many accounts are under it.
    pub count: usize,
}

/// Sorts accounts that come in the manual order; returns their previous indices in the new order.
/// `named` gives an account's name in comparable form.
#[must_use]
pub fn arranged(accounts: &[&Account], order: Order, named: impl Fn(&Account) -> String) -> Vec<usize> {
    let names: Vec<String> = match order {
        Order::Name => accounts.iter().map(|account| named(account)).collect(),
        Order::Hand | Order::LastUsed | Order::MostUsed => Vec::new(),
    };
    sorted(accounts.len(), &|one, other| {
        let (Some(a), Some(b)) = (accounts.get(one), accounts.get(other)) else { return Ordering::Equal };
        let chosen = || match order {
            Order::Hand => Ordering::Equal,
            Order::Name => names.get(one).cmp(&names.get(other)),
            Order::LastUsed => b.last_used.cmp(&a.last_used),
            Order::MostUsed => b.uses.cmp(&a.uses).then(b.last_used.cmp(&a.last_used)),
        };
        b.pinned.cmp(&a.pinned).then_with(chosen)
    })
}

/// Whether AWS entries are grouped.
#[must_use]
pub fn are_grouped(accounts: &[&Account]) -> bool {
    accounts.iter().filter(|account| account.aws().is_some()).count() > MOST_UNGROUPED
}

/// Moves the entries of one AWS account to the first of them. Pinned ones stay: the user wants them
/// above all others.
#[must_use]
pub fn grouped(accounts: &[&Account], places: &[usize]) -> Vec<usize> {
    let groups: Vec<Option<&str>> = places.iter().map(|place| group(accounts, *place)).collect();
    // For each, the first of its group in the list, or itself.
    let mut firsts: Vec<usize> = (0..places.len()).collect();
    let mut before: Option<(&str, usize)> = None;
    for at in sorted(places.len(), &|one, other| groups.get(one).cmp(&groups.get(other))) {
        let own = groups.get(at).copied().flatten();
        match (before, firsts.get_mut(at)) {
            (Some((name, first)), Some(slot)) if own == Some(name) => *slot = first,
            _ => before = own.map(|own| (own, at)),
        }
    }
    let order = sorted(places.len(), &|one, other| firsts.get(one).cmp(&firsts.get(other)));
    order.into_iter().filter_map(|at| places.get(at).copied()).collect()
}

/// The headings of a list that was [`grouped`]; accounts without an AWS account that follow a group
/// get a heading without a name.
#[must_use]
pub fn headings(accounts: &[&Account], places: &[usize]) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut before = None;
    for (above, place) in places.iter().enumerate() {
        let own = group(accounts, *place);
        if own != before {
            let label = own.and_then(|_| accounts.get(*place)?.aws());
            let account = label.map_or_else(String::new, |label| label.shown_account().into_owned());
            headings.push(Heading { above, account, count: 0 });
        }
        if let Some(heading) = headings.last_mut() {
            heading.count = heading.count.saturating_add(1);
        }
        before = own;
    }
    headings
}

/// The AWS account under which an entry is grouped.
fn group<'a>(accounts: &[&'a Account], place: usize) -> Option<&'a str> {
    let account = accounts.get(place).copied().filter(|account| !account.pinned)?;
    account.aws().map(|label| label.account)
}

/// The tags of all accounts in alphabetical order, each in its first spelling, with the number of
/// its accounts.
#[must_use]
pub fn tags(accounts: &[&Account]) -> Vec<(String, usize)> {
    let mut all: Vec<(String, &str)> = accounts
        .iter()
        .flat_map(|account| &account.tags)
        .map(|tag| (tag.to_lowercase(), tag.as_str()))
        .collect();
    sort(&mut all, |(one, _), (other, _)| one.cmp(other));
    // The first spelling in the list.
    let counted = |same: &[(String, &str)]| same.first().map(|(_, tag)| ((*tag).to_owned(), same.len()));
    all.chunk_by(|(one, _), (other, _)| one == other).filter_map(counted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{otp::Scheme, secret::Secret};

    fn account(issuer: &str, name: &str) -> Account {
        Account {
            issuer: issuer.into(),
            name: name.into(),
            ..Account::nameless(Secret::new(vec![1]).unwrap(), Scheme::standard(), 0)
        }
    }

    #[test]
    fn each_order_has_the_pinned_first() {
        let one =
            |name: &str, last_used, uses, pinned| Account { last_used, uses, pinned, ..account(name, "") };
        let all = [
            one("m", Some(5), 9, false),
            one("z", None, 0, true),
            one("a", None, 0, false),
            one("b", Some(9), 1, false),
            one("c", Some(2), 1, true),
            one("a", Some(1), 9, false),
        ];
        let accounts: Vec<&Account> = all.iter().collect();
        let names = |account: &Account| account.issuer.clone();
        for (order, expected) in [
            (Order::Hand, [1, 4, 0, 2, 3, 5]),
            (Order::Name, [4, 1, 2, 5, 3, 0]),
            (Order::LastUsed, [4, 1, 3, 0, 5, 2]),
            (Order::MostUsed, [4, 1, 0, 5, 3, 2]),
        ] {
            assert_eq!(arranged(&accounts, order, names), expected, "{order:?}");
        }
    }

    #[test]
    fn accounts_of_aws_stand_together_once_there_are_more_than_eight() {
        let aws = |name: &str| account("Amazon Web Services", name);
        let mut all = vec![account("GitHub", "ana"), aws("ana@111122223333"), aws("bo@acme")];
        all.extend((0..6).map(|n| aws(&format!("user{n}@111122223333"))));
        assert!(!are_grouped(&all.iter().collect::<Vec<_>>()));
        all.push(account("Google", "ana"));
        all.push(aws("cy@acme"));
        all.push(Account { pinned: true, ..aws("root-account-mfa-device@acme") });
        let accounts: Vec<&Account> = all.iter().collect();
        assert!(are_grouped(&accounts));
        let places: Vec<usize> = [11, 0, 1, 2].into_iter().chain(3..11).collect();
        let order = grouped(&accounts, &places);
        assert_eq!(order, [11, 0, 1, 3, 4, 5, 6, 7, 8, 2, 10, 9]);
        let headings = headings(&accounts, &order);
        let told: Vec<(usize, &str, usize)> =
            headings.iter().map(|heading| (heading.above, heading.account.as_str(), heading.count)).collect();
        assert_eq!(told, [(2, "1111-2222-3333", 7), (9, "acme", 2), (11, "", 1)]);
    }

    #[test]
    fn a_list_that_begins_with_a_group_has_its_name_on_top() {
        let all = [account("AWS", "ana@acme"), account("AWS", "bo@acme")];
        let accounts: Vec<&Account> = all.iter().collect();
        assert_eq!(grouped(&accounts, &[0, 1]), [0, 1]);
        assert_eq!(headings(&accounts, &[0, 1]), [Heading { above: 0, account: "acme".into(), count: 2 }]);
        assert_eq!((grouped(&[], &[]), headings(&[], &[])), (vec![], vec![]));
    }

    #[test]
    fn tags_stand_by_their_letters_each_once() {
        let tagged = |tags: &[&str]| Account {
            tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
            ..account("", "")
        };
        let all = [tagged(&["work", "仕事"]), tagged(&["Admin"]), tagged(&[]), tagged(&["Work", "home"])];
        let accounts: Vec<&Account> = all.iter().collect();
        let found = tags(&accounts);
        let found: Vec<(&str, usize)> = found.iter().map(|(tag, count)| (tag.as_str(), *count)).collect();
        assert_eq!(found, [("Admin", 1), ("home", 1), ("work", 2), ("仕事", 1)]);
    }
}
