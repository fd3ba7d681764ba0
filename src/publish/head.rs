//! Renders the tags of a page for machines: description, link previews (Open Graph) and schema.org data (JSON-LD).
//!
//! The rule of this file: only values from the programme are used; missing fields are left out. Absolute addresses are
//! written only if the organiser gave the site's address; readers of these tags would resolve a relative one wrongly.

use anyhow::Result;
use serde_json::{Value, json};

use crate::domain::conference::{Conference, Link, Session, Speaker};
use crate::domain::text::Text;
use crate::route::Route;
use crate::ui::site::Site;
use crate::ui::strings::Strings;

/// The length of a description in characters; search engines cut at about this length.
const DESCRIPTION: usize = 160;

/// The tags after the title of a page.
pub fn tags(route: &Route, site: Site) -> Result<String> {
    let conference = site.conference;
    let title = Strings::title(route, conference);
    let description = description(route, conference);
    let mut tags = format!(r#"<meta name="description" content="{}">"#, attribute(&description));
    if *route == Route::NotFound {
        tags += r#"<meta name="robots" content="noindex">"#;
        return Ok(tags);
    }
    let address = address(route, conference);
    if let Some(address) = &address {
        tags += &format!(r#"<link rel="canonical" href="{}">"#, attribute(address));
    }
    let photo = match route {
        Route::Speaker(id) => conference.speaker(id).and_then(|speaker| speaker.photo.as_deref()),
        _ => None,
    };
    let kind = if matches!(route, Route::Speaker(_)) { "profile" } else { "website" };
    let properties = [
        ("og:type", Some(kind.to_owned())),
        ("og:site_name", Some(conference.name.clone()).filter(|name| *name != title)),
        ("og:title", Some(title)),
        ("og:description", Some(description)),
        ("og:url", address),
        ("og:image", photo.and_then(|photo| Some(format!("{}{photo}", conference.address.as_ref()?)))),
    ];
    for (property, content) in properties {
        if let Some(content) = content {
            tags += &format!(r#"<meta property="{property}" content="{}">"#, attribute(&content));
        }
    }
    if let Some(data) = linked_data(route, site) {
        tags += &format!(r#"<script type="application/ld+json">{}</script>"#, json_text(&data)?);
    }
    Ok(tags)
}

/// JSON for a `<script>`: each `<` is escaped, so that none can end the element.
pub fn json_text(data: &Value) -> Result<String> {
    Ok(serde_json::to_string(data)?.replace('<', "\\u003c"))
}

/// The words of a text; an excerpt gets an ellipsis.
fn whole(text: &Text) -> String {
    format!("{}{}", text.reading(), if text.excerpt { "…" } else { "" })
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

fn address(route: &Route, conference: &Conference) -> Option<String> {
    conference.address.as_deref().map(|root| route.href(root))
}

/// The path of the guide on its host, like `/2027/`, if its address is known.
pub fn path_on_the_host(conference: &Conference) -> Option<String> {
    let (_, after_the_scheme) = conference.address.as_deref()?.split_once("://")?;
    Some(format!("/{}", after_the_scheme.split_once('/')?.1))
}

fn description(route: &Route, conference: &Conference) -> String {
    let of = |text: &Option<Text>| text.as_ref().map(whole);
    let text = match route {
        Route::Session(id) => conference.session(id).and_then(|session| of(&session.summary)),
        Route::Speaker(id) => {
            conference.speaker(id).and_then(|speaker| of(&speaker.biography).or_else(|| speaker.line.clone()))
        }
        Route::Speakers => Some(Strings::speakers_description(conference)),
        Route::Agenda => Some(Strings::KEPT_IN_THIS_BROWSER.to_owned()),
        Route::NotFound => Some(Strings::NOT_FOUND_HELP.to_owned()),
        Route::Day(_) | Route::Rooms | Route::Room(_) | Route::Tracks | Route::Track(_) => {
            Some(Strings::part_description(&Strings::title(route, conference), conference))
        }
        Route::Programme => None,
    };
    shorten(&text.unwrap_or_else(|| Strings::programme_description(conference)))
}

/// Shortens a text to the length of a description, at the end of a word.
fn shorten(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(DESCRIPTION) {
        None => text,
        Some((end, _)) => {
            let end = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &text[..end])
        }
    }
}

fn linked_data(route: &Route, site: Site) -> Option<Value> {
    let conference = site.conference;
    let mut data = match route {
        // Search engines have no use for an event without a time.
        Route::Programme if site.days().is_empty() => return None,
        Route::Programme => {
            let mut event = conference_event(conference);
            // Each session's page has all data of the session. For a long programme, even the brief data of all sessions
            // would be larger than the page itself.
            if !site.is_long() {
                let sessions =
                    site.schedule.programme.iter().copied().filter(|session| session.start.is_some());
                let brief = |session| {
                    let mut event = session_event(session, conference);
                    (event["performer"], event["about"]) = (Value::Null, Value::Null);
                    event
                };
                event["subEvent"] = json!(some(sessions.map(brief).collect::<Vec<_>>()));
            }
            event
        }
        Route::Session(id) => {
            let session = conference.session(id)?;
            let mut event = session_event(session, conference);
            event["description"] = match &session.summary {
                // The whole text stands in the page.
                Some(text) if site.is_printed_briefly() => shorten(&whole(text)).into(),
                text => json!(text.as_ref().map(whole)),
            };
            event["superEvent"] = conference_event(conference);
            event
        }
        Route::Speaker(id) => person(conference.speaker(id)?, site),
        Route::Day(_)
        | Route::Rooms
        | Route::Room(_)
        | Route::Tracks
        | Route::Track(_)
        | Route::Speakers
        | Route::Agenda
        | Route::NotFound => return None,
    };
    data["@context"] = "https://schema.org".into();
    Some(without_nulls(data))
}

fn conference_event(conference: &Conference) -> Value {
    let times = conference.sessions.iter();
    let organizers: Vec<Value> = conference.hosts().map(|host| short_person(host, conference)).collect();
    json!({
        "@type": "Event",
        "name": conference.name,
        "description": conference.line,
        "url": address(&Route::Programme, conference),
        "inLanguage": conference.language,
        "startDate": times.clone().filter_map(|session| session.start).min(),
        "endDate": times.filter_map(|session| session.end).max(),
        "organizer": some(organizers),
    })
}

/// A session without its text, which the session's own page says.
fn session_event(session: &Session, conference: &Conference) -> Value {
    let performers: Vec<Value> =
        conference.speakers_of(session).map(|speaker| short_person(speaker, conference)).collect();
    let room = conference.room_of(session);
    json!({
        "@type": "Event",
        "name": session.title,
        "url": address(&Route::Session(session.id.clone()), conference),
        "about": session.topic,
        "startDate": session.start,
        "endDate": session.end,
        "location": room.map(|room| json!({ "@type": "Place", "name": room.name })),
        "performer": some(performers),
    })
}

fn short_person(speaker: &Speaker, conference: &Conference) -> Value {
    json!({
        "@type": "Person",
        "name": speaker.name,
        "url": address(&Route::Speaker(speaker.id.clone()), conference),
    })
}

fn person(speaker: &Speaker, site: Site) -> Value {
    let conference = site.conference;
    let mut person = short_person(speaker, conference);
    person["jobTitle"] = json!(speaker.line);
    person["description"] = json!(speaker.biography.as_ref().map(whole));
    person["image"] = json!(
        speaker.photo.as_ref().and_then(|photo| Some(format!("{}{photo}", conference.address.as_ref()?)))
    );
    let pages = speaker.links.iter().filter(|link| link.address.starts_with("http"));
    person["sameAs"] = json!(some(pages.map(|Link { address, .. }| address.as_str()).collect::<Vec<_>>()));
    let sessions = site.schedule.sessions_of(speaker).into_iter();
    person["performerIn"] =
        json!(some(sessions.map(|session| session_event(session, conference)).collect::<Vec<_>>()));
    person
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

/// The data without fields that have no value.
pub fn without_nulls(data: Value) -> Value {
    match data {
        Value::Object(fields) => {
            let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(fields.map(|(name, value)| (name, without_nulls(value))).collect())
        }
        Value::Array(values) => values.into_iter().map(without_nulls).collect(),
        other => other,
    }
}
