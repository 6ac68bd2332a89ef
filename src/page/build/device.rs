//! The first request of the device flow: where it goes, and its answer.

use yew::prelude::*;

use super::inputs::one;
use crate::credential::Mend;
use crate::endpoint;
use crate::knowledge::{Input, Knowledge, Profile};
use crate::page::On;
use crate::page::field::{Field, field, warnings};
use crate::page::prose::paragraph;
use crate::secret::Secret;
use crate::state::builder::{Builder, DeviceEdit, Edit};

/// The device authorization endpoint, where it is not known.
pub fn endpoint(
    builder: &Builder,
    knowledge: Option<&Knowledge>,
    profile: &Profile,
    on: &On,
) -> Html {
    if builder.device_endpoint(profile, knowledge).is_some() {
        return html! {};
    }
    let shown = Field {
        id: "device-endpoint",
        label: "Device authorization endpoint",
        value: &builder.device.endpoint,
        example: "https://login.example.org/oauth/device",
        hint: "Where the first request goes.",
        ..Field::default()
    };
    let edit = |url: String| Edit::Device(DeviceEdit::Endpoint(url));
    let mend = move |mend: Mend| edit(mend.value.expose().to_owned());
    field(shown, edit, on, warnings(endpoint::warnings(&builder.device.endpoint), mend, on))
}

/// The scope of the first request, and its answer.
pub fn fields(builder: &Builder, profile: &Profile, on: &On) -> Html {
    let own = profile.parameters.iter().any(|input| input.name == "scope");
    let scope = Input {
        name: "scope".to_owned(),
        label: "Scope".to_owned(),
        hint: "It goes into the first request.".to_owned(),
        ..Input::default()
    };
    let answer = Field {
        id: "device-answer",
        label: "Paste the answer to the first request",
        value: builder.device.answer.expose(),
        hint: "The device code is taken out of it.",
        optional: true,
        secret: Some(builder.show),
        ..Field::default()
    };
    let edit = |text: String| Edit::Device(DeviceEdit::Answer(Secret::new(text)));
    let mend = move |mend: Mend| Edit::Device(DeviceEdit::Answer(mend.value));
    let confirm = builder.confirm().map(|confirm| {
        let said = [
            "Now open `",
            &confirm.address,
            "` and type `",
            &confirm.code,
            "`. Then run the second command.",
        ];
        paragraph("why", &said.concat())
    });
    let below = html! { <>{ warnings(builder.answer_warnings(), mend, on) }{ for confirm }</> };
    html! {
        <>
            if !own { { one(builder, &scope, " ", on) } }
            { field(answer, edit, on, below) }
        </>
    }
}
