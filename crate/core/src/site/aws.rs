//! AWS's own hosts, by partition.

use super::Address;

/// A part of AWS with accounts, sign-in and console of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Partition {
    /// The usual one, meant if none is named.
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

/// What may precede a host that AWS names.
#[derive(Clone, Copy)]
enum Before {
    Nothing,
    /// A region, as `eu-west-1`, or nothing.
    Region,
    /// `start.` and a region.
    StartIn,
    /// One label: a region, an account or its alias; or nothing.
    OneLabel,
    /// One label, required: a directory or its alias.
    Name,
    /// One label or more.
    Labels,
    /// A region, after the account and session if the browser is signed in more than once; or
    /// nothing.
    Session,
    /// The portal of an Identity Center instance: its id and a region.
    Portal,
    /// The same, where `portal` stands between the two.
    NamedPortal,
}

use Before::{Labels, Name, NamedPortal, Nothing, OneLabel, Portal, Region, Session, StartIn};
use Partition::{China, Eusc, Isolated, Standard, UsGov};

/// The hosts of sign-in, console and Identity Center. Where each is named:
///
/// 1. AWS Sign-In user guide, *Domains to add to your allow list*, *Sign-in URLs*, *Multi-session support*
/// 2. botocore's endpoint rules of the service `signin`, and its partitions
/// 3. IAM Identity Center user guide, *Workforce access through an additional Region*; aws-cli, `sso/resolve.py`
/// 4. AWS GovCloud (US) user guide, *Endpoints*, *IAM Identity Center*
/// 5. Getting started with AWS in China, *IAM Identity Center*; IAM user guide for China, *How IAM users sign in*
/// 6. AWS European Sovereign Cloud user guide
/// 7. AWS Sign-In user guide, *Sign in with AWS Builder ID*
///
/// As of 2026-11-29.
const HOSTS: [(&str, Before, Partition); 34] = [
    ("signin.aws.amazon.com", OneLabel, Standard),           // 1
    ("sso.signin.aws.amazon.com", Region, Standard),         // 1
    ("console.aws.amazon.com", Session, Standard),           // 1
    ("signin.aws", Labels, Standard),                        // 1
    ("awsapps.com", Name, Standard),                         // 3
    ("start.home.awsapps.com", Nothing, Standard),           // 3
    ("home.awsapps.com", StartIn, Standard),                 // 3
    ("app.aws", NamedPortal, Standard),                      // 3
    ("portal.amazonaws.com", Portal, Standard),              // 3
    ("profile.aws.amazon.com", Nothing, Standard),           // 7
    ("signin.amazonaws.cn", OneLabel, China),                // 2, 5
    ("sso.signin.amazonaws.cn", Region, China),              // 1
    ("signin.www.amazonaws.cn", OneLabel, China),            // 5
    ("console.amazonaws.cn", Session, China),                // 5
    ("start.home.awsapps.cn", Nothing, China),               // 5
    ("home.awsapps.cn", StartIn, China),                     // 3, 5
    ("portal.amazonaws.com.cn", Portal, China),              // 3
    ("app.amazonwebservices.com.cn", NamedPortal, China),    // 3
    ("signin.amazonaws-us-gov.com", OneLabel, UsGov),        // 2, 4
    ("signin-fips.amazonaws-us-gov.com", Region, UsGov),     // 2, 4
    ("sso.signin.amazonaws-us-gov.com", Region, UsGov),      // 4
    ("sso.signin-fips.amazonaws-us-gov.com", Region, UsGov), // 4
    ("console.amazonaws-us-gov.com", Session, UsGov),        // 4
    ("start.us-gov-home.awsapps.com", Nothing, UsGov),       // 4
    ("us-gov-home.awsapps.com", StartIn, UsGov),             // 4
    ("signin.amazonaws-eusc.eu", OneLabel, Eusc),            // 2, 6
    ("sso.signin.amazonaws-eusc.eu", Region, Eusc),          // 1
    ("console.amazonaws-eusc.eu", Session, Eusc),            // 6
    ("portal.amazonaws.eu", Portal, Eusc),                   // 3
    ("api.amazonwebservices.eu", NamedPortal, Eusc),         // 3
    ("signin.c2shome.ic.gov", Labels, Isolated("c2shome.ic.gov")), // 2
    ("signin.sc2shome.sgov.gov", Labels, Isolated("sc2shome.sgov.gov")), // 2
    ("signin.csphome.adc-e.uk", Labels, Isolated("csphome.adc-e.uk")), // 2
    ("signin.csphome.hci.ic.gov", Labels, Isolated("csphome.hci.ic.gov")), // 2
];

impl Address {
    /// The partition whose sign-in or console this is; none for any other host, even Amazon's.
    ///
    /// AWS uses the default port only: what answers on another one is somebody else's.
    #[must_use]
    pub fn aws(&self) -> Option<Partition> {
        if self.has_default_port() { partition(self.host()) } else { None }
    }
}

