//! Rows of a name and a value that the person adds.

use yew::prelude::*;

use crate::credential::Mend;
use crate::knowledge::Profile;
use crate::page::On;
use crate::page::field::{Field, field, warnings};
use crate::page::parts::{block, button, text};
use crate::secret::Secret;
use crate::state::Action;
use crate::state::builder::{Builder, Edit, Extra, ExtraEdit, Kind};

/// What was added of these kinds, and a button for one more of each.
pub fn rows(builder: &Builder, profile: &Profile, kinds: &[Kind], on: &On) -> Html {
    let all = builder.extras.iter().enumerate();
    let rows = all.filter(|(_, extra)| kinds.contains(&extra.kind));
    let rows = rows.map(|(at, extra)| row(builder, at, extra, profile, on)).collect::<Html>();
    let buttons = kinds.iter().map(|kind| {
        let kind = *kind;
        let name = match kind {
            Kind::Parameter => "Add a parameter",
            Kind::Header => "Add a header",
            Kind::SignIn => "Add a parameter to the sign-in",
        };
        let onclick =
            on.reform(move |_: MouseEvent| Action::Build(Edit::Extra(ExtraEdit::Add(kind))));
        button("plain", text(name), onclick)
    });
    html! { <>{ rows }<div class="row field">{ buttons.collect::<Html>() }</div></> }
}

fn row(builder: &Builder, at: usize, extra: &Extra, profile: &Profile, on: &On) -> Html {
    let what = match extra.kind {
        Kind::Header => "Header",
        Kind::Parameter | Kind::SignIn => "Parameter",
    };
    let number = (at + 1).to_string();
    let named = |part: &str| [what, " ", &number, ": ", part].concat();
    let (name, value) = (named("name"), named("value"));
    let id = |part: &str| ["extra-", &number, part].concat();
    let (name_id, value_id) = (id("-name"), id("-value"));
    let name_field = Field { id: &name_id, label: &name, value: &extra.name, ..Field::default() };
    let value_field = Field {
        id: &value_id,
        label: &value,
        value: extra.value.expose(),
        secret: extra.is_secret().then_some(builder.show),
        ..Field::default()
    };
    let (of_name, of_value) = builder.extra_warnings(at, profile);
    let rename = move |name: String| Edit::Extra(ExtraEdit::Name(at, name));
    let change = move |value: Secret| Edit::Extra(ExtraEdit::Value(at, value));
    let mend_name = move |mend: Mend| rename(mend.value.expose().to_owned());
    let mend_value = move |mend: Mend| change(mend.value);
    let remove = on.reform(move |_: MouseEvent| Action::Build(Edit::Extra(ExtraEdit::Remove(at))));
    let label = ["Remove ", what, " ", &number].concat();
    block(
        "extra",
        html! {
            <>
                { field(name_field, rename, on, warnings(of_name, mend_name, on)) }
                { field(value_field, move |value| change(Secret::new(value)), on, warnings(of_value, mend_value, on)) }
                <button type="button" class="plain" onclick={remove} aria-label={label}>{ "Remove" }</button>
            </>
        },
    )
}
