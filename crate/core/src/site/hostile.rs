//! Addresses and pages that imitate others: no account belongs there.

use super::{Address, fitting};
use crate::{
    account::{AWS_ISSUER, Account, Site},
    otp::Scheme,
    secret::Secret,
};

/// Each looks like the home of one of the accounts below, and isn't.
const HOSTILE: [&str; 84] = [
    // The name as part of another.
    "https://signin.aws.amazon.com.evil.example/",
    "https://us-east-1.signin.aws.amazon.com.evil.example/",
    "https://console.aws.amazon.com.evil.example/",
    "https://signin.aws.evil.example/",
    "https://evil.example/signin.aws.amazon.com/",
    "https://evil.example/?https://signin.aws.amazon.com/",
    "https://evil.example/#https://signin.aws.amazon.com/",
    "https://signin.aws.amazon.com@evil.example/",
    "https://signin.aws.amazon.com:443@evil.example/",
    "https://signin.aws.amazon.com%2F@evil.example/",
    "https://signin-aws-amazon-com.evil.example/",
    "https://signin.aws.amazon.com-evil.example/",
    "https://evilsignin.aws.amazon.com.example/",
    "https://xsignin.aws/",
    "https://signin.aws.evil/",
    "https://github.com.evil.example/",
    "https://github.com-login.example/",
    "https://evilgithub.com/",
    "https://github.com.co/",
    "https://www.github.com.evil.example/login",
    "https://login.example.co.uk.evil.example/",
    "https://example.co.uk.com/",
    // Another end.
    "https://signin.aws.amazon.co/",
    "https://signin.aws.amazon.cn/",
    "https://signin.aws.amazon.com.cn/",
    "https://signin.aws.amazon.net/",
    "https://signin.amazonaws.com/",
    "https://signin.amazonaws.com.cn/",
    "https://github.co/",
    "https://github.io/",
    "https://github.org/",
    "https://example.uk/",
    "https://other.co.uk/",
    "https://co.uk/",
    // Lookalike letters, and what browsers make of those of other scripts.
    "https://signin.aws.arnazon.com/",
    "https://signin.aws.amaz0n.com/",
    "https://signin.avvs.amazon.com/",
    "https://signln.aws.amazon.com/",
    "https://githud.com/",
    "https://glthub.com/",
    "https://g1thub.com/",
    "https://xn--gthub-n4a.com/",
    "https://xn--aws-5cd.amazon.com/",
    "https://signin.aws.xn--mazon-3ve.com/",
    "https://xn--signin-4bf.aws/",
    "https://signin.aws.am\u{430}zon.com/",
    "https://ｓignin.aws.amazon.com/",
    "https://signin\u{3002}aws.amazon.com/",
    "https://signin.aws.amazon\u{ad}.com/",
    // Where everybody can publish something, at AWS and elsewhere.
    "https://signin.s3.amazonaws.com/",
    "https://bucket.s3.us-east-1.amazonaws.com/signin.aws.amazon.com",
    "https://x.execute-api.us-east-1.amazonaws.com/",
    "https://abc.lambda-url.us-east-1.on.aws/",
    "https://d111111abcdef8.cloudfront.net/",
    "https://main.d1.amplifyapp.com/",
    "https://evil.us-east-1.elasticbeanstalk.com/",
    "https://ec2-192-0-2-7.compute-1.amazonaws.com/",
    "https://evil.awsapprunner.com/",
    "https://evil.github.io/",
    "https://github.github.io/",
    "https://raw.githubusercontent.com/",
    "https://evil.pages.dev/github.com",
    "https://evil.web.app/",
    "https://evil.vercel.app/",
    "https://bob.blogspot.com/",
    "https://translate.goog/",
    "https://signin-aws-amazon-com.translate.goog/",
    // Amazon's, but not sign-in.
    "https://www.amazon.com/",
    "https://aws.amazon.com/",
    "https://docs.aws.amazon.com/",
    "https://repost.aws/",
    "https://evil.aws.amazon.com/",
    "https://evil.console.aws.amazon.com/",
    "https://a.b.signin.aws.amazon.com/",
    "https://awsapps.com/",
    "https://signin.aws.amazon.com:8443/",
    "https://console.amazonaws.cn/",
    // Anyone on the way could read along.
    "http://signin.aws.amazon.com/",
    "http://github.com/login",
    "http://login.example.co.uk/",
    // Not a web page, or one that doesn't tell whose it is.
    "data:text/html,<title>signin.aws.amazon.com</title>",
    "blob:https://github.com/1",
    "https://evil.example\\@signin.aws.amazon.com/",
    "https://140.82.112.3/",
];

/// What such a page says about itself.
const SAID: [&str; 4] = [
    "Amazon Web Services Sign-In",
    "https://signin.aws.amazon.com/",
    "Account 1234-5678-9012 (123456789012, acme)",
    "GitHub: github.com",
];

fn accounts() -> Vec<Account> {
    [
        (AWS_ISSUER, "ana@123456789012", Some("us-east-1.console.aws.amazon.com")),
        (AWS_ISSUER, "ana@acme", None),
        ("GitHub", "ana", Some("github.com")),
        ("Example", "ana", Some("login.example.co.uk")),
        ("Alice", "ana", Some("alice.github.io")),
        ("Blog", "ana", Some("alice.blogspot.com")),
        ("By hand", "ana", None),
    ]
    .into_iter()
    .map(|(issuer, name, home)| Account {
        issuer: issuer.into(),
        name: name.into(),
        sites: home.map(Site::of).into_iter().collect(),
        ..Account::nameless(Secret::new(vec![7; 20]).unwrap(), Scheme::standard(), 0)
    })
    .collect()
}

#[test]
fn no_account_belongs_to_a_page_that_only_looks_like_its_home() {
    for url in HOSTILE {
        let Ok(address) = Address::parse(url) else { continue };
        assert_eq!(fitting(&accounts(), &address, SAID), [0_usize; 0], "{url}");
    }
}

#[test]
fn the_homes_themselves_are_known() {
    for (url, places) in [
        ("https://signin.aws.amazon.com/", vec![0]),
        ("https://github.com/login", vec![2]),
        ("https://example.co.uk/", vec![3]),
        ("https://alice.github.io/", vec![4]),
    ] {
        assert_eq!(fitting(&accounts(), &Address::parse(url).unwrap(), []), places, "{url}");
    }
}
