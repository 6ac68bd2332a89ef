//! Views as text. Yew's own renderer for servers would bring a runtime and an unmaintained serialiser for trees
//! that wait for nothing; these are elements and words, which a short walk writes down.

use yew::virtual_dom::{VNode, VTag};

use super::link;

/// A view holds what has no text before a browser runs it: a component, a portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotStatic;

/// Elements that have neither content nor end tag (HTML, section 13.1.2).
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

/// Writes a view as HTML, its links turned from the app's addresses to those of the pages.
///
/// # Errors
/// If the view holds a component or anything else that only a browser can draw.
pub fn html(node: &VNode, out: &mut String) -> Result<(), NotStatic> {
    match node {
        VNode::VText(words) => text(&words.text, out),
        VNode::VList(nodes) => nodes.iter().try_for_each(|node| html(node, out))?,
        VNode::VTag(tag) => element(tag, out)?,
        _ => return Err(NotStatic),
    }
    Ok(())
}

fn element(tag: &VTag, out: &mut String) -> Result<(), NotStatic> {
    let name = tag.tag();
    out.push('<');
    out.push_str(name);
    for (attribute, value) in tag.attributes.iter() {
        out.push(' ');
        out.push_str(attribute);
        // One that is only there or not: `open`.
        if value == attribute {
            continue;
        }
        out.push_str("=\"");
        if attribute == "href" {
            quoted(&link::from_page(value), out);
        } else {
            quoted(value, out);
        }
        out.push('"');
    }
    out.push('>');
    if VOID.contains(&name) {
        return Ok(());
    }
    if let Some(children) = tag.children() {
        html(children, out)?;
    }
    out.push_str("</");
    out.push_str(name);
    out.push('>');
    Ok(())
}

/// Words between tags.
pub fn text(words: &str, out: &mut String) {
    for character in words.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(character),
        }
    }
}

/// The value of an attribute, between double quotes.
pub fn quoted(value: &str, out: &mut String) {
    for character in value.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use yew::prelude::*;

    use super::*;

    fn written(view: &Html) -> String {
        let mut out = String::new();
        html(view, &mut out).unwrap();
        out
    }

    #[test]
    fn what_could_end_an_element_or_a_value_does_not() {
        let words = "</p><script>&amp;".to_owned();
        assert_eq!(
            written(&html! { <p>{ words }</p> }),
            "<p>&lt;/p&gt;&lt;script&gt;&amp;amp;</p>"
        );
        let title = "a\" onclick=\"b".to_owned();
        assert_eq!(
            written(&html! { <p {title}>{ "x" }</p> }),
            "<p title=\"a&quot; onclick=&quot;b\">x</p>"
        );
    }

    #[test]
    fn elements_without_content_and_attributes_without_value() {
        assert_eq!(
            written(&html! { <details open=true><br /></details> }),
            "<details open><br></details>"
        );
        assert_eq!(written(&html! { <details open=false /> }), "<details></details>");
        assert_eq!(written(&html! { <p class={None::<String>}>{ for Some("x") }</p> }), "<p>x</p>");
    }

    #[test]
    fn a_component_is_refused() {
        #[component]
        fn Clock() -> Html {
            html! { "now" }
        }
        assert_eq!(html(&html! { <p><Clock /></p> }, &mut String::new()), Err(NotStatic));
    }
}
