//! A page with a QR code for each account, to print or to scan from the screen. It loads and runs
//! nothing, and has no words besides the names, so that it needs no translation.

use tandem_core::{Entropy, account::Account, otpauth, qr::draw};
use zeroize::Zeroizing;

use super::{Lack, WriteError, lacks_beside};
use crate::{MAX_FILE, Request};

const STYLE: &str = "body{font:14px/1.4 system-ui,sans-serif;margin:16mm;color:#000;background:#fff}\
    main{display:grid;grid-template-columns:repeat(auto-fill,minmax(70mm,1fr));gap:8mm}\
    figure{margin:0;break-inside:avoid}svg{width:60mm;height:60mm;display:block}\
    figcaption{overflow-wrap:anywhere}strong{display:block}\
    code{font-size:7px;line-height:1.2;display:block;overflow-wrap:anywhere;color:#555}";

pub(super) fn lacks(account: &Account) -> Vec<Lack> {
    lacks_beside(account, &[])
}

pub(super) fn write(
    accounts: &[&Account],
    _: &Request<'_>,
    _: &mut dyn Entropy,
) -> Result<Vec<u8>, WriteError> {
    let mut page = Page::new("Tandem");
    for account in accounts {
        page.code(&[&account.issuer, &account.name], &otpauth::write(account));
    }
    page.finish()
}

/// A page of QR codes.
pub(super) struct Page(String);

impl Page {
    pub(super) fn new(title: &str) -> Self {
        let mut page = String::from("<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>");
        escape(title, &mut page);
        page.push_str("</title><style>");
        page.push_str(STYLE);
        page.push_str("</style></head><body><h1>");
        escape(title, &mut page);
        page.push_str("</h1><main>\n");
        Self(page)
    }

    /// A code with lines under it. One that is too long to draw is shown as text.
    pub(super) fn code(&mut self, lines: &[&str], text: &str) {
        let page = &mut self.0;
        if page.len() > MAX_FILE {
            return;
        }
        page.push_str("<figure>");
        if let Some(drawing) = draw(text.as_bytes()) {
            let side = drawing.side;
            page.push_str(&format!(
                "<svg viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\"><path d=\""
            ));
            page.push_str(&drawing.path);
            page.push_str("\"/></svg>");
        }
        page.push_str("<figcaption>");
        for line in lines.iter().filter(|line| !line.is_empty()) {
            page.push_str("<strong>");
            escape(line, page);
            page.push_str("</strong>");
        }
        page.push_str("<code>");
        escape(text, page);
        page.push_str("</code></figcaption></figure>\n");
    }

    pub(super) fn finish(self) -> Result<Vec<u8>, WriteError> {
        let mut page = Zeroizing::new(self.0);
        page.push_str("</main></body></html>\n");
        // A thousand codes take some tens of megabytes, and nobody scans more.
        if page.len() > MAX_FILE { Err(WriteError::TooLarge) } else { Ok(page.as_bytes().to_vec()) }
    }
}

fn escape(text: &str, to: &mut String) {
    for character in text.chars() {
        match character {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            '"' => to.push_str("&quot;"),
            other => to.push(other),
        }
    }
}
