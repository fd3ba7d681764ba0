//! The elements that pages are made of: DOM elements in the browser, HTML text on the host, from the same code.
//!
//! Most of a conference guide never changes while it is shown. Leptos' `view!` gives each element a type of its own and
//! compiles code to build, rebuild, erase and hydrate each type: about 1 kB of WebAssembly an element, and this
//! module made the app a quarter smaller (docs/performance.md). So elements are plain, and the parts that
//! change (`*_now`) are bound to Leptos' signals, under Leptos' owners.
//!
//! The rule: text and attribute values are data and never become markup.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::set_timeout;
use wasm_bindgen::JsValue;

/// An element with its content.
pub struct El(Plain);

/// An item of a list that changes. While its key stays in the list, its element stays, and with it the focus.
pub struct Item {
    #[cfg_attr(feature = "prerender", expect(dead_code, reason = "HTML has no items to keep"))]
    key: String,
    draw: Box<dyn FnOnce() -> El>,
}

impl Item {
    /// Renders the item for a list that does not change.
    pub fn into_element(self) -> El {
        (self.draw)()
    }

    /// An item that is rendered when its key first appears.
    pub fn new(key: String, draw: impl FnOnce() -> El + 'static) -> Item {
        Item { key, draw: Box::new(draw) }
    }
}

thread_local! {
    /// How many [`AtOnce`] values for everything exist.
    static EVERYTHING: Cell<usize> = const { Cell::new(0) };
    /// How many more items are rendered in one go, because of an [`AtOnce`] for a screen.
    static OF_THE_SCREEN: Cell<usize> = const { Cell::new(0) };
    /// How many lists are not fully rendered.
    static UNFINISHED: Cell<usize> = const { Cell::new(0) };
}

/// While a value of this type exists, long lists, or their beginnings, are rendered in one go, because the attendee waits for
/// a page. Otherwise they are rendered in slices, and the browser can react to input between them.
#[must_use]
pub struct AtOnce {
    everything: bool,
}

/// About how tall an item of a list is on a phone, in CSS pixels. Where items are lower, the rest of the screen follows in the
/// next slice.
const LOW_ITEM: usize = 60;

impl AtOnce {
    /// Renders everything in one go until the value is dropped: a page is scrolled to a place that may be anywhere.
    pub fn everything() -> AtOnce {
        EVERYTHING.set(EVERYTHING.get() + 1);
        AtOnce { everything: true }
    }

    /// Renders as many items in one go as fit on a screen of this height (in CSS pixels), until the value is dropped: a page
    /// is shown from its top.
    pub fn a_screen(height: usize) -> AtOnce {
        OF_THE_SCREEN.set(height / LOW_ITEM);
        AtOnce { everything: false }
    }
}

impl Drop for AtOnce {
    fn drop(&mut self) {
        if self.everything {
            EVERYTHING.set(EVERYTHING.get() - 1);
        } else {
            OF_THE_SCREEN.set(0);
        }
    }
}

/// Renders what is left of all lists, and calls `then` after that.
pub fn when_everything_is_drawn(then: impl FnOnce() + 'static) {
    let at_once = AtOnce::everything();
    wait_for_lists(Box::new(move || {
        drop(at_once);
        then();
    }));
}

/// Lists go on in tasks of their own (`browser::go_on`).
fn wait_for_lists(then: Box<dyn FnOnce()>) {
    if UNFINISHED.get() == 0 {
        then();
    } else {
        set_timeout(move || wait_for_lists(then), Duration::ZERO);
    }
}

