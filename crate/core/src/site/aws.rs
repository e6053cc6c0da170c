//! AWS's own hosts, by partition.

use super::Address;

/// A part of AWS with accounts, sign-in and console of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Partition {
    /// The one that is meant where none is named.
    Standard,
    /// `amazonaws.cn`.
    China,
    /// `amazonaws-us-gov.com`.
    UsGov,
    /// The European sovereign cloud, `amazonaws-eusc.eu`.
    Eusc,
    /// The partitions that no public network reaches, each by its own domain.
    Isolated(&'static str),
}

/// What may stand before a host that AWS names.
#[derive(Clone, Copy)]
enum Before {
    Nothing,
    /// A region, as `eu-west-1`, or nothing.
    Region,
    /// One label: a region, an account or its alias, a directory; or nothing.
    OneLabel,
    /// One label, which has to be there.
    Name,
    /// Any labels, but one at least.
    Labels,
    /// A region, and before it the account and session of a browser signed in more than once; or nothing.
    Session,
}

/// The hosts of sign-in, console and Identity Center, as AWS's own papers name them.
const HOSTS: [(&str, Before, Partition); 15] = [
    ("signin.aws.amazon.com", Before::OneLabel, Partition::Standard),
    ("console.aws.amazon.com", Before::Session, Partition::Standard),
    ("signin.aws", Before::Labels, Partition::Standard),
    ("awsapps.com", Before::Name, Partition::Standard),
    ("signin.amazonaws.cn", Before::Region, Partition::China),
    ("console.amazonaws.cn", Before::Region, Partition::China),
    ("signin.amazonaws-us-gov.com", Before::Region, Partition::UsGov),
    ("signin-fips.amazonaws-us-gov.com", Before::Nothing, Partition::UsGov),
    ("console.amazonaws-us-gov.com", Before::Region, Partition::UsGov),
    ("signin.amazonaws-eusc.eu", Before::Region, Partition::Eusc),
    ("console.amazonaws-eusc.eu", Before::Region, Partition::Eusc),
    ("signin.c2shome.ic.gov", Before::Labels, Partition::Isolated("c2shome.ic.gov")),
    ("signin.sc2shome.sgov.gov", Before::Labels, Partition::Isolated("sc2shome.sgov.gov")),
    ("signin.csphome.adc-e.uk", Before::Labels, Partition::Isolated("csphome.adc-e.uk")),
    ("signin.csphome.hci.ic.gov", Before::Labels, Partition::Isolated("csphome.hci.ic.gov")),
];

impl Address {
    /// The partition whose sign-in or console this is; none for every other host, Amazon's own among them.
    ///
    /// AWS answers on the usual port alone: on any other it is somebody else's.
    #[must_use]
    pub fn aws(&self) -> Option<Partition> {
        if self.has_usual_port() { partition(self.host()) } else { None }
    }
}

pub(super) fn partition(host: &str) -> Option<Partition> {
    let is = |known: &str, before: Before| match host.strip_suffix(known) {
        Some("") => matches!(before, Before::Nothing | Before::Region | Before::OneLabel | Before::Session),
        Some(rest) => rest.strip_suffix('.').is_some_and(|rest| before.allows(rest)),
        None => false,
    };
    HOSTS.iter().find(|(known, before, _)| is(known, *before)).map(|(_, _, partition)| *partition)
}

impl Before {
    fn allows(self, labels: &str) -> bool {
        match self {
            Self::Nothing => false,
            Self::Region => is_region(labels),
            Self::OneLabel | Self::Name => !labels.contains('.'),
            Self::Labels => true,
            Self::Session => match labels.split_once('.') {
                None => is_region(labels),
                Some((session, region)) => is_region(region) && is_session(session),
            },
        }
    }
}

/// `eu-west-1`, `us-gov-east-1`: words and at last a number, parted by hyphens.
fn is_region(label: &str) -> bool {
    let Some((words, number)) = label.rsplit_once('-') else { return false };
    let word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    (1..=2).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && words.split('-').count() >= 2
        && words.split('-').all(word)
}