pub(super) fn partition(host: &str) -> Option<Partition> {
    let is = |known: &str, before: Before| match host.strip_suffix(known) {
        Some("") => matches!(before, Nothing | Region | OneLabel | Session),
        Some(rest) => rest.strip_suffix('.').is_some_and(|rest| before.allows(rest)),
        None => false,
    };
    let (.., named) = HOSTS.iter().find(|(known, before, _)| is(known, *before))?;
    // GovCloud's portals are below the standard partition's domain; only their region tells them
    // apart.
    let gov =
        *named == Standard && host.split('.').any(|label| label.starts_with("us-gov-") && is_region(label));
    Some(if gov { UsGov } else { *named })
}

impl Before {
    fn allows(self, labels: &str) -> bool {
        match self {
            Self::Nothing => false,
            Self::Region => is_region(labels),
            Self::OneLabel => !labels.contains('.'),
            // These two have portals of their own below them.
            Self::Name => !labels.contains('.') && !matches!(labels, "home" | "us-gov-home"),
            Self::Labels => true,
            Self::Session => match labels.split_once('.') {
                None => is_region(labels),
                Some((session, region)) => is_region(region) && is_session(session),
            },
            Self::StartIn => labels.strip_prefix("start.").is_some_and(is_region),
            Self::Portal => {
                labels.split_once('.').is_some_and(|(id, region)| is_instance(id) && is_region(region))
            }
            Self::NamedPortal => {
                labels.split_once(".portal.").is_some_and(|(id, region)| is_instance(id) && is_region(region))
            }
        }
    }
}

/// `ssoins-7223a1b2c3d4e5f6`, the name of an Identity Center instance in its addresses.
fn is_instance(label: &str) -> bool {
    label.strip_prefix("ssoins-").is_some_and(|id| {
        !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

/// `eu-west-1`, `us-gov-east-1`: words and then a number, separated by hyphens.
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
    #[expect(clippy::too_many_lines, reason = "a table")]
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
            ("us-east-1.sso.signin.aws.amazon.com", Partition::Standard),
            ("start.home.awsapps.com", Partition::Standard),
            ("start.eu-central-1.home.awsapps.com", Partition::Standard),
            ("ssoins-111111b2222j33pp.eu-west-1.portal.amazonaws.com", Partition::Standard),
            ("ssoins-111111b2222j33pp.portal.eu-west-1.app.aws", Partition::Standard),
            ("profile.aws.amazon.com", Partition::Standard),
            ("cn-north-1.signin.amazonaws.cn", Partition::China),
            ("123456789012.signin.amazonaws.cn", Partition::China),
            ("acme.signin.www.amazonaws.cn", Partition::China),
            ("cn-north-1.sso.signin.amazonaws.cn", Partition::China),
            ("123456789012-abcdefgh.cn-north-1.console.amazonaws.cn", Partition::China),
            ("start.home.awsapps.cn", Partition::China),
            ("start.cn-north-1.home.awsapps.cn", Partition::China),
            ("ssoins-1.cn-north-1.portal.amazonaws.com.cn", Partition::China),
            ("ssoins-1.portal.cn-north-1.app.amazonwebservices.com.cn", Partition::China),
            ("acme.signin.amazonaws-us-gov.com", Partition::UsGov),
            ("us-gov-west-1.signin-fips.amazonaws-us-gov.com", Partition::UsGov),
            ("us-gov-west-1.sso.signin.amazonaws-us-gov.com", Partition::UsGov),
            ("us-gov-west-1.sso.signin-fips.amazonaws-us-gov.com", Partition::UsGov),
            ("us-gov-west-1.console.amazonaws-us-gov.com", Partition::UsGov),
            ("123456789012-abcdefgh.us-gov-west-1.console.amazonaws-us-gov.com", Partition::UsGov),
            ("start.us-gov-home.awsapps.com", Partition::UsGov),
            ("start.us-gov-east-1.us-gov-home.awsapps.com", Partition::UsGov),
            ("ssoins-1.us-gov-west-1.portal.amazonaws.com", Partition::UsGov),
            ("acme.signin.amazonaws-eusc.eu", Partition::Eusc),
            ("ssoins-1.eusc-de-east-1.portal.amazonaws.eu", Partition::Eusc),
            ("ssoins-1.portal.eusc-de-east-1.api.amazonwebservices.eu", Partition::Eusc),
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
            "signin.awsapps.com.evil.example",
            "x.execute-api.us-east-1.amazonaws.com",
            "d111111abcdef8.cloudfront.net",
            "main.d1.amplifyapp.com",
            "signin.c2shome.ic.gov.example",
            // Users put their own things under these.
            "app.aws",
            "evil.app.aws",
            "evil.eu-west-1.app.aws",
            "portal.eu-west-1.app.aws",
            "evil.portal.eu-west-1.app.aws",
            "ssoins-1.evil.portal.eu-west-1.app.aws",
            "ssoins-1.portal.evil.app.aws",
            "ssoins-1.evil.portal.amazonaws.com",
            "evil.eu-west-1.portal.amazonaws.com",
            "portal.amazonaws.com",
            "x.profile.aws.amazon.com",
            "home.awsapps.com",
            "start.evil.home.awsapps.com",
            "evil.eu-west-1.home.awsapps.com",
            "home.awsapps.cn",
            "evil.awsapps.cn",
            "a.b.signin.amazonaws.cn",
            "evil.console.amazonaws.cn",
            "acme.signin-fips.amazonaws-us-gov.com",
        ] {
            check(&format!("https://{host}/"), None);
        }
    }
}
