//! The browser's storage, as somebody sees it in the browser's developer tools.

use std::collections::BTreeMap;

use serde_json::json;

use super::Visitor;

/// A script that runs before a page's own: it counts the entries that the page reads ([`Visitor::entries_read`]).
pub const COUNTED_READS: &str = "
    const { getItem } = Storage.prototype;
    window.entriesRead = 0;
    Storage.prototype.getItem = function (key) { window.entriesRead += 1; return getItem.call(this, key); };";

impl Visitor {
    /// How many saved entries the page has read. Needs [`COUNTED_READS`].
    #[track_caller]
    pub fn entries_read(&self) -> usize {
        self.ask("return entriesRead", &[])
    }

    /// Everything that is saved for this origin.
    #[track_caller]
    pub fn saved(&self) -> BTreeMap<String, String> {
        self.ask("return Object.fromEntries(Object.entries(localStorage))", &[])
    }

    /// Waits until a saved value has these words in it.
    #[track_caller]
    pub fn has_saved(&self, words: &str) {
        let script = "return Object.values(localStorage).some((value) => value.includes(arguments[0]))";
        self.waits_for(&format!("{words:?} is saved"), script, &[json!(words)]);
    }

    /// Saves a text, as some other build or script would.
    #[track_caller]
    pub fn finds_saved(&self, key: &str, text: &str) {
        self.ask::<()>("localStorage.setItem(...arguments)", &[json!(key), json!(text)]);
    }

    /// Saves this many picks of sessions that are in no programme, as after loading a strange file.
    #[track_caller]
    pub fn finds_strays_saved(&self, conference: &str, count: usize) {
        let script = "const [conference, count] = arguments;
            for (let at = 0; at < count; at += 1) localStorage.setItem(`hallway:${conference}:pick:stray-${at}`, `{\"v\":1,\"title\":\"Stray\"}`)";
        self.ask::<()>(script, &[json!(conference), json!(count)]);
    }

    /// Fills the storage to the last character.
    #[track_caller]
    pub fn fills_the_storage(&self) {
        let script = "
            let [filling, more] = ['', 'x'.repeat(1 << 20)];
            while (more) {
                try {
                    localStorage.setItem('filling', filling + more);
                    filling += more;
                } catch {
                    more = more.slice(0, more.length >> 1);
                }
            }";
        self.ask::<()>(script, &[]);
        let full = "try { localStorage.setItem('filling-', ''); return false } catch { return true }";
        assert!(self.ask::<bool>(full, &[]), "the storage is not full");
    }

    /// Clears the storage, as the browser does when its user clears the data of this site.
    #[track_caller]
    pub fn clears_the_storage(&self) {
        self.ask::<()>("localStorage.clear()", &[]);
    }

    #[track_caller]
    pub fn frees_the_storage(&self) {
        self.ask::<()>("localStorage.removeItem('filling')", &[]);
    }

    /// From now on, storage refuses this many writes as if it were full.
    #[track_caller]
    pub fn has_writes_refused(&self, times: u32) {
        let script = "
            const write = Storage.prototype.setItem;
            window.refusals = 0;
            Storage.prototype.setItem = function (...entry) {
                if (window.refusals < times) {
                    window.refusals += 1;
                    throw new DOMException('a false alarm', 'QuotaExceededError');
                }
                return write.apply(this, entry);
            };"
        .replace("times", &times.to_string());
        self.ask::<()>(&script, &[]);
    }

    #[track_caller]
    pub fn has_seen_writes_refused(&self, times: u32) {
        self.waits_until("the refusals", "return window.refusals", &[], &times);
    }

    /// Waits until a pick with this title is saved under the key, in a form that early builds could read too.
    #[track_caller]
    pub fn sees_a_saved_pick(&self, key: &str, title: &str) {
        let script = "const saved = JSON.parse(localStorage.getItem(arguments[0]));
            return saved && [saved.v, saved.title, saved.seen.title]";
        self.waits_until(&format!("the pick under {key}"), script, &[json!(key)], &json!([1, title, title]));
    }

    /// Waits until this is saved under the key.
    #[track_caller]
    pub fn sees_saved(&self, key: &str, text: &str) {
        let what = format!("what is saved under {key}");
        self.waits_until(
            &what,
            "return localStorage.getItem(arguments[0])",
            &[json!(key)],
            &Some(text.to_owned()),
        );
    }
}
