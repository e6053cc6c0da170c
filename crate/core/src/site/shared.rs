//! Domains of one owner below which each host is another customer's or another user's: identity providers,
//! desks, shops and blogs with a name for each. The Public Suffix List has no rule for them.
//!
//! From the providers' own documentation of their tenants' addresses, 2026-11-28.

/// Domains below which a host is compared whole, in ascending order.
const SHARED: [&str; 84] = [
    "accounts.dev",
    "amazoncognito.com",
    "app.box.com",
    "atlassian.net",
    "auth0.com",
    "awsapps.com",
    "b2clogin.com",
    "backlog.com",
    "backlog.jp",
    "bamboohr.com",
    "bandcamp.com",
    "bigcartel.com",
    "carrd.co",
    "ciamlogin.com",
    "citrixcloud.com",
    "cloudaccess.host",
    "cloudflareaccess.com",
    "cyberark.cloud",
    "cybozu.com",
    "deviantart.com",
    "docs.google.com",
    "duosecurity.com",
    "egnyte.com",
    "fandom.com",
    "force.com",
    "freshdesk.com",
    "freshservice.com",
    "freshworks.com",
    "frontegg.com",
    "fusionauth.io",
    "greenhouse.io",
    "gumroad.com",
    "hatenablog.com",
    "itch.io",
    "jotform.com",
    "kinde.com",
    "kintone.com",
    "livejournal.com",
    "medium.com",
    "my.idaptive.app",
    "my.salesforce.com",
    "myshopify.com",
    "netsuite.com",
    "notion.site",
    "odoo.com",
    "okta-emea.com",
    "okta-gov.com",
    "okta.com",
    "oktapreview.com",
    "onelogin.com",
    "oraclecloud.com",
    "pagerduty.com",
    "pingone.com",
    "pingone.eu",
    "quickbase.com",
    "screenconnect.com",
    "script.google.com",
    "service-now.com",
    "sharepoint.com",
    "sites.google.com",
    "slack.com",
    "smarthr.jp",
    "sourceforge.net",
    "splunkcloud.com",
    "squarespace.com",
    "statuspage.io",
    "substack.com",
    "teamwork.com",
    "tistory.com",
    "translate.goog",
    "tumblr.com",
    "typeform.com",
    "us.auth0.com",
    "visualstudio.com",
    "webex.com",
    "weebly.com",
    "wixsite.com",
    "wordpress.com",
    "workday.com",
    "youtrack.cloud",
    "zendesk.com",
    "zohodesk.com",
    "zoom.us",
    "zulipchat.com",
];

/// Whether each host below this name is somebody else's.
pub(super) fn is_shared(name: &str) -> bool {
    SHARED.binary_search(&name).is_ok() || is_region_of_auth0(name)
}

/// `eu.auth0.com`, `jp.auth0.com`: tenants stand below these too.
fn is_region_of_auth0(name: &str) -> bool {
    name.strip_suffix(".auth0.com").is_some_and(|region| region.len() == 2)
}

#[cfg(test)]
mod tests {
    use super::{super::domain::registrable, *};

    #[test]
    fn the_list_is_in_order() {
        assert!(SHARED.is_sorted());
    }

    #[test]
    fn each_customer_is_an_owner() {
        for (host, owner) in [
            ("acme.okta.com", Some("acme.okta.com")),
            ("login.acme.okta.com", Some("acme.okta.com")),
            ("okta.com", None),
            ("acme.eu.auth0.com", Some("acme.eu.auth0.com")),
            ("acme.auth0.com", Some("acme.auth0.com")),
            ("acme.zendesk.com", Some("acme.zendesk.com")),
            ("acme.atlassian.net", Some("acme.atlassian.net")),
            ("id.atlassian.com", Some("atlassian.com")),
            ("acme-my.sharepoint.com", Some("acme-my.sharepoint.com")),
            ("acme.service-now.com", Some("acme.service-now.com")),
            ("alice.wordpress.com", Some("alice.wordpress.com")),
            ("sites.google.com", None),
            ("accounts.google.com", Some("google.com")),
        ] {
            assert_eq!(registrable(host), owner, "{host}");
        }
    }
}
