use super::{Address, Partition, aws::partition};
use crate::{account::Account, sorted};

/// By what an account belongs to a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It was enrolled there.
    Enrolled,
    /// It is AWS's, and the page is sign-in or console of its partition.
    Aws,
    /// It does not belong there: the person has to say so.
    Elsewhere,
}

/// Whether an account belongs to a page.
///
/// AWS's entries fit AWS's hosts, since one device serves many of them, and otherwise only the
/// very host where they were enrolled.
#[must_use]
pub fn fit(account: &Account, address: &Address) -> Fit {
    let home = account.enrolled.as_ref().map(|enrolled| enrolled.host.as_str());
    let from = home.and_then(partition);
    if let Some(here) = address.aws() {
        // One that was entered by hand or scanned off a wiki says no partition: the usual one is meant.
        let own = from.or_else(|| account.is_aws().then_some(Partition::Standard));
        return if own == Some(here) { Fit::Aws } else { Fit::Elsewhere };
    }
    // The host of AWS on an odd port is not AWS.
    if from.is_none() && home == Some(address.host()) { Fit::Enrolled } else { Fit::Elsewhere }
}

/// The places of the accounts that belong to a page, the one used last first.
pub fn fitting<'a>(accounts: impl IntoIterator<Item = &'a Account>, address: &Address) -> Vec<usize> {
    let mut found: Vec<(Option<u64>, usize)> = accounts
        .into_iter()
        .enumerate()
        .filter(|(_, account)| fit(account, address) != Fit::Elsewhere)
        .map(|(place, account)| (account.last_used, place))
        .collect();
    // Those never used keep the order of the list.
    sorted::by_key(&mut found, |(used, _)| std::cmp::Reverse(*used));
    found.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{account::Enrolled, otp::Scheme, secret::Secret};

    const AWS: &str = "Amazon Web Services";

    fn account(issuer: &str, home: Option<&str>) -> Account {
        let secret = Secret::new(vec![7; 20]).unwrap();
        Account {
            issuer: issuer.into(),
            enrolled: home.map(|host| Enrolled { host: host.into() }),
            ..Account::nameless(secret, Scheme::standard(), 0)
        }
    }

    fn check(issuer: &str, home: Option<&str>, url: &str, expected: Fit) {
        let found = fit(&account(issuer, home), &Address::parse(url).unwrap());
        assert_eq!(found, expected, "{issuer} of {home:?} on {url}");
    }

    #[test]
    fn aws_fits_its_own_partition() {
        for (home, url, expected) in [
            (None, "https://signin.aws.amazon.com/", Fit::Aws),
            (None, "https://us-east-1.console.aws.amazon.com/", Fit::Aws),
            (Some("127.0.0.1"), "https://signin.aws.amazon.com/", Fit::Aws),
            (Some("us-east-1.console.aws.amazon.com"), "https://eu-west-1.signin.aws.amazon.com/", Fit::Aws),
            (Some("signin.aws.amazon.com"), "https://signin.aws.amazon.com:8443/", Fit::Elsewhere),
            (None, "https://cn-north-1.signin.amazonaws.cn/", Fit::Elsewhere),
            (Some("console.aws.amazon.com"), "https://signin.amazonaws.cn/", Fit::Elsewhere),
            (Some("console.amazonaws.cn"), "https://cn-north-1.signin.amazonaws.cn/", Fit::Aws),
            (Some("console.amazonaws.cn"), "https://signin.aws.amazon.com/", Fit::Elsewhere),
            (Some("console.amazonaws-us-gov.com"), "https://signin-fips.amazonaws-us-gov.com/", Fit::Aws),
            (Some("console.aws.amazon.com"), "https://www.amazon.com/", Fit::Elsewhere),
            (Some("console.aws.amazon.com"), "https://docs.aws.amazon.com/", Fit::Elsewhere),
            (None, "https://signin.aws.amazon.com.evil.example/", Fit::Elsewhere),
            (None, "http://127.0.0.1:4000/", Fit::Elsewhere),
            (Some("127.0.0.1"), "http://127.0.0.1:4000/", Fit::Enrolled),
        ] {
            check(AWS, home, url, expected);
            check("AWS", home, url, expected);
        }
    }

    #[test]
    fn another_account_fits_where_it_was_enrolled() {
        for (home, url, expected) in [
            (Some("example.com"), "https://example.com/login", Fit::Enrolled),
            (Some("example.com"), "https://example.com:8443/login", Fit::Enrolled),
            (Some("localhost"), "http://localhost:3000/", Fit::Enrolled),
            (Some("[::1]"), "http://[::1]:3000/", Fit::Enrolled),
            (Some("192.0.2.7"), "https://192.0.2.7/", Fit::Enrolled),
            (Some("example.com"), "https://example.com.evil.example/", Fit::Elsewhere),
            (Some("example.com"), "https://evilexample.com/", Fit::Elsewhere),
            (Some("example.com"), "https://example.org/", Fit::Elsewhere),
            (Some("192.0.2.7"), "https://192.0.2.8/", Fit::Elsewhere),
            (None, "https://example.com/", Fit::Elsewhere),
            (None, "https://signin.aws.amazon.com/", Fit::Elsewhere),
            (Some("signin.aws.amazon.com"), "https://us-east-1.console.aws.amazon.com/", Fit::Aws),
        ] {
            check("Example", home, url, expected);
        }
    }

    #[test]
    fn the_one_used_last_comes_first() {
        let used = |last_used, home| Account { last_used, ..account("Example", Some(home)) };
        let all = [
            used(None, "example.com"),
            used(Some(5), "example.com"),
            used(Some(9), "example.org"),
            used(Some(7), "example.com"),
            used(None, "example.com"),
        ];
        let address = Address::parse("https://example.com/").unwrap();
        assert_eq!(fitting(&all, &address), [3, 1, 0, 4]);
    }
}