/// `123456789012-k7dq3mzx`: twelve digits of the account, then what tells its sessions apart.
fn is_session(label: &str) -> bool {
    label.split_once('-').is_some_and(|(account, rest)| {
        account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit()) && !rest.contains('.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: Option<Partition>) {
        let found = Address::parse(url).ok().and_then(|address| address.aws());
        assert_eq!(found, expected, "{url}");
    }

    #[test]
    fn the_hosts_that_aws_names() {
        for (host, partition) in [
            ("signin.aws.amazon.com", Partition::Standard),
            ("us-east-1.signin.aws.amazon.com", Partition::Standard),
            ("eu-central-2.signin.aws.amazon.com", Partition::Standard),
            ("123456789012.signin.aws.amazon.com", Partition::Standard),
            ("acme-prod.signin.aws.amazon.com", Partition::Standard),
            ("console.aws.amazon.com", Partition::Standard),
            ("us-east-1.console.aws.amazon.com", Partition::Standard),
            ("ap-northeast-1.console.aws.amazon.com", Partition::Standard),
            ("123456789012-abcdefgh.us-east-1.console.aws.amazon.com", Partition::Standard),
            ("us-east-1.oauth.signin.aws", Partition::Standard),
            ("us-east-1.signin.aws", Partition::Standard),
            ("d-1234567890.awsapps.com", Partition::Standard),
            ("acme.awsapps.com", Partition::Standard),
            ("cn-north-1.signin.amazonaws.cn", Partition::China),
            ("signin.amazonaws.cn", Partition::China),
            ("console.amazonaws.cn", Partition::China),
            ("us-gov-west-1.signin.amazonaws-us-gov.com", Partition::UsGov),
            ("signin-fips.amazonaws-us-gov.com", Partition::UsGov),
            ("console.amazonaws-us-gov.com", Partition::UsGov),
            ("eusc-de-east-1.signin.amazonaws-eusc.eu", Partition::Eusc),
            ("us-iso-east-1.signin.c2shome.ic.gov", Partition::Isolated("c2shome.ic.gov")),
            ("us-isob-east-1.signin.sc2shome.sgov.gov", Partition::Isolated("sc2shome.sgov.gov")),
            ("eu-isoe-west-1.signin.csphome.adc-e.uk", Partition::Isolated("csphome.adc-e.uk")),
            ("us-isof-south-1.signin.csphome.hci.ic.gov", Partition::Isolated("csphome.hci.ic.gov")),
        ] {
            check(&format!("https://{host}/console/home?region=x"), Some(partition));
            check(&format!("https://{host}:443/"), Some(partition));
            check(&format!("http://{host}/"), None);
            check(&format!("https://{host}:8443/"), None);
            check(&format!("https://{host}.evil.example/"), None);
            check(&format!("https://{}.evil.example/", host.replace('.', "-")), None);
            check(&format!("https://evil.example/{host}"), None);
            check(&format!("https://{host}@evil.example/"), None);
            check(&format!("https://x{host}x/"), None);
        }
    }

    #[test]
    fn amazon_is_larger_than_its_sign_in() {
        for host in [
            "amazon.com",
            "www.amazon.com",
            "aws.amazon.com",
            "docs.aws.amazon.com",
            "repost.aws",
            "signin.aws",
            "builder.aws",
            "evil.aws.amazon.com",
            "signin-aws.amazon.com",
            "a.b.signin.aws.amazon.com",
            "evil.console.aws.amazon.com",
            "a.us-east-1.console.aws.amazon.com",
            "awsapps.com",
            "a.b.awsapps.com",
            "myawsapps.com",
            "evilsignin.aws.amazon.com",
            "xsignin.aws",
            "signin.aws.amazon.co",
            "signin.aws.amazon.com.cn",
            "signin.aws.amazon.cn",
            "bucket.s3.amazonaws.com",
            "signin.s3.amazonaws.com",
            "signin.amazonaws.com",
            "signin.amazonaws.com.cn",
            "evil.signin.amazonaws.cn",
            "evil.signin-fips.amazonaws-us-gov.com",
            "signin.awsapps.com.evil.example",
            "x.execute-api.us-east-1.amazonaws.com",
            "d111111abcdef8.cloudfront.net",
            "main.d1.amplifyapp.com",
            "signin.c2shome.ic.gov.example",
        ] {
            check(&format!("https://{host}/"), None);
        }
    }
}
