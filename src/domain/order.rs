//! Sorts: the only place in the app that does. The standard library's sort is compiled again for each type and key,
//! which would make the app larger.

/// The positions of `keys` from the smallest key to the largest; equal keys keep their order.
pub fn order(keys: impl Iterator<Item = i64>) -> impl Iterator<Item = usize> {
    let mut order: Vec<(i64, usize)> = keys.enumerate().map(|(at, key)| (key, at)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at)
}

/// Sorts things by their keys; equal keys keep their order.
pub fn in_order<T>(things: Vec<(i64, T)>) -> impl Iterator<Item = T> {
    let order: Vec<usize> = order(things.iter().map(|(key, _)| *key)).collect();
    let mut things: Vec<Option<T>> = things.into_iter().map(|(_, thing)| Some(thing)).collect();
    order.into_iter().filter_map(move |at| things[at].take())
}

#[cfg(test)]
mod tests {
    use super::{in_order, order};

    #[test]
    fn equal_keys_keep_their_order() {
        assert_eq!(order([3, 1, 3, i64::MIN, 1].into_iter()).collect::<Vec<_>>(), [3, 1, 4, 0, 2]);
        let things = vec![(2, "c"), (1, "a"), (2, "d"), (1, "b")];
        assert_eq!(in_order(things).collect::<String>(), "abcd");
    }
}