thread_local! {
    /// The language of the programme's texts, if the interface speaks another one.
    static LANGUAGE_OF_THE_PROGRAMME: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// From now on texts of the programme are in this language; `None` if it is the interface's.
pub fn set_language_of_the_programme(language: Option<&'static str>) {
    LANGUAGE_OF_THE_PROGRAMME.set(language);
}

/// A new element.
pub fn el(tag: &'static str) -> El {
    El(Plain::new(tag))
}

/// A list without bullets. Without the role, Safari does not expose it as a list.
pub fn list(tag: &'static str, class: &'static str) -> El {
    el(tag).class(class).attr("role", "list")
}

impl El {
    /// An element that another page had.
    pub fn of(element: web_sys::Element) -> El {
        El(Plain::of(element))
    }

    /// Sets the class (`style/`).
    pub fn class(self, class: &'static str) -> El {
        self.attr("class", class)
    }

    /// Sets an attribute.
    pub fn attr(mut self, name: &'static str, value: &str) -> El {
        self.0.set_attribute(name, value);
        self
    }

    /// Sets an inline style. HTML on the host omits it: the site's security policy forbids style attributes.
    pub fn style(mut self, property: &'static str, value: &str) -> El {
        self.0.set_style(property, value);
        self
    }

    /// Adds a text of the app.
    pub fn text(mut self, words: &str) -> El {
        self.0.append_text(words);
        self
    }

    /// Adds a text of the programme.
    pub fn quote(self, text: &str) -> El {
        self.of_the_programme().text(text)
    }

    /// Its words are the programme's: they may be written in either direction, and are read out in the conference's
    /// language where the interface speaks another one.
    pub fn of_the_programme(self) -> El {
        let element = self.attr("dir", "auto");
        match LANGUAGE_OF_THE_PROGRAMME.get() {
            Some(language) => element.attr("lang", language),
            None => element,
        }
    }

    /// Adds an element.
    pub fn child(mut self, child: El) -> El {
        self.0.append(child.0);
        self
    }

    /// Adds elements; an `Option` adds one or none.
    pub fn children(self, children: impl IntoIterator<Item = El>) -> El {
        children.into_iter().fold(self, El::child)
    }

    /// Sets an attribute that follows signals; it is absent while the value is `None`.
    pub fn attr_now(mut self, name: &'static str, value: impl Fn() -> Option<&'static str> + 'static) -> El {
        self.0.bind_attribute(name, Box::new(value));
        self
    }

    /// Adds a text that follows signals.
    pub fn text_now(mut self, words: impl Fn() -> String + 'static) -> El {
        self.0.bind_text(Box::new(words));
        self
    }

    /// Sets a property (`value`, `checked`, `disabled`) that follows signals. HTML on the host omits it.
    pub fn property_now(mut self, name: &'static str, value: impl Fn() -> JsValue + 'static) -> El {
        self.0.bind_property(name, Box::new(value));
        self
    }

    /// Adds elements that follow signals: all of them are rendered again whenever a signal changes.
    pub fn children_now(mut self, draw: impl Fn() -> Vec<El> + 'static) -> El {
        self.0.bind_children(Box::new(draw));
        self
    }

    /// Adds items that follow signals: items come, go and move, and those that stay are not rendered again. Long lists
    /// are rendered in slices, unless an [`AtOnce`] exists.
    pub fn list_now(mut self, items: impl Fn() -> Vec<Item> + 'static) -> El {
        self.0.bind_list(Box::new(items));
        self
    }

    /// Calls `happens` at each event of this name.
    pub fn on(mut self, event: &'static str, happens: impl Fn(web_sys::Event) + 'static) -> El {
        self.0.listen(event, Box::new(happens));
        self
    }

    /// The DOM element.
    ///
    /// # Panics
    ///
    /// On the host, which has no DOM; event handlers and effects, which call this, do not run there.
    pub fn node(&self) -> web_sys::Element {
        self.0.node()
    }

    /// The element as HTML.
    #[cfg(feature = "prerender")]
    pub fn into_html(self) -> String {
        self.0.into_html()
    }
}

/// Calls `run` now, and again whenever a signal that it read changes, until its owner is disposed of. Does nothing on
/// the host.
pub fn follow(run: impl Fn() + 'static) {
    #[cfg(not(feature = "prerender"))]
    browser::follow(Box::new(run));
    #[cfg(feature = "prerender")]
    drop(run);
}

#[cfg(feature = "prerender")]
use host::Plain;
#[cfg(feature = "prerender")]
mod host {
    //! Elements as text. Signals are read once; events never happen.

    use super::{El, Item};
    use wasm_bindgen::JsValue;

    /// Elements without an end tag (HTML Standard, 13.1.2).
    const VOID: [&str; 3] = ["br", "img", "input"];

    pub struct Plain {
        tag: &'static str,
        attributes: Vec<(String, String)>,
        inside: String,
    }

    impl Plain {
        pub fn new(tag: &'static str) -> Plain {
            Plain { tag, attributes: Vec::new(), inside: String::new() }
        }

        pub fn of(_: web_sys::Element) -> Plain {
            unreachable!("the host has no DOM")
        }

        pub fn set_attribute(&mut self, name: &str, value: &str) {
            self.attributes.retain(|(other, _)| other != name);
            self.attributes.push((name.to_owned(), value.to_owned()));
        }

        pub fn set_style(&mut self, _: &str, _: &str) {}

        pub fn append_text(&mut self, text: &str) {
            self.inside += &text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        }

        pub fn append(&mut self, child: Plain) {
            self.inside += &child.into_html();
        }

        pub fn bind_attribute(&mut self, name: &str, value: Box<dyn Fn() -> Option<&'static str>>) {
            if let Some(value) = value() {
                self.set_attribute(name, value);
            }
        }

        pub fn bind_text(&mut self, words: Box<dyn Fn() -> String>) {
            self.append_text(&words());
        }

        pub fn bind_property(&mut self, _: &str, _: Box<dyn Fn() -> JsValue>) {}

        pub fn bind_children(&mut self, draw: Box<dyn Fn() -> Vec<El>>) {
            draw().into_iter().for_each(|child| self.append(child.0));
        }

        pub fn bind_list(&mut self, items: Box<dyn Fn() -> Vec<Item>>) {
            items().into_iter().for_each(|item| self.append((item.draw)().0));
        }

        pub fn listen(&mut self, _: &str, _: Box<dyn Fn(web_sys::Event)>) {}

        pub fn node(&self) -> web_sys::Element {
            unreachable!("asked for by event handlers and effects, which do not run on the host")
        }

        pub fn into_html(self) -> String {
            let Plain { tag, attributes, inside } = self;
            let attribute = |(name, value): (String, String)| {
                let value = value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
                if value.is_empty() { format!(" {name}") } else { format!(" {name}=\"{value}\"") }
            };
            let attributes: String = attributes.into_iter().map(attribute).collect();
            if VOID.contains(&tag) {
                format!("<{tag}{attributes}>")
            } else {
                format!("<{tag}{attributes}>{inside}</{tag}>")
            }
        }
    }
}

#[cfg(not(feature = "prerender"))]
use browser::Plain;
#[cfg(not(feature = "prerender"))]
mod browser {
    //! Elements of the DOM. The browser refuses none of these calls: all names are our own and valid.

    use std::cell::RefCell;
    use std::rc::Rc;
    use std::time::Duration;

    use leptos::prelude::*;
    use wasm_bindgen::prelude::Closure;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{Element, Node};

    use super::{El, Item, UNFINISHED};

    const SVG: &str = "http://www.w3.org/2000/svg";

    pub struct Plain(Element);

    impl Plain {
        pub fn new(tag: &'static str) -> Plain {
            let made = match tag {
                "svg" | "path" => document().create_element_ns(Some(SVG), tag),
                tag => document().create_element(tag),
            };
            Plain(made.expect("any document makes an element of a plain name"))
        }

        pub fn of(element: Element) -> Plain {
            Plain(element)
        }

        pub fn set_attribute(&mut self, name: &str, value: &str) {
            _ = self.0.set_attribute(name, value);
        }

        pub fn set_style(&mut self, property: &str, value: &str) {
            _ = self.0.unchecked_ref::<web_sys::HtmlElement>().style().set_property(property, value);
        }

        pub fn append_text(&mut self, text: &str) {
            _ = self.0.append_child(&document().create_text_node(text));
        }

        pub fn append(&mut self, child: Plain) {
            _ = self.0.append_child(&child.0);
        }

        pub fn bind_attribute(&mut self, name: &'static str, value: Box<dyn Fn() -> Option<&'static str>>) {
            let element = self.0.clone();
            let shown = RefCell::new(None);
            follow(Box::new(move || {
                let value = value();
                if shown.replace(value) != value {
                    _ = match value {
                        Some(value) => element.set_attribute(name, value),
                        None => element.remove_attribute(name),
                    };
                }
            }));
        }

        pub fn bind_text(&mut self, words: Box<dyn Fn() -> String>) {
            let text = document().create_text_node("");
            _ = self.0.append_child(&text);
            follow(Box::new(move || text.set_data(&words())));
        }

        pub fn bind_property(&mut self, name: &'static str, value: Box<dyn Fn() -> JsValue>) {
            let element = self.0.clone();
            follow(Box::new(move || _ = js_sys::Reflect::set(&element, &name.into(), &value())));
        }

        pub fn bind_children(&mut self, draw: Box<dyn Fn() -> Vec<El>>) {
            let (parent, end) = (self.0.clone(), self.append_mark());
            let shown = RefCell::new(Vec::<Node>::new());
            follow(Box::new(move || {
                // Rendering may read signals. This effect owns what rendering creates, and disposes of it before it
                // runs again.
                let fresh: Vec<Node> = draw().into_iter().map(|child| child.node().into()).collect();
                // The old elements go first: removing the focused one makes the browser lay out the page, and the new
                // ones would add to that.
                for node in shown.take() {
                    _ = parent.remove_child(&node);
                }
                for node in &fresh {
                    _ = parent.insert_before(node, Some(&end));
                }
                shown.replace(fresh);
            }));
        }

        pub fn bind_list(&mut self, items: Box<dyn Fn() -> Vec<Item>>) {
            let (parent, end) = (self.0.clone(), self.append_mark());
            // Items outlive a run of the effect, so their owner is the one around the effect.
            let owner = Owner::current().unwrap_or_default();
            let list = List { parent, end, owner, shown: Vec::new(), wanted: None, goes_on: false };
            let list = Rc::new(RefCell::new(list));
            follow(Box::new(move || {
                let items = items();
                let is_new = list.borrow().is_new(&items);
                list.borrow_mut().wanted = Some(items);
                if is_new {
                    // The pressed button is painted first.
                    let (list, unfinished) = (Rc::clone(&list), Unfinished::new());
                    crate::ui::browser::after_painting(move || go_on(list, unfinished));
                } else {
                    list.borrow_mut().show();
                    draw_slice(&list);
                }
            }));
        }

        pub fn listen(&mut self, event: &str, happens: Box<dyn Fn(web_sys::Event)>) {
            // The browser keeps the handler as long as the element.
            let handler = Closure::wrap(happens).into_js_value();
            _ = self.0.add_event_listener_with_callback(event, handler.unchecked_ref());
        }

        pub fn node(&self) -> Element {
            self.0.clone()
        }

        /// Adds an invisible node; elements that change are inserted before it.
        fn append_mark(&self) -> Node {
            let mark = document().create_text_node("");
            _ = self.0.append_child(&mark);
            mark.into()
        }
    }

    /// A list that changes.
    struct List {
        parent: Element,
        /// The invisible node after the last item.
        end: Node,
        /// The owner of the items' owners.
        owner: Owner,
        shown: Vec<Shown>,
        /// The items that will replace `shown`, once the browser has painted the other changes.
        wanted: Option<Vec<Item>>,
        /// Whether the next slice is already scheduled.
        goes_on: bool,
    }

    /// An item at its place; it has no node until it is rendered.
    struct Shown {
        key: String,
        owner: Owner,
        node: Option<Node>,
        draw: Option<Box<dyn FnOnce() -> El>>,
    }

    impl List {
        /// Whether these items replace all that are shown, so that every one must be rendered.
        fn is_new(&self, items: &[Item]) -> bool {
            let is_shown = |item: &Item| self.shown.iter().any(|shown| shown.key == item.key);
            super::EVERYTHING.get() == 0
                && !self.shown.is_empty()
                && !items.is_empty()
                && !items.iter().any(is_shown)
        }

        /// Removes the items that are gone, and moves those that stay to their places.
        fn show(&mut self) {
            let Some(wanted) = self.wanted.take() else { return };
            let mut before = std::mem::take(&mut self.shown);
            for Item { key, draw } in wanted {
                let known = before.iter().position(|known| known.key == key);
                let item = match known {
                    Some(at) => before.remove(at),
                    None => Shown { key, owner: self.owner.child(), node: None, draw: Some(draw) },
                };
                self.shown.push(item);
            }
            for Shown { owner, node, .. } in before {
                owner.cleanup();
                _ = node.map(|node| self.parent.remove_child(&node));
            }
            // Backwards from the end. An element that is in its place is not touched: moving it would take the focus
            // from it.
            let mut next = self.end.clone();
            for node in self.shown.iter().rev().filter_map(|item| item.node.as_ref()) {
                if node.next_sibling().is_none_or(|after| !after.is_same_node(Some(&next))) {
                    _ = self.parent.insert_before(node, Some(&next));
                }
                next = node.clone();
            }
        }

        /// Renders missing items for the time of one slice, and returns whether some are left.
        fn draw(&mut self) -> bool {
            let until = js_sys::Date::now() + SLICE;
            for at in 0..self.shown.len() {
                let item = &mut self.shown[at];
                let Some(draw) = item.draw.take() else { continue };
                let node: Node = item.owner.with(|| untrack(|| draw().node())).into();
                item.node = Some(node.clone());
                let next = self.shown[at + 1..].iter().find_map(|item| item.node.as_ref());
                _ = self.parent.insert_before(&node, Some(next.unwrap_or(&self.end)));
                if !takes_the_next() && js_sys::Date::now() > until {
                    return self.shown.iter().any(|item| item.node.is_none());
                }
            }
            false
        }
    }

    /// Whether the next item is rendered without a pause. Counts it.
    fn takes_the_next() -> bool {
        let left = super::OF_THE_SCREEN.get();
        super::OF_THE_SCREEN.set(left.saturating_sub(1));
        left > 0 || super::EVERYTHING.get() > 0
    }

    /// How long a slice lasts, in milliseconds: input waits no longer than that.
    const SLICE: f64 = 12.0;

    /// Renders a slice of a list, and schedules the rest.
    fn draw_slice(list: &Rc<RefCell<List>>) {
        let is_left = list.borrow_mut().draw();
        let goes_on = is_left && !list.borrow().goes_on;
        if goes_on {
            list.borrow_mut().goes_on = true;
            go_on(Rc::clone(list), Unfinished::new());
        }
    }

    /// Counts a list as not fully rendered while it exists.
    struct Unfinished;

    impl Unfinished {
        fn new() -> Unfinished {
            UNFINISHED.set(UNFINISHED.get() + 1);
            Unfinished
        }
    }

    impl Drop for Unfinished {
        fn drop(&mut self) {
            UNFINISHED.set(UNFINISHED.get() - 1);
        }
    }

    /// Renders the next slice once the browser has done its other work.
    fn go_on(list: Rc<RefCell<List>>, unfinished: Unfinished) {
        let then = move || {
            // The next slice counts again.
            drop(unfinished);
            list.borrow_mut().goes_on = false;
            // The attendee may have left the page meanwhile.
            if list.borrow().end.is_connected() {
                list.borrow_mut().show();
                draw_slice(&list);
            }
        };
        set_timeout(then, Duration::ZERO);
    }

    /// One type of effect for all: Leptos would compile its code again for each type of closure.
    pub fn follow(run: Box<dyn Fn()>) {
        let effect = RenderEffect::new(move |_: Option<()>| run());
        StoredValue::new_local(effect);
    }
}

#[cfg(all(test, feature = "prerender"))]
mod tests {
    use super::*;

    #[test]
    fn texts_and_values_never_become_markup() {
        let made = el("a").attr("title", r#"" onclick="x"#).quote("<script>&").child(el("b").text("</b>"));
        assert_eq!(
            made.into_html(),
            r#"<a title="&quot; onclick=&quot;x" dir="auto">&lt;script&gt;&amp;<b>&lt;/b&gt;</b></a>"#
        );
    }

    #[test]
    fn an_attribute_that_is_set_again_is_there_once() {
        assert_eq!(el("p").attr("lang", "de").attr("lang", "fr").into_html(), r#"<p lang="fr"></p>"#);
    }

    #[test]
    fn void_elements_have_no_end() {
        assert_eq!(el("input").attr("disabled", "").into_html(), "<input disabled>");
        assert_eq!(el("p").into_html(), "<p></p>");
    }
}
