//! Explanations to text, JSON and YAML.
