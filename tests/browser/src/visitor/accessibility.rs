//! The page as axe-core's rules see it.

use std::fmt;
use std::path::Path;
use std::sync::LazyLock;

use super::Visitor;
use crate::block_on;

/// axe-core, as npm installs it beside this package.
pub static RULES: LazyLock<String> = LazyLock::new(|| {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&file)
        .unwrap_or_else(|_| panic!("there is no {}: `make test` installs it", file.display()))
});

/// A rule that the page breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    rule: String,
    help: String,
    element: String,
    why: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding { rule, help, element, why } = self;
        write!(f, "{rule}: {help}\n    {element}\n    {why}")
    }
}

impl Visitor {
    /// The rules that the page breaks in its current state.
    #[track_caller]
    pub fn findings(&self) -> Vec<Finding> {
        let checked = "
            const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then((results) => done(results.violations.flatMap(
                (rule) => rule.nodes.map((node) => [rule.id, rule.help, node.html.slice(0, 300), node.failureSummary]),
            )), (error) => done([['axe-core itself', String(error), '', '']]))";
        let found: Vec<(String, String, String, String)> = self.browser(|browser| {
            block_on(async {
                let loaded = format!("if (!window.axe) {{ {} }}", *RULES);
                browser.driver.execute(loaded, Vec::new()).await.expect("axe-core can be loaded");
                let found =
                    browser.driver.execute_async(checked, Vec::new()).await.expect("axe-core can be run");
                found.convert().expect("axe-core answers")
            })
        });
        let found = found.into_iter();
        found.map(|(rule, help, element, why)| Finding { rule, help, element, why }).collect()
    }

    /// Asserts that the page breaks no rule in its current state.
    #[track_caller]
    pub fn finds_it_accessible(&self) {
        let findings = self.findings();
        if findings.is_empty() {
            return;
        }
        let address: String = self.ask("return location.href", &[]);
        let lines: Vec<String> = findings.iter().map(Finding::to_string).collect();
        panic!("{address} at {:?} breaks {} rules:\n{}", self.settings.window, lines.len(), lines.join("\n"));
    }
}
