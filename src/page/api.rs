//! What comes after the token: the call of the API.

use yew::prelude::*;

use super::On;
use super::copy::Copy;
use super::field::{Field, field, warnings};
use super::parts::{pre, text};
use super::prose::{list, paragraph};
use crate::credential::{Mend, refused};
use crate::knowledge::Knowledge;
use crate::state::api::{call, example};
use crate::state::builder::{Builder, Edit};

/// The address of the API, and the call with the token from its variable.
pub fn panel(builder: &Builder, knowledge: Option<&Knowledge>, on: &On) -> Html {
    let address = Field {
        id: "api",
        label: "Address of the API",
        value: &builder.api,
        example: &example(builder, knowledge),
        optional: true,
        ..Field::default()
    };
    let mend = |mend: Mend| Edit::Api(mend.value.expose().to_owned());
    let below = warnings(refused(&builder.api).into_iter().collect(), mend, on);
    let body = match call(builder, knowledge) {
        Err(_) if builder.api.is_empty() => html! {},
        Err(_) => paragraph("blank", "The call stands here as soon as this is a web address."),
        Ok((command, unknown)) => {
            let notes: Vec<String> = command.notes.iter().map(|note| (*note).to_owned()).collect();
            html! {
                <>
                    { pre("Call of the API", text(command.text.expose())) }
                    <div class="row"><Copy label="Copy the call" done="Copied." text={command.text} /></div>
                    if !unknown.is_empty() {
                        { paragraph("notice", &["This API also wants the header `", &unknown.join("`, `"), "`."].concat()) }
                    }
                    { list("Before you run it", &notes) }
                </>
            }
        }
    };
    html! {
        <section class="part">
            <h2>{ "Then call the API" }</h2>
            { field(address, Edit::Api, on, below) }
            { body }
        </section>
    }
}
