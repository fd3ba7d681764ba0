//! Links that lead out of the guide. Those that `Link::is_allowed` refuses are not shown.

use leptos::prelude::*;

use crate::domain::conference::Link;
use crate::ui::drawn::draw;

#[component]
pub fn Links(
    links: Vec<&'static Link>,
    /// Words before the links, like "Find Ada at".
    #[prop(optional)]
    intro: Option<String>,
) -> impl IntoView {
    draw(view! {
        <div class="links">
            {intro.map(|intro| view! { <span class="intro">{intro}": "</span> })}
            <ul>
                {links.into_iter().filter(|link| link.is_allowed()).map(|link| view! {
                    <li><a href=link.address.as_str() rel="noopener noreferrer">{link.label.as_str()}</a></li>
                }).collect_view()}
            </ul>
        </div>
    })
}
