//! The lines of steps in brief texts, by connection: of `explain --brief` and of a stream of news.

use std::collections::BTreeMap;

/// Steps by connection, each as it is printed.
pub type Steps = BTreeMap<u32, Vec<String>>;

/// Columns in front of a step in a stream of news: the number of its connection.
const MARGIN: usize = 6;

/// The steps that `explain --brief --all` tells.
pub fn of_explain(text: &str) -> Steps {
    let mut steps = Steps::new();
    let mut connection = None;
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("Connection ") {
            let number: u32 = rest.split(':').next().and_then(|n| n.parse().ok()).expect("a number");
            steps.insert(number, Vec::new());
            connection = Some(number);
        } else if line == "How it ends" {
            connection = None;
        } else if let Some(number) = connection
            && is_step(line)
        {
            steps.entry(number).or_default().push(line.to_owned());
        }
    }
    steps
}

/// The steps of a stream of news, without what stands below them.
pub fn of_news(text: &str) -> Steps {
    let mut steps = Steps::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("Connection ") {
            let number: u32 = rest.split(':').next().and_then(|n| n.parse().ok()).expect("a number");
            steps.entry(number).or_default();
            continue;
        }
        let Some((margin, step)) = line.split_at_checked(MARGIN) else { continue };
        let ends = ["over: ", "when the capture ends: "];
        if let Ok(number) = margin.trim().parse::<u32>()
            && is_step(step)
            && !ends.iter().any(|end| step.trim_start().starts_with(end))
        {
            steps.entry(number).or_default().push(step.to_owned());
        }
    }
    steps
}

/// A frame's number ends in the seventh column; an act begins in the twenty-fifth.
fn is_step(line: &str) -> bool {
    let at = |column: usize| line.as_bytes().get(column).is_some_and(|byte| *byte != b' ');
    (at(6) && line.starts_with("  ") && !at(2)) || (line.trim_start().len() + 24 == line.len() && at(24))
}
