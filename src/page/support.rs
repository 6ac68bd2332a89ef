//! The report for support, shown before it is copied.

use yew::prelude::*;

use super::On;
use super::copy::Copy;
use super::parts::{button, headline, pre, text};
use super::prose::{list, paragraph};
use crate::state::Action;
use crate::state::support::Report;

/// The report, and what was masked in it.
pub fn panel(report: &Report, on: &On) -> Html {
    html! {
        <>
            { headline("The report for support".to_owned()) }
            { paragraph("lead", LEAD) }
            <div class="row">
                <Copy label="Copy this report" done="Copied." text={report.text.clone()} main=true />
                { back(on) }
            </div>
            { list("What was masked", &report.masked) }
            <h2>{ "What will be copied" }</h2>
            { pre("Report", text(report.text.expose())) }
        </>
    }
}

/// The button back to the diagnosis.
pub fn back(on: &On) -> Html {
    button("", text("Back to the diagnosis"), on.reform(|_: MouseEvent| Action::Answer))
}

const LEAD: &str = "Nothing was copied yet. Read it first: the secrets and tokens that were recognised are masked. \
    Names, hosts and ids are not.";
