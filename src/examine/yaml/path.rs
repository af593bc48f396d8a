//! Which value of a YAML file: the way to it from the top, through keys and positions.

use std::fmt;

use serde_yaml::Value;

/// The way from the top of a file to one of its values. The empty path is the whole document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Path(pub Vec<Step>);

/// One step of a [`Path`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Into a mapping. A key that is no text stands as it is read: `0x1` is `1`, `~` is `null`.
    Key(String),
    /// Into a sequence, counted from 0.
    Index(usize),
}

impl Path {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// One step further, by a key.
    pub fn key(&self, key: impl Into<String>) -> Self {
        self.then(Step::Key(key.into()))
    }

    /// One step further, by a position.
    pub fn index(&self, index: usize) -> Self {
        self.then(Step::Index(index))
    }

    /// One step further.
    pub fn then(&self, step: Step) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.push(step);
        Self(steps)
    }

    /// One step back; `None` at the top.
    pub fn parent(&self) -> Option<Self> {
        let (_, before) = self.0.split_last()?;
        Some(Self(before.to_vec()))
    }

    /// The last key on the way, if there is any.
    pub fn last_key(&self) -> Option<&str> {
        self.0.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        })
    }
}

/// `expect[0].equals[".client.iss"]`; the whole document is `.`.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str(".");
        }
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) if is_word(key) => {
                    if at > 0 {
                        f.write_str(".")?;
                    }
                    f.write_str(key)?;
                }
                Step::Key(key) => write!(f, "[{key:?}]")?,
            }
        }
        Ok(())
    }
}

/// The key of a mapping as a [`Path`] names it; `None` for lists and mappings, which are no keys.
pub(crate) fn name_of(key: &Value) -> Option<String> {
    match key {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null => Some("null".to_owned()),
        Value::Sequence(_) | Value::Mapping(_) | Value::Tagged(_) => None,
    }
}

/// Can the key stand in a path without quotes?
fn is_word(key: &str) -> bool {
    let first = key.chars().next();
    first.is_some_and(|c| c.is_alphabetic() || c == '_')
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_like_the_way_it_is() {
        let root = Path::root();
        assert_eq!(root.to_string(), ".");
        let path = root.key("expect").index(0).key("equals").key(".client.iss");
        assert_eq!(path.to_string(), r#"expect[0].equals[".client.iss"]"#);
        assert_eq!(root.key("a b").key("답").to_string(), r#"["a b"].답"#);
        assert_eq!(path.parent().map(|parent| parent.to_string()).as_deref(), Some("expect[0].equals"));
        assert_eq!(path.index(3).last_key(), Some(".client.iss"));
        assert_eq!(root.parent(), None);
    }
}
