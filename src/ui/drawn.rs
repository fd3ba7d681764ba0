//! A part of a page that is drawn once: its elements stay, only what is reactive inside them changes.
//!
//! Leptos gives every view a type of its own, and for each compiles how to build it, how to turn it into another one,
//! how to erase it, and all of that again for its owned copy. For parts that are never turned into another one that
//! is two thirds of the code (figures in docs/performance.md). So a component draws its view at once and hands on the
//! elements: one type for all of them. The rule: a drawn view has elements at its top, never bare text or a closure.

use std::any::Any;

use leptos::attr::{Attribute, any_attribute::AnyAttribute};
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// A view that is drawn: elements in the browser, text on the host.
pub enum Drawn {
    /// Elements that are there already, in order.
    Elements(SendWrapper<Elements>),
    /// The same as HTML.
    Html(String),
}

/// Drawn elements, and what keeps them reactive.
pub struct Elements {
    nodes: Vec<Node>,
    _keep: Box<dyn Any>,
}

/// Draws a view, here and now.
pub fn draw<V>(view: V) -> Drawn
where
    V: IntoView,
    V::State: 'static,
{
    if cfg!(feature = "prerender") {
        return Drawn::Html(view.to_html());
    }
    let mut state = view.build();
    let parent: Element = document().create_element("div").expect("any document makes a div");
    state.mount(&parent, None);
    let nodes = std::iter::successors(parent.first_child(), Node::next_sibling).collect();
    Drawn::Elements(SendWrapper::new(Elements { nodes, _keep: Box::new(state) }))
}

impl Render for Drawn {
    type State = Elements;

    fn build(self) -> Elements {
        match self {
            Drawn::Elements(elements) => elements.take(),
            Drawn::Html(_) => unreachable!("HTML is for the host, which builds no elements"),
        }
    }

    fn rebuild(self, state: &mut Elements) {
        let mut fresh = self.build();
        state.insert_before_this(&mut fresh);
        state.unmount();
        *state = fresh;
    }
}

impl Mountable for Elements {
    fn unmount(&mut self) {
        for node in &self.nodes {
            if let Some(parent) = node.parent_node() {
                _ = parent.remove_child(node);
            }
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        for node in &self.nodes {
            // Refused only where the marker has left the parent, and then there is no place to be.
            _ = parent.insert_before(node, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(first) = self.nodes.first() else { return false };
        let parent = first.parent_node().and_then(|parent| parent.dyn_into::<Element>().ok());
        parent.inspect(|parent| child.mount(parent, Some(first))).is_some()
    }

    fn elements(&self) -> Vec<Element> {
        self.nodes.iter().filter_map(|node| node.clone().dyn_into().ok()).collect()
    }
}

/// What is drawn takes no further attributes.
impl AddAnyAttr for Drawn {
    type Output<A: Attribute> = Drawn;

    fn add_any_attr<A: Attribute>(self, _: A) -> Drawn {
        self
    }
}

impl RenderHtml for Drawn {
    type AsyncOutput = Drawn;
    type Owned = Drawn;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Drawn {
        self
    }

    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _more: Vec<AnyAttribute>,
    ) {
        if let Drawn::Html(drawn) = self {
            html.push_str(&drawn);
            *position = Position::NextChild;
        }
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Elements {
        unreachable!("the app is mounted, not hydrated")
    }

    fn into_owned(self) -> Drawn {
        self
    }
}
